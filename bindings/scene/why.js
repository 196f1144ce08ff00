/**
 * Why an object's count is what it is: who holds it, counted from names and from other objects, and
 * what is left over for the runtime's own references (the code's constants, a running frame).
 *
 * @import { ObjectRecord, Part, Snapshot } from './types.js'
 */
import { code, grouped, labelOf, plain, plural, spaceName } from './words.js';

/** @typedef {{ text: string, serial: number | null }} Holder */

/** @type {WeakMap<Snapshot, Map<string, Holder[]>>} */
const answers = new WeakMap();
/** Holders named one by one before the rest is only counted. */
const NAMED_HOLDERS = 3;

/**
 * Everybody who holds each object, by the object's id.
 * @param {Snapshot} snapshot
 * @returns {Map<string, Holder[]>}
 */
export function holdersOf(snapshot) {
  const known = answers.get(snapshot);
  if (known) return known;
  /** @type {Map<string, Holder[]>} */ const holders = new Map();
  answers.set(snapshot, holders);
  const add = (/** @type {string} */ id, /** @type {Holder} */ holder) => {
    const list = holders.get(id);
    if (list) list.push(holder);
    else holders.set(id, [holder]);
  };
  for (const namespace of snapshot.namespaces) {
    for (const name of namespace.names) {
      const where = namespace.kind === 'module' ? '' : ` in ${spaceName(namespace)}`;
      add(name.ref, { text: `name ${name.name}${where}`, serial: null });
    }
  }
  for (const object of snapshot.objects) {
    for (const ref of object.refs) add(ref.target, { text: holdText(object, ref.label), serial: object.serial });
  }
  return holders;
}

/** @param {ObjectRecord} object @param {string} label */
function holdText(object, label) {
  const who = labelOf(object);
  if (/^\d+$/.test(label)) return `slot ${label} of ${who}`;
  if (/^(key|item|default|base|contents)$/.test(label)) return `${label} of ${who}`;
  if (label.startsWith('.')) return `${label} of ${who}`;
  return `${label} in ${who}`;
}

/**
 * "2 = name b + slot 0 of list #1".
 * @param {ObjectRecord} object
 * @param {readonly Holder[]} holders
 * @returns {Part[]}
 */
export function whyCounted(object, holders) {
  if (object.immortal || object.refcount > 1e8) return whyStatic(holders);
  const rest = object.refcount - holders.length;
  const parts = [plain(`${grouped(object.refcount)} = `), ...joined(holders)];
  if (rest > 0) parts.push(plain(`${holders.length ? ' + ' : ''}${rest} inside the runtime`));
  if (!object.reachable) parts.push(plain('. No name leads here any more'));
  return parts;
}

/** @param {readonly Holder[]} holders @returns {Part[]} */
function whyStatic(holders) {
  if (!holders.length) return [plain('Made when Python starts; never freed')];
  return [plain('Made when Python starts, never freed. Yours: '), ...joined(holders)];
}

/** @param {readonly Holder[]} holders @returns {Part[]} */
function joined(holders) {
  const shown = holders.slice(0, NAMED_HOLDERS);
  const parts = shown.flatMap((holder, index) => [...(index ? [plain(' + ')] : []), ...holderParts(holder)]);
  if (holders.length > shown.length) parts.push(plain(` + ${plural(holders.length - shown.length, 'other')}`));
  return parts;
}

/** @param {Holder} holder @returns {Part[]} */
function holderParts(holder) {
  const match = /^name (\S+)(.*)$/.exec(holder.text);
  return match ? [plain('name '), code(match[1] ?? ''), plain(match[2] ?? '')] : [plain(holder.text)];
}
