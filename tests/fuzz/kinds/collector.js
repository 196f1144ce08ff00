/**
 * The collector at work: small thresholds, what each generation holds and in which order, untracking, debug flags,
 * garbage, callbacks of weak references in cycles, resurrection, referrers and referents.
 *
 * @typedef {import('../generate.js').Random} Random
 */
import { Writer } from '../writer.js';

const PROLOGUE = `import collections, functools, gc, itertools, sys, types, weakref
class N:
    def __init__(self, n, *held): self.n, self.held = n, held
    def __repr__(self): return f"N{self.n}"
    def method(self): return self
class F(N):
    def __del__(self): print("del", self.n, gc.is_finalized(self))
class R(N):
    def __del__(self):
        print("back", self.n, len(saved))
        saved.append(self)
class S:
    __slots__ = ("x", "y", "__weakref__")
    def __init__(self, x=None, y=None): self.x, self.y = x, y
    def __repr__(self): return "S"
class E(N):
    def __del__(self): raise ValueError(self.n)
class L(list):
    def __repr__(self): return f"L{len(self)}"
class D(dict):
    def __repr__(self): return f"D{len(self)}"
saved = []
refs = []
def gen(x):
    try: yield x
    finally: print("closed", x)
def hold(x):
    def inner(): return x
    return inner
def fail(x):
    held = [x]
    raise KeyError(x)
def name(x):
    t = type(x)
    if t in (N, F, R, E): return repr(x)
    return f"{t.__name__}{len(x)}" if t in (list, dict, tuple, L, D, set, collections.deque, collections.OrderedDict) and len(x) < 30 else t.__name__
marks = set()
def mark(x):
    marks.add(id(x))
    return x
def members(generation):
    found = [name(x) for x in gc.get_objects(generation=generation) if type(x) in (N, F, R, E, S, L, D) or id(x) in marks]
    print(generation, found)
def report(phase, info): print(phase, info["generation"], info["collected"], info["uncollectable"])
def seen(ref): print("gone", ref() is None)
def counted(): print(gc.get_count())
print([()], end="\\n") # the first call with a keyword makes a tuple that stays
for f in (gc.get_objects, gc.get_count, gc.get_stats): f()
gc.get_objects(generation=0), gc.collect(generation=0)
sys.unraisablehook = lambda u: print("unraisable", u.exc_type.__name__, u.exc_value)
gc.collect()
gc.collect()
`;

const NAMES = ['a', 'b', 'c', 'd', 'e'];

