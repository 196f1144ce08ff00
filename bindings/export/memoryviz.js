/**
 * MemoryViz's JSON: the frames and objects of one step, ready for its drawings of the memory model taught at universities.
 * Its ids are our serials; keys that a snapshot gives as text only get numbers behind them.
 *
 * @import { ObjectRecord, Snapshot } from '../types.js'
 */
import { isOwnName, visibleObjects } from '../scene/select.js';
import { atomOf, attributesOf, isAtom, nameOf, pairsOf, shapeOf } from './values.js';

/** @param {Snapshot} snapshot @returns {string} */
export function memoryViz(snapshot) {
  const { objects } = visibleObjects(snapshot), byId = new Map(objects.map((object) => [object.id, object]));
  const number = (/** @type {string} */ id) => byId.get(id)?.serial ?? null;
  const keys = new Keys(Math.max(0, ...objects.map((object) => object.serial)));
  const entries = [
    ...snapshot.namespaces.map(({ label, names }) => ({
      type: '.frame', name: label, id: null, value: Object.fromEntries(names.flatMap((name) => (isOwnName(name) ? [[name.name, number(name.ref)]] : []))),
    })),
    ...objects.map((object) => ({ id: object.serial, ...drawn(object, byId, number, keys) })),
    ...keys.entries,
  ];
  return `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`;
}

/** Objects for the keys that are known by their text alone; equal keys share one. */
class Keys {
  /** @type {{ type: string, id: number, value: unknown }[]} */ entries = [];
  /** @type {Map<string, number>} */ #known = new Map();
  #last;

  /** @param {number} last number in use */
  constructor(last) {
    this.#last = last;
  }

  /** @param {{ type: string, value: string }} atom */
  number(atom) {
    const key = `${atom.type} ${atom.value}`, known = this.#known.get(key);
    if (known !== undefined) return known;
    const id = ++this.#last;
    this.#known.set(key, id);
    this.entries.push({ type: atom.type, id, value: plainValue(atom) });
    return id;
  }
}

/** @param {{ type: string, value: string }} atom */
function plainValue(atom) {
  const value = atomOf(atom);
  return value === null ? 'None' : typeof value === 'object' ? value.exact : value;
}

/**
 * @param {ObjectRecord} object @param {ReadonlyMap<string, ObjectRecord>} byId @param {(id: string) => number | null} number @param {Keys} keys
 * @returns {{ type: string, name?: string, value: unknown }}
 */
function drawn(object, byId, number, keys) {
  if (isAtom(object)) return { type: object.type, value: plainValue(object) };
  const shape = shapeOf(object);
  switch (shape) {
    case 'list': case 'tuple': case 'set': return { type: shape, value: object.refs.map((ref) => number(ref.target)) };
    case 'dict': return { type: shape, value: pairsOf(object).map((pair) => [pair.keyId ? number(pair.keyId) : pair.key ? keys.number(pair.key) : null, number(pair.target)]) };
    case 'class': case 'instance': {
      const value = Object.fromEntries(attributesOf(object, byId).map(({ key, target }) => [key, number(target)]));
      return { type: '.class', name: shape === 'class' ? `class ${nameOf(object)}` : object.type, value };
    }
    default: return { type: object.type, value: object.value };
  }
}
