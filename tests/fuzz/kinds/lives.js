/**
 * How long things live: tracebacks and frames that hold locals, generators, coroutines and asynchronous generators that are dropped at any
 * place, weak references with callbacks, contexts, copies of graphs, shared keys of instances, class cells, descriptors and metaclasses, deep
 * nestings, what the collector is told (frozen objects, callbacks, what it saves).
 *
 * @typedef {import('../generate.js').Random} Random
 */
import { Writer } from '../writer.js';

const PROLOGUE = `import collections, contextlib, contextvars, copy, functools, gc, itertools, sys, traceback, types, weakref
class N:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"N{self.n}"
    def __del__(self): print("del", self.n, end=" ")
class K:
    def __init__(self, **names): vars(self).update(names) if "early" in names else [setattr(self, k, v) for k, v in names.items()]
class S:
    __slots__ = ("b", "a", "__weakref__")
class S2(S):
    __slots__ = ("d", "c")
    def __del__(self): print("slots", [x for x in ("a", "b", "c", "d") if hasattr(self, x)], end=" ")
class S3(S2): pass
class Back:
    def __init__(self, n): self.n = n
    def __del__(self):
        print("back", self.n, gc.is_finalized(self), end=" ")
        kept.append(self)
class Meta(type):
    def __new__(m, name, bases, space, **more): return super().__new__(m, name, bases, space)
    def __call__(cls, *args):
        made = super().__call__(*args)
        print("made", rc(made), end=" ")
        return made
    def __del__(cls): print("class", cls.__name__, end=" ")
class Data:
    def __init__(self, x=None): self.x = x
    def __get__(self, instance, owner): return self if instance is None else (rc(instance), self.x)
    def __set__(self, instance, value): instance.__dict__["stored"] = value
    def __delete__(self, instance): instance.__dict__.pop("stored", None)
    def __set_name__(self, owner, name): print("named", name, end=" ")
var = globals().get("var") or contextvars.ContextVar("var", default=None)
kept, dead = [], []
def rc(x):
    count = sys.getrefcount(x)
    return count if count < 90 else "shared"
def size(x): return sys.getsizeof(x) if not isinstance(x, (types.FrameType, types.CodeType, types.GeneratorType, types.CoroutineType)) else None
def gone(name): return lambda ref: dead.append((name, ref() is None))
def inner(x, deep):
    local = N(x)
    if deep: inner(x + 1, deep - 1)
    raise ValueError(local)
def caught(deep, clear=False):
    mine = N("m")
    try: inner(1, deep)
    except ValueError as error:
        if clear: error.__traceback__ = None
        return error
def gen(*values):
    mine = N("g")
    try:
        for value in values: yield value
        yield from [N("y")]
    except GeneratorExit: print("exit", end=" "); raise
    finally: print("finally", rc(mine), end=" ")
def stubborn():
    try: yield 1
    except GeneratorExit: yield 2
async def coro(x, *, fail=False):
    mine = N("c")
    with contextlib.suppress(ZeroDivisionError):
        if fail: 1 / 0
    await step(x)
    return mine
@types.coroutine
def step(x):
    got = yield x
    return got
async def agen(*values):
    mine = N("a")
    try:
        for value in values: yield value
    finally: print("afinally", end=" ")
def grouped(deep, *more):
    mine = N("e")
    try: inner(5, deep)
    except ValueError as error: return ExceptionGroup("group", [error, KeyError(mine), *more])
def parted(x, kind):
    held = N("p")
    try:
        try: raise x
        except* kind as part: found = part
        finally: print("parted", end=" ")
    except ExceptionGroup as rest: found = rest
    return found
def drive(made):
    try: return made.send(None)
    except (StopIteration, StopAsyncIteration) as end: return end.value if isinstance(end, StopIteration) else None
async def over(x):
    mine = N("o")
    async for y in x:
        await step(y)
        break
    return mine
def nest(n, make):
    for i in range(n): top = make(top) if i else N("deep")
    return top
def frames(error): return [(f.f_code.co_name, sorted(map(str, f.f_locals))) for f, _ in traceback.walk_tb(error.__traceback__)] if error.__traceback__ else []
def look(x):
    print(type(x).__name__, rc(x), size(x), gc.is_tracked(x), len([y for y in gc.get_referents(x) if sys.version_info < (3, 12) or not isinstance(y, types.CodeType)]), weakref.getweakrefcount(x) if hasattr(type(x), "__weakrefoffset__") and type(x).__weakrefoffset__ else "", end="; ")
caught(0), caught(1)
gc.collect(), gc.collect()
`;

