/** Stepping by instruction: what dis prints, the value stack, forwards and backwards. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { createSession } from '../../bindings/heapscope.js';
import { withoutPython311 } from '../programs.js';

/** @typedef {import('../../bindings/types.js').Snapshot} Snapshot */

const BY = /** @type {const} */ ({ granularity: 'instruction' });
const SOURCE = `class Word:
    def __init__(self, text):
        self.text = text
    def __eq__(self, other):
        return self.text == other.text
    def __hash__(self):
        return len(self.text)
    def __del__(self):
        gone.append(self.text)
gone = []
words = [Word("bb"), Word("a")]
words.sort(key=lambda word: len(word.text))
known = {words[0]: 1}
found = known[Word("a")]
del words[1]
print(found, sum(n * n for n in range(3)))
`;

/** @param {Snapshot} snapshot without what depends on where the session came from */
const facts = ({ total, previousLine, events, ...rest }) => JSON.stringify({ ...rest, events: rest.instruction?.index || rest.step ? events : [] });
/** Serial numbers tell more lives apart when more moments were seen. @param {Snapshot} snapshot */
const unnumbered = (snapshot) => facts(snapshot).replace(/"serial":\d+/g, '');
const place = (/** @type {Snapshot} */ snapshot) => [snapshot.step, snapshot.instruction?.index];
const opcode = (/** @type {Snapshot} */ snapshot) => snapshot.instruction?.frames[0]?.opcode;

/** @param {any} session @returns {Promise<Snapshot[]>} every position of the run */
async function walked(session) {
  const list = [await session.seek(0, { instruction: 0 })];
  while (!['finished', 'raised'].includes(list.at(-1).status)) list.push(await session.step(BY));
  return list;
}

test('the instructions are those that CPython runs, told as dis tells them', async () => {
  const folder = new URL('../instructions/', import.meta.url);
  const session = await createSession();
  await session.load(readFileSync(new URL('forms.py', folder), 'utf8'));
  const none = (/** @type {unknown} */ value) => value ?? 'None';
  const found = (await walked(session)).flatMap(({ instruction }) => instruction?.frames.slice(0, 1) ?? []).map((frame) =>
    `${frame.label} ${none(frame.line)}:${none(frame.column)}-${none(frame.endLine)}:${none(frame.endColumn)} ${frame.offset} ` +
    `${frame.opcode} ${none(frame.arg)} ${frame.argrepr.replace(/ at 0x[0-9a-f]+/, ' at 0x')}`);
  // CPython tells a tracer nothing of what comes before a function's first line, nor of the code that functools makes by eval()
  const prologue = / (RESUME|MAKE_CELL|COPY_FREE_VARS|RETURN_GENERATOR) |generate 35:None|^<module> 1:0-1:97 /;
  const expected = readFileSync(new URL('forms.out', folder), 'utf8').split('\n').slice(0, -1);
  assert.deepEqual(found.filter((line) => !prologue.test(line)), expected.filter((line) => !prologue.test(line)));
  session.dispose();
});

test('the value stack of each frame, with objects by id', async () => {
  const session = await createSession();
  await session.load('def f(x):\n    return [x, 257]\ny = max(f(str(12345)), [1])\n');
  const inside = (await walked(session)).find((snapshot) => opcode(snapshot) === 'BUILD_LIST');
  assert.ok(inside);
  const values = inside.instruction.frames.map((frame) => [frame.label, frame.opcode, frame.argrepr, frame.line,
    frame.stack.map((id) => (id === null ? null : inside.objects.find((object) => object.id === id).value))]);
  assert.deepEqual(values, [
    ['f', 'BUILD_LIST', '', 2, ["'12345'", '257']],
    ['<module>', 'CALL', '', 3, [null, '<built-in function max>']],
  ]);
  const text = inside.objects.find((object) => object.value === "'12345'");
  assert.equal(text.refcount, 2, 'the local and the stack');
  assert.equal(inside.instruction.frames[1].id, inside.namespaces.find((space) => space.kind === 'module').id);
  assert.deepEqual([inside.step, inside.line, inside.status], [2, 2, 'paused']);
  session.dispose();
});

