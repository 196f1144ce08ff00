/** What the texts of a snapshot mean: values and keys as JSON knows them, what an object is, what its parts are. Pure.
 *
 * @import { ObjectRecord } from '../types.js'
 */

/** @typedef {{ key: string, target: string }} Ref */

const ESCAPES = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"' };

/** The characters of a str whose repr this is. @param {string} repr */
export function unquote(repr) {
  return repr.slice(1, -1).replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/g, (_, x, u, wide, char) =>
    (char ? ESCAPES[/** @type {keyof typeof ESCAPES} */ (char)] ?? char : String.fromCodePoint(parseInt(x ?? u ?? wide, 16))));
}

/** Whether the object is one of the five types that are written where they are used. @param {Pick<ObjectRecord, 'type'>} object */
export function isAtom({ type }) {
  return type === 'int' || type === 'float' || type === 'str' || type === 'bool' || type === 'NoneType';
}

/**
 * The value of an atom as JSON has it; an int or float that JSON readers would change is `{ exact }`, its digits.
 * @param {{ type: string, value: string }} object
 * @returns {null | boolean | number | string | { exact: string }}
 */
export function atomOf({ type, value }) {
  if (type === 'NoneType') return null;
  if (type === 'bool') return value === 'True';
  if (type === 'str') return unquote(value);
  const number = Number(value);
  if (type === 'int') return Number.isSafeInteger(number) ? number : { exact: value };
  return Number.isFinite(number) && !Number.isInteger(number) ? number : { exact: value };
}

/** A dict's key as the snapshot writes it beside the value: an atom's repr, or null for keys that are objects of their own. @param {string} label */
export function keyOf(label) {
  if (/^(['"])[^]*\1$/.test(label)) return { type: 'str', value: label };
  if (label === 'None') return { type: 'NoneType', value: label };
  if (label === 'True' || label === 'False') return { type: 'bool', value: label };
  if (/^-?\d+$/.test(label)) return { type: 'int', value: label };
  return null;
}

/** Keys and values of a dict; a key that is an object is given by its id. @param {ObjectRecord} dict @returns {{ key: { type: string, value: string } | null, keyId: string | null, label: string, target: string }[]} */
export function pairsOf(dict) {
  const { refs } = dict;
  return refs.flatMap((ref, index) => {
    if (ref.label === 'key') return [];
    const next = refs[index + 1];
    const keyId = next?.label === 'key' ? next.target : null;
    return [{ key: keyId ? null : keyOf(ref.label), keyId, label: ref.label, target: ref.target }];
  });
}

/** @param {ObjectRecord} object @returns {'list' | 'tuple' | 'set' | 'dict' | 'class' | 'function' | 'module' | 'instance' | 'other'} */
export function shapeOf(object) {
  const { kind, type, refs, value } = object;
  if (kind === 'type') return 'class';
  if (type === 'module') return 'module';
  if (/^(function|method|builtin_function_or_method)$/.test(type)) return 'function';
  if (kind === 'container') return containerShape(object);
  if (kind === 'other' && (value === `<${type}>` || refs.some((ref) => ref.label.startsWith('.') || ref.label === '__dict__'))) return 'instance';
  return 'other';
}

/** Also of subclasses, which do not carry the name. @param {ObjectRecord} object */
function containerShape({ type, refs }) {
  if (type === 'list' || type === 'tuple' || type === 'dict') return type;
  if (/set$/i.test(type) || refs[0]?.label === 'item') return 'set';
  return refs.length && refs.every((ref, index) => ref.label === String(index)) ? 'list' : 'dict';
}

/**
 * Attributes of an instance or a class, names without the dot.
 * @param {ObjectRecord} object
 * @param {ReadonlyMap<string, ObjectRecord>} byId  an instance's dict is looked up there
 * @returns {Ref[]}
 */
export function attributesOf(object, byId) {
  return object.refs.flatMap(({ label, target }) => {
    if (label.startsWith('.')) return [{ key: label.slice(1), target }];
    const dict = label === '__dict__' ? byId.get(target) : undefined;
    return dict ? pairsOf(dict).map((pair) => ({ key: pair.key ? unquoteOr(pair.label) : pair.label, target: pair.target })) : [];
  });
}

/** @param {string} label */
function unquoteOr(label) {
  return /^['"]/.test(label) ? unquote(label) : label;
}

/** A class's, function's or module's own name. @param {Pick<ObjectRecord, 'value'>} object */
export function nameOf({ value }) {
  return /^<(?:class|module) '([^']*)'>$/.exec(value)?.[1] ?? /^<(?:\w+ )+([^>]+(?:<locals>[^>]*|<lambda>|<\w+>)*)>$/.exec(value)?.[1] ?? value;
}

/** How many items of a long container are left out of the middle. @param {ObjectRecord} object */
export function leftOut(object) {
  const shown = object.refs.filter((ref) => ref.label !== 'key').length;
  return object.truncated ? Math.max(0, (object.length ?? shown) - shown) : 0;
}
