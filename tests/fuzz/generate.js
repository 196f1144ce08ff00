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

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const PROLOGUE = `import gc, sys, weakref
gc.disable()
gc.collect()
class N:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"N{self.n}"
    def __del__(self): print("del", self.n)
class S:
    __slots__ = ("x", "y", "__weakref__")
def make(n, *more): return [n, *more]
def closure(x):
    def inner(): return x
    return inner
def gen(x):
    yield x
    yield [x]
def count(x):
    n = sys.getrefcount(x)
    return n if n < 100 else "shared"
refs = []
`;

/** @param {Random} r */
function atom(r) {
  return r.pick([
    () => String(r.below(400) - 10), () => `"${r.pick(['x', 'key', 'two words', 'é'])}"`, () => 'None', () => '1.5', () => '()', () => '[]', () => '{}',
    () => `N(${r.below(1000)})`, () => `int("${r.below(2000)}")`, () => 'object()', () => 'S()', () => r.pick(NAMES), () => r.pick(NAMES),
  ])();
}

/** @param {Random} r @returns {string} */
function expression(r, depth = 0) {
  if (depth > 2) return atom(r);
  const e = () => expression(r, depth + 1);
  return r.pick([
    () => atom(r), () => atom(r), () => `[${e()}, ${e()}]`, () => `(${e()}, ${e()})`, () => `{"k": ${e()}, "m": ${e()}}`, () => `make(${e()}, ${e()})`,
    () => `closure(${e()})`, () => `gen(${e()})`, () => `[${atom(r)} for i in range(${r.below(4)})]`, () => `(lambda v=${atom(r)}: v)`, () => `list((${e()}, ${e()}))`,
  ])();
}

/** @param {Random} r */
function statement(r) {
  const name = r.pick(NAMES);
  const other = r.pick(NAMES);
  return r.pick([
    () => `${name} = ${expression(r)}`,
    () => `${name} = ${expression(r)}`,
    () => `${name} = ${other}`,
    () => `${name}, ${other} = ${other}, ${name}`,
    () => `print("${name}", count(${name}), type(${name}).__name__)`,
    () => `print(${name} is ${other}, gc.is_tracked(${name}), sys.getsizeof(${name}))`,
    () => `if type(${name}) is list: ${name}.append(${r.pick([other, name])})`,
    () => `if type(${name}) is list and ${name}: ${name}.pop(${r.pick(['', '0'])})`,
    () => `if type(${name}) is list: ${name}[1:] = [${expression(r, 2)}]`,
    () => `if type(${name}) is dict: ${name}["${r.pick(['k', 'z', 'me'])}"] = ${other}`,
    () => `if type(${name}) is dict: ${name}.clear()`,
    () => `if type(${name}) is N: ${name}.link = ${other}`,
    () => `if type(${name}) is N: ${name}.__dict__["d"] = ${other}`,
    () => `if type(${name}) is S: ${name}.x = ${other}`,
    () => `if type(${name}) in (N, S): refs.append(weakref.ref(${name}, ${r.pick(['lambda _: print("gone")', 'None'])}))`,
    () => `if type(${name}).__name__ == "generator": print(next(${name}, "end") is ${other})`,
    () => `if type(${name}).__name__ == "function": print(type(${name}()).__name__)`,
    () => `try: raise ValueError(${name})\nexcept ValueError as error: print(count(${name}))`,
    () => `${name} = None`,
    () => `print(gc.collect(${r.pick(['', '0', '1'])}))`,
    () => `print([r() is None for r in refs])`,
    () => `del ${name}\n${name} = ${expression(r)}`,
    () => `for ${name} in (${atom(r)}, ${atom(r)}): print(count(${name}) > 0)`,
  ])();
}

/** A program of names, containers and cycles that prints counts, orders and sizes. @param {Random} r */
export function memoryProgram(r) {
  const lines = [PROLOGUE, ...NAMES.map((name) => `${name} = ${r.below(300)}`)];
  for (let i = 5 + r.below(40); i > 0; i--) lines.push(statement(r));
  lines.push('print("end")', r.pick(['', 'del a, b', 'a.self = a', 'print(gc.collect())']));
  return lines.map((line) => (line === 'a.self = a' ? 'if type(a) is N: a.self = a' : line)).join('\n') + '\n';
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
