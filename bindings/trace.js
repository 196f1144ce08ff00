/**
 * Recordings: every step of a range as text, made by the runtime while it runs.
 *
 * @typedef {import('./types.js').TraceOptions} TraceOptions
 * @typedef {import('./types.js').TraceResult} TraceResult
 * @typedef {import('./session.js').LocalSession} LocalSession
 */

/** Objects told of in a step when nothing else is said. */
const OBJECTS = 3000;

/**
 * @param {LocalSession} session
 * @param {TraceOptions} [options]
 * @param {(text: string) => unknown} [onChunk] gets whole lines, some thousands at a time
 * @returns {Promise<TraceResult>}
 */
export async function trace(session, options = {}, onChunk = () => {}) {
  const { from = 0, to = Infinity, whole = false, limit = OBJECTS } = options;
  const decoder = new TextDecoder();
  /** @type {unknown[]} */ const waiting = [];
  let bytes = 0;
  let left = '';
  const end = await session.record({ from, to, whole, limit }, (piece) => {
    bytes += piece.length;
    const text = left + decoder.decode(piece, { stream: true });
    const cut = text.lastIndexOf('\n') + 1;
    left = text.slice(cut);
    if (cut) waiting.push(onChunk(text.slice(0, cut)));
  });
  await Promise.all(waiting);
  return { bytes, end: end === 'at' ? 'done' : end };
}
