/**
 * The events of one step: what the runtime noted (allocations, frees, collections) and what two neighbouring snapshots
 * differ in (names, counts with the reason for the change).
 *
 * @typedef {import('./types.js').EventRecord} EventRecord
 * @typedef {import('./decode.js').RawSnapshot} RawSnapshot
 */

/** Those of all threads. @param {RawSnapshot} snapshot */
const namespacesOf = ({ namespaces, threads }) => [...namespaces, ...threads.flatMap((thread) => thread.namespaces)];

/** @param {RawSnapshot} snapshot @returns {Map<string, {namespace: string, label: string, name: string, ref: string}>} */
function namesOf(snapshot) {
  const map = new Map();
  for (const space of namespacesOf(snapshot)) {
    for (const name of space.names) {
      map.set(space.id + ' ' + name.name, { namespace: space.id, label: space.label, name: name.name, ref: name.ref });
    }
  }
  return map;
}

/**
 * Who refers to each of some objects, in words: "name a", "slot 0 of list".
 * @param {RawSnapshot} snapshot @param {Set<string>} wanted ids
 * @returns {Map<string, string[]>}
 */
export function holdersOf(snapshot, wanted) {
  /** @type {Map<string, string[]>} */
  const holders = new Map();
  const add = (/** @type {string} */ id, /** @type {string} */ text) => {
    const list = holders.get(id);
    if (list) list.push(text);
    else holders.set(id, [text]);
  };
  for (const space of namespacesOf(snapshot)) {
    for (const name of space.names) {
      if (wanted.has(name.ref)) add(name.ref, space.kind === 'module' ? `name ${name.name}` : `${space.label}'s name ${name.name}`);
    }
  }
  for (const object of snapshot.objects) {
    for (const ref of object.refs) if (wanted.has(ref.target)) add(ref.target, `${ref.label} of ${object.type} …${object.id.slice(-6)}`);
  }
  return holders;
}

/** @param {string[]} before @param {string[]} after @returns {string[]} what the second has more */
function added(before, after) {
  const left = [...before];
  return after.filter((text) => {
    const i = left.indexOf(text);
    if (i < 0) return true;
    left.splice(i, 1);
    return false;
  });
}

/** @param {RawSnapshot} before @param {RawSnapshot} after @returns {EventRecord[]} */
function nameEvents(before, after) {
  const old = namesOf(before);
  const now = namesOf(after);
  /** @type {EventRecord[]} */
  const events = [];
  for (const [key, entry] of old) {
    if (!now.has(key)) events.push({ type: 'unbind', namespace: entry.namespace, name: entry.name, ref: entry.ref });
  }
  for (const [key, entry] of now) {
    if (old.get(key)?.ref !== entry.ref) events.push({ type: 'bind', namespace: entry.namespace, name: entry.name, ref: entry.ref });
  }
  return events;
}

/** @param {RawSnapshot} before @param {RawSnapshot} after @param {Set<string>} freed @returns {EventRecord[]} */
function countEvents(before, after, freed) {
  const old = new Map(before.objects.map((object) => [object.id, object]));
  const changed = after.objects.filter((object) => {
    const was = old.get(object.id);
    return was && was.serial === object.serial && was.refcount !== object.refcount && !freed.has(object.id);
  });
  if (!changed.length) return [];
  const wanted = new Set(changed.map((object) => object.id));
  const oldHolders = holdersOf(before, wanted);
  const nowHolders = holdersOf(after, wanted);
  /** @type {EventRecord[]} */
  const events = [];
  for (const object of changed) {
    const was = /** @type {import('./decode.js').RawObject} */ (old.get(object.id));
    const gained = added(oldHolders.get(object.id) ?? [], nowHolders.get(object.id) ?? []);
    const lost = added(nowHolders.get(object.id) ?? [], oldHolders.get(object.id) ?? []);
    const reason = [...gained.map((text) => '+ ' + text), ...lost.map((text) => '− ' + text)].join(', ');
    events.push({ type: 'refcount', id: object.id, from: was.refcount, to: object.refcount, reason });
  }
  return events;
}

/**
 * Another thread runs.
 * @param {RawSnapshot} before @param {RawSnapshot} after @returns {EventRecord[]}
 */
function switchEvents(before, after) {
  const [from, to] = [before, after].map(({ threads }) => threads.find((thread) => thread.state === 'running') ?? threads[0]);
  const [first] = [...after.threads, ...before.threads];
  const [{ number: was, name }, now] = [from ?? first ?? { number: 0, name: '' }, to ?? first];
  return now && now.number !== was ? [{ type: 'switch', from: name, to: now.name }] : [];
}

/**
 * @param {RawSnapshot | null} before @param {RawSnapshot} after
 * @returns {EventRecord[]}
 */
export function stepEvents(before, after) {
  if (!before) return [];
  const shown = new Map(after.objects.map((object) => [object.id, object]));
  const known = new Map(before.objects.map((object) => [object.id, object]));
  const freed = new Set();
  /** @type {EventRecord[]} */
  const events = [];
  /** @type {string[]} */
  let collected = [];
  for (const event of after.events) {
    if (event.kind === 'free') {
      const was = known.get(event.id);
      if (was && !freed.has(event.id)) {
        freed.add(event.id);
        collected.push(event.id);
        events.push({ type: 'free', id: event.id, objectType: was.type, serial: was.serial });
      }
    } else if (event.kind === 'collect') {
      events.push({ type: 'collect', generation: event.address, collected: event.a, uncollectable: event.b, freed: collected });
      collected = [];
    }
  }
  const made = after.events.filter((event) => event.kind === 'alloc' && shown.has(event.id) && (!known.has(event.id) || freed.has(event.id)));
  for (const id of new Set(made.map((event) => event.id))) {
    const object = /** @type {import('./decode.js').RawObject} */ (shown.get(id));
    events.push({ type: 'alloc', id, objectType: object.type, serial: object.serial });
  }
  return [...switchEvents(before, after), ...nameEvents(before, after), ...events, ...countEvents(before, after, freed)];
}
