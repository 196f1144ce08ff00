/**
 * The second file of the runtime, heapscope-more.wasm (core/link/split.mjs): the functions that few programs use. It is loaded behind
 * the first, or when a program calls one of them.
 */
import { EngineError, LoadError } from './errors.js';

/** @typedef {WebAssembly.Module | Promise<WebAssembly.Module>} Loading */

/** Thrown through wasm frames: a function is called that is still to come. What was under way is begun again once it is there. */
export class StillToCome extends Error {
  /** @param {Promise<unknown>} loading */
  constructor(loading) {
    super('still to come');
    this.loading = loading;
  }
}

/** @type {WeakMap<WebAssembly.Module, {load: () => Loading, loaded: Loading | null}>} */
const seconds = new WeakMap();

/** loaded: undefined = not yet, null = it could not be. @type {WeakMap<WebAssembly.Module, {load: () => Loading, loading: Promise<WebAssembly.Module | null> | null, loaded?: WebAssembly.Module | null}>} */
const leaving = new WeakMap();

/** Says how the build of a module is got that can leave its stack (core/link/below.mjs). @param {WebAssembly.Module} module @param {() => Loading} load */
export function attachLeaving(module, load) {
  leaving.set(module, { load, loading: null });
  return module;
}

/** Is there such a build, as far as known? @param {WebAssembly.Module} module */
export const canLeave = (module) => leaving.has(module);

/** Begins to load it. @param {WebAssembly.Module} module */
function beginLeaving(module) {
  const entry = leaving.get(module);
  if (!entry || entry.loaded || entry.loading) return entry;
  const keep = (/** @type {WebAssembly.Module | null} */ loaded) => {
    entry.loading = null;
    return (entry.loaded = loaded);
  };
  try {
    const got = entry.load();
    if (got instanceof WebAssembly.Module) keep(paired(module, got));
    else entry.loading = got.then((loaded) => paired(module, loaded)).catch(() => null).then(keep);
  } catch {
    keep(null);
  }
  return entry;
}

/** That build; null: there is none, or it cannot be loaded now. @param {WebAssembly.Module} module @returns {Promise<WebAssembly.Module | null>} */
export async function leavingOf(module) {
  const entry = beginLeaving(module);
  return entry?.loaded ?? entry?.loading ?? null;
}

/** The same where nothing can be waited for: perhaps a promise the first time. @param {WebAssembly.Module} module @returns {Loading | null} */
export function leavingNow(module) {
  const known = leaving.get(module)?.loaded;
  if (known !== undefined) return known;
  const entry = beginLeaving(module);
  return entry?.loaded ?? entry?.loading ?? null;
}

/**
 * Says how the second file of a module is got; a failure is not the last word, it is tried again when needed.
 * @param {WebAssembly.Module} module @param {() => Loading} load
 */
export function attachSecond(module, load) {
  seconds.set(module, { load, loaded: null });
  return module;
}

/** The second file, or the promise of it; null: the module has none. @param {WebAssembly.Module} module @returns {Loading | null} */
export function secondOf(module) {
  const entry = seconds.get(module);
  if (!entry) return null;
  entry.loaded ??= entry.load();
  if (entry.loaded instanceof WebAssembly.Module) return paired(module, entry.loaded);
  const loading = entry.loaded;
  loading.then((second) => (entry.loaded = second), () => (entry.loaded = null));
  return loading.then((second) => paired(module, second), (/** @type {Error} */ error) => {
    throw new LoadError(`This needs the second part of the engine, which cannot be loaded now (${error.message}). Nothing is lost: try again.`);
  });
}

/** Both files carry the mark of the build that they come from. @param {WebAssembly.Module} module @param {WebAssembly.Module} second */
function paired(module, second) {
  const [mark, other] = [module, second].map((file) => new Uint8Array(WebAssembly.Module.customSections(file, 'pair')[0] ?? new ArrayBuffer(0)).join());
  if (mark !== other) throw new EngineError('heapscope-more.wasm is of another build than heapscope.wasm: reload both');
  return second;
}

/** Address of another file beside one; null: nothing can lie there. @param {URL | null} address @param {string} name */
export const besideOf = (address, name) => (address && !/^(data|blob):/.test(address.protocol) ? new URL(name, address) : null);

/** Does something in a pause after the first picture. @param {() => unknown} work */
export function whenIdle(work) {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: 3000 });
  else setTimeout(work, 500);
}
