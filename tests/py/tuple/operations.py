# Same-object results, hashes, errors, iterators, subclasses, tracking.
import sys, gc
gs = sys.getsizeof
t = (1,2,3)
print(tuple(t) is t, t[:] is t, t*1 is t, t+() is t, ()+t is t, tuple([]) is (), t[3:] is (), t*0 is (), gs(()), gs(t))
print(hash(()), hash((1,)), hash((1,2,3)), hash(((1,2),(3,4))), hash((-1, -2, 0)), hash((1.5, 10**30)))
for f in ["t[5]", "t['a']", "t + [1]", "t * 'a'", "t.index(9)", "tuple(1)", "tuple(1,2)", "tuple(a=1)", "t < 1", "hash(([],))", "t[10**40]", "t.index()", "t.count()", "t()", "t[0] ", "t[1:2:0]", "del_()", "set_()", "t.foo"]:
    def del_(): del t[0]
    def set_(): t[0] = 1
    try: print(eval(f))
    except Exception as e: print(f, type(e).__name__, e)
print(repr((1,)), repr(()), (1,2)<(1,3), (1,2)==(1,2), (1,)<(1,0), t.count(1), t.index(2), t[::-1], t[0:2], t+t, t*2)
l = []; t2 = (l,); l.append(t2); print(t2)
a = (object(), 1); i1 = id(a); del a; b = (object(), 2); print(id(b) == i1)
it = iter(t); next(it); print(it.__length_hint__(), it.__reduce__()); it.__setstate__(0); print(list(it), it.__reduce__()[1])
class T(tuple): pass
x = T((1,2)); print(x, type(x[:]), type(x*1), type(x+()), tuple(x) is x, gs(x), x == (1,2), hash(x) == hash((1,2)))
x.a = 5; print(x.__dict__, x.a)
print(tuple(i for i in range(25)), tuple(map(str, range(12))))
print(gc.is_tracked(()), gc.is_tracked((1,2)), gc.is_tracked(([],)))
a = tuple([1, 2]); print(gc.is_tracked(a)); gc.collect(); print(gc.is_tracked(a))
print(t.__getnewargs__(), (1,2).__class_getitem__(int))
