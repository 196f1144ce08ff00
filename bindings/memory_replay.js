/**
 * The state in the middle of a step: the snapshot before it, changed by its first memory events.
 *
 * @typedef {import('./memory_decode.js').Recording} Recording
 * @typedef {import('./types.js').MemoryEvent} MemoryEvent
 * @typedef {import('./types.js').MemoryState} MemoryState
 * @typedef {Omit<import('./types.js').ObjectRecord, 'serial'>} RawObject
 */

/** The label under which a snapshot shows what a link is about; null: it does not. @param {import('./types.js').MemoryHolder} holder */
function labelOf(holder) {
  switch (holder.kind) {
    case 'item': return String(holder.index);
    case 'value': return holder.label;
    case 'member': return 'item';
    case 'attribute': return '.' + holder.label;
    case 'dict': return '__dict__';
    case 'content': return 'contents';
    default: return null;
  }
}

/** @param {import('./memory_decode.js').RawLife} life @returns {RawObject} */
function fresh(life) {
  return {
    id: life.id, type: life.type, kind: 'other', refcount: Math.max(0, life.before), size: life.size, tracked: false, generation: null,
    value: life.value, length: null, refs: [], truncated: false, interned: false, immortal: life.immortal, reachable: true,
  };
}

/**
 * @param {import('./decode.js').RawSnapshot} before @param {Recording} recording
 * @param {MemoryEvent[]} events @param {number} step @param {number} last index of the last event to apply
 * @returns {MemoryState}
 */
export function replay(before, recording, events, step, last) {
  /** @type {Map<string, RawObject>} */
  const objects = new Map(before.objects.map((object) => [object.id, { ...object, refs: [...object.refs] }]));
  const namespaces = before.namespaces.map((space) => ({ ...space, names: [...space.names] }));
  /** @type {Map<string, {frame: string, place: number, ref: string}>} */
  const stack = new Map();
  for (const event of events.slice(0, last + 1)) {
    if (event.object < 0) continue;
    const life = /** @type {import('./memory_decode.js').RawLife} */ (recording.lives[event.object]);
    if (event.kind === 'alloc') objects.set(event.id, fresh(life));
    const object = objects.get(event.id) ?? fresh(life);
    if (event.kind === 'free') objects.delete(event.id);
    else objects.set(event.id, object);
    if (['alloc', 'incref', 'decref'].includes(event.kind)) object.refcount = event.to;
    if (event.holder && ['link', 'unlink', 'bind', 'unbind'].includes(event.kind)) {
      apply(event, event.holder, /** @type {any} */ ({ objects, namespaces, stack }));
    }
  }
  const current = events[last] ?? null;
  return {
    step,
    event: last,
    of: events.length,
    current,
    objects: [...objects.values()].map((object) => ({ ...object, serial: 0 })),
    namespaces,
    stack: [...stack.values()],
  };
}

/**
 * @param {MemoryEvent} event @param {import('./types.js').MemoryHolder} holder
 * @param {{objects: Map<string, RawObject>, namespaces: import('./types.js').NamespaceRecord[], stack: Map<string, {frame: string, place: number, ref: string}>}} state
 */
function apply(event, holder, { objects, namespaces, stack }) {
  const added = event.kind === 'link' || event.kind === 'bind';
  if (holder.kind === 'stack') {
    const key = `${holder.id} ${holder.index}`;
    if (added) stack.set(key, { frame: holder.id, place: holder.index, ref: event.id });
    else if (stack.get(key)?.ref === event.id) stack.delete(key);
    return;
  }
  if (holder.kind === 'name' || holder.kind === 'local') {
    const space = namespaces.find((s) => s.id === holder.id);
    if (!space) return;
    const at = space.names.findIndex((name) => name.name === holder.label);
    if (!added) {
      if (at >= 0 && space.names[at]?.ref === event.id) space.names.splice(at, 1);
    } else if (at >= 0) {
      space.names[at] = { name: holder.label, ref: event.id, kind: holder.kind === 'local' ? 'slot' : 'dict' };
    } else {
      space.names.push({ name: holder.label, ref: event.id, kind: holder.kind === 'local' ? 'slot' : 'dict' });
    }
    return;
  }
  const owner = objects.get(holder.id);
  const label = labelOf(holder);
  if (!owner || label === null) return;
  if (added) owner.refs.push({ label, target: event.id });
  else {
    const at = owner.refs.findIndex((ref) => ref.target === event.id && (ref.label === label || holder.kind === 'item'));
    if (at >= 0) owner.refs.splice(at, 1);
  }
}
