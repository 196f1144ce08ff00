/** A session for the commands that look into a run: the program loaded, its files and its input at hand. */
import path from 'node:path';
import { readIfThere, loadRuntime } from '../node.js';
import { LocalSession } from '../session.js';
import { diskFiles } from './disk.js';
import { Input, readProgram } from './io.js';
import { schedulerOf, whatIfOf } from './options.js';

/** @typedef {import('./options.js').Options} Options */
/** @typedef {import('../types.js').Snapshot} Snapshot */

/**
 * @param {string} file @param {string[]} args @param {Options} options
 * @returns {Promise<{ session: LocalSession, snapshot: Snapshot, step: number | null, answer: () => {text: string, end: boolean} }>}
 *   step: where a session file was written; answer: the next line of standard input
 */
export async function openSession(file, args, options) {
  const input = new Input(), program = readProgram(file, input);
  const { module, library } = await loadRuntime();
  const session = new LocalSession(module, { library, offer: nearbyFiles(file), memoryLimit: options.memoryLimit });
  const { options: saved, filename, text, step } = program;
  const snapshot = await session.load(text, {
    ...(file === '-' && !saved.inputs ? { stdin: '' } : {}), folder: process.cwd(), ...saved, filename, argv: args.length ? args : saved.argv,
    ...(options.memoryLimit === undefined ? {} : { memoryLimit: options.memoryLimit }), hashSeed: options.hashSeed ?? saved.hashSeed ?? 0, python: options.python ?? saved.python, scheduler: schedulerOf(options, saved), whatIf: whatIfOf(options, saved),
  });
  return { session, snapshot, step, answer: () => input.next() };
}

/** The modules beside a program, and the files it may read. @param {string} file */
function nearbyFiles(file) {
  const folder = file === '-' ? '.' : path.dirname(file), disk = diskFiles(folder);
  return (/** @type {string} */ name) => (path.isAbsolute(name) ? disk(name) : readIfThere(path.resolve(folder, name)));
}
