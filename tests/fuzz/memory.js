/**
 * Random memory programs: object graphs, names, deletions, calls, closures, generators, exceptions, collections, weak
 * references and finalizers. What they print must be equal in every CPython 3.11: counts, orders, sizes, identities, never
 * an address. Everything comes from one seeded source, so that a seed names a program.
 *
 * @typedef {import('./generate.js').Random} Random
 */
import { holes, level } from './kinds/ids.js';
import { Writer } from './writer.js';

const PROLOGUE = `import asyncio, collections, contextlib, copy, dataclasses, functools, gc, itertools, pickle, sys, threading, types, weakref
class N:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"N{self.n}"
    def __del__(self): print("del", self.n)
class P:
    def __init__(self, *held): self.held = held
    def method(self, x=None): return self, x
    @property
    def first(self): return self.held[0] if self.held else None
    @classmethod
    def build(cls, x): return cls(x)
class Q(P):
    kind = []
    def __init__(self, *held, extra=None):
        super().__init__(*held)
        self.extra = extra
    def __eq__(self, other): return isinstance(other, Q) and len(self.held) == len(other.held)
    def __hash__(self): return len(self.held)
class S:
    __slots__ = ("x", "y", "__weakref__")
class T(S):
    __slots__ = ("z",)
    def __del__(self):
        print("T", hasattr(self, "x"))
class R:
    def __del__(self):
        print("back")
        saved.append(self)
class C:
    def __init__(self, x): self.x = x
    def __enter__(self): return self.x
    def __exit__(self, kind, value, traceback):
        print("exit", kind and kind.__name__, count(value))
        return kind is KeyError
class L(list): pass
class D(dict):
    def __missing__(self, key): return self
@dataclasses.dataclass
class V:
    x: object = None
    y: object = dataclasses.field(default_factory=list, compare=False, repr=False)
@dataclasses.dataclass(slots=True, weakref_slot=True, eq=False)
class W:
    x: object = None
Pair = collections.namedtuple("Pair", "left right")
class Held:
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, instance, owner): return self if instance is None else instance.__dict__.get(self.name)
    def __set__(self, instance, value): instance.__dict__[self.name] = value
class G(P):
    item = Held()
    @functools.cached_property
    def kept(self): return [self.held]
    def __getattr__(self, name): return (count(self), name)
@functools.lru_cache(maxsize=3)
def cached(x=None): return [x]
async def wait(x, turns=1):
    for _ in range(turns): await asyncio.sleep(0)
    return x
async def agen(x):
    try:
        yield x
        yield [x]
    finally:
        print("async closed", count(x))
async def gather(x, y):
    got = await asyncio.gather(wait(x), wait(y, 2))
    async for z in agen(x):
        break
    del z
    await asyncio.sleep(0)
    return count(x), count(y), len(got)
def split(x):
    try:
        raise ExceptionGroup("group", [ValueError(x), KeyError(1)])
    except* KeyError as group:
        print("group", count(group), len(group.exceptions))
    except* ValueError as group:
        print("group", count(group.exceptions[0].args[0]))
        raise
gate = threading.Lock()
def locked(x):
    with gate: # the other thread waits for the end of this one then: what __del__() prints here lets no other thread run
        results.append((count(x), type(x).__name__))
results = []
saved = []
refs = []
wvd = weakref.WeakValueDictionary()
wkd = weakref.WeakKeyDictionary()
ws = weakref.WeakSet()
def make(n, *more): return [n, *more]
def named(x, y=None, *, key=(), **rest): return x, y, key, rest
def closure(x):
    def inner(): return x
    return inner
def counter(x=0):
    def step():
        nonlocal x
        x = (x, len(saved)) if len(saved) < 3 else None
        return x
    return step
def gen(x):
    try:
        yield x
        got = yield [x]
        yield got
    finally:
        print("closed", count(x))
def chain(*parts):
    for part in parts:
        yield from part if isinstance(part, (list, tuple)) else [part]
def count(x):
    if x is ... or isinstance(x, (str, bytes, int)) and len(str(x)) < 9: return "shared"
    n = sys.getrefcount(x)
    return n if n < 100 else "shared"
def seen(reference): print("gone", reference() is None)
def size(x):
    try: return sys.getsizeof(x)
    except TypeError: return None
def show(*values):
    for value in values:
        print(type(value).__name__, count(value), size(value), gc.is_tracked(value), len(gc.get_referents(value)), end="; ")
    print()
${holes}${level}fillings = collections.deque()
def settle():
    """Pools that do not depend on the past: the holes that level() leaves where there was room before are filled."""
    sys._clear_type_cache() # where the system puts memory decides which names in it make room for others
    level()
    i = 0
    while i < len(sizes): # a for loop would free its iterator
        make, argument, size = sizes[i]
        fillings.append([${Array(6).fill('make(argument)').join(', ')}])
        i += 1
def reused(build):
    settle()
    first = build()
    where = id(first)
    del first
    second = build()
    return id(second) == where
def fail(x, depth=1):
    kept = [x]
    if depth: fail(kept, depth - 1)
    raise KeyError(x)
sys.setswitchinterval(1000) # a thread starts when the other waits, however busy the machine is
print("", end="")
sorted([], key=len)
[].sort(key=len)
sum([], start=0)
print([()], (1, {2: {3}}), gc.get_objects(generation=0) is None)
gc.collect(generation=0)
weakref.finalize(P(), len, ())
asyncio.run(gather(1, 2))
pickle.loads(pickle.dumps([1, 2.5]))
gc.collect()
`;

