/**
 * What the reader asks about the run without going anywhere: each question of the page, put to the session, and its answer for the store.
 *
 * @import { Answers, State } from '../state/types.js'
 * @import { Controller } from '../state/controller.js'
 */

/** Ways to an object that are told. */
const MOST_WAYS = 6;
/** Steps along the run at which objects are counted. */
const SAMPLES = 24;

/**
 * @typedef {{ act: 'why' | 'life', serial: number, id: string } | { act: 'phases' } | { act: 'census' }
 *   | { act: 'leaked', from: number, to: number } | { act: 'inside', moment: number | null }} Question
 */

/**
 * What the session says to a question; null for a wish of another kind.
 * @param {State} state @param {Controller} controller @param {Question | { act: string }} wish
 * @returns {Promise<Partial<Answers> | null>}
 */
export async function ask(state, controller, wish) {
  const question = /** @type {Question} */ (wish), step = state.snapshot?.step ?? 0;
  switch (question.act) {
    case 'why': {
      const { serial, id } = question;
      const both = controller.ask(async (session) => ({ why: await session.why({ id }, { step, paths: MOST_WAYS }), retained: await session.retained({ id }, { step }) }));
      return { alive: { serial, step, ...(await told(both, { why: null, retained: null })) } };
    }
    case 'life': {
      const { serial, id } = question, at = seenAt(state, serial);
      return { life: { serial, ...(await told(controller.ask(async (session) => ({ life: await session.history({ id }, { step: at }) })), { life: null })) } };
    }
    case 'phases': return { phases: { step, ...(await told(controller.ask((session) => session.collections(step)), { collections: [] })) } };
    case 'census': {
      const to = knownEnd(state);
      return { census: { to, ...(await told(controller.ask(async (session) => ({ census: await session.census({ from: 0, to, points: SAMPLES }) })), { census: null })) } };
    }
    case 'leaked': {
      const { from, to } = question;
      return { leaked: { from, to, ...(await told(controller.ask(async (session) => ({ leaked: await session.leaked({ from, to }) })), { leaked: null })) } };
    }
    case 'inside': return { inside: await inside(state, controller, step, question.moment) };
    default: return null;
  }
}

/**
 * The answer, or what there is without one and why.
 * @template T, E @param {Promise<T>} answer @param {E} none @returns {Promise<(T | E) & { trouble: string }>}
 */
function told(answer, none) {
  return answer.then((given) => ({ ...given, trouble: '' }), (error) => ({ ...none, trouble: error instanceof Error ? error.message : String(error) }));
}

/** Last step of the run that is known. @param {State} state */
function knownEnd({ past, snapshot }) {
  return past.total ?? Math.max(past.frontier, snapshot?.step ?? 0);
}

/** A step at which the object is there: the present one, or one of its life. @param {State} state @param {number} serial */
function seenAt({ snapshot, past }, serial) {
  const step = snapshot?.step ?? 0, life = past.lives.get(serial);
  return !life || (step >= life.bornAt && step < (life.freedAt ?? Infinity)) ? step : life.bornAt;
}

/**
 * What happened inside a step: told once, and the heap after one of its events.
 * @param {State} state @param {Controller} controller @param {number} step @param {number | null} moment null: the last event
 */
export async function inside(state, controller, step, moment) {
  const known = state.answers.inside?.step === step && state.answers.inside.told ? state.answers.inside : null;
  const answer = controller.ask(async (session) => {
    const events = known?.told ?? (await session.memoryEvents(step)), last = events.events.length - 1;
    return { told: events, growth: known?.growth ?? (await session.growth(step)).changes, state: await session.memoryState(step, Math.min(moment ?? last, last)) };
  });
  return { step, ...(await told(answer, { told: null, growth: [], state: null })) };
}
