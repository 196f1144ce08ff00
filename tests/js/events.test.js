/**
 * Memory events: the build that records them runs every program as the other does, ids and counts included; its events explain every
 * change of every count; what they say is what sys.getrefcount of python3 prints.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { decodeSnapshot } from '../../bindings/decode.js';
import { createSession } from '../../bindings/heapscope.js';
import { decodeRecording } from '../../bindings/memory_decode.js';
import { describe } from '../../bindings/memory_events.js';
import { loadEvents, loadRuntime } from '../../bindings/node.js';
import { LocalSession } from '../../bindings/session.js';
import { programs, withoutPython311 } from '../programs.js';

/** Steps of each program that are compared. */
const STEPS = 6;

/** So many events of one step (an import, a list of 100,000) are checked, but not put into words: that takes seconds. */
const MANY = 50000;

/**
 * Snapshots of the first steps, with what each step noted.
 * @param {WebAssembly.Module} module @param {string} source @param {boolean} recording
 */
async function watch(module, source, recording) {
  const { library } = await loadRuntime();
  const session = new LocalSession(module, { library });
  await session.load(source, { stdin: '' });
  /** @type {{snapshot: ReturnType<typeof decodeSnapshot>, events: ReturnType<typeof decodeRecording> | null}[]} */
  const seen = [];
  await session.walk(0, STEPS, (machine) => {
    const events = recording && seen.length ? decodeRecording(machine.bytes('events')) : null;
    seen.push({ snapshot: decodeSnapshot(machine.snapshot()), events });
    machine.record(true);
  });
  session.dispose();
  return seen;
}

/** Every event goes on from the count that the one before left, and changes it by as much as it says. @param {ReturnType<typeof decodeRecording>} recording */
function checkChain(recording) {
  const counts = recording.lives.map((life) => life.before);
  for (const event of recording.events) {
    if (!['alloc', 'incref', 'decref'].includes(event.kind)) continue;
    const before = /** @type {number} */ (counts[event.life]);
    assert.equal(event.count, before + event.by, `${event.kind} of ${recording.lives[event.life]?.type}`);
    counts[event.life] = event.count;
  }
  return counts;
}

/**
 * The counts before a step and its events give the counts after it.
 * @param {ReturnType<typeof decodeSnapshot>} before @param {ReturnType<typeof decodeSnapshot>} after
 * @param {ReturnType<typeof decodeRecording>} recording
 */
function checkCounts(before, after, recording) {
  const last = checkChain(recording);
  if (recording.dropped) return;
  const old = new Map(before.objects.map((object) => [object.id, object.refcount]));
  const now = new Map(recording.lives.map((life, i) => [life.id, i]));
  const sharing = new Map();
  for (const life of recording.lives) sharing.set(life.id, (sharing.get(life.id) ?? 0) + 1);
  recording.lives.forEach((life) => {
    if (!life.born && old.has(life.id)) assert.ok(old.get(life.id) === life.before || sharing.get(life.id) > 1, life.type);
  });
  for (const object of after.objects) {
    const life = now.get(object.id);
    const count = life === undefined ? old.get(object.id) : last[life];
    if (count !== undefined) assert.equal(count, object.refcount, `${object.type} ${object.value} ${object.id}`);
  }
}

const modules = { plain: (await loadRuntime()).module, recording: await loadEvents() };

for (const program of programs('probes').filter((p) => !p.interactive)) {
  test(`${program.name}: both builds agree, and the events of each step explain its counts`, async () => {
    const source = readFileSync(program.file, 'utf8');
    const plain = await watch(modules.plain, source, false);
    const recorded = await watch(modules.recording, source, true);
    assert.equal(recorded.length, plain.length);
    recorded.forEach(({ snapshot, events }, i) => {
      assert.deepEqual(snapshot, plain[i]?.snapshot, `step ${i}`);
      if (events) checkCounts(/** @type {any} */ (recorded[i - 1]).snapshot, snapshot, events);
      if (events && events.events.length < MANY) describe(events);
    });
  });
}

/** @param {string} source @param {number} step */
async function eventsOf(source, step) {
  const session = await createSession();
  await session.load(source);
  const answer = await session.memoryEvents(step);
  session.dispose();
  return answer.events;
}

/** @param {import('../../bindings/types.js').MemoryEvent[]} events @param {string} type */
const counted = (events, type) => events.filter((event) => event.type === type && !['link', 'unlink', 'bind', 'unbind'].includes(event.kind)).map((event) => [event.kind, event.from, event.to, event.reason]);

test('a name that gets another value: the old object loses the reference, and dies when it was the last one', async () => {
  assert.deepEqual(counted(await eventsOf('a = [1]\na = None\n', 2), 'list'), [
    ['decref', 1, 0, 'STORE_NAME replaces the old value: name a'],
    ['free', 0, 0, 'the count of the list is 0: its memory is given back'],
  ]);
});

