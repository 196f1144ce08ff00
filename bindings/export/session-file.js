/**
 * The session file: a program, its input and the options that the run depends on, as JSON. Runs are deterministic, so this
 * re-creates one anywhere.
 *
 * @import { LoadOptions, SessionFile } from '../types.js'
 */
import { SessionFileError } from '../errors.js';
import { filesAsBytes } from '../files.js';
import { isPython, noSuchPython } from '../python.js';

const VERSION = 1;
/** What the file says of the loading, besides source and files. */
const OPTIONS = /** @type {const} */ ({
  mode: 'string', filename: 'string', folder: 'string', argv: 'strings', stdin: 'string', inputs: 'strings', hashSeed: 'number', python: 'string', memoryLimit: 'number', scheduler: 'numbers',
});

/**
 * @param {string} source @param {LoadOptions} options
 * @param {{ step?: number, bookmarks?: SessionFile['bookmarks'] }} [place]
 * @returns {string}
 */
export function writeSessionFile(source, { files, ...options }, { step, bookmarks } = {}) {
  const texts = Object.entries(filesAsBytes(files ?? {})).map(([name, bytes]) => [name, base64(bytes)]);
  const file = { heapscope: 'session', version: VERSION, source, options, ...(texts.length ? { files: Object.fromEntries(texts) } : {}), ...(step ? { step } : {}), ...(bookmarks?.length ? { bookmarks } : {}) };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * What a session file says. Unknown options are kept: a later version may know them.
 * @param {string} text
 * @returns {SessionFile}
 * @throws {SessionFileError} in words for its reader when it is no session file or broken
 */
export function readSessionFile(text) {
  const file = parse(text);
  if (file?.heapscope !== 'session') throw new SessionFileError('this is not a Heapscope session file');
  if (!Number.isInteger(file.version) || file.version < 1) broken('version', 'a whole number');
  if (file.version > VERSION) throw new SessionFileError(`this session file is of version ${file.version}; this Heapscope reads up to ${VERSION}`);
  if (typeof file.source !== 'string') broken('source', 'a text');
  const options = checkedOptions(file.options ?? {});
  if (file.step !== undefined && !(Number.isInteger(file.step) && file.step >= 0)) broken('step', 'a whole number');
  return { source: file.source, options: { ...options, ...filesOf(file.files) }, step: file.step ?? 0, bookmarks: bookmarksOf(file.bookmarks ?? []) };
}

/** @param {string} text @returns {any} */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SessionFileError(`the session file is broken: ${/** @type {Error} */ (error).message}`);
  }
}

/** @param {string} what @param {string} wanted @returns {never} */
function broken(what, wanted) {
  throw new SessionFileError(`the session file is broken: "${what}" should be ${wanted}`);
}

/** @param {any} options @returns {LoadOptions} */
function checkedOptions(options) {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) broken('options', 'an object');
  for (const [name, kind] of Object.entries(OPTIONS)) {
    const value = options[name];
    if (value === undefined) continue;
    if (kind === 'numbers') {
      if (typeof value !== 'object' || value === null || Object.values(value).some((one) => typeof one !== 'number')) broken(`options.${name}`, 'numbers by name');
    } else if (kind === 'strings') {
      if (!Array.isArray(value) || value.some((one) => typeof one !== 'string')) broken(`options.${name}`, 'a list of texts');
    } else if (typeof value !== kind) broken(`options.${name}`, kind === 'string' ? 'a text' : 'a number');
  }
  if (options.python !== undefined && !isPython(options.python)) throw new SessionFileError(noSuchPython(options.python));
  if (options.mode !== undefined && !['script', 'interactive'].includes(options.mode)) broken('options.mode', '"script" or "interactive"');
  return options;
}

/** @param {any} files @returns {Pick<LoadOptions, 'files'>} */
function filesOf(files) {
  if (files === undefined) return {};
  if (typeof files !== 'object' || files === null) broken('files', 'an object');
  return { files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, bytesOf(name, text)])) };
}

/** @param {any} bookmarks @returns {SessionFile['bookmarks']} */
function bookmarksOf(bookmarks) {
  const good = Array.isArray(bookmarks) && bookmarks.every((one) => Number.isInteger(one?.step) && typeof one.note === 'string');
  if (!good) broken('bookmarks', 'a list of {step, note}');
  return bookmarks;
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** @param {string} name @param {unknown} text */
function bytesOf(name, text) {
  try {
    return Uint8Array.from(atob(/** @type {string} */ (text)), (char) => char.charCodeAt(0));
  } catch {
    return broken(`files.${name}`, 'base64');
  }
}
