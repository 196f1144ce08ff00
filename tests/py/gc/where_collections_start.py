"""How many collections a statement has at each threshold: every allocation in between is seen, those of what is freed at once, too."""
import collections, functools, gc, itertools, types, weakref

class N:
    def __init__(self, n=0, *held): self.n, self.held = n, held
    def method(self): return self

class S:
    __slots__ = ("x", "__weakref__")
    def __init__(self, x=None): self.x = x

class P:
    p = property(lambda self: 1)
    def __getattr__(self, name): return name
    def __getitem__(self, i): return i
    def __iter__(self): return iter([1, 2])
    def __enter__(self): return self
    def __exit__(self, *a): return True

def gen(): yield 1
def many(*a, **k): return a
def add(x, y=2, *, z=3): return x + y

a, b, c, n, p, s = [1, 2], (3, 4), {"k": 1}, N(1), P(), S()

def once(text, limit, used):
    code, names = compile(text, "t", "exec"), dict(globals())
    gc.collect()
    if used:
        x = [[] for i in range(9)], [{} for i in range(9)], [(i,) for i in range(9)], [(i, i) for i in range(9)], [(i, i, i) for i in range(9)]
        x = None
    gc.collect(0)
    gc.set_threshold(limit, 99999, 0)
    before = gc.get_stats()[0]["collections"]
    gc.collect(0)
    held = iter(())
    gc.enable()
    exec(code, names)
    gc.disable()
    return gc.get_stats()[0]["collections"] - before - 1

def starts(text):
    gc.disable()
    exec(text, dict(globals()))
    print(text, *(list(itertools.takewhile(bool, (once(text, limit, used) for limit in range(1, 60)))) for used in (0, 1)))

for text in r"""pass
x, y = a
x, y = b
x, y = "ab"
x, *y = b
x, y = c, c
(x, y), z = (b, 1)
for x, y in [(1, 2), (3, 4)]: pass
for x, y in c.items(): pass
for i, x in enumerate(a): pass
for x, y in zip(a, b): pass
for x, y in [b] * 20: pass
for x, y in [b] * 9 + [a] * 60 + [b] * 60: pass
i = 20\nwhile i: x, i = b, i - 1; x, y = a
for x in gen(): pass
[x for x, y in [(1, 2)] * 12]
{x: x for x in a}
list(x for x in a)
dict([(1, 2)])
dir(n)
sorted(a)
sorted(a, key=lambda x: -x)
bytes(a)
bytes(b)
bytes(iter(a))
bytearray(a)
import sys
import builtins
import gc
import collections.abc
from sys import path
from collections import deque, OrderedDict
from types import *
__import__("sys")
many.__code__.replace(co_name="z")
type("X", (N,), {"v": 1})
"%(k)s" % c
"{0[0]}".format(a)
f"{a}{b}"
many(*a, 3)
many(*a, **c)
many(1, k=1)
add(*b, **{"z": 1})
N(1, *a)
x = n.method; x()
S(x=1)
p.p; p.zz; p[1:2]
p.zz; p.yy; p.xx
getattr(p, "zz", 1)
hasattr(p, "zz")
with p as x: 1 / 0
try: 1 / 0\nexcept ZeroDivisionError as e: pass
try: n.zzz\nexcept AttributeError: pass
try: x, y = 1, 2, 3\nexcept ValueError: pass
class X(N): v = 1
class X: __slots__ = "a", "b"
def f(x: int = 1, *, y=2) -> str: pass
functools.partial(many, 1, k=2)(3, z=4)
functools.lru_cache(gen)()
list(itertools.groupby(a))
list(itertools.zip_longest(a, b))
collections.defaultdict(list, k=1)["a"]
collections.Counter("aab")
types.SimpleNamespace(k=1)
repr(types.SimpleNamespace(k=1, l=2))
c.keys() & {"k"}
c.keys() - {"k"}
c.items() & {("k", 1)}
c.keys() | {"z"}
try: raise ExceptionGroup("g", [ValueError(1), KeyError(2)])\nexcept* ValueError: pass\nexcept* KeyError: pass
weakref.WeakValueDictionary()
weakref.WeakSet([n])
gc.get_stats()
x = gen(); next(x, None); next(x, None)
match a:\n    case [x, y]: pass
match c:\n    case {"k": v, **rest}: pass
match n:\n    case N(n=1): pass
match 1:\n    case int(x): pass
match b:\n    case (x, *y): pass
OSError(1, "b")
ExceptionGroup("m", [ValueError(1)])
n.__reduce_ex__(2)
n.__dict__; n.__class__; N.__mro__""".split("\n"):
    starts(text.replace("\\n", "\n"))

# what is frozen does not count among the long-lived
gc.collect()
gc.freeze()
print(gc.collect(), gc.get_freeze_count() > 3000)
before = [kept["collections"] for kept in gc.get_stats()]
gc.set_threshold(1, 1, 1)
gc.enable()
for i in range(40): x = N(i); x.me = x
gc.disable()
print([kept["collections"] - one for kept, one in zip(gc.get_stats(), before)])
gc.unfreeze()
print(gc.get_freeze_count())

# a warning that a filter ignores, a coroutine that nobody awaits
import sys, warnings
warnings.simplefilter("ignore")
async def forgotten(): pass
for give in (lambda: forgotten() and None, lambda: warnings.warn("x"), lambda: warnings.warn("x", DeprecationWarning, 2)):
    for i in range(2):
        gc.collect()
        count, blocks = gc.get_count()[0], sys.getallocatedblocks()
        give()
        made = gc.get_count()[0] - count, sys.getallocatedblocks() - blocks
    print(made)
