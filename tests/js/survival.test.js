/** Sessions outlive what ends programs: no memory, no stack, endless output, stop() at any moment, a Worker that dies. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSession } from '../../bindings/heapscope.js';
import { pageWorkers } from '../page-worker.js';

/** @typedef {import('../../bindings/types.js').Snapshot} Snapshot */

/** What does not depend on how one came there: events are recorded for single steps. @param {Snapshot} snapshot */
const facts = ({ total, previousLine, events, eventsTruncated, ...rest }) => JSON.stringify({ ...rest, gc: { ...rest.gc, last: null } }).replace(/"serial":\d+/g, '');

/**
 * The last steps of a run, backwards and forwards, and some others in any order, always the same; then another program.
 * @param {any} session loaded @param {Snapshot} end
 */
async function scrub(session, end) {
  /** @type {Map<number, string>} */ const seen = new Map([[end.step, facts(end)]]);
  const check = async (/** @type {Promise<Snapshot>} */ going) => {
    const snapshot = await going;
    const known = seen.get(snapshot.step);
    if (known) assert.equal(facts(snapshot), known, `step ${snapshot.step}`);
    seen.set(snapshot.step, facts(snapshot));
  };
  for (let i = 0; i < 6; i++) await check(session.stepBack());
  for (let i = 0; i < 3; i++) await check(session.step());
  for (let i = 0; i < 12; i++) await check(session.seek((i % 6) * 7919 % (end.step + 1)));
  await session.seek(Math.max(0, end.step - 1));
  await session.step({ granularity: 'instruction' });
  await session.stepBack({ granularity: 'instruction' });
  await check(session.run());
  await session.load('print(1)\n');
  assert.deepEqual((await session.run()).stdout.map(({ text }) => text).join(''), '1\n');
}

const ENDS = {
  'memory that runs out': ['raised', 'MemoryError', 'data = []\nwhile True:\n    data.append("x" * 1000 + str(len(data)))\n'],
  'a list that is too large': ['raised', 'MemoryError', 'x = 1\ny = [0] * 10 ** 9\n'],
  'memory that runs out below C code': ['raised', 'MemoryError', 'data = []\nsorted(range(100000), key=lambda n: data.append("x" * 1000 + str(n)))\n'],
  'a caught MemoryError': ['finished', undefined, `caught = 0
for i in range(3):
    data = []
    try:
        while True:
            data.append(bytearray(10000))
    except MemoryError:
        caught += 1
        del data
left = list(range(1000))
`],
  'recursion without end': ['raised', 'RecursionError', 'def f(n):\n    return f(n + 1) + 1\nf(0)\n'],
  'recursion through C code': ['raised', 'RecursionError', 'class A:\n    def __eq__(self, other):\n        return self == other\nA() == A()\n'],
  'a caught RecursionError': ['finished', undefined, `def f(n):
    return f(n + 1) + 1
class A:
    def __repr__(self):
        return repr(self)
for use in (f, lambda n: repr(A())):
    try:
        use(0)
    except RecursionError as error:
        text = str(error)
`],
};

for (const [name, [status, type, source]] of Object.entries(ENDS)) {
  test(`${name}`, async () => {
    const session = await createSession({ memoryLimit: 24 * 2 ** 20 });
    await session.load(/** @type {string} */ (source));
    const end = await session.run();
    assert.deepEqual([end.status, end.error?.type], [status, type]);
    await scrub(session, end);
    session.dispose();
  });
}

test('endless output stops the run, which can go on', async () => {
  const session = await createSession();
  await session.load('n = 0\nwhile True:\n    n += 1\n    print("a line of forty characters, more or less", n, sep="\\n" * 400)\n');
  const first = await session.run();
  assert.equal(first.status, 'stopped');
  assert.equal((await session.step()).step, first.step + 1);
  assert.equal((await session.stepBack()).step, first.step);
  assert.equal((await session.seek(10)).step, 10);
  const second = await session.run();
  assert.equal(second.status, 'stopped');
  assert.ok(second.step > first.step);
  await scrub(session, await session.seek(second.step));
  session.dispose();
});

test('stop() at any step, then on from there', async () => {
  const session = await createSession();
  await session.load('n = 0\nwhile True:\n    n += 1\n');
  let least = 0;
  for (const call of ['run', 'seek', 'run']) {
    const running = call === 'run' ? session.run() : session.seek(10 ** 9);
    setTimeout(() => session.stop(), 60);
    const stopped = await running;
    assert.equal(stopped.status, 'stopped');
    assert.ok(stopped.step > least);
    least = stopped.step;
    const there = await session.seek(least + 1);
    assert.deepEqual([there.step, there.status], [least + 1, 'paused']);
    assert.equal(facts(await session.step()), facts(await session.seek(least + 2)));
    assert.equal((await session.stepBack()).step, least + 1);
    assert.equal((await session.step({ granularity: 'instruction' })).instruction?.index, 1);
  }
  await session.load('n = 1\n');
  assert.equal((await session.run()).status, 'finished');
  session.dispose();
});

test('a Worker that hangs or dies is replaced, and the session stays where it was', async () => {
  const workers = pageWorkers();
  const session = await createSession({ worker: true, ...workers.options });
  try {
    await session.load('names = sorted("cab", key=lambda c: ord(c))\nfor i in iter(int, 1):\n    names.append(i)\n    [0 for j in iter(int, 1)] if i else None\n    i = 1\n');
    const here = await session.seek(7);
    await session.step();
    workers.last.die(new Error('out of memory'));
    const back = await session.stepBack();
    assert.equal(facts(back), facts(here));
    const running = session.step();
    workers.last.die(new Error('out of memory'));
    await assert.rejects(running, /out of memory/);
    assert.equal((await session.step()).step, 8);
    await session.seek(7, { instruction: 0 });
    workers.last.die(new Error('out of memory'));
    assert.equal((await session.step({ granularity: 'instruction' })).instruction?.index, 1);
    await session.load('class A: __lt__ = lambda a, b: [0 for k in iter(int, 1)]\ny = sorted([A(), A()])\n');
    const hung = session.run();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await session.stop();
    assert.deepEqual([(await hung).status, (await hung).step], ['stopped', 0]);
    workers.last.die(new Error('gone'));
    await session.load('z = 2\n');
    assert.equal((await session.run()).status, 'finished');
  } finally {
    session.dispose();
    workers.restore();
  }
});

test('seeks at random leave memory as it is', async () => {
  const workers = pageWorkers();
  const session = await createSession({ worker: true, ...workers.options, timelineBytes: 8 * 2 ** 20 });
  try {
    await session.load('data = {}\nfor i in range(200000):\n    data[i % 500] = [i, str(i)]\n    key = i\n');
    const { step: last } = await session.run();
    let random = 12345;
    const wander = async (/** @type {number} */ seeks) => {
      for (let i = 0; i < seeks; i++) {
        random = (random * 1103515245 + 12345) % 2 ** 31;
        const step = random % last;
        assert.equal((await session.seek(step)).step, step);
      }
      return session.footprint();
    };
    const before = await wander(20);
    const after = await wander(150);
    assert.equal(after.wasm, before.wasm);
    assert.ok(after.bytes <= after.room);
    // On a busy machine a way seems long, and gets one more: not each seek does.
    assert.ok(after.checkpoints <= before.checkpoints + 50, `${before.checkpoints} checkpoints, then ${after.checkpoints}`);
  } finally {
    session.dispose();
    workers.restore();
  }
});
