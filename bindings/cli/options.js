/** Options of the commands, in one table: what each takes and who knows it. */
import { PYTHONS } from '../python.js';
import { usageError } from './io.js';

/**
 * @typedef {object} Options
 * @property {number} [memoryLimit] bytes
 * @property {number} [hashSeed]
 * @property {import('../types.js').PythonVersion} [python]
 * @property {number} [seed]
 * @property {number} [interval]
 * @property {string} [gil] none, locks or held
 * @property {string} [schedule]
 * @property {string} [objects]
 * @property {string} [format]
 * @property {number} [from]
 * @property {number} [to]
 * @property {number} [step]
 * @property {'line' | 'instruction'} [granularity]
 * @property {number} [line]
 * @property {string} [name]
 * @property {number} [width]
 * @property {number} [seconds]
 * @property {string} [output]
 * @property {boolean} [whole]
 * @property {boolean} [dark]
 * @property {boolean} [code]
 * @property {boolean} [inline]
 * @property {boolean} [json]
 * @property {boolean} [phases]
 * @property {string[]} [warnings]
 * @property {string[]} [xoptions]
 * @property {string} [letters] python's options of one letter, as often as they were given
 * @property {string} [command] a program, in place of a file
 * @property {string} [module] a module to run, in place of a file
 */

/** @typedef {{ key: keyof Options, takes: 'count' | 'megabytes' | 'seconds' | 'text' | 'texts' | 'mode' | 'nothing', of?: readonly string[], words?: readonly string[] }} Option  of: commands, all when left out; words: what it can be, any when left out */

const EXPORTS = ['trace', 'render'];
/** Commands whose words after the file are the program's own. */
const RUNNERS = ['run', 'repl'];
/** python's options without a word of their own. */
const LETTERS = /^-([bBdEIOPqsSuv]+)([cmWX].*)?$/s;

/** @type {Record<string, Option>} */
const OPTIONS = {
  '--memory': { key: 'memoryLimit', takes: 'megabytes' },
  '--hash-seed': { key: 'hashSeed', takes: 'count' },
  '--python': { key: 'python', takes: 'text', words: PYTHONS },
  '--seed': { key: 'seed', takes: 'count' },
  '--interval': { key: 'interval', takes: 'count' },
  '--no-gil': { key: 'gil', takes: 'mode', of: ['run', 'repl', ...EXPORTS, 'why'] },
  '--schedule': { key: 'schedule', takes: 'text', of: ['run', 'repl', ...EXPORTS, 'why'] },
  '--objects': { key: 'objects', takes: 'text', of: ['run', 'repl', ...EXPORTS, 'why'] },
  '-W': { key: 'warnings', takes: 'texts', of: RUNNERS },
  '-X': { key: 'xoptions', takes: 'texts', of: RUNNERS },
  '-c': { key: 'command', takes: 'text', of: ['run'] },
  '-m': { key: 'module', takes: 'text', of: ['run'] },
  '--format': { key: 'format', takes: 'text', of: EXPORTS },
  '--from': { key: 'from', takes: 'count', of: EXPORTS },
  '--to': { key: 'to', takes: 'count', of: EXPORTS },
  '--step': { key: 'step', takes: 'count', of: [...EXPORTS, 'why'] },
  '--granularity': { key: 'granularity', takes: 'text', of: ['trace'], words: ['line', 'instruction'] },
  '--whole': { key: 'whole', takes: 'nothing', of: ['trace'] },
  '--output': { key: 'output', takes: 'text', of: EXPORTS },
  '--inline': { key: 'inline', takes: 'nothing', of: ['trace'] },
  '--dark': { key: 'dark', takes: 'nothing', of: EXPORTS },
  '--code': { key: 'code', takes: 'nothing', of: EXPORTS },
  '--width': { key: 'width', takes: 'count', of: EXPORTS },
  '--seconds': { key: 'seconds', takes: 'seconds', of: EXPORTS },
  '--line': { key: 'line', takes: 'count', of: ['why'] },
  '--name': { key: 'name', takes: 'text', of: ['why'] },
  '--phases': { key: 'phases', takes: 'nothing', of: ['gc'] },
  '--json': { key: 'json', takes: 'nothing', of: ['why', 'gc'] },
};

