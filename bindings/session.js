/**
 * A session in the same thread: one program, scrubbable in both directions.
 *
 * Positions are steps: at step n, n lines have begun and ended... precisely, the runtime has given n + 1 line events and stands
 * before the line of the last one; step 0 stands before the first line. The end of the program is one step
 * more than its last line.
 *
 * @typedef {import('./types.js').Session} SessionShape
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {import('./types.js').LoadOptions} LoadOptions
 * @typedef {import('./decode.js').RawSnapshot} RawSnapshot
 */
import { abi } from './abi.js';
import { decodeSnapshot } from './decode.js';
import { EngineError, Unwind } from './errors.js';
import { stepEvents } from './events.js';
import { Lives } from './lives.js';
import { Timeline } from './timeline.js';
import { Machine } from './wasm.js';

const STATUS = Object.fromEntries(abi.status.map((name, i) => [name, i]));
const SLICE_MS = 8;
/** Characters that a program may write before the run is stopped; it can be continued. */
const OUTPUT_LIMIT = 2 ** 21;
const decoder = new TextDecoder();

/** Lets messages and events in between slices. setTimeout would cost milliseconds. */
function breathe() {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve(undefined);
    };
    channel.port2.postMessage(0);
  });
}

/** @implements {SessionShape} */
export class LocalSession {
  #module;
  #library;
  #timeline;
  #limits;
  /** @type {Machine | null} */ #machine = null;
  /** @type {Map<string, Set<Function>>} */ #listeners = new Map();
  /** @type {{stream: 'out' | 'err', text: string}[]} */ #output = [];
  /** @type {TextDecoder[]} */ #decoders = [];
  /** @type {{text: string, end: boolean}[]} */ #input = [];
  #inputUsed = 0;
  #written = 0; // characters since the run was started or last stopped for writing too much
  #interactiveInput = true;
  #lives = new Lives();
  #live = false; // the machine's state is the one after #events line events, and can go on
  #events = 0;
  /** @type {number | null} */ #total = null;
  #endOutput = 0;
  #loadError = false;
  #stopWanted = false;
  #busy = false;
  /** @type {'finished' | 'raised'} */ #ending = 'finished';
  /** @type {{text: string, options: LoadOptions}} */ #program = { text: '', options: {} };
  /** @type {Snapshot | null} */ #last = null;
  /** @type {((machine: Machine) => boolean) | null} */ #onStop = null;
  /** @type {Uint8Array | null} */ #captured = null;
  /** @type {Uint8Array | null} */ #capturedBefore = null;

  /**
   * @param {WebAssembly.Module} module
   * @param {{library?: (path: string) => Uint8Array | null, memoryLimit?: number, timelineBytes?: number}} [options]
   */
  constructor(module, options = {}) {
    this.#module = module;
    this.#library = options.library ?? (() => null);
    this.#limits = { memoryLimit: options.memoryLimit ?? 0 };
    this.#timeline = new Timeline(options.timelineBytes ?? 64 * 2 ** 20);
  }

  /** @param {'output' | 'progress' | 'state'} event @param {Function} listener */
  on(event, listener) {
    let set = this.#listeners.get(event);
    if (!set) this.#listeners.set(event, (set = new Set()));
    set.add(listener);
    return () => void set.delete(listener);
  }

  /** @param {string} event @param {unknown} detail */
  #emit(event, detail) {
    for (const listener of this.#listeners.get(event) ?? []) listener(detail);
  }

