/** Code that C code runs (exec, keys, generators, finalizers, modules …): checkpoints inside, the same as without steps, and stop(). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSession } from '../../bindings/heapscope.js';

const WORK = 'def work(n):\n    t = 0\n    for i in range(n):\n        t += i % 7\n    return t\n';
const RUNS = {
  exec: "exec('work(300000)')\n",
  eval: "x = eval('work(300000)')\n",
  'a class body': 'class C:\n    t = 0\n    for i in range(300000):\n        t += i % 7\n',
  next: 'def g():\n    yield work(300000)\nx = next(g())\n',
  send: 'def g():\n    x = yield\n    yield work(x)\ng = g()\nnext(g)\nx = g.send(300000)\n',
  sum: 'x = sum(work(1000) for _ in range(300))\n',
  any: 'x = any(work(1000) < 0 for _ in range(300))\n',
  list: 'x = list(work(1000) for _ in range(300))\n',
  tuple: 'x = tuple(work(1000) for _ in range(300))\n',
  extend: 'x = []\nx.extend(work(1000) for _ in range(300))\n',
  'set and dict': 'x = set(work(1000) for _ in range(150)), dict((i, work(1000)) for i in range(150))\n',
  update: 'x, y = set(), {}\nx.update(work(1000) for _ in range(150))\ny.update((i, work(1000)) for i in range(150))\n',
  '[*generator]': 'x = [*(work(1000) for _ in range(150))], {*(work(1000) for _ in range(150))}\n',
  'filter, enumerate, zip': 'x = list(filter(work, [1000] * 100)), list(enumerate(map(work, [1000] * 100))), list(zip(map(work, [1000] * 100), range(100)))\n',
  join: "x = ''.join(str(work(1000)) for _ in range(300))\n",
  map: 'x = list(map(work, [1000] * 300))\n',
  sorted: 'x = sorted(range(300), key=lambda v: work(1000))\n',
  max: 'x = max(range(300), key=lambda v: work(1000))\n',
  reduce: 'import functools\nx = functools.reduce(lambda a, b: a + work(1000), range(300))\n',
  __call__: 'class C:\n    def __call__(self, n):\n        return work(n)\nx = C()(300000)\n',
  'asyncio.run': 'import asyncio\nasync def main():\n    return work(300000)\nx = asyncio.run(main())\n',
};

/** One long call, or a few, made by C code that stays on the stack: the files are modules. */
const CALLS = {
  'an import': 'import below.other\nx = 1\n',
  'importlib.import_module': "import importlib\nx = importlib.import_module('below.other')\n",
  __del__: 'class C:\n    def __del__(self):\n        work(300000)\nc = C()\ndel c\nx = 1\n',
  '__del__ at the end': 'class C:\n    def __del__(self):\n        work(300000)\nc = C()\n',
  '__hash__ and __eq__':
    'class C:\n    def __hash__(self):\n        return work(70000) * 0\n    def __eq__(self, other):\n        work(70000)\n        return True\nd = {C(): 1}\nx = d[C()], C() in [C()]\n',
  'a callback of gc':
    'import gc\ndef callback(phase, info):\n    work(150000)\ngc.callbacks.append(callback)\ngc.collect()\ngc.callbacks.clear()\n',
  'a callback of a weakref': 'import weakref\nclass C:\n    pass\nc = C()\nr = weakref.ref(c, lambda r: work(300000))\ndel c\nx = 1\n',
  '__getattr__ and a property':
    "class C:\n    def __getattr__(self, name):\n        return work(150000)\n    @property\n    def p(self):\n        return work(150000)\nx = getattr(C(), 'x'), getattr(C(), 'p')\n",
  '__str__, __len__, __iter__':
    'class C:\n    def __str__(self):\n        return str(work(100000))\n    def __len__(self):\n        return work(100000) * 0 + 1\n    def __iter__(self):\n        return iter([work(100000)])\nx = [str(C()), len(C()), *C()]\n',
  're.sub': "import re\nx = re.sub('a', lambda match: str(work(75000)), 'aaaa')\n",
  'what is raised in one':
    'class C:\n    def __hash__(self):\n        work(300000)\n        raise ValueError(1)\ntry:\n    {C()}\nexcept ValueError as e:\n    x = str(e)\n',
  'one in another':
    'class C:\n    def __init__(self, n):\n        self.n = n\n    def __repr__(self):\n        work(30000)\n        r = repr([C(self.n - 1)]) if self.n else str(self.n)\n        work(30000)\n        return r\nx = repr([C(5)])\n',
};

