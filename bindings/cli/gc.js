/** `gc`: every collection of a run, with what it found. */
import { stepsOf } from '../export/steps.js';
import { output } from './io.js';
import { openSession } from './session.js';

/** @typedef {import('../types.js').Snapshot} Snapshot */

/** @param {string} file @param {string[]} args @param {import('./options.js').Options} options */
export async function gc(file, args, options) {
  const { session, answer } = await openSession(file, args, options);
  const out = output(undefined);
  let count = 0, raised = false;
  /** Types of the objects known so far, by id. @type {Map<string, string>} */ let known = new Map();
  for await (const snapshot of stepsOf(session, 0, Infinity, answer)) {
    for (const found of collections(snapshot, known)) {
      count++;
      out.write(options.json ? `${JSON.stringify(found)}\n` : told(found, count));
    }
    known = new Map(snapshot.objects.map((object) => [object.id, object.type]));
    raised = snapshot.status === 'raised';
  }
  if (!count && !options.json) out.write('The collector did not run.\n');
  return raised ? 1 : 0;
}

/** @typedef {{ step: number, line: number | null, generation: number, collected: number, uncollectable: number, freed: { id: string, type: string }[], counts: number[] }} Found */

/** @param {Snapshot} snapshot @param {ReadonlyMap<string, string>} known @returns {Found[]} */
function collections({ step, previousLine: line, events, gc: { counts } }, known) {
  return events.flatMap((event) => (event.type === 'collect' ? [{
    step, line, generation: event.generation, collected: event.collected, uncollectable: event.uncollectable, counts,
    freed: event.freed.map((id) => ({ id, type: known.get(id) ?? 'object' })),
  }] : []));
}

/** @param {Found} found @param {number} number */
function told({ step, line, generation, collected, uncollectable, freed, counts }, number) {
  const where = line === null ? '' : `, line ${line}`, things = (/** @type {number} */ n) => `${n} object${n === 1 ? '' : 's'}`;
  return [
    `Collection ${number}: step ${step}${where}, generation ${generation}${generation ? ' and younger' : ''}`,
    `  ${things(collected)} that no name could reach${uncollectable ? `, ${uncollectable} of them uncollectable` : ''}`,
    ...(freed.length ? [`  freed: ${freed.map(({ id, type }) => `${type} ${id}`).join(', ')}`] : []),
    `  counts now: ${counts.join(', ')}`, '',
  ].join('\n');
}
