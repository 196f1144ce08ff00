/** `gc`: every collection of a run, with what it found. */
import { collections as byPhase } from '../collector.js';
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
    const found = collections(snapshot, known);
    const phases = options.phases && found.length ? (await byPhase(session, snapshot.step)).collections : [];
    for (const [i, one] of found.entries()) {
      count++;
      const more = phases[i] ? { phases: phases[i].phases } : {};
      out.write(options.json ? `${JSON.stringify({ ...one, ...more })}\n` : told(one, count) + (more.phases ?? []).map(toldPhase).join(''));
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

/** @param {import('../types.js').CollectionPhase} phase */
function toldPhase({ title, text, objects }) {
  const lines = objects.map(({ type, id, value, list, reason }) => `      ${list.padEnd(11)} ${type} ${id}${value && !value.startsWith('<') ? ` ${value}` : ''}: ${reason}`);
  return [`  ${title}. ${text}`, ...lines, ''].join('\n');
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
