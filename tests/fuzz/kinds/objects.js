/**
 * The language's own objects: classes with metaclasses, descriptors, slots and super, deleted classes and lists of
 * subclasses, coroutines, asynchronous generators, context variables; counts of references at all these places, and what
 * ctypes reads behind an id.
 *
 * @typedef {import('../generate.js').Random} Random
 */
import { Writer } from '../writer.js';

const PROLOGUE = `import contextvars, ctypes, functools, gc, sys, types, weakref, abc, enum, typing
def rc(x):
    n = sys.getrefcount(x)
    return n if n < 60 else "shared"
def raw(x): return ctypes.c_ssize_t.from_address(id(x)).value if rc(x) != "shared" else "shared"
def kind(x): return ctypes.c_size_t.from_address(id(x) + 8).value == id(type(x))
def items(x):
    n = ctypes.c_ssize_t.from_address(id(x) + 16).value
    return n >> 3 if isinstance(x, int) and sys.version_info >= (3, 12) else n
def digits(x): return [ctypes.c_uint32.from_address(id(x) + 24 + 4 * i).value for i in range(abs(items(x)) or 1)]
def state(x): return ctypes.c_uint32.from_address(id(x) + 32).value & (0xfc if sys.version_info < (3, 12) else 0x7c)
def stored_hash(x): return ctypes.c_ssize_t.from_address(id(x) + 24).value == hash(x)
def order(cls): return [c.__name__ for c in cls.__mro__]
def below(cls): return [c.__name__ for c in cls.__subclasses__()]
class Meta(type):
    def __new__(meta, name, bases, names, **kw):
        cls = super().__new__(meta, name, bases, names)
        print("new", name, sorted(k for k in names if k[:2] != "__"), rc(cls))
        return cls
    def __init__(cls, name, bases, names, **kw): super().__init__(name, bases, names)
    def __call__(cls, *args, **kw):
        made = super().__call__(*args, **kw)
        print("called", rc(made))
        return made
    def __del__(cls): print("class gone", cls.__name__)
    @classmethod
    def __prepare__(meta, name, bases, **kw): return {}
class Data:
    def __init__(self, value=None): self.value = value
    def __set_name__(self, owner, name): self.name = name; print("named", owner.__name__, name, rc(self))
    def __get__(self, instance, owner=None): return (self.name, rc(instance), rc(self)) if instance is not None else self
    def __set__(self, instance, value): instance.__dict__["_" + self.name] = value
    def __delete__(self, instance): print("deleted", rc(instance))
class Plain:
    def __get__(self, instance, owner=None): return rc(instance), rc(owner) if rc(owner) != "shared" else None
class Base:
    def __init_subclass__(cls, **kw): print("subclass", cls.__name__, sorted(kw), rc(cls)); super().__init_subclass__()
    def hello(self): return rc(self)
    def __repr__(self): return type(self).__name__
class N:
    def __init__(self, n=0): self.n = n
    def __del__(self): print("del", self.n)
var = contextvars.ContextVar("var", default=None)
def drive(c, *sent):
    for x in (None, *sent):
        try: print("yielded", c.send(x))
        except StopIteration as stop:
            print("returned", stop.value, rc(stop)); break
        except RuntimeError as error:
            print(error); break
class Wait:
    def __init__(self, x=None): self.x = x
    def __await__(self):
        got = yield rc(self.x)
        return got
async def steps(x, n=1):
    for i in range(n): x = await Wait(x)
    return rc(x)
async def agen(*xs):
    try:
        for x in xs: yield x
    finally: print("closed")
async def both(x):
    got = []
    async for y in agen(x, x): got.append(rc(y))
    return got, [z async for z in agen(1, 2)]
class Manager:
    async def __aenter__(self): return self
    async def __aexit__(self, *exc): print("left", [type(e).__name__ for e in exc]); return True
async def within(x):
    async with Manager() as m:
        print(rc(m), rc(x))
        raise KeyError(x)
gc.disable()
type("W", (Base,), {})().hello(), weakref.ref(N()), rc(1), [x for x in ()], list(map(rc, ())), functools.cached_property(len), typing.List[int]
drive(steps(1)), drive(both(1)), drive(within(1)), abc.ABC(), int | str, contextvars.copy_context().run(len, ()), var.set(1)
gc.collect()
`;

const NAMES = ['a', 'b', 'c', 'd'];