/** Very many short calls of Python code by one call of C code. */
const OFTEN = {
  'sorted with __lt__': 'x = sorted(C(i * 7919 % 10007) for i in range(9000))\n',
  'sort with __lt__, backward': 'x = [C(i * 7919 % 10007) for i in range(9000)]\nx.sort(reverse=True)\n',
  'min and max with __lt__': 'x = [C(i * 7919 % 10007) for i in range(20000)]\nx = min(x).n + max(x).n + min(x).n + max(x).n\n',
  'in, count, ==': 'x = [C(i) for i in range(20000)]\ny = [C(i) for i in range(20000)]\nx = C(-1) in x, x.count(C(3)), x == y\n',
  'deque, fromkeys': 'from collections import deque\nx = deque((i for i in range(80000)), 10), dict.fromkeys(i % 10 for i in range(80000))\n',
  'f(*generator), bytes': 'def f(*args):\n    return len(args)\nx = f(*(i for i in range(80000))), len(bytes(i % 256 for i in range(80000)))\n',
  'itertools': 'from itertools import accumulate, chain, islice, takewhile\ng = (i % 5 for i in range(150000))\nx = list(chain(g, islice(takewhile(lambda v: v >= 0, accumulate(i % 2 for i in range(100000))), 4, None)))[-1]\n',
  heapq: 'import heapq\nx = [C(i * 7919 % 10007) for i in range(20000)]\nheapq.heapify(x)\nx = [heapq.heappop(x).n for i in range(12000)]\n',
  '__hash__ and __eq__': 'x = {C(i % 50): i for i in range(12000)}\nx = len(set([C(i % 3000) for i in range(9000)] * 9)), sum([C(1)] * 60000, C(0)).n\n',
  'a long __del__ beside a thread':
    'import threading\nclass D:\n    def __del__(self):\n        work(150000)\ndef run():\n    d = D()\n    del d\nx = [threading.Thread(target=run) for i in range(2)]\nfor t in x: t.start()\nfor t in x: t.join()\nx = 1\n',
};
const COMPARED =
  'class C:\n    def __init__(self, n):\n        self.n = n\n    def __lt__(self, other):\n        return self.n < other.n\n    def __eq__(self, other):\n        return self.n == other.n\n' +
  '    def __hash__(self):\n        return self.n\n    def __add__(self, other):\n        return C(self.n + other.n)\n';
const files = {
  'below/__init__.py': 't = 0\nfor i in range(100000):\n    t += i % 7\n',
  'below/other.py': 't = 0\nfor i in range(200000):\n    t += i % 7\n',
};

/** @param {import('../../bindings/types.js').Snapshot} snapshot */
const facts = (snapshot) => JSON.stringify([snapshot.step, snapshot.line, snapshot.truncated, snapshot.namespaces, snapshot.gc, snapshot.objects.map(({ serial, ...object }) => object)]);

/** Checkpoints are spaced by measured time: where something else slows the machine while one is made, fewer follow. So there are several tries. */
const TRIES = 6;

/**
 * A session with its program run to the end and at least two checkpoints inside it.
 * @template T @param {() => Promise<any>} begin @param {(session: any) => Promise<T>} before
 */
async function ran(begin, before) {
  for (let tries = 1; ; tries++) {
    const session = await begin();
    const seen = await before(session);
    const end = await session.run();
    assert.equal(end.status, 'finished');
    const inside = session.checkpoints.filter((/** @type {number} */ step) => step > 5000 && step < end.step - 5000);
    if (inside.length >= 2) return { session, end, seen };
    session.dispose();
    assert.ok(tries < TRIES, `${inside.length} checkpoints in ${end.step} steps`);
  }
}

