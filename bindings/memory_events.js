/**
 * Memory events: each incref, decref, allocation, free, link and unlink inside a step, with its reason.
 *
 * They come from a second build of the runtime, which is loaded when somebody asks: a twin session runs the same program (the run is
 * deterministic, ids included) to the start of the step and records the step.
 *
 * @typedef {import('./memory_decode.js').Recording} Recording
 * @typedef {import('./memory_decode.js').RawEvent} RawEvent
 * @typedef {import('./types.js').MemoryEvent} MemoryEvent
 * @typedef {import('./types.js').MemoryHolder} MemoryHolder
 * @typedef {import('./types.js').MemoryState} MemoryState
 * @typedef {import('./session.js').LocalSession} LocalSession
 */
import { EngineError } from './errors.js';
import { decodeRecording } from './memory_decode.js';
import { holderOf, reasonOf } from './memory_reasons.js';
import { replay } from './memory_replay.js';
import { decodeSnapshot } from './decode.js';
import { compileModule } from './compile.js';

/** @type {Map<string, Promise<WebAssembly.Module>>} */
const modules = new Map();

/** The build that records memory events. @param {{eventsWasm?: any, wasm?: any}} options */
export function loadModule(options) {
  const given = options.eventsWasm;
  if (given && typeof given !== 'string' && !(given instanceof URL)) return compileModule(given);
  const isNode = typeof process !== 'undefined' && Boolean(process.versions?.node);
  const base = typeof options.wasm === 'string' || options.wasm instanceof URL ? new URL(options.wasm, import.meta.url) : new URL(import.meta.url);
  const url = String(given ?? (isNode && !options.wasm ? '' : new URL('heapscope-events.wasm', base)));
  let module = modules.get(url);
  if (!module) {
    module = url ? compileModule(fetch(url)) : import('./node.js').then((node) => node.loadEvents());
    module.catch(() => modules.delete(url));
    modules.set(url, module);
  }
  return module;
}

/** The twin of each session, for the program and the inputs that it has. @type {WeakMap<LocalSession, {key: unknown, inputs: number, session: LocalSession}>} */
const twins = new WeakMap();

/** @param {LocalSession} session @returns {Promise<LocalSession>} */
async function twinOf(session) {
  const { text, options } = session.program;
  const inputs = session.inputs;
  const known = twins.get(session);
  if (known && known.key === options && known.inputs === inputs.length) return known.session;
  const module = await loadModule(/** @type {any} */ (session.options));
  known?.session.dispose();
  const twin = new (/** @type {any} */ (session.constructor))(module, session.options);
  await twin.load(text, { ...options, inputs });
  twins.set(session, { key: options, inputs: inputs.length, session: twin });
  return twin;
}

/** @param {LocalSession} session @param {number} step @returns {Promise<Recording>} */
export async function recordStep(session, step) {
  if (!Number.isInteger(step) || step < 0) throw new RangeError(`step must be a whole number from 0, not ${step}`);
  const twin = await twinOf(session);
  return decodeRecording(await twin.at(step, (machine) => machine.bytes('events'), (machine) => machine.record(true)));
}

/**
 * The order in which events happened: a link stands behind the count it goes with, an unlink before it; what is moved without counting
 * comes before the old content of its new place is dropped.
 * @param {Recording} recording @returns {number[]}
 */
function inOrder(recording) {
  const { events } = recording;
  /** @type {number[]} */ const order = [];
  const placed = new Set();
  const put = (/** @type {number} */ i) => {
    if (!placed.has(i)) placed.add(i), order.push(i);
  };
  /** @type {Map<number, number[]>} */ const moves = new Map();
  events.forEach((event, i) => {
    if ((event.kind !== 'link' && event.kind !== 'unlink') || event.partner >= 0) return;
    const list = moves.get(event.cause);
    if (list) list.push(i);
    else moves.set(event.cause, [i]);
  });
  events.forEach((event, i) => {
    const partner = event.partner >= 0 ? /** @type {RawEvent} */ (events[event.partner]) : null;
    if (event.kind === 'link' || event.kind === 'unlink') {
      if (!partner) putMoves(event.cause);
      else if (event.partner === i + 1) put(i); // noted before its count: inside a dealloc
      return;
    }
    if (event.kind === 'decref' && partner) {
      const into = (moves.get(event.cause) ?? []).some((m) => samePlace(/** @type {RawEvent} */ (events[m]), partner));
      put(event.partner);
      if (into) putMoves(event.cause);
    }
    put(i);
    if (partner && event.kind !== 'decref') put(event.partner);
  });
  return order;

  /** @param {number} cause */
  function putMoves(cause) {
    const list = moves.get(cause) ?? [];
    for (const i of list) if (events[i]?.kind === 'unlink') put(i);
    for (const i of list) if (events[i]?.kind === 'link') put(i);
  }
}