test('backwards as forwards, in any order, also below C code; lines stay what they are', async () => {
  const session = await createSession();
  await session.load(SOURCE);
  /** @type {Snapshot[]} */ const lines = [await session.seek(0)];
  while (lines.at(-1).total !== lines.at(-1).step) lines.push(await session.step());
  await session.load(SOURCE);
  const list = await walked(session);
  assert.ok(list.length > 150);
  assert.deepEqual(list.map((snapshot) => snapshot.step), list.map((snapshot) => snapshot.step).sort((a, b) => a - b));
  assert.equal(new Set(list.map(({ step }) => step)).size, lines.length, 'every line is there');
  for (let i = list.length - 2; i >= 0; i--) assert.equal(facts(await session.stepBack(BY)), facts(list[i]), `back to ${place(list[i])}`);
  assert.deepEqual(place(await session.stepBack(BY)), [0, 0]);
  for (let i = 0; i < 60; i++) {
    const wanted = list[(i * 7919) % list.length];
    const found = await session.seek(wanted.step, { instruction: wanted.instruction.index });
    assert.equal(facts(found), facts(wanted), `seek to ${place(wanted)}`);
    const line = await session.seek(wanted.step);
    assert.equal(unnumbered(line), unnumbered(lines[wanted.step]), `line at ${wanted.step}`);
    assert.equal(line.instruction, null);
  }
  for (const { step, instruction, gc, namespaces } of list) {
    if (instruction.index === 0) assert.deepEqual([{ ...gc, last: null }, namespaces], [{ ...lines[step].gc, last: null }, lines[step].namespaces], `step ${step}`); // gc.last is of the step, which is another one
  }
  session.dispose();
});

test('steps of both kinds mix', async () => {
  const session = await createSession();
  await session.load('a = 1\nb = input()\nc = a, b\n');
  await session.step(BY);
  assert.deepEqual(place(await session.step(BY)), [1, 0]);
  assert.deepEqual(place(await session.step(BY)), [1, 1]);
  assert.deepEqual(place(await session.stepBack()), [1, undefined]);
  assert.deepEqual(place(await session.seek(0, { instruction: 50 })), [1, 0], 'behind the line is the next');
  let snapshot = session.snapshot;
  while (snapshot.status !== 'input') snapshot = await session.step(BY);
  assert.equal(opcode(snapshot), 'CALL');
  await session.provideInput('answer');
  snapshot = await session.seek(1, { instruction: snapshot.instruction.index + 1 });
  assert.equal(opcode(snapshot), 'STORE_NAME');
  assert.equal(snapshot.objects.find((object) => object.id === snapshot.instruction.frames[0].stack[0]).value, "'answer'");
  snapshot = await session.seek(99, { instruction: 3 });
  assert.deepEqual([snapshot.step, snapshot.status, snapshot.instruction], [3, 'finished', { index: 0, frames: [] }]);
  assert.equal(opcode(await session.stepBack(BY)), 'RETURN_VALUE');
  assert.throws(() => session.seek(1, { instruction: -1 }), RangeError);
  session.dispose();
});

test('a running function is listed as dis lists it, long ones and extended arguments, too', { skip: withoutPython311 }, async () => {
  const many = Array.from({ length: 300 }, (_, i) => `    x = (n${i}, x)\n`).join('');
  const source = `def f(x, *, y=1):\n    for i in range(3):\n        x += {y: i, **{}}[y] if i else -x\n    return x\nf(1)\ndef g(x):\n${Array.from({ length: 300 }, (_, i) => `    n${i} = ${i}\n`).join('')}${many}    if x:\n        return x\ng(1)\n`;
  const folder = mkdtempSync(path.join(tmpdir(), 'heapscope-'));
  writeFileSync(path.join(folder, 'main.py'), source);
  const ask = "import dis, json; source = open('main.py').read(); code = compile(source, 'main.py', 'exec'); print(json.dumps([[[i.opname, i.arg, i.argrepr, i.offset] for i in dis.get_instructions(c) if i.opname not in ('CACHE', 'EXTENDED_ARG')] for c in code.co_consts if hasattr(c, 'co_code')]))";
  const wanted = JSON.parse(execFileSync('python3', ['-c', ask], { cwd: folder, encoding: 'utf8' }));
  const session = await createSession();
  await session.load(source, { filename: 'main.py' });
  for (const [index, name] of ['f', 'g'].entries()) {
    await session.travel({ to: 'call', name });
    const { label, offset, instructions } = await session.disassembly();
    assert.equal(label, name);
    assert.deepEqual(instructions.map(({ opcode, arg, argrepr, offset: at }) => [opcode, arg, argrepr, at]), wanted[index]);
    assert.ok(instructions.some((row) => row.offset === offset));
  }
});
