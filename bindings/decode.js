/** Flat snapshot bytes (core/probe/snapshot.def) to plain records. Pure; copies everything it keeps. */
import { abi } from './abi.js';
import { AbiError } from './errors.js';

const decoder = new TextDecoder();

/**
 * @typedef {import('./types.js').ObjectRecord} ObjectRecord
 * @typedef {import('./types.js').NamespaceRecord} NamespaceRecord
 * @typedef {ObjectRecord} RawObject
 * @typedef {{kind: string, address: number, id: string, a: number, b: number, text: string}} RawEvent
 * @typedef {object} RawSnapshot
 * @property {number} lineEvents
 * @property {number | null} line
 * @property {NamespaceRecord[]} namespaces
 * @property {RawObject[]} objects
 * @property {RawEvent[]} events
 * @property {boolean} truncated @property {number} hidden @property {boolean} eventsTruncated
 * @property {{enabled: boolean, counts: number[], thresholds: number[], members: number[], collections: number}} gc
 * @property {{type: string, message: string, line: number | null, column: number | null, endColumn: number | null} | null} error
 * @property {number} blocksInUse
 * @property {RawInstructions | null} instruction  stepping by instruction: where, within the line
 * @property {RawThread[]} threads  empty when there is only one
 */

/**
 * @typedef {object} RawFrame  an instruction that a frame is about to run, or runs
 * @property {string} id @property {string} label @property {string} opcode @property {number | null} arg
 * @property {string} detail  the name or constant that the argument stands for
 * @property {number} unit @property {number | null} line @property {number | null} endLine
 * @property {number | null} column @property {number | null} endColumn
 * @property {(string | null)[]} stack
 * @typedef {Omit<import('./types.js').ThreadRecord, 'frames'> & {frames: RawFrame[]}} RawThread
 * @typedef {{index: number, lineBefore: number, frames: RawFrame[]}} RawInstructions  lineBefore: instructions that the line before ran
 */

/** Reads fields of one table: 32-bit words from `at` on. */
class Table {
  /** @param {Int32Array} words @param {number} at @param {Record<string, number>} fields @param {number} count */
  constructor(words, at, fields, count) {
    this.words = words;
    this.at = at;
    this.fields = fields;
    this.count = count;
    this.size = /** @type {number} */ (fields.words);
    this.end = at + count * this.size;
  }

  /** @param {number} row @param {string} field */
  i(row, field) {
    const index = this.fields[field];
    if (index === undefined) throw new AbiError(`no field ${field}`);
    return /** @type {number} */ (this.words[this.at + row * this.size + index]);
  }

  /** @param {number} row @param {string} field */
  u(row, field) {
    return this.i(row, field) >>> 0;
  }
}

/** Hexadecimal text of 16 bits, made once. @type {string[]} */
const hex16 = [];

/** @param {number} n below 2 ** 16 */
const hex = (n) => (hex16[n] ??= n.toString(16).padStart(4, '0'));

/** @param {number} n */
const orNull = (n) => (n > 0 ? n : null);

/**
 * Reads texts by their offset: all at once when they are ASCII.
 * @param {Uint8Array} bytes @param {Int32Array} words @param {number} first word of the texts
 * @returns {(at: number) => string}
 */
function textReader(bytes, words, first) {
  const texts = bytes.subarray(first * 4);
  const all = decoder.decode(texts);
  const plain = all.length === texts.length;
  return (at) => {
    const size = /** @type {number} */ (words[first + (at >> 2)]);
    return plain ? all.slice(at + 4, at + 4 + size) : decoder.decode(texts.subarray(at + 4, at + 4 + size));
  };
}

/**
 * @param {Uint8Array} bytes as Machine.snapshot() gives them
 * @returns {RawSnapshot}
 * @throws {AbiError} when the version word is not ours
 */
