/**
 * Heapscope: CPython 3.11's memory, live. The public module.
 *
 *     import { createSession } from 'heapscope';
 *     const session = await createSession();
 *     let snapshot = await session.load('a = []\nb = a\n');
 *     snapshot = await session.step();
 *     session.dispose();
 *
 * The same Session works in a page, in a Worker and in Node.
 *
 * @typedef {import('./types.js').Session} Session
 * @typedef {import('./types.js').SessionOptions} SessionOptions
 */
import { EngineError } from './errors.js';
import { RemoteSession } from './remote.js';
import { LocalSession } from './session.js';
import { compileModule } from './wasm.js';

export { AbiError, EngineError, SessionFileError } from './errors.js';
export { readSessionFile } from './export/session-file.js';

const isNode = typeof process !== 'undefined' && Boolean(process.versions?.node);

/** @param {string | URL} url @returns {Promise<Record<string, string>>} */
async function fetchLibrary(url) {
  const response = await fetch(url);
  if (!response.ok) return {};
  return response.json();
}

/** @param {Record<string, string>} files */
export function libraryOf(files) {
  const encoder = new TextEncoder();
  return (/** @type {string} */ path) => {
    const text = Object.hasOwn(files, path) ? files[path] : undefined;
    return text === undefined ? null : encoder.encode(text);
  };
}

/** @param {SessionOptions} options */
async function loadParts(options) {
  if (isNode && !options.wasm) return (await import('./node.js')).loadRuntime();
  const wasm = options.wasm ?? new URL('./heapscope.wasm', import.meta.url);
  const source = typeof wasm === 'string' || wasm instanceof URL ? fetch(wasm) : wasm;
  const library = options.library ?? (typeof wasm === 'string' || wasm instanceof URL ? new URL('library.json', new URL(wasm, import.meta.url)) : {});
  const files = typeof library === 'string' || library instanceof URL ? await fetchLibrary(library) : library;
  return { module: await compileModule(/** @type {any} */ (source)), library: libraryOf(files) };
}

/**
 * A session. With `worker: true` (and Workers available) the program runs in a Worker of its own, so that nothing it does
 * can hold up the page; stop() then ends even a hung one.
 * @param {SessionOptions} [options]
 * @returns {Promise<Session>}
 * @throws {EngineError} when the runtime cannot be loaded
 */
export async function createSession(options = {}) {
  if (options.worker && typeof Worker !== 'undefined') return /** @type {any} */ (await RemoteSession.open(options));
  try {
    const { module, library } = await loadParts(options);
    return /** @type {any} */ (new LocalSession(module, { ...options, library }));
  } catch (error) {
    throw error instanceof EngineError ? error : new EngineError(`cannot load the runtime: ${/** @type {Error} */ (error).message}`);
  }
}
