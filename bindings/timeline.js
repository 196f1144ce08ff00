/**
 * Checkpoints of a run at some of its line events. Going anywhere is restoring the nearest one before and running on; the run is
 * deterministic, so nothing else is recorded. The states themselves lie in a store of fixed size beside the runtime, where neighbours
 * share what did not change (core/probe/checkpoint.c).
 *
 * Checkpoints are spaced by what it costs to run again from one to the next. When the store is full, those go whose neighbours are nearest
 * to each other, so that the spacing stays even over the whole run and no seek costs much more than another.
 *
 * The host's stack cannot be kept. So a checkpoint in Python code that C code has called (a finalizer, a module that is imported) is brought
 * back in two steps: the state before that call is restored and run, which makes the same frames of C code again; where the call begins, the
 * memory is put in as it was kept in its middle. Such a checkpoint is only worth its place in a call that has gone on for long. Where C code
 * calls Python code often and shortly (the comparisons of a sort), there is none for long: then the run goes on in a build of the engine that
 * can leave its stack and build it up again (core/link/below.mjs), slower, but with checkpoints anywhere.
 *
 * @typedef {import('./wasm.js').Machine} Machine
 * @typedef {object} Checkpoint
 * @property {number} number  in the store
 * @property {number} events  line events so far
 * @property {number} cost  milliseconds of running from the start to here
 * @property {number} output  length of the output log
 * @property {number} input  pieces of input used
 * @property {boolean} exact  made before the line of its last event began, not within it
 * @property {number} made  how often C code has called Python code so far
 * @property {{number: number, events: number} | null} call  the last of these calls that goes on, and the line events before it
 * @property {Uint8Array} [stack]  what the frames of C code keep, if there are any
 * @property {import('./wasm.js').Standing} [standing]  the same of a run that was left below C code and can go on there
 * @property {boolean} [passing]  made on the way to a place that was looked at, to step about there
 */

/** Milliseconds of running between two checkpoints, at least. */
const SPACING_MS = 10;
/** ... and times what it takes to make one. */
const SPACING_SAVES = 2;
/** ... and in a call from C code that this has run. */
const SPACING_CALL_MS = 5;
/** So many milliseconds without a checkpoint are late, or so many times the spacing. */
const LATE_MS = 40;
const LATE_SPACINGS = 3;
/** What it takes to bring a state back, about. */
const RESTORE_MS = 3;

export class Timeline {
  /** @type {Checkpoint[]} in order */ #list = [];
  #machine;
  #spacing = SPACING_MS;
  #full = false; // the store was: from then on the spacing is what there is room for

  /** @param {Machine} machine */
  constructor(machine) {
    this.#machine = machine;
  }

  /** Their steps, first to last: -1 is before the first line. */
  steps() {
    return this.#list.map((c) => c.events - 1);
  }

  /** Index of the last one at or before `events`, or -1. @param {number} events */
  #index(events) {
    let low = 0;
    let high = this.#list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (/** @type {Checkpoint} */ (this.#list[middle]).events <= events) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The last one at or before `events`, of those exactly there only one that is not within the line. @param {number} events @param {boolean} [loose] within it, too */
  before(events, loose = false) {
    const at = this.#index(events);
    const last = this.#list[at];
    return last && last.events === events && (last.stack || (!last.exact && !loose)) ? this.#list[at - 1] : last;
  }

  /**
   * How to get to a checkpoint: the milliseconds that it takes, and the index of the one to begin from.
   * @param {number} index @param {Checkpoint} checkpoint @param {Map<number, {ms: number, from: number}>} known
   */
  #way(index, { call, events, cost }, known) {
    let [ms, from] = call ? [Infinity, -1] : [0, -1];
    for (let i = index - 1; call && i >= 0; i--) {
      const other = /** @type {Checkpoint} */ (this.#list[i]);
      const found = known.get(i) ?? this.#way(i, other, known);
      const run = (cost - other.cost) * ((call.events - other.events) / Math.max(1, events - other.events));
      if (other.made < call.number && found.ms + RESTORE_MS + run < ms) [ms, from] = [found.ms + RESTORE_MS + run, i];
      if (!other.stack && !other.standing) break;
    }
    known.set(index, { ms, from });
    return { ms, from };
  }

