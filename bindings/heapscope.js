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
import { attachSecond, whenIdle } from './second.js';
import { LocalSession } from './session.js';
import { compileModule } from './wasm.js';

export { AbiError, EngineError, LoadError, SessionFileError } from './errors.js';
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
  const address = typeof wasm === 'string' || wasm instanceof URL ? new URL(wasm, import.meta.url) : null;
  const library = options.library ?? (address ? new URL('library.json', address) : {});
  const more = options.moreWasm ?? (address ? new URL('heapscope-more.wasm', address) : null);
  const [module, files] = await Promise.all([
    compileModule(address ? fetch(address) : /** @type {any} */ (wasm)),
    typeof library === 'string' || library instanceof URL ? fetchLibrary(library) : library,
  ]);
  if (more) attachSecond(module, () => compileModule(typeof more === 'string' || more instanceof URL ? fetch(more) : more));
  return { module, library: libraryOf(files) };
}

/**
 * A session. With `worker: true` (and Workers available) the program runs in a Worker of its own, so that nothing it does
 * can hold up the page; stop() then ends even a hung one.
 * @param {SessionOptions} [options]
 * @returns {Promise<Session>}
 * @throws {EngineError} when the runtime cannot be loaded
 */
export async function createSession(options = {}) {
  const session = options.worker && typeof Worker !== 'undefined' ? await RemoteSession.open(options) : await openHere(options);
  if (!isNode && (options.preload ?? true)) {
    const off = session.on('state', () => {
      off();
      whenIdle(() => session.preload().catch(() => {})); // who needs it will be told
    });
  }
  return /** @type {any} */ (session);
}

/** @param {SessionOptions} options */
async function openHere(options) {
  try {
    const { module, library } = await loadParts(options);
    return new LocalSession(module, { ...options, library });
  } catch (error) {
    throw error instanceof EngineError ? error : new EngineError(`cannot load the runtime: ${/** @type {Error} */ (error).message}`);
  }
}
