/**
 * The scene: everything the views draw, worked out from the state in one place, so that the graph,
 * the table and the sentence can't disagree. Pure.
 *
 * @import { Edge, Life, ObjectRecord, Past, Scene, SceneName, SceneNamespace, SceneObject, SceneThread, Seats, SceneInput, SceneSlot, Snapshot, Target, Tombstone } from './types.js'
 */
import { lastCollection, liveliest, nameKey } from './past.js';
import { MOURNING_STEPS } from './seats.js';
import { isOwnName, shownRefs, visibleObjects } from './select.js';
import { sentenceFor } from './sentence.js';
import { holdersOf, whyCounted } from './why.js';
import { code, labelOf, plain, spaceName, statementText, valueText } from './words.js';

/** Slots of a container shown before its middle is folded. */
export const SLOTS_SHOWN = 12;

/**
 * @param {SceneInput} state
 * @returns {Scene | null} null while nothing is loaded
 */
export function sceneOf(state) {
  const { snapshot, past } = state;
  if (!snapshot) return null;
  // In the middle of a step, the line that began there is what is going on.
  const now = snapshot.instruction?.index ? { ...snapshot, step: snapshot.step + 1 } : snapshot;
  const before = past.moments.get(now.step - 1)?.snapshot ?? null;
  const { objects: shown, hidden } = visibleObjects(snapshot);
  const lines = (state.loaded ?? state.source).split('\n');
  const byId = new Map(snapshot.objects.map((object) => [object.id, object]));
  const beforeById = new Map(before?.objects.map((object) => [object.id, object]) ?? []);
  const holders = holdersOf(snapshot);
  const made = new Set(snapshot.events.flatMap((event) => (event.type === 'alloc' ? [event.serial] : [])));
  const objects = shown.map((object) => sceneObject(object, snapshot, before !== null, beforeById.get(object.id), byId, holders, made));
  const namespaces = sceneNamespaces(snapshot, before, past, byId);
  const tombstones = tombstonesOf(state, now, lines);
  return {
    snapshot, step: snapshot.step, total: past.total, lastKnown: past.frontier, lines, namespaces, threads: threadsOf(snapshot), objects, hidden, tombstones,
    cards: objects.filter((object) => state.seats.seatOf.has(object.serial)), edges: edgesOf(namespaces, objects, state.seats),
    seats: state.seats, selected: chosen(curveOf(state), objects, tombstones),
    sentence: sentenceFor({ snapshot, before, lines, lives: past.lives, limited: state.limited }),
    collection: lastCollection(past, snapshot.step), byserial: new Map(objects.map((object) => [object.serial, object])),
  };
}

/** @param {ObjectRecord} object @returns {Target} */
function targetOf(object) {
  return { serial: object.serial, type: object.type, kind: object.kind, label: labelOf(object), short: `#${object.serial}` };
}

/**
 * @param {ObjectRecord} object
 * @param {Snapshot} snapshot
 * @param {boolean} comparable  whether the step before is known
 * @param {ObjectRecord | undefined} was  the object at the step before
 * @param {ReadonlyMap<string, ObjectRecord>} byId
 * @param {ReadonlyMap<string, import('./why.js').Holder[]>} holders
 * @param {ReadonlySet<number>} made  serials of the objects that this step made
 * @returns {SceneObject}
 */
function sceneObject(object, snapshot, comparable, was, byId, holders, made) {
  const same = was && was.serial === object.serial ? was : undefined;
  const fresh = made.has(object.serial);
  const own = holders.get(object.id) ?? [];
  const slots = shownRefs(object).map((ref, index) => sceneSlot(ref, byId, comparable && !fresh && same?.refs[index]?.target !== ref.target));
  return {
    ...object, value: valueText(object, byId), label: labelOf(object), fresh, slots, holders: own,
    delta: fresh ? 0 : deltaOf(object, snapshot, same),
    changed: Boolean(same && same.value !== object.value), why: whyCounted(object, own),
  };
}

/** @param {{ label: string, target: string }} ref @param {ReadonlyMap<string, ObjectRecord>} byId @param {boolean} changed @returns {SceneSlot} */
function sceneSlot(ref, byId, changed) {
  const target = byId.get(ref.target);
  return { label: ref.label, target: target ? targetOf(target) : null, changed };
}

