# Error texts, iteration errors, subclasses, release order, big tables.
import sys
gs = sys.getsizeof
a = {1,2,3,4,5}; f = frozenset([1,2])
exprs = ["{[]}", "set(1)", "set(1,2)", "a.remove(99)", "set().pop()", "a | [1]", "a < 5", "hash(a)", "a.add()", "a.add([])", "set(x=1)", "frozenset(1)", "frozenset(x=1)", "a.union(1)", "a - 1", "f.add(1)", "a[0]", "a.remove({1})", "a.discard([])", "[] in a", "a &= 3", "set([[1]])", "frozenset(1,2)"]
for e in exprs:
    try: print(e, eval(e))
    except Exception as x: print(e, type(x).__name__, x)
try:
    for x in a: a.add(x + 100)
except RuntimeError as e: print(e)
class S(set): pass
class F(frozenset): pass
print(S([1]), F([1]), type(S([1])|{2}), type(F([1])|{2}), type(S([1]).copy()), gs(S()), gs(F()), repr(S()))
it = iter({1,2,3}); next(it); print(it.__length_hint__(), it.__reduce__()[1], list(it))
r = S(); 
class D:
    def __init__(s, n): s.n = n
    def __hash__(s): return s.n
    def __del__(s): print("del", s.n, end=' ')
s = {D(3), D(1), D(2)}; s.clear(); print(); s = {D(3), D(1), D(9), D(17)}; del s; print()
print(set("abc") == set("cab"), {1,2}.__reduce__()[:2] , gs(set()), gs(frozenset()), gs({1,2,3,4,5}), sorted(set(dict(a=1,b=2))), gs(set({1:2,3:4})))
print({1.0, 1, True}, {0, False}, set(range(5)) - {1: 0}.keys(), set([1,2]).difference({1: 2}), {x for x in [1, 2]}, len({1,2}))
big = set(range(60000)); print(gs(big)); big.update(range(100000, 160000)); print(gs(big))
print({1,2} >= {1}, {1} > {1}, {1} < {1,2}, {1,2}.issubset([1,2,3]), {1,2,3}.issuperset(iter([1])), frozenset({1}) == {1})
print(set([i<<4 for i in range(10)]), {i * 1000003 for i in range(7)}, {10**20, -5, 2**61-1, 2**61})
