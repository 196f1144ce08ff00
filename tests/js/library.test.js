/** Library modules that are fetched on import, as a page does it: no more than a program needs, and the run is what it is elsewhere. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { LoadError } from '../../bindings/errors.js';
import { openLibrary } from '../../bindings/library.js';
import { loadRuntime } from '../../bindings/node.js';
import { LocalSession } from '../../bindings/session.js';
import { writeLibrary } from '../../site/library.mjs';

const { module, library: atHand } = await loadRuntime();
const folder = mkdtempSync(join(tmpdir(), 'library-'));
/** @type {string[]} */ const asked = [];
let broken = false;
const server = createServer(({ url = '' }, answer) => {
  const { pathname } = new URL(url, 'http://x');
  asked.push(pathname);
  try {
    if (broken) throw new Error('broken');
    answer.end(readFileSync(join(folder, pathname)));
  } catch {
    answer.writeHead(404).end();
  }
});
let index = '';

before(async () => {
  writeLibrary(new URL('../../core/lib/python', import.meta.url).pathname, folder);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  index = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/library.json`;
});
after(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true });
});

/** A session whose library is fetched. */
async function remote({ foresee = true } = {}) {
  asked.length = 0;
  const { read, foresee: look } = await openLibrary(index);
  return new LocalSession(module, { library: read, foresee: foresee ? look : undefined });
}

/** @param {LocalSession} session @param {string} text */
async function steps(session, text) {
  const seen = [await session.load(text, { stdin: '' })];
  while (seen.at(-1)?.total === null) seen.push(await session.step());
  return seen;
}

/** @param {any} snapshot */
const facts = (snapshot) => JSON.stringify([snapshot.step, snapshot.line, snapshot.namespaces, snapshot.objects, snapshot.stdout, snapshot.error]);

const HIDDEN = `
print('begin')
m = __import__('data' + 'classes')
a = [m]
try:
    import no_such_module
except ImportError as error:
    b = str(error)
print(sorted([2, 1], key=lambda x: __import__('text' + 'wrap') and x))
`;

test('a program without imports fetches the index alone', async () => {
  const session = await remote();
  await session.load('a = []\nfor x in a: pass\n');
  await session.run();
  assert.deepEqual(asked, ['/library.json']);
});

test('a module comes with those that it imports, each once', async () => {
  const session = await remote();
  await session.load('import dataclasses\nimport dataclasses\nimport no_such\n');
  const { error } = await session.run();
  assert.equal(error?.message, "No module named 'no_such'");
  assert.ok(asked.includes('/library/dataclasses.py.code.txt') && asked.includes('/library/collections/__init__.py.code.txt'));
  assert.equal(new Set(asked).size, asked.length);
  assert.ok(asked.length < 20, String(asked.length));
});

for (const foresee of [true, false]) {
  test(`heaps are what they are with the modules at hand, forwards and backwards${foresee ? '' : ', with none foreseen'}`, async () => {
    const expected = (await steps(new LocalSession(module, { library: atHand }), HIDDEN)).map(facts);
    const session = await remote({ foresee });
    assert.deepEqual((await steps(session, HIDDEN)).map(facts), expected);
    for (let step = expected.length - 2; step >= 0; step--) assert.equal(facts(await session.stepBack()), expected[step], `step ${step}`);
  });
}

test('a recording has its modules before it starts; one that nobody could foresee is asked for again', async () => {
  const session = await remote();
  await session.load('import textwrap\na = textwrap.dedent(" x")\n');
  let size = 0;
  await session.record({ from: 0, to: Infinity, whole: false, limit: 3000 }, (bytes) => void (size += bytes.length));
  assert.ok(size > 100);
  await session.load(HIDDEN);
  const record = () => session.record({ from: 0, to: Infinity, whole: false, limit: 3000 }, () => {});
  let refused = 0;
  const end = async () => record().catch((error) => (assert.ok(error instanceof LoadError), refused++, end()));
  assert.equal(await end(), 'end');
  assert.ok(refused >= 1 && refused < 4, String(refused));
});

test('a module that cannot be fetched loses nothing: the step is taken when it can', async () => {
  const session = await remote();
  broken = true;
  await session.load('a = []\nimport bisect\nb = a\n');
  await session.step();
  await assert.rejects(session.step(), LoadError);
  broken = false;
  assert.equal((await session.step()).line, 3);
  assert.equal((await session.run()).error, null);
});

test('files given as texts', async () => {
  const { read, foresee } = await openLibrary({ 'mine.py': 'x = 1\n' });
  const session = new LocalSession(module, { library: read, foresee });
  await session.load('import mine\nprint(mine.x)\n');
  assert.deepEqual((await session.run()).stdout.map(({ text }) => text).join(''), '1\n');
});

test('data is fetched for a name in a literal, too, and is small over the wire', async () => {
  for (const text of ["a = ['\\N{BULLET}']\nprint(a)\n", "m = __import__('unicode' + 'data')\na = sorted('ba', key=m.name)\nprint(m.name(a[0]))\n"]) {
    const here = await steps(new LocalSession(module, { library: atHand }), text);
    const there = await steps(await remote(), text);
    assert.deepEqual(asked, ['/library.json', '/library/unicodedata.bin.txt']);
    assert.deepEqual(there.map(facts), here.map(facts));
    assert.match(JSON.stringify(here.at(-1)?.stdout), /•|LATIN SMALL LETTER A/);
  }
  assert.ok(gzipSync(readFileSync(join(folder, 'library/unicodedata.bin.txt')), { level: 9 }).length < 250_000);
});
