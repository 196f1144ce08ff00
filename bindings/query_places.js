/**
 * Words for the places that hold references: "name b", "list slot 2", "call argument in f".
 *
 * @typedef {import('./query_graph.js').HeapGraph} HeapGraph
 * @typedef {import('./types.js').Place} Place
 */
import { abi } from './abi.js';
import { KIND } from './query_graph.js';

const PARTS = ['__dict__', 'f_locals', '__closure__', '__defaults__', '__kwdefaults__', '__annotations__', '__mro__', '__bases__', 'co_consts', 'co_names', 'co_varnames'];
/** Holders of one kind from one object that are named one by one; more are counted. */
const NAMED = 4;
/** @type {Record<string, string>} */
const STACK_WORDS = {
  later: 'value put aside', operand: 'operand', argument: 'call argument', callee: 'function being called', iterator: 'iterator of the for loop',
  store: 'value being assigned', return: 'value being returned', build: 'container being built', handler: 'exception being handled',
};

/** @param {HeapGraph} graph @param {number} node words that tell an object from others of its type @returns {string} */
export function nameOf(graph, node) {
  if (node === 0) return 'the interpreter';
  if (graph.isThread(node)) return `thread ${graph.threadName(node).replace(/^thread /, '')}`;
  if (graph.isHolder(node)) return inFrame(graph, node);
  const { type, value } = graph.describe(node);
  const named = /^<(?:function|class|module|code object|built-in function) '?([^']*?)'?>$/.exec(value);
  if (named) return `${type === 'type' ? 'class' : type === 'builtin_function_or_method' ? 'built-in' : type} ${named[1]}`;
  return value && value !== `<${type}>` && value.length < 40 ? `${type} ${value}` : type;
}

/** @param {HeapGraph} graph @param {number} frame @returns {string} */
function inFrame(graph, frame) {
  if (!graph.isHolder(frame) || graph.isThread(frame) || frame === 0) return nameOf(graph, frame);
  const thread = graph.threadOf(frame);
  return graph.frameName(frame) + (thread ? ` in ${thread}` : '');
}

/** The namespace that a dict is: its owner in words, or null. @param {HeapGraph} graph @param {number} dict */
function namespaceOf(graph, dict) {
  if (dict === graph.mainDict) return { kind: 'name', of: '' };
  const module = graph.moduleDicts.get(dict);
  if (module !== undefined) return { kind: 'name', of: ` of module ${module}` };
  const part = graph.partOf(dict, PARTS);
  if (!part) return null;
  if (part.words === 'f_locals') return { kind: 'name', of: ` of ${inFrame(graph, part.owner)}`, owner: part.owner };
  if (part.words !== '__dict__') return { kind: part.words, of: ` of ${nameOf(graph, part.owner)}`, owner: part.owner };
  return { kind: 'attribute', of: ` of ${nameOf(graph, part.owner)}`, owner: part.owner };
}

/** @param {HeapGraph} graph @param {number} arc @param {number} from @returns {{kind: string, text: string, owner?: number}} */
function itemPlace(graph, arc, from) {
  const type = graph.typeName(from);
  const index = graph.value(arc);
  const part = type === 'tuple' ? graph.partOf(from, PARTS) : null;
  if (!part) return { kind: 'item', text: `${type} slot ${index}` };
  const owner = inFrame(graph, part.owner);
  switch (part.words) {
    case 'co_consts': return { kind: 'constant', text: `constant of ${owner}`, owner: part.owner };
    case 'co_names':
    case 'co_varnames': return { kind: 'code', text: `name used in ${owner}`, owner: part.owner };
    case '__closure__': return { kind: 'closure', text: `closure of ${owner}`, owner: part.owner };
    case '__defaults__': return { kind: 'default', text: `default argument of ${owner}`, owner: part.owner };
    case '__mro__':
    case '__bases__': return { kind: 'class', text: `${part.words} of ${owner}`, owner: part.owner };
    default: return { kind: 'item', text: `tuple slot ${index}` };
  }
}