const NAMES = ['a', 'b', 'c', 'd', 'e'];

/** @param {Random} r @returns {string} */
function constant(r) {
  return r.pick([
    () => String(r.below(600) - 20), () => `"${r.pick(['x', 'key', 'two words', 'é', '', 'k', 'aaaaaaaaaaaa'])}"`, () => 'None', () => 'True', () => '1.5', () => '()', () => `${r.below(9)}.25`,
    () => `b"${r.pick(['', 'x', 'xyz'])}"`, () => String(2 ** (10 + r.below(60))), () => `(${r.below(9)}, "t")`, () => '...', () => `-${r.below(9)}`, () => `${r.below(5)}j`, () => `"ab" * ${r.below(5)}`,
  ])();
}

/** @param {Random} r @returns {string} */
function atom(r) {
  return r.pick([
    () => constant(r), () => '[]', () => '{}', () => 'set()', () => `N(${r.below(1000)})`, () => `int("${r.below(2000)}")`, () => 'object()', () => 'S()', () => 'T()', () => 'R()', () => 'P()',
    () => `"".join(["k", "${r.below(20)}"])`, () => r.pick(NAMES), () => r.pick(NAMES), () => r.pick(NAMES), () => 'L()', () => 'D()', () => 'bytearray(3)', () => 'frozenset((1, 2))', () => `chr(${90 + r.below(300)})`,
  ])();
}

/** An expression that may stand where a comprehension iterates: without the assignments in it. @param {string} text */
const unnamed = (text) => text.replaceAll('(y := ', '(');

