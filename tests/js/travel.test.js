/** Travel by question: forwards and backwards, each answer compared with what stepping through the whole run shows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSession } from '../../bindings/heapscope.js';

const SOURCE = `import gc
total = 0
def f(x):
    y = x
    y = y + 1
    return y
for i in range(3):
    total += f(i)
print(total)
try:
    1 / 0
except ZeroDivisionError:
    pass
class N: pass
keep = [1]
gc.collect()
b = keep
keep.append(2)
a = N()
a.me = a
del b
c = (keep, keep)
del a
gc.collect()
c = None
print('end')
words = sorted(['bb', 'a'], key=lambda word: len(word))
`;

/** The whole run, step by step. @param {any} session @param {string} source */
async function walked(session, source) {
  const steps = [await session.load(source, { stdin: '' })];
  while (steps.at(-1).total === null) steps.push(await session.step());
  return steps;
}

/** @param {any} snapshot @param {string} name */
const value = (snapshot, name) => snapshot.namespaces[0].names.find((/** @type {any} */ entry) => entry.name === name)?.ref;

/**
 * All steps that travelling finds from one end to the other.
 * @param {any} session @param {any} question @param {number} from
 */
async function all(session, question, from) {
  const found = [];
  await session.seek(from);
  for (;;) {
    const answer = await session.travel(question);
    if (!answer.found) return found;
    assert.equal(answer.snapshot.step, answer.step);
    found.push(answer.step);
  }
}

test('each question finds the same steps in both directions, those that stepping shows', async () => {
  const session = await createSession();
  const steps = await walked(session, SOURCE);
  const end = steps.length - 1;
  const when = (/** @type {(now: any, before: any) => boolean} */ holds) => steps.filter((now, i) => i > 0 && holds(now, steps[i - 1])).map((now) => now.step);
  const questions = /** @type {[any, number[]][]} */ ([
    [{ to: 'change', name: 'total', namespace: '__main__' }, when((now, before) => value(now, 'total') !== value(before, 'total'))],
    [{ to: 'line', line: 4 }, when((now) => now.line === 4)],
    [{ to: 'line', line: 27 }, when((now) => now.line === 27)],
    [{ to: 'output' }, when((now, before) => now.stdout.length > before.stdout.length)],
    [{ to: 'collection' }, when((now) => now.events.some((/** @type {any} */ event) => event.type === 'collect'))],
    [{ to: 'call', name: 'f' }, when((now) => now.line === 4)],
    [{ to: 'call', name: '<lambda>' }, when((now) => now.line === 27 && now.namespaces.length > 1)],
    [{ to: 'exception' }, when((now, before) => before.line === 11)],
  ]);
  for (const [question, expected] of questions) {
    assert.ok(expected.length > 0, JSON.stringify(question));
    assert.deepEqual(await all(session, question, 0), expected, `${JSON.stringify(question)} forwards`);
    assert.deepEqual((await all(session, { ...question, direction: 'back' }, end)).reverse(), expected, `${JSON.stringify(question)} backwards`);
  }
});

test('into, over and out follow the depth of calls', async () => {
  const session = await createSession();
  await session.load(SOURCE);
  const line = async (/** @type {any} */ question) => (await session.travel(question)).snapshot.line;
  await session.travel({ to: 'line', line: 8 });
  assert.equal(await line({ to: 'into' }), 4);
  assert.equal(await line({ to: 'over' }), 5);
  assert.equal(await line({ to: 'out' }), 7);
  assert.equal(await line({ to: 'over' }), 8);
  assert.equal(await line({ to: 'over' }), 7);
  assert.equal(await line({ to: 'over', direction: 'back' }), 8);
  await session.travel({ to: 'line', line: 6, direction: 'back' });
  assert.equal(await line({ to: 'out', direction: 'back' }), 8);
});

