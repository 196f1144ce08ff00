# Table sizes while growing, copying, presizing and converting to general keys.
import sys, gc
gs = sys.getsizeof
def sizes(n, key):
    out = []; d = {}
    for i in range(n):
        s = gs(d)
        if not out or out[-1] != s: out.append(s)
        d[key(i)] = i
    out.append(gs(d)); return out
print(sizes(3000, str)); print(sizes(3000, int)); print(sizes(20, lambda i: (i,)))
d = {"a": 1}; print(gs(d)); d[1] = 2; print(gs(d), d)
for n in range(0, 14):
    d = {str(i): i for i in range(n)}
    e = dict(d); f = d.copy(); g = {**d}; h = dict(d.items()); k = dict.fromkeys(d); m = dict.fromkeys(range(n)); o = dict.fromkeys(set(range(n)), 0); u = {}; u.update(d); p = dict(zip(range(n), range(n))); q = d | {"z": 1}
    print(n, [gs(x) for x in (d, e, f, g, h, k, m, o, u, p, q)])
d = {str(i): i for i in range(10)}
for i in range(7): del d[str(i)]
print(gs(d), gs(d.copy()), gs(dict(d)), d)
d["new"] = 1; print(gs(d)); 
for i in range(20): d[str(i)] = i; d.pop(str(i))
print(gs(d), d)
d.clear(); print(gs(d), d)
