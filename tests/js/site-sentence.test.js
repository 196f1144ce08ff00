import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyPast, learn } from '../../bindings/scene/past.js';
import { sentenceFor } from '../../bindings/scene/sentence.js';
import { holdersOf, whyCounted } from '../../bindings/scene/why.js';
import { textOf } from '../../bindings/scene/words.js';
import { object, snapshot } from './site-help.js';

/**
 * @param {import('../../site/state/types.js').Snapshot} now
 * @param {import('../../site/state/types.js').Snapshot | null} before
 * @param {string[]} lines
 */
function say(now, before, lines) {
  const { past, snapshots } = learn(emptyPast(), before ? [before, now] : [now]);
  return textOf(sentenceFor({ snapshot: snapshots.at(-1) ?? now, before: before && (snapshots[0] ?? null), lines, lives: past.lives }));
}

const lines = ['a = []', 'b = a', 'del a', 'del b', 'print("x")'];
const one = object({ serial: 1, refcount: 1 }), two = object({ serial: 1, refcount: 2 });

test('before the first step it says what comes', () => {
  assert.equal(say(snapshot(0, {}), null, lines), 'Nothing has run yet. Line 1, a = [], comes first.');
});

test('a new name for a new object', () => {
  const made = snapshot(1, { a: one }, { events: [{ type: 'alloc', id: one.id, objectType: 'list', serial: 1 }] });
  assert.equal(say(made, snapshot(0, {}), lines), 'Line 1, a = []: the name a refers to a new object, list #1.');
});

test('a line that ends with a colon has one colon behind it', () => {
  assert.equal(say(snapshot(1, {}), snapshot(0, {}), ['while True:']), 'Line 1, while True: no name and no object that you can see has changed.');
});

test('a second name for the same object, and its count', () => {
  assert.equal(say(snapshot(2, { a: two, b: two }), snapshot(1, { a: one }), lines),
    'Line 2, b = a: the name b refers to list #1, as a does. list #1 goes from 1 reference to 2.');
});

test('a name that goes while the object stays', () => {
  assert.equal(say(snapshot(3, { b: one }), snapshot(2, { a: two, b: two }), lines),
    'Line 3, del a: the name a is unbound. list #1 goes from 2 references to 1 and stays alive, held by name b.');
});

test('the last name goes and the object is freed', () => {
  const freed = snapshot(4, {}, { events: [{ type: 'refcount', id: one.id, from: 1, to: 0, reason: 'del' }, { type: 'free', id: one.id, objectType: 'list', serial: 1 }] });
  assert.equal(say(freed, snapshot(3, { b: one }), lines), 'Line 4, del b: the name b is unbound. list #1 is freed at once: nothing refers to it any more.');
});

test('a cycle without names stays alive until it is collected', () => {
  const lost = object({ serial: 1, refcount: 1, reachable: false, refs: [{ label: '0', target: one.id }] }), held = { ...lost, refcount: 2, reachable: true };
  assert.match(say(snapshot(3, {}, { also: [lost] }), snapshot(2, { a: held }), lines), /goes from 2 references to 1 and stays alive, though no name leads to it any more\.$/);
  const collected = snapshot(4, {}, { events: [{ type: 'collect', generation: 2, collected: 1, uncollectable: 0, freed: [one.id] }, { type: 'free', id: one.id, objectType: 'list', serial: 1 }] });
  assert.equal(say(collected, snapshot(3, {}, { also: [lost] }), lines), 'Line 4, del b: the collector looked at all objects and found 1 object that no name could reach; it freed list #1.');
});

test('a slot that is filled', () => {
  const filled = object({ serial: 1, refcount: 1, length: 1, refs: [{ label: '0', target: object({ serial: 2 }).id }] });
  assert.match(say(snapshot(2, { a: filled, b: object({ serial: 2, refcount: 2 }) }), snapshot(1, { a: one, b: object({ serial: 2 }) }), lines), /slot 0 of list #1 refers to list #2/i);
});

test('references with one label are told apart by what they refer to', () => {
  const x = object({ serial: 2 }), y = object({ serial: 3 }), z = object({ serial: 4 });
  const holds = (/** @type {typeof x[]} */ ...targets) => object({ serial: 1, kind: 'container', type: 'set', length: targets.length, refs: targets.map(({ id }) => ({ label: 'item', target: id })) });
  const names = { x, y, z };
  assert.doesNotMatch(say(snapshot(2, { a: holds(y, x), ...names }), snapshot(1, { a: holds(x, y), ...names }), lines), /refers to|slot/);
  assert.match(say(snapshot(2, { a: holds(z, x, y), ...names }), snapshot(1, { a: holds(x, y), ...names }), lines), /item of set #1 refers to list #4/i);
});

test('output, errors, limits and the end', () => {
  const printed = snapshot(5, {}, { status: 'finished', line: null, events: [{ type: 'output', stream: 'out', text: 'x\n' }] });
  assert.equal(say(printed, snapshot(4, {}), lines), 'Line 5, print("x"): it prints x. The program has ended.');
  const error = { type: 'NameError', message: "name 'a' is not defined", line: 5, column: 0, endColumn: 1, traceback: 'Traceback (most recent call last):\n' };
  assert.equal(say(snapshot(5, {}, { status: 'raised', error }), snapshot(4, {}), lines), `Line 5, print("x"): the program stops with NameError: name 'a' is not defined.`);
  const syntax = { type: 'SyntaxError', message: 'invalid syntax', line: 2, column: 0, endColumn: 1, traceback: '  File "main.py", line 2\n' };
  assert.equal(say(snapshot(0, {}, { status: 'raised', line: null, error: syntax }), null, lines), 'Line 2: SyntaxError: invalid syntax. Nothing runs until this is mended.');
});

test('why a count is what it is', () => {
  const box = object({ serial: 2, refs: [{ label: '0', target: one.id }] });
  const held = object({ serial: 1, refcount: 3 });
  const all = snapshot(1, { a: held, box });
  assert.equal(textOf(whyCounted(held, holdersOf(all).get(held.id) ?? [])), '3 = name a + slot 0 of list #2 + 1 inside the runtime');
  const small = object({ serial: 3, type: 'int', kind: 'number', value: '10', immortal: true, refcount: 1000000007 });
  assert.equal(textOf(whyCounted(small, [{ text: 'name a', serial: null }])), 'Made when Python starts, never freed. Yours: name a');
});
