/**
 * The trace of Python Tutor (OPT, version 3), which many viewers read. One entry a step, each complete in itself. What that
 * form has no place for (ids, counts, sizes, the collector) stands under the key `heapscope` of each entry.
 *
 * Calls are worked out from neighbouring steps; "return" shows a call as it is about to return, with its value as `__return__`, "exception" a line
 * that raised one (opt_endings.js).
 *
 * @import { NamespaceRecord, ObjectRecord, Snapshot } from '../types.js'
 * @import { Ending } from './opt_endings.js'
 */
import { isOwnName } from '../scene/select.js';
import { atomOf, attributesOf, isAtom, leftOut, nameOf, pairsOf, shapeOf } from './values.js';

/** @typedef {any} Val */
/** @typedef {{ id: string, label: string, frame: number, space: NamespaceRecord }} Call */
/** @typedef {{ frame: number, label: string, parent: number | null, left: boolean }} Maker  a call that has made functions */
/** @typedef {{ stdin?: string, primitives?: 'heap' | 'inline' }} OptOptions */

/**
 * The JSON text in pieces.
 * @param {{ source: string }} program
 * @param {AsyncIterable<{ snapshot: Snapshot, endings: Ending[] }>} steps  neighbours, each with what ended in the line before it
 * @param {OptOptions} [options]
 */
export async function* optTrace({ source }, steps, options = {}) {
  const writer = new OptWriter(source, options);
  yield `{"code":${JSON.stringify(source)},"trace":[`;
  let first = true;
  for await (const { snapshot, endings } of steps) {
    const entries = writer.entries(snapshot, endings).map((entry) => JSON.stringify(entry)).join(',\n');
    yield entries ? `${first ? '\n' : ',\n'}${entries}` : '';
    first &&= !entries;
  }
  yield `\n]${options.stdin === undefined ? '' : `,"stdin":${JSON.stringify(options.stdin)}`}}\n`;
}

/** Turns snapshots into entries; remembers numbers of objects and calls. */
export class OptWriter {
  #inline;
  #signatures;
  /** Small numbers of objects, by serial. @type {Map<number, number>} */ #numbers = new Map();
  /** @type {Call[]} */ #calls = [];
  #thread = 0; // the one that runs: its number, 0 = the main thread
  /** Calls of the others, by number. @type {Map<number, Call[]>} */ #others = new Map();
  #nextFrame = 1;
  /** Who made a function, by the function's serial. @type {Map<number, Maker>} */ #makers = new Map();
  /** @type {Snapshot | null} */ #before = null;

  /** @param {string} source @param {OptOptions} [options] */
  constructor(source, { primitives = 'heap' } = {}) {
    this.#inline = primitives === 'inline';
    this.#signatures = signaturesOf(source);
  }

