/**
 * A session in a Worker. The same interface; one that hangs below C code is ended with its Worker and
 * brought back to the last step shown by running the program again, which gives the same state. So is one whose Worker died, at the next call.
 *
 * @typedef {import('./types.js').Snapshot} Snapshot
 * @typedef {import('./types.js').LoadOptions} LoadOptions
 * @typedef {import('./types.js').SessionOptions} SessionOptions
 * @typedef {import('./types.js').Moves} Moves
 */
import { moves, questions } from './calls.js';
import { moduleAt } from './compile.js';
import { EngineError } from './errors.js';
import { besideOf } from './second.js';

/** How long stop() waits for an answer before it ends the Worker, milliseconds. */
const PATIENCE_MS = 400;

export class RemoteSession {
  #options;
  /** @type {Worker} */ #worker;
  /** Calls that wait for their answer; a move is answered with a snapshot. @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void, move: boolean}>} */ #waiting = new Map();
  /** @type {Map<string, Set<Function>>} */ #listeners = new Map();
  #nextId = 1;
  /** @type {Map<number, Function>} */ #callbacks = new Map();
  /** @type {Snapshot | null} */ #last = null;
  /** @type {[string, LoadOptions | undefined] | null} */ #program = null;
  /** @type {string[]} */ #inputs = [];
  /** @type {Promise<unknown> | null} */ #running = null;
  #disposed = false;
  #broken = false; // the Worker is gone, the next call makes another

  /** @param {{module: WebAssembly.Module, library: string | Record<string, string>}} options @param {Worker} worker */
  constructor(options, worker) {
    this.#options = options;
    this.#worker = worker;
    this.#listen();
  }

  /** @param {SessionOptions} options */
  static async open(options) {
    const wasm = new URL(/** @type {string | URL} */ (options.wasm ?? './heapscope.wasm'), import.meta.url);
    const { library = 'library.json' } = options;
    const more = new URL(/** @type {string | URL} */ (options.moreWasm ?? 'heapscope-more.wasm'), wasm);
    const below = options.belowWasm ? new URL(/** @type {string | URL} */ (options.belowWasm), wasm) : besideOf(wasm, 'heapscope-below.wasm');
    const worker = RemoteSession.#spawn();
    const module = await moduleAt(wasm.href).catch((error) => {
      worker.terminate();
      throw error;
    });
    const plain = { memoryLimit: options.memoryLimit, timelineBytes: options.timelineBytes, snapshotObjects: options.snapshotObjects, module, wasm: wasm.href, moreWasm: more.href, belowWasm: below?.href, library: typeof library === 'string' || library instanceof URL ? new URL(library, wasm).href : library };
    const session = new RemoteSession(plain, worker);
    await session.#call('open', [plain]).finally(() => (session.#broken = false));
    return session;
  }

