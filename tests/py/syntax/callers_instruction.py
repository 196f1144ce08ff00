"""Where the caller of a method called by the interpreter is: f_lasti and f_lineno of the frame below."""
import sys
def who():
    f = sys._getframe(2); return f.f_lasti, f.f_lineno, f.f_code.co_name
class A:
    def __init__(self, x=1):
        self.x = x
        print(sys._getframe(1).f_lasti, sys._getframe(1).f_lineno, who())
class B(A):
    def __init__(self):
        super().__init__(
            3)
        print(sys._getframe(1).f_lasti, sys._getframe(1).f_lineno)
class C:
    def __new__(cls, *a):
        print('new', sys._getframe(1).f_lasti); return object.__new__(cls)
    def __init__(self, *a): print('init', sys._getframe(1).f_lasti)
    def __enter__(self): print('enter', sys._getframe(1).f_lasti, sys._getframe(1).f_lineno)
    def __exit__(self, *a): print('exit', sys._getframe(1).f_lasti, sys._getframe(1).f_lineno)
    def __add__(self, o): print('add', sys._getframe(1).f_lasti); return self
    def __getitem__(self, o): print('get', sys._getframe(1).f_lasti, sys._getframe(1).f_lineno); return 1
    @property
    def p(self): print('prop', sys._getframe(1).f_lasti, sys._getframe(1).f_lineno); return 1
    def __iter__(self): print('iter', sys._getframe(1).f_lasti); return iter([1])
    def __call__(self): print('call', sys._getframe(1).f_lasti)
    def __del__(self): print('del', sys._getframe(1).f_lasti, sys._getframe(1).f_lineno)
    def __getattr__(self, n): print('ga', n, sys._getframe(1).f_lasti); return 2
    def __eq__(self, o): print('eq', sys._getframe(1).f_lasti); return True
    def __hash__(self): print('hash', sys._getframe(1).f_lasti); return 1
    def __bool__(self): print('bool', sys._getframe(1).f_lasti); return True
def f(n):
    a = A()
    b = [A(2), B(), A(x=4)]
    c = C(1,
          2)
    with c:
        c + c
        c[
            0]
    c.p; c.q
    for i in c: pass
    c()
    c == c
    {c: 1}
    if c: pass
    x = (A(i) for i in range(2))
    list(x)
    [A(i) for i in range(2)]
    del c
for i in range(12):
    f(i)
    A(i)
