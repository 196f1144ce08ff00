/**
 * The words for objects, names and counts, shared by the sentence, the cards and the table.
 *
 * @import { ObjectRecord, Part } from './types.js'
 */
import { colourLines } from './python.js';

/** @param {string} text @returns {Part} */
export const plain = (text) => ({ as: 'text', text });
/** @param {string} text @returns {Part} */
export const code = (text) => ({ as: 'code', text });
/** @param {string} text @returns {Part} */
export const named = (text) => ({ as: 'name', text });
/** @param {string} text @returns {Part} */
export const strong = (text) => ({ as: 'strong', text });

/** @param {readonly Part[]} parts */
export function textOf(parts) {
  return parts.map((part) => part.text).join('');
}

/** @param {string} text @param {number} most */
export function shorten(text, most) {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** The last digits of an id, enough to tell neighbours apart. @param {string} id */
export function shortId(id) {
  return `…${id.slice(-6)}`;
}

/** "int 10", "list #3": a value where the value says more than a number, else the type and its number.
 * @param {Pick<ObjectRecord, 'kind' | 'type' | 'value' | 'serial'>} object */
export function labelOf(object) {
  if (object.type === 'NoneType' || object.type === 'bool') return object.value;
  if (isPlain(object)) return `${object.type} ${shorten(object.value, 24)}`;
  const own = ownName(object);
  return own ? `${object.kind === 'type' ? 'class' : object.type} ${shorten(own, 24)}` : `${object.type} #${object.serial}`;
}

/** The name that a class, a function or a module carries itself, '' for others. @param {Pick<ObjectRecord, 'kind' | 'type' | 'value'>} object */
export function ownName(object) {
  if (object.kind !== 'type' && object.kind !== 'code' && object.type !== 'module') return '';
  const name = /^<[a-z- ]+ '?((?:[\w.]|<\w+>)+)/.exec(object.value)?.[1] ?? '';
  return name.replace(/^__main__\./, '').replace(/^.*<locals>\./, '');
}

/**
 * The value in words: the engine's own text, or for a container its contents, one level deep.
 * @param {ObjectRecord} object
 * @param {ReadonlyMap<string, ObjectRecord>} byId
 */
export function valueText(object, byId) {
  if (object.value || object.kind !== 'container') return object.value;
  const [open, close] = BRACKETS.get(object.type) ?? [`${object.type}(`, ')'];
  const items = object.refs.filter((ref) => ref.label !== 'key').slice(0, 8).map(({ label, target }) => {
    const held = byId.get(target);
    const text = !held ? '…' : held.type === 'NoneType' || isPlain(held) ? shorten(held.value, 20) : `#${held.serial}`;
    return open === '{' && label !== 'item' ? `${label}: ${text}` : text;
  });
  if ((object.length ?? items.length) > items.length) items.push('…');
  if (!items.length && object.type === 'set') return 'set()';
  return open + items.join(', ') + (object.type === 'tuple' && items.length === 1 ? ',' : '') + close;
}

/** @type {ReadonlyMap<string, readonly [string, string]>} */
const BRACKETS = new Map([['list', ['[', ']']], ['tuple', ['(', ')']], ['dict', ['{', '}']], ['set', ['{', '}']]]);

/** The value as a card shows it. @param {Pick<ObjectRecord, 'kind' | 'type' | 'value'>} object */
export function briefValue(object) {
  return ownName(object) || shorten(object.value, 40);
}

/** A statement as quoted in a sentence: without what is said behind it. @param {readonly string[]} lines @param {number} line */
export function statementText(lines, line) {
  const [pieces = []] = colourLines(lines[line - 1] ?? '');
  return pieces.flatMap((piece) => (piece.as === 'comment' ? [] : [piece.text])).join('').trim();
}

/** Whether the value alone tells a reader which object is meant. @param {Pick<ObjectRecord, 'kind' | 'type'>} object */
export function isPlain(object) {
  return object.kind === 'number' || object.kind === 'text' || object.type === 'NoneType' || object.type === 'bool';
}

/** @param {Pick<ObjectRecord, 'kind' | 'type' | 'value' | 'serial'>} object @returns {Part} */
export function objectPart(object) {
  return { as: 'object', text: labelOf(object), serial: object.serial };
}

/** "1 reference", "3 references". @param {number} count @param {string} word */
export function plural(count, word) {
  return `${grouped(count)} ${word}${count === 1 ? '' : 's'}`;
}

/** Digits in groups of three. @param {number} count */
export function grouped(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u2009');
}

/** A count that fits in a ring: static objects start near 10⁹. @param {number} count */
export function ringText(count) {
  return count < 100000 ? String(count) : '10⁹';
}

/** "a, b and c". @param {readonly (readonly Part[])[]} items @returns {Part[]} */
export function listed(items) {
  return items.flatMap((item, index) => {
    if (index === 0) return [...item];
    return [plain(index === items.length - 1 ? ' and ' : ', '), ...item];
  });
}

/** A namespace's name: a call is written as one. @param {{ kind: string, label: string }} namespace */
export function spaceName({ kind, label }) {
  return kind === 'frame' && !/[)>]$/.test(label) ? `${label}()` : label;
}
