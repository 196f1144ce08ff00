# What classes tell of themselves in __flags__ (all but the bit of a version), and sizes of instances' dicts.
import sys


class A: pass
class B: __slots__ = ()
class C(dict): pass
class D(int): pass
class E(Exception): pass
class F(list): __slots__ = ()
class G: __slots__ = ("__weakref__",)
class H: __slots__ = ("x", "__dict__")
class I(type): pass
class J(set): pass
class K(A): __slots__ = ("y",)
class L(tuple): pass
class M(str): pass


for c in (A, B, C, D, E, F, G, H, I, J, K, L, M, int, str, list, dict, object, type, float, tuple, set, bytes, bool, type(None), range):
    print(c.__name__, hex(c.__flags__ & ~(1 << 19)), c.__basicsize__)
for c in (A, C, D, E, H, J, K, L, M):
    o = c()
    print(c.__name__, sys.getsizeof(o), sys.getsizeof(c), sys.getsizeof(o.__dict__))
    o.z = 1
    print(sys.getsizeof(o.__dict__), sys.getsizeof(c().__dict__))
