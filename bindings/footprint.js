/**
 * What a session takes.
 *
 * @param {import('./session.js').LocalSession} session
 * @returns {Promise<import('./types.js').Footprint>}
 */
export async function footprint(session) {
  return session.timeline;
}
