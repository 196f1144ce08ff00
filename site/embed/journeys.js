/**
 * Travel by question, as the reader asks for it: goes there and says in words where that is, or that there is no such place; and the lines
 * at which Run stops.
 *
 * @import { Breakpoint, Grain, Snapshot, TravelQuestion } from '../state/types.js'
 * @import { InstructionFrame, Session } from '../../bindings/types.js'
 * @import { Controller } from '../state/controller.js'
 * @import { Store } from '../state/store.js'
 */

import { labelOf } from '../../bindings/scene/words.js';
import { inside } from './asks.js';

/** Milliseconds after which a search is shown as running, and can be stopped. */
const SLOW = 250;

/**
 * @typedef {{ act: 'travel', question: TravelQuestion, words: string } | { act: 'run' } | { act: 'key', key: string }
 *   | { act: 'breakpoints', list: readonly Breakpoint[] } | { act: 'gutter', line: number, go: boolean }
 *   | { act: 'grain', grain: Grain } | { act: 'walk', by: 1 | -1 } | { act: 'moment', moment: number }} Journey
 */

/**
 * Does what the reader asks; false: it is no journey.
 * @param {Store} store @param {Controller} controller @param {Journey | { act: string }} wish
 */
export async function journey(store, controller, wish) {
  const asked = /** @type {Journey} */ (wish), { breakpoints } = store.state;
  switch (asked.act) {
    case 'travel': await travel(store, controller, asked.question, asked.words); return true;
    case 'run': if (!(await travel(store, controller, { to: 'breakpoint', breakpoints: [...breakpoints] }, 'stop'))) await controller.run(); return true;
    case 'key': await press(store, controller, asked.key); return true;
    case 'breakpoints': store.dispatch({ type: 'note', note: { breakpoints: asked.list } }); return true;
    case 'gutter':
      if (asked.go) await travel(store, controller, { to: 'line', line: asked.line }, `next arrival at line ${asked.line}`);
      else store.dispatch({ type: 'note', note: { breakpoints: toggled(breakpoints, asked.line) } });
      return true;
    case 'grain': await choose(store, controller, asked.grain); return true;
    case 'walk': await walk(store, controller, asked.by); return true;
    case 'moment': await look(store, controller, asked.moment); return true;
    default: return false;
  }
}

/** @param {readonly Breakpoint[]} breakpoints @param {number} line */
function toggled(breakpoints, line) {
  const left = breakpoints.filter((one) => one.line !== line);
  return left.length < breakpoints.length ? left : [...left, { line }];
}

/**
 * @param {Store} store @param {Controller} controller @param {TravelQuestion} question @param {string} words
 * @returns {Promise<boolean>} whether there is such a place
 */
async function travel(store, controller, question, words) {
  const slow = setTimeout(() => store.dispatch({ type: 'busy', busy: 'running' }), SLOW);
  const say = (/** @type {string} */ text) => store.dispatch({ type: 'note', note: { travelled: { step: store.state.snapshot?.step ?? 0, text } } });
  try {
    const { found, reason } = await controller.ask((session) => session.travel(question), (answer) => (answer.found ? answer.snapshot : null));
    if (found) say(`${words.charAt(0).toUpperCase()}${words.slice(1)}${reason ? `: ${reason.text}` : ''}.`);
    else if (question.to !== 'breakpoint') say(`There is no ${words} from here.`);
    return found;
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}.`);
    return true;
  } finally {
    clearTimeout(slow);
  }
}

/** Keys that ask: over, out of the function, next and previous change of the selected object's count. @param {Store} store @param {Controller} controller @param {string} key */
async function press(store, controller, key) {
  const { state } = store;
  if (key === 'o') return travel(store, controller, { to: 'over' }, 'next line of this function');
  if (key === 'u') return travel(store, controller, { to: 'out' }, 'next line of the caller');
  const life = state.past.lives.get(state.selected ?? -1), back = key === 'p';
  if (!life) return store.dispatch({ type: 'note', note: { travelled: { step: state.snapshot?.step ?? 0, text: 'Select an object first: N and P go through the changes of its count.' } } });
  return travel(store, controller, { to: 'change', ref: { id: life.id }, what: 'count', direction: back ? 'back' : 'forward' }, `${back ? 'previous' : 'next'} change of the count of ${life.type} #${life.serial}`);
}

