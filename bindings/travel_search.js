/**
 * Searching a run for the step at which a watch of the core is hit.
 *
 * Going back is running forward from the checkpoints, the nearest first, until one stretch has a hit, and taking its last: a search back
 * costs about one run of the program at most.
 *
 * @typedef {import('./session.js').LocalSession} LocalSession
 * @typedef {import('./wasm.js').Machine} Machine
 * @typedef {import('./travel_watch.js').WatchSpec} WatchSpec
 */
import { EngineError } from './errors.js';
import { addWatch, readWatches } from './travel_watch.js';

/**
 * What is searched for: watches, one of which must be hit, and whether a hit is meant.
 * @typedef {object} Target
 * @property {(machine: Machine) => WatchSpec[]} watches
 * @property {((machine: Machine, hits: number[]) => boolean)} [accepts]  looks at the machine where these watches were hit; without it every hit
 *   counts
 * @property {string | null} [ref]  id of the object that it is about
 * @property {number} [first]  step before which there is nothing to find
 */

/** Numbers of the watches that this line event hit. @param {Machine} machine @param {import('./travel_watch.js').WatchState[]} watches */
function hitNow(machine, watches) {
  return watches.flatMap(({ hits, events }, number) => (hits > 0 && events === machine.lineEvents ? [number] : []));
}

/**
 * The first hit behind a step, or null.
 * @param {LocalSession} session @param {number} from @param {Target} target @param {number} [to]
 */
export async function searchForward(session, from, target, to = Infinity) {
  /** @type {number | null} */
  let found = null;
  const look = (/** @type {Machine} */ machine, /** @type {number} */ step) => {
    const { stoppedBy, watches } = readWatches(machine);
    if (stoppedBy < 0 || (target.accepts && !target.accepts(machine, hitNow(machine, watches)))) return false;
    found = step;
    return true;
  };
  const outcome = await session.search(from, to, {
    arm: (machine) => target.watches(machine).forEach((spec) => addWatch(machine, spec, 'stop')),
    stop: look,
    end: (machine, step) => void (found === null && look(machine, step)),
  });
  if (outcome === 'stopped') throw new EngineError('the search was stopped');
  return found;
}

/**
 * The last hit before a step, or null.
 * @param {LocalSession} session @param {number} to a hit at this step counts
 * @param {Target} target
 */
export async function searchBack(session, to, target) {
  const least = target.first ?? -1;
  const starts = session.checkpoints.filter((step) => step < to);
  let end = to;
  for (let i = starts.length - 1; i >= 0 && end > least; i--) {
    const start = Math.max(/** @type {number} */ (starts[i]), least);
    const found = await lastHit(session, start, end, target, start === starts[i]);
    if (found !== null) return found >= least ? found : null;
    if (start === least) return null;
    end = start + 1; // the checkpoint may lie within its line: what its beginning did is seen one step later
  }
  return null;
}

/** @param {LocalSession} session @param {number} from @param {number} to @param {Target} target @param {boolean} loose */
async function lastHit(session, from, to, target, loose) {
  /** @type {number | null} */
  let found = null;
  const { accepts } = target;
  const outcome = await session.search(from, to, {
    loose,
    arm: (machine) => target.watches(machine).forEach((spec) => addWatch(machine, spec, accepts ? 'stop' : 'count')),
    stop: (machine, step) => {
      const { stoppedBy, watches } = readWatches(machine);
      if (accepts && stoppedBy >= 0 && accepts(machine, hitNow(machine, watches))) found = step;
    },
    end: (machine, step) => {
      const { watches, stoppedBy } = readWatches(machine);
      if (!accepts) {
        const events = watches.filter((watch) => watch.hits > 0).map((watch) => watch.events);
        if (events.length) found = Math.max(...events) - 1;
      } else if (stoppedBy >= 0 && step === to && accepts(machine, hitNow(machine, watches))) found = step;
    },
  });
  if (outcome === 'stopped') throw new EngineError('the search was stopped');
  return found;
}

/** The step at which the object that lives at an address at `step` was made; null: before the program started. @param {LocalSession} session @param {number} step @param {number} address */
export async function birthStep(session, step, address) {
  const hit = await searchBack(session, step, { watches: () => [{ kind: 'life', a: address }] });
  return hit === null ? null : Math.min(hit + 1, step);
}