/** @param {Random} r */
export function objectsProgram(r) {
  const w = new Writer();
  const classes = ['Base', 'N'];
  /** Bases that have a layout together: at most one of the built-in ones, no duplicates. */
  const bases = () => {
    const one = r.pick(classes);
    const two = r.pick(classes);
    return r.pick(['', '(Base)', '(N)', `(${one})`, `(${one})`, one === two ? `(${one})` : `(${one}, ${two})`, `(${one}, metaclass=Meta)`, '(list)', '(dict)', '(int)', '(str)', '(tuple)', '(abc.ABC)', '(metaclass=Meta)', '(Base, key=1)', '(Exception)', '(set, Base)', '(typing.Generic[typing.TypeVar("T")])']);
  };
  const value = () => r.pick([() => 'N(1)', () => '[]', () => 'object()', () => `${r.pick(classes)}`, () => r.pick(NAMES), () => '{}', () => '(1, [])', () => 'lambda: 0', () => `make(${r.pick(classes)})`, () => `make(${r.pick(classes)})`, () => '1000 + len(NAMES)', () => '"".join(["a", "b"])', () => 'agen(1)', () => 'type("T", (Base,), {"x": []})'])();
  w.add('NAMES = [1, 2]\ndef make(cls):\n    try: return cls()\n    except TypeError as error: print(error)');
  for (const n of NAMES) w.add(`${n} = None`);
  for (let i = 4 + r.below(18); i > 0; i--) {
    const n = r.pick(NAMES);
    const m = r.pick(NAMES);
    const k = r.pick(classes);
    r.pick([
      () => {
        const name = w.fresh('K');
        w.block('try:', () => w.block(`class ${name}${bases()}:`, () => {
          for (let j = r.below(5); j > 0; j--) {
            r.pick([
              () => w.add(`__slots__ = (${r.pick(['', '"x",', '"x", "y"', '"z", "__weakref__"', '"__dict__",', '"_p",'])})`), () => w.add(`d = Data(${r.pick(['', '1'])})`), () => w.add('p = Plain()'), () => w.add('@property\ndef prop(self): return rc(self)'), () => w.add('@prop.setter\ndef prop(self, value): print(rc(value))'.replace(/^@prop\.setter[\s\S]*$/, 'def setter(self, value): print(rc(value))\nboth = property(None, setter)')), () => w.add(`attr = ${r.pick(['[]', 'N(7)', '1', '"s"'])}`), () => w.add('def hello(self): return super().hello()'), () => w.add('def me(self): return __class__'), () => w.add('@classmethod\ndef build(cls): return rc(cls)'),
              () => w.add('@staticmethod\ndef plain(x=None): return rc(x)'), () => w.add('@functools.cached_property\ndef kept(self): return [rc(self)]'), () => w.add('def __getattr__(self, name): raise AttributeError(name)'), () => w.add('def __eq__(self, other): return NotImplemented'), () => w.add('def __hash__(self): return 5'), () => w.add('def __len__(self): return rc(self) if isinstance(rc(self), int) else 0'), () => w.add('def __call__(self, *args): return rc(self), len(args)'), () => w.add('def __getitem__(self, key): return rc(self), rc(key)'), () => w.add('def __iter__(self): return iter([rc(self)])'), () => w.add('def __enter__(self): return self\ndef __exit__(self, *exc): return True'),
              () => w.add('def __add__(self, other): return rc(self), rc(other)'), () => w.add('def __bool__(self): return False'), () => w.add('def __del__(self): print("gone", type(self).__name__)'), () => w.add('def __new__(cls, *args): return super().__new__(cls)'), () => w.add('def __init_subclass__(cls, **kw): print("below", cls.__name__)'), () => w.add('class Inner: pass'), () => w.add('def __class_getitem__(cls, item): return rc(cls), rc(item)'), () => w.add('def __contains__(self, x): return rc(x) == 2'), () => w.add('def __format__(self, spec): return str(rc(self))'),
            ])();
          }
          w.add(`tag = "${name}"`);
        }));
        w.add(`except (TypeError, AttributeError, ValueError) as error: print(error)`);
        w.add(`else: print(rc(${name}), order(${name}), sys.getsizeof(${name}), len(${name}.__dict__.keys() - {"__firstlineno__", "__static_attributes__"}), ${name}.__basicsize__, ${name}.__itemsize__, ${name}.__dictoffset__, ${name}.__weakrefoffset__, ${name}.__flags__ & ~(1 << 19), below(${name}.__base__)[-2:] if ${name}.__base__ in (Base, N) else None)`);
        w.add(`if "${name}" not in globals(): ${name} = Base`);
        classes.push(name);
      },
      () => w.add(`${n} = ${value()}`), () => w.add(`${n} = make(${k})`), () => w.add(`${n} = make(${k})`), () => w.add(`${n} = make(${k})`),
      () => w.add(`print(rc(${n}), raw(${n}), kind(${n}), sys.getsizeof(${n}), type(${n}).__name__)`), () => w.add(`print(rc(${n}), raw(${n}), kind(${n}), sys.getsizeof(${n}), type(${n}).__name__)`),
      () => w.add(`print(rc(${k}), raw(${k}), below(${k})[-3:], ${k}.__name__)`),
      () => w.add(`for name in ("d", "p", "prop", "attr", "kept", "tag", "x", "y", "missing", "_p"):\n    try: print(name, getattr(${n}, name), rc(${n}))\n    except (AttributeError, TypeError) as error: print(name, error)`),
      () => w.add(`for name in ("d", "both", "x", "z", "extra", "prop", "kept"):\n    try: setattr(${n}, name, ${r.pick(['N(9)', '[]', n, m, '1'])}); print(name, rc(${n}))\n    except (AttributeError, TypeError) as error: print(name, error)`),
      () => w.add(`for name in ("d", "x", "extra", "attr"):\n    try: delattr(${n}, name); print(name, rc(${n}))\n    except (AttributeError, TypeError) as error: print(name, error)`),
      () => w.add(`for call in ("hello", "me", "build", "plain"):\n    if hasattr(${n}, call):\n        got = getattr(${n}, call)()\n        print(call, got if not isinstance(got, type) else rc(got), rc(${n}), rc(getattr(${n}, call)))`),
      () => w.add(`try: print(${r.pick([`${n} + ${m}`, `${n}[${m}]`, `${n}(1, 2)`, `len(${n})`, `list(${n})`, `${m} in ${n}`, `f"{${n}}"`, `${k}[${n}]`, `bool(${n})`, `${n} == ${m}`, `-${n}`, `${n} < ${m}`, `isinstance(${n}, ${k})`, `issubclass(type(${n}), ${k})`, `hash(${n}) and 1`])})\nexcept Exception as error: print(type(error).__name__, rc(error), rc(error.__traceback__))`.replace(/print\((list\([a-d]\)|f"[^"]*"|[a-d] \+ [a-d]|[a-d]\[[a-d]\]|[A-Z]\w*\[[a-d]\])\)/, 'print(len(str($1)) > 0)')),
      () => w.add(`with_it = hasattr(type(${n}), "__enter__") and hasattr(type(${n}), "__exit__")\nif with_it:\n    with ${n} as entered: print(rc(entered)); raise KeyError(1)`),
      () => w.add(`try: ${k}.extra = ${r.pick(['[]', 'N(3)', '1', 'lambda self: rc(self)'])}; print(rc(${k}), rc(${k}.extra), len(gc.get_referents(${k})))\nexcept TypeError as error: print(error)`),
      () => w.add(`if "extra" in ${k}.__dict__: del ${k}.extra`),
      () => w.add(`try: ${n}.__class__ = ${k}; print(rc(${n}), rc(${k}))\nexcept (TypeError, AttributeError) as error: print(type(error).__name__)`),
      () => w.add(`try: ${k}.__bases__ = (${r.pick(classes)},); print(order(${k}), rc(${k}))\nexcept TypeError as error: print(type(error).__name__)`),
      () => { if (k === 'Base' || k === 'N') return; classes.splice(classes.indexOf(k), 1); w.add(`del ${k}; print(gc.collect()${r.pick(['', ', below(Base)[-3:]', ', below(N)[-3:]'])})`); },
      () => w.add(`${n} = None; print(gc.collect())`), () => w.add(`${n} = ${m}`), () => w.add(`del ${n}; ${n} = 0`),
      () => w.add(`try: ${m} = weakref.ref(${n}); print(rc(${n}), weakref.getweakrefcount(${n}), rc(${m}))\nexcept TypeError as error: print(error)`),
      () => w.add(`s = super(${k}, ${n}) if isinstance(${n}, ${k}) else None; print(rc(s), rc(${n}), sys.getsizeof(s)); del s`),
      () => w.add(`${m} = getattr(${n}, "hello", None); print(rc(${m}), rc(${n})); ${r.pick(['', `print(${m} is getattr(${n}, "hello", None), ${m} == getattr(${n}, "hello", None))`])}`),
      () => w.add(`drive(steps(${n}, ${r.below(3)}), ${r.pick([n, 'N(5)', '1'])}, ${r.pick([m, '2'])})`), () => w.add(`drive(both(${n}))`), () => w.add(`drive(within(${n}))`),
      () => w.add(`c = steps(${n}); c.send(None); print(rc(${n}), c.cr_running, rc(c), rc(c.cr_frame), sys.getsizeof(c)); ${r.pick(['c.close()', 'del c', 'c.throw(KeyError(1)) if 0 else None', `c = None`])}; print(rc(${n}))`),
      () => w.add(`g = agen(${n}, ${m}); step = g.__anext__(); print(rc(g), rc(${n}), type(step).__name__)\ntry: step.send(None)\nexcept StopIteration as stop: print(rc(stop.value), rc(stop))\nprint(rc(g), rc(${n})); del step${r.pick(['', ', stop' .replace(', stop', '')])}; g = None; print(rc(${n}))`),
      () => w.add(`token = var.set(${n}); print(rc(${n}), rc(token), token.old_value is var); context = contextvars.copy_context(); print(rc(${n}), len(context), context.run(lambda: rc(var.get()))); var.reset(token); print(rc(${n})); del token, context; print(rc(${n}))`),
      () => w.add(`x = ${r.pick(['2 ** 70 + len(NAMES)', '-1000 - len(NAMES)', '5', '10 ** 30 * len(NAMES)', 'len(NAMES) << 29'])}; print(items(x), digits(x), rc(x))`),
      () => w.add(`x = ${r.pick(['"abc"', '"".join(["a", "é"])', '"日本"', '"x" * len(NAMES)', 'str(12345)', '"".join(["ab", "c"])', 'sys.intern("".join(["q", "r"]))', '"two words"'])}; hash(x); print(items(x), state(x), stored_hash(x), sys.getsizeof(x))`),
      () => w.add(`x = ${r.pick(['[1, 2, 3]', '(1, 2)', '[*NAMES]', 'tuple(NAMES)', 'b"bytes"', 'bytearray(b"xy")', '[None] * 5'])}; print(items(x), raw(x), rc(x), kind(x))`),
      () => w.add(`x = ${r.pick(['{"a": 1}', '{}', 'dict.fromkeys("abc")', '{1: 2, "k": []}', 'vars(N(4))'])}; print(items(x), raw(x), ctypes.c_ssize_t.from_address(id(x) + 16).value == len(x))`),
      () => w.add(`print(ctypes.c_double.from_address(id(${r.below(9)} + 0.5 * len(NAMES)) + 16).value if 0 else ctypes.py_object(${n}).value is ${n}, rc(${n}))`),
      () => w.add(`p = ctypes.py_object(${n}); print(rc(${n})); del p; print(rc(${n}))`),
      () => w.add(`class Colour(enum.Enum): RED = 1; BLUE = 2\nprint(rc(Colour), rc(Colour.RED), Colour(1) is Colour.RED, below(enum.Enum)[-1]); del Colour; print(gc.collect())`),
      () => w.add(`class Cell${w.fresh('')}: \n    def f(self): return __class__\n    ${n} = [f]\nprint(sys.getsizeof(${n}) if ${n} is not None else 0, gc.collect())`.replace(/class Cell(\d*): \n/, 'class Cell$1:\n')),
      () => w.add(`def outer(x):\n    def inner(): return x\n    def other():\n        nonlocal x\n        x = None\n    return inner, other\nf, g = outer(${n}); print(rc(${n}), rc(f), rc(f.__closure__), rc(f.__closure__[0]), f.__closure__[0] is g.__closure__[0]); g(); print(rc(${n})); del f, g, outer`),
      () => w.add(`print([rc(x) for x in (${n}, ${m})], rc((lambda: ${n})()), (lambda x: rc(x))(${n}), (lambda *x: rc(x[0]))(${n}), (lambda **x: rc(x["k"]))(k=${n}), [*map(rc, [${n}])], sorted([${n}], key=lambda x: rc(x) if rc(x) != "shared" else 0) is None)`),
    ])();
  }
  w.add(r.pick(['a = b = c = d = None; print(gc.collect())', 'print([rc(x) for x in (a, b, c, d)])', 'pass']));
  w.add('gc.enable()');
  return PROLOGUE + w.text;
}
