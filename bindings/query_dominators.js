/**
 * The dominator tree of the heap: an object's parent is the nearest one without which it could not be reached.
 *
 * Algorithm: semidominators by path compression (T. Lengauer, R. E. Tarjan, "A fast algorithm for finding dominators in a
 * flowgraph", 1979), immediate dominators from them by walking up the tree being built (the "semi-NCA" of L. Georgiadis, "Linear-time
 * algorithms for dominators and related problems", 2005).
 *
 * @typedef {import('./query_graph.js').HeapGraph} HeapGraph
 */

/**
 * @typedef {object} DominatorTree
 * @property {Int32Array} parent  of each node; -1 = a root: nothing alone keeps it
 * @property {Uint32Array} order  all nodes, parents first
 * @property {(node: number) => number[]} below  the node and all that it dominates
 */

/**
 * Depth-first order of the whole graph: first from the roots, then from what only cycles keep.
 * Immortal objects are roots: they die with nothing.
 * @param {HeapGraph} graph
 */
function depthFirst(graph) {
  const { count } = graph;
  const number = new Int32Array(count).fill(-1); // place of a node in `order`
  const order = new Uint32Array(count);
  const up = new Int32Array(count); // place of the parent in the depth-first tree; -1 = root
  const arcs = new Uint32Array(count); // next arc of the nodes on the stack
  const stack = new Uint32Array(count);
  let found = 0;
  const walk = (/** @type {number} */ root) => {
    if (number[root] !== -1) return;
    const enter = (/** @type {number} */ node, /** @type {number} */ parent) => {
      number[node] = found;
      up[found] = parent;
      order[found++] = node;
      arcs[node] = graph.span(node)[0];
    };
    let depth = 0;
    enter((stack[0] = root), -1);
    while (depth >= 0) {
      const node = /** @type {number} */ (stack[depth]);
      const arc = /** @type {number} */ (arcs[node]);
      arcs[node] = arc + 1;
      if (arc >= graph.span(node)[1]) depth--;
      else if (number[graph.target(arc)] === -1) enter((stack[++depth] = graph.target(arc)), /** @type {number} */ (number[node]));
    }
  };
  for (let node = 0; node < graph.holders; node++) walk(node);
  for (let node = graph.holders; node < count; node++) if (graph.immortal(node)) walk(node);
  const reached = found;
  for (let node = graph.holders; node < count; node++) walk(node);
  return { number, order, up, reached };
}

/** @param {HeapGraph} graph @returns {DominatorTree} */
export function dominatorsOf(graph) {
  const { count } = graph;
  const { number, order, up, reached } = depthFirst(graph);
  // places in depth-first order from here on, shifted by one: 0 is the root of all roots
  const semi = new Uint32Array(count + 1);
  const best = new Uint32Array(count + 1);
  const ancestor = new Int32Array(count + 1).fill(-1);
  const dominator = new Uint32Array(count + 1);
  const path = new Uint32Array(count + 1);
  for (let v = 0; v <= count; v++) semi[v] = best[v] = v;
  const at = (/** @type {Uint32Array | Int32Array} */ array, /** @type {number} */ i) => /** @type {number} */ (array[i]);
  const evaluate = (/** @type {number} */ v) => {
    if (ancestor[v] === -1) return v;
    let length = 0;
    for (let w = v; at(ancestor, at(ancestor, w)) !== -1; w = at(ancestor, w)) path[length++] = w;
    while (length > 0) {
      const w = at(path, --length);
      const a = at(ancestor, w);
      if (at(semi, at(best, a)) < at(semi, at(best, w))) best[w] = at(best, a);
      ancestor[w] = at(ancestor, a);
    }
    return at(best, v);
  };
  const parentOf = (/** @type {number} */ v) => at(up, v - 1) + 1;
  const { start, list } = graph.incoming;
  const isRoot = (/** @type {number} */ node) => node < graph.holders || graph.immortal(node);
  for (let v = count; v >= 1; v--) {
    const node = at(order, v - 1);
    let least = parentOf(v);
    if (isRoot(node)) least = 0;
    else {
      for (let i = at(start, node); i < at(start, node + 1); i++) {
        const from = at(number, at(graph.from, at(list, i))) + 1;
        if (v <= reached && from > reached) continue; // what only a cycle keeps does not keep what the roots reach
        least = Math.min(least, at(semi, evaluate(from)));
      }
    }
    semi[v] = least;
    ancestor[v] = parentOf(v);
  }
  for (let v = 1; v <= count; v++) {
    let d = parentOf(v);
    while (d > at(semi, v)) d = at(dominator, d);
    dominator[v] = d;
  }
  const parent = new Int32Array(count);
  for (let v = 1; v <= count; v++) parent[at(order, v - 1)] = dominator[v] === 0 ? -1 : at(order, at(dominator, v) - 1);
  return { parent, order, below: (node) => below(parent, order, at(number, node), node) };
}

/** @param {Int32Array} parent @param {Uint32Array} order @param {number} place @param {number} node */
function below(parent, order, place, node) {
  const members = new Set([node]);
  for (let i = place + 1; i < order.length; i++) {
    const other = /** @type {number} */ (order[i]);
    if (members.has(/** @type {number} */ (parent[other]))) members.add(other);
  }
  return [...members];
}

/** Bytes and objects that would be freed with each node. @param {HeapGraph} graph @param {DominatorTree} tree */
export function retainedSizes(graph, tree) {
  const bytes = new Float64Array(graph.count);
  const counts = new Uint32Array(graph.count);
  for (let node = graph.holders; node < graph.count; node++) {
    bytes[node] = graph.size(node);
    counts[node] = 1;
  }
  for (let i = graph.count - 1; i >= 0; i--) {
    const node = /** @type {number} */ (tree.order[i]);
    const parent = /** @type {number} */ (tree.parent[node]);
    if (parent < 0) continue;
    bytes[parent] = /** @type {number} */ (bytes[parent]) + /** @type {number} */ (bytes[node]);
    counts[parent] = /** @type {number} */ (counts[parent]) + /** @type {number} */ (counts[node]);
  }
  return { bytes, counts };
}