/** @param {Random} r @returns {string} */
function expression(r, depth = 0) {
  if (depth > 2) return atom(r);
  const e = () => expression(r, depth + 1);
  const iterated = () => unnamed(e());
  const n = r.pick(NAMES);
  return r.pick([
    () => atom(r), () => atom(r), () => atom(r), () => `[${e()}, ${e()}]`, () => `(${e()}, ${e()})`, () => `{"k": ${e()}, "m": ${e()}}`, () => `{${r.below(9)}: ${e()}}`, () => `make(${e()}, ${e()})`,
    () => `closure(${e()})`, () => `counter(${e()})`, () => `gen(${e()})`, () => `chain(${e()}, ${e()})`, () => `[${atom(r)} for i in range(${r.below(5)})]`, () => `[i for i in (${iterated()}, ${iterated()})]`,
    () => `{i: ${atom(r)} for i in range(${r.below(7)})}`, () => `{str(i) for i in range(${r.below(9)})}`, () => `(lambda v=${atom(r)}: v)`, () => `list((${e()}, ${e()}))`, () => `tuple([${e()}, ${e()}])`,
    () => `P(${e()}, ${e()})`, () => `Q(${e()}, extra=${e()})`, () => `P(${e()}).method`, () => `P.build(${e()})`, () => `P(${e()}).method(${e()})`, () => `Q(${e()}).first`, () => `named(${e()}, key=${e()})`,
    () => `named(${e()}, ${e()}, z=${e()})`, () => `named(*(${e()},), **{"y": ${e()}})`, () => `iter([${e()}])`, () => `zip([${e()}], (${e()},))`, () => `enumerate([${e()}, ${e()}])`, () => `map(make, [${e()}])`,
    () => `reversed([${e()}, ${e()}])`, () => `(${e()} if ${n} else ${e()})`, () => `(${n} or ${e()})`, () => `(${n} and ${e()})`, () => `[*[${e()}], ${e()}]`, () => `{**{"k": ${e()}}, "j": 1}`, () => `L([${e()}])`, () => `D(k=${e()})`,
    () => `(x for x in [${iterated()}])`, () => `max([${e()}, ${e()}], key=bool)`, () => `sorted([P(${e()}), P()], key=lambda p: len(p.held))`, () => `type("X", (), {"v": ${e()}})`, () => `type("X", (P,), {})(${e()})`,
    () => `slice(${e()}, ${e()})`, () => `copy.copy([${e()}])`, () => `[${e()}] * ${r.below(4)}`, () => `(${e()},) + (${e()},)`, () => `[${e()}] + [${e()}]`, () => `{"k": ${e()}}.items()`, () => `property(${atom(r)})`,
    () => `(y := ${e()})`, () => `weakref.ref(P(${e()}))`, () => `{"q": ${e()}, "w": ${e()}}.get("${r.pick(['q', 'w', 'e'])}")`, () => `super(Q, Q(${e()}))`, () => `f"{len(saved)}k"`,
    () => `(${e()}, ${e()}, ${e()})[${r.below(3)}]`, () => `[${e()}, ${e()}, ${e()}][${r.below(3)}:]`, () => `divmod(${r.below(5000)}, ${1 + r.below(7)})`, () => `{"a": ${e()}, "b": ${e()}}.pop("a")`,
  ])();
}

