/** Random programs. Everything comes from one seeded source, so that a seed names a run. */

/** @typedef {{below: (n: number) => number, pick: <T>(list: readonly T[]) => T, chance: (p: number) => boolean}} Random */

/** splitmix32. @param {number} seed @returns {Random} */
export function randomSource(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  return {
    below: (n) => next() % n,
    pick: (list) => /** @type {any} */ (list[next() % list.length]),
    chance: (p) => next() / 2 ** 32 < p,
  };
}

const TOKENS = ['(', ')', '[', ']', '{', '}', ':', ',', '.', '=', '==', 'in', 'is', 'not', 'lambda', 'yield', 'await', 'async', 'del', 'def f():', 'class A:', 'try:', 'except:',
  'finally:', 'with a as b:', 'for i in a:', 'while 1:', 'return', 'raise', 'import gc', '*', '**', '@', ':=', 'f"{', '"', "'''", '\\', '0x', '1e999', '10**50', 'None', 'self', '\t', '    ', '\n'];

/** A damaged copy of a program. @param {Random} r @param {readonly string[]} corpus */
export function mutate(r, corpus) {
  const lines = r.pick(corpus).split('\n');
  for (let i = 1 + r.below(6); i > 0; i--) {
    const at = r.below(lines.length);
    const line = lines[at] ?? '';
    const where = r.below(line.length + 1);
    const donor = r.pick(r.pick(corpus).split('\n')) ?? '';
    r.pick([
      () => lines.splice(at, 1),
      () => lines.splice(at, 0, donor),
      () => lines.splice(at, 0, line),
      () => (lines[at] = line.slice(0, where) + r.pick(TOKENS) + line.slice(where)),
      () => (lines[at] = line.slice(0, where) + line.slice(where + 1 + r.below(3))),
      () => (lines[at] = line.replace(/\b(\d+)\b/, () => String(r.pick([0, -1, 10 ** 6, 2 ** 31, 10 ** 20])))),
      () => (lines[at] = line.replace(/\b[a-z]\b/, () => r.pick(['None', 'a', 'self', '[]']))),
    ])();
  }
  return lines.join('\n');
}
