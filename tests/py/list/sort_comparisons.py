# Sort order, stability and the number of comparisons for many shapes of input.
a = [3,1,2]; a.sort(); print(a); a.sort(reverse=True); print(a); a.sort(key=lambda x: -x); print(a)
class K:
    n = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o): K.n += 1; return self.v < o.v
    def __repr__(self): return "K%d" % self.v
x = 12345
def rnd(m):
    global x
    x = (x * 1103515245 + 12345) & 0x7fffffff
    return x % m
for n in (5, 30, 63, 64, 65, 100, 200, 700, 2000):
    for mod in (3, 10, 100000):
        K.n = 0
        v = [K(rnd(mod)) for _ in range(n)]
        w = sorted(v); cnt = K.n
        assert [k.v for k in w] == sorted(k.v for k in v)
        K.n = 0; w2 = sorted(v, key=lambda k: k, reverse=True)
        print(n, mod, cnt, K.n, end='; ')
        K.n = 0; sorted(w); c1 = K.n; K.n = 0; sorted(w[::-1]); print(c1, K.n, end='; ')
        K.n = 0; half = w[:n//2] + w[n//3:]; sorted(half); print(K.n)
print(sorted(["b","a","é","aa",""]), sorted([1.5,-2.0,0.0]), sorted([(1,"b"),(1,"a"),(0,"z")]), sorted([10**20, -10**20, 5]), sorted([1, 2.5, True]), sorted("hello", reverse=True))
