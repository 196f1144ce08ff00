/**
 * The steps of a run, one after another, as an export reads them; and the scenes that pictures are drawn from.
 *
 * @import { LoadOptions, Moves, Snapshot } from '../types.js'
 * @import { Scene } from '../scene/types.js'
 */
import { arrange } from '../scene/arrange.js';
import { columnsFor } from '../scene/layout.js';
import { emptyPast, learn } from '../scene/past.js';
import { sceneOf } from '../scene/scene.js';
import { emptySeats, seatAll } from '../scene/seats.js';

/** Steps before the first one drawn that are looked at, so that every object sits where a reader who came along saw it. */
const LOOK_BACK = 400;
/** Steps of a range at most. */
const LONGEST = 600;
/** Objects in all snapshots kept for a picture: bounds the memory. */
const MOST_KEPT = 120000;

/** @typedef {() => { text: string, end: boolean }} Answer */
/** @typedef {Pick<Moves, 'seek' | 'run' | 'provideInput'> & { program: { text: string, options: LoadOptions } }} Run */

/**
 * Goes to a step, or as far as the run gets; waits for input on the way are answered.
 * @param {Run} run @param {number} step Infinity = the end @param {Answer} [answer]
 * @returns {Promise<Snapshot>}
 */
export async function goTo(run, step, answer) {
  for (;;) {
    const snapshot = await (step === Infinity ? run.run() : run.seek(step));
    if (snapshot.status !== 'input' || !answer) return snapshot;
    const { text, end } = answer();
    await run.provideInput(text, end);
  }
}

/**
 * Snapshots from..to; fewer when the run ends, waits for input or is stopped.
 * @param {Run} run @param {number} from @param {number} to @param {Answer} [answer]
 * @returns {AsyncGenerator<Snapshot>}
 */
export async function* stepsOf(run, from, to, answer) {
  let snapshot = await goTo(run, from, answer);
  for (;;) {
    yield snapshot;
    if (snapshot.step >= to || !['ready', 'paused'].includes(snapshot.status)) return;
    snapshot = await goTo(run, snapshot.step + 1, answer);
  }
}

/**
 * The same, instruction by instruction.
 * @param {Run & Pick<Moves, 'step'>} run @param {number} from @param {number} to @param {Answer} [answer]
 * @returns {AsyncGenerator<Snapshot>}
 */
export async function* instructionsOf(run, from, to, answer) {
  let snapshot = await goTo(run, from, answer);
  if (['ready', 'paused'].includes(snapshot.status)) snapshot = await run.seek(snapshot.step, { instruction: 0 });
  while (snapshot.step <= to) {
    yield snapshot;
    if (!['ready', 'paused'].includes(snapshot.status)) return;
    snapshot = await run.step({ granularity: 'instruction' });
    if (snapshot.status !== 'input' || !answer) continue;
    const { step, instruction } = snapshot;
    const { text, end } = answer();
    await run.provideInput(text, end);
    snapshot = await run.seek(step, { instruction: (instruction?.index ?? 0) + 1 });
  }
}

/** The same as a reader wants them. @param {Run} run @param {number} from @param {number} to @param {Answer} [answer] @returns {AsyncGenerator<Snapshot>} */
export async function* readSteps(run, from, to, answer) {
  for await (const snapshot of stepsOf(run, from, to, answer)) yield arranged(run, snapshot);
}

/** @param {Run} run @param {Snapshot} snapshot */
function arranged({ program: { text, options } }, snapshot) {
  return arrange(snapshot, options.mode ?? 'script', text);
}

/** One step, or the last one there is, with what it did. @param {Run} run @param {number} step @param {Answer} [answer] */
export async function stepAt(run, step, answer) {
  const there = await goTo(run, step, answer);
  if (there.step === 0 || there.previousLine !== null) return arranged(run, there);
  await goTo(run, there.step - 1);
  return arranged(run, await goTo(run, there.step));
}

/**
 * Scenes of the steps from..to, everything on the seat that it has on the page.
 * @param {Run} run @param {number} from @param {number} to @param {number} width of the picture @param {Answer} [answer]
 * @returns {Promise<Scene[]>}
 */
export async function scenesOf(run, from, to, width, answer) {
  /** @type {Snapshot[]} */ let met = [];
  let kept = 0;
  const goal = from === Infinity ? (await goTo(run, from, answer)).step : from;
  for await (const snapshot of readSteps(run, Math.max(0, goal - LOOK_BACK), Math.max(goal, Math.min(to, goal + LONGEST)), answer)) {
    met.push(snapshot);
    kept += snapshot.objects.length;
    while (kept > MOST_KEPT && (met[0]?.step ?? goal) < goal - 1) kept -= met.shift()?.objects.length ?? 0;
  }
  const { past, snapshots } = learn(emptyPast(), met), { text } = run.program;
  const seats = seatAll(emptySeats(columnsFor(width)), snapshots, past.lives);
  const last = snapshots.at(-1)?.step ?? 0;
  return snapshots.filter((snapshot) => snapshot.step >= Math.min(goal, last)).flatMap((snapshot) =>
    sceneOf({ source: text, loaded: text, snapshot, past, seats, selected: null, limited: false }) ?? []);
}
