/**
 * Collections phase by phase, and tables that grow: what the recorder (core/probe/recorder) notes of them, in records and words.
 *
 * @typedef {import('./memory_decode.js').Recording} Recording
 * @typedef {import('./memory_decode.js').RawEvent} RawEvent
 * @typedef {import('./types.js').Collection} Collection
 * @typedef {import('./types.js').CollectionPhase} CollectionPhase
 * @typedef {import('./types.js').CollectedObject} CollectedObject
 * @typedef {import('./session.js').LocalSession} LocalSession
 */
import { abi } from './abi.js';
import { decodeSnapshot } from './decode.js';
import { thing } from './memory_reasons.js';
import { recordStep } from './memory_events.js';

const ROW = 6;

/** A row of a phase as C wrote it. @typedef {{life: number, place: string, refs: number, count: number, via: number, note: string, generation: number}} Row */

/** @param {Recording} recording @param {RawEvent} event @returns {Row[]} */
function rowsOf(recording, event) {
  const { data } = recording;
  return Array.from({ length: event.count }, (_, i) => {
    const [life = 0, place = 0, refs = 0, count = 0, via = 0, note = 0] = data.subarray(event.index + i * ROW, event.index + (i + 1) * ROW);
    return {
      life, refs, count, via,
      place: /** @type {string} */ (abi.gcPlace[place]),
      note: /** @type {string} */ (abi.gcNote[note & 0xff]),
      generation: note >> 8,
    };
  });
}

/** The heap as it was when a collection began, for the names that hold its objects; null: it did not fit. @param {Recording} recording @param {RawEvent} start */
function heapBefore(recording, start) {
  const size = recording.data[start.extra] ?? 0;
  if (size <= 0) return null;
  const words = recording.data.slice(start.extra + 1, start.extra + 1 + Math.ceil(size / 4));
  return decodeSnapshot(new Uint8Array(words.buffer, 0, size));
}

/**
 * Who holds each object from outside the generations that are collected, in words.
 * @param {ReturnType<typeof decodeSnapshot> | null} heap @param {Set<string>} inside ids of what is collected
 * @returns {(id: string) => string[]}
 */
function outsideHolders(heap, inside) {
  /** @type {Map<string, string[]>} */ const holders = new Map();
  const add = (/** @type {string} */ id, /** @type {string} */ text) => {
    const list = holders.get(id);
    if (list) list.push(text);
    else holders.set(id, [text]);
  };
  for (const space of heap?.namespaces ?? []) {
    for (const name of space.names) add(name.ref, space.kind === 'module' ? `name ${name.name}` : `${space.label}()'s name ${name.name}`);
  }
  for (const object of heap?.objects ?? []) {
    if (!inside.has(object.id)) for (const ref of object.refs) add(ref.target, `${ref.label} of the ${object.type} ${object.id}`);
  }
  return (id) => holders.get(id) ?? [];
}

/** Title and explanation of each phase. @type {Record<string, [string, string]>} */
const PHASES = {
  start: ['The young list', 'The generation to collect and all younger ones are joined in one list.'],
  copied: ['gc_refs copied', 'Each object gets gc_refs, a copy of its reference count.'],
  subtracted: ['Internal references subtracted', 'Each reference from one of these objects to another takes one from gc_refs: what is left comes from outside.'],
  tentative: ['Tentatively unreachable', 'Objects whose gc_refs is 0 are moved to the unreachable list for now.'],
  moved: ['Moved back', 'What a reachable object refers to is reachable, too, and moved back.'],
  survivors: ['Survivors', 'What is reachable goes to the next older generation; tuples and dicts that hold no container are no longer tracked.'],
  legacy: ['Legacy finalizers', 'Objects with a tp_del would be put aside as uncollectable. There are none in Python 3.4 and later.'],
  weakrefs: ['Weak references cleared', 'Weak references to unreachable objects are cleared, then the callbacks of those that are reachable themselves run.'],
  finalized: ['Finalizers called', 'Each unreachable object with a __del__ that did not run yet is finalized.'],
  rechecked: ['Rechecked', 'Finalizers may have made references: gc_refs are copied and subtracted once more.'],
  resurrected: ['Resurrected', 'What finalizers brought back, and all it refers to, survives.'],
  cleared: ['Cleared', 'tp_clear of each unreachable object drops what it refers to: that breaks the cycles.'],
  freed: ['Freed', 'With the cycles broken, reference counts fall to 0 and the objects are freed.'],
};

/** @param {number} n @param {string} word */
const many = (n, word) => `${n} ${word}${n === 1 ? '' : 's'}`;

/**
 * Why an object is where it is in a phase.
 * @param {string} phase @param {Row} row @param {number} refs gc_refs as they were last
 * @param {(life: number) => string} name @param {string[]} outside
 */