export function decodeSnapshot(bytes) {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);
  const header = new Table(words, 0, abi.Header, 1);
  if (header.u(0, 'version') !== abi.version) throw new AbiError('the runtime is of another version than these bindings');
  const h = (/** @type {string} */ field) => header.u(0, field);
  const spaces = new Table(words, header.end, abi.Namespace, h('namespaces'));
  const names = new Table(words, spaces.end, abi.Name, h('names'));
  const objects = new Table(words, names.end, abi.Object, h('objects'));
  const edges = new Table(words, objects.end, abi.Edge, h('edges'));
  const events = new Table(words, edges.end, abi.Event, h('events'));
  const instructions = new Table(words, events.end, abi.Instruction, h('instructions'));
  const operands = new Table(words, instructions.end, abi.Operand, h('operands'));
  const rows = new Table(words, operands.end, abi.Thread, h('threads'));
  const text = textReader(bytes, words, rows.end);
  const base = h('base_low');
  const high = '0x' + h('base_high').toString(16);
  const id = (/** @type {number} */ address) => high + hex((base + address) >>> 16) + hex((base + address) & 0xffff);
  const ids = Array.from({ length: objects.count }, (_, row) => id(objects.u(row, 'address')));
  const idOf = (/** @type {number} */ index) => (index < 0 ? '' : /** @type {string} */ (ids[index]));
  const three = (/** @type {string} */ field) => [h(field + 0), h(field + 1), h(field + 2)];
  const errorType = text(h('error_type'));
  const spaceRecords = decodeNamespaces(spaces, names, text, id, idOf);
  const frames = decodeInstructions(instructions, operands, text, id, idOf);
  const threads = decodeThreads(rows, spaceRecords, frames, text, idOf);
  const others = (/** @type {'first_namespace' | 'first_instruction'} */ field, /** @type {number} */ count) => (rows.count ? rows.u(0, field) : count);
  return {
    lineEvents: h('step_low') + h('step_high') * 2 ** 32,
    line: orNull(header.i(0, 'line')),
    truncated: h('truncated') !== 0,
    hidden: h('hidden'),
    eventsTruncated: h('events_truncated') !== 0,
    namespaces: spaceRecords.slice(0, others('first_namespace', spaces.count)),
    objects: decodeObjects(objects, edges, h('births_before'), text, idOf),
    events: decodeEvents(events, text, id),
    gc: {
      enabled: h('gc_enabled') !== 0,
      counts: three('gc_count'),
      thresholds: three('gc_threshold'),
      members: three('gc_members'),
      collections: h('collections'),
    },
    error: errorType
      ? {
          type: errorType,
          message: text(h('error_message')),
          line: orNull(header.i(0, 'error_line')),
          column: orNull(header.i(0, 'error_column')),
          endColumn: orNull(header.i(0, 'error_end_column')),
        }
      : null,
    blocksInUse: h('blocks_in_use'),
    instruction: h('by_instruction')
      ? { index: h('instruction'), lineBefore: h('line_instructions'), frames: frames.slice(0, others('first_instruction', instructions.count)) }
      : null,
    threads,
  };
}

/**
 * @param {Table} spaces @param {Table} names
 * @param {(at: number) => string} text @param {(address: number) => string} id @param {(index: number) => string} idOf
 * @returns {NamespaceRecord[]}
 */
function decodeNamespaces(spaces, names, text, id, idOf) {
  return Array.from({ length: spaces.count }, (_, row) => {
    const first = spaces.u(row, 'first_name');
    return {
      id: id(spaces.u(row, 'address')),
      kind: /** @type {any} */ (abi.namespaceKind[spaces.u(row, 'kind')]),
      label: text(spaces.u(row, 'label')),
      line: orNull(spaces.i(row, 'line')),
      names: Array.from({ length: spaces.u(row, 'name_count') }, (_unused, i) => ({
        name: text(names.u(first + i, 'name')),
        kind: /** @type {any} */ (abi.nameKind[names.u(first + i, 'kind')]),
        ref: idOf(names.i(first + i, 'object')),
      })),
    };
  });
}

/**
 * @param {Table} rows @param {NamespaceRecord[]} spaces @param {RawFrame[]} frames of all threads
 * @param {(at: number) => string} text @param {(index: number) => string} idOf
 * @returns {RawThread[]}
 */
function decodeThreads(rows, spaces, frames, text, idOf) {
  const part = (/** @type {number} */ row, /** @type {string} */ first, /** @type {string} */ count) => [rows.u(row, first), rows.u(row, first) + rows.u(row, count)];
  return Array.from({ length: rows.count }, (_, row) => {
    const owner = rows.i(row, 'owner');
    const wakes = rows.i(row, 'wakes');
    return {
      number: rows.u(row, 'number'),
      name: text(rows.u(row, 'name')),
      state: /** @type {any} */ (abi.threadState[rows.u(row, 'state')]),
      lock: idOf(rows.i(row, 'lock')) || null,
      owner: owner < 0 ? null : text(rows.u(owner, 'name')),
      wakes: wakes < 0 ? null : wakes / 1e6,
      line: orNull(rows.i(row, 'line')),
      handled: idOf(rows.i(row, 'handled')) || null,
      namespaces: spaces.slice(...part(row, 'first_namespace', 'namespace_count')),
      frames: frames.slice(...part(row, 'first_instruction', 'instruction_count')),
    };
  });
}

/**
 * @param {Table} objects @param {Table} edges @param {number} before  objects made before the program
 * @param {(at: number) => string} text @param {(index: number) => string} idOf
 * @returns {RawObject[]}
 */
