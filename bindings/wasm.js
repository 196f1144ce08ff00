/**
 * The only file that touches the linear memory: loads the module, calls its hs_* functions, copies
 * texts and bytes in and out, saves and restores the span.
 */
import { EngineError, Unwind } from './errors.js';
import { minorOf } from './python.js';
import { leavingNow, secondOf, StillToCome } from './second.js';

/**
 * What the runtime asks of its host.
 * @typedef {object} Host
 * @property {(fd: number, bytes: Uint8Array) => void} write  bytes are only valid during the call
 * @property {() => {text: string, end: boolean} | null} input  the next piece of input, null = not now
 * @property {() => number} clock  nanoseconds
 * @property {(machine: Machine) => void} pulse  called now and then below C frames
 * @property {(machine: Machine) => void} [entered]  the call that was waited for (awaitCall) begins: now restoreBelow can bring a state in it back
 * @property {(machine: Machine) => boolean} stepStop  true: leave the wasm by throwing
 * @property {(library: boolean, path: string) => Uint8Array | null | undefined} read  a module's text; null = no such
 *   file, undefined = not there yet
 * @property {(path: string) => import('./files.js').Offer} [offer]  a file that the program opens, by absolute path
 * @property {string | undefined} [folder]  where the program's relative paths begin; default "/"
 */

/** How long a condition may run: calls and back jumps of a slice, and slices. */
const ASIDE_FUEL = 20000;
const ASIDE_PULSES = 50;

/** Of core/lib/files.h. */
const OFFER_FILE = 2, OFFER_FOLDER = 4;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Where the stack is written to that is left in the engine that can: memory that the C stack, which grows down from 1 MiB, does not get to. */
const LEFT_AT = 1024, LEFT_END = 640 * 2 ** 10;
/** A stack is left when C code takes no more of it, in so many calls of Python code: it has room there. */
const LEFT_BYTES = 2 ** 16, LEFT_DEPTH = 40;
/** Of abi.status. */
const FUEL = 2, STEP = 5;

/** Of core/probe/trace.h. */
const TRACER_BYTES = 8 * 2 ** 20;
/** PROBE_OBJECTS of core/probe/impl.h: with more, snapshots lie in scratch memory. */
const SHOWN = 3000;

/**
 * A run that was left below C code, to go on there.
 * @typedef {object} Standing
 * @property {Uint8Array} frames  what the functions on the stack keep
 * @property {Uint8Array} stack  ... and what they keep in the memory
 */

/** One runtime in one instance of the module. */
export class Machine {
  /** @type {any} of the instance that runs */ #exports;
  /** @type {any} of the plain one */ #plain;
  /** Of the one that can leave its stack and build it up again: slower, in the same memory. @type {any} */ #below = null;
  #state = 'runs'; // of that one: 'leaves', 'left', 'returns' (builds up its stack again)
  #why = FUEL; // the status with which it was left
  /** What the functions keep of the stacks that were left one after the other because they were full; null: none was. @type {Uint8Array[] | null} */ #full = null;
  /** @type {WebAssembly.Memory} */ #memory;
  /** @type {Host} */ #host;
  #whole = 0; // more than 0: the stack is not left
  #rt = 0;
  #stackTop = 0;
  #store = 0;
  #stop = -1;
  #shown = SHOWN;
  /** @type {string | null} */ #fatal = null;
  /** Memory of processes that do not run. @type {Map<number, Uint8Array>} */ #images = new Map();
  /** What a condition writes, and how long it has run. @type {{text: string, pulses: number} | null} */ #aside = null;

