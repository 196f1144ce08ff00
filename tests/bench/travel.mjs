// A run of ten million line steps, and going about in it: `node tests/bench/travel.mjs [SEEKS]`. CPU milliseconds of this process and wall
// clock; the machine's other work shows in the second.
import { createSession } from '../../bindings/heapscope.js';
import { open } from './adapter.js';

const PROGRAMS = {
  'a hot loop': 'total = 0\nfor i in range(5000000):\n    total += i % 7\n',
  'recursion': 'def fib(n):\n    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)\nfib(31)\n',
  'a dict of 150,000 entries, changed everywhere':
    'd = {}\nseed = 1\nfor i in range(2500000):\n    seed = (seed * 1103515245 + 12345) % 2147483648\n    k = seed % 150000\n    d[k] = d.get(k, 0) + 1\n',
  'a heap of 60 MB that grows':
    'data = []\nfor i in range(3300000):\n    if i % 10 == 0:\n        data.append([i, str(i)])\n    x = i\n',
  'four threads':
    'import threading\ndef work(n):\n    t = 0\n    for i in range(n):\n        t += i % 7\nts = [threading.Thread(target=work, args=(1250000,)) for _ in range(4)]\nfor t in ts: t.start()\nfor t in ts: t.join()\n',
  'keys of a sort, below C code':
    'def key(v):\n    t = 0\n    for i in range(2500):\n        t += i % 7\n    return t\nsorted(range(2000), key=key)\n',
  'a sort of objects with __lt__':
    'class C:\n    def __init__(self, n):\n        self.n = n\n    def __lt__(self, other):\n        return self.n < other.n\nitems = [C(i * 7919 % 100003) for i in range(100000)]\nitems.sort()\n',
  'a deque of a generator': 'from collections import deque\ndeque((i for i in range(3000000)), 10)\nx = 1\n',
  'finalizers in two threads':
    'import threading\nclass C:\n    def __del__(self):\n        t = 0\n        for i in range(1000000):\n            t += i % 7\ndef work():\n    c = C()\n    del c\nts = [threading.Thread(target=work) for _ in range(2)]\nfor t in ts: t.start()\nfor t in ts: t.join()\n',
  'an imported module': 'import module\nmodule\n',
  'a finalizer': 'class C:\n    def __del__(self):\n        t = 0\n        for i in range(5000000):\n            t += i % 7\nc = C()\ndel c\nx = 1\n',
  'classes':
    'class Node:\n    def __init__(self, value, next):\n        self.value = value\n        self.next = next\n    def last(self):\n        return self.value\nhead = None\nfor i in range(1250000):\n    head = Node(i, head if i % 1000 else None)\n    head.last()\n',
};
const seeks = Number(process.argv[2] ?? 1000);
const sorted = (/** @type {number[]} */ list) => list.sort((a, b) => a - b);
const mb = (/** @type {number} */ bytes) => (bytes / 2 ** 20).toFixed(1);

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const before = process.cpuUsage();
  const started = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000, wall: performance.now() - started };
}

for (const [name, source] of Object.entries(PROGRAMS)) {
  const session = /** @type {any} */ (await createSession());
  await session.load(source, { files: { 'module.py': 'total = 0\nfor i in range(5000000):\n    total += i % 7\n' } });
  const run = await timed(() => session.run());
  const { total } = session.snapshot;
  const cpu = [];
  const wall = [];
  const memory = [];
  let random = 12345;
  for (let i = 0; i < seeks; i++) {
    random = (random * 1103515245 + 12345) % 2 ** 31;
    const took = await timed(() => session.seek(Math.floor((random / 2 ** 31) * total)));
    cpu.push(took.cpu);
    wall.push(took.wall);
    if (i % Math.ceil(seeks / 5) === 0) memory.push(mb(process.memoryUsage().rss));
  }
  const figures = (/** @type {number[]} */ list) => `median ${sorted(list)[list.length >> 1]?.toFixed(1)}, worst ${sorted(list).at(-1)?.toFixed(1)} ms`;
  const stepped = { snapshot: 0, instruction: 0 };
  await session.seek(total >> 1);
  for (let i = 0; i < 50; i++) {
    stepped.snapshot += (await timed(() => session.step())).cpu;
    stepped.instruction += (await timed(() => session.step({ granularity: 'instruction' }))).cpu;
  }
  const { checkpoints, bytes } = session.timeline;
  console.log(`${name}: ${total} steps run in ${run.cpu.toFixed(0)} ms CPU; ${checkpoints} checkpoints in ${mb(bytes)} MB`);
  console.log(`  ${seeks} random seeks: CPU ${figures(cpu)}; wall ${figures(wall)}; process ${memory.join(', ')} MB`);
  console.log(`  a step with its snapshot: ${(stepped.snapshot / 50).toFixed(1)} ms CPU; by instruction ${(stepped.instruction / 50).toFixed(1)} ms`);
  session.dispose();
}
const { trace } = await open();
for (const steps of [10000, 100000]) {
  const { plain, count, snapshot, json, bytes, steps: lines } = trace(steps);
  const rate = (/** @type {number} */ seconds) => `${(lines / seconds / 1000).toFixed(0)},000`;
  console.log(`${lines} lines: ${rate(plain)} a second untraced, ${rate(count)} stepped, ${rate(snapshot)} states recorded, ${rate(json)} as whole JSON (${(bytes / lines).toFixed(0)} bytes each)`);
}