test("an object's history agrees with its count at every step", async () => {
  const session = await createSession();
  const steps = await walked(session, SOURCE);
  const object = steps[32].objects.find((/** @type {any} */ o) => o.type === 'N');
  const { birth, changes, death, total } = await session.history({ id: object.id }, { step: 32 });
  const counts = steps.map((snapshot) => snapshot.objects.find((/** @type {any} */ o) => o.id === object.id && o.type === 'N')?.refcount ?? 0);
  assert.equal(birth.line, 19);
  assert.equal(birth.step, counts.findIndex((count) => count > 0));
  assert.deepEqual(changes.map(({ step, from, to, gained, lost }) => [step, from, to, gained, lost]), [
    [32, 1, 2, ['attribute me of N'], []],
    [35, 2, 1, [], ['name a']],
  ]);
  for (const { step, from, to } of changes) assert.deepEqual([counts[step - 1], counts[step]], [from, to]);
  assert.equal(total, 2);
  assert.deepEqual([death.line, death.by, death.step], [24, 'collector', 36]);
  assert.equal(counts[death.step], 0);
  const list = await session.history('keep', { step: 32 });
  assert.deepEqual(list.generations, [{ step: 28, generation: 2 }]);
  assert.equal(list.death, null);
  await session.seek(33);
  const born = await session.travel({ to: 'birth', ref: { id: object.id } });
  assert.deepEqual([born.step, born.reason.text], [birth.step, 'N was made by line 19: + name a']);
  const died = await session.travel({ to: 'death', ref: { id: object.id } });
  assert.deepEqual([died.step, died.reason.lost], [36, ['attribute me of N']]);
});

test('an address that is used again belongs to another object', async () => {
  const session = await createSession();
  const steps = await walked(session, `def make():
    return [0] * 3
for i in range(4):
    x = make()
    j = id(x)
    del x
print()
`);
  const second = steps.filter((snapshot) => snapshot.line === 6)[1];
  const answer = await session.history('x', { step: second.step });
  assert.equal(answer.birth.line, 2);
  assert.equal(answer.birth.function, 'make');
  assert.ok(answer.birth.step > steps.filter((snapshot) => snapshot.line === 6)[0].step);
  assert.equal(answer.death.step, second.step + 1);
});

test('looking for something in the past leaves no trace in the run', async () => {
  const session = await createSession();
  const steps = await walked(session, SOURCE);
  await session.travel({ to: 'change', name: 'total', direction: 'back' });
  await session.history('keep', { step: 30 });
  const again = [await session.seek(0)];
  while (again.length < steps.length) again.push(await session.step());
  const plain = (/** @type {any} */ { total, previousLine, ...snapshot }) => snapshot;
  assert.deepEqual(again.map(plain), steps.map(plain));
});

test('breakpoints stop where their conditions hold, in both directions, and read the heap only', async () => {
  const session = await createSession();
  const source = `class Box:
    def __init__(self, n):
        self.n = n
seen = {}
def work(i):
    box = Box(i)
    seen['last'] = [i, box]
    return i * 2
total = 0
for i in range(20):
    total += work(i)
print(total)
`;
  const steps = await walked(session, source);
  const at = (/** @type {number} */ line, /** @type {number} */ nth) => steps.filter((snapshot) => snapshot.line === line)[nth].step;
  const hits = async (/** @type {string} */ condition, line = 8) => {
    const forwards = await all(session, { to: 'breakpoint', breakpoints: [{ line, condition }] }, 0);
    const back = await all(session, { to: 'breakpoint', breakpoints: [{ line, condition }], direction: 'back' }, steps.length - 1);
    assert.deepEqual(back.reverse(), forwards, condition);
    return forwards;
  };
  assert.deepEqual(await hits('i == 7'), [at(8, 7)]);
  assert.deepEqual(await hits('box.n % 10 == 3'), [at(8, 3), at(8, 13)]);
  assert.deepEqual(await hits("seen['last'][0] >= 18 and not total < 100"), [at(8, 18), at(8, 19)]);
  assert.deepEqual(await hits("len(seen) == 1 and 'last' in seen and i // 4 == 4 and -i < -17"), [at(8, 18), at(8, 19)]);
  assert.deepEqual(await hits('nothing == 1'), []);
  assert.deepEqual(await hits('box is None or 2 <= i < 4'), [at(8, 2), at(8, 3)]);
  const two = { to: 'breakpoint', breakpoints: [{ line: 8, condition: 'i == 1' }, { line: 8, condition: 'i == 2' }, { line: 6, condition: 'i == 2' }] };
  assert.deepEqual(await all(session, two, 0), [at(8, 1), at(6, 2), at(8, 2)]);
  await session.seek(0);
  const anywhere = await session.travel({ to: 'breakpoint', breakpoints: [{ condition: 'i == 19 and total > 300' }] });
  assert.equal(anywhere.step, steps.filter((snapshot) => snapshot.line === 11).at(-1).step);
});