  /** The checkpoints to bring back on the way to one, the first as it is, the others each where its last call from C code begins. @param {Checkpoint} checkpoint */
  path(checkpoint, known = new Map()) {
    const path = [];
    for (let i = this.#list.indexOf(checkpoint); i >= 0; i = this.#way(i, /** @type {Checkpoint} */ (this.#list[i]), known).from) {
      path.unshift(/** @type {Checkpoint} */ (this.#list[i]));
    }
    return path;
  }

  /** Is it still there? @param {Checkpoint} checkpoint */
  has(checkpoint) {
    return this.#list.includes(checkpoint);
  }

  /** Milliseconds that its innermost call from C code has run, which need not be run again. @param {Omit<Checkpoint, 'number'>} mark */
  #gained({ call, events, cost }) {
    const start = this.#list[this.#index(events)];
    return start ? (cost - start.cost) * Math.min(1, (events - (call?.events ?? 0)) / Math.max(1, events - start.events)) : 0;
  }

  /** Is a checkpoint worth its place here? @param {number} events @param {number} cost */
  wants(events, cost) {
    const at = this.#index(events);
    const last = this.#list[at];
    const next = this.#list[at + 1];
    if (!last) return true;
    if (last.events === events || cost - last.cost < this.#spacing) return false;
    return !next || next.cost - last.cost > 3 * this.#spacing;
  }

  /** Has none been made for long, nor will there be one soon? @param {number} events @param {number} cost */
  isLate(events, cost) {
    const at = this.#index(events), last = this.#list[at];
    return last !== undefined && Math.min(cost, this.#list[at + 1]?.cost ?? cost) - last.cost > Math.max(LATE_MS, LATE_SPACINGS * this.#spacing);
  }

  /** Is the next one below C code, in the engine that can leave it? @param {Checkpoint} checkpoint */
  leadsBelow(checkpoint) {
    return this.#list[this.#list.indexOf(checkpoint) + 1]?.standing !== undefined;
  }

  /** Makes one of the machine's state. @param {Omit<Checkpoint, 'number'>} mark */
  add(mark) {
    if (mark.stack && this.#gained(mark) < SPACING_CALL_MS) return;
    const at = this.#index(mark.events);
    const same = this.#list[at]?.events === mark.events ? this.#list[at] : undefined;
    if (same && (same.exact || !mark.exact)) return;
    const started = performance.now();
    if (mark.passing) this.#dropPassing();
    let number = this.#machine.save();
    while (number < 0 && !mark.passing && this.#thin()) number = this.#machine.save();
    if (number < 0) return;
    this.#list.splice(this.#index(mark.events) + 1, 0, { ...mark, number });
    if (same) this.#drop(this.#list.indexOf(same));
    const wanted = (performance.now() - started) * SPACING_SAVES; // one that takes long says little
    if (!this.#full) this.#spacing = Math.max(SPACING_MS, this.#spacing * 0.9, Math.min(wanted, this.#spacing * 1.5));
  }

  /** Lets the machine do something, and brings its state back. False: there was no room for the state. @param {() => void} work */
  aside(work) {
    for (;;) {
      const done = this.#machine.aside(() => (work(), true));
      if (done || !this.#thin()) return done === true;
    }
  }

  #dropPassing() {
    const old = this.#list.filter((checkpoint) => checkpoint.passing);
    if (old.length > 1) this.#drop(this.#list.indexOf(/** @type {Checkpoint} */ (old[0])));
  }

  /** @param {number} index */
  #drop(index) {
    const [dropped] = this.#list.splice(index, 1);
    if (dropped) this.#machine.drop(dropped.number);
  }

  /** Drops an eighth of them, each time the one whose neighbours are nearest, but not the first and the last. False: there is none. */
  #thin() {
    const before = this.#list.length;
    const known = new Map();
    const starts = new Set(this.#list.filter(({ stack }) => stack).flatMap((checkpoint) => this.path(checkpoint, known).slice(0, -1)));
    for (let n = Math.ceil(before / 8); n > 0; n--) {
      let best = -1;
      let least = Infinity;
      for (let i = 1; i < this.#list.length - 1; i++) {
        const { cost: after } = /** @type {Checkpoint} */ (this.#list[i + 1]);
        const { cost: before } = /** @type {Checkpoint} */ (this.#list[i - 1]);
        const checkpoint = /** @type {Checkpoint} */ (this.#list[i]);
        const gap = checkpoint.passing ? 0 : after - before;
        if (gap < least && !starts.has(checkpoint)) [least, best] = [gap, i];
      }
      if (best < 0) break;
      this.#drop(best);
    }
    if (this.#list.length === before) return false;
    this.#machine.settle();
    const { cost } = /** @type {Checkpoint} */ (this.#list.at(-1));
    this.#full = true;
    this.#spacing = Math.max(this.#spacing, cost / (this.#list.length + 1));
    return true;
  }

  /** @param {Checkpoint} checkpoint */
  restore(checkpoint) {
    this.#machine.restore(checkpoint.number);
    this.#machine.forgetProcesses();
    if (checkpoint.standing) this.#machine.putStanding(checkpoint.standing);
  }

  /** Forgets those that have used more than `input` pieces of input. @param {number} input */
  truncate(input) {
    for (let i = this.#list.length - 1; i >= 0 && /** @type {Checkpoint} */ (this.#list[i]).input > input; i--) this.#drop(i);
  }

  /** How many there are, and the bytes of the store in use. */
  get size() {
    return { checkpoints: this.#list.length, bytes: this.#machine.storeUsed };
  }
}
