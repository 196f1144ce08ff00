/**
 * Makes core/SPLIT: runs programs on a wasm that counts the calls of each function. The first file gets the functions of what a
 * plain page runs (lessons and seeds); those that two ordinary programs use (tests/py/ordinary, the benchmarks), or one of them and one in FEW of
 * all programs with a recorded output; and those that any benchmark calls OFTEN. Lessons and ordinary programs that import a module of the library
 * fetch the second file with it: they count for nothing but OFTEN.
 *
 *     node core/link/profile.mjs LINKED OUT      ./build.sh split does it
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { abi } from '../../bindings/abi.js';
import { readLibrary } from '../../bindings/node.js';
import { LocalSession } from '../../bindings/session.js';
import { Machine } from '../../bindings/wasm.js';
import { HEADER, Reader, s, section, sections, u, vector } from './wasm.mjs';

const ROOT = join(import.meta.dirname, '../..');
const MARKS = 1024; // an address in the part of the stack that only the deepest recursion reaches
const FEW = 14, OFTEN = 150_000;
const [linked = '', out = ''] = process.argv.slice(2);

/** @param {number} index of a function, whose count goes up */
const mark = (index) => [0x41, ...s(MARKS + 4 * index), 0x41, ...s(MARKS + 4 * index), 0x28, 2, 0, 0x41, 1, 0x6a, 0x36, 2, 0];

/** Each body begins by counting the call. @param {Uint8Array} bytes */
function marked(bytes) {
  let index = 0;
  return Buffer.concat([HEADER, ...sections(bytes).filter(({ id }) => id).map(({ id, content }) => {
    if (id !== 10) return section(id, content);
    return section(10, vector(new Reader(content).list((r) => {
      const body = new Reader(r.take(r.u())), locals = body.span(() => body.list((l) => [l.u(), l.byte()]));
      const code = [...locals, ...mark(index++), ...body.bytes.subarray(body.at)];
      return Buffer.from([...u(code.length), ...code]);
    })));
  })]);
}

/** Names of the functions in the order of their bodies. @param {Uint8Array} bytes */
function bodyNames(bytes) {
  const parts = sections(bytes), imports = new Reader(parts.find(({ id }) => id === 2)?.content ?? new Uint8Array([0])).u();
  const reader = new Reader(parts.find(({ name }) => name === 'name')?.content ?? new Uint8Array()), /** @type {string[]} */ names = [];
  while (!reader.done) {
    const id = reader.byte(), content = new Reader(reader.take(reader.u()));
    if (id === 1) content.list((r) => (names[r.u() - imports] = r.name()));
  }
  return names;
}

/** Programs of folders with their text and mode. @param {string[]} folders */
function programs(...folders) {
  return folders.flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true }).map(String).filter((file) => /\.(py|repl)$/.test(file)).sort().map((file) => ({
    text: readFileSync(join(ROOT, folder, file), 'utf8'), mode: /** @type {'interactive' | 'script'} */ (file.endsWith('.repl') ? 'interactive' : 'script'),
  })));
}

const bytes = readFileSync(linked), names = bodyNames(bytes);
/** @type {WebAssembly.Memory[]} */ let memories = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = /** @type {any} */ (class extends Instance {
  constructor(/** @type {WebAssembly.Module} */ module, /** @type {WebAssembly.Imports} */ imports) {
    super(module, imports);
    memories.push(/** @type {WebAssembly.Memory} */ (this.exports.memory));
  }
});
const module = new WebAssembly.Module(marked(bytes));

/** Did the program that is counted read a module of the library? */
let reads = false;
/** @param {string} path */
function read(path) {
  const bytes = readLibrary(path);
  if (bytes) reads = true;
  return bytes;
}

/** @param {string} text */
const ends = (text) => !/^while True:/m.test(text);

/** As a page: some steps, some back, to the end. @param {{text: string, mode: 'interactive' | 'script'}} program @param {number} count */
async function step({ text, mode }, count) {
  const session = new LocalSession(module, { library: read });
  await session.load(text, { mode, stdin: '' });
  for (let i = 0; i < count && (await session.step()).total === null; i++);
  for (let i = 0; i < count / 5; i++) await session.stepBack();
  if (ends(text)) await session.run();
  session.dispose();
}

/** At once, as the command line. @param {{text: string}} program */
function run({ text }) {
  const machine = new Machine(module, { write() {}, input: () => ({ text: '', end: true }), clock: () => 0, pulse() {}, stepStop: () => false, read: (library, path) => (library ? read(path) : null) });
  machine.load(Buffer.from(text), 'main.py', false);
  while (!['finished', 'raised'].includes(abi.status[machine.run(1e6)] ?? ''));
  machine.finish();
}

/**
 * How many programs call each function, from the counts in their memories.
 * @param {Uint32Array} counts without programs that read the library @param {() => unknown} work @param {Uint32Array} [most] the most calls of
 * one program, with those
 */
async function count(counts, work, most) {
  memories = [];
  reads = false;
  await work();
  const calls = memories.map(({ buffer }) => new Uint32Array(buffer, MARKS, names.length));
  names.forEach((_, i) => {
    const sum = calls.reduce((total, list) => total + (list[i] ?? 0), 0);
    if (sum && !reads) counts[i]++;
    if (most) most[i] = Math.max(most[i] ?? 0, Math.min(sum, 0xffffffff));
  });
}

/** Both ways. @param {{text: string, mode: 'interactive' | 'script'}} program */
async function all(program) {
  for (const steps of [5, 200]) await step(program, steps);
  if (program.mode === 'script' && ends(program.text)) run(program);
}

const counters = () => new Uint32Array(names.length), plain = counters(), common = counters(), wide = counters(), most = counters();
for (const program of programs('site/lessons', 'tests/seeds')) await count(plain, () => all(program));
for (const program of programs('tests/py/ordinary')) await count(common, () => all(program));
for (const program of programs('tests/bench/programs')) await count(common, () => run(program), most);
const tests = programs('tests/probes', 'tests/py');
for (const program of tests) {
  await count(wide, async () => {
    await step(program, 3);
    reads = false;
  });
}

/** @param {number} i of a function */
const isFirst = (i) => plain[i] || Number(common[i]) > 1 || Number(most[i]) >= OFTEN || (common[i] && Number(wide[i]) * FEW >= tests.length);
const first = new Set(names.filter((_, i) => isFirst(i))), linkedNames = new Set(names);
/** @type {Map<string, {rare: string[], used: boolean}>} */ const files = new Map();
for (const line of readFileSync(join(out, 'functions.txt'), 'utf8').split('\n')) {
  const [file = '', name = '', full = ''] = line.split(' ');
  const row = files.get(file) ?? { rare: [], used: false };
  files.set(file, row);
  if (file === 'api/exports.c' || first.has(full)) row.used = true;
  else if (linkedNames.has(full)) row.rare.push(name);
}
const rows = [...files].filter(([, { rare }]) => rare.length).map(([file, { rare, used }]) => [file, ...(used ? rare.sort() : ['*'])].join(' '));
writeFileSync(join(ROOT, 'core/SPLIT'), `# Functions in the second file of the wasm, by source ("*" = all of it); written by core/link/profile.mjs.
# Names that are no longer there do no harm; core/link/rare.mjs says where new ones go.
${rows.sort().join('\n')}
`);
