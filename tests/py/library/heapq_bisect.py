"""heapq and bisect: orders, references held while comparing, errors."""
import heapq
import sys
from bisect import bisect, bisect_left, bisect_right, insort, insort_left, insort_right
from heapq import heapify, heappop, heappush, heappushpop, heapreplace

state = 7
items = []
for i in range(60):
    state = state * 1103515245 + 12345 & 0x7fffffff
    items.append(state % 41)
heap = list(items)
heapify(heap)
print(heap)
for i in items[:20]:
    heappush(heap, i)
print(heap)
print([heappop(heap) for i in range(30)], heapreplace(heap, 100), heappushpop(heap, -1), heappushpop(heap, 50))
heapq._heapify_max(heap)
print(heap, heapq._heappop_max(heap), heapq._heapreplace_max(heap, 3), heap)
print(sorted(items) == [heappop(items) for i in range(len(items)) if heapify(items) is None])


class Seen:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        print(self.n, '<', other.n, sys.getrefcount(self), end='; ')
        return self.n < other.n

    def __repr__(self):
        return f'S{self.n}'


h = [Seen(3), Seen(1), Seen(2)]
heapify(h)
heappush(h, Seen(0))
print(h, heappop(h), h, heappushpop(h, Seen(5)), heapreplace(h, Seen(0)))


class Shrinks:
    def __lt__(self, other):
        del victim[1:]
        return True


def attempt(f):
    try:
        print('ok', f())
    except BaseException as e:
        print(type(e).__name__, e)


victim = [Shrinks(), Shrinks(), Shrinks(), Shrinks()]
for f in [lambda: heappop([]), lambda: heapreplace([], 1), lambda: heappushpop([], 1), lambda: heappush((), 1), lambda: heappop(()),
          lambda: heapify(1), lambda: heapq._heappop_max([]), lambda: heapify(victim), lambda: heappush([1], 'a'), lambda: heappush([]),
          lambda: heapify([1, 'a']), lambda: bisect([1], 'a'), lambda: bisect([1, 2], 1, -1), lambda: bisect(1, 2), lambda: bisect([1]),
          lambda: bisect([1], 1, 'a'), lambda: insort((1, 2), 1), lambda: insort([1], 'a'), lambda: bisect([1], 1, 0, 5), lambda: bisect(a=[1], x=2),
          lambda: bisect([1], 1, 0, 1, 2), lambda: bisect_left([1, 2], 1, lo=0, hi=None, key=None)]:
    attempt(f)
row = [1, 2, 2, 2, 5, 8]
print([bisect_left(row, i) for i in range(10)], [bisect_right(row, i) for i in range(10)], bisect is bisect_right, insort is insort_right)
print(bisect(row, 2, 2), bisect(row, 2, 0, 2), bisect_left(row, -2, key=lambda v: -v), bisect('abd', 'c'), bisect(range(100), 40))
for i in (0, 2, 9):
    insort(row, i)
    insort_left(row, i)
print(row)
pairs = [('a', 1), ('b', 2), ('c', 3)]
insort(pairs, ('x', 2), key=lambda p: p[1])
insort_left(pairs, ('y', 2), key=lambda p: p[1])
print(pairs)


class Sub(list):
    def insert(self, i, v):
        print('insert', i, v)
        super().insert(i, v)


s = Sub([1, 3])
insort(s, 2)
print(s, list(heapq.merge([1, 4], [2, 3])), heapq.nsmallest(2, [3, 1, 2]), heapq.nlargest(2, [3, 1, 2], key=lambda v: -v))
print(heappush.__module__, bisect.__module__, bisect)
