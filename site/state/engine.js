/**
 * The one place that knows how a session is made. The bindings and the wasm file lie beside the
 * built script, so everything is found from its own address, under any sub-path.
 *
 * @import { Mode, Session, Snapshot } from './types.js'
 */
import { fromProgramStart } from './prompt.js';

/** Where the built files lie. Rebound by the build's layout: scripts sit in the site's root. */
const ROOT = new URL('./', import.meta.url);

/** Address of a file of the site. @param {string} path */
export function siteUrl(path) {
  return new URL(path, ROOT);
}

/**
 * A snapshot as the site reads it: calls from the outermost to the innermost, columns from 0, lines
 * from the program's first.
 * @param {Snapshot} snapshot
 * @param {Mode} mode
 * @param {string} source
 * @returns {Snapshot}
 */
export function arrange(snapshot, mode, source) {
  const { namespaces, error } = snapshot;
  const calls = namespaces.filter((namespace) => namespace.kind !== 'module').reverse();
  const from0 = (/** @type {number | null} */ column) => (column === null ? null : Math.max(0, column - 1));
  const arranged = {
    ...snapshot, namespaces: [...namespaces.filter((namespace) => namespace.kind === 'module'), ...calls],
    error: error && { ...error, column: from0(error.column), endColumn: from0(error.endColumn) },
  };
  return mode === 'interactive' ? fromProgramStart(arranged, source) : arranged;
}

/**
 * A session in a Worker where the page allows one, else in the page.
 * @returns {Promise<Session>}
 */
export async function openSession() {
  const bindings = await import(/* @vite-ignore */ siteUrl('bindings/heapscope.js').href);
  return bindings.createSession({ worker: true, wasm: siteUrl('heapscope.wasm') });
}