/** One variable for all programs of a batch: where several lie in a context's trie depends on where the system puts memory. */
export const livesSetup = 'import contextvars\nvar = contextvars.ContextVar("var", default=None)\n';

const NAMES = ['a', 'b', 'c', 'd'];

/** @param {Random} r @returns {string} */
function value(r, depth = 0) {
  const e = () => (depth > 1 ? r.pick(['None', `N(${r.below(99)})`, r.pick(NAMES), '[]']) : value(r, depth + 1));
  return r.pick([
    () => `N(${r.below(99)})`, () => `N(${r.below(99)})`, () => r.pick(NAMES), () => `[${e()}, ${e()}]`, () => `{"k": ${e()}, ${r.below(9)}: ${e()}}`, () => `K(x=${e()}, y=1)`, () => `K(early=1, x=${e()})`, () => 'S()', () => 'S2()', () => 'S3()',
    () => `Back(${r.below(9)})`, () => `caught(${r.below(4)})`, () => `caught(${r.below(3)}, True)`, () => `gen(${e()}, ${e()})`, () => 'stubborn()', () => `coro(${e()})`, () => `agen(${e()})`, () => `nest(${1 + r.below(120)}, ${r.pick(['lambda x: [x]', 'lambda x: (x,)', 'lambda x: {"k": x}', 'lambda x: K(x=x)', 'lambda x: (x, [])'])})`,
    () => `(lambda x=${e()}: x)`, () => `contextvars.copy_context()`, () => `functools.partial(rc, ${e()})`, () => `types.SimpleNamespace(x=${e()})`, () => `collections.deque([${e()}], ${1 + r.below(3)})`, () => `weakref.ref(K)`, () => `(${e()},)`, () => `iter([${e()}, ${e()}])`, () => `frozenset([1, "k", ${r.below(9)}])`,
    () => `Meta("M${r.below(9)}", (), {"x": ${e()}, "f": lambda self: self})`, () => `type("T", (S,), {"__slots__": ("z",)})()`, () => `collections.OrderedDict(k=${e()})`, () => `collections.ChainMap({"k": ${e()}})`,
    () => `grouped(${r.below(3)})`, () => `grouped(0, OSError(${e()}), grouped(1))`, () => `over(agen(${e()}, ${e()}))`, () => `caught(${r.below(3)}).__traceback__.tb_frame`,
  ])();
}

