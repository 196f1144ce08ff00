/** The picker's programs: a small index, and each text fetched when chosen. */
import { siteUrl } from '../state/engine.js';

/** @typedef {{ group: string, lessons: { id: string, title: string }[] }} Group */

/** @returns {Promise<Group[]>} */
export async function fetchLessons() {
  return (await fetch(siteUrl('lessons/index.json'))).json();
}

/** @param {string} id @returns {Promise<string>} */
export async function fetchLesson(id) {
  const answer = await fetch(siteUrl(`lessons/${encodeURIComponent(id)}.py`));
  if (!answer.ok) throw new Error(`The program ${id} is not there.`);
  return (await answer.text()).trimEnd();
}
