/**
 * What is known of the run so far: one moment a step, one life an object, the step at which each
 * name was first seen. It only grows while a program stays loaded; steps may come in any order and
 * from more than one session, so objects get their numbers here: an address is used again after a
 * free, and what tells two objects at one address apart is the free between them.
 *
 * @import { Collection, EventRecord, Life, Moment, ObjectRecord, Past, Snapshot } from './types.js'
 */
import { valueText } from './words.js';

/** Moments kept with their whole snapshot; later ones keep their counts only. */
const FULL_MOMENTS = 1200;
/** Moments kept at all. */
const ALL_MOMENTS = 6000;
/** Kinds whose count moves for reasons a beginner did not write. @type {ReadonlySet<string>} */
const DULL = new Set(['code', 'type']);
/** @type {WeakMap<Past, number | null>} */
const lively = new WeakMap();

/** @typedef {{ lives: Map<number, Life>, byId: Map<string, readonly number[]> }} Register */

/** @returns {Past} */
export function emptyPast() {
  return { moments: new Map(), lives: new Map(), byId: new Map(), names: new Map(), total: null, frontier: 0, openEnd: true };
}

/** Key of a name in a namespace. @param {string} namespace @param {string} name */
export function nameKey(namespace, name) {
  return `${namespace}\u0000${name}`;
}

/**
 * The past with these snapshots added, and the snapshots with the numbers that objects have here.
 * @param {Past} past
 * @param {readonly Snapshot[]} given
 * @returns {{ past: Past, snapshots: Snapshot[] }}
 */
export function learn(past, given) {
  const moments = new Map(past.moments), names = new Map(past.names);
  const register = { lives: new Map(past.lives), byId: new Map(past.byId) };
  let { total, frontier } = past;
  const snapshots = given.map((raw) => {
    const snapshot = identify(register, raw, moments.get(raw.step - 1));
    if (moments.size < ALL_MOMENTS) moments.set(snapshot.step, momentOf(snapshot, moments.size < FULL_MOMENTS));
    learnNames(names, snapshot);
    total = snapshot.total ?? total;
    frontier = Math.max(frontier, snapshot.step, snapshot.total ?? 0);
    return snapshot;
  });
  return { past: { ...past, ...register, moments, names, total, frontier }, snapshots };
}

/**
 * The snapshot with serials of this past; births and deaths are noted on the way.
 * @param {Register} register
 * @param {Snapshot} snapshot
 * @param {Moment | undefined} before
 * @returns {Snapshot}
 */
function identify(register, snapshot, before) {
  const { step } = snapshot, previousLine = snapshot.previousLine ?? before?.line ?? null;
  /** @type {Map<string, number>} */ const dead = new Map();
  const collected = new Set(snapshot.events.flatMap((event) => (event.type === 'collect' ? event.freed : [])));
  for (const event of snapshot.events) {
    if (event.type !== 'free') continue;
    const life = livesAt(register, event.id).find((one) => one.type === event.objectType && one.bornAt < step && (one.freedAt ?? Infinity) >= step);
    if (!life) continue;
    dead.set(event.id, life.serial);
    register.lives.set(life.serial, { ...life, freedAt: step, freedLine: previousLine, countBefore: before?.counts.get(life.serial) ?? null, byCollector: collected.has(event.id) });
  }
  const objects = snapshot.objects.map((object) => ({ ...object, serial: serialOf(register, object, step) }));
  const numbered = new Map(objects.map((object) => [object.id, object]));
  for (const object of objects) if (!object.value) keepValue(register, object.serial, valueText(object, numbered));
  const serials = new Map(objects.map((object) => [object.id, object.serial]));
  const events = snapshot.events.map((event) => {
    if (event.type === 'free') return { ...event, serial: dead.get(event.id) ?? 0 };
    return event.type === 'alloc' ? { ...event, serial: serials.get(event.id) ?? 0 } : event;
  });
  return { ...snapshot, previousLine, objects, events: [...events, ...written(snapshot, before?.snapshot ?? null)] };
}

