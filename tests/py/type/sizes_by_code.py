"""Sizes that go with code: generators, frames, functions, classes, exceptions."""
import sys
s = sys.getsizeof
# generators, frames, code-dependent sizes
def g0(): yield
def g1(a): yield a
def g2(a, b, c): x = a; y = b; yield x + y + c
def g3():
    for i in range(3):
        for j in range(3):
            yield (i, j, [i, j, (i, j)])
async def c0(): pass
async def c1(a, b): await a
async def ag(): yield 1
def clo(x):
    def inner(y=x, *, z=1): return x + y
    return inner
gens = [g0(), g1(1), g2(1, 2, 3), g3(), (i for i in ()), (i + j for i in () for j in ()), ag()]
print([s(g) for g in gens])
cs = [c0(), c1(1, 2)]; print([s(c) for c in cs]); [c.close() for c in cs]
print(s(clo(1)), s(clo), s(lambda: 1), s(clo(1).__closure__), s(clo(1).__closure__[0]))
def fr(a, b=2):
    c = 3
    return sys._getframe()
print(s(fr(1)), s(sys._getframe()), s((lambda: sys._getframe())()))
def deep(n): return sys._getframe() if not n else deep(n - 1)
print(s(deep(5)))
print(s(g3().gi_frame), s(gens[0].gi_frame), s(cs[0].__await__ if 0 else c0))
for f in (g0, g1, g2, g3, c0, c1, ag, clo, fr, deep): print(f.__name__, s(f.__code__), s(f), f.__code__.co_stacksize, f.__code__.co_nlocals)
exec(compile('x = [1, 2, 3]\nfor i in x: pass\n', 'a', 'exec'), ns := {}); print(s(compile('x = [1, 2, 3]\nfor i in x: pass\n', 'a', 'exec')), s(compile('1', 'a', 'eval')))
class K:
    a: int = 1
    def m(self): return super().m()
    @property
    def p(self): pass
    @staticmethod
    def st(): pass
    @classmethod
    def cm(cls): pass
for v in (K, K(), K.m, K().m, K.p, K.st, K.cm, K.__dict__['st'], K.__dict__['cm'], vars(K), K.__mro__, K.__annotations__, super(K, K()), K.__weakref__, K.__dict__['__dict__'], type(K), K.__init__, K().__str__, K.__str__): print(type(v).__name__, s(v))
class M(type):
    def __new__(m, n, b, ns): return super().__new__(m, n, b, ns)
class C(metaclass=M): pass
class C2(C): __slots__ = ()
class C3(int): pass
class C4(C, list): pass
class C5(Exception): pass
class C6(M): pass
for v in (M, C, C2, C3, C4, C5, C6, C(), C4(), C5(), C3()): print(s(v), end=' ')
print()
print([s(C()) for _ in range(3)], [s(C().__dict__) for _ in range(5)], s(C))
import types
print(s(types.SimpleNamespace(a=1)), s(types.ModuleType('m')), s(types.MethodType(print, 1)), s(types.FunctionType(g0.__code__, {})), s(sys), s(types.MappingProxyType({1: 2})), s(int | str), s(list[int]), s(types.GenericAlias(list, (int,))))
try:
    raise ValueError
except ValueError as e: print(s(e), s(e.__traceback__), s(e.args))
for e in (KeyError(1), OSError(1, 'a'), SystemExit(3), StopIteration(1), UnicodeDecodeError('a', b'', 0, 1, ''), ImportError('a', name='b'), SyntaxError('a', ('f', 1, 1, 't')), AttributeError('x', name='n', obj=1), NameError('a', name='x'), ExceptionGroup('a', [ValueError()])): print(type(e).__name__, s(e), s(e.__dict__))