  /**
   * @param {WebAssembly.Module} module
   * @param {Host} host
   * @param {{memoryLimit?: number, hashSeed?: number, recursionLimit?: number, storeBytes?: number, snapshotObjects?: number,
   *   scheduler?: import('./types.js').Scheduler, python?: import('./types.js').PythonVersion, whatIf?: import('./types.js').WhatIf, stack?: number}} [options] storeBytes: room for checkpoints; without it there are none, nor recordings; stack: bytes of the host's that C code may use, as core/base/config.h measures them (default: what a Worker of a browser has)
   */
  constructor(module, host, options = {}) {
    this.#host = host;
    const instance = new WebAssembly.Instance(module, { env: this.#imports(module) });
    this.#exports = this.#plain = instance.exports;
    this.#memory = /** @type {WebAssembly.Memory} */ (instance.exports.memory);
    this.#exports._initialize?.();
    this.#stackTop = this.#exports.__stack_pointer.value;
    const store = options.storeBytes ? Math.ceil(options.storeBytes / 2 ** 20) * 2 ** 20 + TRACER_BYTES : 0;
    this.#rt = this.#exports.hs_new(options.memoryLimit ?? 0, options.hashSeed ?? 0, options.recursionLimit ?? 0, store, minorOf(options.python), options.stack ?? 0);
    this.#store = this.#rt - store;
    if (!this.#rt) throw new EngineError('not enough memory to start the runtime');
    this.#shown = Math.max(1, Math.trunc(options.snapshotObjects ?? SHOWN));
    if (this.#shown !== SHOWN) this.call('want', this.#shown);
    this.#exports.hs_set_scheduler(this.#rt, options.scheduler?.seed ?? 0, options.scheduler?.interval ?? 0);
    if (options.whatIf) this.#beginWhatIf(options.whatIf, options.scheduler?.seed ?? 0);
  }

  /** Only in the build that records memory events. @param {import('./types.js').WhatIf} whatIf @param {number} seed */
  #beginWhatIf({ gil, seed: own, objects = [], schedule = [] }, seed) {
    const mode = [true, false, 'locks'].indexOf(gil) + 1;
    if (!mode) throw new EngineError("whatIf.gil is true, false or 'locks'");
    const text = `${objects === 'all' ? '*' : objects.join(',')}\n${schedule.join(' ')}`;
    if (!this.callWith('what_if', text, mode, own ?? seed)) throw new EngineError('not enough memory to start the runtime');
  }

  /** @param {WebAssembly.Module} module */
  #imports(module) {
    return {
      hs_host_more: () => this.#addSecond(module),
      hs_host_write: (/** @type {number} */ fd, /** @type {number} */ at, /** @type {number} */ size) => {
        if (!this.#aside) this.#host.write(fd, new Uint8Array(this.#memory.buffer, at, size));
        else if (fd === 2) this.#aside.text += this.#text(at, size);
      },
      hs_host_abort: (/** @type {number} */ at, /** @type {number} */ size) => {
        this.#fatal = this.#text(at, size);
        throw new EngineError(this.#fatal);
      },
      hs_host_input: () => this.#feedInput(),
      hs_host_clock: () => this.#host.clock(),
      hs_host_pulse: (/** @type {number} */ entered) => {
        if (entered) this.#host.entered?.(this);
        else if (this.#aside) this.#pulseAside();
        else if (!this.#leave(FUEL)) this.#host.pulse(this);
      },
      hs_host_step_stop: () => {
        if (!this.#leave(STEP) && this.#host.stepStop(this)) throw new Unwind();
      },
      hs_host_deeper: () => Number(this.#deeper(module)),
      hs_host_image: (/** @type {number} */ what, /** @type {number} */ number, /** @type {number} */ at, /** @type {number} */ size) => this.#image(what, number, at, size),
      hs_host_read: (/** @type {number} */ what, /** @type {number} */ at, /** @type {number} */ size, /** @type {number} */ out) =>
        this.#read(what, this.#text(at, size), out),
    };
  }

  #pulseAside() {
    if (this.#aside && ++this.#aside.pulses > ASIDE_PULSES) throw new Unwind();
  }

  /** Called by C code that has called Python code: the stack is left, or has been built up again. False: it cannot be left here. @param {number} why */
  #leave(why) {
    if (this.#exports === this.#plain || this.#whole || this.#full) return false;
    if (this.#state === 'returns') {
      this.#exports.leave_state.value = 0;
      this.#state = 'runs';
      return true;
    }
    if (this.#stackTop - this.#exports.__stack_pointer.value > LEFT_BYTES || this.nativeDepth > LEFT_DEPTH) return false;
    this.#exports.leave_top.value = LEFT_AT;
    this.#exports.leave_state.value = 1;
    this.#state = 'leaves';
    this.#why = why;
    return true;
  }

  /**
   * Called by C code, before it calls Python code, when the host's stack is nearly full: that runs (hs_deeper) on a stack of its own, in the engine
   * that can leave its stack. What comes to this place again there leaves it, and goes on when the next one is done. False: there is no more room.
   * @param {WebAssembly.Module} module
   */
  #deeper(module) {
    if (this.#full && this.#state === 'returns') {
      this.#exports.leave_state.value = 0;
      this.#state = 'runs';
      return true;
    }
    if (this.#exports.__stack_pointer.value < LEFT_END || !this.#openBelow(module)) return false;
    if (!this.#full) return this.#runDeeper();
    this.#exports.leave_top.value = LEFT_AT;
    this.#exports.leave_state.value = 1;
    this.#state = 'leaves';
    return true;
  }

  #runDeeper() {
    const outer = this.#exports, inner = this.#below, /** @type {Uint8Array[]} */ full = (this.#full = []);
    inner.__stack_pointer.value = outer.__stack_pointer.value;
    this.#exports = inner;
    try {
      for (;;) {
        inner.hs_deeper(this.#rt);
        if (this.#state === 'leaves') {
          if (inner.leave_top.value > LEFT_END) throw new EngineError('the stack is too deep to be left');
          full.push(new Uint8Array(this.#memory.buffer.slice(LEFT_AT, inner.leave_top.value)));
          inner.leave_state.value = 0;
          this.#state = 'runs';
          continue;
        }
        const frames = full.pop();
        if (!frames) return true;
        new Uint8Array(this.#memory.buffer).set(frames, LEFT_AT);
        inner.leave_top.value = LEFT_AT + frames.length;
        inner.leave_state.value = 2;
        this.#state = 'returns';
      }
    } finally {
      this.#full = null;
      this.#exports = outer;
      inner.leave_state.value = 0;
      this.#state = 'runs';
    }
  }

  /** @param {WebAssembly.Module} module */
  #openBelow(module) {
    if (this.#below) return true;
    const found = leavingNow(module);
    if (found instanceof Promise) throw new StillToCome(found);
    if (found) this.addLeaving(found, module);
    return found !== null;
  }

  /**
   * Whether it runs in the engine that can leave its stack: then run() comes back below C code, too, and goes on there.
   * Only changed where no C code is on the stack.
   */
  get leaves() {
    return this.#exports !== this.#plain;
  }

  /** @param {boolean} on it was given */
  set leaves(on) {
    this.#state = 'runs';
    if (this.#below) this.#below.leave_state.value = 0;
    this.#exports = on && this.#below ? this.#below : this.#plain;
    this.#exports.__stack_pointer.value = this.#stackTop;
  }

  /** @param {WebAssembly.Module} module that can leave its stack @param {WebAssembly.Module} first the one that this machine is made of */
  addLeaving(module, first) {
    if (this.#below) return;
    this.#addSecond(first); // its tables are needed
    this.#below = new WebAssembly.Instance(module, { e: { m: this.#memory }, env: { ...this.#imports(first), hs_host_more: () => {} } }).exports;
  }

  /** The run that was left below C code and goes on there; null: it is not below C code, or cannot be left. @returns {Standing | null} */
  get standing() {
    if (this.#state !== 'left') return null;
    return { frames: new Uint8Array(this.#memory.buffer.slice(LEFT_AT, this.#exports.leave_top.value)), stack: this.stack };
  }

  /** Is there one? */
  get stands() {
    return this.#state === 'left';
  }

  /** Puts it back, after the memory. @param {Standing} standing */
  putStanding({ frames, stack }) {
    const memory = new Uint8Array(this.#memory.buffer), at = this.#stackTop - stack.length;
    memory.set(frames, LEFT_AT);
    this.#exports.leave_top.value = LEFT_AT + frames.length;
    memory.set(stack, at);
    this.#exports.__stack_pointer.value = at;
    this.#state = 'left';
    this.setStop(this.#stop);
  }

  /** The rest of the code: it puts itself into the table and its tables into the memory. @param {WebAssembly.Module} module */
  #addSecond(module) {
    const second = secondOf(module), { memory: m, __indirect_function_table: t, __stack_pointer: s } = this.#exports;
    if (second instanceof Promise) throw new StillToCome(second);
    if (!second) throw new EngineError('the second file of the runtime, heapscope-more.wasm, was not given');
    const slots = WebAssembly.Module.imports(second).filter((row) => row.module === 'f').map(({ name }) => [name, t.get(Number(name))]);
    new WebAssembly.Instance(second, { e: { m, t, s }, f: Object.fromEntries(slots) });
  }

  /** @param {number} at @param {number} size */
  #text(at, size) {
    return decoder.decode(new Uint8Array(this.#memory.buffer, at, size));
  }

  /** Copies bytes into raw memory of the runtime. @param {Uint8Array} bytes @returns {number} address */
  #put(bytes) {
    const at = this.#exports.hs_alloc(this.#rt, bytes.length + 1);
    if (!at) throw new EngineError('out of memory');
    const memory = new Uint8Array(this.#memory.buffer);
    memory.set(bytes, at);
    memory[at + bytes.length] = 0;
    return at;
  }

  #feedInput() {
    const piece = this.#aside ? null : this.#host.input();
    if (!piece) return 0;
    this.input(piece.text, piece.end);
    return 1;
  }

  /** The numbers are those of core/api/exports.c. @param {number} what @param {string} path @param {number} out */
  #read(what, path, out) {
    const bytes = what > 1 ? this.#offered(what, path) : this.#host.read(what === 1, path);
    if (typeof bytes === 'number') return bytes;
    if (bytes === undefined) return -2;
    if (bytes === null) return -1;
    const at = this.#put(bytes);
    new DataView(this.#memory.buffer).setUint32(out, at, true);
    return bytes.length;
  }

  /** @param {number} what enum Offer of core/lib/files.h @param {string} path @returns {Uint8Array | number} */
  #offered(what, path) {
    if (what === OFFER_FOLDER) return encoder.encode(this.#host.folder ?? '/');
    const found = this.#host.offer?.(path);
    if (!found) return -1;
    if (found instanceof Uint8Array) return what === OFFER_FILE ? found : -1;
    return what === OFFER_FILE ? -3 : encoder.encode(found.map((name) => `${name}\0`).join(''));
  }

  /**
   * Memory of processes that do not run: 0 keep, 1 put back and forget, 2 forget.
   * @param {number} what @param {number} number @param {number} at @param {number} size
   */
  #image(what, number, at, size) {
    if (this.#aside) throw new Unwind(); // a condition goes back to where it began
    const image = this.#images.get(number);
    this.#images.delete(number);
    if (what === 1 && image) {
      const memory = new Uint8Array(this.#memory.buffer);
      memory.fill(0, at + size, Math.max(this.call('top'), at + size));
      memory.set(image, at);
    } else if (what === 0) this.#images.set(number, new Uint8Array(this.#memory.buffer.slice(at, at + size)));
    return 1;
  }

  /** The processes that do not run are of a state that is left. */
  forgetProcesses() {
    this.#images.clear();
  }

  /** The message of a broken runtime, or null. */
  get fatal() {
    return this.#fatal;
  }

  /** @param {string[]} args */
  setArgv(args) {
    const bytes = encoder.encode(args.map((arg) => arg + '\0').join(''));
    const at = this.#put(bytes);
    this.#exports.hs_argv(this.#rt, at, bytes.length);
    this.#exports.hs_free(this.#rt, at);
  }

  /**
   * Compiles a program and makes it ready. False: its error was written and noted.
   * @param {Uint8Array} text @param {string} filename @param {boolean} interactive
   */
  load(text, filename, interactive) {
    const at = this.#put(text);
    const name = this.#put(encoder.encode(filename));
    const result = this.#exports.hs_load(this.#rt, at, text.length, name, interactive ? 1 : 0);
    this.#exports.hs_free(this.#rt, name);
    this.#exports.hs_free(this.#rt, at);
    return result === 0;
  }

  /** Runs a slice; returns the number of a status of abi.status. @param {number} fuel */
  run(fuel) {
    if (this.#state === 'left') {
      this.#state = 'returns';
      this.#exports.leave_state.value = 2;
    }
    const status = /** @type {number} */ (this.#exports.hs_run(this.#rt, fuel));
    if (this.#state !== 'leaves') return status;
    this.#exports.leave_state.value = 0;
    this.#state = 'left';
    if (this.#exports.leave_top.value > LEFT_END) throw new EngineError('the stack is too deep to be left');
    return this.#why;
  }

  /** How many lines the interpreter's end runs: it is run, and leaves the machine in a state that must be brought back. */
  rehearseFinish() {
    const before = this.lineEvents;
    this.call('rehearse_finish');
    return this.lineEvents - before;
  }

  /** Ends the program as the interpreter does; returns its exit status. */
  finish() {
    return this.#wholly(() => /** @type {number} */ (this.#exports.hs_finish(this.#rt)));
  }

  /** Does something that is not left in its middle. @template T @param {() => T} work @returns {T} */
  #wholly(work) {
    this.#whole++;
    try {
      return work();
    } finally {
      this.#whole--;
    }
  }

  /** @param {string} text @param {boolean} end */
  input(text, end) {
    const bytes = encoder.encode(text);
    const at = this.#put(bytes);
    this.#exports.hs_input(this.#rt, at, bytes.length, end ? 1 : 0);
    this.#exports.hs_free(this.#rt, at);
  }

  /** @param {boolean} on */
  setStepping(on) {
    this.#exports.hs_set_stepping(this.#rt, on ? 1 : 0);
  }

  /** Stop before the line event with this number; -1 = never. @param {number} count */
  setStop(count) {
    this.#stop = count;
    this.#exports.hs_set_stop(this.#rt, count);
  }

  /** The program's code is over, which is a step here. True: it is one to stop at, as a line would be. */
  endStep() {
    return this.call('end_step') !== 0;
  }

  /** @param {boolean} on */
  record(on) {
    this.#exports.hs_record(this.#rt, on ? 1 : 0);
  }

  /** Line events so far. */
  get lineEvents() {
    return /** @type {number} */ (this.#exports.hs_steps(this.#rt));
  }

  /**
   * What lies on the stack: how often C code has called Python code so far, and the last of these calls that goes on, with the line events
   * before it. null: no checkpoint can be made now.
   * @returns {{made: number, call: {number: number, events: number} | null} | null}
   */
  get below() {
    const [at, size] = this.callOut('below');
    const [, made = 0, number = 0, events = 0, depth] = new Uint32Array(this.#memory.buffer, at, 5);
    if (this.stands) return this.#images.size ? null : { made, call: null };
    return size ? { made, call: depth ? { number, events } : null } : null;
  }

  /** Host.entered is called where the call of Python code by C code with this number begins; 0 = nowhere. @param {number} number */
  awaitCall(number) {
    this.call('await', number);
  }

  /** What the frames of C code keep in the memory. */
  get stack() {
    return new Uint8Array(this.#memory.buffer.slice(this.#exports.__stack_pointer.value, this.#stackTop));
  }

  /** C frames that called back into Python. */
  get nativeDepth() {
    return /** @type {number} */ (this.#exports.hs_native_depth(this.#rt));
  }

  /**
   * Calls hs_NAME(rt, ...args) of core/api.
   * @param {string} name @param {number[]} args
   * @returns {number}
   */
  call(name, ...args) {
    return this.#exports[`hs_${name}`](this.#rt, ...args);
  }

  /** The same with a text in front: hs_NAME(rt, address, length, ...args). @param {string} name @param {string} text @param {number[]} args @returns {number} */
  callWith(name, text, ...args) {
    const bytes = encoder.encode(text);
    const at = this.#put(bytes);
    try {
      return this.call(name, at, bytes.length, ...args);
    } finally {
      this.#exports.hs_free(this.#rt, at);
    }
  }

  /** Puts a text where the runtime has room for one: at the address that hs_NAME(rt) gives. Its length in bytes. @param {string} name @param {string} text */
  write(name, text) {
    const bytes = encoder.encode(text);
    new Uint8Array(this.#memory.buffer).set(bytes, this.call(name));
    return bytes.length;
  }

  /** Calls hs_NAME(rt, ...args, uint32_t *out): its result and what it wrote. @param {string} name @param {number[]} args @returns {[number, number]} */
  callOut(name, ...args) {
    const stack = this.#exports.__stack_pointer;
    stack.value -= 16;
    const out = stack.value;
    const result = this.call(name, ...args, out);
    const written = new DataView(this.#memory.buffer).getUint32(out, true);
    stack.value += 16;
    return [result, written];
  }

  /** A copy of what hs_NAME(rt, ...args, size_t *size) returns the address of. @param {string} name @param {number[]} args */
  bytes(name, ...args) {
    const stack = this.#exports.__stack_pointer;
    stack.value -= 16;
    const out = stack.value;
    const at = this.call(name, ...args, out);
    const size = new DataView(this.#memory.buffer).getUint32(out, true);
    stack.value += 16;
    return new Uint8Array(this.#memory.buffer.slice(at, at + size));
  }

  /** Bytes of the snapshot of this moment: a copy. */
  snapshot() {
    const bytes = this.bytes('snapshot');
    if (this.#shown > SHOWN) this.call('scratch_clear');
    return bytes;
  }

  /** Bytes of the span. */
  get spanSize() {
    return this.#exports.hs_top(this.#rt) - this.#exports.hs_base(this.#rt);
  }

  /** A copy of the span: for tests that compare. */
  span() {
    return new Uint8Array(this.#memory.buffer.slice(this.call('base'), this.call('top')));
  }

  /** Keeps the state of now in the store; its number, or -1 = no room. */
  save() {
    return this.call('save', this.#store);
  }

  /** Back to a kept state. @param {number} number */
  restore(number) {
    this.call('restore', this.#store, number);
    this.#exports.__stack_pointer.value = this.#stackTop;
  }

  /**
   * Back to a state kept in the call from C code that has just begun (Host.entered), whose frames of C code keep `stack`. False: they are others.
   * @param {number} number @param {Uint8Array} stack
   */
  restoreBelow(number, stack) {
    const pointer = this.#exports.__stack_pointer, top = pointer.value;
    if (this.#stackTop - top !== stack.length) return false;
    this.call('restore', this.#store, number);
    new Uint8Array(this.#memory.buffer).set(stack, top);
    this.setStop(this.#stop);
    return true;
  }

  /**
   * Whether a Python expression holds in the running frame. It is run, and then the state is brought back, byte for byte; what it writes
   * is swallowed. May be asked where a line or an instruction stops, also below C frames.
   * @param {string} text
   * @returns {{holds: boolean, error: string}} error: the last line of the traceback; empty: it did not raise
   * @throws {EngineError} when it runs too long, or there is no room for the state
   */
  condition(text) {
    const aside = (this.#aside = { text: '', pulses: 0 });
    try {
      const holds = this.aside(() => this.callWith('condition', text, ASIDE_FUEL));
      if (holds === null) throw new EngineError('no room to evaluate the condition: give the session more timelineBytes');
      return { holds: holds > 0, error: holds < 0 ? aside.text.trim().split('\n').at(-1) ?? '' : '' };
    } catch (error) {
      if (!(error instanceof Unwind)) throw error;
      throw new EngineError(`the condition ran too long: ${text}`);
    } finally {
      this.#aside = null;
    }
  }

  /**
   * Does something, and brings the state back, byte for byte; below C frames, too. null: there was no room for the state.
   * @template T
   * @param {() => T} work
   * @returns {T | null}
   */
  aside(work) {
    const stack = this.#exports.__stack_pointer, top = stack.value, parent = this.call('store_parent', this.#store);
    const number = this.save(), images = new Map(this.#images), standing = this.standing;
    if (number < 0) return null;
    try {
      return this.#wholly(work);
    } finally {
      this.restore(number);
      this.#images = images;
      stack.value = top;
      if (standing) this.putStanding(standing);
      this.drop(number);
      this.call('store_adopt', this.#store, parent);
    }
  }

  /** @param {number} number */
  drop(number) {
    this.call('drop', this.#store, number);
  }

  /** After some were dropped: gives back what is only kept because others are told by it. */
  settle() {
    this.call('settle', this.#store);
  }

  /** Bytes of the store in use. */
  get storeUsed() {
    return this.call('store_used', this.#store);
  }

  /** Bytes of the linear memory. */
  get memoryBytes() {
    return this.#memory.buffer.byteLength;
  }
}
