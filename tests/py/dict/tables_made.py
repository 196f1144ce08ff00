"""Tables of dicts by how they were made and what was done to them."""
import sys
def s(d): return sys.getsizeof(d)
def grow(make, key):
    d = make(); r = [(0, s(d))]
    for i in range(400):
        d[key(i)] = i
        if r[-1][1] != s(d): r.append((i + 1, s(d)))
    return r
print(grow(dict, str)); print(grow(dict, int)); print(grow(dict, float)); print(grow(dict, lambda i: (i,)))
import collections
print(grow(collections.OrderedDict, str)); print(grow(collections.Counter, str)); print(grow(lambda: collections.defaultdict(int), str)); print(grow(collections.UserDict, str))
for n in range(0, 30):
    k = [str(i) for i in range(n)]
    a = dict.fromkeys(k); b = {x: 1 for x in k}; c = dict(zip(k, k)); d = dict(a); e = a.copy(); f = {**a}; g = a | {}; h = {} | a; i = dict(**a); j = dict([(x, 1) for x in k]); m = {}; m.update(a); o = dict.fromkeys(range(n)); p = dict(o); q = {x: 1 for x in range(n)}; t = {**o}; u = o | o; v = dict(a, z=1); w = {'z': 1, **a}; x = dict(iter(a.items())); y = dict.fromkeys(set(range(n))); z = dict.fromkeys(iter(k)); aa = o | {'q': 1}; bb = dict(o.items())
    print(n, [s(v) for v in (a, b, c, d, e, f, g, h, i, j, m, o, p, q, t, u, v, w, x, y, z, aa, bb)])
d = {str(i): i for i in range(20)}
for i in range(15): del d[str(i)]
print(s(d), s(dict(d)), s(d.copy()), s({**d}), s(d | {})); d['x'] = 1; print(s(d)); d[1] = 2; print(s(d)); d.popitem(); print(s(d)); d.clear(); print(s(d)); d.update(a=1); print(s(d)); d.setdefault('q', 1); print(s(d)); d |= {i: i for i in range(9)}; print(s(d))
d = {'a': 1}; d[1] = 1; print(s(d)); d = {}; d[1] = 1; print(s(d)); d['a'] = 1; print(s(d)); d = {'a': 1, 2: 3}; print(s(d)); d = {1: 1, 'a': 2}; print(s(d)); d = dict(a=1, b=2); d[None] = 1; print(s(d))
def kw(**k): return s(k)
print(kw(), kw(a=1), kw(**{str(i): i for i in range(6)}), kw(a=1, b=2, c=3, d=4, e=5, f=6), kw(**{str(i): i for i in range(100)}))
print(s(globals()) > 0, s(locals()) > 0, s(vars(sys)) > 0)
def loc():
    a = b = c = 1
    return s(locals())
print(loc())
class K: pass
print(s(K.__dict__), s(vars(K)))
o = [K() for _ in range(5)]
print([s(x.__dict__) for x in o])
o = K(); o.a = 1; o.b = 2; print(s(o), s(o.__dict__)); del o.a; print(s(o.__dict__)); o.c = 1; print(s(o.__dict__)); o.__dict__ = {}; print(s(o.__dict__)); o.x = 1; print(s(o.__dict__)); vars(o)['q'] = 1; print(s(vars(o)), s(o)); vars(o)[1] = 2; print(s(vars(o)))
class Q:
    def __init__(self, n):
        for i in range(n): setattr(self, f'a{i}', i)
for n in (0, 1, 5, 20, 29, 30, 31, 40): q = Q(n); print(n, s(q), s(q.__dict__), s(Q))
import json, copy, pickle
print(s(json.loads('{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6}')), s(copy.copy({i: i for i in range(10)})), s(copy.deepcopy({'a': 1})), s(pickle.loads(pickle.dumps({'a': 1}))))