test('a list that dies drops its items one by one', async () => {
  const events = await eventsOf('a = [[], ()]\ndel a\npass\n', 2);
  assert.deepEqual(counted(events, 'tuple').map((row) => row[3]), ['dealloc of the list drops item 1 of the list']);
  assert.deepEqual(
    events.filter((event) => event.kind === 'free').map((event) => event.type),
    ['list', 'list'],
  );
});

test('a call: arguments move into the frame, and are dropped when it is left', async () => {
  const source = 'def f(x):\n    return 1\n\na = []\nf(a)\npass\n';
  const call = await eventsOf(source, 3);
  const move = call.find((event) => event.kind === 'bind' && event.type === 'list');
  assert.equal(move?.reason, 'the call of f() moves the reference from place 2 of the stack of the module to local x of f()');
  const leave = await eventsOf(source, 4);
  assert.ok(leave.some((event) => event.type === 'list' && event.kind === 'decref' && event.reason === 'leaving f() drops local x of f()'), JSON.stringify(leave.map((e) => e.reason)));
});

test('a function of C that calls Python code back is named in what it does before, between and after', async () => {
  const source = "a = [7]\ns = sorted(a * 2, key=lambda q: -q)\nclass N: pass\npass\n";
  const reasons = async (/** @type {number} */ step) => (await eventsOf(source, step)).map((event) => event.reason);
  const [begun, between, after, body] = [await reasons(2), await reasons(3), await reasons(4), await reasons(6)];
  assert.ok(begun.includes('sorted() makes a list'), begun.join('\n'));
  assert.ok(begun.includes('sorted() stores a new reference: local q of <lambda>()'), begun.join('\n'));
  assert.ok(between.includes('sorted() stores a new reference: local q of <lambda>()'), between.join('\n'));
  for (const text of ['sorted() lets go of the int -7', 'CALL drops the callable after sorted() returned', 'CALL drops an operand of the call after sorted() returned']) {
    assert.ok(after.includes(text), after.join('\n'));
  }
  assert.ok(body.includes('__build_class__() makes a type'), body.join('\n'));
  assert.ok([...between, ...after, ...body].every((reason) => !reason.startsWith('RETURN_VALUE')), [...after, ...body].join('\n'));
});

test('operators are named, and what is held for the time of the work only is told from what is kept', async () => {
  const source = 'a = 1000\nb = a + a\nc = a < b\nd = dict(k=1)\nd["k"] = a\n';
  const reasons = async (/** @type {number} */ step) => (await eventsOf(source, step)).map((event) => event.reason);
  assert.ok((await reasons(2)).includes('BINARY_OP + drops its operand'));
  assert.ok((await reasons(3)).includes('COMPARE_OP < pushes a new reference to the bool True on the stack'));
  const stored = await reasons(5);
  assert.ok(stored.includes("STORE_SUBSCR holds the str 'k' while it works"), stored.join('\n'));
  assert.ok(stored.includes("STORE_SUBSCR lets go of the str 'k', which it held while it worked"), stored.join('\n'));
  assert.ok((await reasons(1)).includes('STORE_NAME a stores a new reference: the key a of the namespace'));
});

test('list.append stores a new reference', async () => {
  const events = await eventsOf('a = []\nb = {}\na.append(b)\n', 3);
  const reasons = events.filter((event) => event.type === 'dict' && event.kind === 'incref').map((event) => event.reason);
  assert.deepEqual(reasons, ['LOAD_NAME b pushes a new reference to the dict on the stack', 'list.append() stores a new reference: item 0 of the list']);
});

test('the counts in the middle of a step are what sys.getrefcount prints there', { skip: withoutPython311 }, async () => {
  const source = readFileSync(new URL('./events_counts.py', import.meta.url), 'utf8');
  const printed = spawnSync('python3', ['-c', source], { encoding: 'utf8' }).stdout.trim().split('\n').map(Number);
  const session = await createSession();
  await session.load(source);
  const end = await session.run();
  const found = [];
  for (let step = 1; step <= /** @type {number} */ (end.total); step++) {
    const { events } = await session.memoryEvents(step);
    const call = events.find((event) => event.opcode === 'CALL' && event.detail === 'getrefcount');
    if (!call) continue;
    const pushed = events.findLast((event) => event.instruction < call.instruction && event.kind === 'incref' && event.holder?.kind === 'stack');
    found.push(pushed?.to);
  }
  session.dispose();
  assert.ok(printed.length > 5);
  assert.deepEqual(found, printed);
});

test('the state after each event: counts, names and operands', async () => {
  const session = await createSession();
  await session.load('a = []\nb = a\n');
  const { events } = await session.memoryEvents(2);
  const seen = [];
  for (let i = -1; i < events.length; i++) {
    const state = await session.memoryState(2, i);
    seen.push([state.objects.find((object) => object.type === 'list')?.refcount, state.stack.length, state.namespaces[0]?.names.length]);
  }
  session.dispose();
  assert.deepEqual(seen[0], [1, 0, 1]);
  assert.ok(seen.some(([count, stack]) => count === 3 && stack === 1), 'name a, name b and the operand of STORE_NAME');
  assert.deepEqual(seen.at(-1)?.slice(0, 1), [2]);
});
