/** Processes in sessions and on the command line: a step over a fork, back and forth, checkpoints, limits, deadlocks. */
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createSession } from '../../bindings/heapscope.js';

const CLI = fileURLToPath(new URL('../../bindings/cli.js', import.meta.url));

/** @param {string} source @param {string[]} flags */
function cli(source, ...flags) {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'heapscope-')), 'main.py');
  writeFileSync(file, source);
  return spawnSync(process.execPath, [CLI, 'run', ...flags, file], { encoding: 'utf8', timeout: 120000 });
}

/** @param {import('../../bindings/types.js').Snapshot} snapshot */
const output = (snapshot) => snapshot.stdout.map((entry) => entry.text).join('');

const TALK = `import os
kept = [1]
r, w = os.pipe()
back, answer = os.pipe()
pid = os.fork()
if not pid:
    kept.append('child')
    os.write(answer, os.read(r, 10).upper())
    print('child', kept)
    os._exit(3)
kept.append('parent')
print('parent', kept)
os.write(w, b'question')
text = os.read(back, 10)
status = os.wait()[1]
print(text, status, kept)
`;

test('a step over a fork shows the parent, with what the child printed, in any order of visits', async () => {
  const session = await createSession();
  const ready = await session.load(TALK);
  assert.equal(ready.status, 'ready');
  const end = await session.run();
  assert.equal(end.status, 'finished');
  assert.equal(output(end), "parent [1, 'parent']\nchild [1, 'child']\nb'QUESTION' 768 [1, 'parent']\n");
  /** @type {string[]} */ const seen = [];
  /** @param {import('../../bindings/types.js').Snapshot} s */
  const facts = (s) => JSON.stringify([s.step, s.line, s.status, output(s), s.namespaces, s.objects.map((o) => [o.id, o.refcount, o.type]), s.gc.counts]);
  for (let step = 0; step <= end.step; step++) seen.push(facts(await session.seek(step)));
  const lines = seen.map((text) => JSON.parse(text)[1]);
  assert.deepEqual(lines, [1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16, null]);
  for (const step of [6, 2, 10, 5, end.step, 4, 0, 9, 8]) assert.equal(facts(await session.seek(step)), seen[step], `step ${step}`);
  const again = await createSession();
  await again.load(TALK);
  for (let step = 0; step < end.step; step++) assert.equal(facts(await again.step()), seen[step + 1]);
  assert.equal(facts(await again.stepBack()), seen[end.step - 1]);
  session.dispose();
  again.dispose();
});

test('the child of a child that ends before, read in one step; the parent as without it', async () => {
  const session = await createSession();
  await session.load("import os\nx = []\nif not os.fork():\n    x.append(1)\n    print(x)\n    os._exit(0)\nx.append(2)\nprint(x)\nos.wait()\n");
  const at = await session.seek(3);
  assert.equal(at.line, 7);
  assert.equal(output(at), '[1]\n');
  assert.ok((await session.seek(2)).stdout.length === 0);
  assert.equal(output(await session.run()), '[1]\n[2]\n');
  session.dispose();
});

test('a child that never ends can be stopped, and the session goes on from before', async () => {
  const session = await createSession();
  await session.load('import os\nif not os.fork():\n    while True: pass\nprint(1)\n');
  const run = session.run();
  setTimeout(() => session.stop(), 300);
  assert.equal((await run).status, 'stopped');
  const back = await session.seek(0);
  assert.equal(back.line, 1);
  session.dispose();
});

test('a child may wait for input', async () => {
  const session = await createSession();
  await session.load("import os\nif not os.fork():\n    print('hello', input())\n    os._exit(0)\nos.wait()\nprint(input())\n");
  assert.equal((await session.run()).status, 'input');
  assert.equal((await session.provideInput('a')).status, 'paused');
  assert.equal((await session.run()).status, 'input');
  await session.provideInput('b');
  assert.equal(output(await session.run()), 'hello a\nb\n');
  session.dispose();
});

test('a program that forks without end meets the limit', () => {
  const source = 'import os\nn = 0\ntry:\n    while True:\n        if os.fork(): os._exit(0)\n        n += 1\nexcept BlockingIOError as error:\n    print(n > 20, error.errno, error)\n';
  assert.match(cli(source).stdout, /^True 11 \[Errno 11\] Resource temporarily unavailable\n$/);
  const wide = 'import os\nn = 0\nwhile True:\n    try:\n        if not os.fork(): os._exit(0)\n    except BlockingIOError as error: break\n    n += 1\nprint(n)\n';
  assert.equal(cli(wide).stdout, '127\n');
  const big = "import os\nx = bytearray(90 << 20)\ntry: os.fork()\nexcept BlockingIOError as error: print(error)\n";
  assert.equal(cli(big, '--memory', '128').stdout, '[Errno 11] Resource temporarily unavailable\n');
});

test('processes that wait for each other are reported', () => {
  const source = 'import os\nr, w = os.pipe()\nif not os.fork():\n    os.read(r, 1)\n    os._exit(0)\nos.wait()\n';
  const { stderr, status } = cli(source);
  assert.match(stderr, /deadlock: every process waits/);
  assert.equal(status, 1);
});

test('what is left when the program has ended runs to its end', () => {
  const source = "import os, time\nif not os.fork():\n    parent = os.getppid()\n    time.sleep(1)\n    print('orphan', os.getppid() != parent)\n    os._exit(0)\nprint('end')\nraise SystemExit(4)\n";
  const { stdout, status } = cli(source);
  assert.equal(stdout, 'end\norphan True\n');
  assert.equal(status, 4);
  assert.equal(cli('import os, time\nif not os.fork():\n    while True: time.sleep(1)\nprint(1)\n').stdout, '1\n');
});

test('processes that are left, and finalizers that run when the parent ends, in a session', async () => {
  const session = await createSession();
  await session.load("import os, time\nclass A:\n    def __del__(self):\n        print('gone', os is not None)\na = A()\nr, w = os.pipe()\nif not os.fork():\n    os.close(w)\n    print('end of file', os.read(r, 1))\n    os._exit(0)\nprint('parent')\n");
  const end = await session.run();
  const text = output(end);
  assert.equal(text, "parent\ngone True\nend of file b''\n");
  await session.seek(2);
  assert.equal(output(await session.run()), text);
  session.dispose();
});
