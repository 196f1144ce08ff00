# Operators, methods, pop order and frozenset hashes.
import sys
gs = sys.getsizeof
a = {1,2,3,4,5}; b = {4,5,6,7}
print(a|b, a&b, a-b, a^b, a<=b, a<{1,2,3,4,5,6}, a>={1}, a.isdisjoint({9}), a.union([9],(8,)), a.intersection([1,2,99]), a.difference([1],[2]), a.symmetric_difference([1,77]), a==set(range(1,6)), a!=b)
c = set(a); c.update([10], {11}); print(c); c.intersection_update([1,2,10]); print(c); c.difference_update({1}); print(c); c.symmetric_difference_update({2, 3}); print(c)
c = set(a); c &= b; print(c); c ^= {4, 100}; print(c); c |= b; print(c); c -= {4}; print(c)
s = set(range(12)); print([s.pop() for _ in range(5)], s); s.add(0); print(s.pop(), s.pop(), s)
print(hash(frozenset()), hash(frozenset([1,2,3])), hash(frozenset([frozenset([1]), -1])), hash(frozenset(range(100))))
f = frozenset([1,2]); print(frozenset(f) is f, f.copy() is f, frozenset() is frozenset(), f|{3}, {3}|f, type({3}|f), type(f|{3}), f & {1}, f - {1})
print({frozenset([1,2])} == {f}, {1,2} in {f}, set([1]) in [frozenset([1])])
