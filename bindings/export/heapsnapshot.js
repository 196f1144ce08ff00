/**
 * One step as a heap snapshot of Chrome's DevTools (Memory → Load): retainers, distances, retained sizes, and the comparison
 * of two steps, since an object keeps its number. Python's kinds are told by V8's: a str is a string, an int a number, a
 * function a closure.
 *
 * @import { NamespaceRecord, ObjectRecord, Snapshot } from '../types.js'
 */
import { nameOf, shapeOf, unquote } from './values.js';

const NODE_TYPES = ['hidden', 'array', 'string', 'object', 'code', 'closure', 'regexp', 'number', 'native', 'synthetic', 'concatenated string', 'sliced string', 'symbol', 'bigint', 'object shape'];
const EDGE_TYPES = ['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak'];
const NODE_FIELDS = ['type', 'name', 'id', 'self_size', 'edge_count', 'trace_node_id', 'detachedness'];
const META = {
  node_fields: NODE_FIELDS, node_types: [NODE_TYPES, 'string', 'number', 'number', 'number', 'number', 'number'],
  edge_fields: ['type', 'name_or_index', 'to_node'], edge_types: [EDGE_TYPES, 'string_or_number', 'node'],
  trace_function_info_fields: ['function_id', 'name', 'script_name', 'script_id', 'line', 'column'],
  trace_node_fields: ['id', 'function_info_index', 'count', 'size', 'children'], sample_fields: ['timestamp_us', 'last_assigned_id'],
  location_fields: ['object_index', 'script_id', 'line', 'column'],
};
/** Ids of what is not an object of the program; objects are odd numbers above. */
const ROOT = 1, GC_ROOTS = 3, GARBAGE = 5, FIRST_SPACE = 7, FIRST_OBJECT = 1001;

/** @typedef {{ type: string, name: string, id: number, size: number, edges: { type: string, name: string | number, to: number }[] }} Node  edges lead to positions in the list */

/** @param {Snapshot} snapshot @returns {string} */
export function heapSnapshot(snapshot) {
  const nodes = nodesOf(snapshot), strings = new Strings();
  const flatNodes = nodes.flatMap(({ type, name, id, size, edges }) => [NODE_TYPES.indexOf(type), strings.index(name), id, size, edges.length, 0, 0]);
  const flatEdges = nodes.flatMap(({ edges }) => edges.flatMap(({ type, name, to }) => [EDGE_TYPES.indexOf(type), typeof name === 'number' ? name : strings.index(name), to * NODE_FIELDS.length]));
  const parts = {
    snapshot: { meta: META, node_count: nodes.length, edge_count: flatEdges.length / 3, trace_function_count: 0 },
    nodes: flatNodes, edges: flatEdges, trace_function_infos: [], trace_tree: [], samples: [], locations: [], strings: strings.list,
  };
  return `{${Object.entries(parts).map(([key, value]) => `"${key}":${JSON.stringify(value)}`).join(',\n')}}\n`;
}

/** Every string once. */
class Strings {
  /** @type {string[]} */ list = ['<dummy>'];
  /** @type {Map<string, number>} */ #known = new Map();

  /** @param {string} text */
  index(text) {
    const known = this.#known.get(text) ?? this.list.length;
    if (known === this.list.length) {
      this.#known.set(text, known);
      this.list.push(text);
    }
    return known;
  }
}

/** The root, the roots of the collector, the namespaces, what waits for the collector, the objects. @param {Snapshot} snapshot @returns {Node[]} */
function nodesOf({ namespaces, objects }) {
  const first = namespaces.length + 3;
  const at = new Map(objects.map((object, index) => [object.id, first + index]));
  const garbage = objects.flatMap((object, index) => (object.reachable ? [] : [first + index]));
  const spaces = namespaces.map((space, index) => spaceNode(space, index, at));
  return [
    { type: 'synthetic', name: '', id: ROOT, size: 0, edges: [
      { type: 'element', name: 1, to: 1 }, { type: 'element', name: 2, to: 2 }, ...namespaces.map((space, index) => ({ type: 'shortcut', name: space.label, to: 3 + index })) ] },
    { type: 'synthetic', name: '(GC roots)', id: GC_ROOTS, size: 0, edges: namespaces.map((_, index) => ({ type: 'element', name: index + 1, to: 3 + index })) },
    { type: 'synthetic', name: '(waiting for the collector)', id: GARBAGE, size: 0, edges: garbage.map((to, index) => ({ type: 'element', name: index + 1, to })) },
    ...spaces, ...objects.map((object) => objectNode(object, at)),
  ];
}

/** @param {NamespaceRecord} space @param {number} index @param {ReadonlyMap<string, number>} at @returns {Node} */
function spaceNode({ kind, label, names }, index, at) {
  const edges = names.flatMap((name) => (at.has(name.ref) ? [{ type: name.kind === 'dict' ? 'property' : 'context', name: name.name, to: at.get(name.ref) ?? 0 }] : []));
  return { type: 'object', name: kind === 'frame' ? `call of ${label}` : `${kind} ${label}`, id: FIRST_SPACE + 2 * index, size: 0, edges };
}

/** @param {ObjectRecord} object @param {ReadonlyMap<string, number>} at @returns {Node} */
function objectNode(object, at) {
  const edges = object.refs.flatMap(({ label, target }) => (at.has(target) ? [{ ...edgeName(object, label), to: at.get(target) ?? 0 }] : []));
  return { ...look(object), id: FIRST_OBJECT + 2 * object.serial, size: object.size, edges };
}

/** @param {ObjectRecord} object @returns {{ type: string, name: string }} */
function look(object) {
  const { kind, type, value } = object;
  if (type === 'str') return { type: 'string', name: unquote(value) };
  if (kind === 'number') return { type: 'number', name: `${type} ${value}` };
  if (kind === 'text') return { type: 'string', name: value };
  switch (shapeOf(object)) {
    case 'function': return { type: 'closure', name: nameOf(object) };
    case 'class': return { type: 'object', name: `class ${nameOf(object)}` };
    case 'module': return { type: 'object', name: `module ${nameOf(object)}` };
    default: return { type: kind === 'code' ? 'code' : 'object', name: type };
  }
}

/** @param {ObjectRecord} object @param {string} label */
function edgeName({ kind, type }, label) {
  if (/^\d+$/.test(label) && kind === 'container' && type !== 'dict') return { type: 'element', name: Number(label) };
  if (label.startsWith('.')) return { type: 'property', name: label.slice(1) };
  if (type === 'function') return { type: 'context', name: label };
  return { type: label === 'holds' ? 'internal' : 'property', name: label };
}
