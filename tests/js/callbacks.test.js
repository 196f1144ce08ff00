/** Steps go into what C code calls, and back through it: tests/callbacks, whose output is CPython's. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createSession } from '../../bindings/heapscope.js';

const folder = new URL('../callbacks/', import.meta.url);
const source = readFileSync(new URL('main.py', folder), 'utf8');
const options = { files: { 'helper.py': readFileSync(new URL('helper.py', folder)) } };
const lines = source.split('\n');

/** @typedef {import('../../bindings/types.js').Snapshot} Snapshot */

/** What does not depend on how one came there. @param {Snapshot} snapshot */
const facts = ({ total, previousLine, ...rest }) => JSON.stringify(rest);

/** Function and line that stand before a snapshot. @param {Snapshot} snapshot */
const where = (snapshot) => `${snapshot.namespaces.find((space) => space.kind !== 'module')?.label ?? '<module>'} ${snapshot.line}`;

/** Where the n-th line with this text stands. @param {string} label @param {string} text */
const at = (label, text) => `${label} ${lines.findIndex((line) => line.includes(text)) + 1}`;

/** What must be stepped into, by what calls it. */
const CALLED = {
  '__eq__ of a dict': at('Word.__eq__', 'same = '),
  '__hash__': at('Word.__hash__', 'size = len(self'),
  '__lt__ of sorted()': at('Word.__lt__', 'return self.text < '),
  '__del__': at('Word.__del__', 'name = self.text'),
  '__del__ by the collector': at('Ring.__del__', "log.append('ring')"),
  '__getattr__': at('Word.__getattr__', "name.startswith('_')"),
  '__repr__ of a list\'s items': at('Word.__repr__', "return f'W("),
  '__contains__': at('Word.__contains__', 'found = '),
  '__iter__ of join()': at('Word.__iter__', 'yield letter'),
  'a key function': at('<lambda>', 'key=lambda word'),
  'the second line of a key function': at('<lambda>', '                             word.text))'),
  'cmp_to_key': at('<lambda>', 'lambda m, n: n - m'),
  'map': at('<lambda>', 'lambda n: n * 2'),
  'filter': at('<lambda>', 'lambda n: n % 2'),
  'a weakref callback': at('<lambda>', "log.append('weak')"),
  'a gc callback': at('watch', 'log.append(phase)'),
  'a generator that any() reads': at('<genexpr>', 'any(word.text'),
  'a metaclass\'s __call__': at('Meta.__call__', 'made = '),
  '__set_name__': at('Made.__set_name__', 'self.name = name'),
  '__get__': at('Made.__get__', 'return 5'),
  'a module being imported': '<module> 2',
  'a class body of an imported module': 'Kind 6',
  '__init_subclass__ of an imported module': 'Kind.__init_subclass__ 9',
  'a cached function of an imported module': 'answer 18',
  'a key function of an imported module': '<lambda> 21',
};

test('every callback is stepped into, and backwards all is as it was', async () => {
  const session = await createSession();
  const list = [await session.load(source, options)];
  while (list.at(-1).total === null) list.push(await session.step());
  assert.equal(list.at(-1).stdout.map(({ text }) => text).join(''), readFileSync(new URL('main.out', folder), 'utf8'));
  const seen = new Set(list.map(where));
  for (const [what, place] of Object.entries(CALLED)) assert.ok(seen.has(place), `${what}: ${place}`);
  for (let i = list.length - 2; i >= 0; i--) assert.equal(facts(await session.stepBack()), facts(list[i]), `back to step ${i}`);
  for (let i = 0; i < 150; i++) {
    const step = (i * 7919) % list.length;
    assert.equal(facts(await session.seek(step)), facts(list[step]), `seek to step ${step}`);
  }
  session.dispose();
});

test('the same by instruction', async () => {
  const session = await createSession();
  await session.load(source, options);
  const list = [await session.seek(0, { instruction: 0 })];
  while (list.at(-1).total === null) list.push(await session.step({ granularity: 'instruction' }));
  const frames = new Set(list.flatMap(({ instruction }) => instruction.frames.slice(0, 1).map(({ label, line }) => `${label} ${line}`)));
  for (const [what, place] of Object.entries(CALLED)) assert.ok(frames.has(place), `${what}: ${place}`);
  for (let i = list.length - 2; i >= 0; i -= 13) {
    const { step, instruction } = list[i];
    assert.equal(facts(await session.seek(step, { instruction: instruction.index })), facts(list[i]), `${step}, instruction ${instruction.index}`);
    if (i > 0 && i % 2) assert.equal(facts(await session.stepBack({ granularity: 'instruction' })), facts(list[i - 1]));
  }
  session.dispose();
});
