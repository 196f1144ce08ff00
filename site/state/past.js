/**
 * What is known of the run so far: one moment a step, one life an object, the step at which each
 * name was first seen. It only grows while a program stays loaded; steps may come in any order.
 *
 * @import { EventRecord, Life, Moment, ObjectRecord, Past, Snapshot } from './types.js'
 */
import { valueText } from './words.js';

/** Moments kept with their whole snapshot; later ones keep their counts only. */
const FULL_MOMENTS = 1200;
/** Moments kept at all: beyond that the timeline is drawn from every n-th. */
const ALL_MOMENTS = 6000;

/** Kinds whose count moves for reasons a beginner did not write. @type {ReadonlySet<string>} */
const DULL = new Set(['code', 'type']);
/** @type {WeakMap<Past, number | null>} */
const lively = new WeakMap();

/** @returns {Past} */
export function emptyPast() {
  return { moments: new Map(), lives: new Map(), names: new Map(), total: null, frontier: 0, openEnd: true };
}

/** Key of a name in a namespace. @param {string} namespace @param {string} name */
export function nameKey(namespace, name) {
  return `${namespace}\u0000${name}`;
}

/**
 * The past with these snapshots added.
 * @param {Past} past
 * @param {readonly Snapshot[]} snapshots
 * @returns {Past}
 */
export function learn(past, snapshots) {
  const moments = new Map(past.moments), lives = new Map(past.lives), names = new Map(past.names);
  let { total, frontier } = past;
  for (const snapshot of snapshots) {
    if (moments.size < ALL_MOMENTS) moments.set(snapshot.step, momentOf(snapshot, moments.size < FULL_MOMENTS));
    learnLives(lives, snapshot);
    learnNames(names, snapshot);
    total = snapshot.total ?? total;
    frontier = Math.max(frontier, snapshot.step, snapshot.total ?? 0);
  }
  return { ...past, moments, lives, names, total, frontier };
}

/**
 * @param {Snapshot} snapshot
 * @param {boolean} whole
 * @returns {Moment}
 */
function momentOf(snapshot, whole) {
  const has = (/** @type {EventRecord['type']} */ type) => snapshot.events.some((event) => event.type === type);
  return {
    step: snapshot.step, line: snapshot.line, previousLine: snapshot.previousLine, snapshot: whole ? snapshot : null,
    counts: new Map(snapshot.objects.map((object) => [object.serial, object.refcount])),
    output: has('output'), collected: has('collect'), raised: snapshot.status === 'raised',
    freed: has('free'),
  };
}

/**
 * @param {Map<number, Life>} lives
 * @param {Snapshot} snapshot
 */
function learnLives(lives, snapshot) {
  const byId = new Map(snapshot.objects.map((object) => [object.id, object]));
  for (const one of snapshot.objects) {
    const object = one.value ? one : { ...one, value: valueText(one, byId) };
    const known = lives.get(object.serial);
    lives.set(object.serial, known ? { ...known, value: object.value, bornAt: Math.min(known.bornAt, snapshot.step) } : lifeOf(object, snapshot.step));
  }
  const collected = new Set(snapshot.events.flatMap((event) => (event.type === 'collect' ? event.freed : [])));
  for (const event of snapshot.events) {
    const life = event.type === 'free' ? lives.get(event.serial) : undefined;
    if (event.type !== 'free' || !life) continue;
    const last = snapshot.events.findLast((other) => other.type === 'refcount' && other.id === event.id && other.to === 0);
    lives.set(life.serial, {
      ...life, freedAt: snapshot.step, freedLine: snapshot.previousLine,
      countBefore: last?.type === 'refcount' ? last.from : null, byCollector: collected.has(event.id),
    });
  }
}

/** @param {ObjectRecord} object @param {number} step @returns {Life} */
function lifeOf(object, step) {
  const { serial, id, type, kind, value } = object;
  return { serial, id, type, kind, value, bornAt: step, freedAt: null, freedLine: null, countBefore: null, byCollector: false };
}

/** @param {Map<string, number>} names @param {Snapshot} snapshot */
function learnNames(names, snapshot) {
  for (const namespace of snapshot.namespaces) {
    for (const { name } of namespace.names) {
      const key = nameKey(namespace.id, name);
      names.set(key, Math.min(names.get(key) ?? Infinity, snapshot.step));
    }
  }
}

/**
 * The refcount curve of one object over the known steps, in step order; null where it does not live.
 * @param {Past} past
 * @param {number} serial
 * @returns {{ step: number, count: number | null }[]}
 */
export function countCurve(past, serial) {
  const steps = [...past.moments.keys()].sort((a, b) => a - b);
  return steps.map((step) => ({ step, count: past.moments.get(step)?.counts.get(serial) ?? null }));
}

/**
 * The object whose count has the most to tell: the one with the most changes, the oldest of these.
 * @param {Past} past
 * @returns {number | null}
 */
export function liveliest(past) {
  const known = lively.get(past);
  if (known !== undefined) return known;
  /** @type {Map<number, { last: number, changes: number }>} */ const seen = new Map();
  for (const step of [...past.moments.keys()].sort((a, b) => a - b)) {
    for (const [serial, count] of past.moments.get(step)?.counts ?? []) {
      const known = seen.get(serial);
      if (!known) seen.set(serial, { last: count, changes: 0 });
      else if (known.last !== count) seen.set(serial, { last: count, changes: known.changes + 1 });
    }
  }
  /** @type {{ serial: number, worth: number } | null} */ let best = null;
  for (const [serial, { last, changes }] of seen) {
    const kind = past.lives.get(serial)?.kind ?? 'code';
    const worth = changes * (kind === 'container' || kind === 'other' ? 100 : 1);
    if (last < 1e8 && !DULL.has(kind) && (!best || worth > best.worth)) best = { serial, worth };
  }
  lively.set(past, best?.serial ?? null);
  return best?.serial ?? null;
}
