/**
 * Which names and objects of a snapshot a learner sees. The runtime's own names (`__name__` and the
 * like) and what hangs only on them stay out, so that the picture is the program's.
 *
 * @import { NameRecord, ObjectRecord, Snapshot } from './types.js'
 */
import { isPlain } from './words.js';

/** Objects listed at once; the rest is counted. */
export const MOST_OBJECTS = 400;
/** Cards in one picture. */
export const MOST_CARDS = 120;
/** Slots of a named container whose plain values get cards of their own; the others are read in the slot. */
export const CARDED_SLOTS = 4;
/** @type {WeakMap<Snapshot, { objects: readonly ObjectRecord[], hidden: number }>} */
const answers = new WeakMap();

/** Whether a name is the writer's own. @param {NameRecord} name */
export function isOwnName(name) {
  return !/^__\w+__$/.test(name.name);
}

/**
 * The objects to show, oldest first, and how many more there are. Found by following references
 * from the shown names; objects that no name leads to any more are shown too: they are the point.
 * @param {Snapshot} snapshot
 */
export function visibleObjects(snapshot) {
  const known = answers.get(snapshot);
  if (known) return known;
  const byId = new Map(snapshot.objects.map((object) => [object.id, object]));
  const seen = reachFrom(startingPoints(snapshot), byId);
  const all = snapshot.objects.filter((object) => seen.has(object.id)).sort((a, b) => a.serial - b.serial);
  const answer = { objects: all.slice(0, MOST_OBJECTS), hidden: Math.max(0, all.length - MOST_OBJECTS) + snapshot.hidden };
  answers.set(snapshot, answer);
  return answer;
}

/**
 * The objects that deserve a card when they first appear: all but the plain values far down in a
 * container and the methods of a class.
 * @param {Snapshot} snapshot
 */
export function cardObjects(snapshot) {
  const { objects } = visibleObjects(snapshot);
  const named = new Set(snapshot.namespaces.flatMap((namespace) => namespace.names.filter(isOwnName).map((name) => name.ref)));
  const near = new Set(named), methods = new Set();
  for (const object of objects) {
    if (object.kind === 'type') for (const ref of shownRefs(object)) methods.add(ref.target);
    else if (named.has(object.id)) for (const ref of shownRefs(object).slice(0, CARDED_SLOTS)) near.add(ref.target);
  }
  return objects.filter((object) => near.has(object.id) || !(isPlain(object) || methods.has(object.id))).slice(0, MOST_CARDS);
}

/** @param {Snapshot} snapshot */
function startingPoints(snapshot) {
  const named = snapshot.namespaces.flatMap((namespace) => namespace.names.filter(isOwnName).map((name) => name.ref));
  return [...named, ...snapshot.objects.filter((object) => !object.reachable).map((object) => object.id)];
}

/**
 * @param {string[]} ids
 * @param {ReadonlyMap<string, ObjectRecord>} byId
 */
function reachFrom(ids, byId) {
  /** @type {Set<string>} */ const seen = new Set();
  const queue = [...ids];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const object = byId.get(id);
    if (!object || seen.has(id)) continue;
    seen.add(id);
    for (const ref of shownRefs(object)) queue.push(ref.target);
  }
  return seen;
}

/** The references of an object that are drawn: a module's are the library's own affair. @param {ObjectRecord} object */
export function shownRefs(object) {
  return object.type === 'module' || object.type === 'frame' ? [] : object.refs;
}
