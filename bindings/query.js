/**
 * Questions about the heap at one step: who holds an object, why is it alive, what would die with it. They read the machine's memory
 * and change nothing of it (a test compares the bytes).
 *
 * @typedef {import('./session.js').LocalSession} LocalSession
 * @typedef {import('./wasm.js').Machine} Machine
 * @typedef {import('./types.js').Ref} Ref
 * @typedef {import('./types.js').QueryOptions} QueryOptions
 */
import { decodeSnapshot } from './decode.js';
import { EngineError } from './errors.js';
import { dominatorsOf, retainedSizes } from './query_dominators.js';
import { looking } from './query_graph.js';
import { holderRecord, labelOf, nameOf, placeOf, placesOf } from './query_places.js';

/** @typedef {import('./query_graph.js').HeapGraph} HeapGraph */

/** @param {LocalSession} session @param {QueryOptions} options */
const stepOf = (session, options) => options.step ?? session.snapshot?.step ?? 0;

/**
 * The id of the object that is asked about.
 * @param {Machine} machine @param {Ref} ref
 */
export function resolve(machine, ref) {
  if (typeof ref === 'string' && /^0x[0-9a-f]+$/i.test(ref)) return ref.toLowerCase();
  if (typeof ref === 'object' && 'id' in ref) return ref.id.toLowerCase();
  const { name, namespace } = typeof ref === 'string' ? { name: ref, namespace: undefined } : ref;
  const { namespaces: [module, ...frames], threads } = decodeSnapshot(machine.snapshot());
  const spaces = [...frames, ...(module ? [module] : []), ...threads.flatMap((thread) => thread.namespaces)];
  for (const space of spaces) {
    if (namespace !== undefined && space.label !== namespace && space.id !== namespace) continue;
    const found = space.names.find((entry) => entry.name === name);
    if (found) return found.ref;
  }
  throw new EngineError(`no name ${name}${namespace === undefined ? '' : ` in ${namespace}`} at this step`);
}

/** @template T @param {LocalSession} session @param {Ref} ref @param {QueryOptions} options @param {(graph: HeapGraph, node: number) => T} look */
function ask(session, ref, options, look) {
  return session.at(stepOf(session, options), (machine) => {
    const id = resolve(machine, ref);
    return looking(machine, (graph) => {
      const node = graph.node(id);
      if (node < 0) throw new EngineError(`no live object has the id ${id} at this step`);
      return look(graph, node);
    });
  });
}

/** What holds the rest of the references. @param {HeapGraph} graph @param {number} node @param {number} count @returns {import('./types.js').Place} */
function restPlace(graph, node, count) {
  const text = graph.immortal(node) ? 'the interpreter’s own C code'
    : graph.collecting ? 'the collection that is running' : 'C code that is running';
  return { kind: 'interpreter', text, label: 'C code', count, holder: holderRecord(graph, 0), owner: null };
}

/** @param {HeapGraph} graph @param {number} node */
export function holdersOf(graph, node) {
  const object = graph.describe(node);
  const holders = placesOf(graph, node);
  const rest = object.refcount - graph.arcsTo(node).length;
  if (rest > 0) holders.push(restPlace(graph, node, rest));
  const parts = holders.map((place) => (place.count > 1 && !/ more$/.test(place.text) ? `${place.count} × ${place.text}` : place.text));
  return { object, refcount: object.refcount, holders, explanation: `${object.refcount} = ${parts.join(' + ') || 'nothing that is known'}` };
}

/**
 * Every place that holds an object; their counts add up to its reference count.
 * @param {LocalSession} session @param {Ref} ref @param {QueryOptions} [options]
 */
export function referrers(session, ref, options = {}) {
  return ask(session, ref, options, holdersOf);
}

/** The way by which a node is reached from the roots. @param {HeapGraph} graph @param {Int32Array} by @param {number} node */
function wayTo(graph, by, node) {
  /** @type {number[]} */
  const arcs = [];
  for (let arc = by[node] ?? -1; arc >= 0; arc = by[/** @type {number} */ (graph.from[arc])] ?? -1) arcs.unshift(arc);
  return arcs;
}

/** @param {HeapGraph} graph @param {number[]} arcs @returns {import('./types.js').Path} */
function pathRecord(graph, arcs) {
  const edges = arcs.map((arc) => ({
    text: placeOf(graph, arc).text,
    label: labelOf(graph, arc),
    holder: holderRecord(graph, /** @type {number} */ (graph.from[arc])),
    object: graph.describe(graph.target(arc)),
  }));
  return { edges, text: edges.map((edge) => edge.text).join(' → ') };
}

/**
 * The shortest ways from the roots, one through each object that holds it, shortest first.
 * @param {HeapGraph} graph @param {number} node @param {number} limit
 */
