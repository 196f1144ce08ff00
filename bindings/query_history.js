/**
 * The history of an object: birth, every change of its count with the places that began and ceased to hold it, generations, death.
 *
 * @typedef {import('./session.js').LocalSession} LocalSession
 * @typedef {import('./wasm.js').Machine} Machine
 * @typedef {import('./types.js').Ref} Ref
 * @typedef {import('./types.js').ChangeReason} ChangeReason
 */
import { decodeSnapshot } from './decode.js';
import { resolve } from './query.js';
import { describe, looking } from './query_graph.js';
import { placesOf } from './query_places.js';
import { birthStep } from './travel_search.js';
import { addWatch, addressOf, readWatches } from './travel_watch.js';

/** References of one holder that are told apart; more are one place. */
const TOLD_APART = 99;

/** The places that hold an object, each as often as it holds it; null: it is not there. @param {Machine} machine @param {string} id */
function holdersAt(machine, id) {
  return looking(machine, (graph) => {
    const node = graph.node(id);
    if (node < 0) return null;
    const places = placesOf(graph, node, TOLD_APART).flatMap(({ text, count }) => (count > TOLD_APART ? [text] : Array.from({ length: count }, () => text)));
    return { type: graph.typeName(node), refcount: graph.refcount(node), places };
  });
}

/** What the second list has more. @param {readonly string[]} before @param {readonly string[]} after */
function added(before, after) {
  const left = [...before];
  return after.filter((text) => {
    const i = left.indexOf(text);
    if (i >= 0) left.splice(i, 1);
    return i < 0;
  });
}

/** Where the program is: the line about to run and the function it is in. @param {Machine} machine */
function placeAt(machine) {
  const { line, namespaces } = decodeSnapshot(machine.snapshot());
  return { line, function: namespaces[1]?.label ?? '<module>' };
}

/** Name of the function whose code lies at an address of the running machine. @param {Machine} machine @param {number} code */
export function functionAt(machine, code) {
  return code ? describe(machine, code).value.replace(/^<code object (.*)>$/, '$1') : '<module>';
}

/** @typedef {ReturnType<typeof holdersAt>} Holders */
/** @typedef {{step: number, line: number | null, function: string}} Where */

/** @param {Where} where @param {Holders} before @param {Holders} after @returns {ChangeReason} */
function reasonOf(where, before, after) {
  const change = {
    from: before?.refcount ?? 0,
    to: after?.refcount ?? 0,
    gained: added(before?.places ?? [], after?.places ?? []),
    lost: added(after?.places ?? [], before?.places ?? []),
  };
  const parts = [...change.gained.map((text) => `+ ${text}`), ...change.lost.map((text) => `− ${text}`)].join(', ');
  const type = after?.type ?? before?.type ?? 'object';
  const what = !before ? `${type} was made` : !after ? `${type} was freed` : `count of ${type} ${change.from} → ${change.to}`;
  const place = `line ${where.line ?? '?'}${where.function === '<module>' ? '' : ` in ${where.function}`}`;
  return { ...where, ...change, text: `${what} by ${place}${parts ? `: ${parts}` : ''}` };
}

/**
 * What the line that led to `step` did to an object.
 * @param {LocalSession} session @param {string} id @param {number} step
 * @param {'birth' | 'death' | 'change'} what  at a birth or death the address may belong to another object before or after
 * @returns {Promise<ChangeReason>}
 */
export async function explainChange(session, id, step, what) {
  /** @type {Holders} */ let before = null;
  let where = { line: /** @type {number | null} */ (null), function: '<module>' };
  const after = await session.at(step, (machine) => (what === 'death' ? null : holdersAt(machine, id)), (machine) => {
    if (what !== 'birth') before = holdersAt(machine, id);
    where = placeAt(machine);
  });
  return reasonOf({ step, ...where }, before, after);
}

