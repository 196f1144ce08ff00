# Operators, methods and header reuse.
import sys
gs = sys.getsizeof
a = [1,2,3]; b = a; b += [4]; print(a is b, a); b *= 2; print(a); b *= 0; print(a)
print([1,2,3].count(1), [1,2,3].index(3), [1,2,3].index(2,-2), 2 in [1,2], [1,2,3][::-1], [0,1,2,3,4][-4:-1:2], [1,2,3].copy())
print(gs([]), gs([1,2,3]), gs([1]), gs([None]*3 + [1]))
l = list(range(10)); l.insert(0, 'x'); l.insert(-1, 'y'); l.insert(100, 'z'); print(l, gs(l))
a = []; b = []; ia, ib = id(a), id(b); del a; del b; c = []; d = []; print(id(c) == ib, id(d) == ia)