for (const [name, source] of Object.entries(RUNS)) {
  test(`${name}: checkpoints inside what it runs, seen alike from everywhere`, async () => {
    const steps = [20, 1000, 300001, 599000];
    const begin = async () => {
      const session = await createSession();
      await session.load(WORK + source);
      return session;
    };
    const { session, seen: forward } = await ran(begin, async (session) => {
      /** @type {string[]} */ const seen = [];
      for (const step of steps) seen.push(facts(await session.seek(step)));
      return seen;
    });
    for (const i of [3, 1, 2, 0]) assert.equal(facts(await session.seek(/** @type {number} */ (steps[i]))), forward[i]);
    session.dispose();
  });
}

for (const [name, source] of [...Object.entries(CALLS), ...Object.entries(OFTEN)]) {
  test(`${name}: states inside are brought back as they were`, async () => {
    const begin = async () => {
      const session = await createSession();
      await session.load(WORK + (name in OFTEN ? COMPARED : '') + source, { files });
      return session;
    };
    const { session, end } = await ran(begin, async () => null);
    for (const share of [0.7, 0.2, 0.95, 0.5]) {
      const step = Math.floor(end.step * share);
      const fresh = await begin();
      assert.equal(facts(await session.seek(step)), facts(await fresh.seek(step)), `step ${step}`);
      const next = facts(await session.step());
      assert.equal(next, facts(await fresh.step()), `behind step ${step}`);
      await session.stepBack();
      assert.equal(facts(await session.step()), next);
      fresh.dispose();
    }
    assert.equal((await session.run()).step, end.step);
    session.dispose();
  });
}

test('in the middle of a sort: conditions that call functions, steps by line and instruction, both ways, as in a run that never left it', async () => {
  const source = `${WORK}${COMPARED}${OFTEN['sorted with __lt__']}`;
  const middle = 70000;
  const [session, fresh] = [await createSession(), await createSession()];
  for (const one of [session, fresh]) await one.load(source);
  const end = await session.run();
  await session.seek(middle);
  await session.step();
  await fresh.seek(middle + 1);
  const all = (/** @type {import('../../bindings/types.js').Snapshot} */ snapshot) => JSON.stringify([facts(snapshot), snapshot.instruction]);
  const both = async (/** @type {string} */ what, /** @type {(one: any) => Promise<any>} */ go) => {
    await Promise.all([go(session), go(fresh)]);
    assert.equal(all(/** @type {any} */ (session).snapshot), all(/** @type {any} */ (fresh).snapshot), what);
  };
  await both('here', async () => {});
  await both('a condition', (one) => one.travel({ to: 'breakpoint', breakpoints: [{ line: 10, condition: 'work(300) and self.n > 9000' }] }));
  await both('a step', (one) => one.step());
  await both('back', (one) => one.stepBack());
  for (let i = 0; i < 5; i++) await both(`instruction ${i}`, (one) => one.step({ granularity: 'instruction' }));
  for (let i = 0; i < 5; i++) await both(`instruction ${i} back`, (one) => one.stepBack({ granularity: 'instruction' }));
  await both('out of it', (one) => one.travel({ to: 'out' }));
  assert.equal((await session.run()).step, end.step);
  for (const one of [session, fresh]) one.dispose();
});

test('stop() ends a run that is wholly below C code, and the session goes on', async () => {
  const session = await createSession();
  await session.load('n = 0\nclass C:\n    def __del__(self):\n        global n\n        while True:\n            n += 1\nc = C()\ndel c\n');
  const running = session.run();
  const timer = setTimeout(() => session.stop(), 50);
  const stopped = await running;
  clearTimeout(timer);
  assert.equal(stopped.status, 'stopped');
  assert.ok(stopped.step > 100);
  const there = await session.seek(50);
  assert.deepEqual([there.step, there.status, there.line], [50, 'paused', (await session.seek(50)).line]);
  const again = session.seek(10 ** 9);
  setTimeout(() => session.stop(), 300);
  assert.equal((await again).status, 'stopped');
  await session.load('n = 1\n');
  assert.equal((await session.run()).status, 'finished');
  session.dispose();
});
