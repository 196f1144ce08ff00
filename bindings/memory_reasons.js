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
/** What the arguments of these instructions stand for, as dis shows them. */
const BINARY = ['+', '&', '//', '<<', '@', '*', '%', '|', '**', '>>', '-', '/', '^'];
/** @type {Record<string, readonly string[]>} */
const OPERATORS = { BINARY_OP: [...BINARY, ...BINARY.map((sign) => `${sign}=`)], COMPARE_OP: ['<', '<=', '==', '!=', '>', '>='], IS_OP: ['is', 'is not'], CONTAINS_OP: ['in', 'not in'] };

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

/** @param {string} code */
const called = (code) => (code === '<module>' ? 'the module' : `${code}()`);

/** The name of a frame: of the code that it holds since this instruction, or that ran in it. @param {Recording} recording @param {RawEvent} link */
function frameName(recording, link) {
  const code = codeOf(recording, link.cause, link.holder);
  if (code) return called(code);
  const running = recording.causes.findLast((row, number) => row.frame === link.holder && row.code && number <= link.cause) ??
    recording.causes.find((row) => row.frame === link.holder && row.code);
  return running ? called(running.code) : 'a frame';
}

/** Name of the code that the instruction gives to a new frame (any, or the one at this address). @param {Recording} recording @param {number} cause @param {number} [frame] */
function codeOf(recording, cause, frame) {
  const link = lookup(recording).entered.get(cause)?.find((one) => frame === undefined || one.holder === frame);
  return link && /^<code object (.*)>$/s.exec(recording.lives[link.life]?.value ?? '')?.[1];
}

/**
 * What is looked up by instruction: the links of new frames to their code, the lowest place that it takes off the stack; and the references
 * that nothing holds and that are given back within the step.
 * @typedef {{ entered: Map<number, RawEvent[]>, lowest: Map<number, number>, numbers: Map<RawCause, number>, passing: Set<RawEvent> }} Lookup
 */
/** @type {WeakMap<Recording, Lookup>} */
const lookups = new WeakMap();

/** @param {Recording} recording @returns {Lookup} */
function lookup(recording) {
  const known = lookups.get(recording);
  if (known) return known;
  /** @type {Lookup} */
  const made = { entered: new Map(), lowest: new Map(), numbers: new Map(recording.causes.map((cause, number) => [cause, number])), passing: new Set() };
  /** @type {Map<number, RawEvent[]>} */ const held = new Map();
  for (const event of recording.events) {
    const { kind, slot, label, cause } = event;
    if (kind === 'link' && slot === 'frame' && label === 'its code') made.entered.set(cause, [...(made.entered.get(cause) ?? []), event]);
    if (kind === 'unlink' && slot === 'stack') made.lowest.set(cause, Math.min(event.index, made.lowest.get(cause) ?? Infinity));
    if (event.partner >= 0) continue;
    const waiting = held.get(event.life) ?? [];
    if (kind === 'incref' || kind === 'alloc') held.set(event.life, waiting), waiting.push(event);
    const taken = kind === 'decref' ? waiting.pop() : undefined;
    if (taken) made.passing.add(taken).add(event);
  }
  lookups.set(recording, made);
  return made;
}

/** Whether an instruction calls a Python function: it binds the arguments itself, nothing of the function runs yet. @param {Recording} recording @param {RawCause} cause */
function entersFunction(recording, cause) {
  return CALLS.has(cause.opcode) && codeOf(recording, lookup(recording).numbers.get(cause) ?? -1) === cause.detail;
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
    case 'key': return link.by === 1 ? `the key ${link.label} of the namespace` : `the key ${link.label} of ${owner}`;
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
    case 'instruction': return instruction(recording, cause);
    case 'dealloc': return `dealloc of ${thing(recording, cause.life)}`;
    case 'clear': return `gc: tp_clear of ${thing(recording, cause.life)}`;
    case 'finalize': return `__del__ of ${thing(recording, cause.life)}`;
    case 'callback': return `the callback of a weak reference`;
    case 'frame': return `leaving ${cause.code === '<module>' ? 'the module' : `${cause.code}()`}`;
    case 'collection': return 'gc';
    default: return 'the interpreter';
  }
}

/** @param {Recording} recording @param {RawCause} cause */
function instruction(recording, cause) {
  const { opcode } = cause, detail = cause.detail || OPERATORS[opcode]?.[cause.arg] || '';
  if (!CALLS.has(opcode) || !detail) return opcode + (detail ? ` ${detail}` : '');
  return entersFunction(recording, cause) ? `the call of ${detail}()` : `${detail}()`;
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
    case 'incref': return holder ? raised(recording, cause, who, holder, event) : `${who} ${lookup(recording).passing.has(event) ? 'holds' : 'keeps a reference to'} ${thing(recording, event.life)}${lookup(recording).passing.has(event) ? ' while it works' : ''}`;
    case 'decref': return holder ? lowered(recording, cause, who, holder, event) : `${who} lets go of ${thing(recording, event.life)}${lookup(recording).passing.has(event) ? ', which it held while it worked' : ''}`;
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

/** @param {Recording} recording @param {RawCause} cause @param {string} who @param {MemoryHolder} holder @param {RawEvent} event */
function lowered(recording, cause, who, holder, event) {
  if (cause.kind !== 'instruction') return `${who} drops ${holder.text}`;
  if (holder.kind === 'stack') {
    if (CALLS.has(cause.opcode)) return entersFunction(recording, cause) ? `${who} drops an operand: it lies elsewhere now` : `CALL drops ${holder.index === lookup(recording).lowest.get(event.cause) ? 'the callable' : 'an operand of the call'} after ${who} returned`;
    if (cause.opcode === 'FOR_ITER') return 'FOR_ITER drops the iterator, which has ended';
    return cause.opcode === 'POP_TOP' ? 'POP_TOP drops the value' : `${who} drops its operand`;
  }
  if (/^STORE_/.test(cause.opcode)) return `${cause.opcode} replaces the old value: ${holder.text}`;
  if (/^DELETE_/.test(cause.opcode)) return `${cause.opcode} drops ${holder.text}`;
  return `${who} drops ${holder.text}`;
}