/** What a name can be asked for, each safe whatever the name holds. @param {Random} r @param {string} n @param {string} m */
function use(r, n, m) {
  const T = `type(${n})`;
  const e = () => expression(r, 1);
  return r.pick([
    () => `print("${n}", count(${n}), ${T}.__name__)`,
    () => `show(${n}, ${m})`,
    () => `print(${n} is ${m}, ${n} is ${constant(r)})`,
    () => `if isinstance(${n}, list): ${n}.append(${r.pick([m, n, e()])})`,
    () => `if isinstance(${n}, list) and ${n}: ${n}.pop(${r.pick(['', '0'])})`,
    () => `if isinstance(${n}, list): ${n}[${r.pick(['1:', ':1', ':', '1:1', '::2'])}] = ${r.pick([`[${e()}]`, `${n}[:]`, `[${e()}, ${e()}]`])}`.replace('[::2] = ', '[len(' + n + '):] = '),
    () => `if isinstance(${n}, list): del ${n}[${r.pick(['1:', ':1', ':', '::2'])}]`,
    () => `if isinstance(${n}, list): ${n}.extend(${r.pick([`[${e()}]`, `(${e()}, ${e()})`, `(i for i in (${unnamed(e())},))`, `range(${r.below(30)})`])})`,
    () => `if isinstance(${n}, list): ${n}.insert(0, ${e()})`,
    () => `if isinstance(${n}, list): ${n} += [${e()}]`,
    () => `if isinstance(${n}, list): ${n}.sort(key=lambda v: count(v) if isinstance(count(v), int) else 0)`,
    () => `if isinstance(${n}, list): ${n}.reverse(); print(len(${n}), size(${n}))`,
    () => `if isinstance(${n}, list) and len(${n}) > 1: ${m}, *rest = ${n}; del rest`,
    () => `if isinstance(${n}, dict): ${n}["${r.pick(['k', 'z', 'me', 'm'])}"] = ${r.pick([m, n, e()])}`,
    () => `if isinstance(${n}, dict): ${n}.pop("${r.pick(['k', 'm'])}", None); print(len(${n}), size(${n}))`,
    () => `if isinstance(${n}, dict): ${n}.clear()`,
    () => `if isinstance(${n}, dict): ${n}.update({str(i): ${atom(r)} for i in range(${r.below(14)})}); print(size(${n}))`,
    () => `if isinstance(${n}, dict) and ${n}: print(count(${n}.popitem()[1]))`,
    () => `if isinstance(${n}, dict): ${n}.setdefault("k", ${e()})`,
    () => `if isinstance(${n}, dict): ${m} = ${n}.copy(); show(${m})`,
    () => `if isinstance(${n}, dict): ${m} = list(${n}.values()); print(len(${m}), size(${m}))`,
    () => `if isinstance(${n}, dict): print(size(dict(${n})), size({**${n}}))`,
    () => `if isinstance(${n}, set): ${n}.add(${r.pick([constant(r), `str(${r.below(50)})`])}); print(len(${n}), size(${n}))`,
    () => `if isinstance(${n}, set): ${n}.update(range(${r.below(40)})); print(size(${n}), size(set(${n})))`,
    () => `if isinstance(${n}, set) and ${n}: ${n}.discard("1"); print(len(${n}), size(${n}.copy()))`,
    () => `if isinstance(${n}, (N, P, R)): ${n}.link = ${r.pick([m, n, e()])}`,
    () => `if isinstance(${n}, (N, P, R)): ${n}.__dict__["d"] = ${r.pick([m, n])}; print(size(${n}.__dict__))`,
    () => `if isinstance(${n}, (N, P, R)) and hasattr(${n}, "link"): del ${n}.link`,
    () => `if isinstance(${n}, (N, P)): ${m} = vars(${n}); print(len(${m}))`,
    () => `if isinstance(${n}, P): ${n}.held += (${m},)`,
    () => `if isinstance(${n}, P): ${m} = ${n}.method; print(count(${n}), ${m}.__self__ is ${n})`,
    () => `if isinstance(${n}, S): ${n}.x = ${r.pick([m, n, e()])}`,
    () => `if isinstance(${n}, S) and hasattr(${n}, "x"): del ${n}.x`,
    () => `if isinstance(${n}, (N, P, S, R)): refs.append(weakref.ref(${n}, ${r.pick(['seen', 'None', 'lambda _: print("gone")'])})); print(weakref.getweakrefcount(${n}))`,
    () => `if isinstance(${n}, (N, P, S)): refs.append(weakref.ref(${n})); print(weakref.getweakrefcount(${n}))`,
    () => `if isinstance(${n}, (N, P, S)): wvd["${r.pick(['v', 'w'])}"] = ${n}; print(len(wvd), count(${n}))`,
    () => `if isinstance(${n}, (N, P, S)): wkd[${n}] = ${r.pick([m, e()])}; print(len(wkd))`,
    () => `if isinstance(${n}, (N, P, S)): ws.add(${n}); print(len(ws))`,
    () => `if isinstance(${n}, (N, P, S)): weakref.finalize(${n}, print, "finalized", "${n}")`,
    () => `if ${T}.__name__ == "generator": print(next(${n}, "end") is ${m})`,
    () => `if ${T}.__name__ == "generator": ${n}.close(); print(count(${n}))`,
    () => `if ${T}.__name__ == "generator": ${m} = list(${n}); print(len(${m}), size(${m}))`,
    () => `if ${T}.__name__ == "generator":\n    try: ${n}.throw(KeyError, KeyError(${m}))\n    except (KeyError, StopIteration) as error: print(type(error).__name__, count(error))`,
    () => `if ${T}.__name__ == "function" and ${n}.__name__ in ("inner", "step", "<lambda>"): ${m} = ${n}()`,
    () => `if ${T}.__name__ == "function" and ${n}.__closure__: print(len(${n}.__closure__), count(${n}.__closure__[0]))`,
    () => `if hasattr(${n}, "__next__"): ${m} = next(${n}, None)`,
    () => `if isinstance(${n}, tuple): ${m} = ${n} + (${e()},)`,
    () => `if isinstance(${n}, tuple) and len(${n}) > 1: ${m}, *${n} = ${n}`,
    () => `if isinstance(${n}, str): ${m} = ${n} + "x"; print(sys.intern(${m}) is ${m}, size(${m}))`,
    () => `if isinstance(${n}, int): print(${n} + 1 is ${n} + 1, size(${n}), ${n} * 2 is ${n} + ${n})`,
    () => `if isinstance(${n}, int): ${n} += 1; print(${n} is ${r.below(300)}, count(${n}))`,
    () => `if isinstance(${n}, type): print(size(${n}), len(gc.get_referents(${n})) > 1); ${m} = ${n}() if ${n}.__name__ == "X" and ${n}.__init__ is object.__init__ else None`,
    () => `${n} = ${m} = None`,
    () => `if isinstance(${n}, (list, dict, N, P)): ${m} = copy.copy(${n}); print(${m} is ${n}, count(${n}))`,
    () => `if isinstance(${n}, (tuple, list)) and not any(isinstance(v, (N, R, T)) for v in ${n}): print(type(copy.deepcopy(${n}, {id(v): v for v in ${n}})).__name__)`,
    () => `if isinstance(${n}, V): print(${n} == V(${m}), size(${n}), count(${n}.x)); ${n}.x = ${r.pick([m, e()])}`,
    () => `if isinstance(${n}, (V, W)): ${m} = dataclasses.replace(${n}, x=${r.pick([n, e()])}); print(count(${n}), count(${m}))`,
    () => `if isinstance(${n}, W): refs.append(weakref.ref(${n})); ${n}.x = ${r.pick([m, n])}`,
    () => `if isinstance(${n}, G): ${n}.item = ${r.pick([m, n, e()])}; print(${n}.missing, ${n}.kept is ${n}.kept, count(${n}.item), size(${n}.__dict__))`,
    () => `if isinstance(${n}, G): ${n}.__dict__.pop("kept", None)`,
    () => `if isinstance(${n}, tuple) and hasattr(${n}, "left"): ${m} = ${n}.left; print(count(${m}), ${n}._asdict() is not None)`,
    () => `if isinstance(${n}, collections.deque): ${n}.${r.pick([`append(${e()})`, `appendleft(${m})`, 'rotate(1)', 'clear()', `extend((${e()}, ${e()}))`])}; print(len(${n}), size(${n}))`,
    () => `if isinstance(${n}, collections.deque) and ${n}: ${m} = ${n}.${r.pick(['pop', 'popleft'])}(); print(count(${m}))`,
    () => `if isinstance(${n}, collections.OrderedDict): ${n}["z"] = ${r.pick([m, e()])}; ${n}.move_to_end("z", False); print(len(${n}), size(${n}))`,
    () => `if isinstance(${n}, collections.defaultdict): ${n}["new"].append(${m}); print(size(${n}))`,
    () => `if isinstance(${n}, functools.partial): print(count(${n}.args), len(${n}.args), count(${n}.func)); ${m} = ${n}()`,
    () => `if isinstance(${n}, types.SimpleNamespace): ${n}.k = ${r.pick([m, n])}; print(size(${n}), count(${n}))`,
    () => `print(cached.cache_info(), cached(${constant(r)}) is cached(${constant(r)}))`,
    () => `cached.cache_clear()`,
    () => `print(asyncio.run(gather(${n}, ${e()})))`,
    () => `with gate: t = threading.Thread(target=locked, args=(${r.pick([n, e()])},)); t.start()\nt.join(); print(results.pop(), count(${n})); del t`,
    () => `local = threading.local(); local.x = ${n}; print(count(${n})); del local; print(count(${n}))`,
    () => `try: split(${n})\nexcept ExceptionGroup as error: print(count(error), len(error.exceptions), count(${n}))`,
    () => `with contextlib.ExitStack() as stack: stack.callback(count, ${n}); ${m} = stack.enter_context(C(${n})); print(count(${n})); del stack`,
    () => `with contextlib.suppress(KeyError): fail(${n})`,
    () => `with contextlib.nullcontext(${e()}) as ${m}: print(count(${m}))`,
    () => `if isinstance(${n}, (list, dict, tuple)) and ${T} in (list, dict, tuple) and len(str(${n})) < 40 and not any(c in str(${n}) for c in "<NQ["): print(pickle.loads(pickle.dumps(${n})) == ${n}, size(pickle.loads(pickle.dumps(${n}))))`,
    () => `if isinstance(${n}, Exception): print(count(${n}.args), ${n}.__traceback__ is None); ${m} = ${n}.args`,
    () => `if isinstance(${n}, type(agen(1))): ${n}.aclose().close(); print(count(${n}))`,
    () => `print(sys.getallocatedblocks() > 0, gc.get_count()[1:])`,
    () => `del_me = ${e()}; before = gc.get_count()[0]; ${m} = ${e()}; print(gc.get_count()[0] - before); del del_me`,
    () => `print(len([o for o in gc.get_referrers(${n}) if isinstance(o, (list, tuple, P))]) if gc.is_tracked(${n}) else "-")`,
  ])();
}

