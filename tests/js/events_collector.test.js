/** Collections phase by phase, with the reason for each object; and tables of lists, dicts and sets before and after they grow. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { createSession } from '../../bindings/heapscope.js';
import { withoutPython311 } from '../programs.js';

/** @param {string} source @param {number} step */
async function collectionsAt(source, step) {
  const session = await createSession();
  await session.load(source);
  const { collections } = await session.collections(step);
  session.dispose();
  return collections;
}

/** @param {import('../../bindings/types.js').Collection} collection @param {string} phase @param {string} type */
function reasons(collection, phase, type) {
  const found = collection.phases.find((row) => row.phase === phase);
  return found?.objects.filter((object) => object.type === type).map((object) => object.reason);
}

const CYCLE = `import gc
gc.disable()
a = []
b = [a]
a.append(b)
kept = [1]
del a, b
gc.collect()
`;

test('two lists in a cycle: counted, subtracted, unreachable, cleared, freed', async () => {
  const [collection] = await collectionsAt(CYCLE, 8);
  assert.ok(collection);
  assert.deepEqual(collection.phases.map((row) => row.phase).filter((phase, i, all) => phase !== all[i - 1]), [
    'start', 'copied', 'subtracted', 'tentative', 'moved', 'survivors', 'legacy', 'weakrefs', 'finalized', 'rechecked', 'resurrected', 'cleared', 'freed',
  ]);
  const garbage = new Set(collection.phases.find((row) => row.phase === 'moved')?.objects.filter((object) => object.list === 'unreachable').map((object) => object.id));
  assert.equal(garbage.size, 2);
  const told = (/** @type {string} */ phase) => collection.phases.findLast((row) => row.phase === phase)?.objects.filter((object) => garbage.has(object.id)).map((object) => object.reason);
  const twice = (/** @type {string} */ text) => [text, text];
  assert.deepEqual(told('copied'), twice('gc_refs 1: its reference count'));
  assert.deepEqual(told('subtracted'), twice('gc_refs 0 after subtracting 1 internal reference: only objects in these generations hold it'));
  assert.deepEqual(told('moved'), twice('unreachable: nothing reachable refers to it'));
  assert.deepEqual(told('freed'), twice('freed'));
  assert.ok(reasons(collection, 'moved', 'list')?.some((text) => /^(kept|moved back): reachable from the dict 0x/.test(text)), 'the list that a name of the module holds');
  assert.equal(collection.generation, 2);
});

test('a finalizer that brings its object back: resurrected, and what it refers to survives with it', async () => {
  const source = `import gc
class Node:
    def __del__(self):
        global back
        back = self
n = Node()
n.me = n
n.items = []
del n
gc.collect()
print(back)
`;
  const session = await createSession();
  await session.load(source);
  const end = await session.run();
  /** @type {import('../../bindings/types.js').Collection | undefined} */ let collection;
  for (let step = 1; step <= /** @type {number} */ (end.total); step++) collection ??= (await session.collections(step)).collections[0];
  session.dispose();
  assert.ok(collection);
  assert.ok(reasons(collection, 'moved', 'Node')?.includes('unreachable: nothing reachable refers to it'));
});

test('weak references to garbage are cleared before anything dies', async () => {
  const source = 'import gc, weakref\nclass N: pass\nn = N()\nn.me = n\nr = weakref.ref(n)\ndel n\ngc.collect()\n';
  const session = await createSession();
  await session.load(source);
  const end = await session.run();
  /** @type {string[]} */ let found = [];
  for (let step = 1; step <= /** @type {number} */ (end.total); step++) {
    const { collections } = await session.collections(step);
    if (collections[0]) found = reasons(collections[0], 'weakrefs', 'N') ?? [];
  }
  session.dispose();
  assert.deepEqual(found, ['1 weak reference to it cleared']);
});

test('a list grows: room as sys.getsizeof of python3 tells', { skip: withoutPython311 }, async () => {
  const source = 'import sys\na = []\nfor i in range(40):\n    a.append(i)\n    print((sys.getsizeof(a) - 56) // 8)\n';
  const rooms = new Set(spawnSync('python3', ['-c', source], { encoding: 'utf8' }).stdout.trim().split('\n').map(Number));
  const session = await createSession();
  await session.load('a = []\nfor i in range(40):\n    a.append(i)\n');
  const end = await session.run();
  const seen = [];
  for (let step = 1; step <= /** @type {number} */ (end.total); step++) {
    for (const change of (await session.growth(step)).changes) if (change.kind === 'list') seen.push(change.after.capacity);
  }
  session.dispose();
  assert.deepEqual(seen, [...rooms]);
});

test('a dict grows: every key lies where its hash and the probe sequence put it', async () => {
  const session = await createSession();
  await session.load('d = {0: 0, 7: 1, 14: 2, 21: 3, 28: 4}\nd[100] = 5\n');
  const { changes } = await session.growth(2);
  session.dispose();
  const [change] = changes;
  assert.ok(change);
  assert.equal(change.kind, 'dict');
  assert.deepEqual([change.before.capacity, change.after.capacity], [8, 16]);
  for (const table of [change.before, change.after]) {
    assert.deepEqual(table.entries?.map((entry) => entry.key), ['0', '7', '14', '21', '28']);
    for (const entry of table.entries ?? []) assert.equal(entry.probes.at(-1), entry.slot);
    for (const entry of table.entries ?? []) assert.equal(entry.probes[0], Number(entry.key) % table.capacity);
  }
  assert.ok(change.moved.length > 0);
});

test('a set grows', async () => {
  const session = await createSession();
  await session.load('s = {1, 2, 3, 4}\ns.add(5)\n');
  const { changes } = await session.growth(2);
  session.dispose();
  assert.deepEqual(changes.map((change) => [change.kind, change.before.capacity, change.after.capacity, change.after.used]), [['set', 8, 32, 5]]);
});