/* ---- inside a step ---- */

/** Steps go on by lines, or by what happens inside of them. @param {Store} store @param {Controller} controller @param {Grain} grain */
async function choose(store, controller, grain) {
  store.dispatch({ type: 'note', note: { grain, moment: null } });
  const step = store.state.snapshot?.step ?? 0;
  if (grain !== 'line') store.dispatch({ type: 'lens', lens: 'closeup' });
  if (grain === 'instruction') await instruction(store, controller, (session) => session.seek(step, { instruction: 0 }));
  else if (store.state.snapshot?.instruction) await controller.ask((session) => session.seek(step), (snapshot) => snapshot);
  if (grain === 'event') await look(store, controller, null);
}

/**
 * Goes to an event of the present step and says what it is.
 * @param {Store} store @param {Controller} controller @param {number | null} moment null: the last
 */
async function look(store, controller, moment) {
  const step = store.state.snapshot?.step ?? 0;
  if (step === 0) return;
  const told = await inside(store.state, controller, step, moment);
  if (store.state.snapshot?.step !== step) return;
  const events = told.told?.events ?? [], at = Math.min(moment ?? events.length - 1, events.length - 1), event = events[at];
  store.dispatch({ type: 'answer', answers: { inside: told } });
  const line = store.state.snapshot.previousLine;
  const text = event ? `Event ${at + 1} of ${events.length}${line === null ? '' : ` of line ${line}`}: ${event.reason}${event.from === event.to ? '' : `, count ${event.from} → ${event.to}`}.` : '';
  store.dispatch({ type: 'note', note: { moment: at === events.length - 1 ? null : at, travelled: { step, text, alone: Boolean(text) } } });
}

/**
 * Goes somewhere by instructions, fetches the function that is there, and says what ran and what comes.
 * @param {Store} store @param {Controller} controller @param {(session: Session) => Promise<Snapshot>} go @param {1 | -1} [by]
 */
async function instruction(store, controller, go, by) {
  const ran = store.state.snapshot?.instruction?.frames[0];
  try {
    await controller.ask(go, (snapshot) => snapshot);
    store.dispatch({ type: 'answer', answers: { listing: await controller.ask((session) => session.disassembly()) } });
  } catch {
    return store.dispatch({ type: 'answer', answers: { listing: null } });
  }
  const { snapshot } = store.state, next = snapshot?.instruction?.frames[0];
  if (!snapshot || !next) return undefined;
  const stack = next.stack.map((id) => (id === null ? 'NULL' : nameOf(snapshot, id))).join(', ');
  const text = `${by === 1 && ran ? `${wordOf(ran)} ran. ` : by === -1 ? 'Back. ' : ''}Next: ${wordOf(next)}${next.line === null ? '' : `, in line ${next.line}`}. ${stack ? `On the stack, top last: ${stack}.` : 'The stack is empty.'}`;
  return store.dispatch({ type: 'note', note: { travelled: { step: snapshot.step, text, alone: true } } });
}

/** @param {InstructionFrame} frame */
function wordOf({ opcode, arg, argrepr }) {
  return `${opcode}${argrepr ? ` ${argrepr}` : arg === null ? '' : ` ${arg}`}`;
}

/** @param {Snapshot} snapshot @param {string} id */
function nameOf({ objects }, id) {
  const object = objects.find((one) => one.id === id);
  return object ? labelOf(object) : id;
}

/** To the next or previous event, over the bounds of the step where need be. @param {Store} store @param {Controller} controller @param {1 | -1} by */
async function walk(store, controller, by) {
  if (store.state.grain === 'instruction') return instruction(store, controller, (session) => (by > 0 ? session.step({ granularity: 'instruction' }) : session.stepBack({ granularity: 'instruction' })), by);
  if (store.state.answers.inside?.step !== store.state.snapshot?.step) await look(store, controller, store.state.moment);
  const { moment, snapshot, answers } = store.state;
  const known = snapshot && answers.inside?.step === snapshot.step ? answers.inside : null;
  const last = (known?.told?.events.length ?? 0) - 1, next = Math.min(moment ?? last, last) + by;
  if (next >= 0 && next <= last) return look(store, controller, next);
  await (by > 0 ? controller.step() : controller.back());
  return look(store, controller, by > 0 ? 0 : null);
}
