# Python 3.10 keeps a frame with code that ran; the collector counts it.
import gc

gc.disable()
gc.collect()
seen = []
def note(): seen.append(gc.get_count()[0])
note()
note()
def f(x): return x
note()
f(1)
note()
f(2)
note()
seen.append([i for i in range(2)] and 0)
note()
def g():
    def inner(): return 1
    return inner()
note()
g()
note()
del f, g
note()
def h(): yield 1
list(h())
note()
list(h())
note()
print(seen)
