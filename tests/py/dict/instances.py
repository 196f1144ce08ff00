# Inline values of instances, shared keys and materialised dicts.
import sys
gs = sys.getsizeof
class A: pass
for n in range(1, 6):
    o = A()
    print(gs(o), gs(o.__dict__), end=' ')
print()
class B:
    def __init__(s): s.x = 1; s.y = 2
bs = [B() for _ in range(4)]; print([gs(b.__dict__) for b in bs])
b = bs[0]; del b.x; b.z = 3; b.x = 4; print(b.__dict__, vars(bs[1])); b2 = B(); b2.q = 1; del b2.x; b2.x = 7; print(b2.__dict__)
class C: pass
c = C()
for i in range(40): setattr(c, "a%d" % i, i)
print(len(c.__dict__), list(c.__dict__)[:3], gs(c.__dict__))
try: del C().foo
except AttributeError as e: print(e)
try: c.foo
except AttributeError as e: print(e)
c.__dict__ = {'z': 1}; print(c.z, vars(c))
try: del c.foo
except AttributeError as e: print(repr(e))
del c.__dict__; c.n = 1; print(c.__dict__)
