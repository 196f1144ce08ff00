/**
 * A snapshot as a reader wants it: calls from the outermost to the innermost, those of the running thread last, columns from 0, lines from the
 * program's first. Pure.
 *
 * @import { Mode, Snapshot } from '../types.js'
 */
import { fromProgramStart } from './prompt.js';

/**
 * @param {Snapshot} snapshot
 * @param {Mode} mode
 * @param {string} source
 * @returns {Snapshot}
 */
export function arrange(snapshot, mode, source) {
  const { namespaces, error } = snapshot;
  const calls = namespaces.filter((namespace) => namespace.kind !== 'module').reverse();
  const others = (snapshot.threads ?? []).flatMap(({ name, namespaces: spaces }) => spaces.map((space) => ({ ...space, thread: name })).reverse());
  const from0 = (/** @type {number | null} */ column) => (column === null ? null : Math.max(0, column - 1));
  const arranged = {
    ...snapshot, namespaces: [...namespaces.filter((namespace) => namespace.kind === 'module'), ...others, ...calls],
    error: error && { ...error, column: from0(error.column), endColumn: from0(error.endColumn) },
  };
  return mode === 'interactive' ? fromProgramStart(arranged, source) : arranged;
}
