/** Every thread of a program is shown, not only the one that runs: its state, its frames and value stacks, the exception it handles, what it holds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSession } from '../../bindings/heapscope.js';
import { arrange } from '../../bindings/scene/arrange.js';
import { emptyPast, learn } from '../../bindings/scene/past.js';
import { sceneOf } from '../../bindings/scene/scene.js';
import { emptySeats } from '../../bindings/scene/seats.js';

const SOURCE = `import threading, time
lock = threading.Lock()
def work(item):
    local = [item]
    try:
        raise KeyError(item)
    except KeyError:
        with lock:
            local.append(1)
    time.sleep(1)
lock.acquire()
ts = [threading.Thread(target=work, args=(["x", k],), name="worker-" + k) for k in "ab"]
for t in ts: t.start()
here = 1
lock.release()
time.sleep(0.5)
there = 2
for t in ts: t.join()
`;

/** The session, and its first step at each line. @param {string} [source] */
async function opened(source = SOURCE) {
  const session = await createSession();
  await session.load(source);
  const { total } = await session.run();
  /** @type {Map<number, import('../../bindings/types.js').Snapshot>} */ const at = new Map();
  for (let step = 0; step < /** @type {number} */ (total); step++) {
    const snapshot = await session.seek(step);
    if (snapshot.line !== null && !at.has(snapshot.line)) at.set(snapshot.line, snapshot);
  }
  return { session, at: (/** @type {number} */ line) => /** @type {import('../../bindings/types.js').Snapshot} */ (at.get(line)) };
}

test('threads have names, states, what they wait for, and frames', async () => {
  const { session, at } = await opened();
  assert.deepEqual(at(2).threads, [], 'one thread is not told of');
  const told = at(14).threads.map(({ name, state, owner, wakes, line, namespaces }) => [name, state, owner, wakes, line, namespaces.map((space) => `${space.label} ${space.names.map((one) => one.name)}`)]);
  assert.deepEqual(told, [
    ['MainThread', 'running', null, null, 14, []],
    ['worker-a', 'lock', 'MainThread', null, 8, ['work item,local']],
    ['worker-b', 'lock', 'MainThread', null, 8, ['work item,local']],
  ]);
  const { threads, objects } = at(14);
  const [, first] = threads;
  assert.equal(objects.find((object) => object.id === first?.handled)?.type, 'KeyError');
  assert.equal(objects.find((object) => object.id === first?.lock)?.type, 'lock');
  assert.deepEqual(at(17).threads.map(({ state }) => state), ['running', 'sleeping', 'sleeping']);
  assert.ok(Math.abs(/** @type {number} */ (at(17).threads[1]?.wakes) - 0.5) < 0.01);
  session.dispose();
});

test('the step at which another thread goes on says so, and names of the others stay bound', async () => {
  const { session, at } = await opened();
  const { step } = at(14);
  const switches = [];
  for (let n = 1; n <= step; n++) {
    await session.seek(n - 1);
    const { events } = await session.step();
    for (const event of events) if (event.type === 'switch') switches.push(`${event.from} → ${event.to}`);
    if (events.some((event) => event.type === 'switch')) assert.ok(!events.some((event) => event.type === 'unbind' && event.name === 'local'), 'a thread that waits keeps its names');
  }
  assert.deepEqual(switches, ['MainThread → worker-a', 'worker-a → MainThread', 'MainThread → worker-b', 'worker-b → MainThread']);
  session.dispose();
});

test('questions know what the frames of other threads hold', async () => {
  const { session, at } = await opened();
  const { step, threads } = at(14);
  const local = { name: 'local', namespace: 'work' };
  assert.equal((await session.why(local, { step })).sentence, 'list is alive because of name local of work in worker-a.');
  const { holders } = await session.referrers(local, { step });
  assert.deepEqual(holders.map(({ text, holder }) => [text, holder.frame?.thread]), [['name local of work in worker-a', 'worker-a']]);
  const handled = await session.referrers(/** @type {string} */ (threads[1]?.handled), { step });
  assert.equal(handled.explanation, '1 = the exception being handled of thread worker-a');
  assert.match((await session.retained(local, { step })).dominator?.text ?? '', /^frame of work in worker-a$/);
  session.dispose();
});

