/**
 * The site's only state. It is never changed in place: an action gives a new state, and listeners
 * are told. The reducer is pure, so the tests need no page.
 *
 * @import { Action, Snapshot, State } from './types.js'
 */
import { emptyPast, learn } from '../../bindings/scene/past.js';
import { emptySeats, reflow, seatAll, seatInOrder } from '../../bindings/scene/seats.js';

/** @type {State['travelled']} */
const NOWHERE = { step: -1, text: '' };
const NO_ANSWERS = { alive: null, phases: null, life: null, census: null, leaked: null, inside: null, listing: null };

/**
 * @param {Partial<State>} [given]
 * @returns {State}
 */
export function initialState(given = {}) {
  return {
    lesson: null, source: '', loaded: null, mode: 'script', python: '3.11', engine: 'idle', engineMessage: '', busy: 'no', progress: 0,
    snapshot: null, limited: false, past: emptyPast(), seats: emptySeats(3), selected: null, lens: 'objects', message: '', travelled: NOWHERE, breakpoints: [], grain: 'line', moment: null, answers: NO_ANSWERS, ...given,
  };
}

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduce(state, action) {
  switch (action.type) {
    case 'edit':
      return { ...state, source: action.source, lesson: action.lesson === undefined ? state.lesson : action.lesson, breakpoints: action.lesson ? [] : state.breakpoints };
    case 'mode': return { ...state, mode: action.mode, python: action.python ?? state.python };
    case 'lens': return { ...state, lens: action.lens };
    case 'engine': return { ...state, engine: action.engine, engineMessage: action.message ?? '' };
    case 'busy': return { ...state, busy: action.busy, progress: action.busy === 'running' ? state.progress : 0, engineMessage: action.busy === 'no' ? state.engineMessage : '' };
    case 'progress': return { ...state, progress: action.step };
    case 'loaded':
      return arrive({ ...state, loaded: action.source, limited: false, past: emptyPast(), seats: emptySeats(state.seats.columns), selected: null, answers: NO_ANSWERS }, action.snapshot);
    case 'arrived': return { ...arrive(state, action.snapshot), limited: action.limited ?? false };
    case 'learnt': {
      const { past, snapshots } = learn(state.past, action.snapshots);
      // Only what the reader has come past gets a seat: places for things to come would leave holes.
      const seats = action.seat ? seatAll(state.seats, snapshots, past.lives) : state.seats;
      return { ...state, past: { ...past, openEnd: action.openEnd }, seats };
    }
    case 'note': return { ...state, ...action.note };
    case 'answer': return { ...state, answers: { ...state.answers, ...action.answers } };
    case 'select': return { ...state, selected: action.serial };
    case 'columns': return { ...state, seats: reflow(state.seats, action.columns) };
    case 'tidy': return { ...state, seats: seatInOrder(state.seats, action.order, state.snapshot, state.past.lives) };
  }
}

/**
 * The state once the run stands at `given`.
 * @param {State} state
 * @param {Snapshot} given
 * @returns {State}
 */
function arrive(state, given) {
  const within = given.instruction?.index ? 1 : 0;
  const { past: learnt, snapshots: [met] } = learn(state.past, [{ ...given, step: given.step + within }]);
  const past = within ? { ...learnt, moments: state.past.moments, frontier: state.past.frontier } : learnt, snapshot = met ? { ...met, step: given.step } : given;
  const { moment, travelled } = given.step === state.snapshot?.step ? state : { moment: null, travelled: NOWHERE };
  return { ...state, moment, travelled, snapshot, past, seats: seatAll(state.seats, [snapshot], past.lives) };
}

/** Holds the state and tells listeners after each action. */
export class Store {
  /** @type {State} */ #state;
  /** @type {Set<(state: State) => void>} */ #listeners = new Set();

  /** @param {State} state */
  constructor(state) {
    this.#state = state;
  }

  get state() {
    return this.#state;
  }

  /** @param {Action} action */
  dispatch(action) {
    const next = reduce(this.#state, action);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener(next);
  }

  /**
   * @param {(state: State) => void} listener
   * @returns {() => void} stops listening
   */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