/** What the step wrote, when the engine does not say it: the part of the output that the step before had not. @param {Snapshot} snapshot @param {Snapshot | null} before @returns {EventRecord[]} */
function written({ events, stdout }, before) {
  if (!before || events.some((event) => event.type === 'output')) return [];
  return /** @type {const} */ (['out', 'err']).flatMap((stream) => {
    const text = (/** @type {Snapshot['stdout']} */ chunks) => chunks.flatMap((chunk) => (chunk.stream === stream ? [chunk.text] : [])).join('');
    const more = text(stdout).slice(text(before.stdout).length);
    return more ? [{ type: 'output', stream, text: more }] : [];
  });
}

/** Notes what a container held when it was last seen. @param {Register} register @param {number} serial @param {string} value */
function keepValue({ lives }, serial, value) {
  const life = lives.get(serial);
  if (life) lives.set(serial, { ...life, value });
}

/** @param {Register} register @param {string} id */
function livesAt({ lives, byId }, id) {
  return (byId.get(id) ?? []).flatMap((serial) => lives.get(serial) ?? []);
}

/** The number of the object seen at this address at `step`, a new one if it was not known. @param {Register} register @param {ObjectRecord} object @param {number} step */
function serialOf(register, object, step) {
  const { id, type, kind, value, immortal } = object;
  const here = livesAt(register, id).filter((life) => life.type === type);
  const between = (/** @type {Life} */ life) => livesAt(register, id).some((other) => other !== life && other.freedAt !== null && other.freedAt > step && other.freedAt <= life.bornAt);
  const life = here.find((one) => one.bornAt <= step && step < (one.freedAt ?? Infinity)) ?? here.find((one) => step < one.bornAt && !between(one));
  if (life) {
    if (step < life.bornAt || (value && value !== life.value)) register.lives.set(life.serial, { ...life, value: value || life.value, bornAt: Math.min(life.bornAt, step) });
    return life.serial;
  }
  const serial = register.lives.size + 1;
  register.lives.set(serial, { serial, id, type, kind, value, immortal, bornAt: step, freedAt: null, freedLine: null, countBefore: null, byCollector: false });
  register.byId.set(id, [...(register.byId.get(id) ?? []), serial]);
  return serial;
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
    output: snapshot.events.some((event) => event.type === 'output' && event.stream === 'out'), raised: snapshot.status === 'raised', freed: has('free'), collection: collectionOf(snapshot),
  };
}

/** The last collection of a step. @param {Snapshot} snapshot @returns {Collection | null} */
function collectionOf({ events }) {
  const collect = events.findLast((event) => event.type === 'collect');
  if (collect?.type !== 'collect') return null;
  const ids = new Set(collect.freed);
  const freed = events.flatMap((event) => (event.type === 'free' && ids.has(event.id) ? [event.serial] : []));
  return { generation: collect.generation, collected: collect.collected, freed };
}

/** The last known collection up to a step. @param {Past} past @param {number} step */
export function lastCollection(past, step) {
  const runs = [...past.moments.values()].flatMap((moment) => (moment.collection && moment.step <= step ? [{ ...moment.collection, step: moment.step }] : []));
  return runs.length ? runs.reduce((last, run) => (run.step > last.step ? run : last)) : null;
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
 * The object whose count has the most to tell: the one with the most changes, containers and
 * instances before plain values, the oldest of these.
 * @param {Past} past
 * @returns {number | null}
 */
export function liveliest(past) {
  const known = lively.get(past);
  if (known !== undefined) return known;
  /** @type {Map<number, { last: number, changes: number }>} */ const seen = new Map();
  for (const step of [...past.moments.keys()].sort((a, b) => a - b)) {
    for (const [serial, count] of past.moments.get(step)?.counts ?? []) {
      const was = seen.get(serial);
      if (!was) seen.set(serial, { last: count, changes: 0 });
      else if (was.last !== count) seen.set(serial, { last: count, changes: was.changes + 1 });
    }
  }
  let best = { serial: /** @type {number | null} */ (null), worth: 0 };
  for (const [serial, { last, changes }] of seen) {
    const { kind = 'code', immortal = true } = past.lives.get(serial) ?? {};
    const worth = changes * (kind === 'container' || kind === 'other' ? 100 : 1);
    if (last < 1e8 && !immortal && !DULL.has(kind) && worth > best.worth) best = { serial, worth };
  }
  lively.set(past, best.serial);
  return best.serial;
}
