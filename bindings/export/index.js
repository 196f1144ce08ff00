/**
 * Exports of a run, by format. `session.export(format, options)` comes here; long ones are written piece by piece.
 *
 * @import { ExportFormat, ExportOptions, Snapshot } from '../types.js'
 * @import { Run } from './steps.js'
 */
import { EngineError } from '../errors.js';
import { dotGraph } from './dot.js';
import { looking } from '../query_graph.js';
import { Numbers, heapSnapshot } from './heapsnapshot.js';
import { memoryViz } from './memoryviz.js';
import { optTrace } from './opt.js';
import { trace } from '../trace.js';
import { withEndings } from './opt_endings.js';
import { writeSessionFile } from './session-file.js';
import { goTo, instructionsOf, readSteps, scenesOf, stepAt, stepsOf } from './steps.js';
import { WIDTH, animateScenes, drawScene } from './svg.js';

/** Steps of an animation when nothing is said. */
const FILM = 60;
/** Steps recorded at a stretch. */
const STRETCH = 20000;
/** Characters written at once. */
const PIECE = 2 ** 16;

/** @typedef {Run & Pick<import('../types.js').Moves, 'step'> & { snapshot: Snapshot | null, options?: import('../types.js').SessionOptions | any, search?: import('../session.js').LocalSession['search'], at: import('../session.js').LocalSession['at'], record: import('../session.js').LocalSession['record'] }} Exported */

/** Numbers of objects in heap snapshots of one program. @type {WeakMap<object, Numbers>} */
const numbered = new WeakMap();

/** @param {Exported} session */
function numbersOf({ program }) {
  let numbers = numbered.get(program);
  if (!numbers) numbered.set(program, (numbers = new Numbers()));
  return numbers;
}

/** What each format is made of. @type {Record<ExportFormat, (session: Exported, options: ExportOptions, step: number) => AsyncIterable<string>>} */
const formats = {
  jsonl: (session, { from = 0, to = Infinity, granularity, input }) =>
    jsonLines(granularity === 'instruction' ? instructionsOf(session, from, to, input) : stepsOf(session, from, to, input)),
  changes: (session, { from = 0, to = Infinity, whole, input }) => recorded(session, from, to, whole ?? false, input),
  opt: (session, { from = 0, to = Infinity, primitives, input }) =>
    optTrace({ source: session.program.text }, withEndings(session, readSteps(session, from, to, input), to, input), { stdin: session.program.options.stdin, primitives }),
  memoryviz: (session, { input }, step) => one(async () => memoryViz(await stepAt(session, step, input))),
  dot: (session, { input }, step) => one(async () => dotGraph(await stepAt(session, step, input))),
  heapsnapshot: (session, { input }, step) => one(async () => {
    const { step: there } = await goTo(session, step, input);
    return session.at(there, (machine) => looking(machine, (graph) => heapSnapshot(graph, numbersOf(session))));
  }),
  svg: (session, { width = WIDTH, dark, code, input }, step) => one(async () => {
    const scene = (await scenesOf(session, step, step, width, input)).at(-1);
    return scene ? drawScene(scene, { width, dark, code }) : '';
  }),
  'animated-svg': (session, { from = 0, to = from + FILM, width = WIDTH, dark, code, seconds, input }) =>
    one(async () => animateScenes(await scenesOf(session, from, to, width, input), { width, dark, code, seconds })),
  session: (session, { bookmarks }, step) => one(async () => writeSessionFile(session.program.text, { ...(session.options?.memoryLimit ? { memoryLimit: session.options.memoryLimit } : {}), ...session.program.options }, { step, bookmarks })),
};

/**
 * Writes an export. The step shown stays the same.
 * @param {Exported} session @param {ExportFormat} format @param {ExportOptions} [options]
 * @param {(piece: string) => unknown} [write]  called with the text piece by piece and awaited; without it the text is the answer
 * @returns {Promise<string>}
 */
export async function exportRun(session, format, options = {}, write) {
  const make = Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (!make) throw new EngineError(`there is no export format ${format}; there are ${Object.keys(formats).join(', ')}`);
  const home = session.snapshot?.step ?? 0;
  /** @type {string[]} */ const whole = [];
  const put = write ?? ((/** @type {string} */ piece) => whole.push(piece));
  let held = '';
  try {
    for await (const piece of make(session, options, options.step ?? home)) {
      held += piece;
      if (held.length < PIECE) continue;
      await put(held);
      held = '';
    }
    if (held) await put(held);
  } finally {
    await session.seek(home);
  }
  return whole.join('');
}
export { exportRun as export };

/**
 * The run as the runtime records it (core/probe/trace.c), in stretches that each begin with the whole state.
 * @param {Exported} session @param {number} from @param {number} to @param {boolean} whole @param {ExportOptions['input']} [input]
 */
async function* recorded(session, from, to, whole, input) {
  for (let at = from; at <= to; ) {
    const last = Math.min(to, at + STRETCH - 1);
    let text = '';
    const { end } = await trace(/** @type {any} */ (session), { from: at, to: last, whole }, (piece) => { text += piece; });
    yield text;
    if (end === 'end') await session.run();
    if (end !== 'done' && !(end === 'input' && input)) return;
    const reached = end === 'done' ? last : Number(/^\d+/.exec(text.slice(text.lastIndexOf('{"step":') + 8))?.[0] ?? at - 1);
    if (end === 'input' && (await goTo(session, reached + 1, input)).status === 'input') return;
    at = reached + 1;
  }
}

/** @param {() => Promise<string>} make */
async function* one(make) {
  yield await make();
}

/** A snapshot a line, with the output of the step alone. @param {AsyncIterable<Snapshot>} snapshots */
async function* jsonLines(snapshots) {
  let shown = -1;
  for await (const { stdout, ...rest } of snapshots) {
    const from = shown < 0 ? (rest.step === 0 ? 0 : stdout.length) : shown;
    yield `${JSON.stringify({ ...rest, output: stdout.slice(from) })}\n`;
    shown = stdout.length;
  }
}