/** @param {RawEvent} a @param {RawEvent} b */
const samePlace = (a, b) => a.kind === 'link' && a.slot === b.slot && a.holder === b.holder && a.label === b.label && (a.label !== '' || a.index === b.index);

/** @param {Recording} recording @returns {MemoryEvent[]} */
export function describe(recording) {
  const { events, causes, lives } = recording;
  const order = inOrder(recording);
  const counts = lives.map((life) => life.before);
  /** @type {Map<string, number[]>} */ const moved = new Map();
  events.forEach((event, i) => {
    if ((event.kind !== 'link' && event.kind !== 'unlink') || event.partner >= 0) return;
    const key = `${event.cause} ${event.life} ${event.kind}`;
    const list = moved.get(key);
    if (list) list.push(i);
    else moved.set(key, [i]);
  });
  const otherEnd = (/** @type {RawEvent} */ event, /** @type {number} */ i) => {
    const mine = moved.get(`${event.cause} ${event.life} ${event.kind}`) ?? [];
    const theirs = moved.get(`${event.cause} ${event.life} ${event.kind === 'link' ? 'unlink' : 'link'}`) ?? [];
    const other = theirs[mine.indexOf(i)];
    return other === undefined ? null : holderOf(recording, /** @type {RawEvent} */ (events[other]));
  };
  return order.map((i, index) => {
    const event = /** @type {RawEvent} */ (events[i]);
    const life = lives[event.life];
    const cause = /** @type {import('./memory_decode.js').RawCause} */ (causes[event.cause]);
    let at = cause;
    while (at.kind !== 'instruction' && at.parent >= 0) at = /** @type {typeof at} */ (causes[at.parent]);
    const isLink = event.kind === 'link' || event.kind === 'unlink';
    const link = isLink ? event : event.partner >= 0 ? /** @type {RawEvent} */ (events[event.partner]) : null;
    const holder = link ? holderOf(recording, link) : null;
    const from = counts[event.life] ?? 0;
    if (!isLink && event.life >= 0) counts[event.life] = event.count;
    const names = holder?.kind === 'name' || holder?.kind === 'local';
    return {
      index,
      instruction: at.kind === 'instruction' ? at.instruction : -1,
      kind: /** @type {any} */ (isLink && names ? (event.kind === 'link' ? 'bind' : 'unbind') : event.kind),
      object: event.life,
      id: life?.id ?? '',
      type: life?.type ?? '',
      value: life?.value ?? '',
      from,
      to: counts[event.life] ?? 0,
      opcode: at.opcode,
      detail: at.detail,
      unit: at.unit,
      line: at.line > 0 ? at.line : null,
      code: at.code,
      holder,
      during: cause.kind === 'instruction' ? '' : cause.kind,
      reason: reasonOf(recording, event, holder, isLink && event.partner < 0 ? otherEnd(event, i) : null),
    };
  });
}

/**
 * What the step that led to `step` did, event by event.
 * @param {LocalSession} session @param {number} step
 */
export async function memoryEvents(session, step) {
  const recording = await recordStep(session, step);
  return { step, events: describe(recording), instructions: recording.instructions, dropped: recording.dropped };
}

/**
 * The objects and names as they are after event `event` (-1: before the first) of the step that led to `step`.
 * @param {LocalSession} session @param {number} step @param {number} event
 * @returns {Promise<MemoryState>}
 */
export async function memoryState(session, step, event) {
  const recording = await recordStep(session, step);
  const events = describe(recording);
  if (event < -1 || event >= events.length) throw new EngineError(`step ${step} has ${events.length} memory events`);
  const twin = await twinOf(session);
  const before = decodeSnapshot(await twin.at(Math.max(0, step - 1), (machine) => machine.snapshot()));
  return replay(before, recording, events, step, event);
}
