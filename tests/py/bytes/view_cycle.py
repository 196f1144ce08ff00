# A cycle through a memoryview and its managed buffer is found by the collector.
import gc
from array import array


class Holder(bytearray):
    pass


gc.collect()
h = Holder(b"abc")
h.view = memoryview(h)
h.part = h.view[1:]
del h
print(gc.collect())
kept = memoryview(Holder(b"abc"))
kept.obj.view = kept
print(len(gc.get_referents(kept)), kept.obj.view is kept)
del kept
print(gc.collect(), gc.collect())


class Items(array):
    pass


a = Items("i", [1])
a.me = a
a.view = memoryview(a)
del a
print(gc.collect())
