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
import { openLibrary } from './library.js';
import { RemoteSession } from './remote.js';
import { attachLeaving, attachSecond, besideOf, whenIdle } from './second.js';
import { LocalSession } from './session.js';
import { compileModule } from './compile.js';

export { AbiError, EngineError, LoadError, SessionFileError } from './errors.js';
export { readSessionFile } from './export/session-file.js';

const isNode = typeof process !== 'undefined' && Boolean(process.versions?.node);

/** @param {SessionOptions} options */
async function loadParts(options) {
  if (isNode && !options.wasm) return (await import('./node.js')).loadRuntime();
  const wasm = options.wasm ?? new URL('./heapscope.wasm', import.meta.url);
  const address = typeof wasm === 'string' || wasm instanceof URL ? new URL(wasm, import.meta.url) : null;
  const library = options.library ?? (address ? new URL('library.json', address) : {});
  const more = options.moreWasm ?? (address ? new URL('heapscope-more.wasm', address) : null);
  const [module, { read, foresee }] = await Promise.all([
    compileModule(address ? fetch(address) : /** @type {any} */ (wasm)),
    openLibrary(typeof library === 'string' ? new URL(library, import.meta.url) : library),
  ]);
  if (more) attachSecond(module, () => compileModule(typeof more === 'string' || more instanceof URL ? fetch(more) : more));
  const below = options.belowWasm ?? besideOf(address, 'heapscope-below.wasm');
  if (below) attachLeaving(module, () => compileModule(typeof below === 'string' || below instanceof URL ? fetch(below) : below));
  return { module, library: read, foresee };
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
    const { module, ...library } = await loadParts(options);
    return new LocalSession(module, { ...options, ...library });
  } catch (error) {
    throw error instanceof EngineError ? error : new EngineError(`cannot load the runtime: ${/** @type {Error} */ (error).message}`);
  }
}
