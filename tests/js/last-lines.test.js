/** What runs while the interpreter ends is steps like others: finalizers, callbacks of weak references, functions of atexit. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSession } from '../../bindings/heapscope.js';

const SOURCE = `import atexit, weakref
class T:
    def __del__(self):
        print("del", self)
    def __repr__(self):
        return "T"
class U: pass
t = T()
u = U()
w = weakref.ref(u, lambda r: print("callback"))
def bye():
    global u
    print("bye"); u = None
atexit.register(bye)
`;

/** @param {import('../../bindings/types.js').Snapshot} snapshot */
const facts = ({ events, previousLine, total, ...rest }) => JSON.stringify(rest);

test('lines of finalizers are steps, in both directions and by number', async () => {
  const session = await createSession();
  /** @type {import('../../bindings/types.js').Snapshot[]} */ const forward = [];
  for (let snapshot = await session.load(SOURCE); ; snapshot = await session.step()) {
    forward.push(snapshot);
    if (snapshot.status === 'finished') break;
  }
  const lines = forward.map(({ line }) => line);
  const over = lines.indexOf(null);
  assert.equal(forward[over]?.status, 'paused');
  assert.ok(forward[over]?.namespaces[0]?.names.some(({ name }) => name === 't'), 'the code is over, its names are there');
  assert.deepEqual(lines.slice(over + 1).sort(), [10, 13, 4, 6, null].sort());
  assert.equal(forward.at(-1)?.total, forward.length - 1);
  assert.deepEqual(forward.at(-1)?.namespaces, [], 'nothing is left');
  const output = forward.at(-1)?.stdout.map(({ text }) => text).join('');
  assert.equal(output, 'bye\ncallback\ndel T\n', 'as python3 prints it');
  const inside = forward.find(({ line }) => line === 6);
  assert.deepEqual(inside?.namespaces.filter(({ kind }) => kind !== 'module').map(({ label }) => label), ['T.__repr__', 'T.__del__']);
  for (const seen of [...forward].reverse()) assert.equal(facts(await session.seek(seen.step)), facts(seen), `back at step ${seen.step}`);
  for (const step of [over + 2, 0, over + 1, over, forward.length - 1, over + 3, 2]) {
    assert.equal(facts(await session.seek(step)), facts(/** @type {any} */ (forward[step])), `step ${step}`);
  }
  await session.seek(over + 1);
  const back = await session.stepBack();
  assert.equal(back.step, over);
  session.dispose();
});

test('a run that ends without such lines ends with its last line', async () => {
  const session = await createSession();
  await session.load('a = [1]\nb = a\n');
  const end = await session.run();
  assert.deepEqual([end.step, end.status, end.namespaces[0]?.names.length], [2, 'finished', 2]);
  session.dispose();
});

test('questions, breakpoints, instructions and the recorder reach there, too', async () => {
  const session = await createSession();
  await session.load(SOURCE);
  const { total } = await session.run();
  await session.seek(0);
  const stop = await session.travel({ to: 'breakpoint', breakpoints: [{ line: 4 }] });
  assert.equal(stop?.snapshot?.line ?? session.snapshot?.line, 4);
  const why = await session.why('self');
  assert.match(why.explanation, /self/);
  const by = await session.step({ granularity: 'instruction' });
  assert.equal(by.instruction?.frames[0]?.label, 'T.__del__');
  /** @type {Uint8Array[]} */ const pieces = [];
  await session.trace({}, (/** @type {any} */ piece) => void pieces.push(piece));
  const text = pieces.map((piece) => (typeof piece === 'string' ? piece : new TextDecoder().decode(piece))).join('');
  const steps = text.split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((row) => !row.stream).map((row) => row.step);
  assert.equal(steps.at(-1), total);
  assert.equal(new Set(steps).size, steps.length);
  session.dispose();
});

test('stop() ends a finalizer that would run for ever, and the session goes on', async () => {
  const session = await createSession();
  await session.load('n = 0\nclass C:\n    def __del__(self):\n        global n\n        while True:\n            n += 1\nc = C()\n');
  const running = session.run();
  const timer = setTimeout(() => session.stop(), 50);
  assert.equal((await running).status, 'stopped');
  clearTimeout(timer);
  const there = await session.seek(4);
  assert.deepEqual([there.step, there.line], [4, 7]);
  await session.load('n = 1\n');
  assert.equal((await session.run()).status, 'finished');
  session.dispose();
});
