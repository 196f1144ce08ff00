/**
 * What a session takes.
 *
 * @param {import('./session.js').LocalSession} session
 * @returns {Promise<import('./types.js').Footprint>}
 */
export async function footprint(session) {
  await session.preload(); // what counts the store's bytes stands in the runtime's second file
  return session.timeline;
}
