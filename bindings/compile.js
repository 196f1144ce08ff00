/** Compiles the runtime's files. */
import { EngineError } from './errors.js';

/** Modules by address. @type {Map<string, Promise<WebAssembly.Module>>} */
const modules = new Map();

/** The module at an address: fetched and compiled once for all sessions of a page. @param {string} url @returns {Promise<WebAssembly.Module>} */
export function moduleAt(url) {
  const known = modules.get(url) ?? compileModule(fetch(url));
  modules.set(url, known);
  known.catch(() => modules.delete(url)); // it may be there next time
  return known;
}

/** @param {BufferSource | WebAssembly.Module | Response | Promise<Response>} source @returns {Promise<WebAssembly.Module>} */
export async function compileModule(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(/** @type {BufferSource} */ (source));
  const response = await source;
  if (!response.ok) throw new EngineError(`cannot load the runtime: ${response.status} ${response.url}`);
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('application/wasm')) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