/** @param {Random} r @param {Writer} w @param {string} n @param {string} m */
function act(r, w, n, m) {
  const e = () => value(r, 1);
  r.pick([
    () => w.add(`${n} = ${value(r)}`), () => w.add(`${n} = ${value(r)}`), () => w.add(`${n} = None; print()`), () => w.add(`look(${n})`), () => w.add('print(gc.collect(), len(gc.garbage), dead); dead.clear()'),
    () => w.add(`if isinstance(${n}, (K, N, Back, S, types.SimpleNamespace)) and not isinstance(${n}, S): ${n}.link = ${r.pick([m, n, e()])}`),
    () => w.add(`if isinstance(${n}, S): ${n}.${r.pick(['a', 'b'])} = ${r.pick([m, n, e()])}`),
    () => w.add(`if isinstance(${n}, S2): ${n}.${r.pick(['c', 'd'])} = ${e()}; look(${n})`),
    () => w.add(`if isinstance(${n}, K): ${r.pick([`${n}.__dict__`, `del ${n}.y`, `${n}.__dict__ = {"x": ${m}}`, `vars(${n})[1] = ${m}`, `${n}.__dict__.clear()`, `print(list(${n}.__dict__), size(${n}.__dict__))`])}`),
    () => w.add(`if isinstance(${n}, (K, N, S)): ${m} = [weakref.ref(${n}, gone(i)) for i in "xyz"]; print(weakref.getweakrefcount(${n}))`),
    () => w.add(`if isinstance(${n}, (K, N)): kept.append(weakref.proxy(${n}, gone("proxy"))); weakref.finalize(${n}, dead.append, "final"); print(rc(${n}))`),
    () => w.add(`if isinstance(${n}, list): ${n}.append(${r.pick([n, m])})`),
    () => w.add(`if isinstance(${n}, BaseException): print(frames(${n}), rc(${n})); ${r.pick([`${n}.__traceback__ = None`, `${n} = ${n}.__traceback__`, `${n} = ${n}.with_traceback(None)`, `${m} = ${n}.__traceback__.tb_frame if ${n}.__traceback__ else None`, `${n}.__context__ = None`])}`),
    () => w.add(`if isinstance(${n}, types.FrameType): print(sorted(map(str, ${n}.f_locals))); ${r.pick([`${n}.clear()`, `${n} = ${n}.f_back`, `${m} = ${n}.f_locals`])}; print()`),
    () => w.add(`if isinstance(${n}, types.TracebackType): ${r.pick([`${n}.tb_next = None`, `${n} = ${n}.tb_next`, `${n}.tb_frame.clear() if ${n}.tb_frame is not sys._getframe() else None`])}; print()`),
    () => w.add(`if isinstance(${n}, types.GeneratorType):\n    try: print(rc(next(${n})), rc(${n}))\n    except StopIteration: print("stop")`),
    () => w.add(`if isinstance(${n}, types.GeneratorType):\n    try: ${r.pick([`${n}.close()`, `print(rc(${n}.throw(KeyError(1))))`, `${n}.send(None)`, `print(list(${n}))`])}\n    except (KeyError, RuntimeError, StopIteration) as error: print(type(error).__name__, rc(error))`),
    () => w.add(`if isinstance(${n}, types.CoroutineType):\n    try: ${r.pick([`${n}.send(None)`, `${n}.close()`, `${n}.throw(KeyError)`])}; print(${n}.cr_await is None)\n    except (StopIteration, RuntimeError, KeyError) as error: print(type(error).__name__, rc(error))`),
    () => w.add(`if isinstance(${n}, types.AsyncGeneratorType):\n    try: ${m} = ${n}.${r.pick(['__anext__()', 'asend(None)', 'aclose()', 'athrow(KeyError(2))'])}; ${m}.send(None)\n    except (StopIteration, StopAsyncIteration, RuntimeError, KeyError) as error: print(type(error).__name__, rc(error))`),
    () => w.add(`if not isinstance(${n}, ExceptionGroup): ${n} = grouped(${r.below(2)}, TypeError(${e()}))\n${r.pick([`${m} = ${n}.split(${r.pick(['ValueError', 'KeyError', 'lambda x: x is not None'])}); print(rc(${n}))`, `${n} = ${n}.subgroup(${r.pick(['OSError', 'ValueError', 'lambda x: isinstance(x, KeyError)'])})`, `${n} = ${n}.derive([${n}.exceptions[0], ${n}.exceptions[-1]])`, `${n} = parted(${n}, ${r.pick(['ValueError', 'KeyError', 'Exception'])}); print(frames(${n}), rc(${n}))`, `${m} = ${n}.exceptions; print([rc(x) for x in ${m}])`, `print(frames(${n}.exceptions[0]), len(${n}.exceptions), rc(${n}))`, `${n} = copy.copy(${n}); look(${n})`])}`),
    () => w.add(`if not isinstance(${n}, (types.AsyncGeneratorType, types.CoroutineType)): ${n} = ${r.pick(['agen', 'coro', 'over'])}(${r.pick(['agen(N(1), N(2))', 'agen()'])})\n${m} = drive(${n}.__anext__() if isinstance(${n}, types.AsyncGeneratorType) else ${n}); print(rc(${n}), rc(${m}))`),
    () => w.add(`sys.set_asyncgen_hooks(${r.pick(['None, None', 'lambda a: print("first", rc(a), end=" "), lambda a: print("final", rc(a), end=" ")', 'finalizer=kept.append', 'firstiter=lambda a: 1 / 0', 'None, lambda a: drive(a.aclose())'])})`),
    () => w.add(`if not isinstance(${n}, types.GeneratorType): ${n} = gen(${e()}, N(3)); ${r.pick(['next', 'rc', 'iter'])}(${n})\n${r.pick([`${m} = ${n}.gi_frame; look(${m})`, `print(${n}.gi_running, ${n}.gi_suspended, rc(${n}.gi_code) > 1, ${n}.gi_yieldfrom)`, `${m} = rc(${n}.gi_frame); print(${m})`, `${n}.gi_frame.clear()`])}`),
    () => w.add(`if isinstance(${n}, BaseException):\n    try: raise ${n}\n    except BaseException as error: ${r.pick([`print(frames(error), rc(error))`, `${m} = error.__traceback__`, `${m} = [error]; error.__context__ = None`, `print(rc(error.__traceback__), rc(error.__traceback__.tb_frame))`])}`),
    () => w.add(`if isinstance(${n}, BaseException):\n    try:\n        try: raise ${n}\n        except BaseException: inner(7, 1)\n    except ValueError as error: ${m} = error; print(rc(${n}), error.__context__ is ${n})`),
    () => w.add(`token = var.set(${e()}); ${n} = contextvars.copy_context(); print(rc(var.get())); ${r.pick(['var.reset(token)', `${n}.run(var.set, ${m})`, 'var.set(None)'])}; del token`),
    () => w.add(`if isinstance(${n}, contextvars.Context): print(len(${n}), rc(${n}.get(var)) if var in ${n} else None)`),
    () => w.add(`if isinstance(${n}, (list, tuple, dict, K)) and ${r.pick(['True', `not isinstance(${n}, list)`])}:\n    try: ${m} = copy.${r.pick(['copy', 'deepcopy'])}(${n}); look(${m})\n    except (TypeError, RecursionError) as error: print(type(error).__name__)`),
    () => w.add(`class X(${r.pick(['', 'K', 'metaclass=Meta', 'S', 'N'])}):\n    d = Data(${e()})\n    def me(self): return __class__, super().__repr__\n${n} = X.__new__(X)\n${r.pick([`print(${n}.d)`, 'print(rc(X))', 'print(len(X.me.__closure__))', `${n}.d = ${m}`, 'del X.d'])}`),
    () => w.add(`def f(x=${e()}):\n    ${r.pick([`y = x\n    return lambda: y`, 'return lambda: (x, f)', 'yield x', `class Y: z = x\n    return Y`])}\n${n} = f(); look(${n}); f = None`),
    () => w.add(`gc.freeze(); print(gc.get_freeze_count() > 0, gc.collect()); gc.unfreeze()`),
    () => w.add(`gc.set_debug(gc.DEBUG_SAVEALL); print(gc.collect(), [type(x).__name__ for x in gc.garbage]); gc.set_debug(0); gc.garbage.clear(); print(gc.collect())`),
    () => w.add(`gc.callbacks.append(lambda phase, info: print(phase, info["generation"], info["collected"], end=" ")); gc.collect(${r.below(3)}); gc.callbacks.clear(); print()`),
    () => w.add('while kept: kept.pop(); print()'), () => w.add(`${n}, ${m} = ${m}, ${n}`), () => w.add(`print(gc.get_count()[0] - (gc.get_count()[0]), len(gc.get_objects(generation=${r.below(2)})) >= 0)`),
    () => w.add(`del ${n}; ${n} = ${m}; print()`),
  ])();
}

/** @param {Random} r */
export function livesProgram(r) {
  const w = new Writer();
  w.add(`${NAMES.join(' = ')} = None`);
  for (let i = 8 + r.below(30); i > 0; i--) {
    const n = r.pick(NAMES);
    const m = r.pick(NAMES.filter((x) => x !== n));
    w.block('try:', () => act(r, w, n, m));
    w.add('except (AttributeError, TypeError, ReferenceError, RuntimeError) as error: print(type(error).__name__, error); error = None');
  }
  return `${PROLOGUE}${w.text}${NAMES.join(' = ')} = None\nsys.set_asyncgen_hooks(None, None); var.set(None)\nprint(gc.collect(), dead)\n`;
}
