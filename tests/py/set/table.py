# Table sizes and iteration order.
import sys
gs = sys.getsizeof
out = []; s = set()
for i in range(3000):
    z = gs(s)
    if not out or out[-1] != z: out.append(z)
    s.add(i)
print(out)
print(set([3,1,2,10,8,9]), {100, 5, 37, 1024, -1, -2}, set(range(20)), {8*i for i in range(12)}, frozenset([1,2,3]), set(), frozenset())
s = {i * 7 % 50 for i in range(30)}; print(s, gs(s))
for i in range(10): s.discard(i)
print(s, gs(s)); s.add(1000); s |= {1,2}; print(s); t = s.copy(); print(t, gs(t)); t -= {i for i in range(100)}; print(t, gs(t))
