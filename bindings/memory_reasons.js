/**
 * Memory events in words: what an instruction, a dealloc or the collector does with a reference, as CPython's own terms have it.
 *
 * @typedef {import('./memory_decode.js').Recording} Recording
 * @typedef {import('./memory_decode.js').RawEvent} RawEvent
 * @typedef {import('./memory_decode.js').RawCause} RawCause
 * @typedef {import('./types.js').MemoryHolder} MemoryHolder
 */

import { abi } from './abi.js';

const CALLS = new Set(['CALL', 'PRECALL', 'CALL_FUNCTION_EX']);

/** "the list", "the Node object", "the str 'a'". @param {Recording} recording @param {number} life */
export function thing(recording, life) {
  const row = recording.lives[life];
  if (!row) return 'an object';
  if (['list', 'dict', 'set', 'tuple', 'frozenset', 'cell'].includes(row.type)) return `the ${row.type}`;
  if (['int', 'float', 'str', 'bytes', 'bool', 'NoneType'].includes(row.type) && row.value) return row.type === 'NoneType' ? 'None' : `the ${row.type} ${row.value}`;
  if (row.value && !row.value.startsWith('<')) return row.value;
  return row.value && row.value !== `<${row.type}>` ? row.value : `the ${row.type} object`;
}

/** Who holds the reference that a link or unlink is about. @param {Recording} recording @param {RawEvent} link @returns {MemoryHolder} */
export function holderOf(recording, link) {
  const inFrame = link.slot === 'local' || link.slot === 'stack' || link.slot === 'frame';
  const row = inFrame ? undefined : recording.lives[link.holder];
  const owner = inFrame ? frameName(recording, link) : row ? thing(recording, link.holder) : '';
  const named = link.slot === 'value' && link.by === 1;
  return {
    kind: /** @type {any} */ (named ? 'name' : link.slot),
    id: link.holder < 0 ? '' : inFrame ? recording.id(link.holder) : (row?.id ?? ''),
    type: inFrame ? 'frame' : (row?.type ?? ''),
    label: link.label,
    index: link.index,
    text: named ? `name ${link.label}` : placeText(link, owner),
  };
}

/** @param {Recording} recording @param {RawEvent} link */
function frameName(recording, link) {
  const cause = recording.causes.findLast((row) => row.frame === link.holder && row.code);
  if (cause) return cause.code === '<module>' ? 'the module' : `${cause.code}()`;
  const caller = recording.causes[link.cause]; // the frame runs its first instruction in a later step
  return caller && CALLS.has(caller.opcode) && caller.detail ? `${caller.detail}()` : 'a frame';
}

/** @param {RawEvent} link @param {string} owner */
function placeText(link, owner) {
  switch (link.slot) {
    case 'local': return `local ${link.label} of ${owner}`;
    case 'stack': return `place ${link.index} of the stack of ${owner}`;
    case 'frame': return `the frame of ${owner}: ${link.label}`;
    case 'thread': return link.label;
    case 'item': return `item ${link.index} of ${owner}`;
    case 'value': return `the value of key ${link.label} of ${owner}`;
    case 'key': return `the key ${link.label} of ${owner}`;
    case 'member': return `an element of ${owner}`;
    case 'attribute': return `attribute ${link.label} of ${owner}`;
    case 'class': return `the class of ${owner}`;
    case 'dict': return `the __dict__ of ${owner}`;
    case 'content': return `the content of the cell`;
    default: return `${link.label || 'a field'} of ${owner}`;
  }
}

/** Who is at work: "STORE_NAME a", "list.append()", "dealloc of the list". @param {Recording} recording @param {RawCause} cause */
export function actor(recording, cause) {
  switch (cause.kind) {
    case 'instruction': return CALLS.has(cause.opcode) && cause.detail ? `${cause.detail}()` : cause.opcode + (cause.detail ? ` ${cause.detail}` : '');
    case 'dealloc': return `dealloc of ${thing(recording, cause.life)}`;
    case 'clear': return `gc: tp_clear of ${thing(recording, cause.life)}`;
    case 'finalize': return `__del__ of ${thing(recording, cause.life)}`;
    case 'callback': return `the callback of a weak reference`;
    case 'frame': return `leaving ${cause.code === '<module>' ? 'the module' : `${cause.code}()`}`;
    case 'collection': return 'gc';
    default: return 'the interpreter';
  }
}

/**
 * @param {Recording} recording @param {RawEvent} event
 * @param {MemoryHolder | null} holder @param {MemoryHolder | null} other  of a move: where from, or where to
 */
export function reasonOf(recording, event, holder, other) {
  const cause = /** @type {RawCause} */ (recording.causes[event.cause]);
  const who = actor(recording, cause);
  switch (event.kind) {
    case 'alloc': return `${who} makes ${article(recording.lives[event.life]?.type ?? 'object')}${holder ? `: its one reference is ${holder.text}` : ''}`;
    case 'free': return `the count of ${thing(recording, event.life)} is 0: its memory is given back`;
    case 'incref': return holder ? raised(recording, cause, who, holder, event) : `${who} takes a reference to ${thing(recording, event.life)} for itself`;
    case 'decref': return holder ? lowered(cause, who, holder, event) : `${who} gives its reference to ${thing(recording, event.life)} back`;
    case 'table': return `${who} rebuilds the table of ${thing(recording, event.life)}: see growth()`;
    case 'phase': return `gc: ${/** @type {string} */ (abi.gcPhase[event.raw])}`;
    case 'link': return other ? `${who} moves the reference from ${other.text} to ${holder?.text}` : `${holder?.text} refers to ${thing(recording, event.life)} now`;
    default: return other ? `${who} moves the reference from ${holder?.text} to ${other.text}` : `${holder?.text} does not refer to ${thing(recording, event.life)} any more`;
  }
}

/** @param {string} type */
const article = (type) => `${/^[aeiou]/i.test(type) ? 'an' : 'a'} ${type}`;

/** @param {Recording} recording @param {RawCause} cause @param {string} who @param {MemoryHolder} holder @param {RawEvent} event */
function raised(recording, cause, who, holder, event) {
  if (holder.kind === 'stack') return `${who} pushes a new reference to ${thing(recording, event.life)} on the stack`;
  if (holder.kind === 'class') return `the new object counts on its class, ${recording.lives[event.life]?.value ?? ''}`;
  if (holder.kind === 'frame') return `the new frame holds ${holder.label}`;
  return `${who} stores a new reference: ${holder.text}`;
}

/** @param {RawCause} cause @param {string} who @param {MemoryHolder} holder @param {RawEvent} event */
function lowered(cause, who, holder, event) {
  if (cause.kind !== 'instruction') return `${who} drops ${holder.text}`;
  if (holder.kind === 'stack') {
    if (CALLS.has(cause.opcode)) return `CALL drops ${event.slot === 'callable' ? 'the callable' : 'an operand of the call'} after ${who} returned`;
    return cause.opcode === 'POP_TOP' ? 'POP_TOP drops the value' : `${who} drops its operand`;
  }
  if (/^STORE_/.test(cause.opcode)) return `${cause.opcode} replaces the old value: ${holder.text}`;
  if (/^DELETE_/.test(cause.opcode)) return `${cause.opcode} drops ${holder.text}`;
  return `${who} drops ${holder.text}`;
}
