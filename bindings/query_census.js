/**
 * Objects over time: what there is by type along the run, and what was made between two steps and is still there.
 *
 * @typedef {import('./session.js').LocalSession} LocalSession
 * @typedef {import('./wasm.js').Machine} Machine
 * @typedef {import('./travel_watch.js').WatchNote} WatchNote
 */
import { EngineError } from './errors.js';
import { byType, holdersOf } from './query.js';
import { functionAt } from './query_history.js';
import { looking } from './query_graph.js';
import { nameOf } from './query_places.js';
import { addWatch, readWatches } from './travel_watch.js';

/** Objects that are not as old as the interpreter. @param {import('./query_graph.js').HeapGraph} graph */
function* ordinary(graph) {
  for (let node = graph.holders; node < graph.count; node++) if (!graph.immortal(node)) yield node;
}

/**
 * Objects and bytes by type at some steps, evenly spread from `from` to `to`.
 * @param {LocalSession} session
 * @param {{from?: number, to?: number, points?: number}} [options] to: default the end
 * @returns {Promise<import('./types.js').CensusAnswer>}
 */
export async function census(session, { from = 0, to = Infinity, points = 20 } = {}) {
  const end = Number.isFinite(to) ? to : await session.at(Infinity, (machine) => machine.lineEvents);
  const count = Math.max(1, Math.min(points, end - from + 1));
  const steps = Array.from({ length: count }, (_, i) => (count === 1 ? end : from + Math.round((i * (end - from)) / (count - 1))));
  /** @type {Map<string, {type: string, counts: number[], bytes: number[]}>} */
  const types = new Map();
  const samples = [];
  for (const [i, step] of steps.entries()) {
    const rows = await session.at(step, (machine) => looking(machine, (graph) => byType(graph, ordinary(graph))));
    for (const { type, count: objects, bytes } of rows) {
      let row = types.get(type);
      if (!row) types.set(type, (row = { type, counts: Array(count).fill(0), bytes: Array(count).fill(0) }));
      row.counts[i] = (row.counts[i] ?? 0) + objects;
      row.bytes[i] = (row.bytes[i] ?? 0) + bytes;
    }
    samples.push({ step, count: rows.reduce((sum, row) => sum + row.count, 0), bytes: rows.reduce((sum, row) => sum + row.bytes, 0) });
  }
  const grown = (/** @type {{bytes: number[]}} */ row) => /** @type {number} */ (row.bytes[count - 1]) - /** @type {number} */ (row.bytes[0]);
  return { samples, types: [...types.values()].sort((a, b) => grown(b) - grown(a)) };
}

/**
 * What was made in the steps from..to and is still there at `to`, by type and the line that made it, with what holds it.
 * @param {LocalSession} session
 * @param {{from?: number, to?: number, examples?: number}} [options] to: default the step shown
 * @returns {Promise<import('./types.js').LeakedAnswer>}
 */
export async function leaked(session, { from = 0, to = session.snapshot?.step ?? Infinity, examples = 3 } = {}) {
  /** @type {Map<number, {step: number, line: number, code: number}>} */
  const born = new Map();
  /** @type {Map<number, string>} */
  const names = new Map();
  /** @type {import('./types.js').LeakedAnswer | null} */
  let answer = null;
  const take = (/** @type {Machine} */ machine) => {
    for (const { kind, from: address, events, line, code } of readWatches(machine).notes) {
      if (kind !== 'made') born.delete(address);
      else {
        born.set(address, { step: events, line, code });
        if (!names.has(code)) names.set(code, functionAt(machine, code));
      }
    }
  };
  await session.search(from, to, {
    arm: (machine) => void addWatch(machine, { kind: 'heap' }, 'note'),
    stop: take,
    end: (machine) => {
      take(machine);
      answer = looking(machine, (graph) => groups(graph, born, names, examples));
    },
  });
  if (!answer) throw new EngineError(`the run does not get to step ${to} now`);
  return answer;
}

/**
 * @param {import('./query_graph.js').HeapGraph} graph
 * @param {Map<number, {step: number, line: number, code: number}>} born @param {Map<number, string>} names @param {number} examples
 */
function groups(graph, born, names, examples) {
  /** @type {Map<string, import('./types.js').LeakedGroup>} */
  const found = new Map();
  let [count, bytes] = [0, 0];
  for (const node of ordinary(graph)) {
    const birth = born.get(graph.address(node));
    if (!birth) continue;
    const type = graph.typeName(node);
    const key = `${type} ${birth.line} ${birth.code}`;
    let group = found.get(key);
    if (!group) found.set(key, (group = { type, line: birth.line || null, function: names.get(birth.code) ?? '<module>', count: 0, bytes: 0, examples: [] }));
    group.count++;
    group.bytes += graph.size(node);
    count++;
    bytes += graph.size(node);
    if (group.examples.length < examples) {
      const { object, explanation } = holdersOf(graph, node);
      group.examples.push({ object, name: nameOf(graph, node), step: birth.step, explanation });
    }
  }
  return { count, bytes, groups: [...found.values()].sort((a, b) => b.bytes - a.bytes || b.count - a.count) };
}