export function pathsTo(graph, node, limit) {
  const { distance, by } = graph.reach(node);
  const roots = graph.roots();
  /** @type {Map<number, number>} */
  const last = new Map();
  for (const arc of graph.arcsTo(node)) {
    const from = /** @type {number} */ (graph.from[arc]);
    if (from !== node && /** @type {number} */ (distance[from]) >= 0 && !last.has(from)) last.set(from, arc);
  }
  const sorted = [...last].sort(([a], [b]) => /** @type {number} */ (distance[a]) - /** @type {number} */ (distance[b]) || Number(a === 0) - Number(b === 0));
  return {
    held: roots.has(node) || last.size > 0,
    paths: sorted.slice(0, limit).map(([from, arc]) => pathRecord(graph, [...wayTo(graph, by, from), arc])),
  };
}

/**
 * Why an object is alive: the shortest ways to it from the roots, or that only a cycle keeps it.
 * @param {LocalSession} session @param {Ref} ref @param {QueryOptions & {paths?: number}} [options]
 * @returns {Promise<import('./types.js').WhyAnswer>}
 */
export function why(session, ref, options = {}) {
  return ask(session, ref, options, (graph, node) => {
    const { held, paths } = pathsTo(graph, node, options.paths ?? 5);
    const holders = holdersOf(graph, node);
    const status = graph.immortal(node) ? 'immortal' : held ? 'reachable' : holders.refcount > graph.arcsTo(node).length ? 'held by C code' : 'unreachable';
    return { ...holders, status, paths, sentence: sentenceOf(nameOf(graph, node), status, paths) };
  });
}

/** @param {string} name @param {import('./types.js').WhyAnswer['status']} status @param {import('./types.js').Path[]} paths */
function sentenceOf(name, status, paths) {
  if (status === 'immortal') return `${name} lives as long as the interpreter.`;
  if (status === 'unreachable') return `Nothing reaches ${name} any more: only the references in a cycle keep it until the collector comes.`;
  if (status === 'held by C code' || !paths[0]) return `${name} is held by C code that is running.`;
  return `${name} is alive because of ${paths[0].text}.`;
}

/** @param {HeapGraph} graph @param {Iterable<number>} nodes */
export function byType(graph, nodes) {
  /** @type {Map<number, {type: string, count: number, bytes: number}>} */
  const types = new Map();
  for (const node of nodes) {
    const type = graph.type(node);
    let row = types.get(type);
    if (!row) types.set(type, (row = { type: graph.typeName(node), count: 0, bytes: 0 }));
    row.count++;
    row.bytes += graph.size(node);
  }
  return [...types.values()].sort((a, b) => b.bytes - a.bytes || b.count - a.count);
}

/**
 * What would die with an object: all that is reached only through it.
 * @param {LocalSession} session @param {Ref} ref @param {QueryOptions & {limit?: number}} [options]
 */
export function retained(session, ref, options = {}) {
  return ask(session, ref, options, (graph, node) => {
    const tree = dominatorsOf(graph);
    const { bytes } = retainedSizes(graph, tree);
    const nodes = tree.below(node);
    const parent = /** @type {number} */ (tree.parent[node]);
    const largest = nodes.filter((n) => n !== node).sort((a, b) => /** @type {number} */ (bytes[b]) - /** @type {number} */ (bytes[a]));
    return {
      object: graph.describe(node),
      count: nodes.length,
      bytes: /** @type {number} */ (bytes[node]),
      types: byType(graph, nodes),
      objects: largest.slice(0, options.limit ?? 50).map((n) => ({ object: graph.describe(n), bytes: /** @type {number} */ (bytes[n]) })),
      dominator: parent < 0 ? null : holderRecord(graph, parent),
    };
  });
}

/**
 * The objects that keep the most memory alive, each with what it retains.
 * @param {LocalSession} session @param {QueryOptions & {limit?: number}} [options]
 */
export function dominators(session, options = {}) {
  return session.at(stepOf(session, options), (machine) => looking(machine, (graph) => {
    const tree = dominatorsOf(graph);
    const { bytes, counts } = retainedSizes(graph, tree);
    const nodes = [];
    for (let node = graph.holders; node < graph.count; node++) if (!graph.immortal(node)) nodes.push(node);
    nodes.sort((a, b) => /** @type {number} */ (bytes[b]) - /** @type {number} */ (bytes[a]));
    return nodes.slice(0, options.limit ?? 20).map((node) => {
      const parent = /** @type {number} */ (tree.parent[node]);
      return {
        object: graph.describe(node),
        bytes: /** @type {number} */ (bytes[node]),
        count: /** @type {number} */ (counts[node]),
        dominator: parent < 0 ? null : holderRecord(graph, parent),
      };
    });
  }));
}