  /** The entries of the next step. @param {Snapshot} snapshot @param {readonly Ending[]} [endings] @returns {object[]} */
  entries(snapshot, endings = []) {
    const { error } = snapshot;
    if (error && snapshot.step === 0) return [{ event: 'uncaught_exception', line: error.line ?? 1, offset: (error.column ?? 0) + 1, exception_msg: `${error.type}: ${error.message}` }];
    const over = this.#switch(snapshot) ?? [], before = this.#before, { left: own, entered } = this.#follow(snapshot, endings), left = [...over, ...own];
    this.#noteFunctions(snapshot);
    const stay = this.#calls.filter((other) => !entered.includes(other));
    const returns = before ? this.#endings(before, snapshot, left, stay, endings) : [];
    const calls = entered.map((call) => this.#entry(snapshot, 'call', this.#calls.slice(0, this.#calls.indexOf(call) + 1), call.label));
    this.#before = snapshot;
    return [...returns, ...calls, ...this.#arrival(snapshot)];
  }

  /** Each thread has calls of its own. Those of threads that have ended since the last step, or null. @param {Snapshot} snapshot @returns {Call[] | null} */
  #switch({ threads }) {
    const number = threads.find(({ state }, index) => index && state === 'running')?.number ?? 0;
    if (number !== this.#thread) {
      this.#others.set(this.#thread, this.#calls);
      [this.#thread, this.#calls] = [number, this.#others.get(number) ?? []];
      this.#others.delete(number);
    }
    const ended = [...this.#others].filter(([other]) => other && !threads.some((thread) => thread.number === other));
    for (const [other] of ended) this.#others.delete(other);
    return ended.length ? ended.flatMap(([, calls]) => calls.reverse()) : null;
  }

  /**
   * How calls ended, the innermost first, and the exceptions on the way.
   * @param {Snapshot} before @param {Snapshot} snapshot @param {readonly Call[]} left @param {readonly Call[]} stay @param {readonly Ending[]} endings
   */
  #endings(before, snapshot, left, stay, endings) {
    const caught = endings.findLast((ending) => ending.kind === 'exception');
    const message = caught ? messageOf(caught) : snapshot.error ? `${snapshot.error.type}: ${snapshot.error.message}` : '';
    const entries = left.flatMap((call, index) => {
      const calls = [...stay, ...left.slice(index).reverse()], line = (index === 0 ? before.line : call.space.line) ?? 1;
      const ending = endings.find((one) => one.kind === 'return' && one.frame === call.id);
      if (ending) return [{ ...this.#entry(ending.snapshot, 'return', spacesOf(calls, ending.snapshot), call.label, ending.value), line }];
      const none = before.objects.find((object) => object.type === 'NoneType')?.id ?? null;
      const raised = message ? [{ ...this.#entry(before, 'exception', calls, call.label), line, exception_msg: message }] : [];
      return [...raised, { ...this.#entry(before, 'return', calls, call.label, none), line }];
    });
    if (!caught) return entries;
    const calls = spacesOf(stay, caught.snapshot), call = calls.at(-1), space = before.namespaces.find(({ id, kind }) => (call ? id === call.id : kind === 'module'));
    return [...entries, { ...this.#entry(caught.snapshot, 'exception', calls, call?.label), line: (left.length ? space?.line : before.line) ?? before.line ?? 1, exception_msg: message }];
  }

  /** Calls that ended and began since the last step; a new one may lie where the last one did. @param {Snapshot} snapshot @param {readonly Ending[]} endings */
  #follow(snapshot, endings) {
    const spaces = snapshot.namespaces.filter((space) => space.kind !== 'module' && !space.thread), ended = new Set(endings.flatMap(({ kind, frame }) => (kind === 'return' ? [frame] : [])));
    let same = 0;
    while (same < spaces.length && this.#calls[same]?.id === spaces[same]?.id && this.#calls[same]?.label === spaces[same]?.label && !ended.has(spaces[same]?.id ?? '')) same++;
    const left = this.#calls.splice(same).reverse();
    for (const call of left) for (const maker of this.#makers.values()) if (maker.frame === call.frame) maker.left = true;
    this.#calls.forEach((call, index) => { call.space = spaces[index] ?? call.space; });
    const entered = spaces.slice(same).map((space) => ({ id: space.id, label: space.label, frame: this.#nextFrame++, space }));
    this.#calls.push(...entered);
    return { left, entered };
  }

  /** Functions defined inside of calls belong to the call that made them. @param {Snapshot} snapshot */
  #noteFunctions({ objects }) {
    for (const object of objects) {
      if (object.type !== 'function' || this.#makers.has(object.serial)) continue;
      const owner = /^(.*)\.<locals>\.[^.]+$/.exec(nameOf(object))?.[1];
      const call = owner && this.#calls.findLast((one) => one.label === owner);
      if (call) this.#makers.set(object.serial, { frame: call.frame, label: call.label, parent: null, left: false });
    }
  }

  /** Where the step stands. @param {Snapshot} snapshot */
  #arrival(snapshot) {
    const { status, error } = snapshot;
    if (status === 'input') return [{ ...this.#entry(snapshot, 'raw_input', this.#calls, this.#calls.at(-1)?.label), prompt: lastLine(snapshot) }];
    if (status === 'stopped') return [{ ...this.#entry(snapshot, 'instruction_limit_reached', this.#calls, this.#calls.at(-1)?.label), exception_msg: 'The run was stopped here.' }];
    if (status === 'raised') return [{ ...this.#entry(snapshot, 'exception', this.#calls, this.#calls.at(-1)?.label), line: error?.line ?? snapshot.previousLine ?? 1, exception_msg: error ? `${error.type}: ${error.message}` : 'SystemExit' }];
    return [this.#entry(snapshot, status === 'finished' ? 'return' : 'step_line', this.#calls, this.#calls.at(-1)?.label)];
  }

  /**
   * @param {Snapshot} snapshot @param {string} event @param {readonly Call[]} calls @param {string} [name]
   * @param {string | null} [returned]  id of what the innermost call returns; null: nothing that is known
   */
  #entry(snapshot, event, calls, name = '<module>', returned) {
    const heap = new Heap(snapshot, this.#inline, this.#signatures, (serial) => this.#number(serial), (serial) => this.#makers.get(serial)?.frame ?? null);
    const globals = named(heap, snapshot.namespaces.find((space) => space.kind === 'module'));
    const makers = [...new Set(snapshot.objects.flatMap((object) => this.#makers.get(object.serial) ?? []))];
    const living = calls.map((call, index) => this.#frame(heap, call, index === calls.length - 1, makers));
    const top = living.at(-1);
    if (returned !== undefined && top) {
      top.encoded_locals['__return__'] = returned === null ? null : heap.value(returned);
      top.ordered_varnames.push('__return__');
    }
    const gone = makers.filter((maker, index) => maker.left && makers.findIndex((other) => other.frame === maker.frame) === index && !calls.some((call) => call.frame === maker.frame))
      .map((maker) => this.#zombie(heap, maker, snapshot));
    for (const object of snapshot.objects) if (!object.reachable) heap.value(object.id);
    return {
      line: snapshot.line ?? snapshot.previousLine ?? 1, event, func_name: name, globals: globals.values, ordered_globals: globals.order,
      stack_to_render: [...living, ...gone].sort((a, b) => a.frame_id - b.frame_id), heap: heap.entries,
      stdout: snapshot.stdout.flatMap((chunk) => (chunk.stream === 'out' ? [chunk.text] : [])).join(''),
      heapscope: this.#extras(snapshot, heap),
    };
  }

  /** @param {Heap} heap @param {Call} call @param {boolean} top @param {readonly Maker[]} makers */
  #frame(heap, call, top, makers) {
    const { values, order } = named(heap, call.space);
    const parents = this.#parents(heap, call), isParent = makers.some((maker) => maker.frame === call.frame);
    return {
      func_name: shortName(call.label), frame_id: call.frame, encoded_locals: values, ordered_varnames: order, is_highlighted: top, is_parent: isParent,
      is_zombie: false, parent_frame_id_list: parents, unique_hash: `${shortName(call.label)}_f${call.frame}${isParent ? '_p' : ''}`,
    };
  }

  /** The call in which the running function was made, and so on outwards. @param {Heap} heap @param {{ label: string }} call */
  #parents(heap, call) {
    const made = [...heap.byId.values()].find((object) => object.type === 'function' && nameOf(object) === call.label);
    const maker = made && this.#makers.get(made.serial);
    return maker ? [maker.frame] : [];
  }

  /** A call that is over but whose names live on in cells. @param {Heap} heap @param {Maker} maker @param {Snapshot} snapshot */
  #zombie(heap, maker, snapshot) {
    /** @type {Record<string, Val>} */ const values = {};
    for (const object of snapshot.objects) {
      if (this.#makers.get(object.serial)?.frame !== maker.frame) continue;
      for (const { label, target } of object.refs) {
        const contents = heap.byId.get(target)?.type === 'cell' ? heap.byId.get(target)?.refs[0]?.target : undefined;
        if (contents) values[label] = heap.value(contents);
      }
    }
    return {
      func_name: shortName(maker.label), frame_id: maker.frame, encoded_locals: values, ordered_varnames: Object.keys(values), is_highlighted: false,
      is_parent: true, is_zombie: true, parent_frame_id_list: [], unique_hash: `${shortName(maker.label)}_f${maker.frame}_p_z`,
    };
  }

  /** @param {number} serial */
  #number(serial) {
    const number = this.#numbers.get(serial) ?? this.#numbers.size + 1;
    this.#numbers.set(serial, number);
    return number;
  }

  /** @param {Snapshot} snapshot @param {Heap} heap */
  #extras({ step, events, gc, truncated, threads, namespaces }, heap) {
    const others = threads.map(({ name, state, owner, line }) => ({
      name, state, line, ...(owner ? { owner } : {}),
      stack: namespaces.filter((space) => space.thread === name).map((space) => ({ func_name: shortName(space.label), line: space.line, encoded_locals: named(heap, space).values })),
    }));
    const facts = [...heap.shown].map(([number, { id, refcount, size, tracked, generation, reachable }]) =>
      [number, { id, rc: refcount, size, tracked, gen: generation, ...(reachable ? {} : { reachable }) }]);
    const freed = events.flatMap((event) => (event.type === 'free' && this.#numbers.has(event.serial) ? [this.#numbers.get(event.serial)] : []));
    return { step, heap: Object.fromEntries(facts), freed, gc: { enabled: gc.enabled, counts: gc.counts, thresholds: gc.thresholds, last: gc.last && { generation: gc.last.generation, collected: gc.last.collected } }, ...(others.length ? { threads: others } : {}), ...(truncated ? { truncated } : {}) };
  }
}

/** The heap of one entry: objects are added as they are referred to. */
class Heap {
  /** @type {Record<string, any>} */ entries = {};
  /** @type {Map<number, ObjectRecord>} */ shown = new Map();
  #inline;
  #signatures;
  #numberOf;
  #makerOf;

  /**
   * @param {Snapshot} snapshot @param {boolean} inline @param {ReadonlyMap<string, string>} signatures
   * @param {(serial: number) => number} numberOf @param {(serial: number) => number | null} makerOf
   */
  constructor(snapshot, inline, signatures, numberOf, makerOf) {
    /** @type {Map<string, ObjectRecord>} */ this.byId = new Map(snapshot.objects.map((object) => [object.id, object]));
    this.#inline = inline;
    this.#signatures = signatures;
    this.#numberOf = numberOf;
    this.#makerOf = makerOf;
  }

  /** @param {string} id @returns {Val} */
  value(id) {
    const object = this.byId.get(id);
    if (!object) return ['IMPORTED_FAUX_PRIMITIVE', 'not shown'];
    if (this.#inline && isAtom(object)) return plainValue(object);
    if (object.type === 'module') return ['IMPORTED_FAUX_PRIMITIVE', `module ${nameOf(object)}`];
    const number = this.#numberOf(object.serial);
    if (!this.shown.has(number)) {
      this.shown.set(number, object);
      this.entries[number] = [];
      this.entries[number] = this.#encode(object);
    }
    return ['REF', number];
  }

  /** @param {ObjectRecord} object */
  #encode(object) {
    if (isAtom(object)) {
      const value = plainValue(object);
      return ['HEAP_PRIMITIVE', object.type, value];
    }
    const shape = shapeOf(object), items = () => object.refs.map((ref) => this.value(ref.target)), attributes = () => attributesOf(object, this.byId).map(({ key, target }) => [key, this.value(target)]);
    switch (shape) {
      case 'list': case 'tuple': case 'set': return [shape.toUpperCase(), ...this.#gap(object, items())];
      case 'dict': return ['DICT', ...this.#gap(object, pairsOf(object).map((pair) => [pair.keyId ? this.value(pair.keyId) : pair.key ? plainValue(pair.key) : pair.label, this.value(pair.target)]))];
      case 'class': return ['CLASS', nameOf(object), object.refs.flatMap((ref) => (ref.label === 'base' ? [nameOf(this.byId.get(ref.target) ?? { value: 'object' })] : [])), ...attributes()];
      case 'function': return ['FUNCTION', this.#signature(object), this.#makerOf(object.serial)];
      case 'module': return ['module', nameOf(object)];
      case 'instance': return ['INSTANCE', object.type, ...attributes()];
      default: return [object.type, object.value];
    }
  }

  /** Marks where items of a long container are left out. @param {ObjectRecord} object @param {any[]} items */
  #gap(object, items) {
    const hidden = leftOut(object), at = items.length - 4;
    if (!hidden || at < 1) return items;
    const mark = ['SPECIAL_FLOAT', `… ${hidden} more …`];
    return [...items.slice(0, at), shapeOf(object) === 'dict' ? [mark, mark] : mark, ...items.slice(at)];
  }

  /** @param {ObjectRecord} object */
  #signature(object) {
    const own = object.refs.find((ref) => ref.label === '.__func__');
    const name = shortName(nameOf((own && this.byId.get(own.target)) ?? object));
    return this.#signatures.get(name) ?? `${name}(...)`;
  }
}

/** @param {{ type: string, value: string }} atom @returns {Val} */
function plainValue(atom) {
  const value = atomOf(atom);
  if (value === null || typeof value !== 'object') return typeof value === 'number' && atom.type === 'float' ? Math.round(value * 1e4) / 1e4 : value;
  return ['SPECIAL_FLOAT', { inf: 'Infinity', '-inf': '-Infinity', nan: 'NaN' }[value.exact] ?? value.exact];
}

/** The calls with their names as they are in a snapshot. @param {readonly Call[]} calls @param {Snapshot} snapshot */
function spacesOf(calls, { namespaces }) {
  return calls.map((call) => ({ ...call, space: namespaces.find(({ id }) => id === call.id) ?? call.space }));
}

/** "ZeroDivisionError: division by zero", from how the exception is shown. @param {Ending} ending */
function messageOf({ snapshot, value }) {
  const { type, value: shown } = snapshot.objects.find((object) => object.id === value) ?? { type: 'Exception', value: '' };
  const [, args = ''] = /^\w+\(([^]*)\)$/.exec(shown) ?? [], [, , text] = /^(['"])([^]*)\1$/.exec(args) ?? [];
  return `${type}: ${type === 'KeyError' ? args : text ?? args}`;
}

/** @param {Heap} heap @param {NamespaceRecord | undefined} space */
function named(heap, space) {
  const names = space?.names.filter(isOwnName) ?? [];
  return { values: Object.fromEntries(names.map((name) => [name.name, heap.value(name.ref)])), order: names.map((name) => name.name) };
}

/** @param {string} qualified */
function shortName(qualified) {
  return qualified.replace(/^.*<locals>\./, '').replace(/^.*\.(?=[^.]+$)/, '');
}

/** What stands before the cursor: the question of input(). @param {Snapshot} snapshot */
function lastLine({ stdout }) {
  return stdout.map((chunk) => (chunk.stream === 'out' ? chunk.text : '')).join('').split('\n').at(-1) ?? '';
}

/** "f" → "f(x, y=2)" of all functions whose name is defined once. @param {string} source @returns {ReadonlyMap<string, string>} */
function signaturesOf(source) {
  /** @type {Map<string, string>} */ const found = new Map();
  /** @type {Set<string>} */ const twice = new Set();
  for (const match of source.matchAll(/^[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)[ \t]*\(/gm)) {
    const name = match[1] ?? '', from = match.index + match[0].length;
    let depth = 1, at = from;
    for (; depth && at < source.length; at++) depth += '([{'.includes(source[at] ?? '') ? 1 : ')]}'.includes(source[at] ?? '') ? -1 : 0;
    if (found.has(name)) twice.add(name);
    found.set(name, `${name}(${source.slice(from, at - 1).replace(/\s+/g, ' ').trim()})`);
  }
  for (const name of twice) found.delete(name);
  return found;
}
