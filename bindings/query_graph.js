/**
 * The whole heap as a graph (core/probe/query.h): every object, every counted reference with the place that holds it, and what
 * can be worked out from that: who holds an object, the ways from the roots, dominators.
 *
 * @typedef {import('./wasm.js').Machine} Machine
 * @typedef {import('./types.js').HeapObject} HeapObject
 */
import { abi } from './abi.js';
import { EngineError } from './errors.js';

const decoder = new TextDecoder();
const NODE = abi.Node;
const ARC = abi.Arc;
/** Number of each kind of arc. @type {Record<string, number>} */
export const KIND = Object.fromEntries(abi.arcKind.map((name, i) => [name, i]));
const FLAG = Object.fromEntries(abi.objectFlag.map((name, bit) => [name, 1 << bit]));
const [HOLDER, FINALIZED, THREAD] = [32, 64, 128];

/** Type, value and length of the object at an address. @param {Machine} machine @param {number} address */
function describeAt(machine, address) {
  const bytes = machine.bytes('describe', address);
  const view = new DataView(bytes.buffer);
  const text = (/** @type {number} */ field) => {
    const at = view.getUint32(field * 4, true);
    return decoder.decode(bytes.subarray(at + 4, at + 4 + view.getUint32(at, true)));
  };
  const length = view.getInt32(abi.Description.length * 4, true);
  return {
    type: text(abi.Description.type_name),
    kind: /** @type {any} */ (abi.objectKind[view.getUint32(abi.Description.kind * 4, true)]),
    value: text(abi.Description.value),
    length: length < 0 ? null : length,
  };
}

/** The same for one look; the machine's memory is as before when it returns. @param {Machine} machine @param {number} address */
export function describe(machine, address) {
  try {
    return describeAt(machine, address);
  } finally {
    machine.call('scratch_clear');
  }
}

/**
 * Lets `look` look at the heap of a machine that stands. The machine's memory is as before when it returns.
 * @template T @param {Machine} machine @param {(graph: HeapGraph) => T} look @returns {T}
 */
export function looking(machine, look) {
  try {
    return look(new HeapGraph(machine));
  } finally {
    machine.call('scratch_clear');
  }
}

export class HeapGraph {
  #bytes;
  #texts;
  #machine;
  /** @type {Map<number, HeapObject>} */ #described = new Map();
  /** @type {Map<number, number> | null} */ #byAddress = null;
  /** @type {Uint32Array | null} */ #into = null;

