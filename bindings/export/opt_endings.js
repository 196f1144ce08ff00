/**
 * What a trace of Python Tutor wants to know that lies between two lines: the moment at which a call returns, with its value, and the
 * exceptions that a line raises. Found by going through the instructions of those lines alone.
 *
 * @import { Moves, Snapshot } from '../types.js'
 * @import { Answer, Run } from './steps.js'
 */
import { arrange } from '../scene/arrange.js';
import { addWatch, readWatches } from '../travel_watch.js';
import { goTo } from './steps.js';

/** Steps of a run that are looked into; a trace of more has lines only. */
const MOST = 100000;
const LEAVES = /^(RETURN_VALUE|YIELD_VALUE)$/;

/**
 * The machine before an instruction that leaves a frame, with the value; or that begins to handle an exception.
 * @typedef {{ kind: 'return' | 'exception', frame: string, value: string | null, snapshot: Snapshot }} Ending
 */
/** @typedef {Run & Pick<Moves, 'step'> & { search?: import('../session.js').LocalSession['search'] }} Deep */

/** Steps behind which a line raised something. @param {Deep} run @param {number} last @returns {Promise<Set<number>>} */
async function raisedSteps(run, last) {
  /** @type {Set<number>} */ const steps = new Set();
  const take = (/** @type {import('../wasm.js').Machine} */ machine) => {
    for (const note of readWatches(machine).notes) steps.add(note.events - 1);
  };
  await run.search?.(0, last, { arm: (machine) => void addWatch(machine, { kind: 'raise' }, 'note'), stop: take, end: take });
  return steps;
}

/** The endings within the line that began at `step`. @param {Deep} run @param {number} step @returns {Promise<Ending[]>} */
async function endingsOf(run, step) {
  const { text, options } = run.program;
  /** @type {Ending[]} */ const found = [];
  for (let at = await run.seek(step, { instruction: 0 }); at.step === step; at = await run.step({ granularity: 'instruction' })) {
    const top = at.instruction?.frames[0], snapshot = () => arrange(at, options.mode ?? 'script', text);
    if (top && LEAVES.test(top.opcode)) found.push({ kind: 'return', frame: top.id, value: top.stack.at(-1) ?? null, snapshot: snapshot() });
    else if (top?.opcode === 'PUSH_EXC_INFO') found.push({ kind: 'exception', frame: top.id, value: top.stack.at(-1) ?? null, snapshot: snapshot() });
    if (at.status !== 'ready' && at.status !== 'paused') break;
  }
  return found;
}

/**
 * Each step with the endings of the line before it.
 * @param {Deep} run @param {AsyncIterable<Snapshot>} snapshots of neighbouring steps @param {number} to @param {Answer} [answer]
 * @returns {AsyncGenerator<{ snapshot: Snapshot, endings: Ending[] }>}
 */
export async function* withEndings(run, snapshots, to, answer) {
  const { step: last, status } = await goTo(run, Math.min(to, MOST), answer);
  const raised = status === 'stopped' ? new Set() : await raisedSteps(run, last);
  /** @type {Snapshot | null} */ let before = null;
  /** Line on which calls of a function begin. @type {Map<string, number | null>} */ const first = new Map();
  for await (const snapshot of snapshots) {
    const near = before && before.step === snapshot.step - 1 && snapshot.step <= MOST ? before : null;
    const frames = new Set(snapshot.namespaces.map(({ id }) => id)), [top, was] = [snapshot, near].map((one) => one?.namespaces.findLast((space) => !space.thread));
    if (top && top.id !== was?.id && !first.has(top.label)) first.set(top.label, snapshot.line);
    const anew = top !== undefined && top.kind !== 'module' && top.id === was?.id && first.get(top.label) === snapshot.line;
    const left = near?.namespaces.some(({ id, kind }) => kind !== 'module' && !frames.has(id)) ?? false;
    yield { snapshot, endings: near && (left || anew || raised.has(snapshot.step)) && status !== 'stopped' ? await endingsOf(run, near.step) : [] };
    before = snapshot;
  }
}
