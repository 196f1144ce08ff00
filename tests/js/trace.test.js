/** Recordings: put together, the lines give the state of every step that its snapshot shows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSession } from '../../bindings/heapscope.js';

const SOURCE = `class Node:
    def __init__(self, value):
        self.value = value
        self.next = None

def chain(n):
    first = None
    for i in range(n):
        node = Node(i)
        node.next = first
        first = node
    return first

text = "caf\\u00e9 \\"quoted\\"\\n"
kept = chain(3)
words = sorted(["bb", "a"], key=lambda word: len(word))
print(text)
kept.next = kept
kept = {"a": [1, 2.5, (text,)], 3: {4, 5}}
kept["a"].append(kept)
del kept
def outer():
    seen = []
    def inner(x):
        seen.append(x)
    inner(1)
    return seen
outer()
`;

/** @param {any} snapshot names, objects reached from them, counts and contents */
function facts(snapshot) {
  const names = snapshot.namespaces.map((/** @type {any} */ space) => [space.id, space.label, space.names.map((/** @type {any} */ name) => [name.name, name.ref])]);
  const known = new Map(snapshot.objects.map((/** @type {any} */ object) => [object.id, object]));
  const reached = new Set(snapshot.namespaces.flatMap((/** @type {any} */ space) => space.names.map((/** @type {any} */ name) => name.ref)));
  for (const id of reached) for (const ref of known.get(id).refs) reached.add(ref.target);
  const objects = [...reached].map((id) => known.get(id)).map((/** @type {any} */ object) => [
    object.id, object.type, object.refcount, object.size, object.value, object.length, object.refs.map((/** @type {any} */ ref) => [ref.label, ref.target]),
  ]);
  return JSON.stringify([snapshot.step, snapshot.line, names, objects.sort()]);
}

/** @param {string[]} lines @returns {string[]} facts of each step */
function replay(lines) {
  const objects = new Map();
  const spaces = new Map();
  return lines.map((text) => JSON.parse(text)).filter((line) => line.objects).map((line) => {
    for (const id of line.gone ?? []) objects.delete(id);
    for (const [id, object] of Object.entries(line.objects)) objects.set(id, object);
    const shown = line.spaces.map((/** @type {any} */ space) => {
      if (typeof space === 'string') return spaces.get(space);
      spaces.set(space.id, space);
      return space;
    });
    return facts({
      step: line.step, line: line.line,
      namespaces: shown.map((/** @type {any} */ space) => ({ ...space, names: Object.entries(space.names).map(([name, ref]) => ({ name, ref })) })),
      objects: [...objects].map(([id, object]) => ({
        id, ...object, value: object.value ?? '', length: object.length ?? null,
        refs: (object.refs ?? []).map((/** @type {string[]} */ [label, target]) => ({ label, target })),
      })),
    });
  });
}

test('the lines of a recording give every snapshot', async () => {
  const session = await createSession();
  const expected = [facts(await session.load(SOURCE))];
  while (session.snapshot.total === null) expected.push(facts(await session.step()));
  for (const whole of [false, true]) {
    let text = '';
    const shown = session.snapshot;
    const result = await session.trace({ whole }, (chunk) => void (text += chunk));
    assert.equal(result.end, 'end');
    assert.equal(session.snapshot, shown);
    const found = replay(text.trimEnd().split('\n'));
    assert.equal(found.length, expected.length);
    found.forEach((fact, step) => assert.equal(fact, expected[step]));
    assert.match(text, /"stream":"out","text":"café/);
  }
});

test('a range, and a recording longer than its buffer', async () => {
  const session = await createSession();
  await session.load('total = 0\nfor i in range(30000):\n    total += i\n');
  /** @type {number[]} */ const steps = [];
  const all = (/** @type {string} */ chunk) => void steps.push(...chunk.trimEnd().split('\n').map((line) => JSON.parse(line).step));
  assert.equal((await session.trace({ from: 100, to: 104 }, all)).end, 'done');
  assert.deepEqual(steps, [100, 101, 102, 103, 104]);
  steps.length = 0;
  const { bytes } = await session.trace({ whole: true }, all);
  assert.ok(bytes > 10e6);
  assert.ok(steps.every((step, i) => step === i));
  assert.equal(steps.length, 60003);
});
