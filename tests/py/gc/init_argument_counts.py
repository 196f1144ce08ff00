import sys
class A:
    def __init__(self, x, *a, **k):
        print(sys.getrefcount(x), sys.getrefcount(self))
class M(type):
    def __call__(cls, *a, **k): return super().__call__(*a, **k)
class B(metaclass=M):
    def __init__(self, x): print(sys.getrefcount(x), sys.getrefcount(self))
class C(list):
    def __init__(self, x): print(sys.getrefcount(x), sys.getrefcount(self))
def go():
    o = object()
    A(o); A(x=o); A(**{'x': o}); A(*[o]); A(*(o,), **{}); A(o, *[1], y=2); A(*[object()]); A(**{'x': object()}); A(object()); A(x=object()); A(o, 1, y=o)
    B(o); B(x=o); B(**{'x': o}); B(object()); B(x=object()); B(*[object()])
    C(o); C(x=o); C(**{'x': o}); C(*[o])
    type.__call__(A, o); type.__call__(A, x=o); list(map(A, [object()]))
    A.__init__(A(o), o); A.__init__(A(o), x=o); A.__init__(A(o), **{'x': o})
    class D:
        def __new__(cls, x): print('new', sys.getrefcount(x)); return object.__new__(cls)
    D(o); D(x=o); D(**{'x': o}); D(object()); D(x=object())
    class E(D):
        def __init__(self, x): print('init', sys.getrefcount(x), sys.getrefcount(self))
    E(o); E(x=o); E(**{'x': o}); E(object()); E(x=object()); E(*[object()])
go()
