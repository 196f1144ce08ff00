"""Tables of sets by how they were made and what was done to them."""
import sys
def s(x): return sys.getsizeof(x)
def grow(n, f):
    x = set(); r = [(0, s(x))]
    for i in range(n):
        x.add(f(i))
        if r[-1][1] != s(x): r.append((i + 1, s(x)))
    return r
print(grow(5000, int)); print(grow(100, str))
for n in range(0, 40):
    a = set(range(n)); b = {x for x in range(n)}; c = frozenset(range(n)); d = a.copy(); e = a | a; f = a & a; g = a - set(); h = a ^ {1000}; i = set(a); j = set('%d' % x for x in range(n)); k = set(list(range(n))); l = set(dict.fromkeys(range(n))); m = frozenset(a); o = a.union([1, 2]); p = set(); p.update(a); q = set(); q |= a; t = set(tuple(a)); u = {*a}; v = {*range(n), -1}; w = frozenset(c); y = a.intersection(list(a)); z = a.difference([]); aa = a.symmetric_difference([])
    print(n, [s(v) for v in (a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, t, u, v, w, y, z, aa)])
a = set(range(100))
for i in range(95): a.discard(i)
print(s(a), s(a.copy()), s(set(a))); a.add(1); print(s(a)); a.clear(); print(s(a)); a |= {1}; print(s(a)); a -= {1}; print(s(a)); a.pop if 0 else 0
a = set(range(20)); a.intersection_update({1, 2}); print(s(a)); a ^= set(range(50)); print(s(a)); a.difference_update(range(40)); print(s(a)); print(sorted(a), list(a))
print(list({5, 1, 9, 17, 33, 8}), list(frozenset([64, 32, 16, 8, 0])), list({-1, -2, -3, 0}), [x for x in set(range(30, 10, -3))], list({1.5, 2.5, 0.5}), list({True, 0, 2, None.__class__} - {type(None)}))
class S(set): pass
x = S(range(10)); print(s(x), s(S())); x.add(20); print(s(x))
