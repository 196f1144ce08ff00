/**
 * One step as a heap snapshot of Chrome's DevTools (Memory → Load): every object of the heap with all that it refers to, retainers,
 * distances, retained sizes, and the comparison of two steps, since an object keeps its number. Python's kinds are told by V8's: a str is
 * a string, an int a number, a function a closure.
 *
 * @import { HeapGraph } from '../query_graph.js'
 * @import { HeapObject } from '../types.js'
 */
import { abi } from '../abi.js';
import { labelOf } from '../query_places.js';
import { nameOf, unquote } from './values.js';

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
/** Synthetic nodes in front: the root, the roots of the collector, what waits for it, the namespace of the program. */
const MAIN = 3, AHEAD = 4;

/** @typedef {{ type: string, name: string, id: number, size: number, edges: { type: string, name: string | number, to: number }[] }} Node  edges lead to positions in the list */

/** Numbers of objects, kept from one snapshot of a run to the next: by place and type. */
export class Numbers {
  /** @type {Map<string, number>} */ #known = new Map();

  /** @param {number} address @param {string} type */
  of(address, type) {
    const key = `${address} ${type}`, known = this.#known.get(key) ?? this.#known.size;
    this.#known.set(key, known);
    return FIRST_OBJECT + 2 * known;
  }
}

/** @param {HeapGraph} graph @param {Numbers} numbers @returns {string} */
export function heapSnapshot(graph, numbers) {
  const nodes = nodesOf(graph, numbers), strings = new Strings();
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

/** The synthetic nodes, then the holders (the interpreter, the frames) and the objects as the graph has them. @param {HeapGraph} graph @param {Numbers} numbers @returns {Node[]} */
function nodesOf(graph, numbers) {
  const { statics, garbage } = unreached(graph), at = (/** @type {number} */ node) => AHEAD + node;
  const frames = Array.from({ length: graph.holders - 1 }, (_, index) => index + 1), roots = [MAIN, ...frames.map(at), at(0)];
  const elements = (/** @type {readonly number[]} */ list) => list.map((to, index) => ({ type: 'element', name: index + 1, to }));
  const main = graph.mainDict > 0 ? edgesOf(graph, graph.mainDict, at).filter((edge) => edge.type === 'property').map((edge) => ({ ...edge, name: unquoted(edge.name) })) : [];
  return [
    { type: 'synthetic', name: '', id: ROOT, size: 0, edges: [...elements([1, 2]), { type: 'shortcut', name: '__main__', to: MAIN }, ...frames.map((node) => ({ type: 'shortcut', name: graph.frameName(node), to: at(node) }))] },
    { type: 'synthetic', name: '(GC roots)', id: GC_ROOTS, size: 0, edges: elements(roots) },
    { type: 'synthetic', name: '(waiting for the collector)', id: GARBAGE, size: 0, edges: elements(garbage.map(at)) },
    { type: 'object', name: 'module __main__', id: FIRST_SPACE, size: 0, edges: main },
    ...Array.from({ length: graph.count }, (_, node) => (node < graph.holders ? holderNode(graph, node, at, node ? [] : statics) : objectNode(graph, node, at, numbers))),
  ];
}

/** What no root leads to: objects of the interpreter that nobody counts, and objects that wait for the collector. @param {HeapGraph} graph */
function unreached(graph) {
  const { distance } = graph.reach(), objects = Array.from({ length: graph.count - graph.holders }, (_, index) => graph.holders + index);
  const statics = objects.filter((node) => distance[node] === -1 && graph.immortal(node)), seen = new Set(statics);
  for (const node of seen) {
    const [first, end] = graph.span(node);
    for (let arc = first; arc < end; arc++) if (distance[graph.target(arc)] === -1) seen.add(graph.target(arc));
  }
  return { statics, garbage: objects.filter((node) => distance[node] === -1 && !seen.has(node) && graph.generation(node) >= 0) };
}

/** @param {HeapGraph} graph @param {number} node @param {(node: number) => number} at @param {readonly number[]} statics that it holds uncounted @returns {Node} */
function holderNode(graph, node, at, statics) {
  return { type: 'object', name: node ? `call of ${graph.frameName(node)}` : 'the interpreter', id: FIRST_SPACE + 2 + 2 * node, size: 0, edges: [...edgesOf(graph, node, at), ...statics.map((held) => ({ type: 'hidden', name: held, to: at(held) }))] };
}

/** @param {HeapGraph} graph @param {number} node @param {(node: number) => number} at @param {Numbers} numbers @returns {Node} */
function objectNode(graph, node, at, numbers) {
  const object = graph.describe(node);
  return { ...look(object), id: numbers.of(graph.address(node), object.type), size: graph.size(node), edges: edgesOf(graph, node, at) };
}

/** @param {HeapGraph} graph @param {number} node @param {(node: number) => number} at */
function edgesOf(graph, node, at) {
  const [first, end] = graph.span(node);
  return Array.from({ length: end - first }, (_, index) => ({ ...edgeName(graph, first + index), to: at(graph.target(first + index)) }));
}

/** @param {HeapObject} object @returns {{ type: string, name: string }} */
function look(object) {
  const { kind, type, value } = object;
  if (type === 'str') return { type: 'string', name: unquote(value) };
  if (kind === 'number') return { type: 'number', name: `${type} ${value}` };
  if (kind === 'text') return { type: 'string', name: value };
  if (kind === 'type') return { type: 'object', name: `class ${nameOf(object)}` };
  if (type === 'module') return { type: 'object', name: `module ${nameOf(object)}` };
  if (/^(function|method|builtin_function_or_method)$/.test(type)) return { type: 'closure', name: nameOf(object) };
  return { type: kind === 'code' ? 'code' : 'object', name: type };
}

/** @param {HeapGraph} graph @param {number} arc @returns {{ type: string, name: string | number }} */
function edgeName(graph, arc) {
  const label = labelOf(graph, arc);
  switch (abi.arcKind[graph.kind(arc)]) {
    case 'item': return { type: 'element', name: graph.value(arc) };
    case 'value': return { type: 'property', name: label.slice(1, -1) };
    case 'attribute': case 'slot': return { type: 'property', name: label.slice(1) };
    case 'local': case 'cell': return { type: 'context', name: label };
    default: return { type: 'internal', name: label };
  }
}

/** A name out of the key of a namespace. @param {string | number} key */
function unquoted(key) {
  return typeof key === 'string' && /^'[^]*'$/.test(key) ? unquote(key) : key;
}
