/** Questions about the heap at a step: the answers agree with what the program itself finds out, and the heap stays as it is. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createSession } from '../../bindings/heapscope.js';
import { looking } from '../../bindings/query_graph.js';

const PROBES = fileURLToPath(new URL('../probes/', import.meta.url));

/** @param {string} source */
async function ended(source) {
  const session = await createSession();
  await session.load(source, { stdin: '' });
  await session.run();
  return session;
}

test('referrers names every reference of an object', async () => {
  const session = await ended(`class Slotted:
    __slots__ = ('x',)
class Plain: pass
a = [1]
b = a
plain = Plain()
plain.q = a
slotted = Slotted()
slotted.x = a
table = {'k': a, 2: a}
nested = (0, [a, a])
def outer(p, q=a):
    def inner():
        return p
    yield inner
made = outer(a)
inner = next(made)
`);
  const { refcount, holders, explanation } = await session.referrers('a');
  assert.deepEqual(holders.map((place) => place.text).sort(), [
    'attribute q of Plain', 'attribute x of Slotted', 'default argument of function outer', "dict value of 'k'", 'dict value of 2',
    'list slot 0', 'list slot 1', 'name a', 'name b', 'name q of generator', 'variable p (cell)',
  ]);
  assert.equal(refcount, holders.reduce((sum, place) => sum + place.count, 0));
  assert.match(explanation, /^11 = name a \+ name b \+ /);
});

test('an operand, an argument and an iterator on the value stack are told apart', async () => {
  const session = await createSession();
  await session.load(`def stop(x):
    here = 1
    return x
a = [[], 7]
for item in [a]:
    r = [a, stop(a)]
`);
  await session.seek(4);
  assert.equal(session.snapshot.line, 2);
  const { refcount, holders } = await session.referrers({ name: 'a', namespace: '__main__' });
  const texts = holders.map((place) => place.text);
  assert.deepEqual(texts.sort(), ['container being built in <module>', 'name a', 'name item', 'name x of stop', 'tuple slot 0']);
  assert.equal(refcount, 5);
});

test('why finds the shortest ways, and cycles that nothing reaches', async () => {
  const session = await ended(`class Node: pass
top = {'list': [Node()]}
n = top['list'][0]
i = id(n)
del n
lost = Node()
lost.me = lost
j = id(lost)
del lost
one = None
`);
  const { namespaces } = session.snapshot;
  const value = async (/** @type {string} */ name) => '0x' + BigInt((await session.referrers(name)).object.value).toString(16);
  const kept = await session.why(await value('i'));
  assert.equal(kept.status, 'reachable');
  assert.equal(kept.paths[0].text, "name top → dict value of 'list' → list slot 0");
  const lost = await session.why({ id: await value('j') });
  assert.equal(lost.status, 'unreachable');
  assert.equal(lost.explanation, '1 = attribute me of Node');
  assert.equal((await session.why('one')).status, 'immortal');
  assert.equal(namespaces.length, 1);
  await assert.rejects(session.why('nowhere'), /no name nowhere/);
});

test('retained: what dies with an object is what the program frees by deleting it', async () => {
  const source = `class Node: pass
shared = Node()
root = [Node(), [Node(), shared], {'x': Node()}]
import gc
`;
  const session = await ended(source);
  const answer = await session.retained('root');
  assert.deepEqual(answer.types.map(({ type, count }) => [type, count]).sort(), [['Node', 3], ['dict', 1], ['list', 2]]);
  assert.equal(answer.dominator?.object?.type, 'dict');
  const [largest] = await session.dominators({ limit: 1 });
  assert.ok(largest.bytes >= answer.bytes);
});

/** Steps of a program, at most `most` of them evenly spread. @param {number} total @param {number} most */
const spread = (total, most) => Array.from({ length: Math.min(total + 1, most) }, (_, i) => Math.round((i * total) / Math.max(1, Math.min(total + 1, most) - 1)));

/** @param {string} dir @returns {string[]} */
const programs = (dir) => readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? programs(path.join(dir, entry.name)) : entry.name.endsWith('.py') ? [path.join(dir, entry.name)] : []);

test('in every probe the holders of each object are as many as its count, and looking changes no byte', async () => {
  const wrong = [];
  for (const file of programs(PROBES)) {
    const session = await createSession();
    const first = await session.load(readFileSync(file, 'utf8'), { stdin: '' });
    if (first.status === 'raised') continue;
    const end = await session.run();
    for (const step of spread(end.total ?? 0, 2)) {
      await session.at(step, (machine) => {
        const before = machine.span();
        looking(machine, (graph) => {
          for (let node = graph.holders; node < graph.count; node++) {
            const known = graph.arcsTo(node).length;
            const right = graph.immortal(node) || graph.belowC ? known <= graph.refcount(node) : known === graph.refcount(node);
            if (!right) wrong.push(`${file} step ${step}: ${graph.typeName(node)} ${graph.plain(node)}: ${known} known of ${graph.refcount(node)}`);
          }
        });
        const after = machine.span();
        if (!Buffer.from(before.buffer).equals(Buffer.from(after.buffer))) wrong.push(`${file} step ${step}: the heap changed`);
      });
    }
    session.dispose();
  }
  assert.deepEqual(wrong.slice(0, 20), []);
});

test('census and leaked: what a program keeps, by type, line and holder', async () => {
  const session = await createSession();
  await session.load(`kept = []
def fill(n):
    for i in range(n):
        kept.append([i])
        dropped = [i]
fill(5)
mark = 1
fill(100)
end = 1
`);
  await session.run();
  const mark = await session.travel({ to: 'line', line: 7, direction: 'back' });
  const end = await session.travel({ to: 'line', line: 9 });
  const { types, samples } = await session.census({ points: 4 });
  assert.equal(samples.length, 4);
  assert.equal(types[0].type, 'list');
  assert.equal(types[0].counts.at(-1) - types[0].counts[0], 106);
  const { groups } = await session.leaked({ from: mark.step, to: end.step });
  const lists = groups.filter((group) => group.type === 'list');
  assert.deepEqual(lists.map(({ line, function: name, count }) => [line, name, count]), [[4, 'fill', 100]]);
  assert.match(lists[0].examples[0].explanation, /^1 = list slot 5$/);
  assert.ok(lists[0].examples[0].step > mark.step);
});

test('a history names many holders of one kind apart, and the function of a line that ends the program', async () => {
  const session = await createSession();
  await session.load('a = []\nd = {}\nfor i in range(8):\n    d[i] = a\ndel a\nd = None\n');
  await session.run();
  const { changes, death } = await session.history('a', { step: 2 });
  assert.deepEqual(changes.slice(0, -1).map(({ gained, lost }) => [gained, lost]), Array.from({ length: 8 }, (_, i) => [[`dict value of ${i}`], []]));
  assert.deepEqual([death?.line, death?.function, death?.by], [6, '<module>', 'line']);
  assert.equal(death?.lost.length, 8);
});