/**
 * Options before the file, and for all but run after it, too.
 * @param {string} command @param {readonly string[]} words
 * @returns {{ options: Options, rest: string[] }}
 */
export function parseOptions(command, words) {
  /** @type {Record<string, unknown>} */ const options = {};
  /** @type {string[]} */ const rest = [];
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const programs = RUNNERS.includes(command) && rest.length > 0;
    if (programs || word === '-' || !word.startsWith('-')) {
      rest.push(word);
      continue;
    }
    if (word === '--') return { options, rest: [...rest, ...left] };
    const [, letters, more] = RUNNERS.includes(command) ? LETTERS.exec(word) ?? [] : [];
    if (letters) {
      options.letters = `${options.letters ?? ''}${letters}`;
      if (more) left.unshift(`-${more}`);
      continue;
    }
    const [name = word, given] = /^(?:(--[\w-]+)=|(-[cmWX])(?=.))([^]*)$/.exec(word)?.slice(1).filter((part) => part !== undefined) ?? [word];
    const option = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
    if (!option || (option.of && !option.of.includes(command))) usageError(`unknown option ${name} (see heapscope --help)`);
    const value = option.takes === 'nothing' ? true : option.takes === 'mode' ? given ?? 'none' : read(name, option, given ?? left.shift());
    options[option.key] = option.takes === 'texts' ? [.../** @type {string[]} */ (options[option.key] ?? []), value] : value;
    if (name === '-c' || name === '-m') return { options, rest: [name, ...left] };
  }
  return { options, rest };
}

/**
 * How threads take turns: the options given, else what a session file says.
 * @param {Options} options @param {import('../types.js').LoadOptions} saved @returns {import('../types.js').Scheduler}
 */
export function schedulerOf({ seed, interval }, saved) {
  return { ...saved.scheduler, ...(seed === undefined ? {} : { seed }), ...(interval === undefined ? {} : { interval }) };
}

/** @param {string} name @param {Option} option @param {string | undefined} word */
function read(name, { takes, words }, word) {
  if (words && !words.includes(word ?? '')) usageError(`${name} takes one of ${words.join(', ')}`);
  if (takes === 'text' || takes === 'texts') return word ?? usageError(`${name} takes a word`);
  const value = Number(word);
  if (takes === 'seconds') return word && value > 0 && value < 1e4 ? value : usageError(`${name} takes a number of seconds`);
  if (!word || !Number.isInteger(value) || value < 0) usageError(`${name} takes a whole number`);
  return takes === 'megabytes' ? value * 2 ** 20 : value;
}

/**
 * The what-if: the options given, else what a session file says.
 * @param {Options} options @param {import('../types.js').LoadOptions} saved @returns {import('../types.js').WhatIf | undefined}
 */
export function whatIfOf({ gil, schedule, objects }, saved) {
  if (gil === undefined) return schedule || objects ? usageError('--schedule and --objects go with --no-gil') : saved.whatIf;
  const mode = { none: false, held: true, locks: /** @type {const} */ ('locks') }[gil];
  if (mode === undefined) usageError(`--no-gil is alone, or with =locks or =held, not =${gil}`);
  if (schedule && !objects) usageError('--schedule needs --objects: names of globals whose counts it is about');
  const turns = schedule === undefined ? [] : /[\s,]/.test(schedule) ? schedule.split(/[\s,]+/).filter(Boolean) : [...schedule];
  if (turns.some((turn) => !/^\d+$/.test(turn))) usageError('--schedule takes numbers of threads, as 112122');
  return {
    gil: mode,
    ...(objects === undefined ? {} : { objects: objects === 'all' ? 'all' : objects.split(',') }),
    ...(turns.length ? { schedule: turns.map(Number) } : {}),
  };
}
