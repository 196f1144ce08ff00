/**
 * A session in the same thread: one program, scrubbable in both directions.
 *
 * Positions are steps: at step n, n lines have begun and ended... precisely, the runtime has given n + 1 line events and stands
 * before the line of the last one; step 0 stands before the first line. The end of the program is one step
 * more than its last line.
 *
 * @typedef {import('./types.js').Moves} Moves
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {import('./types.js').LoadOptions} LoadOptions
 * @typedef {import('./decode.js').RawSnapshot} RawSnapshot
 */
import { abi } from './abi.js';
import { questions } from './calls.js';
import { decodeSnapshot } from './decode.js';
import { EngineError, LoadError, Unwind } from './errors.js';
import { stepEvents } from './events.js';
import { OfferedFiles } from './files.js';
import { instructionFrames, instructionRecord } from './instructions.js';
import { canLeave, leavingOf, secondOf, StillToCome } from './second.js';
import { Timeline } from './timeline.js';
import { Machine } from './wasm.js';

const STATUS = Object.fromEntries(abi.status.map((name, i) => [name, i]));
const SLICE_MS = 8;
/** Characters that a program may write before the run is stopped; it can be continued. */
const OUTPUT_LIMIT = 2 ** 21;
/** On the way of so many line events for a step back, a checkpoint is made shortly before the end, for the next steps back. */
const FAR = 20000;
const NEAR = 300;
/** Milliseconds that code below C code may run before messages are let in, which costs a run again; twice as long each time. */
const PATIENCE_MS = 200;
/** Milliseconds without C code below after which the engine that can leave its stack is left. */
const BACK_MS = 200;
/** Bytes of the stack that a checkpoint below C code may take: they lie beside the store. */
const STACK_LIMIT = 2 ** 16;

/** A piece of input: a line, or the last piece as it is. @param {string} text @param {boolean} end */
const pieceOf = (text, end) => ({ text: end || text.endsWith('\n') ? text : text + '\n', end });

/** No line has so many instructions. */
const ALL = 2 ** 31 - 1;

/** No picture. @type {{events: number, within: number, raw: RawSnapshot | null}} */
const NOTHING = { events: -1, within: -1, raw: null };

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

/** @implements {Moves} */
export class LocalSession {
  #module;
  #engine; // the module of the program: the one above, or with a what-if the one that records memory events
  #options;
  #library;
  /** @type {Timeline | null} */ #timeline = null;
  #limits;
  /** @type {Machine | null} */ #machine = null;
  /** @type {Map<string, Set<Function>>} */ #listeners = new Map();
  /** @type {{stream: 'out' | 'err', text: string}[]} */ #output = []; // of the whole run as far as it is known
  #shown = 0; // pieces of it written up to where the machine is
  /** @type {TextDecoder[]} */ #decoders = [];
  /** @type {{text: string, end: boolean}[]} */ #input = [];
  #inputUsed = 0;
  /** @type {number[]} */ #answeredAt = []; // step after each piece of input was read
  #written = 0; // characters since the program was loaded or last stopped for writing too much
  #interactiveInput = true;
  #files = new OfferedFiles();
  #live = false; // the machine's state is the one after #events line events, and can go on
  #events = 0;
  #over = false; // the code of the program is: nothing goes on from here
  #exact = false; // before the line of the last event began, not within it
  #asked = 0; // the instruction to stop at
  #within = -1; // instructions run within the line; -1: the machine does not step by instruction
  #cost = 0; // milliseconds of running up to there
  /** @type {number | null} */ #total = null;
  /** @type {number | null} */ #lastLines = null; // that finalizers run while the interpreter ends; -1: they are no steps
  #loadError = false;
  #stopWanted = false;
  #busy = false;
  /** @type {'finished' | 'raised'} */ #ending = 'finished';
  /** @type {{text: string, options: LoadOptions}} */ #program = { text: '', options: {} };
  /** @type {Snapshot | null} */ #last = null;
  /** @type {{events: number, within: number, raw: RawSnapshot | null}} */ #known = NOTHING; // the last picture made
  /** @type {((machine: Machine) => boolean) | null} */ #onStop = null;
  /** @type {((machine: Machine) => void) | null} */ #onEnd = null;
  /** @type {((entry: {stream: 'out' | 'err', text: string}) => void) | null} */ #onWrite = null;
  /** @type {((step: number) => void) | null} */ #onPulse = null;
  #patience = Infinity; // milliseconds below C code until the run is left, to be made again
  #slice = 0; // when the slice began
  #left = false; // it was left for that
  #rehearsing = false;
  /** The build of the engine that can leave its stack. @type {WebAssembly.Module | null} */ #leaving = null;
  #late = false; // it is to go on from the next state that is brought back
  #mayBeLate = false; // it may be changed to now
  #stood = 0; // the cost when it was last below C code
  /** @type {import('./timeline.js').Checkpoint[]} */ #ahead = []; // to be brought back on the way, each in the call from C code that it lies in
  #quiet = false; // what is run again for a question is not told to listeners