  /** A Worker must come from the page's own origin: where these files lie elsewhere, a script of the page imports them. */
  static #spawn() {
    const url = new URL('./worker.js', import.meta.url);
    if (!url.protocol.startsWith('http') || url.origin === globalThis.location?.origin) return new Worker(url, { type: 'module' });
    const script = URL.createObjectURL(new Blob([`import ${JSON.stringify(url.href)};`], { type: 'text/javascript' }));
    return new Worker(script, { type: 'module' });
  }

  #listen() {
    this.#worker.onmessage = ({ data }) => {
      if (data.event) return this.#emit(data.event, data.detail);
      if (data.callback) return void this.#callBack(data);
      const waiter = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.error) waiter?.reject(Object.assign(new EngineError(data.error.message), { name: data.error.name }));
      else waiter?.resolve(data.value);
    };
    this.#worker.onerror = (event) => {
      this.#broken = true;
      this.#fail(new EngineError(event.message || 'the runtime could not be started'));
    };
  }

  /** @param {Error} error */
  #fail(error) {
    for (const waiter of this.#waiting.values()) waiter.reject(error);
    this.#waiting.clear();
  }

  /** @param {string} event @param {unknown} detail */
  #emit(event, detail) {
    for (const listener of this.#listeners.get(event) ?? []) listener(detail);
  }

  /**
   * A call of the Worker's session. Functions among the arguments stay here and are called back.
   * @param {string} call @param {unknown[]} args @param {boolean} [move] @returns {Promise<any>}
   */
  #call(call, args, move = false) {
    if (this.#disposed) return Promise.reject(new EngineError('the session was disposed'));
    const id = this.#nextId++;
    /** @type {number[]} */ const held = [];
    const sent = args.map((arg) => {
      if (typeof arg !== 'function') return arg;
      const callback = this.#nextId++;
      held.push(callback);
      this.#callbacks.set(callback, arg);
      return { callback };
    });
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, move });
      this.#worker.postMessage({ id, call, args: sent });
    }).finally(() => held.forEach((callback) => this.#callbacks.delete(callback)));
  }

  /** @param {{callback: number, reply: number, args: unknown[]}} data */
  async #callBack({ callback, reply, args }) {
    const worker = this.#worker;
    try {
      worker.postMessage({ reply, value: await this.#callbacks.get(callback)?.(...args) });
    } catch (error) {
      worker.postMessage({ reply, error: /** @type {Error} */ (error).message });
    }
  }

  /** A call of the table: a move or a question. @param {string} name @param {unknown[]} args */
  async ask(name, args) {
    if (/** @type {readonly string[]} */ (moves).includes(name)) return this.#move(name, args);
    const answer = await this.#stoppable(name, args, false);
    if (answer?.snapshot) this.#last = answer.snapshot; // travelled
    return answer;
  }

  /** A call that answers with a snapshot. @param {string} call @param {unknown[]} args @returns {Promise<Snapshot>} */
  async #move(call, args) {
    return (this.#last = await this.#stoppable(call, args, true));
  }

  /** A call that stop() ends. @param {string} call @param {unknown[]} args @param {boolean} moves */
  async #stoppable(call, args, moves) {
    if (this.#broken) await this.#begin(call !== 'load');
    const running = this.#call(call, args, moves);
    this.#running = running;
    try {
      return await running;
    } finally {
      if (this.#running === running) this.#running = null;
    }
  }

  /** @param {string} source @param {LoadOptions} [options] */
  load(source, options) {
    this.#program = [source, options];
    this.#inputs = [];
    this.#last = null;
    return this.#move('load', [source, options]);
  }

  /** @param {string} text @param {boolean} [end] */
  provideInput(text, end) {
    if (!end) this.#inputs.push(text);
    else if (this.#program) this.#program = [this.#program[0], { ...this.#program[1], stdin: text }];
    return this.#move('provideInput', [text, end]);
  }

  /** @param {number} index @param {string} text */
  setInput(index, text) {
    const loaded = this.#program?.[1]?.inputs ?? [];
    if (index < loaded.length) loaded[index] = text;
    else this.#inputs[index - loaded.length] = text;
    return this.#move('setInput', [index, text]);
  }

  preload() {
    return this.#call('preload', []);
  }

  async stop() {
    const running = this.#running;
    if (!running) return;
    void this.#call('stop', []).catch(() => {});
    const late = Symbol('late');
    const first = await Promise.race([running.catch(() => null), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, late))]);
    if (first === late) await this.#replace();
  }

  /** A new Worker in place of the old one, which runs to where the last snapshot was. @param {boolean} resume @returns {Promise<Snapshot | null>} */
  async #begin(resume) {
    this.#worker.terminate();
    this.#worker = RemoteSession.#spawn();
    this.#listen();
    this.#broken = false;
    await this.#call('open', [this.#options]);
    if (!this.#program || !resume) return null;
    const [source, loading] = this.#program;
    const last = this.#last;
    const loaded = await this.#call('load', [source, { ...loading, inputs: [...(loading?.inputs ?? []), ...this.#inputs] }]);
    if (!last?.step) return loaded;
    return this.#call('seek', [last.step, last.instruction ? { instruction: last.instruction.index } : {}]);
  }

  /** Ends the hung Worker; a new one goes on in its place. */
  async #replace() {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    const snapshot = await this.#begin(true);
    for (const waiter of waiting) {
      if (snapshot && waiter.move) waiter.resolve({ ...snapshot, status: 'stopped' });
      else waiter.reject(new EngineError('stopped'));
    }
  }

  /** @param {'output' | 'progress' | 'state' | 'search'} event @param {Function} listener */
  on(event, listener) {
    let set = this.#listeners.get(event);
    if (!set) this.#listeners.set(event, (set = new Set()));
    set.add(listener);
    return () => void set.delete(listener);
  }

  dispose() {
    this.#disposed = true;
    this.#fail(new EngineError('the session was disposed'));
    this.#worker.terminate();
  }
}

for (const name of [...moves, ...Object.keys(questions)]) {
  Object.defineProperty(RemoteSession.prototype, name, {
    value: function (/** @type {unknown[]} */ ...args) {
      return this.ask(name, args);
    },
  });
}