/** How the count moved in this step. @param {ObjectRecord} object @param {Snapshot} snapshot @param {ObjectRecord | undefined} was */
function deltaOf(object, snapshot, was) {
  if (was) return object.refcount - was.refcount;
  const moves = snapshot.events.filter((event) => event.type === 'refcount' && event.id === object.id);
  const first = moves[0];
  return first?.type === 'refcount' ? object.refcount - first.from : 0;
}

/**
 * @param {Snapshot} snapshot
 * @param {Snapshot | null} before
 * @param {Past} past
 * @param {ReadonlyMap<string, ObjectRecord>} byId
 * @returns {SceneNamespace[]}
 */
function sceneNamespaces(snapshot, before, past, byId) {
  const last = snapshot.namespaces.findLast((namespace) => !namespace.thread);
  return snapshot.namespaces.map((namespace) => {
    const old = before?.namespaces.find((other) => other.id === namespace.id);
    const names = namespace.names.filter(isOwnName).map((record) => {
      const target = byId.get(record.ref);
      const was = old?.names.find((other) => other.name === record.name);
      const moved = was ? was.ref !== record.ref : before !== null;
      return /** @type {SceneName} */ ({
        key: nameKey(namespace.id, record.name), name: record.name, kind: record.kind, target: target ? targetOf(target) : null,
        state: snapshot.step === 0 || !moved ? 'same' : was ? 'moved' : 'new',
      });
    });
    return {
      id: namespace.id, kind: namespace.kind, label: spaceName(namespace), current: namespace === last && namespace.kind !== 'module',
      note: namespace.thread ?? noteOf(namespace.kind), thread: namespace.thread ?? null, names: [...names, ...goneNames(namespace, names, snapshot, before, past)].sort(byFirstSight(past)),
    };
  });
}

/** Every thread with what it does, in words. @param {Snapshot} snapshot @returns {SceneThread[]} */
function threadsOf({ threads = [], objects }) {
  return threads.map(({ name, state, owner, wakes, line, handled }) => {
    const soon = wakes === null ? '' : `${state === 'lock' ? ', at most' : ''} for ${Number(wakes.toPrecision(3))} s`;
    const waits = owner === name ? 'waits for a lock that it has itself' : owner ? `waits for a lock that ${owner} has` : 'waits for a lock';
    const words = { running: 'runs', ready: 'could run, waits for its turn', lock: waits + soon, sleeping: `sleeps${soon}`, 'object lock': waits.replace('a lock', 'an object’s lock'), ended: 'has ended' }[state];
    const exception = objects.find((object) => object.id === handled);
    return { name, running: state === 'running', words: words + (exception ? `, handles ${exception.type}` : ''), line };
  });
}

/** @param {'module' | 'frame' | 'class'} kind */
function noteOf(kind) {
  return { module: 'module', frame: 'call', class: 'class body' }[kind];
}

/**
 * Names that are unbound now, kept in their row: a module's for good, a call's for the one step, since
 * the next call may use its place again.
 * @param {import('./types.js').NamespaceRecord} namespace
 * @param {readonly SceneName[]} present
 * @param {Snapshot} snapshot
 * @param {Snapshot | null} before
 * @param {Past} past
 * @returns {SceneName[]}
 */
function goneNames(namespace, present, snapshot, before, past) {
  const here = new Set(present.map((name) => name.key));
  const old = before?.namespaces.find((other) => other.id === namespace.id && other.label === namespace.label)?.names ?? [];
  const prefix = nameKey(namespace.id, '');
  const known = namespace.kind !== 'module' ? old.map(({ name }) => name)
    : [...past.names].flatMap(([key, first]) => (key.startsWith(prefix) && first <= snapshot.step ? [key.slice(prefix.length)] : []));
  return known.filter((name) => !here.has(nameKey(namespace.id, name)) && isOwnName({ name, ref: '', kind: 'dict' })).map((name) => {
    const ref = old.find((other) => other.name === name)?.ref;
    const target = ref ? snapshot.objects.find((object) => object.id === ref) : undefined;
    return { key: nameKey(namespace.id, name), name, kind: 'dict', state: 'gone', target: target ? targetOf(target) : null };
  });
}

/** @param {Past} past @returns {(a: SceneName, b: SceneName) => number} */
function byFirstSight(past) {
  return (a, b) => (past.names.get(a.key) ?? 0) - (past.names.get(b.key) ?? 0);
}

