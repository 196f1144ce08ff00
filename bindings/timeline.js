/**
 * Checkpoints of a run: copies of the runtime's span at some line events, within a memory budget. Going anywhere is
 * restoring the nearest one before and running on; the run is deterministic, so nothing else is recorded.
 *
 * @typedef {object} Checkpoint
 * @property {number} events  line events so far
 * @property {Uint8Array} bytes
 * @property {number} size
 * @property {number} output  length of the output log
 * @property {number} input  pieces of input used
 */

export class Timeline {
  /** @type {Checkpoint[]} */ #list = [];
  /** @type {Uint8Array[]} */ #spare = [];
  #budget;

  /** @param {number} budget bytes */
  constructor(budget) {
    this.#budget = budget;
  }

  clear() {
    this.#spare.push(...this.#list.map((c) => c.bytes));
    this.#list = [];
  }

  /** Forgets what lies after `events` (the input changed). @param {number} events */
  truncate(events) {
    this.#list = this.#list.filter((c) => c.events <= events);
  }

  /** @param {number} events */
  has(events) {
    return this.#list.some((c) => c.events === events);
  }

  /** A buffer to save into. */
  buffer() {
    return this.#spare.pop();
  }

  /** @param {Checkpoint} checkpoint */
  add(checkpoint) {
    this.#list.push(checkpoint);
    this.#list.sort((a, b) => a.events - b.events);
    while (this.#list.length > 3 && this.#list.reduce((sum, c) => sum + c.bytes.length, 0) > this.#budget) this.#thin();
  }

  /** Drops the checkpoint whose neighbours lie closest together, never the first or the last. */
  #thin() {
    let best = 1;
    let least = Infinity;
    for (let i = 1; i < this.#list.length - 1; i++) {
      const gap = /** @type {Checkpoint} */ (this.#list[i + 1]).events - /** @type {Checkpoint} */ (this.#list[i - 1]).events;
      if (gap < least) [least, best] = [gap, i];
    }
    const [dropped] = this.#list.splice(best, 1);
    if (dropped) this.#spare.push(dropped.bytes);
    this.#spare.length = Math.min(this.#spare.length, 1);
  }

  /** The last one at or before `events`. @param {number} events */
  before(events) {
    return this.#list.findLast((c) => c.events <= events);
  }
}
