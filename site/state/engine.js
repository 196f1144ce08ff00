/**
 * The one place that knows how a session is made. The bindings and the wasm file lie beside the
 * built script, so everything is found from its own address, under any sub-path.
 *
 * @import { Session } from './types.js'
 */

/** Where the built files lie. Rebound by the build's layout: scripts sit in the site's root. */
const ROOT = new URL('./', import.meta.url);

/** Address of a file of the site. @param {string} path */
export function siteUrl(path) {
  return new URL(path, ROOT);
}

/**
 * A session in a Worker where the page allows one, else in the page.
 * @returns {Promise<Session>}
 */
export async function openSession() {
  const bindings = await import(/* @vite-ignore */ siteUrl('bindings/heapscope.js').href);
  return bindings.createSession({ worker: true, wasm: siteUrl('heapscope.wasm') });
}
