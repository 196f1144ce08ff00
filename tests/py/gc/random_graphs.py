import gc, weakref, sys
gc.disable()
seed = 2026
def rnd(n):
    global seed
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 8) % n
log = []
class N:
    def __init__(self, i): self.i = i; self.l = []
    def __del__(self):
        log.append('d%d' % self.i)
        if rnd(12) == 0: keep.append(self)
class P:
    __slots__ = ('i', 'a', 'b', '__weakref__')
    def __init__(self, i): self.i = i
class L(list): pass
class D(dict): pass
keep = []
def make(i, pool):
    k = rnd(11)
    r = lambda: pool[rnd(len(pool))] if pool else None
    if k < 3:
        o = N(i); o.l.append(r()); o.x = r()
    elif k == 3:
        o = P(i); o.a = r(); o.b = o
    elif k == 4: o = [r(), r(), i]
    elif k == 5: o = {i: r(), 'k': r()}
    elif k == 6: o = (r(), r(), [])
    elif k == 7: o = L([r()]); o.me = o
    elif k == 8: o = D(a=r()); o['me'] = o
    elif k == 9:
        x = r()
        def f(): return x, f
        o = f
    else:
        x = r()
        def g():
            try: yield x
            finally: log.append('g%d' % i)
        o = g()
        next(o)
    return o
def wcb(i): return lambda r: log.append('w%d' % i)
for rounds in range(30):
    pool = []
    idx = {}
    refs = []
    for i in range(40):
        o = make(i, pool)
        pool.append(o)
        idx[id(o)] = i
        if rnd(3) == 0:
            t = pool[rnd(len(pool))]
            if isinstance(t, N): t.l.append(o)
            elif type(t) is list: t.append(o)
            elif isinstance(t, dict): t[i] = o
        if rnd(3) == 0:
            try: refs.append(weakref.ref(o, wcb(i)))
            except TypeError: pass
    o = t = None
    if rnd(2): print(gc.collect(rnd(3)))
    for g in range(3): print([idx[id(x)] for x in gc.get_objects(g) if id(x) in idx])
    print([gc.is_tracked(x) for x in pool])
    print([[idx.get(id(y), type(y).__name__) for y in gc.get_referents(x)] for x in pool[:12]])
    x = pool[rnd(40)]
    print([idx.get(id(y), type(y).__name__) for y in gc.get_referrers(x)])
    x = None
    survivors = [pool[rnd(40)] for j in range(rnd(4))]
    del pool
    print(log); log.clear()
    print(gc.collect(rnd(3)), log); log.clear()
    print(gc.collect(), log, gc.get_count()[1:], len(gc.garbage)); log.clear()
    del survivors
    print(gc.collect(), log); log.clear()
    keep.clear()
    print(gc.collect(), log, [r() is None for r in refs]); log.clear()