/** @param {HeapGraph} graph @param {number} arc @param {number} from @returns {{kind: string, text: string, owner?: number}} */
function valuePlace(graph, arc, from) {
  const key = graph.value(arc);
  const space = namespaceOf(graph, from);
  if (!space) return { kind: 'value', text: `${graph.typeName(from)} value of ${graph.describe(key).value || nameOf(graph, key)}` };
  if (space.kind === 'name' || space.kind === 'attribute') {
    return { kind: space.kind, text: `${space.kind} ${graph.plain(key)}${space.of}`, owner: space.owner };
  }
  return { kind: 'value', text: `${space.kind}[${graph.describe(key).value}]${space.of}`, owner: space.owner };
}

/** The variable that a cell is. @param {HeapGraph} graph @param {number} cell */
function cellName(graph, cell) {
  for (const arc of graph.arcsTo(cell)) {
    if (graph.kind(arc) === KIND.cell) return graph.plain(graph.value(arc));
  }
  for (const arc of graph.arcsTo(cell)) {
    const part = graph.kind(arc) === KIND.item ? graph.partOf(/** @type {number} */ (graph.from[arc]), ['__closure__']) : null;
    const code = part ? graph.arcOf(part.owner, 'field', '__code__') : -1;
    const names = code < 0 ? -1 : graph.arcOf(graph.target(code), 'field', 'co_varnames');
    if (names < 0 || !part) continue;
    const [first, end] = graph.span(graph.target(names));
    const [start, stop] = graph.span(/** @type {number} */ (graph.from[arc]));
    return graph.plain(graph.target(end - (stop - start) + graph.value(arc)));
  }
  return null;
}

/** @param {HeapGraph} graph @param {number} arc @param {number} from @returns {{kind: string, text: string, owner?: number}} */
function fieldPlace(graph, arc, from) {
  const words = graph.words(arc);
  if (words === 'cell_contents') {
    const name = cellName(graph, from);
    return { kind: 'cell', text: name ? `variable ${name} (cell)` : 'cell contents' };
  }
  if (words === '__class__') return { kind: 'class', text: `class of ${nameOf(graph, from)}` };
  if (!words) return { kind: 'field', text: `held by ${nameOf(graph, from)}` };
  return { kind: 'field', text: `${words} of ${inFrame(graph, from)}` };
}

/** The place of an arc in words. @param {HeapGraph} graph @param {number} arc @returns {{kind: string, text: string, owner?: number}} */
export function placeOf(graph, arc) {
  const from = /** @type {number} */ (graph.from[arc]);
  const value = graph.value(arc);
  const kind = /** @type {string} */ (abi.arcKind[graph.kind(arc)]);
  switch (kind) {
    case 'item': return itemPlace(graph, arc, from);
    case 'value': return valuePlace(graph, arc, from);
    case 'key': {
      const space = namespaceOf(graph, from);
      return space ? { kind: 'key', text: `name in the namespace${space.of}`, owner: space.owner } : { kind: 'key', text: `${graph.typeName(from)} key` };
    }
    case 'element': return { kind: 'element', text: `${graph.typeName(from)} element` };
    case 'attribute': return { kind, text: `attribute ${graph.plain(value)} of ${nameOf(graph, from)}` };
    case 'slot': return { kind: 'attribute', text: `attribute ${graph.words(arc)} of ${nameOf(graph, from)}` };
    case 'field': return fieldPlace(graph, arc, from);
    case 'local': return { kind: 'name', text: `name ${graph.plain(value)} of ${inFrame(graph, from)}` };
    case 'cell': return { kind: 'cell', text: `variable ${graph.plain(value)} of ${inFrame(graph, from)} (its cell)` };
    case 'stack': return { kind: 'stack', text: `${STACK_WORDS[/** @type {string} */ (abi.stackUse[value >>> 24])]} in ${inFrame(graph, from)}` };
    case 'call': return { kind: 'call', text: `call in progress in ${inFrame(graph, from)}` };
    case 'shared key': return { kind: 'key', text: `attribute name shared by the instances of ${nameOf(graph, from)}` };
    case 'name': return { kind: 'interpreter', text: 'name that the interpreter uses' };
    case 'cache': return { kind: 'interpreter', text: 'type attribute cache' };
    default: return { kind: 'interpreter', text: graph.words(arc) || 'the interpreter' };
  }
}

