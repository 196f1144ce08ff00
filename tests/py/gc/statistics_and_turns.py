"""Statistics, thresholds, and the turns of the generations."""
import gc
gc.collect(); gc.disable()
s0 = gc.get_stats()
class N: pass
def cyc(k):
    for _ in range(k):
        n = N(); n.n = n
cyc(5); print(gc.collect(0)); cyc(3); print(gc.collect(1)); cyc(2); print(gc.collect(2))
print([{k: b[k] - a[k] for k in b} for a, b in zip(s0, gc.get_stats())])
print(gc.get_threshold(), gc.get_count()[1:], gc.isenabled()); gc.set_threshold(5, 2, 2); print(gc.get_threshold()); gc.set_threshold(100); print(gc.get_threshold())
try: gc.set_threshold()
except TypeError as e: print(e)
try: gc.collect(3)
except ValueError as e: print(e)
try: gc.collect('a')
except TypeError as e: print(e)
try: gc.get_objects(generation=5)
except ValueError as e: print(e)
print(gc.freeze(), gc.get_freeze_count() > 0, gc.unfreeze(), gc.get_freeze_count())
log = []
gc.callbacks.append(lambda p, i: log.append((p, i['generation'], i['collected'])))
gc.set_threshold(50, 3, 2); gc.enable()
keep = []
for i in range(1200): keep.append([i])
gc.disable()
print(len(log), log[:40])
keep.clear(); log.clear()
gc.set_threshold(10, 2, 2); gc.collect(); log.clear(); gc.enable()
for i in range(400): n = N(); n.n = n
gc.disable(); print(log[:60]); print(gc.get_count())
gc.callbacks.clear()
o = [N() for _ in range(3)]; print([sum(x is y for y in gc.get_objects(generation=0)) for x in o]); gc.collect(0); print([sum(x is y for y in gc.get_objects(generation=1)) for x in o]); gc.collect(1); print([sum(x is y for y in gc.get_objects(generation=2)) for x in o])
print(type(gc.get_objects()).__name__, gc.get_objects() is gc.get_objects(), gc.is_tracked(gc.get_objects()))
gc.set_threshold(0); gc.enable(); c = gc.get_count()[0]; x = [[] for _ in range(3000)]; print(gc.get_count()[0] - c > 1000, gc.get_count()[1:])
