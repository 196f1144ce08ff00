/** A session's inner interface: looking at steps without leaving the one shown. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeSnapshot } from '../../bindings/decode.js';
import { createSession } from '../../bindings/heapscope.js';
import { visibleObjects } from '../../bindings/scene/select.js';

const SOURCE = `total = 0
for i in range(5):
    total += i
words = sorted(["bb", "a"], key=lambda word: len(word))
print(total)
`;

/** @param {import('../../bindings/wasm.js').Machine} machine */
const line = (machine) => decodeSnapshot(machine.snapshot()).line;

test('at() looks at any step, also below C code, and the position stays', async () => {
  const session = await createSession();
  const lines = [(await session.load(SOURCE)).line];
  for (;;) {
    const snapshot = await session.step();
    if (snapshot.total !== null) break;
    lines.push(snapshot.line);
  }
  const shown = await session.seek(3);
  /** @type {string[]} */ const written = [];
  session.on('output', (/** @type {any} */ entry) => written.push(entry.text));
  for (const step of [14, 0, 13, 4, 12, 2]) assert.equal(await session.at(step, line), lines[step], `step ${step}`);
  assert.equal(lines[13], 4, 'inside the key function');
  assert.equal(session.snapshot, shown);
  assert.deepEqual(written, [], 'what is run again is not printed again');
  assert.equal((await session.step()).line, lines[4]);
});

test('walk() visits each step until it is told to stop', async () => {
  const session = await createSession();
  const end = await (await session.load(SOURCE), session.run());
  /** @type {number[]} */ const seen = [];
  assert.equal(await session.walk(2, 6, (_machine, step) => void seen.push(step)), null);
  assert.deepEqual(seen, [2, 3, 4, 5, 6]);
  assert.equal(await session.walk(0, Infinity, (machine) => line(machine) === 4), 12);
  seen.length = 0;
  assert.equal(await session.walk(end.total - 1, Infinity, (_machine, step) => void seen.push(step)), null);
  assert.deepEqual(seen, [end.total - 1, end.total], 'the end is a step');
});

test('more than a snapshot has room for: it says so, and what it shows is whole', async () => {
  const session = await createSession();
  const source = 'from collections import deque\nlong = deque(range(100_000))\nwide = [str(i) * 200 for i in range(60)]\nrows = [list(wide) for _ in range(60)]\n'
    + 'named = {f"{i:0200}": [f"{i}{j:0190}" for j in range(60)] for i in range(60)}\n';
  const { total } = await (await session.load(source), session.run());
  const { namespaces, objects, truncated } = await session.seek(total);
  const [main] = namespaces;
  assert.equal(main.label, '__main__');
  const deque = objects.find((object) => object.id === main.names.find(({ name }) => name === 'long')?.ref);
  assert.equal(deque?.length, 100_000);
  assert.deepEqual([deque?.truncated, deque?.kind], [true, 'container']);
  assert.deepEqual(deque?.refs.map(({ label }) => label), [...Array(60).keys(), 99_996, 99_997, 99_998, 99_999].map(String));
  assert.equal(truncated, true);
  for (const object of objects) assert.ok(object.value.length < 400, object.value.slice(0, 80));
});

test('the size shown is what sys.getsizeof says', async () => {
  const session = await createSession();
  await session.load(`import sys
from array import array
from collections import OrderedDict, deque
from itertools import product
things = [deque(range(100)), OrderedDict(a=1), array("d", [1.0]), product("ab"), bytearray(b"abc"), {1, 2, 3}, "é", 10 ** 40, sys, int, (lambda: 0).__code__]
sizes = [sys.getsizeof(thing) for thing in things]
`);
  const { total } = await session.run();
  const { namespaces, objects } = await session.seek(total);
  const named = (/** @type {string} */ wanted) => {
    const list = objects.find(({ id }) => id === namespaces[0].names.find(({ name }) => name === wanted)?.ref);
    return list?.refs.map(({ target }) => objects.find(({ id }) => id === target));
  };
  assert.deepEqual(named('things')?.map((thing) => String(thing?.size)), named('sizes')?.map((size) => size?.value));
});

test('what a snapshot leaves out depends on the step alone; how many that are is told; the limit is an option', async () => {
  const source = 'class Node:\n    def __init__(self, next):\n        self.next = next\nhead = None\nfor i in range(5000):\n    head = Node(head)\nx = 1\nx = 2\n';
  const facts = (/** @type {import('../../bindings/types.js').Snapshot} */ { step, objects, truncated, hidden, namespaces }) => JSON.stringify([step, objects, truncated, hidden, namespaces]);
  const session = await createSession();
  await session.load(source);
  const end = await session.run();
  assert.equal(end.objects.filter(({ reachable }) => reachable).length, 3000);
  const more = await createSession({ snapshotObjects: 20000 });
  await more.load(source);
  const whole = await more.seek(end.total);
  assert.deepEqual([whole.truncated, whole.hidden], [false, 0]);
  assert.deepEqual([end.truncated, end.hidden], [true, whole.objects.length - 3000]);
  assert.ok(whole.objects.length > 5000);
  const few = await createSession({ snapshotObjects: 100 });
  await few.load(source);
  const first = await few.seek(end.total);
  assert.deepEqual([first.objects.length, first.truncated, first.hidden], [100, true, whole.objects.length - 100]);
  assert.deepEqual(first.objects.map(({ id }) => id), whole.objects.slice(0, 100).map(({ id }) => id));
  assert.equal(visibleObjects(first).hidden, first.hidden, 'the page counts them');
  const seen = new Map();
  for (const step of [end.total, end.total - 1, end.total - 2, 9000, 9001, 9000, end.total - 2, end.total - 1, end.total]) {
    const there = facts(await session.seek(step));
    assert.equal(seen.get(step) ?? there, there, `step ${step}`);
    seen.set(step, there);
  }
  await session.seek(end.total - 2);
  assert.equal(facts(await session.step()), seen.get(end.total - 1));
  for (const one of [session, more, few]) one.dispose();
});
