/** Files, standard input and standard output of the command line. */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { SessionFileError } from '../errors.js';
import { readSessionFile } from '../export/session-file.js';
import { readIfThere } from '../node.js';

/** @typedef {import('../types.js').LoadOptions} LoadOptions */
/**
 * A program to run: a Python file, or what a session file says.
 * @typedef {object} Program
 * @property {Uint8Array} bytes
 * @property {string} text
 * @property {string} filename
 * @property {LoadOptions} options  of a session file
 * @property {number | null} step  that a session file was written at
 */

/** @param {string} message @returns {never} */
export function usageError(message) {
  process.stderr.write(`heapscope: ${message}\n`);
  process.exit(2);
}

/** Writes all of it, also into a full pipe. @param {number} fd @param {Uint8Array} bytes */
export function writeAll(fd, bytes) {
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

/**
 * Where a command writes: a file, made at the first piece, or standard output.
 * @param {string | undefined} file
 * @returns {{ write: (text: string) => void, close: () => void }}
 */
export function output(file) {
  const encoder = new TextEncoder();
  if (file === undefined || file === '-') return { write: (text) => writeAll(1, encoder.encode(text)), close: () => {} };
  let fd = -1;
  const open = () => {
    try {
      if (fd < 0) fd = openSync(file, 'w');
    } catch (error) {
      usageError(`cannot write ${file}: ${/** @type {NodeJS.ErrnoException} */ (error).code}`);
    }
    return fd;
  };
  return { write: (text) => writeAll(open(), encoder.encode(text)), close: () => closeSync(open()) };
}

/** Next piece of standard input, a line at most. */
export class Input {
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

/**
 * @param {string} file "-": standard input @param {Input} input
 * @param {boolean} [bare] whether only the bytes are run: what is no UTF-8 is left to Python
 * @returns {Program}
 */
export function readProgram(file, input, bare = false) {
  const bytes = file === '-' ? new TextEncoder().encode(input.all()) : readIfThere(file);
  if (!bytes) usageError(`cannot read ${file}`);
  const text = decode(file, bytes, bare), filename = file === '-' ? '<stdin>' : file;
  if (!/\.json$/.test(file) && !/^\s*\{\s*"heapscope"\s*:/.test(text)) return { bytes, text, filename, options: {}, step: null };
  try {
    const { source, options, step } = readSessionFile(text);
    return { bytes: new TextEncoder().encode(source), text: source, filename: options.filename ?? 'main.py', options, step };
  } catch (error) {
    if (error instanceof SessionFileError) usageError(`${file}: ${error.message}`);
    throw error;
  }
}

/** The text of a file; one that declares its own encoding is left to Python. @param {string} file @param {Uint8Array} bytes @param {boolean} bare */
function decode(file, bytes, bare) {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 512));
  const declared = bare || /^[^\n]*coding[:=]|\n[^\n]*coding[:=]/.test(head);
  try {
    return new TextDecoder('utf-8', { fatal: !declared }).decode(bytes);
  } catch {
    return usageError(`${file} is not UTF-8 text`);
  }
}
