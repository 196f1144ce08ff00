/**
 * Containers whose table grew or shrank: what the recorder kept of the table before and after.
 *
 * @typedef {import('./memory_decode.js').Recording} Recording
 * @typedef {import('./types.js').Table} Table
 * @typedef {import('./types.js').TableEntry} TableEntry
 * @typedef {import('./types.js').TableChange} TableChange
 * @typedef {import('./session.js').LocalSession} LocalSession
 */
import { describe, recordStep } from './memory_events.js';

const PERTURB_SHIFT = 5n;
/** Neighbours that a set looks at before it jumps. */
const LINEAR_PROBES = 9;

/** The slots that a dict looks at for a hash, in order. @param {bigint} hash @param {number} slots @returns {Generator<number>} */
function* dictProbes(hash, slots) {
  const mask = BigInt(slots - 1);
  let perturb = BigInt.asUintN(64, hash);
  let at = perturb & mask;
  for (;;) {
    yield Number(at);
    perturb >>= PERTURB_SHIFT;
    at = (at * 5n + perturb + 1n) & mask;
  }
}

/** The same for a set. @param {bigint} hash @param {number} slots @returns {Generator<number>} */
function* setProbes(hash, slots) {
  const mask = BigInt(slots - 1);
  let perturb = BigInt.asUintN(64, hash);
  let at = perturb & mask;
  for (;;) {
    const start = Number(at);
    const near = start + LINEAR_PROBES < slots ? LINEAR_PROBES : 0;
    for (let i = 0; i <= near; i++) yield start + i;
    perturb >>= PERTURB_SHIFT;
    at = (at * 5n + 1n + perturb) & mask;
  }
}

/** @param {Generator<number>} probes @param {number} slot @returns {number[]} */
function upTo(probes, slot) {
  const path = [];
  for (const probe of probes) {
    path.push(probe);
    if (probe === slot || path.length > 1000) break;
  }
  return path;
}

/** @param {Int32Array} data @param {number} at */
const hashAt = (data, at) => BigInt.asUintN(64, (BigInt(data[at + 1] ?? 0) << 32n) | BigInt((data[at] ?? 0) >>> 0));

/** @param {Recording} recording @param {number} life @param {number} slot @param {number} entry @param {bigint} hash @param {number[]} probes @returns {TableEntry} */
function entryOf(recording, life, slot, entry, hash, probes) {
  const row = recording.lives[life];
  return { slot, entry, id: row?.id ?? '', key: row?.value || `<${row?.type ?? '?'}>`, hash: '0x' + hash.toString(16), probes };
}

/** @param {Recording} recording @param {number} at @returns {Table} */
function dictTable(recording, at) {
  const { data } = recording;
  const [slots = 0, usable = 0, used = 0, count = 0] = data.subarray(at, at + 4);
  if (count < 0) return { capacity: slots, used, usable, dummies: 0, entries: null, address: null };
  const indices = data.subarray(at + 4, at + 4 + slots);
  /** @type {TableEntry[]} */ const entries = [];
  for (let i = 0; i < count; i++) {
    const place = at + 4 + slots + i * 4;
    const slot = indices.indexOf(i);
    if ((data[place + 3] ?? -1) < 0 || slot < 0) continue;
    const hash = hashAt(data, place);
    entries.push(entryOf(recording, data[place + 2] ?? -1, slot, i, hash, upTo(dictProbes(hash, slots), slot)));
  }
  return { capacity: slots, used, usable, dummies: indices.filter((index) => index === -2).length, entries, address: null };
}

/** @param {Recording} recording @param {number} at @returns {Table} */
function setTable(recording, at) {
  const { data } = recording;
  const [slots = 0, used = 0, filled = 0, whole = 0] = data.subarray(at, at + 4);
  const usable = Math.max(0, Math.ceil(((slots - 1) * 3) / 5) - filled);
  if (!whole) return { capacity: slots, used, usable, dummies: filled - used, entries: null, address: null };
  /** @type {TableEntry[]} */ const entries = [];
  for (let slot = 0; slot < slots; slot++) {
    const place = at + 4 + slot * 3;
    const life = data[place + 2] ?? -1;
    if (life < 0) continue;
    const hash = hashAt(data, place);
    entries.push(entryOf(recording, life, slot, slot, hash, upTo(setProbes(hash, slots), slot)));
  }
  return { capacity: slots, used, usable, dummies: filled - used, entries, address: null };
}

/** @param {Recording} recording @param {number} at @returns {Table} */
function listTable(recording, at) {
  const [allocated = 0, size = 0, address = 0] = recording.data.subarray(at, at + 3);
  return { capacity: allocated, used: size, usable: allocated - size, dummies: 0, entries: null, address: address ? recording.id(address) : null };
}

/** @param {Table} before @param {Table} after */
function movedBetween(before, after) {
  const old = new Map((before.entries ?? []).map((entry) => [entry.id, entry]));
  return (after.entries ?? []).flatMap((entry) => {
    const was = old.get(entry.id);
    return was && was.slot !== entry.slot ? [{ key: entry.key, from: was.slot, to: entry.slot }] : [];
  });
}

/** @param {'list' | 'dict' | 'set'} kind @param {Table} before @param {Table} after */
function why(kind, before, after) {
  const sizes = `${before.capacity} → ${after.capacity}`;
  if (kind === 'list') {
    const shape = after.capacity === 0 ? 'the array is given back' : `room for ${after.capacity} items: ${after.used} and some to spare`;
    return after.capacity > before.capacity
      ? `the array was full: ${sizes}, ${shape}; it ${before.address !== null && before.address === after.address ? 'grew where it was' : 'lies elsewhere now'}`
      : `less than half of the array was used: ${sizes}, ${shape}`;
  }
  if (kind === 'dict') {
    if (before.capacity === 0) return `the first key: a table of ${after.capacity} slots with room for ${after.usable + after.used} entries`;
    return `no entry was left of ${before.capacity} slots (two thirds may be used): ${sizes} slots, the smallest power of two above 3 × ${after.used} entries`;
  }
  return `more than three fifths of the slots were filled: ${sizes}, the smallest power of two above ${before.used > 50000 ? 2 : 4} × ${before.used} elements`;
}

/**
 * @param {LocalSession} session @param {number} step
 * @returns {Promise<{step: number, changes: TableChange[]}>}
 */
export async function growth(session, step) {
  const recording = await recordStep(session, step);
  const raw = recording.events.filter((event) => event.kind === 'table');
  const events = describe(recording).filter((event) => event.kind === 'table');
  const changes = events.map((event, i) => {
    const { index, holder } = /** @type {import('./memory_decode.js').RawEvent} */ (raw[i]);
    const base = recording.lives[event.object]?.base || 'set';
    const read = base === 'list' ? listTable : base === 'dict' ? dictTable : setTable;
    const before = read(recording, index);
    const after = read(recording, holder);
    return {
      id: event.id, type: event.type, kind: base, event: event.index, opcode: event.opcode, line: event.line,
      before, after, moved: movedBetween(before, after), reason: why(base, before, after),
    };
  });
  return { step, changes };
}
