import gc
def t(f):
    try: return repr(f())
    except Exception as e: return type(e).__name__ + ': ' + str(e)
print(gc.isenabled(), gc.get_threshold(), gc.get_debug()); gc.disable(); print(gc.isenabled())
class A:
    def __init__(s, n=0): s.n = n; s.self = s
    def __del__(s): print('del', s.n)
for i in range(3): A(i)
print(gc.collect(), gc.collect(), gc.garbage)
gc.set_threshold(5); print(gc.get_threshold()); gc.set_threshold(700, 11, 12); print(gc.get_threshold())
print(t(lambda: gc.set_threshold()), t(lambda: gc.set_threshold(1,2,3,4)), t(lambda: gc.set_threshold('a')), t(lambda: gc.collect(3)), t(lambda: gc.collect(-1)), t(lambda: gc.collect('a')), t(lambda: gc.collect(generation=1)), t(lambda: gc.get_objects(5)), t(lambda: gc.get_objects(-2)), t(lambda: gc.get_objects('a')), t(lambda: gc.set_debug('a')), t(lambda: gc.is_tracked()), t(lambda: gc.set_debug(2**40)))
print([gc.is_tracked(x) for x in (1, 'a', 1.5, (), (1,), ([],), [], {}, {'a':1}, {'a':[]}, set(), frozenset(), object(), A, print, None, range(3), slice(1), b'', bytearray(), iter([]), type, (lambda: 0))])
log = []
def cb(phase, info): log.append((phase, info['generation'], info['collected'], info['uncollectable']))
gc.callbacks.append(cb); l = []; l.append(l); del l; gc.collect(); gc.collect(0); gc.callbacks.remove(cb); print(log)
x = [1, 'a', {'k': 2}]; y = (x, 5)
print(gc.get_referents(x), gc.get_referents(y, {'q': x}), gc.get_referents(5), gc.get_referents({1: x}))
print([type(r).__name__ for r in gc.get_referrers(x)], gc.get_referrers(y) == [globals()])
gc.set_debug(gc.DEBUG_SAVEALL); z = []; z.append(z); i = id(z); del z; print(gc.collect(), len(gc.garbage), gc.garbage[0][0] is gc.garbage[0]); gc.garbage[0].clear(); gc.set_debug(0); gc.garbage.clear()
gc.collect(); gc.freeze(); n = gc.get_freeze_count(); print(n > 100, len(gc.get_objects()) < 20, gc.get_count()[1:]); gc.unfreeze(); print(gc.get_freeze_count())
s = gc.get_stats(); print(len(s), sorted(s[0]))
class B:
    pass
o = [B() for i in range(5)]
for i in range(4): o[i].next = o[i+1]
o[4].next = o[0]
ids = {id(b): i for i, b in enumerate(o)}
gc.collect()
print([ids[id(g)] for g in gc.get_objects(2) if id(g) in ids])
class Res:
    def __del__(s): global keep; keep = s; print('res')
r = Res(); r.me = r; del r
print(gc.collect(), gc.is_finalized(keep)); del keep; print(gc.collect())
gc.enable()
