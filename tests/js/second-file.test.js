/** The wasm in two files: plain programs need the first alone; the second comes when it is needed and changes nothing else. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { EngineError, LoadError } from '../../bindings/errors.js';
import { loadRuntime, readLibrary, wasmPath } from '../../bindings/node.js';
import { attachSecond } from '../../bindings/second.js';
import { LocalSession } from '../../bindings/session.js';
import { compileModule } from '../../bindings/compile.js';
import { programs } from '../programs.js';

const first = () => compileModule(readFileSync(wasmPath()));
const second = new WebAssembly.Module(readFileSync(wasmPath().replace('.wasm', '-more.wasm')));

/** A text with functions of the second file in use at several places, once below a call from C. */
const MIXED = `
print('begin')
a = [3, 1, 2]
b = complex(1, 2) * 1j
a.sort(key=lambda x: abs(complex(x, 0)))
c = memoryview(bytes(a)).tolist()
try:
    compile('x = = 1', 'text', 'exec')
except SyntaxError as error:
    d = error.msg
`;

/** @param {WebAssembly.Module} module */
const sessionOf = (module) => new LocalSession(module, { library: readLibrary });

/** @param {LocalSession} session @param {string} text */
async function steps(session, text) {
  const seen = [await session.load(text, { mode: 'script', stdin: '' })];
  while (seen.at(-1)?.total === null) seen.push(await session.step());
  return seen;
}

/** @param {any} snapshot */
const facts = (snapshot) => JSON.stringify([snapshot.step, snapshot.line, snapshot.namespaces, snapshot.objects, snapshot.events, snapshot.stdout, snapshot.error]);

const { module: ready } = await loadRuntime();
await sessionOf(ready).preload();
const expected = (await steps(sessionOf(ready), MIXED)).map(facts);

test('lessons and seeds that import no module of the library run with the first file alone', async () => {
  const alone = await first();
  const lessons = readdirSync(new URL('../../site/lessons', import.meta.url)).filter((name) => name.endsWith('.py'));
  const texts = [...programs('seeds'), ...lessons.map((name) => ({ name, file: new URL(`../../site/lessons/${name}`, import.meta.url), interactive: false }))];
  assert.ok(texts.length > 60);
  for (const { name, file, interactive } of texts) {
    let imports = false, needed = false;
    const module = attachSecond(alone, () => {
      needed = true;
      return second;
    });
    const library = (/** @type {string} */ path) => {
      imports = true;
      return readLibrary(path);
    };
    const session = new LocalSession(module, { library }), text = readFileSync(file, 'utf8');
    await session.load(text, { mode: interactive ? 'interactive' : 'script', stdin: '' });
    for (let i = 0; i < 5; i++) await session.step();
    await session.stepBack();
    if (!/^while True:/m.test(text)) await session.run();
    assert.ok(!needed || imports, `${name}: the second file is needed; after a change of core/, \`./build.sh split\` chooses again`);
    session.dispose();
  }
});

test('a program that needs the second file says so when there is none', async () => {
  await assert.rejects(steps(sessionOf(await first()), MIXED), (error) => error instanceof EngineError && /heapscope-more\.wasm/.test(error.message));
});

test('the second file is read once, when first needed, and heaps are what they are with it from the start', async () => {
  let loads = 0;
  const session = sessionOf(attachSecond(await first(), () => (loads++, second)));
  await session.load('a = []');
  await session.run();
  assert.equal(loads, 0);
  assert.deepEqual((await steps(session, MIXED)).map(facts), expected);
  assert.equal(loads, 1);
  for (let step = expected.length - 2; step >= 0; step--) assert.equal(facts(await session.stepBack()), expected[step], `step ${step}`);
});

test('a file that is fetched is waited for in the middle of a step, and the step is what it is', async () => {
  let loads = 0;
  const session = sessionOf(attachSecond(await first(), () => new Promise((resolve) => setTimeout(() => (loads++, resolve(second)), 5))));
  const told = [];
  session.on('output', (/** @type {{text: string}} */ { text }) => told.push(text));
  assert.deepEqual((await steps(session, MIXED)).map(facts), expected);
  assert.equal(loads, 1);
  assert.deepEqual(told.join(''), 'begin\n');
});

test('a text with an error needs it while it is compiled', async () => {
  const snapshot = await sessionOf(attachSecond(await first(), async () => second)).load('x = = 1\n');
  assert.equal(snapshot.error?.type, 'SyntaxError');
});

test('a second file that cannot be had loses nothing', async () => {
  let offline = true;
  const session = sessionOf(attachSecond(await first(), async () => {
    if (offline) throw new Error('no connection');
    return second;
  }));
  const text = 'a = []\nb = [a]\nc = complex(1, 2)\nd = c * c\n', want = (await steps(sessionOf(ready), text)).map(facts);
  const seen = [await session.load(text, { stdin: '' }), await session.step(), await session.step()];
  const refused = (/** @type {Error} */ error) => error instanceof LoadError && /no connection/.test(error.message);
  await assert.rejects(session.step(), refused);
  await assert.rejects(session.why({ name: 'a' }), refused);
  assert.equal(facts(session.snapshot), want[2]);
  assert.equal((await session.stepBack()).step, 1);
  await session.step();
  offline = false;
  while (seen.at(-1)?.total === null) seen.push(await session.step());
  assert.deepEqual(seen.map(facts), want);
});

test('files of different builds do not go together', async () => {
  const bytes = readFileSync(wasmPath().replace('.wasm', '-more.wasm')), at = bytes.indexOf('\x04pair') + 5;
  bytes[at] = /** @type {number} */ (bytes[at]) ^ 1;
  const session = sessionOf(attachSecond(await first(), async () => new WebAssembly.Module(bytes)));
  await assert.rejects(steps(session, MIXED), /another build/);
});