/** @param {Random} r */
export function collectorProgram(r) {
  const w = new Writer();
  let serial = 0;
  const name = () => r.pick(NAMES);
  const node = () => `${r.pick(['N', 'N', 'F', 'F', 'R', 'E'])}(${serial++})`;
  /** @returns {string} */
  const value = (depth = 0) => {
    const e = () => (depth > 1 ? r.pick([node, () => name(), () => '1', () => '"s"', () => 'None'])() : value(depth + 1));
    return r.pick([
      node, node, name, () => `[${e()}, ${e()}]`, () => `(${e()}, ${e()})`, () => `(${e()},)`, () => `{"k": ${e()}}`, () => `{1: ${e()}, (1, 2): ${e()}}`, () => `{${node()}}`, () => `frozenset([${node()}])`, () => `N(${serial++}, ${e()})`, () => `F(${serial++}, ${e()})`, () => `S(${e()}, ${e()})`,
      () => `L([${e()}])`, () => `D(k=${e()})`, () => `hold(${e()})`, () => `gen(${e()})`, () => `N(${serial++}, ${e()}).method`, () => `functools.partial(len, ${e()})`, () => `types.MappingProxyType({"k": ${e()}})`, () => `weakref.ref(${node()})`, () => `iter([${e()}])`, () => `zip([${e()}], (${e()},))`, () => `map(len, [${e()}])`,
      () => `collections.deque([${e()}, ${e()}])`, () => `collections.OrderedDict(k=${e()})`, () => `collections.defaultdict(list, k=${e()})`, () => `types.SimpleNamespace(k=${e()})`, () => `type("X", (N,), {"v": ${e()}})`, () => `property(hold(${e()}))`, () => `staticmethod(hold(${e()}))`, () => `ValueError(${e()})`, () => `slice(${e()}, 1)`, () => `types.CellType(${e()})`, () => `itertools.chain([${e()}], ())`, () => `{"k": ${e()}}.items()`,
      () => `(lambda x=${e()}: x)`, () => `enumerate([${e()}])`, () => `super(F, F(${serial++}))`, () => `itertools.tee([${e()}])[0]`, () => `types.MethodType(len, [${e()}])`, () => `functools.lru_cache(hold(${e()}))`, () => `itertools.repeat(${e()})`, () => `[1, "s", None]`, () => '{"a": 1, "b": (1, 2)}', () => '(1, "t", 2.5)', () => '((1, 2), (3, (4,)))', () => 'tuple([1, 2])', () => 'dict(a=1, b="c")', () => '(i for i in [1])', () => `mark([${e()}])`, () => `mark({"m": ${e()}})`, () => `mark((1, ${e()}))`,
    ])();
  };
  w.add(r.pick(['gc.disable()', 'gc.disable()', 'gc.enable()']));
  for (const n of NAMES) w.add(`${n} = None`);
  if (r.chance(0.5)) w.add(`gc.set_threshold(${r.pick(['5, 2, 2', '10, 3, 2', '3, 1, 1', '20, 5, 5', '1, 1, 1', '50, 1', '7, 0, 1', '0', '100, 2, 0'])})`);
  for (let i = 5 + r.below(25); i > 0; i--) {
    const n = name();
    const m = name();
    r.pick([
      () => w.add(`${n} = ${value()}`), () => w.add(`${n} = ${value()}`), () => w.add(`${n} = ${value()}`), () => w.add(`${n} = ${value()}`), () => w.add(`${n} = ${value()}`),
      () => w.add(`if isinstance(${n}, (N, types.SimpleNamespace, types.FunctionType)): ${n}.me = ${r.pick([n, m, value()])}`),
      () => w.add(`if isinstance(${n}, (list, collections.deque)): ${n}.append(${r.pick([n, m, value()])})`),
      () => w.add(`if isinstance(${n}, (dict)): ${n}["${r.pick(['k', 'z'])}"] = ${r.pick([n, m, value(), '1'])}`),
      () => w.add(`if isinstance(${n}, S): ${n}.y = ${r.pick([n, m])}`),
      () => w.add(`if isinstance(${n}, list): ${n} = tuple(${n}); mark(${n})`),
      () => w.add(`if isinstance(${n}, (N, S)): refs.append(weakref.ref(${n}, seen))`),
      () => w.add(`if isinstance(${n}, (N, S)): ${n}.x = weakref.ref(${n}, seen)`),
      () => w.add(`if isinstance(${n}, N): ${n}.p = weakref.proxy(${n}, seen)`),
      () => w.add(`if isinstance(${n}, N): ${n}.bound = ${n}.method`),
      () => w.add(`if isinstance(${n}, N): ${n}.partial = functools.partial(len, ${n})`),
      () => w.add(`if isinstance(${n}, N): ${n}.g = gen(${n}); next(${n}.g)`),
      () => w.add(`if isinstance(${n}, N): vars(${n})["d"] = ${m}`),
      () => w.add(`if isinstance(${n}, N): ${n}.f = lambda: ${n}; ${n}.h = hold(${n})`),
      () => w.add(`if isinstance(${n}, types.GeneratorType): next(${n}, None)`),
      () => w.add(`try: fail(${n})\nexcept KeyError as error: ${m} = ${r.pick(['error', 'error.__traceback__', 'error.__traceback__.tb_next.tb_frame', '[error, error.__traceback__]'])}`),
      () => w.add(`${n} = ${m} = None`), () => w.add(`${n} = None`), () => w.add(`del ${n}; ${n} = None`),
      () => w.add(`print(gc.collect(${r.pick(['', '', '0', '1', '2'])}))`), () => w.add(`print(gc.collect(${r.pick(['', '', '0', '1', '2'])}))`),
      () => w.add(`members(${r.below(3)})`), () => w.add(`members(${r.below(3)})`), () => w.add('members(0); members(1); members(2)'),
      () => w.add('counted()'), () => w.add('counted()'),
      () => w.add(`for i in range(${2 + r.below(12)}): ${n} = [${n}]${r.pick(['', '; counted()', '; gc.is_tracked(i)'])}`),
      () => w.add(`for i in range(${2 + r.below(12)}): ${r.pick([`N(i).me = ${m}`, `${n} = N(i); ${n}.me = ${n}`, `${n} = F(i); ${n}.me = [${n}]`, `${n} = (${n}, i)`, '[[], []]', `${n} = {i: ${n}}`, `hold(i)()`])}`),
      () => w.add(`print(gc.is_tracked(${n}), [gc.is_tracked(x) for x in ${n}] if isinstance(${n}, (list, tuple)) else None)`),
      () => w.add(`${n} = mark(${r.pick(['(1, 2, "x")', '((), (1,), ((2,),))', '(1, [])', '{"a": 1}', '{"a": (1, 2)}', '{"a": []}', '(None, {})', '[(1, 2)]', '({"a": 1},)', 'dict.fromkeys("ab")', 'tuple(range(3))', '(1, (2, 3.5), "a", b"b")', '{i: i for i in range(3)}', '{**{"a": 1}}', 'tuple([1, (2, 3)])'])}.__class__(${n}) if False else ${r.pick(['tuple([1, 2])', 'tuple([(1, 2), tuple([3])])', '{"a": len("ab")}', 'dict(a=tuple([1]))', '{"k": tuple([tuple([1])])}', 'tuple([1, []])', 'dict(zip("ab", [1, {}]))'])}); print(gc.is_tracked(${n}))`),
      () => w.add(`gc.callbacks${r.pick(['.append(report)', '.append(report)', '.clear()', '.append(lambda phase, info: print(phase, gc.get_count()[1:], len(saved)))', '.append(lambda phase, info: phase == "stop" and print([r() is None for r in refs]))', '.insert(0, lambda phase, info: saved.clear() if len(saved) > 3 else None)', '.append(lambda phase, info: 1 / 0)'])}`),
      () => w.add(`gc.${r.pick(['freeze()', 'freeze()', 'unfreeze()', 'enable()', 'disable()'])}`),
      () => w.add('print(gc.get_freeze_count() > 999, gc.isenabled(), gc.get_threshold(), gc.get_debug())'),
      () => w.add(`gc.set_debug(gc.${r.pick(['DEBUG_SAVEALL', 'DEBUG_COLLECTABLE', 'DEBUG_UNCOLLECTABLE', 'DEBUG_SAVEALL | gc.DEBUG_COLLECTABLE', 'DEBUG_LEAK', 'DEBUG_STATS & 0', 'DEBUG_STATS & 0'])})`),
      () => w.add('print([name(x) for x in gc.garbage]); gc.garbage.clear()'),
      () => w.add('gc.set_debug(0); gc.garbage.clear()'),
      () => w.add(`gc.set_threshold(${r.pick(['5, 2, 2', '10, 3, 2', '3, 1, 1', '700, 10, 10', '1, 1, 1', '0', '15, 2'])})`),
      () => w.add(`print([name(x) for x in gc.get_referents(${n})])`), () => w.add(`print([name(x) for x in gc.get_referents(${n}, ${m})][:9])`),
      () => w.add(`print([name(x) for x in gc.get_referrers(${n}) if x is not globals()] if isinstance(${n}, (N, S, L, D)) else "-")`),
      () => w.add('print([r() is None for r in refs], len(saved))'), () => w.add('saved.clear()'), () => w.add('refs.clear()'),
      () => w.add(`before = [s["collections"] for s in gc.get_stats()]; ${n} = ${value()}; print([s["collections"] - x for s, x in zip(gc.get_stats(), before)])`),
      () => w.add(`before = gc.get_stats()[2]; print(gc.collect()); print({k: v - before[k] for k, v in gc.get_stats()[2].items()})`),
      () => w.add(`print(gc.is_finalized(${n}), sys.getrefcount(${n}) < 99 and sys.getrefcount(${n}))`),
      () => w.add(`class K(${r.pick(['N', 'F', 'S', 'list', 'dict', 'object'])}): v = ${value()}\n${n} = ${r.pick(['K', 'K', 'lambda: K'])}\ndel K`),
    ])();
  }
  w.add(r.pick(['print(gc.collect(), gc.collect())', 'a = b = c = d = e = None; print(gc.collect())', 'members(2)', 'pass']));
  w.add('gc.set_debug(0); gc.callbacks.clear(); gc.garbage.clear(); gc.unfreeze()');
  return PROLOGUE + w.text;
}
