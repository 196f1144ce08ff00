/**
 * How a script ends: finalizers, weakref callbacks, atexit, threads, suspended generators, modules and what is left in them,
 * errors that nobody handles. Each program is a process of its own.
 *
 * @typedef {import('../generate.js').Random} Random
 */
import { Writer } from '../writer.js';

const PROLOGUE = `import sys, gc, atexit, weakref
gc.set_threshold(100000)
atexit._clear() # of what an installation's .pth files have registered
class N:
    def __init__(self, n, *held): self.n, self.held = n, held
    def __repr__(self): return f"N{self.n}"
    def __del__(self): print("del", self.n)
class G(N):
    def __del__(self): print("G", self.n, sorted(k for k, v in globals().items() if isinstance(v, (N, list)))[:4])
class E(N):
    def __del__(self):
        print("E", self.n)
        raise ValueError(self.n)
class R(N):
    def __del__(self):
        print("R", self.n)
        keep.append(self)
class A(N):
    def __del__(self): print("A", self.n, N is None, print is None, sys is None, self.held and type(self.held[0]).__name__)
class S:
    __slots__ = ("x", "y", "__weakref__")
    def __init__(self, x=None, y=None): self.x, self.y = x, y
class P:
    def __init__(self, *held): self.held = held
    def method(self): return self.held
class D(dict): pass
keep = []
refs = []
def seen(ref): print("gone", ref() is None)
def gen(x):
    try: yield x
    finally: print("closed", x)
def hold(x):
    def inner(): return x
    return inner
def fail(x, depth=1):
    held = [x]
    if depth: return fail(x, depth - 1)
    raise ValueError("failed")
def loop(*things):
    ring = [*things]
    ring.append(ring)
    return ring
async def agen(x):
    try: yield x
    finally: print("aclosed", x)
async def wait(x):
    try: await ready(x)
    finally: print("woken", x)
class ready:
    def __init__(self, x): self.x = x
    def __await__(self): yield self.x
def run(coroutine):
    try: return coroutine.send(None)
    except StopIteration as end: return end.value
def group(x, depth=1):
    held = x
    try: fail(x, depth)
    except ValueError as error:
        if depth: raise ExceptionGroup("group", [error, KeyError(x), ExceptionGroup("inner", [TypeError(1), OSError(2, "two")])]) from None
        raise ExceptionGroup("group", [error])
class C(N):
    def __del__(self):
        print("C", self.n)
        try: fail(self, 2)
        except ValueError as error: keep.append(error)
class X(N):
    def __del__(self): print("X", self.n); sys.exit(7)
class L(N):
    def __del__(self): print("L", self.n); N(f"late {self.n}"); atexit.register(print, "too late")
class W(N):
    def __del__(self): print("W", self.n); refs.append(weakref.ref(self, seen)); self.again = [self]
`;

