/**
 * Small numbers for objects. An address is used again after a free; a life is one object at one address. Lives are
 * told apart by what is known: the step at which an object was seen, and frees.
 */

/** @typedef {{serial: number, type: string, first: number, last: number, dead: number}} Life */

export class Lives {
  /** @type {Map<string, Life[]>} */ #byId = new Map();
  #next = 1;

  /** Serial of the object at `id` at `step`. @param {string} id @param {string} type @param {number} step */
  serial(id, type, step) {
    let list = this.#byId.get(id);
    if (!list) this.#byId.set(id, (list = []));
    const [only] = list;
    if (only && list.length === 1 && only.type === type && step >= only.first && step < only.dead) {
      only.last = Math.max(only.last, step);
      return only.serial;
    }
    const life = list.find((l) => l.type === type && step < l.dead && step >= l.first) ??
      list.find((l) => l.type === type && step < l.first && !list.some((o) => o !== l && o.dead > step && o.dead <= l.first));
    if (life) {
      life.first = Math.min(life.first, step);
      life.last = Math.max(life.last, step);
      return life.serial;
    }
    const fresh = { serial: this.#next++, type, first: step, last: step, dead: Infinity };
    list.push(fresh);
    return fresh.serial;
  }

  /** The object at `id` is known to be freed in the step that led to `step`. Its serial, or 0. @param {string} id @param {number} step */
  free(id, step) {
    const life = this.#byId.get(id)?.find((l) => l.first < step && l.dead >= step);
    if (!life) return 0;
    life.dead = Math.min(life.dead, step);
    return life.serial;
  }
}