function reason(phase, row, refs, name, outside) {
  const held = outside.length ? `held by ${outside.slice(0, 3).join(', ')}${outside.length > 3 ? ' …' : ''}` : 'held from outside these generations';
  if (row.place === 'freed') return 'freed';
  switch (phase) {
    case 'start': return `from generation ${row.generation}, reference count ${row.count}`;
    case 'copied': return `gc_refs ${refs}: its reference count`;
    case 'subtracted':
    case 'rechecked': {
      const inner = many(row.count - refs, 'internal reference');
      if (refs === 0) return `gc_refs 0 after subtracting ${inner}: only objects in ${phase === 'rechecked' ? 'the unreachable list' : 'these generations'} hold it`;
      return `gc_refs ${refs} after subtracting ${inner}: ${phase === 'rechecked' ? 'a finalizer made a reference to it' : held}`;
    }
    case 'tentative':
      if (row.place === 'unreachable' || row.note === 'back') return 'gc_refs 0: unreachable, unless something reachable refers to it';
      return row.note === 'reached' ? `kept: reachable from ${name(row.via)}` : `kept: gc_refs ${refs}, ${held}`;
    case 'moved':
    case 'survivors':
      if (row.place === 'unreachable') return 'unreachable: nothing reachable refers to it';
      if (row.note === 'back') return `moved back: reachable from ${name(row.via)}`;
      return row.note === 'reached' ? `kept: reachable from ${name(row.via)}` : `kept: ${held}`;
    case 'weakrefs':
      if (row.note === 'weakrefs') return `${many(row.via, 'weak reference')} to it cleared`;
      break;
    case 'finalized':
      if (row.note === 'finalized') return 'has __del__: finalizer called';
      break;
    case 'resurrected':
      if (row.note === 'resurrected' || (row.place === 'old' && refs > 0)) return row.via >= 0 ? `resurrected: reachable from ${name(row.via)}` : 'resurrected: its finalizer stored a reference to it';
      break;
    case 'cleared':
    case 'freed':
      if (row.note === 'cleared') return row.place === 'old' ? 'tp_clear was called, yet something still refers to it' : 'tp_clear was called';
      break;
    default:
  }
  return row.place === 'unreachable' ? 'on the unreachable list' : row.place === 'old' ? 'survives' : row.place;
}

/**
 * @param {Recording} recording @param {RawEvent[]} phases events of one collection
 * @param {number} index
 * @returns {Collection}
 */
function collectionOf(recording, phases, index) {
  const start = /** @type {RawEvent} */ (phases[0]);
  const first = rowsOf(recording, start);
  const inside = new Set(first.map((row) => recording.lives[row.life]?.id ?? ''));
  const outside = outsideHolders(heapBefore(recording, start), inside);
  const name = (/** @type {number} */ life) => `${thing(recording, life)} ${recording.lives[life]?.id ?? ''}`.trim();
  /** @type {Map<number, number>} */ const refs = new Map();
  /** @type {CollectionPhase[]} */ const out = [];
  const add = (/** @type {string} */ phase, /** @type {Row[]} */ rows) => {
    const [title, text] = PHASES[phase] ?? [phase, ''];
    out.push({ phase: /** @type {any} */ (phase), title, text, objects: rows.map((row) => object(phase, row)) });
  };
  /** @param {string} phase @param {Row} row @returns {CollectedObject} */
  const object = (phase, row) => {
    if (row.refs >= 0) refs.set(row.life, row.refs);
    const life = /** @type {import('./memory_decode.js').RawLife} */ (recording.lives[row.life]);
    const left = refs.get(row.life) ?? 0;
    const tentative = phase === 'tentative' && row.note === 'back';
    return {
      object: row.life, id: life.id, type: life.type, value: life.value, generation: row.generation,
      list: /** @type {any} */ (tentative ? 'unreachable' : row.place),
      gcRefs: ['copied', 'subtracted', 'tentative', 'moved', 'rechecked'].includes(phase) ? left : null,
      refcount: row.count,
      reason: reason(phase, row, left, name, outside(life.id)),
    };
  };
  for (const event of phases) {
    const phase = /** @type {string} */ (abi.gcPhase[event.raw]);
    const rows = rowsOf(recording, event);
    if (phase === 'moved') add('tentative', rows);
    add(phase, rows);
    if (phase === 'survivors') add('legacy', rows);
  }
  const last = out.at(-1)?.objects ?? [];
  return {
    index, generation: start.by, phases: out,
    freed: last.filter((row) => row.list === 'freed').length,
    survivors: last.filter((row) => row.list !== 'freed').length,
  };
}

/**
 * The collections of the step that led to `step`, each phase by phase.
 * @param {LocalSession} session @param {number} step
 */
export async function collections(session, step) {
  const recording = await recordStep(session, step);
  /** @type {RawEvent[][]} */ const groups = [];
  for (const event of recording.events) if (event.kind === 'phase') (groups[event.holder] ??= []).push(event);
  return { step, collections: groups.map((phases, i) => collectionOf(recording, phases, i)) };
}
