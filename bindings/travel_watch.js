/**
 * Watches of the core (core/probe/watch.h) from this side: setting them and reading what they found.
 *
 * @typedef {import('./wasm.js').Machine} Machine
 */
import { abi } from './abi.js';
import { EngineError } from './errors.js';

/** @param {readonly string[]} names @param {string} name */
const numberOf = (names, name) => names.indexOf(name);

/**
 * @typedef {object} WatchSpec
 * @property {string} kind  of abi.watchKind
 * @property {number} [a]
 * @property {number} [b]
 * @property {number} [c]
 * @property {string} [text]
 */
/** @typedef {{hits: number, events: number, line: number, from: number, to: number}} WatchState */
/** @typedef {{watch: number, kind: string, events: number, line: number, code: number, from: number, to: number}} WatchNote */

/** Adds a watch; its number. @param {Machine} machine @param {WatchSpec} spec @param {'stop' | 'note' | 'count'} mode */
export function addWatch(machine, { kind, a = 0, b = 0, c = 0, text = '' }, mode) {
  const size = machine.write('watch_text', text);
  const number = machine.call('watch_add', numberOf(abi.watchKind, kind), numberOf(abi.watchMode, mode), a, b, c, size);
  if (number < 0) throw new EngineError('too many things to watch for');
  return number;
}

/** Number of 32-bit words. @param {DataView} view @param {number} at @param {Record<string, number>} fields @param {string} field */
const word = (view, at, fields, field) => view.getUint32(at + /** @type {number} */ (fields[field]) * 4, true);

/**
 * What the watches found; the notes are taken away.
 * @param {Machine} machine
 * @returns {{stoppedBy: number, dropped: number, watches: WatchState[], notes: WatchNote[]}}
 */
export function readWatches(machine) {
  const bytes = machine.bytes('watch_read');
  machine.call('watch_taken');
  const view = new DataView(bytes.buffer);
  const head = (/** @type {string} */ field) => word(view, 0, abi.Watches, field);
  const events = (/** @type {number} */ at, /** @type {Record<string, number>} */ fields) =>
    word(view, at, fields, 'events_low') + word(view, at, fields, 'events_high') * 2 ** 32;
  const first = abi.Watches.words * 4;
  const watches = Array.from({ length: head('count') }, (_, i) => {
    const at = first + i * abi.Watch.words * 4;
    const field = (/** @type {string} */ name) => word(view, at, abi.Watch, name);
    return { hits: field('hits'), events: events(at, abi.Watch), line: field('line'), from: field('from'), to: field('to') };
  });
  const start = bytes.length - head('notes') * abi.Note.words * 4;
  const notes = Array.from({ length: head('notes') }, (_, i) => {
    const at = start + i * abi.Note.words * 4;
    const field = (/** @type {string} */ name) => word(view, at, abi.Note, name);
    return {
      watch: field('watch'), kind: /** @type {string} */ (abi.noteKind[field('kind')]), events: events(at, abi.Note), line: field('line'),
      code: field('code'), from: field('from'), to: field('to'),
    };
  });
  return { stoppedBy: head('stopped_by') | 0, dropped: head('dropped'), watches, notes };
}

/** Offset in the runtime's memory of what an id stands for. @param {Machine} machine @param {string} id */
export function addressOf(machine, id) {
  const view = new DataView(machine.bytes('watch_read').buffer);
  const base = word(view, 0, abi.Watches, 'base_low') + word(view, 0, abi.Watches, 'base_high') * 2 ** 32;
  return Number(BigInt(id) - BigInt(base));
}
