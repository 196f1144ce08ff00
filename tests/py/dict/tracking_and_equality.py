# Tracking by the collector, free list reuse, equality, merging, odd hashes.
import gc
print(gc.is_tracked({}), gc.is_tracked({'a': 1}), gc.is_tracked({'a': []}), gc.is_tracked({'a': (1,)}), gc.is_tracked({1: {}}))
d = {}; d['a'] = []; print(gc.is_tracked(d)); d['a'] = 1; gc.collect(); print(gc.is_tracked(d))
a = {}; b = {}; ia, ib = id(a), id(b); del a; del b; c = {}; d = {}; print(id(c) == ib, id(d) == ia)
d = {}; d['self'] = d; print(d); d = {'k': d.keys()}; print({1: [2, {3: 4}]})
print({'a': 1, 'b': [1]} == {'b': [1], 'a': 1}, {'a': 1} == {'a': 2}, {} != {1: 1}, {'a': 1} | {'b': 2}, {1: 2}.setdefault(1, 3), {}.get('a'), {}.get('a', 5), {1: 2}.pop(1), {}.pop(1, 'd'))
d = {'a': 1}; d |= [('b', 2)]; print(d); d.update(c=3, a=0); print(d); d.update([('z', 1)], y=2); print(d); print(dict(d, q=1), dict([(1, 2)], a=3), dict(a=1, b=2))
class H:
    def __init__(s, h): s.h = h
    def __hash__(s): return s.h
    def __eq__(s, o): print("eq", s.h, o.h if isinstance(o, H) else o); return s is o
d = {H(1): 1, H(1): 2, H(9): 3}; print(len(d)); print(d.get(H(1)))
class E:
    def __hash__(s): return 1
    def __eq__(s, o): raise ValueError("boom")
try: {E(): 1, E(): 2}
except ValueError as e: print(e)