/** @param {HeapGraph} graph @param {number} node @returns {import('./types.js').Holder} */
export function holderRecord(graph, node) {
  if (node === 0) return { frame: null, object: null, text: 'the interpreter' };
  if (!graph.isHolder(node)) return { frame: null, object: graph.describe(node), text: nameOf(graph, node) };
  if (graph.isThread(node)) return { frame: null, object: null, text: nameOf(graph, node) };
  return { frame: { id: graph.id(node), name: graph.frameName(node), line: graph.refcount(node), thread: graph.threadOf(node) }, object: null, text: `frame of ${inFrame(graph, node)}` };
}

/**
 * Every place that holds an object, with the references it holds; those of one holder that are many are one place.
 * @param {HeapGraph} graph @param {number} node @param {number} [named] holders of a kind that are named one by one @returns {Place[]}
 */
export function placesOf(graph, node, named = NAMED) {
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  for (const arc of graph.arcsTo(node)) {
    const key = `${graph.from[arc]} ${graph.kind(arc)}`;
    const group = groups.get(key);
    if (group) group.push(arc);
    else groups.set(key, [arc]);
  }
  /** @type {Place[]} */
  const places = [];
  for (const arcs of groups.values()) {
    const few = arcs.length <= named;
    for (const arc of few ? arcs : arcs.slice(0, 1)) {
      const { kind, text, owner } = placeOf(graph, arc);
      const from = /** @type {number} */ (graph.from[arc]);
      places.push({
        kind: /** @type {Place['kind']} */ (kind),
        text: few ? text : `${text} and ${arcs.length - 1} more`,
        label: labelOf(graph, arc),
        count: few ? 1 : arcs.length,
        holder: holderRecord(graph, from),
        owner: owner === undefined ? null : holderRecord(graph, owner),
      });
    }
  }
  return merged(places).sort((a, b) => rank(a) - rank(b));
}

/** Names first, what the interpreter keeps last. @param {Place} place */
function rank(place) {
  if (place.kind === 'name' && !place.text.includes(' of ')) return -1;
  const order = ['name', 'cell', 'attribute', 'item', 'value', 'element', 'closure', 'default', 'call', 'stack', 'key', 'field', 'class', 'constant', 'code', 'interpreter'];
  const at = order.indexOf(place.kind);
  return at < 0 ? order.length : at;
}

/** Places that read the same are one. @param {Place[]} places */
function merged(places) {
  /** @type {Map<string, Place>} */
  const byText = new Map();
  for (const place of places) {
    const key = place.kind === 'interpreter' ? place.text : `${place.text} ${place.holder.object?.id ?? place.holder.frame?.id ?? ''}`;
    const same = byText.get(key);
    if (same) same.count += place.count;
    else byText.set(key, place);
  }
  return [...byText.values()];
}

/** The short label of an arc: what stands on an arrow. @param {HeapGraph} graph @param {number} arc */
export function labelOf(graph, arc) {
  const value = graph.value(arc);
  const kind = /** @type {string} */ (abi.arcKind[graph.kind(arc)]);
  switch (kind) {
    case 'item': return `[${value}]`;
    case 'value': return `[${graph.describe(value).value || graph.typeName(value)}]`;
    case 'key': return 'key';
    case 'element': return 'element';
    case 'attribute': return `.${graph.plain(value)}`;
    case 'slot': return `.${graph.words(arc)}`;
    case 'local':
    case 'cell': return graph.plain(value);
    case 'stack': return `stack[${value & 0xffffff}]`;
    case 'call': return `call[${value}]`;
    case 'shared key': return 'shared key';
    case 'name': return 'interned';
    case 'cache': return 'attribute cache';
    default: return graph.words(arc) || 'reference';
  }
}
