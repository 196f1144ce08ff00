/**
 * Splits a linked wasm, its names kept, into the file that every program needs and the file with the rest.
 *
 *     node core/link/split.mjs LINKED RARE.txt FIRST.wasm MORE.wasm
 *
 * In the first file a rare function is a stub: it has the second file loaded (once, by the export hs_more) and goes on through
 * a slot of the table; one to which nothing of the first file refers is not there at all. The second file writes its functions into those slots and its data to the addresses that the
 * linker gave them; it calls functions of the first file through slots too, imported as "f" "slot". So addresses,
 * function pointers and behaviour are those of one file, whenever the second comes. Both carry the mark of the build they
 * come from in a section "pair".
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { HEADER, Reader, mapCalls, name, s, section, sections, u, vector } from './wasm.mjs';

const TYPE = 1, IMPORT = 2, FUNCTION = 3, TABLE = 4, MEMORY = 5, GLOBAL = 6, EXPORT = 7, ELEMENT = 9, CODE = 10, DATA = 11, DATA_COUNT = 12;
const I32 = 0x7f, MUTABLE = 1, END = 0x0b;

const [linked = '', rareList = '', firstPath = '', morePath = ''] = process.argv.slice(2);
const whole = readFileSync(linked), parts = sections(whole);
const pair = section(0, [...name('pair'), ...createHash('sha256').update(whole).digest().subarray(0, 8)]);
const [stubs = '', others = ''] = readFileSync(rareList, 'utf8').split('\n\n').map((names) => new Set(names.split('\n')));

/** @param {number} id @param {string} [title] */
const part = (id, title = '') => parts.find((found) => found.id === id && found.name === title)?.content ?? new Uint8Array([0]);
/** @template T @param {number} id @param {(r: Reader, index: number) => T} read */
const read = (id, read) => new Reader(part(id)).list(read);

const types = read(TYPE, (r) => {
  const bytes = r.span(() => [r.byte(), r.list((t) => t.byte()), r.list((t) => t.byte())]);
  return { bytes, parameters: new Reader(bytes, 1).list((t) => t.byte()).length };
});
const importedTypes = read(IMPORT, (r) => [r.name(), r.name(), r.byte(), r.u()]).map((row) => Number(row[3]));
const imported = importedTypes.length;
const typeOf = [...importedTypes, ...read(FUNCTION, (r) => r.u())];
const bodies = read(CODE, (r) => r.take(r.u()));
const exported = new Map(read(EXPORT, (r) => [r.name(), [r.byte(), r.u()]]));
const elements = read(ELEMENT, (r) => {
  r.u(); // flags: active, table 0
  r.byte();
  const offset = r.s();
  r.byte();
  return { offset, functions: r.list((f) => f.u()) };
});
const names = readNames();
const segments = read(DATA, (r, index) => {
  r.u();
  r.byte();
  const offset = r.s();
  r.byte();
  return { rare: names.segments.get(index)?.startsWith('.rare') ?? false, offset, bytes: r.take(r.u()) };
});

/** Names of functions and data segments by index. */
function readNames() {
  const reader = new Reader(part(0, 'name')), functions = new Map(), kept = new Map();
  while (!reader.done) {
    const id = reader.byte(), content = new Reader(reader.take(reader.u()));
    if (id === 1) content.list((r) => functions.set(r.u(), r.name()));
    if (id === 9) content.list((r) => kept.set(r.u(), r.name()));
  }
  return { functions, segments: kept };
}

/** @param {number} index of a function */
const isRare = (index) => index >= imported && (hasStub(index) || others.has(names.functions.get(index) ?? ''));

/** @param {number} index of a function */
const hasStub = (index) => stubs.has(names.functions.get(index) ?? '');

// Who calls across the border.
const slots = new Map(elements.flatMap(({ offset, functions }) => functions.map((f, i) => /** @type {[number, number]} */ ([f, offset + i]))));
const tableSize = new Reader(part(TABLE), 3).u();
/** @type {Set<number>} */ const calledByFirst = new Set();
/** @type {Set<number>} */ const calledByMore = new Set();
bodies.forEach((body, i) => {
  const fromRare = isRare(i + imported);
  mapCalls(body, (callee) => {
    if (fromRare !== isRare(callee)) (fromRare ? calledByMore : calledByFirst).add(callee);
    return callee;
  });
});
for (const [, index] of [...exported.values()].filter(([kind]) => kind === 0)) if (isRare(index)) calledByFirst.add(index);
let slotCount = tableSize;
const border = [...calledByMore].sort((a, b) => a - b);
const addedFirst = border.filter((f) => !slots.has(f));
for (const f of addedFirst) slots.set(f, slotCount++);
const addedRare = [...calledByFirst].filter((f) => !slots.has(f)).sort((a, b) => a - b);
for (const f of addedRare) slots.set(f, slotCount++);

