/**
 * A fresh arrangement of the living objects, by who refers to whom. Loads dagre at the first use.
 *
 * @import { Scene } from '../state/types.js'
 */
import { SHORT, TALL } from '../../bindings/scene/seats.js';

/**
 * The objects in their new order, each with its column.
 * @param {Scene} scene
 * @returns {Promise<{ serial: number, column: number | null }[]>}
 */
export async function tidyOrder(scene) {
  const dagre = await import('@dagrejs/dagre');
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 20, ranksep: 40 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const object of scene.cards) graph.setNode(String(object.serial), { width: 180, height: object.slots.length ? TALL : SHORT });
  /** Objects that refer to others or are referred to by them: only these need a certain column. @type {Set<number>} */
  const linked = new Set();
  for (const edge of scene.edges) {
    if (edge.fromSerial === null || edge.fromSerial === edge.to) continue;
    linked.add(edge.fromSerial).add(edge.to);
    graph.setEdge(String(edge.fromSerial), String(edge.to));
  }
  dagre.layout(graph);
  const placed = scene.cards.map((object) => ({ serial: object.serial, ...graph.node(String(object.serial)) }));
  const ranks = [...new Set(placed.map((node) => Math.round(node.x)))].sort((a, b) => a - b);
  return placed.sort((a, b) => a.y - b.y || a.x - b.x)
    .map((node) => ({ serial: node.serial, column: linked.has(node.serial) ? ranks.indexOf(Math.round(node.x)) % scene.seats.columns : null }));
}
