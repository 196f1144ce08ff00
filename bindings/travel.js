/**
 * Travel by question: to the next or previous line, call, change of a name or an object, birth, death, collection, exception, output,
 * breakpoint.
 *
 * What happened is found at the step behind the line that did it (its events say so); a place is found at the step that stands before it.
 *
 * @typedef {import('./session.js').LocalSession} LocalSession
 * @typedef {import('./wasm.js').Machine} Machine
 * @typedef {import('./types.js').TravelQuestion} TravelQuestion
 * @typedef {import('./types.js').TravelAnswer} TravelAnswer
 * @typedef {import('./travel_watch.js').WatchSpec} WatchSpec
 */
import { decodeSnapshot } from './decode.js';
import { EngineError } from './errors.js';
import { resolve } from './query.js';
import { explainChange } from './query_history.js';
import { birthStep, searchBack, searchForward } from './travel_search.js';
import { condition } from './travel_condition.js';
import { addressOf } from './travel_watch.js';

/** @typedef {import('./travel_search.js').Target} Target */

/* ---- what can be asked for ---- */

/**
 * A watch for a name: in the innermost running frame that has such a variable, else in the module.
 * @param {Machine} machine @param {{name: string, namespace?: string}} ref @returns {WatchSpec}
 */
function nameWatch(machine, { name, namespace }) {
  const size = machine.write('watch_text', name);
  for (const space of decodeSnapshot(machine.snapshot()).namespaces.slice(1)) {
    if (namespace !== undefined && space.label !== namespace && space.id !== namespace) continue;
    const address = addressOf(machine, space.id);
    const [slot, code] = machine.callOut('watch_slot', address, size);
    if (slot >= 0 || (slot === -1 && space.names.some((entry) => entry.name === name))) return { kind: 'local', a: address, b: code, c: slot, text: name };
  }
  const [module] = decodeSnapshot(machine.snapshot()).namespaces;
  if (!module || (namespace !== undefined && module.label !== namespace && module.id !== namespace)) throw new EngineError(`no namespace ${namespace ?? ''} has the name ${name} at this step`);
  return { kind: 'name', a: addressOf(machine, module.id), text: name };
}

/** @param {LocalSession} session @param {number} step @param {string} id @param {string} kind @returns {Promise<Target>} */
async function objectTarget(session, step, id, kind) {
  const address = await session.at(step, (machine) => addressOf(machine, id));
  const first = await birthStep(session, step, address);
  return { watches: () => [{ kind, a: address }], ref: id, first: first ?? -1 };
}

/** @param {import('./types.js').Breakpoint[]} breakpoints @returns {Target} */
function breakpointTarget(breakpoints) {
  const conditions = breakpoints.map((breakpoint) => (breakpoint.condition ? condition(breakpoint.condition) : () => true));
  const everyLine = 0x7fffffff; // no program is nested so deep
  return {
    watches: () => breakpoints.map(({ line }) => (line === undefined ? { kind: 'depth', a: everyLine } : { kind: 'line', a: line })),
    accepts: (machine, hits) => hits.some((number) => /** @type {(machine: Machine) => boolean} */ (conditions[number])(machine)),
  };
}

/** @param {LocalSession} session @param {number} step @param {TravelQuestion} question @returns {Promise<Target>} */
async function targetOf(session, step, question) {
  switch (question.to) {
    case 'line': return { watches: () => [{ kind: 'line', a: question.line }] };
    case 'call': return { watches: () => [{ kind: 'call', text: question.name }] };
    case 'collection': return { watches: () => [{ kind: 'collection' }] };
    case 'exception': return { watches: () => [{ kind: 'raise' }] };
    case 'output': return { watches: () => [{ kind: 'output' }] };
    case 'breakpoint': return breakpointTarget(question.breakpoints);
    case 'over':
    case 'out': {
      const depth = await session.at(step, (machine) => machine.call('depth'));
      return { watches: () => [{ kind: 'depth', a: question.to === 'out' ? depth - 1 : depth }] };
    }
    case 'change': {
      if ('name' in question && question.what === undefined) {
        const { name, namespace } = question;
        const spec = await session.at(step, (machine) => nameWatch(machine, { name, ...(namespace === undefined ? {} : { namespace }) }));
        return { watches: () => [spec] };
      }
      const ref = 'ref' in question ? question.ref : question;
      const id = await session.at(step, (machine) => resolve(machine, ref));
      return objectTarget(session, step, id, question.what === 'contents' ? 'contents' : 'count');
    }
    default: throw new EngineError(`cannot travel to ${/** @type {any} */ (question).to}`);
  }
}

/** @param {LocalSession} session @param {number} step @param {TravelQuestion} question @returns {Promise<{step: number | null, ref?: string | null}>} */
async function find(session, step, question) {
  const back = 'direction' in question && question.direction === 'back';
  if (question.to === 'into') return { step: back ? Math.max(0, step - 1) : step + 1 };
  if (question.to === 'birth' || question.to === 'death') {
    const { id, address } = await session.at(step, (machine) => {
      const ref = resolve(machine, question.ref);
      return { id: ref, address: addressOf(machine, ref) };
    });
    if (question.to === 'birth') return { step: await birthStep(session, step, address), ref: id };
    return { step: await searchForward(session, step, { watches: () => [{ kind: 'life', a: address }] }), ref: id };
  }
  const target = await targetOf(session, step, question);
  const found = back ? await searchBack(session, step - 1, target) : await searchForward(session, step, target);
  return { step: found, ref: target.ref ?? null };
}

/**
 * Goes where the question says. The session stays where it is when there is no such step.
 * @param {LocalSession} session @param {TravelQuestion} question
 * @returns {Promise<TravelAnswer>}
 */
export async function travel(session, question) {
  const from = session.snapshot?.step ?? 0;
  const { step, ref } = await find(session, from, question);
  if (step === null) return { found: false, step: from, snapshot: session.snapshot ?? (await session.seek(from)), reason: null };
  const what = question.to === 'birth' || question.to === 'death' ? question.to : 'change';
  const reason = ref ? await explainChange(session, ref, step, what) : null;
  return { found: true, step, snapshot: await session.seek(step), reason };
}