/** @param {Random} r */
export function exitProgram(r) {
  const w = new Writer();
  let serial = 0;
  const names = ['a', 'b', '_a', '_b', '__c', 'Z', 'x1', '_'];
  const name = () => r.pick(names);
  const node = () => `${r.pick(['N', 'N', 'N', 'N', 'G', 'E', 'R', 'A', 'C', 'X', 'L', 'W'])}(${serial++})`;
  /** @returns {string} */
  const value = (depth = 0) => depth > 2 ? node() : r.pick([
    node, node, node, () => `[${value(depth + 1)}, ${value(depth + 1)}]`, () => `(${value(depth + 1)},)`, () => `{"k": ${value(depth + 1)}, "j": ${value(depth + 1)}}`, () => `{${node()}}`,
    () => `${r.pick(['N', 'A', 'R'])}(${serial++}, ${value(depth + 1)})`, () => `S(${value(depth + 1)}, ${value(depth + 1)})`, () => `P(${value(depth + 1)})`, () => `P(${value(depth + 1)}).method`, () => `D(k=${value(depth + 1)})`,
    () => `hold(${value(depth + 1)})`, () => `gen(${node()})`, () => `agen(${node()})`, () => `wait(${node()})`, () => `ExceptionGroup("group", [ValueError(${node()}), KeyError(${node()})])`, () => `loop(${value(depth + 1)}, ${value(depth + 1)})`, () => `lambda x=${node()}: x`, () => `iter([${value(depth + 1)}])`, () => `type("X", (), {"v": ${value(depth + 1)}})`,
    () => `type("Y", (N,), {})(${serial++}, ${value(depth + 1)})`, () => `weakref.ref(P())`, () => `weakref.WeakValueDictionary()`, () => `property(hold(${node()}))`, () => `map(len, [${value(depth + 1)}])`, () => `ValueError(${value(depth + 1)})`,
  ])();
  const step = () => {
    const n = name();
    const m = name();
    r.pick([
      () => w.add(`${n} = ${value()}`), () => w.add(`${n} = ${value()}`), () => w.add(`${n} = ${value()}`), () => w.add(`${n} = ${value()}`),
      () => w.add(`${n} = ${m} = ${value()}`),
      () => w.add(`${n} = ${node()}; ${n}.me = ${n}`),
      () => w.add(`${n} = ${node()}; ${m} = ${node()}; ${n}.other = ${m}; ${m}.other = ${n}${r.pick(['', `; del ${n}`, n === m ? '' : `; del ${n}, ${m}`])}`),
      () => w.add(`${n} = ${node()}; refs.append(weakref.ref(${n}, ${r.pick(['seen', `lambda ref: print("callback ${serial++}")`])}))`),
      () => w.add(`${n} = ${node()}; ${m} = weakref.ref(${n}, seen)`),
      () => w.add(`${n} = P(); weakref.finalize(${n}, print, "finalize ${serial++}")${r.pick(['', '.atexit', `.atexit = False`])}`),
      () => w.add(`weakref.finalize(P, print, "finalize ${serial++}", ${r.pick(['1', node()])})`),
      () => w.add(`atexit.register(print, "atexit ${serial++}"${r.pick(['', `, ${node()}`])})`),
      () => w.add(`@atexit.register\ndef ${n}(x=${node()}): print("atexit", x)`),
      () => w.add(`atexit.register(fail, ${node()})`),
      () => w.add(`atexit.register(lambda: atexit.register(print, "late ${serial++}"))`),
      () => w.add(`atexit.register(lambda: ${r.pick(['sys.exit(5)', 'gc.collect()', 'keep.clear()', 'refs.clear()', 'for k in list(globals()): k[0] == "_" or globals().pop(k)', 'setattr(sys, "kept", ' + node() + ')', 'print(sorted(k for k in globals() if len(k) < 3))', 'print(gc.isenabled(), len(keep))'])})`),
      () => w.add(`${n} = gen(${node()}); print(next(${n}))`),
      () => w.add(`${n} = hold(${value()}); ${n}.me = ${n}`),
      () => w.add(`class ${w.fresh('K')}(${r.pick(['N', 'P', 'A', 'object'])}):\n    held = ${value()}\n    def __init_subclass__(cls): print("sub")\n    def late(self): return __class__`),
      () => w.add(`sys.${r.pick(['kept', '_kept', 'last_value', 'ps1', 'argv'])} = ${value()}`),
      () => w.add(`import builtins; builtins.${r.pick(['kept', '_kept', '_'])} = ${value()}`),
      () => w.add(`${n} = type(sys)("${r.pick(['m', 'n'])}"); ${n}.${r.pick(['v', '_v'])} = ${value()}; ${n}.w = ${value()}${r.pick(['', `; sys.modules["${r.pick(['m', 'n'])}"] = ${n}`, `; sys.modules["m"] = ${n}; del ${n}`, `; ${n}.me = ${n}`])}`),
      () => w.add(`import fuzz_${r.pick(['one', 'two'])}${r.pick(['', ` as ${n}`])}`),
      () => w.add(`from fuzz_${r.pick(['one', 'two'])} import ${r.pick(['M', 'held', 'f'])}${r.pick(['', ` as ${n}`])}`),
      () => w.add(`import fuzz_${r.pick(['one', 'two'])} as ${n}; ${n}.extra = ${value()}`),
      () => w.add(`keep.append(${value()})`), () => w.add(`refs.append(${value()})`),
      () => w.add(`gc.${r.pick(['disable()', 'disable()', 'enable()', 'collect()', 'freeze()', 'unfreeze()', 'collect(0)'])}`),
      () => w.add(`gc.callbacks.append(lambda phase, info: ${r.pick(['print(phase, info["generation"])', `print(phase, ${node()})`, 'print(phase, info["collected"], info["uncollectable"])'])})`),
      () => w.add(`gc.set_debug(gc.${r.pick(['DEBUG_SAVEALL', 'DEBUG_UNCOLLECTABLE', 'DEBUG_SAVEALL', 'DEBUG_COLLECTABLE & 0'])})`),
      () => w.add(`${n} = sys.modules[__name__]`),
      () => w.add(`${n} = globals()`),
      () => w.add(`${n} = sys._getframe()`),
      () => w.add(`import threading; ${n} = threading.Thread(target=lambda x: None, args=(${node()},)); ${n}.start(); ${n}.join()`),
      () => w.add(`import threading; ${n} = threading.local(); ${n}.x = ${value()}`),
      () => w.add(`import threading; ${m} = threading.Event(); threading.Thread(target=lambda ready, x: (ready.set(), threading.Event().wait()), args=(${m}, ${node()}), daemon=True).start(); ${m}.wait()`),
      () => w.add(`import functools; ${n} = functools.${r.pick([`partial(print, ${node()})`, `lru_cache(hold(${node()}))`])}`),
      () => w.add(`import collections; ${n} = collections.${r.pick([`deque([${value()}, ${node()}])`, `OrderedDict(k=${value()}, j=${node()})`, `defaultdict(list, k=${node()})`, `Counter({${node()}: 1})`])}`),
      () => w.add(`try: fail(${node()})\nexcept ValueError as error: ${n} = ${r.pick(['error', 'error.__traceback__', 'None', '[error]'])}`),
      () => w.add(`del ${n}`.replace(/^del (\S+)$/, (_, x) => `globals().pop("${x}", None)`)),
      () => w.add(`print(gc.collect())`),
      () => w.add(`async def coroutine(x): return x\nco${serial} = coroutine(${node()})`),
      () => w.add(`sys.${r.pick(['excepthook = lambda *a: print("hook", a[0].__name__)', 'unraisablehook = lambda u: print("unraisable", u.exc_type.__name__, u.err_msg)', 'unraisablehook = lambda u: keep.append(u.object)', 'unraisablehook = fail'])}`),
      () => w.add(`print(len(refs), [type(x).__name__ for x in keep])`),
      () => w.add(`${n} = agen(${node()}); run(${n}.__anext__())`),
      () => w.add(`${n} = agen(${node()}); ${m} = ${n}.${r.pick(['__anext__()', 'asend(None)', 'aclose()', 'athrow(KeyError(1))'])}`),
      () => w.add(`${n} = wait(${node()}); run(${n})`),
      () => w.add(`${n} = wait(agen(${node()}))`),
      () => w.add(`sys.set_asyncgen_hooks(${r.pick(['lambda a: print("first", a.__name__), lambda a: print("final", a.__name__)', 'finalizer=fail', `finalizer=lambda a, x=${node()}: keep.append(a)`, 'None, None'])})`),
      () => w.add(`try: group(${node()}, ${r.below(3)})\nexcept* ${r.pick(['ValueError', 'KeyError', '(TypeError, OSError)'])} as error: ${n} = error\nexcept* ${r.pick(['Exception', 'OSError', 'LookupError'])} as error: ${m} = error.${r.pick(['exceptions', '__traceback__', 'exceptions[0]'])}`),
      () => w.add(`atexit.register(group, ${node()}, ${r.below(3)})`),
      () => w.add(`atexit.register(lambda x=${node()}: ${r.pick(['1 / 0', 'x.missing', 'exit()', '[].pop()', 'atexit.unregister(fail)', 'atexit._run_exitfuncs()', 'atexit._clear()', 'sys.stdout.write("direct\\n")', 'globals().update(late=x)', 'threading'])})`),
      () => w.add(`import threading; ${n} = threading.local(); ${n}.x = ${node()}; ${m} = threading.Thread(target=lambda l, x: (setattr(l, "x", x), setattr(l, "y", [l])), args=(${n}, ${node()})); ${m}.start(); ${m}.join()`),
      () => w.add(`import threading; ${m} = threading.Event(); threading.Thread(target=lambda ready, l, x: (setattr(l, "x", x), ready.set(), threading.Event().wait()), args=(${m}, threading.local(), ${node()}), daemon=True).start(); ${m}.wait()`),
      () => w.add(`import threading; ${n} = threading.Thread(target=fail, args=(${node()},)); ${n}.start(); ${n}.join()`),
      () => w.add(`import threading; threading.excepthook = lambda a: ${r.pick(['print("thread hook", a.exc_type.__name__)', 'keep.append(a)', '1 / 0'])}`),
      () => w.add(`import threading; threading._register_atexit(${r.pick([`print, "threads end", ${node()}`, `fail, ${node()}`, 'lambda: atexit.register(print, "from threads")'])})`),
      () => w.add(`import contextvars; ${n} = contextvars.ContextVar("${n}"); ${n}.set(${node()})`),
      () => w.add(`import contextvars; ${n} = contextvars.Context(); ${n}.run(contextvars.ContextVar("v").set, ${r.pick([node(), n])})`),
      () => w.add(`sys.${r.pick(['displayhook', 'excepthook', 'unraisablehook', 'breakpointhook'])} = ${r.pick(['None', 'print', `hold(${node()})`, 'lambda *a: 1 / 0', `R(${serial++})`, 'lambda *a: keep.extend(a)'])}`),
      () => w.add(`${r.pick(['sys.displayhook(' + node() + ')', 'sys.unraisablehook.__name__', 'sys.__displayhook__(' + node() + ')', 'del sys.excepthook', 'del sys.unraisablehook', 'sys.settrace(None)', 'sys.excepthook(*[type(x := ValueError(3)), x, None])'])}`),
      () => w.add(`${n} = ${node()}; refs.append(weakref.ref(${n}, ${r.pick(['fail', 'lambda ref: 1 / 0', 'lambda ref: keep.append(ref)', 'lambda ref: sys.exit(9)', 'refs.remove'])}))`),
      () => w.add(`${n} = weakref.WeakKeyDictionary({P(): 1}); ${m} = P(); ${n}[${m}] = ${node()}`),
      () => w.add(`${n} = weakref.WeakValueDictionary(); ${m} = ${node()}; ${n}["k"] = ${m}; ${n}.me = ${n}`),
      () => w.add(`${n} = type(sys)("cycle"); ${m} = type(sys)("other"); ${n}.to = ${m}; ${m}.back = ${n}; ${n}.x = ${node()}; ${m}.f = hold(${n})${r.pick(['', `; sys.modules["cycle"] = ${n}`, `; sys.modules["cycle"] = ${n}; sys.modules["other"] = ${m}`, n === m ? '' : `; del ${n}, ${m}`])}`),
      () => w.add(`${n} = type(sys)("made"); exec("def f(): return g\ndef g(): return f\nclass K:\n    def __del__(self): print(f is None, g is None)\nk = K(); k.k = k; j = K()", vars(${n}))${r.pick(['', `; sys.modules["made"] = ${n}`, `; ${m} = ${n}.${r.pick(['f', 'k', 'K'])}`])}`),
      () => w.add(`def ${n}():\n    here = ${node()}\n    try: yield ${r.pick(['here', 'sys._getframe()'])}\n    ${r.pick(['finally: fail(here)', 'except GeneratorExit: yield 2', 'finally: print("finally", here, N is None)', 'except GeneratorExit as error: keep.append(error)'])}\n${m} = ${n}(); ${r.pick(['next', 'iter'])}(${m})`),
      () => w.block('def main():', () => { w.add(`here = ${value()}`); w.add(r.pick(['return here', `global ${n}; ${n} = lambda: here`, `atexit.register(lambda: print(here))`, 'pass'])); }),
      () => w.add('main() if "main" in globals() else None'),
    ])();
  };
  for (let i = 2 + r.below(9); i > 0; i--) step();
  if (r.chance(0.1)) {
    w.add(`import threading; go = threading.Event(); threading.Thread(target=lambda x: (go.wait(), print("thread", x)), args=(${node()},)).start(); threading._threading_atexits.insert(0, go.set)`); // when nothing else writes
  } else w.add(r.pick(['pass', 'pass', 'pass', 'pass', 'print("end")', 'sys.exit()', 'sys.exit(3)', 'sys.exit("why")', `sys.exit(${node()})`, 'raise SystemExit', `raise SystemExit(${value()})`, 'fail(1, 0)', `fail(${node()}, 3)`, `group(${node()})`, `group(${node()}, 0)`, `try: group(${node()}, 2)\nexcept* KeyError: raise OSError(${node()})`, `run(wait(${node()})); fail(1)`, `error = KeyError(1); error.__context__ = ValueError(${node()}); error.__cause__ = error; raise error`, `import threading; (t := threading.Thread(target=group, args=(${node()},))).start(); t.join()`, '1 / 0', 'missing', 'a.missing',
    `raise KeyError(${node()})`, `raise ValueError(${node()}) from KeyError(${node()})`, `try: 1 / 0\nexcept ZeroDivisionError as error: raise KeyError(${node()})`, 'assert keep is None, keep', 'raise E(1)', 'exec("1 +")', 'exec("def f(): return x\\nf()")', 'import os; os._exit(4)',
    `raise ExceptionGroup("group", [ValueError(${node()}), KeyError(1)])`, 'sys.stdout.flush()', 'sys.stdout = None', 'sys.stderr = None', 'sys.stdout.close()', 'exit()', 'quit(2)', 'class X(Exception):\n    def __str__(self): return 1 / 0\nraise X', 'raise KeyboardInterrupt',
    'def f(): f()\nf()', 'error = ValueError(1); error.add_note("note"); raise error', 'del N, E, G', 'del keep', 'del print' + ' if 0 else keep', 'for k in list(globals()): k[0] == "_" or globals().pop(k)', 'del sys.modules["__main__"]', 'sys.modules["__main__"] = N(1)',
  ]));
  return PROLOGUE + w.text;
}

/** Modules that the programs import: file name -> text. */
export const exitModules = {
  'fuzz_one.py': `class M:
    def __init__(self, n): self.n = n
    def __del__(self): print("one", self.n, __name__, M is None)
_under = M("under")
held = M("held")
class C: v = M("class")
def f(x=M("default")): return held
`,
  'fuzz_two.py': `import fuzz_one, sys, weakref
class M(fuzz_one.M):
    def __del__(self): print("two", self.n, fuzz_one is None)
last = M("last")
held = [M("in list"), fuzz_one.held]
held.append(held)
ref = weakref.ref(last, lambda r: print("two's callback"))
def f(): return last
`,
};
