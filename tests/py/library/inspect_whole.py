"""Signatures, sources, members and documentation of objects, as inspect tells them."""
import inspect, functools, pickle, types
class Base:
    "doc of base"
    def f(self): "doc of f"
    @property
    def p(self): "doc of p"
    @classmethod
    def c(cls, a, *, b=2): "doc of c"
    @staticmethod
    def s(x, /, y=1, *args, z, **kw) -> int: "doc of s"
class Sub(Base):
    __slots__ = {'slot': 'doc of slot'}
    def f(self): pass
    @property
    def p(self): return 1
    def m(self, a: int, b: 'str' = None, *rest: float, key: list[int] = (), **options) -> 'Base': pass
print(inspect.getdoc(Sub), inspect.getdoc(Sub.f), inspect.getdoc(Sub().f), inspect.getdoc(Sub.p), inspect.getdoc(Sub.slot), inspect.getdoc(Sub.c))
for f in (Base.f, Base().f, Base.c, Base.s, Sub.m, Sub().m, functools.partial(Sub.m, 1, b=2), functools.partial(Base.s, 1, z=3), Base, Sub, len, dict.get, {}.get, int.from_bytes, print, sorted, type, object, abs, str.split, functools.partialmethod):
    try: print(getattr(f, '__qualname__', 'partial'), inspect.signature(f))
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
print(inspect.signature(Sub.m, eval_str=True))
s = inspect.signature(Sub.m)
print(pickle.loads(pickle.dumps(s)) == s, hash(s) == hash(inspect.signature(Sub.m)))
for args, kw in (((), {}), ((1, 2), {}), ((1, 2, 3, 4), {'key': 5, 'x': 6}), ((1,), {'a': 2}), ((1, 2, 3), {'b': 1}), ((), {'self': 1, 'a': 2})):
    for how in (s.bind, s.bind_partial):
        try:
            b = how(*args, **kw); print(b, b.args, b.kwargs); b.apply_defaults(); print(b.arguments)
        except TypeError as e: print(e)
def po(a, b=1, /, c=2, *, d): pass
for args, kw in (((), {'a': 1, 'd': 2}), ((1,), {'b': 1, 'd': 1}), ((1, 2, 3, 4), {}), ((1,), {'d': 1, 'e': 1})):
    try: print(inspect.signature(po).bind(*args, **kw))
    except TypeError as e: print(e)
    try: print(inspect.getcallargs(po, *args, **kw))
    except TypeError as e: print(e)
class Meta(type):
    def __call__(cls, x, y): return super().__call__()
class WithMeta(metaclass=Meta): pass
class New:
    def __new__(cls, a, *b): return super().__new__(cls)
class Init(New):
    def __init__(self, q, r=3): pass
class Both(Init): pass
class Call:
    def __call__(self, z): pass
class T:
    __signature__ = inspect.Signature([inspect.Parameter('x', inspect.Parameter.POSITIONAL_ONLY)])
class Bad:
    __signature__ = 'no'
    def __call__(self): pass
def deco(f):
    @functools.wraps(f)
    def w(*a, **k): return f(*a, **k)
    return w
@deco
def wrapped(a, b=1): pass
for f in (WithMeta, New, Init, Both, Call(), T, Bad(), wrapped, Call().__call__, 5, types.SimpleNamespace, Exception, ValueError, list, dict, int, range):
    try: print(getattr(f, '__name__', 'instance'), inspect.signature(f))
    except (ValueError, TypeError) as e: print(type(e).__name__, str(e)[:40])
print(inspect.signature(wrapped, follow_wrapped=False))
print(inspect.getfullargspec(Sub().m), inspect.getfullargspec(po), inspect.getfullargspec(wrapped))
class GM:
    def __getattr__(self, n): return 'dyn'
    def __getattribute__(self, n): return object.__getattribute__(self, n)
    @property
    def pr(self): raise RuntimeError
    x = 1
g = GM(); g.y = 2
for n in ('x', 'y', 'pr', 'zz', '__class__', '__dict__'): print(n, type(inspect.getattr_static(g, n, None)).__name__)
print([n for n, v in inspect.getmembers(Sub, inspect.isfunction)], [n for n, v in inspect.getmembers_static(g) if not n.startswith('__')])
for a in inspect.classify_class_attrs(Sub):
    if not a.name.startswith('__'): print(a.name, a.kind, a.defining_class.__name__)
import abc
class A(abc.ABC):
    @abc.abstractmethod
    def f(self): pass
print(inspect.isabstract(A), inspect.isabstract(Sub), inspect.isroutine(''.__add__), inspect.isroutine(len), inspect.ismethoddescriptor(str.join), inspect.isdatadescriptor(Sub.p))
def outer(n):
    def inner(k): return n + k + len([]) + undefined + A
    return inner
print(inspect.getclosurevars(outer(3)))
print(inspect.cleandoc('  a\n    b\n      c\n\n'), inspect.indentsize('\t x'), inspect.getmodulename('/a/b.cpython-311-x86_64-linux-gnu.so'), inspect.getmodulename('x.py'), inspect.getmodulename('x'))
print(inspect.getsource(outer), inspect.getsource(Sub), inspect.getsourcelines(Base.s), inspect.getsource(wrapped))
def annotated(a: 'int', b: 'list[A]' = None) -> 'A': pass
print(inspect.get_annotations(annotated, eval_str=True), inspect.get_annotations(Sub), inspect.formatannotation(dict[str, int]))
import typing
def t(a: typing.Optional[int], b: typing.List['A'] = [], c: typing.Callable[[int], str] = None) -> typing.Union[int, str]: pass
print(inspect.signature(t))
print(inspect.Parameter('x', 1, default=3), inspect.Parameter('x', 4, annotation=int).replace(name='y'))
for a in (('1x', 1), ('x', 9), ('for', 1), ('x', 2)):
    try: print(inspect.Parameter(*a, default=1))
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
