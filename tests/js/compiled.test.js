/** Compiled forms of library modules: what a program sees is what the text gives, and one that is stale or damaged is not used. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadRuntime, readLibrary } from '../../bindings/node.js';
import { LocalSession } from '../../bindings/session.js';

const ROOT = new URL('../../', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'compiled-'));
const sources = join(folder, 'core/lib/python'), forms = join(folder, 'build/library');
const { module, library } = await loadRuntime();
mkdirSync(sources, { recursive: true });
mkdirSync(forms, { recursive: true });
after(() => rmSync(folder, { recursive: true }));

/** What a program prints that runs natively with the library of `sources`. @param {string} text @param {string} [binary] */
function run(text, binary = 'native') {
  writeFileSync(join(folder, 'program.py'), text);
  const { stdout, stderr } = spawnSync(`${ROOT}build/${binary}/heapscope`, ['run', join(folder, 'program.py')], { encoding: 'utf8', env: { ...process.env, HEAPSCOPE_LIBRARY: sources } });
  return stdout + stderr;
}

/** Writes a module, and its compiled form. @param {string} text */
function build(text) {
  writeFileSync(join(sources, 'made.py'), text);
  assert.equal(spawnSync(`${ROOT}build/native/heapscope`, ['compile-library', sources, forms, 'made.py'], { encoding: 'utf8' }).stderr, '');
  return readFileSync(join(forms, 'made.py.code'));
}

/** A session in which some files of the library are not there, or others. @param {(path: string) => Uint8Array | null} read @param {string} text */
async function output(read, text) {
  const session = new LocalSession(module, { library: read });
  await session.load(text, { stdin: '' });
  const { stdout } = /** @type {any} */ (await session.run());
  session.dispose();
  return stdout.map((/** @type {{text: string}} */ { text }) => text).join('').replace(/ at 0x[0-9a-f]+/g, '');
}

const FACTS = `
import sys, inspect, re, enum, functools, typing, _collections_abc, types
def look(code, seen):
    print(code.co_qualname, code.co_filename, code.co_firstlineno, code.co_names, code.co_varnames, code.co_flags, code.co_code.hex())
    print(list(code.co_lines()), list(code.co_positions()), code.co_linetable.hex(), code.co_lnotab.hex(), code.co_exceptiontable.hex())
    for part in (code.co_name, code.co_qualname, code.co_names, code.co_consts, *code.co_consts):
        if not isinstance(part, types.CodeType):
            print(repr(part), type(part).__name__, seen.setdefault(id(part), len(seen)), sys.getsizeof(part))
    for part in code.co_consts:
        if isinstance(part, types.CodeType):
            look(part, seen)
for module in (re, enum, functools, typing, _collections_abc):
    seen = {}
    for name, value in sorted(vars(module).items()):
        if isinstance(value, types.FunctionType) and value.__module__ == module.__name__:
            look(value.__code__, seen)
print(hash(re.compile.__code__) == hash(re.compile.__code__.replace()), re.compile.__code__ == re.compile.__code__.replace())
print(inspect.getsource(re.escape), inspect.getsourcelines(enum.auto)[1])
`;

test('what is read is what the compiler makes of the text', async () => {
  const asked = new Set();
  const read = await output((path) => (asked.add(path), library(path)), FACTS);
  assert.ok(asked.has('re/__init__.py.code'), 'a compiled form was read');
  assert.equal(read, await output((path) => (path.endsWith('.code') ? null : library(path)), FACTS));
});

test('the text is only asked for when somebody looks at it', async () => {
  const texts = new Set();
  const read = (/** @type {string} */ path) => {
    const bytes = library(path);
    if (bytes && !path.endsWith('.code')) texts.add(path);
    return bytes;
  };
  await output(read, 'import re, dataclasses, json, random\ntry:\n    json.loads("{")\nexcept ValueError as error:\n    print(error.__traceback__.tb_next.tb_lineno)\n');
  assert.deepEqual([...texts], []);
  await output(read, 'import io, csv, pickle, pathlib, logging, unittest, asyncio, datetime, decimal, typing, statistics, inspect, tempfile, email\n');
  assert.deepEqual([...texts], []);
  await output(read, 'import _io\nprint(list(_io.BufferedReader.read.__code__.replace(co_name="other").co_positions())[5])\n');
  assert.deepEqual([...texts], ['_io.py']);
  texts.clear();
  await output(read, 'import json\nprint(list(json.loads.__code__.co_positions())[5])\n');
  assert.deepEqual([...texts], ['json/__init__.py']);
});

test('a form of another text, of another compiler, a damaged one: the text is compiled', () => {
  const form = build('value = 1\n');
  assert.equal(run('import made; print(made.value)\n'), '1\n');
  writeFileSync(join(sources, 'made.py'), 'value = 2\n');
  assert.equal(run('import made; print(made.value)\n'), '2\n', 'the text has changed');
  writeFileSync(join(sources, 'made.py'), 'value = 1\n');
  for (let at = 0; at < form.length; at++) {
    const damaged = Buffer.from(form);
    damaged[at] ^= 0x41;
    writeFileSync(join(forms, 'made.py.code'), at % 3 ? damaged : form.subarray(0, at));
    assert.equal(run('import made; print(made.value)\n'), '1\n', `byte ${at}`);
  }
});

test('in the wasm, too: what this engine did not make is not read', async () => {
  const spoil = (/** @type {number} */ at) => (/** @type {string} */ path) => {
    const bytes = library(path)?.slice() ?? null;
    if (bytes && path.endsWith('.code')) bytes[Math.min(at, bytes.length - 1)] ^= 1;
    return bytes;
  };
  for (const at of [0, 4, 16, 20, 500, 1e9]) assert.equal(await output(spoil(at), 'import bisect, keyword\nprint(keyword.kwlist[3])\n'), 'and\n');
});

test('forms whose sums are right although they are damaged are errors or code, never more', () => {
  const names = readdirSync(`${ROOT}build/library`).filter((name) => name.endsWith('.code'));
  let dice = 7;
  const roll = (/** @type {number} */ below) => (dice = (Math.imul(dice, 1664525) + 1013904223) >>> 0) % below;
  const paths = [];
  for (let i = 0; i < 400; i++) {
    let form = readFileSync(`${ROOT}build/library/${names[roll(names.length)]}`);
    for (let n = roll(4); n >= 0; n--) form[20 + roll(form.length - 20)] = roll(3) ? roll(256) : [0, 255, 127, 128][roll(4)];
    if (roll(4) === 0) form = form.subarray(0, 21 + roll(form.length - 21));
    paths.push(join(folder, `${i}.code`));
    writeFileSync(paths[i], form);
  }
  const { stdout, stderr, status } = spawnSync(`${ROOT}build/asan/heapscope`, ['read-forms', ...paths], { encoding: 'utf8', maxBuffer: 1 << 26 });
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.match(stdout, /^((code|error)\n){400}$/);
});

test('every module has a form', () => {
  const modules = readdirSync(`${ROOT}core/lib/python`, { recursive: true }).map(String).filter((name) => name.endsWith('.py'));
  assert.deepEqual(modules.filter((name) => !readLibrary(`${name}.code`)), []);
});
