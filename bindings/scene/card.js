/**
 * What stands on the card of one object and on a tombstone, as texts: the page sets them in markup, the pictures in SVG.
 *
 * @import { Part, SceneObject, SceneSlot, Tombstone } from './types.js'
 */
import { foldSlots } from './scene.js';
import { briefValue, grouped, isPlain, plural, ringText, shortId, shorten } from './words.js';

/** Slots that fit on a card before the middle is folded. */
const CARD_SLOTS = 5;

/** @typedef {{ label: string, text: string, title: string, changed: boolean, fold: boolean, target: number | null }} Chip */
/**
 * @typedef {object} Card
 * @property {string} type
 * @property {string} number  such as "#3"
 * @property {string} mark  what the step did to the count: "new", "+1", "freed" or nothing
 * @property {'up' | 'down' | ''} tone
 * @property {string} count  in the ring
 * @property {string} references  the count in full
 * @property {string} line  id and size
 * @property {string} id
 * @property {string} value  shown where there are no chips
 * @property {readonly Chip[]} chips
 * @property {readonly Part[]} words  why the count is what it is, or how the object ended
 */

/** @param {SceneObject} object @param {boolean} tall @returns {Card} */
export function cardOf(object, tall) {
  return {
    type: object.type, number: `#${object.serial}`, ...changeOf(object), count: ringText(object.refcount), references: grouped(object.refcount),
    line: `${shortId(object.id)} · ${plural(object.size, 'byte')}`, id: shortId(object.id),
    value: !tall ? briefValue(object) : object.kind === 'container' ? 'empty' : object.value, chips: tall ? chipsOf(object) : [], words: object.why,
  };
}

/** @param {Tombstone} stone @returns {Card} */
export function tombOf(stone) {
  return { type: stone.type, number: `#${stone.serial}`, mark: stone.fresh ? 'freed' : '', tone: '', count: '0', references: '0', line: '', id: '', value: '', chips: [], words: stone.story };
}

/** @param {SceneObject} object @returns {Pick<Card, 'mark' | 'tone'>} */
function changeOf({ fresh, delta }) {
  if (fresh) return { mark: 'new', tone: 'up' };
  if (!delta) return { mark: '', tone: '' };
  return delta > 0 ? { mark: `+${delta}`, tone: 'up' } : { mark: `−${-delta}`, tone: 'down' };
}

/** @param {SceneObject} object @returns {Chip[]} */
function chipsOf(object) {
  const folded = object.slots.length + (object.truncated ? 1 : 0) > CARD_SLOTS;
  const slots = folded ? foldSlots(object.slots, CARD_SLOTS) : object.slots;
  const hidden = Math.max(object.length ?? 0, object.slots.length) - slots.filter(Boolean).length;
  return slots.map((slot) => (slot ? chipOf(slot) : { label: '', text: `+${grouped(hidden)}`, title: '', changed: false, fold: true, target: null }));
}

/** A slot: its label and what it refers to. @param {SceneSlot} slot @returns {Chip} */
function chipOf({ label, target, changed }) {
  const text = target ? (isPlain(target) ? shorten(target.label.replace(`${target.type} `, ''), 12) : `→ ${target.short}`) : '→ …';
  return {
    label: /^\d+$/.test(label) || label.length < 14 ? label : shorten(label, 12), text, changed, fold: false, target: target?.serial ?? null,
    title: target ? `${label}: ${target.label}` : label,
  };
}