const WITH_CODE = `class Box:
    made = 0
    def __init__(self, n):
        self.n = n
        Box.made += 1
    @property
    def double(self):
        return self.n * 2
    def __eq__(self, other):
        return isinstance(other, Box) and self.n == other.n
    def __len__(self):
        return self.n % 3
def work(i):
    box = Box(i)
    return box.double
seen = []
for i in range(12):
    seen.append(work(i))
words = sorted(range(4), key=lambda n: -n)
print(Box.made)
`;

test('conditions that run code hold where the program would say so', async () => {
  const session = await createSession();
  const steps = await walked(session, WITH_CODE);
  const at = (/** @type {number} */ line, /** @type {number} */ nth) => steps.filter((snapshot) => snapshot.line === line)[nth].step;
  const hits = async (/** @type {string} */ condition, line = 15) => {
    const forwards = await all(session, { to: 'breakpoint', breakpoints: [{ line, condition }] }, 0);
    const back = await all(session, { to: 'breakpoint', breakpoints: [{ line, condition }], direction: 'back' }, steps.length - 1);
    assert.deepEqual(back.reverse(), forwards, condition);
    return forwards;
  };
  assert.deepEqual(await hits('box.double == 14'), [at(15, 7)]);
  assert.deepEqual(await hits('box == Box(5)'), [at(15, 5)]);
  assert.deepEqual(await hits('not box and i > 6'), [at(15, 9)]);
  assert.deepEqual(await hits('work(i) > 20 and [print(i), seen.append(1)]'), [at(15, 11)]);
  assert.deepEqual(await hits('any(n == 6 for n in seen) and max(seen) < 8'), [at(15, 4)]);
  assert.deepEqual(await hits('str(n) == "2"', 19), [steps.filter((snapshot) => snapshot.line === 19 && snapshot.namespaces.length > 1)[2].step]);
  assert.deepEqual(await hits('box.nothing() or later()'), []);
  assert.equal((await session.run()).stdout.map((/** @type {any} */ chunk) => chunk.text).join(''), '12\n');
});

test('evaluating a condition leaves every byte as it was, at lines and below C code', async () => {
  const session = await createSession();
  const steps = await walked(session, WITH_CODE);
  const below = steps.filter((snapshot) => snapshot.line === 19 && snapshot.namespaces.length > 1)[1].step;
  for (const step of [2, 20, 40, below, steps.length - 2]) {
    for (const text of ['[Box(n) for n in range(50)] and __import__("gc").collect()', 'print("no") or open', 'x = 1', '1 / 0', 'exec("seen = None; import types, functools")']) {
      await session.at(step, (machine) => {
        const before = machine.span();
        machine.condition(text);
        assert.ok(Buffer.compare(before, machine.span()) === 0, `${text} at step ${step}`);
      });
    }
  }
  const timeline = { ...session.timeline };
  for (let step = steps.length - 1; step >= 0; step--) assert.deepEqual({ ...(await session.seek(step)), events: 0, total: 0, previousLine: 0 }, { ...steps[step], events: 0, total: 0, previousLine: 0 });
  assert.ok(session.timeline.bytes <= timeline.bytes + 2 ** 20);
});

test('a condition that raises, loops or is no expression ends the search with its error', async () => {
  const session = await createSession();
  await session.load(WITH_CODE);
  const ask = (/** @type {string} */ condition) => session.travel({ to: 'breakpoint', breakpoints: [{ line: 15, condition }] });
  await assert.rejects(ask('1 // (i - i)'), /raised ZeroDivisionError: integer division or modulo by zero/);
  await assert.rejects(ask('i +'), /raised SyntaxError: invalid syntax/);
  await assert.rejects(ask('[1 for x in iter(int, 1)]'), /ran too long/);
  await assert.rejects(ask('input()'), /input/);
  assert.equal((await ask('i == 3')).snapshot.line, 15);
});
