/**
 * What a session can be asked, in one table for both kinds of session. A session in a Worker sends each of these calls over; the
 * session itself answers.
 *
 * To add a question: write `export async function why(session, ...args)` in a file of its own (session: a LocalSession, with
 * `at`, `walk`, `program`, `snapshot`), name the file here, and declare the method in types.d.ts (interface Questions).
 * The file is loaded when it is first asked. Arguments and answers must survive structuredClone, but an argument may be a function:
 * it is called back across the Worker, and may be awaited.
 */

/** Methods of LocalSession that go somewhere and answer with the snapshot found there. */
export const moves = /** @type {const} */ (['step', 'stepBack', 'seek', 'run']);

/** @type {Record<string, () => Promise<Record<string, any>>>} */
export const questions = {
  footprint: () => import('./footprint.js'),
  trace: () => import('./trace.js'),
  referrers: () => import('./query.js'),
  why: () => import('./query.js'),
  retained: () => import('./query.js'),
  dominators: () => import('./query.js'),
  export: () => import('./export/index.js'),
  memoryEvents: () => import('./memory_events.js'),
  memoryState: () => import('./memory_events.js'),
  collections: () => import('./collector.js'),
  growth: () => import('./growth.js'),
  history: () => import('./query_history.js'),
  disassembly: () => import('./instructions.js'),
  travel: () => import('./travel.js'),
  whatIf: () => import('./what_if.js'),
  census: () => import('./query_census.js'),
  leaked: () => import('./query_census.js'),
};