function decodeObjects(objects, edges, before, text, idOf) {
  const { words } = objects; // thousands of rows at each step: read without a function for each field
  const bit = (/** @type {string} */ name) => 1 << abi.objectFlag.indexOf(name);
  const [tracked, interned, immortal, unreachable, truncated] = [bit('tracked'), bit('interned'), bit('static'), bit('unreachable'), bit('truncated')];
  const field = /** @type {Record<string, number>} */ (abi.Object);
  const edge = /** @type {Record<string, number>} */ (abi.Edge);
  const at = (/** @type {string} */ name) => /** @type {number} */ (field[name]);
  const [typeName, kind, refcount, size, flagsAt, generationAt, value, lengthAt, bornAt, firstEdge, edgeCount] = [
    at('type_name'), at('kind'), at('refcount'), at('size'), at('flags'), at('generation'), at('value'), at('length'), at('born'), at('first_edge'), at('edge_count'),
  ];
  const [label, target] = [/** @type {number} */ (edge.label), /** @type {number} */ (edge.object)];
  /** @type {RawObject[]} */
  const list = [];
  for (let row = 0, o = objects.at; row < objects.count; row++, o += objects.size) {
    const word = (/** @type {number} */ index) => /** @type {number} */ (words[o + index]);
    const flags = word(flagsAt);
    const generation = word(generationAt);
    const length = word(lengthAt);
    const born = word(bornAt) >>> 0;
    const refs = [];
    let e = edges.at + word(firstEdge) * edges.size;
    for (let i = word(edgeCount); i > 0; i--, e += edges.size) {
      const to = /** @type {number} */ (words[e + target]);
      if (to >= 0) refs.push({ label: text(/** @type {number} */ (words[e + label])), target: idOf(to) });
    }
    list.push({
      id: idOf(row),
      serial: born > before ? born - before : born + 2 ** 32,
      type: text(word(typeName)),
      kind: /** @type {any} */ (abi.objectKind[word(kind)]),
      refcount: word(refcount) >>> 0,
      size: word(size) >>> 0,
      tracked: (flags & tracked) !== 0,
      interned: (flags & interned) !== 0,
      immortal: (flags & immortal) !== 0,
      reachable: (flags & unreachable) === 0,
      truncated: (flags & truncated) !== 0,
      generation: generation < 0 ? null : generation,
      value: text(word(value)),
      length: length < 0 ? null : length,
      refs,
    });
  }
  return list;
}

/** @param {Table} events @param {(at: number) => string} text @param {(address: number) => string} id @returns {RawEvent[]} */
function decodeEvents(events, text, id) {
  return Array.from({ length: events.count }, (_, row) => ({
    kind: /** @type {string} */ (abi.eventKind[events.u(row, 'kind')]),
    address: events.u(row, 'address'),
    id: id(events.u(row, 'address')),
    a: events.i(row, 'a'),
    b: events.i(row, 'b'),
    text: text(events.u(row, 'text')),
  }));
}

/**
 * Instructions of the innermost frame, from one unit on.
 * @param {Uint8Array} bytes as hs_listing gives them
 * @returns {{at: number, next: number, rows: RawFrame[]}} at: the unit where the frame is; next: where the listing goes on, 0 = nowhere
 */
export function decodeListing(bytes) {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);
  const [at = 0, next = 0, count = 0] = words;
  const rows = new Table(words, 3, abi.Instruction, count), operands = new Table(words, rows.end, abi.Operand, 0);
  return { at, next, rows: decodeInstructions(rows, operands, textReader(bytes, words, rows.end), String, () => '') };
}

/**
 * @param {Table} rows @param {Table} operands
 * @param {(at: number) => string} text @param {(address: number) => string} id @param {(index: number) => string} idOf
 * @returns {RawFrame[]}
 */
function decodeInstructions(rows, operands, text, id, idOf) {
  const known = (/** @type {number} */ row, /** @type {string} */ field) => (rows.i(row, field) < 0 ? null : rows.i(row, field));
  return Array.from({ length: rows.count }, (_, row) => ({
    id: id(rows.u(row, 'address')),
    label: text(rows.u(row, 'label')),
    opcode: text(rows.u(row, 'opcode')),
    arg: known(row, 'arg'),
    detail: text(rows.u(row, 'detail')),
    unit: rows.u(row, 'unit'),
    line: known(row, 'line'),
    endLine: known(row, 'end_line'),
    column: known(row, 'column'),
    endColumn: known(row, 'end_column'),
    stack: Array.from({ length: rows.u(row, 'operand_count') }, (_unused, i) => idOf(operands.i(rows.u(row, 'first_operand') + i, 'object')) || null),
  }));
}