/**
 * Where the dead lie: on a seat whose last living tenant they were, for as long as it stays theirs.
 * @param {SceneInput} state
 * @param {Snapshot} snapshot
 * @param {readonly string[]} lines
 * @returns {Tombstone[]}
 */
function tombstonesOf(state, snapshot, lines) {
  const living = new Set(visibleObjects(snapshot).objects.map((object) => object.serial));
  return state.seats.list.flatMap(({ tenants: list }) => {
    if (list.some((serial) => living.has(serial))) return [];
    const dead = list.flatMap((serial) => {
      const life = state.past.lives.get(serial);
      return life && life.freedAt !== null && life.freedAt <= snapshot.step ? [life] : [];
    }).sort((a, b) => (a.freedAt ?? 0) - (b.freedAt ?? 0)).at(-1);
    if (!dead || (list.length > 1 && snapshot.step - (dead.freedAt ?? 0) > 3 * MOURNING_STEPS)) return [];
    return [{ ...dead, label: labelOf(dead), story: storyOf(dead, lines), fresh: dead.freedAt === snapshot.step }];
  });
}

/** "freed at step 7 by `del a`, count 1 → 0". @param {Life} life @param {readonly string[]} lines */
function storyOf(life, lines) {
  const line = life.freedLine === null ? '' : statementText(lines, life.freedLine);
  const parts = [plain(`Freed at step ${life.freedAt}`)];
  if (life.byCollector) parts.push(plain(' by the cycle collector'));
  if (line) parts.push(plain(life.byCollector ? ', in ' : ' by '), code(line));
  if (!life.byCollector) parts.push(plain(`, count ${life.countBefore ?? 1} → 0`));
  return parts;
}

/**
 * @param {readonly SceneNamespace[]} namespaces
 * @param {readonly SceneObject[]} objects
 * @param {Seats} seats
 * @returns {Edge[]}
 */
function edgesOf(namespaces, objects, seats) {
  const here = new Set(objects.map((object) => object.serial));
  const shown = { has: (/** @type {number} */ serial) => here.has(serial) && seats.seatOf.has(serial) };
  const fromNames = namespaces.flatMap((namespace) => namespace.names.flatMap((name) => (name.target && shown.has(name.target.serial) ? [{
    key: `${name.key}>${name.target.serial}`, fromName: name.key, fromSerial: null, port: 0, to: name.target.serial,
    state: /** @type {Edge['state']} */ (name.state === 'gone' ? 'cut' : name.state === 'same' ? 'same' : 'new'),
  }] : [])));
  const fromObjects = objects.flatMap((object) => foldSlots(object.slots).flatMap((slot, port) => (slot?.target && shown.has(slot.target.serial) ? [{
    key: `${object.serial}.${port}>${slot.target.serial}`, fromName: null, fromSerial: object.serial, port, to: slot.target.serial,
    state: /** @type {Edge['state']} */ (slot.changed || object.fresh ? 'new' : 'same'),
  }] : [])));
  return [...fromNames, ...fromObjects];
}

/**
 * Head and tail of a long container; null stands for the folded middle.
 * @param {readonly SceneSlot[]} slots
 * @param {number} [most]
 * @returns {(SceneSlot | null)[]}
 */
export function foldSlots(slots, most = SLOTS_SHOWN) {
  if (slots.length <= most) return [...slots];
  const head = Math.ceil((most - 1) * 0.7);
  return [...slots.slice(0, head), null, ...slots.slice(slots.length - (most - 1 - head))];
}

/**
 * The object of the curve and the inspector: the selected one, else the one with the most to tell.
 * @param {SceneInput} state
 */
export function curveOf({ selected, past, snapshot }) {
  if (selected !== null && past.lives.has(selected)) return selected;
  return liveliest(past) ?? snapshot?.objects.find((object) => !object.immortal && object.kind !== 'type' && object.kind !== 'code')?.serial ?? null;
}

/** What is marked as selected, as long as it is on screen. @param {number | null} wanted @param {readonly SceneObject[]} objects @param {readonly Tombstone[]} tombstones */
function chosen(wanted, objects, tombstones) {
  const there = objects.some((object) => object.serial === wanted) || tombstones.some((stone) => stone.serial === wanted);
  return there ? wanted : null;
}