  /** @returns {import('./wasm.js').Host} */
  #host() {
    return {
      write: (fd, bytes) => this.#write(fd, bytes),
      input: () => this.#nextInput(),
      clock: () => 0,
      pulse: () => {
        if (this.#stopWanted) throw new Unwind();
      },
      stepStop: (machine) => this.#onStop?.(machine) ?? false,
      read: (library, path) => (library ? this.#library(path) : (this.#program.options.files?.[path] ?? null)),
    };
  }

  /** @param {number} fd @param {Uint8Array} bytes */
  #write(fd, bytes) {
    const text = (this.#decoders[fd] ??= new TextDecoder()).decode(bytes, { stream: true });
    if (!text) return;
    const entry = { stream: /** @type {'out' | 'err'} */ (fd === 2 ? 'err' : 'out'), text };
    this.#output.push(entry);
    this.#written += text.length;
    if (this.#written > OUTPUT_LIMIT) {
      this.#written = 0;
      this.#stopWanted = true;
    }
    this.#emit('output', entry);
  }

  #nextInput() {
    if (this.#inputUsed < this.#input.length) return /** @type {{text: string, end: boolean}} */ (this.#input[this.#inputUsed++]);
    return null;
  }

  /** @param {string} source @param {LoadOptions} [options] @returns {Promise<Snapshot>} */
  async load(source, options = {}) {
    this.#program = { text: source, options };
    this.#timeline.clear();
    this.#lives = new Lives();
    this.#output = [];
    this.#input = options.stdin === undefined ? [] : [{ text: options.stdin, end: true }];
    this.#total = null;
    this.#last = null;
    this.#start();
    return this.#arrive(0);
  }

  /** A fresh machine with the program loaded, before its first line. */
  #start() {
    const { text, options } = this.#program;
    this.#output = [];
    this.#decoders = [];
    this.#inputUsed = 0;
    this.#stopWanted = false;
    const machine = new Machine(this.#module, this.#host(), { ...this.#limits, hashSeed: options.hashSeed ?? 0 });
    this.#machine = machine;
    machine.setStepping(true);
    const filename = options.filename ?? (options.mode === 'interactive' ? '<stdin>' : 'main.py');
    machine.setArgv([filename, ...(options.argv ?? [])]);
    this.#loadError = !machine.load(new TextEncoder().encode(text), filename, options.mode === 'interactive');
    this.#events = 0;
    this.#live = true;
    if (this.#loadError) {
      this.#total = 0;
      this.#ending = 'raised';
      this.#endOutput = this.#output.length;
    } else {
      this.#checkpoint();
    }
  }

  #checkpoint() {
    const machine = this.#open();
    const events = machine.lineEvents;
    if (this.#timeline.has(events)) return;
    this.#timeline.add({ events, ...machine.save(this.#timeline.buffer()), output: this.#output.length, input: this.#inputUsed });
  }

  #open() {
    if (!this.#machine) throw new EngineError('the session has no program or was disposed');
    return this.#machine;
  }

  /** Puts the machine at the nearest known state at or before `events`. @param {number} events */
  #rewind(events) {
    if (this.#live && this.#events <= events) {
      const nearer = this.#timeline.before(events);
      if (!nearer || nearer.events <= this.#events) return;
    }
    const checkpoint = this.#timeline.before(events);
    if (!checkpoint) return this.#start();
    this.#open().restore(checkpoint);
    this.#output.length = checkpoint.output;
    this.#decoders = [];
    this.#inputUsed = checkpoint.input;
    this.#events = checkpoint.events;
    this.#live = true;
  }

  /**
   * Runs until `events` line events, the end, a wait for input, or stop(). Captures the snapshots before and at the target.
   * @param {number} events Infinity = to the end
   * @returns {Promise<'at' | 'end' | 'input' | 'stopped'>}
   */
  async #runTo(events) {
    const machine = this.#open();
    const before = events - 1;
    this.#captured = this.#capturedBefore = null;
    machine.record(false);
    if (Number.isFinite(events) && this.#events === before && this.#live) this.#lookBefore(machine, events);
    else machine.setStop(Number.isFinite(events) && before > this.#events ? before : Number.isFinite(events) ? events : -1);
    this.#onStop = (m) => this.#stopBelow(m, events);
    let fuel = 20000;
    let mark = performance.now();
    for (;;) {
      const started = performance.now();
      let status;
      try {
        status = machine.run(fuel);
      } catch (error) {
        this.#live = false;
        if (!(error instanceof Unwind)) throw error;
        if (this.#captured) return 'at';
        return 'stopped';
      }
      this.#events = machine.lineEvents;
      if (status === STATUS.step) {
        if (this.#events >= events) return 'at';
        this.#lookBefore(machine, events);
        continue;
      }
      if (status === STATUS.finished || status === STATUS.raised) return this.#atEnd(machine, status);
      if (status === STATUS.input) return 'input';
      const now = performance.now();
      if (now - started < SLICE_MS / 2) fuel = Math.min(fuel * 2, 5e6);
      else if (now - started > SLICE_MS * 2) fuel = Math.max(fuel >> 1, 1000);
      if (now - mark > 25) {
        if (machine.nativeDepth === 0) this.#checkpoint();
        this.#emit('progress', { step: Math.max(0, this.#events - 1) });
        await breathe();
        if (this.#stopWanted) return 'stopped';
        mark = performance.now();
      }
    }
  }

  /** One step before the target: keep the picture to compare with, and note events from here. @param {Machine} machine @param {number} events */
  #lookBefore(machine, events) {
    this.#capturedBefore = machine.snapshot();
    machine.record(true);
    machine.setStop(events);
  }

  /** A stop below C frames: the state can be shown but not continued from. @param {Machine} machine @param {number} events */
  #stopBelow(machine, events) {
    this.#events = machine.lineEvents;
    if (this.#events < events) {
      this.#lookBefore(machine, events);
      return false;
    }
    this.#captured = machine.snapshot();
    return true;
  }

  /** @param {Machine} machine @param {number} status @returns {'end'} */
  #atEnd(machine, status) {
    this.#ending = status === STATUS.raised ? 'raised' : 'finished';
    this.#total = this.#events;
    this.#captured = machine.snapshot();
    const shown = this.#output.length;
    this.#endOutput = shown;
    try {
      machine.finish();
    } catch (error) {
      if (!(error instanceof Unwind)) throw error;
    }
    this.#live = false;
    return 'end';
  }

  /** Goes to a step and makes its snapshot. @param {number} step Infinity = the end @returns {Promise<Snapshot>} */
  async #arrive(step) {
    if (this.#busy) throw new EngineError('the session is busy: stop() first');
    this.#busy = true;
    this.#stopWanted = false;
    try {
      if (this.#loadError) return this.#make('raised', 0, this.#open().snapshot(), null);
      const wanted = this.#total === null ? step : Math.min(step, this.#total);
      if (this.#last && this.#last.step === wanted && this.#last.status !== 'input' && this.#last.status !== 'stopped') return this.#last;
      const target = this.#total !== null && wanted === this.#total ? Infinity : wanted + 1;
      const outcome = await this.#travel(Number.isFinite(target) || this.#total === null ? target : this.#total + 1);
      return this.#settle(outcome);
    } finally {
      this.#busy = false;
      this.#onStop = null;
    }
  }

  /** @param {number} events */
  async #travel(events) {
    this.#rewind(Number.isFinite(events) ? Math.max(0, events - 1) : this.#live ? this.#events : 0);
    return this.#runTo(events);
  }

  /** @param {'at' | 'end' | 'input' | 'stopped'} outcome */
  #settle(outcome) {
    const machine = this.#open();
    const bytes = this.#captured ?? machine.snapshot();
    if (outcome === 'end') return this.#make(this.#ending, /** @type {number} */ (this.#total), bytes, this.#capturedBefore);
    const step = Math.max(0, this.#events - 1);
    if (outcome === 'at') return this.#make(step === 0 ? 'ready' : 'paused', step, bytes, this.#capturedBefore);
    return this.#make(outcome, step, bytes, null);
  }

  /**
   * @param {Snapshot['status']} status @param {number} step
   * @param {Uint8Array} bytes @param {Uint8Array | null} before
   * @returns {Snapshot}
   */
  #make(status, step, bytes, before) {
    const raw = decodeSnapshot(bytes);
    const old = before ? decodeSnapshot(before) : null;
    if (old) for (const object of old.objects) this.#lives.serial(object.id, object.type, step - 1);
    const events = stepEvents(old, raw, this.#lives, step);
    const ended = status === 'finished' || status === 'raised';
    const console = this.#output.slice();
    const collect = events.findLast((event) => event.type === 'collect');
    const traceback = raw.error ? this.#output.filter((o) => o.stream === 'err').map((o) => o.text).join('') : '';
    this.#last = {
      step,
      total: this.#total,
      status,
      line: ended ? null : raw.line,
      previousLine: old ? old.line : (this.#last && this.#last.step === step - 1 ? this.#last.line : null),
      namespaces: raw.namespaces,
      objects: raw.objects.map((object) => ({ ...object, serial: this.#lives.serial(object.id, object.type, step) })),
      events,
      gc: {
        enabled: raw.gc.enabled,
        counts: raw.gc.counts,
        thresholds: raw.gc.thresholds,
        members: raw.gc.members,
        last: collect && collect.type === 'collect' ? { generation: collect.generation, collected: collect.collected, freed: collect.freed } : null,
      },
      stdout: console,
      error: raw.error ? { ...raw.error, traceback } : null,
      truncated: raw.truncated,
    };
    this.#emit('state', { status, step });
    return this.#last;
  }

  step() {
    return this.#arrive((this.#last?.step ?? -1) + 1);
  }

  stepBack() {
    return this.#arrive(Math.max(0, (this.#last?.step ?? 0) - 1));
  }

  /** @param {number} step */
  seek(step) {
    if (!Number.isInteger(step) || step < 0) throw new RangeError(`step must be a whole number from 0, not ${step}`);
    return this.#arrive(step);
  }

  run() {
    return this.#arrive(Infinity);
  }

  /** The last snapshot made, or null. */
  get snapshot() {
    return this.#last;
  }

  async stop() {
    this.#stopWanted = true;
  }

  /** A line for input(), with or without its newline. @param {string} text */
  async provideInput(text) {
    const goal = this.#last?.step ?? 0;
    this.#input.push({ text: text.endsWith('\n') ? text : text + '\n', end: false });
    this.#last = null;
    return this.#arrive(goal + 1);
  }

  dispose() {
    this.#stopWanted = true;
    this.#machine = null;
    this.#timeline.clear();
    this.#listeners.clear();
  }
}