  /**
   * @param {WebAssembly.Module} module
   * @param {{library?: import('./library.js').Library['read'], foresee?: import('./library.js').Library['foresee'], offer?: (path: string) => import('./files.js').Offer, memoryLimit?: number, timelineBytes?: number, snapshotObjects?: number, hasWorker?: boolean}} [options]
   *   offer: files behind those of load(), see OfferedFiles; hasWorker: who waits for messages can end the thread
   */
  constructor(module, options = {}) {
    this.#module = this.#engine = module;
    this.#options = options;
    this.#library = options.library ?? (() => null);
    this.#limits = { memoryLimit: options.memoryLimit ?? 0, snapshotObjects: options.snapshotObjects, storeBytes: Math.max(options.timelineBytes ?? 64 * 2 ** 20, 2 ** 20) };
  }

  /** @param {'output' | 'progress' | 'state' | 'search'} event @param {Function} listener */
  on(event, listener) {
    let set = this.#listeners.get(event);
    if (!set) this.#listeners.set(event, (set = new Set()));
    set.add(listener);
    return () => void set.delete(listener);
  }

  /** @param {string} event @param {unknown} detail */
  #emit(event, detail) {
    if (this.#quiet) return;
    for (const listener of this.#listeners.get(event) ?? []) listener(detail);
  }

  /** @returns {import('./wasm.js').Host} */
  #host() {
    return {
      write: (fd, bytes) => this.#write(fd, bytes),
      input: () => this.#nextInput(),
      clock: () => 0,
      pulse: (machine) => {
        if (this.#stopWanted) throw new Unwind();
        this.#checkpoint();
        const ran = performance.now() - this.#slice;
        this.#late ||= this.#mayBeLate && !machine.leaves && (this.#timeline?.isLate(machine.lineEvents, this.#cost + ran) ?? false);
        if (ran < this.#patience && !this.#late) return;
        this.#left = true;
        throw new Unwind();
      },
      entered: (machine) => this.#enter(machine),
      stepStop: (machine) => this.#onStop?.(machine) ?? false,
      read: (library, path) => (library ? this.#library(path) : this.#files.read(path)),
      offer: (path) => this.#files.offer(path),
      folder: this.#program.options.folder,
    };
  }

  /** @param {number} fd @param {Uint8Array} bytes */
  #write(fd, bytes) {
    const text = (this.#decoders[fd] ??= new TextDecoder()).decode(bytes, { stream: true });
    if (!text) return;
    this.#onWrite?.({ stream: fd === 2 ? 'err' : 'out', text });
    if (this.#shown++ < this.#output.length) return;
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
    if (this.#inputUsed < this.#input.length) this.#answeredAt[this.#inputUsed] = this.#machine?.lineEvents ?? 0;
    if (this.#inputUsed < this.#input.length) return /** @type {{text: string, end: boolean}} */ (this.#input[this.#inputUsed++]);
    return null;
  }

  /** @param {string} source @param {LoadOptions} [options] @returns {Promise<Snapshot>} */
  async load(source, options = {}) {
    this.#files = new OfferedFiles(options.files, options.folder, this.#options.offer);
    this.#program = { text: source, options: { ...options, files: this.#files.files } };
    this.#output = [];
    this.#written = 0;
    this.#input = (options.inputs ?? []).map((text) => pieceOf(text, false));
    if (options.stdin !== undefined) this.#input.push({ text: options.stdin, end: true });
    this.#total = this.#lastLines = null;
    this.#last = null;
    this.#known = NOTHING;
    this.#foresee().catch(() => {}); // who needs it will be told
    this.#engine = options.whatIf ? await (await import('./memory_events.js')).loadModule(/** @type {any} */ (this.#options)) : this.#module;
    if (this.#options.snapshotObjects) await this.preload(); // what counts and shows more is there, and is not begun anew in its middle
    await this.#withParts(async () => this.#start());
    return this.#arrive(0);
  }

  /** A fresh machine with the program loaded, before its first line. */
  #start() {
    const { text, options } = this.#program;
    this.#shown = 0;
    this.#decoders = [];
    this.#inputUsed = 0;
    this.#stopWanted = false;
    const machine = new Machine(this.#engine, this.#host(), { ...this.#limits, memoryLimit: options.memoryLimit ?? this.#limits.memoryLimit, hashSeed: options.hashSeed ?? 0, python: options.python, scheduler: options.scheduler, whatIf: options.whatIf });
    this.#machine = machine;
    this.#timeline = new Timeline(machine);
    this.#cost = 0;
    machine.setStepping(true);
    const filename = options.filename ?? (options.mode === 'interactive' ? '<stdin>' : 'main.py');
    machine.setArgv([filename, ...(options.argv ?? [])]);
    this.#loadError = !machine.load(new TextEncoder().encode(text), filename, options.mode === 'interactive');
    this.#events = 0;
    this.#exact = this.#live = true;
    this.#over = false;
    this.#within = -1;
    if (this.#loadError) {
      this.#total = 0;
      this.#ending = 'raised';
    } else {
      this.#checkpoint();
    }
  }

  /** @param {boolean} [passing] on the way to a place that is looked at */
  #checkpoint(passing = false) {
    const machine = this.#open();
    const depth = machine.stands ? 0 : machine.nativeDepth;
    if (this.#within >= 0 || (this.#over && !depth) || this.#rehearsing) return;
    const events = depth ? machine.lineEvents : this.#events;
    const cost = this.#cost + (depth ? performance.now() - this.#slice : 0);
    if (!passing && !this.#timeline?.wants(events, cost)) return;
    const below = machine.below;
    const stack = depth ? machine.stack : undefined;
    if (!below || (stack && stack.length > STACK_LIMIT)) return;
    this.#timeline?.add({ events, cost, output: this.#shown, input: this.#inputUsed, exact: this.#exact && !depth, passing, ...below, stack, standing: machine.standing ?? undefined });
  }

  /** The call from C code begins in which a checkpoint lies that is to be brought back. @param {Machine} machine */
  #enter(machine) {
    const checkpoint = this.#rehearsing ? undefined : this.#ahead.shift();
    if (!checkpoint?.stack || !this.#timeline?.has(checkpoint) || !machine.restoreBelow(checkpoint.number, checkpoint.stack)) return void (this.#ahead = []);
    this.#shown = checkpoint.output;
    this.#decoders = [];
    this.#inputUsed = checkpoint.input;
    this.#cost = checkpoint.cost - (performance.now() - this.#slice);
    machine.record(false);
    machine.call('watch_clear');
    machine.awaitCall(this.#ahead[0]?.call?.number ?? 0);
  }

  #open() {
    if (!this.#machine) throw new EngineError('the session has no program or was disposed');
    return this.#machine;
  }

  /** The engine in which the run goes on from a checkpoint. @param {import('./timeline.js').Checkpoint} start */
  #choose(start) {
    const machine = this.#open();
    if (this.#leaving) machine.addLeaving(this.#leaving, this.#module);
    machine.leaves = this.#leaving !== null && (this.#late || start.standing !== undefined || (this.#timeline?.leadsBelow(start) ?? false));
    this.#stood = start.cost;
    this.#late = false;
  }

  /**
   * Puts the machine at the nearest known state at or before `events`; not within the line that follows them, unless that is enough.
   * @param {number} events @param {boolean} [loose]
   */
  #rewind(events, loose = false) {
    const checkpoint = this.#timeline?.before(events, loose);
    const live = this.#live && this.#within < 0 && (this.#events < events || (this.#events === events && (loose || this.#exact)));
    this.#ahead = [];
    this.#open().awaitCall(0);
    if (live && (!checkpoint || checkpoint.events <= this.#events)) return;
    const [start, ...ahead] = checkpoint ? (this.#timeline?.path(checkpoint) ?? []) : [];
    if (!start) return this.#start();
    this.#choose(start);
    this.#timeline?.restore(start);
    this.#open().record(false);
    this.#open().call('watch_clear');
    this.#ahead = ahead;
    this.#open().awaitCall(ahead[0]?.call?.number ?? 0);
    this.#shown = start.output;
    this.#decoders = [];
    this.#inputUsed = start.input;
    this.#events = start.events;
    this.#cost = start.cost;
    this.#exact = start.exact;
    this.#over = false;
    this.#within = -1;
    this.#live = true;
  }

  /**
   * Runs on, in slices, until a stop says that it is the place, to the end, a wait for input, or stop().
   * @param {number} first line events at which to stop first; -1 = never
   * @param {(machine: Machine) => number | null} onStop looks at the machine, which must not run meanwhile; the next stop, or
   *   null: this is the place
   * @param {number} [again] line events from which all can be run again, when C code keeps messages waiting
   * @returns {Promise<'at' | 'end' | 'input' | 'stopped'>}
   */
  async #drive(first, onStop, again) {
    let machine = this.#open();
    let below = false;
    this.#left = this.#late = false;
    this.#mayBeLate = again !== undefined && canLeave(this.#engine);
    this.#patience = again === undefined || this.#options.hasWorker ? Infinity : PATIENCE_MS;
    machine.setStop(first);
    const stopped = (/** @type {Machine} */ m) => {
      this.#events = m.lineEvents;
      this.#exact = true;
      return onStop(m);
    };
    this.#onStop = (m) => {
      const next = stopped(m);
      if (next === null) return (below = true);
      m.setStop(Number.isFinite(next) ? next : -1);
      return false;
    };
    const anew = async () => {
      this.#left = false;
      await breathe();
      if (this.#stopWanted) return 'stopped';
      if (!this.#late) this.#patience *= 2;
      else if (!(await this.#loadLeaving())) this.#late = this.#mayBeLate = false;
      const start = /** @type {number} */ (again);
      this.#rewind(start);
      machine = this.#open();
      machine.record(false);
      const next = this.#events < start ? start : stopped(machine);
      if (next === null) return 'at';
      machine.setStop(Number.isFinite(next) ? next : -1);
      return null;
    };
    let fuel = 20000;
    let mark = performance.now();
    for (;;) {
      const started = (this.#slice = performance.now());
      let status;
      try {
        status = machine.run(fuel);
      } catch (error) {
        this.#live = false;
        if (!(error instanceof Unwind)) throw error;
        this.#events = machine.lineEvents;
        if (below) this.#late = this.#mayBeLate && this.#leaving !== null; // the next steps are likely to be there, too
        if (!this.#left || below) return below ? 'at' : 'stopped';
        const over = await anew();
        if (over) return over;
        continue;
      }
      this.#events = machine.lineEvents;
      this.#exact = false;
      this.#cost += performance.now() - started;
      if (machine.stands) this.#stood = this.#cost;
      else if (machine.leaves && this.#cost - this.#stood > BACK_MS && !machine.nativeDepth) machine.leaves = false;
      if (status === STATUS.step) {
        const next = stopped(machine);
        this.#checkpoint();
        if (next === null) return 'at';
        machine.setStop(Number.isFinite(next) ? next : -1);
      } else if (status === STATUS.finished || status === STATUS.raised) {
        const end = this.#atEnd(machine, status, stopped, () => below);
        const over = end === 'stopped' && this.#left ? await anew() : end;
        if (over) return over;
        continue;
      } else if (status === STATUS.input) return this.#leave(machine, 'input');
      const now = performance.now();
      if (now - started < SLICE_MS / 2) fuel = Math.min(fuel * 2, 5e6);
      else if (now - started > SLICE_MS * 2) fuel = Math.max(fuel >> 1, 1000);
      this.#checkpoint();
      if (now - mark > 25) {
        this.#emit('progress', { step: Math.max(0, this.#events - 1) });
        this.#onPulse?.(Math.max(0, this.#events - 1));
        await breathe();
        if (this.#stopWanted) return this.#leave(machine, 'stopped');
        mark = performance.now();
      }
    }
  }

  /** The run goes on here when it is asked to; but from a process that was forked it is made again. @template T @param {Machine} machine @param {T} why */
  #leave(machine, why) {
    if (machine.nativeDepth && !machine.stands) this.#live = false;
    return why;
  }

  /**
   * Puts the machine at `events` line events and looks at it there, and one event before when `before` is given.
   * @param {number} events more than the run has = its end
   * @param {(machine: Machine) => void} at @param {((machine: Machine) => void)} [before]
   */
  async #visit(events, at, before) {
    const machine = this.#open();
    const eve = before ? Math.max(0, events - 1) : events;
    this.#rewind(eve);
    this.#onEnd = at;
    const onStop = (/** @type {Machine} */ m) => {
      if (this.#events < eve) {
        this.#checkpoint(true);
        return eve;
      }
      if (this.#events < events) {
        before?.(m);
        return events;
      }
      at(m);
      return null;
    };
    machine.record(false);
    if (this.#events !== eve || !this.#live) return this.#drive(!Number.isFinite(eve) ? -1 : this.#stepsAbout(eve) ? eve - NEAR : eve, onStop, eve);
    const next = onStop(machine);
    return next === null ? 'at' : this.#drive(next, onStop, eve);
  }

  /**
   * Puts the machine where `index` instructions of the line at `step` have run, or behind the line if it has fewer, and looks at it
   * there, and one instruction before when `before` is given. Instructions run alone on the way, which can leave other traces in
   * the code's caches than the plain run: nothing but the next instructions of the line goes on from there.
   * @param {number} step @param {number} index
   * @param {(machine: Machine) => void} at @param {(machine: Machine) => void} [before]
   */
  async #visitInstruction(step, index, at, before) {
    const events = step + 1;
    const goals = before && index > 0 ? [index - 1, index] : [index];
    const machine = this.#open();
    const goal = () => /** @type {number} */ (goals[0]);
    const onStop = (/** @type {Machine} */ m) => {
      if (m.lineEvents <= events && this.#within < 0) this.#checkpoint(true);
      if (m.lineEvents < events) return events;
      const over = m.lineEvents > events;
      if (this.#within < 0) {
        this.#within = 0;
        m.call('set_instructions', 1, 0);
      } else this.#within = over ? ALL : this.#asked;
      if (!over && this.#within === goal() && goals.length > 1) {
        before?.(m);
        goals.shift();
      }
      this.#asked = goal();
      m.call('set_instructions', 1, goal());
      if (!over && this.#within < goal()) return events;
      at(m);
      return null;
    };
    const goesOn = this.#live && this.#events === events && this.#within >= 0 && this.#within <= goal();
    if (!goesOn) this.#rewind(events);
    this.#onEnd = (m) => {
      if (this.#within < 0) m.call('set_instructions', 1, 0);
      at(m);
    };
    machine.record(false);
    if (!goesOn && this.#events !== events) return this.#drive(events, onStop);
    if (goesOn) this.#asked = this.#within;
    const next = onStop(this.#open());
    return next === null ? 'at' : this.#drive(next, onStop);
  }

  /** Instructions that the line at `step` runs; null: the run does not get behind it. @param {number} step */
  async #countInstructions(step) {
    /** @type {number | null} */ let count = null;
    await this.#visitInstruction(step, ALL, (machine) => {
      const { lineEvents, instruction } = decodeSnapshot(machine.snapshot());
      if (instruction) count = lineEvents > step + 1 ? instruction.lineBefore : instruction.index + 1;
    });
    return count;
  }

  /** Goes to a place within a step and makes its snapshot. @param {number} step @param {number} index @returns {Promise<Snapshot>} */
  #arriveAtInstruction(step, index) {
    return this.#whole(async () => {
      if (this.#loadError) return this.#make('raised', 0, this.#open().snapshot(), null);
      const { instruction, status } = this.#last ?? {};
      if (this.#last?.step === step && instruction?.index === index && status !== 'input' && status !== 'stopped') return this.#last;
      /** @type {RawSnapshot | null} */ let before = null;
      /** @type {Uint8Array | null} */ let here = null;
      let line = step;
      let within = index;
      if (index === 0 && step > 0) {
        let count = await this.#countInstructions(step - 1);
        if (this.#total !== null && step > this.#total) count = await this.#countInstructions(step = Math.max(0, this.#total - 1));
        if (count !== null) [line, within] = [step - 1, count];
      }
      const outcome = await this.#visitInstruction(line, within, (machine) => void (here = machine.snapshot()), (machine) => {
        before = this.#lookBefore(machine, within - 1);
      });
      const reached = outcome === 'end' ? /** @type {number} */ (this.#total) : Math.max(0, this.#events - 1);
      const usual = reached === 0 && within === 0 ? 'ready' : 'paused';
      return this.#make(outcome === 'end' ? this.#ending : outcome === 'at' ? usual : outcome, reached, here ?? this.#open().snapshot(), before);
    });
  }

  /** Is a far way to run for a step back? Then others will follow. @param {number} eve */
  #stepsAbout(eve) {
    const shown = this.#last?.step ?? 0;
    return eve - this.#events > FAR && eve < shown && shown - eve < NEAR;
  }

  /**
   * The program's code is over. Where finalizers, callbacks or functions of atexit run lines while the interpreter ends, that is a step, the
   * lines are steps, and the end is what is left then. Otherwise it is the end.
   * @param {Machine} machine @param {number} status @param {(machine: Machine) => number | null} stopped @param {() => boolean} below
   * @returns {'at' | 'end' | 'stopped'}
   */
  #atEnd(machine, status, stopped, below) {
    this.#ending = status === STATUS.raised ? 'raised' : 'finished';
    const whatIf = this.#program.options.whatIf !== undefined; // its log is no part of the state
    this.#live = false;
    this.#lastLines ??= whatIf ? -1 : this.#rehearse(machine);
    if (this.#lastLines === null) return 'stopped';
    this.#total = this.#events + (this.#lastLines > 0 ? this.#lastLines + 1 : 0);
    this.#over = true;
    if (this.#lastLines <= 0) {
      this.#onEnd?.(machine);
      this.#onStop = null;
      this.#patience = Infinity;
      machine.setStop(-1);
      if (this.#lastLines === 0) {
        this.#shown = this.#output.length;
        return 'end';
      }
    } else if (machine.endStep()) {
      const next = stopped(machine);
      if (next === null) return 'at';
      machine.setStop(Number.isFinite(next) ? next : -1);
    }
    try {
      this.#slice = performance.now();
      machine.finish();
    } catch (error) {
      if (!(error instanceof Unwind)) throw error;
      if (this.#lastLines < 0) return 'end';
      this.#events = machine.lineEvents;
      return below() ? 'at' : 'stopped';
    }
    if (this.#lastLines < 0) return 'end';
    this.#events = machine.lineEvents;
    this.#onEnd?.(machine);
    return 'end';
  }

  /** Lines that the interpreter's end runs; null: it was stopped; -1: there is no room to come back from it. What it writes is told now. @param {Machine} machine */
  #rehearse(machine) {
    /** @type {number | null} */ let lines = null;
    const [shown, input, onStop] = [this.#shown, this.#inputUsed, this.#onStop];
    this.#onStop = null;
    const recording = machine.call('tracing', 0);
    const done = this.#timeline?.aside(() => {
      this.#rehearsing = true;
      try {
        lines = machine.rehearseFinish();
      } catch (error) {
        if (!(error instanceof Unwind)) throw error;
      } finally {
        this.#rehearsing = false;
      }
    });
    [this.#shown, this.#inputUsed, this.#onStop] = [shown, input, onStop];
    this.#decoders = [];
    machine.call('tracing', recording);
    return done ? lines : -1;
  }

  /** Line events at `step`; one more than there are at the end. @param {number} step */
  #eventsAt(step) {
    return this.#total !== null ? Math.min(step, this.#total) + 1 : step + 1;
  }

  /**
   * Does something that can be begun anew: where it needs the second file of the runtime or a library module that is still to come, the
   * machine is left, and put back from its last checkpoint once the file is there.
   * @template T @param {() => Promise<T>} work @returns {Promise<T>}
   */
  async #withParts(work) {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof StillToCome)) throw error;
        this.#live = false;
        await error.loading;
      }
    }
  }

  /** Loads the second file of the runtime now; without, it comes when it is needed. */
  async preload() {
    await secondOf(this.#module);
  }

  /** Loads the build of the engine that can leave its stack, whose tables are in the second file. False: it cannot be had now. */
  async #loadLeaving() {
    try {
      await this.preload();
      this.#leaving = await leavingOf(this.#module);
    } catch (error) {
      if (!(error instanceof LoadError)) throw error;
    }
    return this.#leaving !== null;
  }

  /** Loads the library modules that the program names, and the second file, which those call. */
  async #foresee() {
    const coming = this.#options.foresee?.([this.#program.text, ...Object.values(this.#files.files).map((bytes) => new TextDecoder().decode(bytes))].join('\n'));
    if (coming) this.preload().catch(() => {}); // who needs it will be told
    await coming;
  }

  /** One thing at a time. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  async #alone(work) {
    if (this.#busy) throw new EngineError('the session is busy: stop() first');
    this.#busy = true;
    this.#stopWanted = false;
    try {
      return await work();
    } finally {
      this.#busy = false;
      this.#quiet = false;
      this.#onStop = this.#onEnd = this.#onWrite = this.#onPulse = null;
    }
  }

  /** One thing that cannot be begun anew in its middle: all code is there before it starts. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  #whole(work) {
    return this.#alone(async () => {
      await this.preload();
      await this.#foresee();
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof StillToCome)) throw error;
        this.#live = false;
        await error.loading;
        throw new LoadError('A library module had to be loaded first. Nothing is lost: try again.');
      }
    });
  }

  /** Goes to a step and makes its snapshot. @param {number} step Infinity = the end @returns {Promise<Snapshot>} */
  #arrive(step) {
    return this.#alone(() => this.#withParts(async () => {
      if (this.#loadError) return this.#make('raised', 0, this.#open().snapshot(), null);
      const wanted = this.#total === null ? step : Math.min(step, this.#total);
      if (this.#last && this.#last.step === wanted && !this.#last.instruction && this.#last.status !== 'input' && this.#last.status !== 'stopped') return this.#last;
      /** @type {RawSnapshot | null} */ let before = null;
      /** @type {Uint8Array | null} */ let here = null;
      const outcome = await this.#visit(this.#eventsAt(wanted), (machine) => void (here = machine.snapshot()), (machine) => {
        before = this.#lookBefore(machine, -1);
      });
      if (outcome === 'end') return this.#make(this.#ending, /** @type {number} */ (this.#total), here ?? this.#open().snapshot(), before);
      const reached = Math.max(0, this.#events - 1);
      if (outcome === 'at' && here) return this.#make(reached === 0 ? 'ready' : 'paused', reached, here, before);
      return this.#make(outcome === 'at' ? 'stopped' : outcome, reached, this.#open().snapshot(), null);
    }));
  }

  /** The picture from which a step begins, whose events are recorded from now on. @param {Machine} machine @param {number} within -1: at a line */
  #lookBefore(machine, within) {
    const { raw, events, within: known } = this.#known;
    const before = raw && events === machine.lineEvents && within === known ? raw : decodeSnapshot(machine.snapshot());
    machine.record(true);
    return before;
  }

  /**
   * Looks at the machine as it is at a step; the session's own position stays. `read` must be done when it returns: the machine
   * may stand below C frames and be unwound then.
   * @template T
   * @param {number} step at or behind the end = the end
   * @param {(machine: Machine) => T} read
   * @param {(machine: Machine) => void} [before] looks at it one step earlier, too
   * @param {number} [instruction] within the step: `before` looks one instruction earlier then
   * @returns {Promise<T>}
   * @throws {EngineError} when the run does not get there: it waits for input or was stopped
   */
  at(step, read, before, instruction = 0) {
    return this.#whole(async () => {
      this.#quiet = true;
      /** @type {{value: T} | null} */ let found = null;
      if (this.#loadError) return read(this.#open());
      const look = (/** @type {Machine} */ machine) => void (found = { value: read(machine) });
      await (instruction ? this.#visitInstruction(step, instruction, look, before) : this.#visit(this.#eventsAt(step), look, before));
      if (!found) throw new EngineError(`the run does not get to step ${step} now`);
      return /** @type {{value: T}} */ (found).value;
    });
  }

  /**
   * Runs through the steps from..to, looking at the machine at each, until `visit` says true. The session's position stays.
   * @param {number} from @param {number} to Infinity = the end, which is visited, too
   * @param {(machine: Machine, step: number) => boolean | void} visit as `read` of at()
   * @returns {Promise<number | null>} the step that was it; null: none
   */
  walk(from, to, visit) {
    return this.#whole(async () => {
      this.#quiet = true;
      if (this.#loadError) return visit(this.#open(), 0) ? 0 : null;
      /** @type {number | null} */ let found = null;
      const look = (/** @type {Machine} */ machine, /** @type {number} */ step) => {
        if (visit(machine, step)) found = step;
        return found !== null;
      };
      const first = this.#eventsAt(from);
      this.#rewind(first);
      this.#onEnd = (machine) => void (machine.lineEvents <= to && look(machine, machine.lineEvents));
      const onStop = (/** @type {Machine} */ machine) => {
        const events = machine.lineEvents;
        return events > to + 1 || look(machine, events - 1) || events > to ? null : events + 1;
      };
      const machine = this.#open();
      const next = this.#live && this.#events === first ? onStop(machine) : first;
      if (next !== null) await this.#drive(next, onStop);
      return found;
    });
  }

  /**
   * Runs from a step on with watches (core/probe/watch.h), stopping where they do. The session's position stays; listeners of 'search'
   * are told how far it is.
   * @param {number} from -1 = before the first line
   * @param {number} to the last step looked at; Infinity = the end
   * @param {object} search
   * @param {(machine: Machine) => void} search.arm sets the watches
   * @param {(machine: Machine, step: number) => boolean | void} [search.stop] a watch stopped the run, or its notes are to be taken; true: enough
   * @param {(machine: Machine, step: number) => void} [search.end] at `to` or the end
   * @param {boolean} [search.loose] begin at the checkpoint of that step, which may lie within its line
   * @returns {Promise<'at' | 'end' | 'input' | 'stopped'>}
   */
  search(from, to, { arm, stop, end, loose = false }) {
    return this.#whole(async () => {
      if (this.#loadError) return 'end';
      const first = this.#eventsAt(from);
      const last = Number.isFinite(to) ? to + 1 : -1;
      let armed = false;
      const onStop = (/** @type {Machine} */ machine) => {
        const events = machine.lineEvents;
        if (!armed) {
          armed = true;
          arm(machine);
        } else if (stop?.(machine, events - 1)) return null;
        if (last < 0 || events < last) return last;
        end?.(machine, events - 1);
        return null;
      };
      this.#quiet = true;
      this.#rewind(loose ? first : Math.max(0, first - 1), loose);
      const machine = this.#open();
      machine.record(false);
      this.#onEnd = (m) => {
        if (!armed) arm(m);
        m.call('watch_end');
        end?.(m, m.lineEvents);
      };
      this.#onPulse = (step) => {
        for (const listener of this.#listeners.get('search') ?? []) listener({ step, from, to });
      };
      try {
        const next = this.#live && this.#events === first && (loose || first === 0) ? onStop(machine) : first;
        return next === null ? 'at' : await this.#drive(next, onStop);
      } finally {
        this.#machine?.call('watch_clear');
      }
    });
  }

  /** Steps at which checkpoints lie, each perhaps within the line that follows. */
  get checkpoints() {
    return this.#timeline?.steps() ?? [];
  }

  /**
   * @param {Snapshot['status']} status @param {number} step
   * @param {Uint8Array} bytes @param {RawSnapshot | null} old one step earlier
   * @returns {Snapshot}
   */
  #make(status, step, bytes, old) {
    const raw = decodeSnapshot(bytes);
    const { instruction } = raw;
    const events = stepEvents(old, raw);
    const ended = status === 'finished' || status === 'raised';
    const console = this.#output.slice(0, this.#shown);
    const collect = events.findLast((event) => event.type === 'collect');
    const traceback = raw.error ? console.filter((o) => o.stream === 'err').map((o) => o.text).join('') : '';
    this.#last = {
      step,
      total: this.#total,
      status,
      instruction: instruction && instructionRecord(ended ? { ...instruction, index: 0 } : instruction),
      line: ended ? null : (instruction?.frames[0]?.line ?? raw.line),
      previousLine: old ? old.line : (this.#last && this.#last.step === step - 1 ? this.#last.line : null),
      namespaces: raw.namespaces,
      threads: raw.threads.map((thread) => ({ ...thread, frames: instructionFrames(thread.frames) })),
      objects: raw.objects,
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
      hidden: raw.hidden,
      eventsTruncated: raw.eventsTruncated,
    };
    this.#known = ended || status === 'ready' ? NOTHING : { events: raw.lineEvents, within: instruction?.index ?? -1, raw };
    this.#emit('state', { status, step });
    return this.#last;
  }

  /** @param {import('./types.js').StepOptions} [options] */
  step({ granularity = 'line' } = {}) {
    const { step = -1, instruction = null } = this.#last ?? {};
    return granularity === 'instruction' ? this.#arriveAtInstruction(step, (instruction?.index ?? 0) + 1) : this.#arrive(step + 1);
  }

  /** @param {import('./types.js').StepOptions} [options] */
  async stepBack({ granularity = 'line' } = {}) {
    const { step = 0, instruction = null } = this.#last ?? {};
    const index = instruction?.index ?? 0;
    if (granularity !== 'instruction') return this.#arrive(index ? step : Math.max(0, step - 1));
    if (index || !step) return this.#arriveAtInstruction(step, Math.max(0, index - 1));
    const count = await this.#whole(() => this.#countInstructions(step - 1));
    return this.#arriveAtInstruction(step - 1, Math.max(0, (count ?? 1) - 1));
  }

  /** @param {number} step @param {import('./types.js').SeekOptions} [options] */
  seek(step, { instruction } = {}) {
    for (const [name, number] of Object.entries({ step, instruction: instruction ?? 0 })) {
      if (!Number.isInteger(number) || number < 0) throw new RangeError(`${name} must be a whole number from 0, not ${number}`);
    }
    return instruction === undefined ? this.#arrive(step) : this.#arriveAtInstruction(step, instruction);
  }

  run() {
    return this.#arrive(Infinity);
  }

  /**
   * Records the steps from..to while they run: lines of JSON as core/probe/trace.c writes them, and between them what the program
   * prints, as {"step", "stream", "text"}. The session's position stays.
   * @param {{from: number, to: number, whole: boolean, limit: number}} options
   * @param {(bytes: Uint8Array) => void} take gets the text in pieces
   * @returns {Promise<'at' | 'end' | 'input' | 'stopped'>} why it ended
   */
  record({ from, to, whole, limit }, take) {
    return this.#whole(async () => {
      this.#quiet = true;
      const machine = this.#open();
      if (this.#loadError) return 'end';
      const first = this.#eventsAt(from);
      const drain = () => {
        const bytes = machine.bytes('trace_take');
        if (bytes.length) take(bytes);
      };
      const begin = () => {
        machine.call('trace', whole ? 1 : 0, limit);
        machine.call('trace_line');
        this.#onWrite = (entry) => {
          drain();
          take(new TextEncoder().encode(JSON.stringify({ step: machine.lineEvents - 1, ...entry }) + '\n'));
        };
        return machine.lineEvents > to ? null : to + 1;
      };
      this.#rewind(first);
      this.#onEnd = () => {
        if (machine.lineEvents < first) begin();
        else machine.call('trace_line');
      };
      let recording = false;
      const onStop = () => {
        if (!recording) return (recording = true), begin();
        drain();
        return machine.call('trace_full') || machine.lineEvents <= to ? to + 1 : null;
      };
      try {
        const next = this.#live && this.#events === first ? onStop() : first;
        return next === null ? 'at' : await this.#drive(Number.isFinite(next) ? next : -1, onStop);
      } finally {
        machine.call('trace_end');
        drain();
      }
    });
  }

  /** The last snapshot made, or null. */
  get snapshot() {
    return this.#last;
  }

  async stop() {
    this.#stopWanted = true;
  }

  /** What the session takes: bytes of the linear memory, in it the room for checkpoints, how many there are and their bytes. */
  get timeline() {
    return { wasm: this.#machine?.memoryBytes ?? 0, room: this.#limits.storeBytes, ...(this.#timeline?.size ?? { checkpoints: 0, bytes: 0 }) };
  }

  /** How the session was made. */
  get options() {
    return this.#options;
  }

  /** Lines given to input() until now. */
  get inputs() {
    return this.#input.filter((piece) => !piece.end).map((piece) => piece.text);
  }

  /** The program as it was loaded. */
  get program() {
    return this.#program;
  }

  /** A line for input(), with or without its newline; or the rest of all input. @param {string} text @param {boolean} [end] */
  async provideInput(text, end = false) {
    const goal = this.#last?.step ?? 0;
    const { text: source, options } = this.#program;
    this.#program = { text: source, options: end ? { ...options, stdin: text } : { ...options, inputs: [...(options.inputs ?? []), text] } };
    this.#input.push(pieceOf(text, end));
    this.#last = null;
    return this.#arrive(goal + 1);
  }

  /**
   * Changes an earlier answer to input(): the run begins anew from where it was read, and what came after is forgotten.
   * @param {number} index of the answer, from 0
   * @param {string} text
   * @returns {Promise<Snapshot>} the step after the answer
   */
  async setInput(index, text) {
    if (this.#busy) throw new EngineError('the session is busy: stop() first');
    if (!this.#input[index] || this.#input[index]?.end) throw new RangeError(`there is no answer ${index}`);
    await this.preload(); // this cannot be begun anew in its middle
    const step = this.#answeredAt[index] ?? 0;
    this.#input[index] = pieceOf(text, false);
    const { text: source, options } = this.#program;
    this.#program = { text: source, options: { ...options, inputs: this.#input.filter((piece) => !piece.end).map((piece) => piece.text) } };
    this.#timeline?.truncate(index);
    this.#live = false;
    this.#rewind(Infinity);
    this.#output.length = this.#shown;
    this.#answeredAt.length = Math.min(this.#answeredAt.length, index);
    this.#total = this.#lastLines = this.#last = null;
    this.#known = NOTHING;
    return this.#arrive(step);
  }

  dispose() {
    this.#stopWanted = true;
    this.#machine = this.#timeline = null;
    this.#listeners.clear();
  }
}

for (const [name, load] of Object.entries(questions)) {
  Object.defineProperty(LocalSession.prototype, name, {
    value: async function (/** @type {unknown[]} */ ...args) {
      return (await load())[name](this, ...args);
    },
  });
}
