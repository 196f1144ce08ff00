/**
 * Prepares the objects for a wasm in two files: which functions are rare (core/SPLIT), and which data only they use. Writes the
 * objects again below the folder OUT, with names that the linker keeps apart: a local function becomes "function@source.c",
 * rare data go to the segment ".rare". OUT/rare.txt lists the rare functions for split.mjs, those first to which code or data of the
 * first file refer, then an empty line and the others; OUT/functions.txt lists all for profile.mjs.
 *
 * core/SPLIT names the functions that programs were not seen to use, by source; those are rare. What it does not name, because it
 * was written later, is in the first file, unless nothing of its source is.
 *
 *     node core/link/rare.mjs LIBC.a OUT OBJECT...      prints the paths of the new objects
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DATA, FUNCTION, ObjectFile, members } from './object.mjs';

/** The only source that reads the texts of MethodDef tables: both are in the second file. */
const DOC_READER = 'object/method_doc.c';

const [libc = '', out = '', ...paths] = process.argv.slice(2);

/** What core/SPLIT says: rare functions by source file, "*" = all. */
function readSplit() {
  const lines = readFileSync(new URL('../SPLIT', import.meta.url), 'utf8').split('\n');
  return new Map(lines.filter((line) => line && !line.startsWith('#')).map((line) => {
    const [file = '', ...functions] = line.split(' ');
    return [file, new Set(functions)];
  }));
}

/** "build/wasm-small/core/object/list.o" → "object/list.c" @param {string} path */
const sourceOf = (path) => path.replace(/^.*?core\//, '').replace(/\.o$/, '.c');

const objects = paths.map((path) => new ObjectFile(sourceOf(path), readFileSync(path)));
if (existsSync(libc)) pullLibrary();

const split = readSplit();
/** @param {ObjectFile} object @param {import('./object.mjs').Symbol} symbol */
function isRare(object, symbol) {
  if (object.path === DOC_READER) return true;
  const functions = split.get(object.path);
  return functions !== undefined && (functions.has('*') || functions.has(symbol.name));
}

/** Members of libc.a that objects ask for, so that their tables can move as well; only those with data. */
function pullLibrary() {
  const defined = new Map(members(readFileSync(libc)).flatMap(([title, bytes]) => {
    const object = new ObjectFile(`libc/${title.replace(/\.o$/, '.c')}`, bytes);
    return object.symbols.filter((symbol) => symbol.defined && !symbol.local && symbol.name).map((symbol) => /** @type {const} */ ([symbol.name, object]));
  }));
  for (const object of objects) {
    for (const symbol of object.symbols) {
      const member = symbol.defined ? undefined : defined.get(symbol.name);
      if (member && !objects.includes(member)) objects.push(member);
    }
  }
}

/** What a segment refers to; of a table of MethodDef (object.h: name, function, flags, doc) all but the docs. @param {ObjectFile} object @param {number} segment */
function neededOf(object, segment) {
  const symbols = object.refers.data[segment] ?? [], columns = (object.places[segment] ?? []).map((place) => place % 16);
  const kinds = new Map([[0, DATA], [4, FUNCTION], [12, DATA]]);
  const isTable = columns.includes(4) && symbols.every(({ kind }, i) => kind === kinds.get(columns[i] ?? -1));
  return isTable ? symbols.filter((_, i) => columns[i] !== 12) : symbols;
}

/** Data that functions of the first file reach, by name: "path#segment". */
function dataOfFirst() {
  const homes = new Map();
  for (const object of objects) {
    for (const symbol of object.symbols) if (symbol.kind === DATA && symbol.defined && !symbol.local) homes.set(symbol.name, [object, symbol.index]);
  }
  const reached = new Set(), /** @type {[ObjectFile, number][]} */ queue = [];
  /** @param {ObjectFile} object @param {import('./object.mjs').Symbol[] | undefined} symbols */
  const follow = (object, symbols) => {
    for (const symbol of symbols ?? []) {
      if (symbol.kind !== DATA) continue;
      const home = symbol.defined ? [object, symbol.index] : homes.get(symbol.name);
      if (!home || reached.has(`${home[0].path}#${home[1]}`)) continue;
      reached.add(`${home[0].path}#${home[1]}`);
      queue.push(home);
    }
  };
  for (const object of objects) {
    for (const symbol of object.symbols) {
      if (symbol.kind === FUNCTION && symbol.defined && !isRare(object, symbol)) follow(object, object.refers.functions[symbol.index - object.imports.length]);
    }
  }
  for (const [object, segment] of queue) follow(object, neededOf(object, segment));
  return reached;
}

/** The name that the linker sees. @param {ObjectFile} object @param {import('./object.mjs').Symbol} symbol */
const linkedName = (object, symbol) => (symbol.kind === FUNCTION && symbol.local ? `${symbol.name}@${object.path}` : symbol.name);

/** Names of the functions to which functions or data of the first file refer. @param {Set<string>} data of the first file */
function functionsOfFirst(data) {
  const found = new Set();
  for (const object of objects) {
    const common = object.symbols.filter((symbol) => symbol.kind === FUNCTION && symbol.defined && !isRare(object, symbol));
    const referring = [...common.map(({ index }) => object.refers.functions[index - object.imports.length]),
      ...object.refers.data.filter((_, index) => data.has(`${object.path}#${index}`))];
    for (const symbols of referring) for (const symbol of symbols ?? []) if (symbol.kind === FUNCTION) found.add(linkedName(object, symbol));
  }
  return found;
}

const first = dataOfFirst(), referred = functionsOfFirst(first), /** @type {string[]} */ names = [], /** @type {string[]} */ all = [];
for (const object of objects) {
  const path = join(out, object.path.replace(/\.c$/, '.o'));
  /** @param {import('./object.mjs').Symbol} symbol */
  const nameOf = (symbol) => linkedName(object, symbol);
  for (const symbol of object.symbols.filter(({ kind, defined }) => kind === FUNCTION && defined)) {
    all.push(`${object.path} ${symbol.name} ${nameOf(symbol)}`);
    if (isRare(object, symbol)) names.push(nameOf(symbol));
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, object.renamed(nameOf, (index) => (first.has(`${object.path}#${index}`) ? object.segments[index]?.name ?? '' : '.rare')));
  console.log(path);
}
const stubs = names.filter((name) => referred.has(name)), others = names.filter((name) => !referred.has(name));
writeFileSync(join(out, 'rare.txt'), [...stubs, '', ...others].join('\n'));
writeFileSync(join(out, 'functions.txt'), all.join('\n'));
