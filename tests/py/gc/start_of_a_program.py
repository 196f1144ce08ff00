"""What a program finds when its first line runs, and that modules which CPython has by then cost the collector nothing."""
import gc
import sys

count = gc.get_count()
print("None, True, False have many references", sys.getrefcount(None) > 1000, sys.getrefcount(True) > 100, sys.getrefcount(False) > 100)
print("names of the module", sys.getsizeof(globals()), [*globals()])
import collections, contextlib, functools, random, re, threading, types, typing, weakref
print("imports are not counted", gc.get_count()[1:] == count[1:], gc.get_count()[0] - count[0] < 10, gc.is_tracked((1, "t", 2)))
before = sys.getallocatedblocks()
lists = [[] for _ in range(200)]
print("lists, most from the allocator", 110 < sys.getallocatedblocks() - before < 170)
stop = []
gc.callbacks.append(lambda phase, info: stop.append(info["generation"]) if phase == "stop" else None)
kept = [[] for _ in range(20000)]
gc.collect()
stop.clear()
more = [[] for _ in range(20000)]
print([stop.count(generation) for generation in range(3)])
gc.callbacks.clear()
for name in "abcdefghijklmnop":
    globals()[name] = 1
print(sys.getsizeof(globals()))
