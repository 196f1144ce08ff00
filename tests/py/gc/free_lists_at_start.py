"""Objects that the free lists give are not counted by the collector: what is in them when a program begins shows."""
import gc
import sys

blocks = sys.getallocatedblocks
start = gc.get_count()[0]
x = []
print("a list", gc.get_count()[0] - start)
y = {}
print("a dict", gc.get_count()[0] - start)
before = blocks()
texts = [{"key": 1} for _ in range(200)]
print("200 dicts, about", round(blocks() - before, -1), round(gc.get_count()[0] - start, -1))


class A:
    pass


count = gc.get_count()[0]
instances = [A() for _ in range(10)]
print("10 instances", gc.get_count()[0] - count)
dicts = [{} for _ in range(20)]
print("20 dicts", gc.get_count()[0] - count)
lists = [[] for _ in range(60)]
print("60 lists, about", (gc.get_count()[0] - count) // 10 * 10)
gc.collect()
count = gc.get_count()[0]
more = [[] for _ in range(60)]
print("60 lists after a collection", gc.get_count()[0] - count)
for size in (64, 65, 1000):
    before = 0
    before = blocks()
    items = [None] * size
    print("a list of", size, blocks() - before)
    del items
