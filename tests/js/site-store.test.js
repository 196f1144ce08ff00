import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countCurve, liveliest } from '../../bindings/scene/past.js';
import { sceneOf } from '../../bindings/scene/scene.js';
import { Store, initialState, reduce } from '../../site/state/store.js';
import { object, snapshot } from './site-help.js';

const a1 = object({ serial: 1, refcount: 1 }), a2 = object({ serial: 1, refcount: 2 });

test('an action gives a new state and leaves the old one as it was', () => {
  const before = initialState({ source: 'a = []' });
  const after = reduce(before, { type: 'loaded', snapshot: snapshot(0, {}), source: 'a = []' });
  assert.notEqual(after, before);
  assert.equal(before.snapshot, null);
  assert.equal(after.snapshot?.step, 0);
});

test('loading another program forgets the past, the seats and the selection', () => {
  let state = reduce(initialState(), { type: 'arrived', snapshot: snapshot(1, { a: a1 }) });
  state = reduce(state, { type: 'select', serial: 1 });
  state = reduce(state, { type: 'loaded', snapshot: snapshot(0, {}), source: 'a = []' });
  assert.equal(state.selected, null);
  assert.equal(state.seats.list.length, 0);
  assert.deepEqual([...state.past.moments.keys()], [0]);
});

test('the store tells its listeners once an action', () => {
  const store = new Store(initialState());
  let told = 0;
  const leave = store.subscribe(() => told++);
  store.dispatch({ type: 'lens', lens: 'table' });
  leave();
  store.dispatch({ type: 'lens', lens: 'objects' });
  assert.equal(told, 1);
});

test('moments may be learnt in any order; the curve is in step order with gaps for the dead', () => {
  const freed = snapshot(3, {}, { events: [{ type: 'refcount', id: a1.id, from: 1, to: 0, reason: 'del' }, { type: 'free', id: a1.id, objectType: 'list', serial: 1 }] });
  let state = reduce(initialState(), { type: 'arrived', snapshot: snapshot(2, { a: a2, b: a2 }) });
  state = reduce(state, { type: 'learnt', snapshots: [snapshot(1, { a: a1 }), freed], openEnd: false });
  assert.deepEqual(countCurve(state.past, 1), [{ step: 1, count: 1 }, { step: 2, count: 2 }, { step: 3, count: null }]);
  assert.equal(state.past.lives.get(1)?.freedAt, 3);
  assert.equal(state.past.lives.get(1)?.bornAt, 1);
  assert.equal(state.past.lives.get(1)?.countBefore, 2);
  assert.equal(liveliest(state.past), 1);
});

test('the scene shows new names, moved counts and what is gone', () => {
  let state = initialState({ source: 'a = []\nb = a\ndel a' });
  for (const one of [snapshot(1, { a: a1 }), snapshot(2, { a: a2, b: a2 })]) state = reduce(state, { type: 'arrived', snapshot: one });
  const scene = sceneOf(state);
  assert.equal(scene?.objects[0]?.delta, 1);
  assert.deepEqual(scene?.namespaces[0]?.names.map(({ name, state: how }) => [name, how]), [['a', 'same'], ['b', 'new']]);
  const later = sceneOf(reduce(state, { type: 'arrived', snapshot: snapshot(3, { b: a1 }) }));
  assert.deepEqual(later?.namespaces[0]?.names.map(({ name, state: how }) => [name, how]), [['a', 'gone'], ['b', 'same']]);
  assert.equal(later?.edges.find((edge) => edge.state === 'cut')?.to, 1);
});

test("the runtime's own names and what hangs on them stay out of the picture", () => {
  const own = object({ serial: 9, type: 'module', kind: 'other' });
  const state = reduce(initialState(), { type: 'arrived', snapshot: snapshot(1, { __builtins__: own, a: a1 }) });
  assert.deepEqual(sceneOf(state)?.objects.map(({ type }) => type), ['list']);
});

test('plain values far down in a container are read in their slot, not on a card of their own', () => {
  const numbers = Array.from({ length: 20 }, (_, index) => object({ serial: index + 2, type: 'int', kind: 'number', value: String(1000 + index) }));
  const list = object({ serial: 1, length: 20, refs: numbers.map(({ id }, index) => ({ label: String(index), target: id })) });
  const scene = sceneOf(reduce(initialState(), { type: 'arrived', snapshot: snapshot(1, { a: list }, { also: numbers }) }));
  assert.equal(scene?.objects.length, 21);
  assert.equal(scene?.cards.length, 5);
});

test('an address that is used again is another object; one seen from two sides is the same', () => {
  const freed = /** @type {const} */ ({ type: 'free', id: a1.id, objectType: 'list', serial: 0 });
  let state = reduce(initialState(), { type: 'arrived', snapshot: snapshot(1, { a: a1 }) });
  state = reduce(state, { type: 'arrived', snapshot: snapshot(2, {}, { events: [freed] }) });
  state = reduce(state, { type: 'arrived', snapshot: snapshot(3, { a: { ...a1, serial: 77 } }) });
  assert.equal(state.snapshot?.objects[0]?.serial, 2);
  state = reduce(state, { type: 'arrived', snapshot: snapshot(1, { a: { ...a1, serial: 78 } }) });
  assert.equal(state.snapshot?.objects[0]?.serial, 1);
});