/** @param {Random} r @param {Writer} w */
function statement(r, w) {
  const n = r.pick(NAMES);
  const m = r.pick(NAMES);
  const deep = w.depth > 2;
  r.pick([
    () => w.add(`${n} = ${expression(r)}`), () => w.add(`${n} = ${expression(r)}`), () => w.add(`${n} = ${expression(r)}`), () => w.add(`${n} = ${m}`), () => w.add(`${n}, ${m} = ${m}, ${n}`),
    () => w.add(use(r, n, m)), () => w.add(use(r, n, m)), () => w.add(use(r, n, m)),
    () => w.add(use(r, n, m)), () => w.add(use(r, n, m)), () => w.add(use(r, n, m)),
    () => w.add(expression(r)),
    () => w.add(`print(gc.collect(${r.pick(['', '', '0', '1'])}))`),
    () => w.add('print([r() is None for r in refs])'),
    () => w.add('print(len(wvd), len(wkd), len(ws), len(saved))'),
    () => w.add(`${r.pick(['refs', 'saved'])}.clear()`),
    () => { w.add(`del ${n}`); w.add(`${n} = ${expression(r)}`); },
    () => w.add(`print(reused(lambda: ${r.pick(['object()', '[]', '{}', 'P()', 'S()', '(1, [])', '[1, 2]', 'set()', '1.5 + len(saved)', 'closure(1)', 'L()', '(lambda: 0)', 'iter([])', 'weakref.ref(P)', 'slice(1)', 'gen(1)', 'ValueError()', 'range(5)', 'V()', 'W()', 'Pair(1, 2)', 'functools.partial(len)', 'collections.deque()', 'itertools.chain()', 'P().method', 'str(len(saved) + 1000)', 'len(saved) + 1000', 'property()', 'memoryview(b"")', 'types.SimpleNamespace()', 'frozenset((1,))', 'bytearray()', '{1, 2}', 'zip()', 'collections.OrderedDict()', 'agen(1)', 'type("X", (), {})'])}))`),
    () => w.block(`for ${n} in (${expression(r, 1)}, ${expression(r, 1)}):`, () => { statement(r, w); w.add(`print(count(${n}))`); }),
    () => w.block(`for i in range(${1 + r.below(4)}):`, () => body(r, w, deep ? 1 : 3)),
    () => {
      w.block('try:', () => { body(r, w, 2); w.add(r.pick([`fail(${n})`, `fail(${n}, 3)`, `raise ValueError(${m})`, `raise KeyError(${n}) from ValueError(${m})`, 'pass', `[][${r.below(9)}]`, `{}[${constant(r)}]`, 'undefined_name', `${n}.missing_attribute`])); });
      w.block(`except ${r.pick(['Exception', '(KeyError, ValueError, LookupError, NameError, AttributeError)', 'Exception'])} as error:`, () => {
        w.add('print(type(error).__name__, count(error), error.__context__ is None, error.__traceback__ is not None)');
        if (r.chance(0.4)) w.add(`${m} = ${r.pick(['error', 'error.args', 'error.__traceback__', '[error]', 'error.with_traceback(None)'])}`);
        if (r.chance(0.2)) w.block('try:', () => w.add(`fail(error)`));
        if ((w.lines.at(-1) ?? '').endsWith('fail(error)')) w.block('except KeyError as again:', () => w.add('print(again.__context__ is error, count(error))'));
      });
      if (r.chance(0.3)) w.block('finally:', () => statement(r, w));
    },
    () => w.block(`with C(${expression(r, 1)}) as ${n}:`, () => { body(r, w, 2); if (r.chance(0.3)) w.add(`raise KeyError(${m})`); }),
    () => {
      if (deep) return;
      const f = w.fresh('f');
      const free = r.pick(NAMES);
      w.block(`def ${f}(p, q=${constant(r)}, *rest, ${r.pick(['k=None', `k=${expression(r, 2)}`])}):`, () => {
        const scope = r.below(4);
        if (scope === 0 && w.depth === 1) w.add(`global ${NAMES.join(', ')}`);
        else w.add(`${NAMES.join(', ')} = p, q, rest, k, None`);
        body(r, w, 1 + r.below(5));
        if (r.chance(0.3)) w.add(`saved.append(lambda: ${free}) if len(saved) < 5 else None`);
        w.add(r.pick([`return ${free}`, `return ${expression(r, 1)}`, `print(count(p), count(q))`, 'return locals()', 'return p', 'return sys._getframe()']));
      });
      w.add(`${n} = ${f}(${expression(r, 1)}${r.pick(['', `, ${expression(r, 2)}`, `, ${m}, ${m}`, `, k=${m}`, `, *(${m}, ${m})`])})`);
      if (r.chance(0.5)) w.add(`print(count(${n}), count(${f}))`);
    },
    () => {
      if (deep) return;
      const k = w.fresh('K');
      w.block(`class ${k}${r.pick(['', '(P)', '(Q)', '(N)', '(list)', '(S)', '(dict)'])}:`, () => {
        if (r.chance(0.5)) w.add(`shared = ${expression(r, 1)}`);
        if (r.chance(0.3)) w.add('__slots__ = ()');
        if (r.chance(0.5)) w.block('def __del__(self):', () => w.add(`print("${k}")`));
        if (r.chance(0.5)) w.block('def me(self):', () => w.add(r.pick(['return self', 'return __class__', 'return [self]', 'return lambda: self'])));
        w.add(`tag = "${k}"`);
      });
      w.add(`${n} = ${k}(${r.pick(['', '', '[]'])}) if ${k}.__base__ not in (N, S, object) else ${k}(*[1] * (${k}.__base__ is N))`);
      w.add(`show(${n}, ${k}.tag)`);
      w.add(r.pick([`del ${k}`, `${m} = ${k}`, `${n}.again = ${n} if hasattr(${n}, "__dict__") else None`.replace(/^(\S+)\.again = .*$/, (_, x) => `if hasattr(${x}, "__dict__"): ${x}.again = ${x}`), 'pass']));
    },
    () => w.block(`if ${r.pick([`${n} is ${m}`, `not ${n}`, `count(${n}) == 2`, `isinstance(${n}, (list, tuple))`])}:`, () => body(r, w, 2)),
    () => w.block(`match ${n}:`, () => {
      w.block('case [first, *others]:', () => w.add('print(count(first), len(others))'));
      w.block('case {"k": inside}:', () => w.add('print(count(inside))'));
      w.block('case P(held=parts):', () => w.add('print(count(parts))'));
      w.block('case _:', () => w.add(`print(count(${n}))`));
    }),
    () => w.add('gc.enable()'),
    () => w.add('gc.disable()'),
    () => w.add('print("allocated", gc.get_count()[0])'),
    () => w.add('print("allocated", gc.get_count()[0])'),
    () => w.add(`print(gc.get_count()[0] < 800, len(gc.garbage), gc.isenabled(), gc.get_threshold())`),
    () => w.add(`gc.callbacks.append(lambda phase, info: print(phase, info["generation"], info["collected"])); gc.collect(${r.below(3)}); gc.callbacks.clear()`),
    () => w.add(`print(sum(1 for o in gc.get_objects(generation=${r.below(3)}) if isinstance(o, (N, P, L, D))))`),
  ])();
}

/** @param {Random} r @param {Writer} w @param {number} n */
function body(r, w, n) {
  for (let i = r.below(n) + 1; i > 0; i--) statement(r, w);
}

/** A program that prints counts, orders, sizes and identities. @param {Random} r */
export function memoryProgram(r) {
  const w = new Writer();
  w.add(r.pick(['gc.disable()', 'gc.enable()']));
  for (const name of NAMES) w.add(`${name} = ${r.below(400)}`);
  for (let i = 4 + r.below(30); i > 0; i--) statement(r, w);
  w.add('print("end")');
  w.add(r.pick(['pass', 'del a, b', 'print(gc.collect())', 'show(a, b, c, d, e)', 'gc.disable()']));
  return `${PROLOGUE}${w.text}`;
}