  /** Reads the graph of the moment: looking() closes it. @param {Machine} machine */
  constructor(machine) {
    this.#machine = machine;
    this.#bytes = machine.bytes('graph');
    if (!this.#bytes.length) throw new EngineError('not enough memory to look at the whole heap');
    const head = new Uint32Array(this.#bytes.buffer, 0, abi.Graph.words);
    const field = (/** @type {keyof typeof abi.Graph} */ name) => /** @type {number} */ (head[abi.Graph[name]]);
    /** Nodes: first the holders that are no objects, then the objects. */
    this.count = field('nodes');
    this.arcCount = field('arcs');
    this.holders = field('holders');
    this.mainDict = field('main_dict');
    /** C code runs below Python code: it may hold references that no arc shows. */
    this.belowC = field('native_depth') > 0;
    this.collecting = field('collecting') !== 0;
    this.base = field('base_low') + field('base_high') * 2 ** 32;
    this.nodes = new Uint32Array(this.#bytes.buffer, abi.Graph.words * 4, this.count * NODE.words);
    this.arcs = new Uint32Array(this.#bytes.buffer, this.nodes.byteOffset + this.nodes.byteLength, this.arcCount * ARC.words);
    this.#texts = this.arcs.byteOffset + this.arcs.byteLength;
  }

  /** @param {number} node @param {keyof typeof abi.Node} field */
  #field(node, field) {
    return /** @type {number} */ (this.nodes[node * NODE.words + NODE[field]]);
  }
  /** @param {number} node */
  address(node) {
    return this.#field(node, 'address');
  }
  /** @param {number} node */
  id(node) {
    return '0x' + (this.base + this.address(node)).toString(16);
  }
  /** @param {number} node the node of its type; of a frame: of its code */
  type(node) {
    return this.#field(node, 'type');
  }
  /** @param {number} node of a frame: its line */
  refcount(node) {
    return this.#field(node, 'refcount') | 0;
  }
  /** sys.getsizeof, bytes. @param {number} node */
  size(node) {
    return this.#field(node, 'size');
  }
  /** Lives as long as the runtime. @param {number} node */
  immortal(node) {
    return (this.#field(node, 'flags') & /** @type {number} */ (FLAG.static)) !== 0;
  }
  /** @param {number} node */
  generation(node) {
    return ((this.#field(node, 'flags') >> 8) & 7) - 1;
  }
  /** @param {number} node @returns {[first: number, end: number]} its arcs */
  span(node) {
    const first = this.#field(node, 'first_arc');
    return [first, first + this.#field(node, 'arc_count')];
  }
  /** @param {number} arc */
  target(arc) {
    return /** @type {number} */ (this.arcs[arc * ARC.words + ARC.target]);
  }
  /** @param {number} arc */
  kind(arc) {
    return /** @type {number} */ (this.arcs[arc * ARC.words + ARC.kind]);
  }
  /** @param {number} arc */
  value(arc) {
    return /** @type {number} */ (this.arcs[arc * ARC.words + ARC.value]);
  }
  /** Words of a field. @param {number} arc */
  words(arc) {
    const at = this.#texts + this.value(arc);
    const size = new DataView(this.#bytes.buffer).getUint32(at, true);
    return decoder.decode(this.#bytes.subarray(at + 4, at + 4 + size));
  }

  /** The node of the object with this id, or -1. @param {string} id */
  node(id) {
    if (!this.#byAddress) {
      this.#byAddress = new Map();
      for (let node = this.holders; node < this.count; node++) this.#byAddress.set(this.address(node), node);
    }
    return this.#byAddress.get(Number(BigInt(id) - BigInt(this.base))) ?? -1;
  }

  /** What a card shows of an object. @param {number} node @returns {HeapObject} */
  describe(node) {
    let found = this.#described.get(node);
    if (!found) {
      const { type, kind, value, length } = describeAt(this.#machine, this.address(node));
      const flags = this.#field(node, 'flags');
      const generation = this.generation(node);
      found = {
        id: this.id(node),
        type,
        kind,
        value,
        length,
        refcount: this.refcount(node),
        size: this.size(node),
        tracked: generation >= 0,
        generation: generation >= 0 && generation < 3 ? generation : null,
        immortal: this.immortal(node),
        finalized: (flags & FINALIZED) !== 0,
      };
      this.#described.set(node, found);
    }
    return found;
  }

  /** Name of the type of an object. @param {number} node */
  typeName(node) {
    return this.describe(node).type;
  }
  /** Its value as text; for a str the characters themselves. @param {number} node */
  plain(node) {
    const { type, value } = this.describe(node);
    return type === 'str' ? value.replace(/^(['"])([^]*)\1$/, '$2') : value;
  }
  /** Name of the code that a frame runs. @param {number} node */
  frameName(node) {
    return this.describe(this.type(node)).value.replace(/^<code object (.*)>$/, '$1');
  }

  /** @param {number} node */
  isThread(node) {
    return (this.#field(node, 'flags') & THREAD) !== 0;
  }
  /** @param {number} node of a thread */
  threadName(node) {
    return this.type(node) ? this.plain(this.type(node)) : node === 1 ? 'MainThread' : `thread ${this.refcount(node)}`;
  }
  /** Name of the thread whose frame it is, when there are several. @param {number} node */
  threadOf(node) {
    const thread = this.#field(node, 'pending');
    return thread ? this.threadName(thread) : null;
  }

  /** For each arc the node that it comes from. */
  get from() {
    const from = new Uint32Array(this.arcCount);
    for (let node = 0; node < this.count; node++) from.fill(node, ...this.span(node));
    Object.defineProperty(this, 'from', { value: from });
    return from;
  }

  /** Arcs to each node: `start[node]` .. `start[node + 1]` are places in `list`. @returns {{start: Uint32Array, list: Uint32Array}} */
  get incoming() {
    const start = new Uint32Array(this.count + 1);
    const list = new Uint32Array(this.arcCount);
    const add = (/** @type {Uint32Array} */ array, /** @type {number} */ at, /** @type {number} */ n) => (array[at] = /** @type {number} */ (array[at]) + n);
    for (let arc = 0; arc < this.arcCount; arc++) add(start, this.target(arc) + 1, 1);
    for (let node = 0; node < this.count; node++) add(start, node + 1, /** @type {number} */ (start[node]));
    const next = start.slice();
    for (let arc = 0; arc < this.arcCount; arc++) list[add(next, this.target(arc), 1) - 1] = arc;
    const incoming = { start, list };
    Object.defineProperty(this, 'incoming', { value: incoming });
    return incoming;
  }

  /** Arcs that hold an object. @param {number} node */
  arcsTo(node) {
    const { start, list } = this.incoming;
    return list.subarray(start[node], start[node + 1]);
  }

  /** @param {number} node */
  isHolder(node) {
    return (this.#field(node, 'flags') & HOLDER) !== 0;
  }

  /**
   * For each node the arc by which it is first reached from the roots, breadth first, and its distance: -1 = not reached.
   * The namespaces of modules count as roots: that the interpreter holds sys.modules is not what is asked for.
   * @param {number} [without] a node that is not passed through
   */
  reach(without = -1) {
    const distance = new Int32Array(this.count).fill(-1);
    const by = new Int32Array(this.count).fill(-1);
    const queue = new Uint32Array(this.count);
    let end = 0;
    for (const root of this.roots()) {
      distance[root] = 0;
      queue[end++] = root;
    }
    for (let at = 0; at < end; at++) {
      const node = /** @type {number} */ (queue[at]);
      if (node === without) continue;
      const [first, last] = this.span(node);
      for (let arc = first; arc < last; arc++) {
        const target = this.target(arc);
        if (distance[target] !== -1) continue;
        distance[target] = /** @type {number} */ (distance[node]) + 1;
        by[target] = arc;
        queue[end++] = target;
      }
    }
    return { distance, by };
  }

  /** The program's own namespace, the frames, the namespaces of the other modules, the interpreter. */
  roots() {
    const roots = new Set([this.mainDict]);
    for (let node = 1; node < this.holders; node++) roots.add(node);
    for (const dict of this.moduleDicts.keys()) roots.add(dict);
    roots.add(0);
    return roots;
  }

  /** Namespace dict of each module in sys.modules → its name. @returns {Map<number, string>} */
  get moduleDicts() {
    /** @type {Map<number, string>} */
    const dicts = new Map();
    const modules = this.arcOf(0, 'root', 'sys.modules');
    const [first, end] = modules < 0 ? [0, 0] : this.span(this.target(modules));
    for (let arc = first; arc < end; arc++) {
      if (this.kind(arc) !== KIND.value) continue;
      const dict = this.arcOf(this.target(arc), 'field', '__dict__');
      if (dict >= 0) dicts.set(this.target(dict), this.plain(this.value(arc)));
    }
    Object.defineProperty(this, 'moduleDicts', { value: dicts });
    return dicts;
  }

  /** The arc of a node with these words, or -1. @param {number} node @param {string} kind @param {string} words */
  arcOf(node, kind, words) {
    const [first, end] = this.span(node);
    for (let arc = first; arc < end; arc++) {
      if (this.kind(arc) === KIND[kind] && this.words(arc) === words) return arc;
    }
    return -1;
  }

  /** The holder and the words of the field through which a node is some object's own part ("__dict__" of an instance). @param {number} node @param {readonly string[]} words */
  partOf(node, words) {
    for (const arc of this.arcsTo(node)) {
      if (this.kind(arc) !== KIND.field) continue;
      const text = this.words(arc);
      if (words.includes(text)) return { owner: /** @type {number} */ (this.from[arc]), words: text };
    }
    return null;
  }
}
