/** `why`: what keeps the object alive that a name refers to at a line, and what makes up its count. */
import { stepsOf } from '../export/steps.js';
import { nameOf } from '../export/values.js';
import { output, usageError } from './io.js';
import { openSession } from './session.js';

/** @typedef {import('../types.js').Session} Session */
/** @typedef {import('../types.js').Snapshot} Snapshot */
/** @typedef {{ snapshot: Snapshot, when: string }} Place */

/** Ways to the object that are written. */
const WAYS = 8;

/** @param {string} file @param {string[]} args @param {import('./options.js').Options} options */
export async function why(file, args, options) {
  const { line, name } = options;
  if (name === undefined || (line === undefined) === (options.step === undefined)) usageError('why needs --name NAME, and --line N or --step N');
  const { session: local, answer } = await openSession(file, args, options);
  const session = /** @type {Session} */ (/** @type {unknown} */ (local));
  const { snapshot, when } = await find(local, answer, options, name);
  const { step } = snapshot;
  const alive = await session.why({ name }, { step, paths: WAYS }), dies = await session.retained({ name }, { step });
  const out = output(undefined);
  if (options.json) out.write(`${JSON.stringify({ step, line: snapshot.line, ...alive, retained: { count: dies.count, bytes: dies.bytes } })}\n`);
  else out.write(told(name, when, alive, dies));
  return 0;
}

/**
 * The step: before the line runs for the first time with the name bound; else after it has run.
 * @param {import('../session.js').LocalSession} session @param {() => {text: string, end: boolean}} answer
 * @param {import('./options.js').Options} options @param {string} name
 * @returns {Promise<Place>}
 */
async function find(session, answer, { line, step }, name) {
  const bound = (/** @type {Snapshot} */ { namespaces }) => namespaces.some((space) => space.names.some((one) => one.name === name));
  const source = session.program.text.split('\n');
  const at = (/** @type {number} */ number) => `line ${number}, ${(source[number - 1] ?? '').trim()}`;
  let before = null, reached = false;
  for await (const snapshot of stepsOf(session, step ?? 0, step ?? Infinity, answer)) {
    if (step !== undefined && snapshot.step === step) {
      if (bound(snapshot)) return { snapshot, when: snapshot.line === null ? `Step ${step}, at the end` : `Step ${step}, before ${at(snapshot.line)}` };
      usageError(`no name ${name} at step ${step}`);
    }
    if (line !== undefined && snapshot.line === line) {
      reached = true;
      if (bound(snapshot)) return { snapshot, when: `Step ${snapshot.step}, before ${at(line)}` };
    }
    if (before === line && line !== undefined && bound(snapshot)) return { snapshot, when: `Step ${snapshot.step}, after ${at(line)}` };
    before = snapshot.line;
  }
  if (step !== undefined) usageError(`the run does not get to step ${step}`);
  return usageError(reached ? `no name ${name} at line ${line}` : `line ${line} is never run`);
}

/**
 * @param {string} name @param {string} when
 * @param {import('../types.js').WhyAnswer} alive @param {import('../types.js').RetainedAnswer} dies
 */
function told(name, when, { object, explanation, sentence, paths }, { count, bytes }) {
  const value = object.kind === 'type' ? nameOf(object) : object.value, things = (/** @type {number} */ n, /** @type {string} */ word) => `${n} ${word}${n === 1 ? '' : 's'}`;
  const what = !value || value === `<${object.type}>` ? object.type : value.startsWith(object.type) ? value : `${object.type} ${value}`;
  return [
    `${when}:`, `  ${name} refers to ${what} at ${object.id}, ${things(object.size, 'byte')}`,
    `  references: ${explanation}`, `  ${sentence}`,
    ...(paths.length ? ['  Ways to it:', ...paths.map((path) => `    ${path.text}`)] : []),
    `  Would die with it: ${things(count, 'object')}, ${things(bytes, 'byte')} in all`, '',
  ].join('\n');
}
