/** The recorder's tables (core/probe/recorder.def) to plain rows. Pure; copies everything it keeps. */
import { abi } from './abi.js';

const decoder = new TextDecoder();

/**
 * @typedef {object} RawEvent
 * @property {string} kind @property {number} cause @property {number} life @property {number} by @property {number} count
 * @property {string} slot @property {number} raw @property {number} holder @property {number} index @property {string} label @property {number} partner @property {number} extra
 * @typedef {object} RawCause
 * @property {string} kind @property {number} parent @property {number} life @property {number} frame @property {number} instruction
 * @property {number} unit @property {string} opcode @property {number} arg @property {number} line @property {string} code
 * @property {string} detail
 * @typedef {object} RawLife
 * @property {string} id @property {string} type @property {string} value @property {number} before @property {number} size
 * @property {'list' | 'dict' | 'set' | ''} base  which builtin container it is or derives from
 * @property {boolean} born @property {boolean} died @property {boolean} immortal
 * @typedef {object} Recording
 * @property {RawEvent[]} events @property {RawCause[]} causes @property {RawLife[]} lives @property {Int32Array} data
 * @property {(at: number) => string} text @property {(address: number) => string} id
 * @property {number} dropped @property {number} instructions
 */

/** @param {Uint8Array} bytes as Machine.bytes('events') gives them @returns {Recording} */
export function decodeRecording(bytes) {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);
  const unsigned = new Uint32Array(words.buffer, words.byteOffset, words.length);
  /** @type {Record<string, Record<string, number>>} */
  const layout = /** @type {any} */ (abi);
  const head = (/** @type {string} */ field) => /** @type {number} */ (unsigned[/** @type {any} */ (layout.Recording)[field]]);
  let at = abi.Recording.words;
  const table = (/** @type {string} */ record, /** @type {number} */ count) => {
    const fields = /** @type {Record<string, number>} */ (layout[record]);
    const start = at;
    at += count * /** @type {number} */ (fields.words);
    return (/** @type {number} */ row, /** @type {string} */ field) =>
      /** @type {number} */ (words[start + row * /** @type {number} */ (fields.words) + /** @type {number} */ (fields[field])]);
  };
  const event = table('MemoryEvent', head('events'));
  const cause = table('Cause', head('causes'));
  const life = table('Life', head('lives'));
  const data = words.slice(at, at + head('data_words'));
  const texts = (at + head('data_words')) * 4;
  /** @type {Map<number, string>} */
  const known = new Map();
  const text = (/** @type {number} */ offset) => {
    let found = known.get(offset);
    if (found === undefined) {
      const length = /** @type {number} */ (unsigned[(texts + offset) >> 2]);
      found = decoder.decode(bytes.subarray(texts + offset + 4, texts + offset + 4 + length));
      known.set(offset, found);
    }
    return found;
  };
  const base = head('base_low') + head('base_high') * 2 ** 32;
  const id = (/** @type {number} */ address) => '0x' + (base + (address >>> 0)).toString(16);
  const flag = (/** @type {string} */ name) => 1 << abi.lifeFlag.indexOf(name);
  const baseOf = (/** @type {number} */ flags) => (flags & flag('list') ? 'list' : flags & flag('dict') ? 'dict' : flags & flag('set') ? 'set' : '');
  const rows = (/** @type {number} */ count, /** @type {(row: number) => any} */ make) => Array.from({ length: count }, (_, row) => make(row));
  return {
    events: rows(head('events'), (row) => ({
      kind: abi.memoryEventKind[event(row, 'kind')],
      cause: event(row, 'cause'),
      life: event(row, 'life'),
      by: event(row, 'by'),
      count: event(row, 'count'),
      slot: abi.slotKind[event(row, 'slot')] ?? '',
      raw: event(row, 'slot'),
      holder: event(row, 'holder'),
      index: event(row, 'index'),
      label: text(event(row, 'label')),
      partner: event(row, 'partner'),
      extra: event(row, 'previous'),
    })),
    causes: rows(head('causes'), (row) => ({
      kind: abi.causeKind[cause(row, 'kind')],
      parent: cause(row, 'parent'),
      life: cause(row, 'life'),
      frame: cause(row, 'frame'),
      instruction: cause(row, 'instruction'),
      unit: cause(row, 'unit'),
      opcode: text(cause(row, 'opcode')),
      arg: cause(row, 'arg'),
      line: cause(row, 'line'),
      code: text(cause(row, 'code')),
      detail: text(cause(row, 'detail')),
    })),
    lives: rows(head('lives'), (row) => ({
      id: id(life(row, 'address')),
      type: text(life(row, 'type')),
      value: text(life(row, 'value')),
      before: life(row, 'before'),
      size: life(row, 'size'),
      base: baseOf(life(row, 'flags')),
      born: (life(row, 'flags') & flag('born')) !== 0,
      died: (life(row, 'flags') & flag('died')) !== 0,
      immortal: (life(row, 'flags') & flag('static')) !== 0,
    })),
    data,
    text,
    id,
    dropped: head('dropped'),
    instructions: head('instructions'),
  };
}
