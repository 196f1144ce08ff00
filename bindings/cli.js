#!/usr/bin/env node
/** The command line: run programs, the prompt, traces. See `heapscope --help`. */
import { readSync, writeSync } from 'node:fs';
import path from 'node:path';
import { abi } from './abi.js';
import { EngineError } from './errors.js';
import { readIfThere, loadRuntime } from './node.js';
import { LocalSession } from './session.js';
import { Machine } from './wasm.js';

const VERSION = '0.1.0';
const HELP = `Heapscope ${VERSION}: CPython 3.11's memory behaviour, exactly

Usage:
  heapscope run FILE.py [ARGS]   run a program; output and exit status as of python3 -u ("-": from stdin)
  heapscope repl < FILE          feed lines to the prompt; each statement is compiled alone, values are shown
  heapscope trace FILE.py        one JSON object per line step: names, objects, events
  heapscope --version
  heapscope --help

Options:
  --memory MB                    bound of the program's memory (default 240)
  --hash-seed N                  as PYTHONHASHSEED (default 0)
`;
const STATUS = Object.fromEntries(abi.status.map((name, i) => [name, i]));

/** @param {string} message @returns {never} */
function usageError(message) {
  process.stderr.write(`heapscope: ${message}\n`);
  process.exit(2);
}

/** Writes all of it, also into a full pipe. @param {number} fd @param {Uint8Array} bytes */
function writeAll(fd, bytes) {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code === 'EPIPE') process.exit(1);
      if (code !== 'EAGAIN') throw error;
    }
  }
}

/** Next piece of standard input, a line at most. */
class Input {
  #buffer = Buffer.alloc(1 << 16);
  #left = '';
  #ended = false;
  #decoder = new TextDecoder();

  /** @returns {{text: string, end: boolean}} */
  next() {
    while (!this.#left.includes('\n') && !this.#ended) this.#fill();
    const end = this.#left.indexOf('\n') + 1 || this.#left.length;
    const text = this.#left.slice(0, end);
    this.#left = this.#left.slice(end);
    return { text, end: this.#ended && !this.#left };
  }

  /** All that is left. */
  all() {
    while (!this.#ended) this.#fill();
    const text = this.#left;
    this.#left = '';
    return text;
  }

  #fill() {
    let count = 0;
    try {
      count = readSync(0, this.#buffer, 0, this.#buffer.length, null);
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code === 'EAGAIN') return;
      if (code !== 'EOF') throw error;
    }
    if (count === 0) this.#ended = true;
    this.#left += this.#decoder.decode(this.#buffer.subarray(0, count), { stream: count > 0 });
  }
}

/** @param {string} file @param {Input} input @returns {Uint8Array} */
function readProgram(file, input) {
  if (file === '-') return new TextEncoder().encode(input.all());
  const bytes = readIfThere(file);
  if (!bytes) usageError(`cannot read ${file}`);
  const text = bytes.subarray(0, 512);
  if (!/^[^\n]*coding[:=]|\n[^\n]*coding[:=]/.test(new TextDecoder('latin1').decode(text))) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      usageError(`${file} is not UTF-8 text`);
    }
  }
  return bytes;
}

/** @param {string} folder @param {Input} input @returns {Promise<{module: WebAssembly.Module, host: import('./wasm.js').Host}>} */
async function open(folder, input) {
  const { module, library } = await loadRuntime();
  const start = process.hrtime.bigint();
  return {
    module,
    host: {
      write: writeAll,
      input: () => input.next(),
      clock: () => Number(process.hrtime.bigint() - start) + 1e9,
      pulse: () => {},
      stepStop: () => false,
      read: (isLibrary, name) => (isLibrary ? library(name) : readIfThere(path.resolve(folder, name))),
    },
  };
}

/**
 * @param {string} file @param {string[]} args @param {Options} options @param {boolean} interactive
 * @returns {Promise<number>} exit status
 */
async function run(file, args, options, interactive) {
  const input = new Input();
  const text = readProgram(file, input);
  const { module, host } = await open(file === '-' ? '.' : path.dirname(file), input);
  const machine = new Machine(module, host, options);
  machine.setArgv(interactive ? [''] : [file, ...args]);
  if (machine.load(text, file === '-' ? '<stdin>' : file, interactive)) {
    let fuel = 50000;
    for (;;) {
      const started = performance.now();
      const status = machine.run(fuel);
      if (status === STATUS.finished || status === STATUS.raised) break;
      const took = performance.now() - started;
      fuel = took < 5 ? Math.min(fuel * 2, 1e7) : took > 20 ? Math.max(fuel >> 1, 10000) : fuel;
    }
  }
  return machine.finish();
}

/** @param {string} file @param {string[]} args @param {Options} options */
async function trace(file, args, options) {
  const text = new TextDecoder().decode(readProgram(file, new Input()));
  const { module, library } = await loadRuntime();
  const session = new LocalSession(module, { library, ...options });
  let shown = 0;
  let snapshot = await session.load(text, { filename: file, argv: args, stdin: '', hashSeed: options.hashSeed ?? 0 });
  for (;;) {
    const { stdout, ...rest } = snapshot;
    writeAll(1, new TextEncoder().encode(JSON.stringify({ ...rest, output: stdout.slice(shown) }) + '\n'));
    shown = stdout.length;
    if (snapshot.total !== null && snapshot.step >= snapshot.total) break;
    snapshot = await session.step();
  }
  return snapshot.status === 'raised' ? 1 : 0;
}

/** @typedef {{memoryLimit?: number, hashSeed?: number}} Options */

/** @param {string[]} argv @returns {{options: Options, rest: string[]}} */
function parseOptions(argv) {
  /** @type {Options} */
  const options = {};
  const rest = [...argv];
  const number = (/** @type {string} */ name) => {
    const value = Number(rest.shift());
    if (!Number.isInteger(value) || value < 0) usageError(`${name} takes a whole number`);
    return value;
  };
  while (rest[0]?.startsWith('-') && rest[0] !== '-') {
    const name = /** @type {string} */ (rest.shift());
    if (name === '--memory') options.memoryLimit = number(name) * 2 ** 20;
    else if (name === '--hash-seed') options.hashSeed = number(name);
    else usageError(`unknown option ${name} (see heapscope --help)`);
  }
  return { options, rest };
}

/** @param {string[]} argv */
async function main(argv) {
  const [command = '--help', ...words] = argv;
  if (command === '--help' || command === '-h') return process.stdout.write(HELP), 0;
  if (command === '--version') return process.stdout.write(`Heapscope ${VERSION} (Python 3.11.7)\n`), 0;
  if (!['run', 'repl', 'trace'].includes(command)) usageError(`unknown command ${command} (see heapscope --help)`);
  const { options, rest } = parseOptions(words);
  if (command === 'repl') return rest.length ? usageError('repl takes no file: heapscope repl < FILE') : run('-', [], options, true);
  const [file, ...args] = rest;
  if (!file) usageError(`${command} needs a file (see heapscope --help)`);
  return command === 'run' ? run(file, args, options, false) : trace(file, args, options);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof EngineError)) throw error;
  process.stderr.write(`heapscope: ${error.message}\n`);
  process.exitCode = 2;
}