test('by instruction, the value stacks of the others', async () => {
  const { session, at } = await opened();
  const { threads } = await session.seek(at(14).step, { instruction: 1 });
  assert.deepEqual(threads.map(({ frames }) => frames.map(({ label, opcode, stack }) => [label, opcode, stack.length])), [[], [['work', 'BEFORE_WITH', 2]], [['work', 'BEFORE_WITH', 2]]]);
  session.dispose();
});

test('a scene has every thread, an OPT trace each one\'s stack', async () => {
  const { session, at } = await opened();
  const arranged = arrange(at(14), 'script', SOURCE);
  const { past, snapshots } = learn(emptyPast(), [arranged]);
  const scene = sceneOf({ source: SOURCE, loaded: SOURCE, snapshot: snapshots[0] ?? null, past, seats: emptySeats(2), selected: null, limited: false });
  assert.deepEqual(scene?.threads.map(({ name, words }) => `${name} ${words}`), [
    'MainThread runs', 'worker-a waits for a lock that MainThread has, handles KeyError', 'worker-b waits for a lock that MainThread has, handles KeyError']);
  assert.deepEqual(scene?.namespaces.map(({ label, thread, current }) => [label, thread, current]), [['__main__', null, false], ['work()', 'worker-a', false], ['work()', 'worker-b', false]]);
  const trace = JSON.parse(/** @type {string} */ (await session.export('opt'))).trace;
  const entry = trace.find((/** @type {any} */ one) => one.line === 14 && one.event === 'step_line');
  assert.deepEqual(entry.stack_to_render, []);
  assert.deepEqual(entry.heapscope.threads.map((/** @type {any} */ one) => [one.name, one.state, one.stack.map((/** @type {any} */ frame) => frame.func_name)]), [
    ['MainThread', 'running', []], ['worker-a', 'lock', ['work']], ['worker-b', 'lock', ['work']]]);
  const balance = trace.reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + (one.event === 'call' ? 1 : one.event === 'return' && one.func_name !== '<module>' ? -1 : 0), 0);
  assert.equal(balance, 0, 'every call returns, in its own thread');
  session.dispose();
});

test('a generator that waits shows its names and value stack, one that is over nothing', async () => {
  const { session, at } = await opened('def gen():\n    held = ["g"]\n    for x in [1, 2]:\n        yield x\ng = gen()\nnext(g)\nfirst = 1\nlist(g)\nlast = 2\n');
  const generator = (/** @type {number} */ line) => at(line).objects.find((object) => object.type === 'generator')?.refs.map(({ label }) => label);
  assert.deepEqual(generator(7), ['held', 'x', 'stack']);
  assert.deepEqual(generator(9), []);
  session.dispose();
});

test('an object has the same number whichever way one came, another at its address another', async () => {
  const source = 'import gc\ndef f(n):\n    t = [n, object()]\n    return n\nfor i in range(6):\n    f(i)\nkept = [1.5, "x" * 9, 2 ** 70, {}]\n';
  const first = await createSession();
  const second = await createSession();
  for (const session of [first, second]) await session.load(source);
  const { total } = await first.run();
  const steps = Array.from({ length: /** @type {number} */ (total) + 1 }, (_, step) => step);
  /** @type {Map<number, string>} */ const seen = new Map();
  const numbers = (/** @type {import('../../bindings/types.js').Snapshot} */ { objects }) => JSON.stringify(objects.map(({ id, type, serial }) => [id, type, serial]));
  for (const step of steps) seen.set(step, numbers(await second.seek(step)));
  for (const step of [...steps].reverse()) assert.equal(numbers(await first.seek(step)), seen.get(step), `step ${step}`);
  const lists = new Set();
  const places = new Set();
  for (const step of steps) {
    const { objects, namespaces } = await first.seek(step);
    const local = namespaces.find((space) => space.label === 'f')?.names.find((one) => one.name === 't')?.ref;
    const list = objects.find((object) => object.id === local);
    if (list) lists.add(list.serial), places.add(list.id);
  }
  assert.equal(lists.size, 6, 'six lists');
  assert.ok(places.size < 6, 'at fewer addresses');
  for (const session of [first, second]) session.dispose();
});