const noType = types.findIndex(({ bytes }) => bytes.length === 3 && bytes[1] === 0 && bytes[2] === 0);
const globalCount = new Reader(part(GLOBAL)).u();
const needIndex = imported + bodies.length;

/** A rare function as the first file has it: loads the second, then calls the slot. @param {number} index */
function stub(index) {
  const slot = slots.get(index), type = typeOf[index] ?? 0;
  if (slot === undefined) return [0, 0x00, END]; // only rare ones call it
  const parameters = Array.from({ length: types[type]?.parameters ?? 0 }, (_, i) => [0x20, ...u(i)]).flat();
  return [0, 0x10, ...u(needIndex), ...parameters, 0x41, ...s(slot), 0x11, ...u(type), 0, END];
}

/** Loads the second file unless it is there: if (!loaded) { hs_more(); loaded = 1; } */
function need() {
  const [, more = -1] = exported.get('hs_more') ?? [];
  if (more < 0) throw new Error('the export hs_more is missing');
  return [0, 0x23, ...u(globalCount), 0x45, 0x04, 0x40, 0x10, ...u(more), 0x41, 1, 0x24, ...u(globalCount), END, END];
}

/** @param {(Uint8Array | number[])[]} list of bodies */
const code = (list) => section(CODE, vector(list.map((body) => [...u(body.length), ...body])));
/** @param {{offset: number, bytes: Uint8Array}[]} list */
const data = (list) => section(DATA, vector(list.map(({ offset, bytes }) => Buffer.concat([Buffer.from([0, 0x41, ...s(offset), END, ...u(bytes.length)]), bytes]))));
/** Segments of functions by slot, each run of slots one. @param {[number, number][]} list of [slot, function] */
function element(list) {
  /** @type {[number, number[]][]} */ const runs = [];
  for (const [slot, f] of list.sort((a, b) => a[0] - b[0])) {
    const last = runs.at(-1);
    if (last && last[0] + last[1].length === slot) last[1].push(f);
    else runs.push([slot, [f]]);
  }
  return section(ELEMENT, vector(runs.map(([slot, functions]) => [0, 0x41, ...s(slot), END, ...vector(functions.map(u))])));
}

function firstFile() {
  const globals = new Reader(part(GLOBAL));
  globals.u();
  const loaded = [I32, MUTABLE, 0x41, 0, END];
  const allSlots = [...slots].filter(([f, slot]) => !isRare(f) || (slot < tableSize && hasStub(f))).map(([f, slot]) => /** @type {[number, number]} */ ([slot, f]));
  const kept = segments.filter(({ rare }) => !rare);
  return Buffer.concat([HEADER, pair, section(TYPE, part(TYPE)), section(IMPORT, part(IMPORT)),
    section(FUNCTION, vector([...typeOf.slice(imported), noType].map(u))),
    section(TABLE, [1, 0x70, 0, ...u(slotCount)]), section(MEMORY, part(MEMORY)),
    section(GLOBAL, [...u(globalCount + 1), ...part(GLOBAL).subarray(globals.at), ...loaded]), section(EXPORT, part(EXPORT)),
    element(allSlots), section(DATA_COUNT, u(kept.length)),
    code([...bodies.map((body, i) => (isRare(i + imported) ? stub(i + imported) : body)), need()]), data(kept)]);
}

function moreFile() {
  const rare = bodies.map((_, i) => i + imported).filter(isRare);
  const place = new Map([...border, ...rare].map((f, i) => [f, i]));
  const memory = part(MEMORY).subarray(1);
  const imports = [[...name('e'), ...name('m'), 2, ...memory], [...name('e'), ...name('t'), 1, 0x70, 0, ...u(slotCount)],
    [...name('e'), ...name('s'), 3, I32, MUTABLE],
    ...border.map((f) => [...name('f'), ...name(String(slots.get(f))), 0, ...u(typeOf[f] ?? 0)])];
  const filled = rare.filter((f) => slots.has(f)).map((f) => /** @type {[number, number]} */ ([slots.get(f) ?? 0, place.get(f) ?? 0]));
  const kept = segments.filter((segment) => segment.rare);
  return Buffer.concat([HEADER, pair, section(TYPE, part(TYPE)), section(IMPORT, vector(imports)),
    section(FUNCTION, vector(rare.map((f) => u(typeOf[f] ?? 0)))), element(filled), section(DATA_COUNT, u(kept.length)),
    code(rare.map((f) => mapCalls(bodies[f - imported] ?? new Uint8Array(), (callee) => place.get(callee) ?? -1))), data(kept)]);
}

if (globalCount !== 1) throw new Error('a global besides the stack pointer');
writeFileSync(firstPath, firstFile());
writeFileSync(morePath, moreFile());
