/** Flat snapshot bytes (core/probe/snapshot.def) to plain records. Pure; copies everything it keeps. */
import { abi } from './abi.js';
import { AbiError } from './errors.js';

const decoder = new TextDecoder();

/**
 * @typedef {import('./types.js').ObjectRecord} ObjectRecord
 * @typedef {import('./types.js').NamespaceRecord} NamespaceRecord
 * @typedef {Omit<ObjectRecord, 'serial'>} RawObject
 * @typedef {{kind: string, address: number, id: string, a: number, b: number, text: string}} RawEvent
 * @typedef {object} RawSnapshot
 * @property {number} lineEvents
 * @property {number | null} line
 * @property {NamespaceRecord[]} namespaces
 * @property {RawObject[]} objects
 * @property {RawEvent[]} events
 * @property {boolean} truncated
 * @property {{enabled: boolean, counts: number[], thresholds: number[], members: number[], collections: number}} gc
 * @property {{type: string, message: string, line: number | null, column: number | null, endColumn: number | null} | null} error
 * @property {number} blocksInUse
 */

/** Reads fields of one table. */
class Table {
  /** @param {DataView} view @param {number} at @param {Record<string, number>} fields @param {number} count */
  constructor(view, at, fields, count) {
    this.view = view;
    this.at = at;
    this.fields = fields;
    this.count = count;
    this.end = at + count * /** @type {number} */ (fields.words) * 4;
  }

  /** @param {number} row @param {string} field */
  offset(row, field) {
    const index = this.fields[field];
    if (index === undefined) throw new AbiError(`no field ${field}`);
    return this.at + (row * /** @type {number} */ (this.fields.words) + index) * 4;
  }

  /** @param {number} row @param {string} field */
  u(row, field) {
    return this.view.getUint32(this.offset(row, field), true);
  }

  /** @param {number} row @param {string} field */
  i(row, field) {
    return this.view.getInt32(this.offset(row, field), true);
  }
}

/** @param {number} n */
const orNull = (n) => (n > 0 ? n : null);

/**
 * @param {Uint8Array} bytes as Machine.snapshot() gives them
 * @returns {RawSnapshot}
 * @throws {AbiError} when the version word is not ours
 */
export function decodeSnapshot(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = new Table(view, 0, abi.Header, 1);
  if (header.u(0, 'version') !== abi.version) throw new AbiError('the runtime is of another version than these bindings');
  const h = (/** @type {string} */ field) => header.u(0, field);
  const spaces = new Table(view, header.end, abi.Namespace, h('namespaces'));
  const names = new Table(view, spaces.end, abi.Name, h('names'));
  const objects = new Table(view, names.end, abi.Object, h('objects'));
  const edges = new Table(view, objects.end, abi.Edge, h('edges'));
  const events = new Table(view, edges.end, abi.Event, h('events'));
  const text = (/** @type {number} */ at) => decoder.decode(bytes.subarray(events.end + at + 4, events.end + at + 4 + view.getUint32(events.end + at, true)));
  const base = h('base_low') + h('base_high') * 2 ** 32;
  const id = (/** @type {number} */ address) => '0x' + (base + address).toString(16);
  const idOf = (/** @type {number} */ index) => (index < 0 ? '' : id(objects.u(index, 'address')));
  const three = (/** @type {string} */ field) => [h(field + 0), h(field + 1), h(field + 2)];
  const errorType = text(h('error_type'));
  return {
    lineEvents: h('step_low') + h('step_high') * 2 ** 32,
    line: orNull(header.i(0, 'line')),
    truncated: h('truncated') !== 0,
    namespaces: decodeNamespaces(spaces, names, text, id, idOf),
    objects: decodeObjects(objects, edges, text, id, idOf),
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
 * @param {Table} objects @param {Table} edges
 * @param {(at: number) => string} text @param {(address: number) => string} id @param {(index: number) => string} idOf
 * @returns {RawObject[]}
 */
function decodeObjects(objects, edges, text, id, idOf) {
  const flag = Object.fromEntries(abi.objectFlag.map((name, bit) => [name, 1 << bit]));
  return Array.from({ length: objects.count }, (_, row) => {
    const flags = objects.u(row, 'flags');
    const has = (/** @type {string} */ name) => (flags & /** @type {number} */ (flag[name])) !== 0;
    const first = objects.u(row, 'first_edge');
    const generation = objects.i(row, 'generation');
    const length = objects.i(row, 'length');
    return {
      id: id(objects.u(row, 'address')),
      type: text(objects.u(row, 'type_name')),
      kind: /** @type {any} */ (abi.objectKind[objects.u(row, 'kind')]),
      refcount: objects.i(row, 'refcount'),
      size: objects.u(row, 'size'),
      tracked: has('tracked'),
      interned: has('interned'),
      immortal: has('static'),
      reachable: !has('unreachable'),
      truncated: has('truncated'),
      generation: generation < 0 ? null : generation,
      value: text(objects.u(row, 'value')),
      length: length < 0 ? null : length,
      refs: Array.from({ length: objects.u(row, 'edge_count') }, (_unused, i) => ({
        label: text(edges.u(first + i, 'label')),
        target: idOf(edges.i(first + i, 'object')),
      })).filter((ref) => ref.target),
    };
  });
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
