/** `trace` and `render`: a run, or a step of it, in a form that other programs read. */
import { exportRun } from '../export/index.js';
import { goTo } from '../export/steps.js';
import { output, usageError } from './io.js';
import { openSession } from './session.js';

/** @typedef {import('./options.js').Options} Options */
/** @typedef {import('../types.js').ExportFormat} ExportFormat */
/** @typedef {import('../types.js').Snapshot} Snapshot */

/** @type {Record<string, readonly ExportFormat[]>} */
const FORMATS = { trace: ['jsonl', 'changes', 'opt', 'memoryviz', 'dot', 'svg', 'animated-svg', 'heapsnapshot', 'session'], render: ['svg', 'animated-svg'] };
/** Formats of a range of steps; the others are of one step. @type {readonly ExportFormat[]} */
const RANGES = ['jsonl', 'changes', 'opt', 'animated-svg'];

/**
 * @param {'trace' | 'render'} command @param {string} file @param {string[]} args @param {Options} options
 * @returns {Promise<number>} 0; 1 when the program ended by an exception within what was traced
 */
export async function trace(command, file, args, options) {
  const format = formatOf(command, options);
  if (RANGES.includes(format) ? options.step !== undefined : options.from !== undefined || options.to !== undefined) {
    usageError(RANGES.includes(format) ? `${format} takes --from and --to, not --step` : `${format} takes --step, not --from and --to`);
  }
  if (options.granularity && format !== 'jsonl') usageError('--granularity goes with --format jsonl');
  if ((options.from ?? 0) > (options.to ?? Infinity)) usageError('--from is behind --to');
  const { session, step: saved, answer } = await openSession(file, args, options);
  const watched = watch(session), out = output(options.output);
  const { from, to, granularity, whole, dark, code, width, seconds, inline } = options;
  const step = RANGES.includes(format) ? undefined : options.step ?? saved ?? Infinity;
  const home = format === 'session' ? (await goTo(watched, step ?? Infinity, answer)).step : step;
  await exportRun(watched, format, { from, to, granularity, whole, step: home, dark, code, width: width || undefined, seconds, primitives: inline ? 'inline' : 'heap', input: answer }, out.write);
  out.close();
  return watched.raised ? 1 : 0;
}

/** @param {'trace' | 'render'} command @param {Options} options @returns {ExportFormat} */
function formatOf(command, { format, from, to }) {
  const known = FORMATS[command] ?? [];
  const fallback = command === 'trace' ? 'jsonl' : from !== undefined || to !== undefined ? 'animated-svg' : 'svg';
  const wanted = known.find((one) => one === (format ?? fallback));
  return wanted ?? usageError(`unknown format ${format}; there are ${known.join(', ')}`);
}

/** The session, noting whether the program was seen to end by an exception. It is left where the export ends. @param {import('../session.js').LocalSession} session */
function watch(session) {
  const note = async (/** @type {Promise<Snapshot>} */ going) => {
    const snapshot = await going;
    watched.raised ||= snapshot.status === 'raised';
    return snapshot;
  };
  const watched = {
    raised: false, snapshot: null,
    get program() { return session.program; },
    get options() { return session.options; },
    search: session.search.bind(session),
    at: session.at.bind(session),
    record: session.record.bind(session),
    run: () => note(session.run()),
    step: (/** @type {import('../types.js').StepOptions} */ how) => note(session.step(how)),
    seek: (/** @type {number} */ step, /** @type {import('../types.js').SeekOptions} */ within) => note(session.seek(step, within)),
    provideInput: (/** @type {string} */ text, /** @type {boolean} */ end) => note(session.provideInput(text, end)),
  };
  return watched;
}