/** What is found out about one object, note by note. */
class Biography {
  /** @type {ChangeReason[]} */ changes = [];
  /** @type {{step: number, generation: number | null}[]} */ generations = [];
  /** @type {(ChangeReason & {by: 'line' | 'collector'}) | null} */ death = null;
  total = 0;
  /** Whether the end of the program was looked at: its code is gone then, and cannot be asked for its name. */
  ended = false;
  /** @type {Holders} */ #last = null;

  /** @param {string} id @param {number} limit */
  constructor(id, limit) {
    this.id = id;
    this.limit = limit;
  }

  /** @param {Machine} machine @param {'stop' | 'note'} mode */
  arm(machine, mode) {
    const a = addressOf(machine, this.id);
    addWatch(machine, { kind: 'count', a }, mode);
    addWatch(machine, { kind: 'generation', a }, 'note');
    this.#last = holdersAt(machine, this.id);
  }

  /** Takes the notes; true: the object is freed, or there are as many changes as are wanted. @param {Machine} machine @param {boolean} detailed the machine stands at each change */
  take(machine, detailed) {
    for (const note of readWatches(machine).notes) {
      const where = { step: note.events - 1, line: note.line || null, function: functionAt(machine, note.code) };
      if (note.kind === 'freed' || note.kind === 'collected') {
        const by = note.kind === 'collected' ? 'collector' : 'line';
        this.death ??= { ...reasonOf({ ...where, step: note.events }, this.#last, null), by };
      } else if (note.watch === 1) this.generations.push({ step: where.step, generation: note.to ? note.to - 1 : null });
      else this.#change(machine, where, detailed);
    }
    return this.death !== null || (detailed && this.changes.length >= this.limit);
  }

  /** @param {Machine} machine @param {Where} where @param {boolean} detailed */
  #change(machine, where, detailed) {
    this.total++;
    if (!detailed || this.changes.length >= this.limit) return;
    const now = holdersAt(machine, this.id);
    this.changes.push(reasonOf(where, this.#last, now));
    this.#last = now;
  }
}

/**
 * The whole life of an object: where it was made, each change of its count with the places gained and lost, the generations it was in,
 * and who freed it.
 * @param {LocalSession} session @param {Ref} ref
 * @param {import('./types.js').QueryOptions & {limit?: number}} [options] limit: changes told one by one; the others are counted
 * @returns {Promise<import('./types.js').HistoryAnswer>}
 */
export async function history(session, ref, options = {}) {
  const step = options.step ?? session.snapshot?.step ?? 0;
  const { id, object, address } = await session.at(step, (machine) => {
    const found = resolve(machine, ref);
    return { id: found, address: addressOf(machine, found), object: looking(machine, (graph) => graph.describe(graph.node(found))) };
  });
  const born = await birthStep(session, step, address);
  const life = new Biography(id, options.limit ?? 200);
  const from = born ?? 0;
  const outcome = await session.search(from, Infinity, {
    arm: (machine) => life.arm(machine, 'stop'),
    stop: (machine) => life.take(machine, true),
    end: (machine) => {
      const before = life.changes.length;
      life.take(machine, true);
      life.ended = life.changes.length > before;
    },
  });
  if (outcome === 'at' && !life.death) {
    const next = /** @type {ChangeReason} */ (life.changes.at(-1)).step;
    await session.search(next, Infinity, {
      arm: (machine) => life.arm(machine, 'note'),
      stop: (machine) => life.take(machine, false),
      end: (machine) => void life.take(machine, false),
    });
  }
  const birth = born === null ? null : await explainChange(session, id, born, 'birth');
  const { changes, total, generations } = life;
  const last = changes.at(-1), end = life.death;
  if (life.ended && last) changes[changes.length - 1] = { ...last, ...(await explainChange(session, id, last.step, 'change')) };
  const death = end && { ...(await explainChange(session, id, end.step, 'death')), by: end.by };
  if (death?.by === 'collector') death.text = death.text.replace(' by ', ' by the collection that began in ');
  return { object, birth, changes, total, generations, death };
}
