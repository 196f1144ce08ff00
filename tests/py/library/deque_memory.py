"""deque: blocks and their sizes, ends, rotation, iterators, references, errors."""
import copy
import gc
import sys
import weakref
from collections import deque
import _collections

for t in (deque, _collections._deque_iterator, _collections._deque_reverse_iterator):
    print(t, t.__basicsize__, t.__module__, sorted(vars(t)), sys.getsizeof(t))
print(sys.getsizeof(deque()), sys.getsizeof(deque([1])), sys.getsizeof(deque(range(100))), sys.getsizeof(deque(maxlen=3)))
d = deque()
sizes = []
for i in range(300):
    d.append(i)
    sizes.append(sys.getsizeof(d))
for i in range(200):
    d.popleft()
    sizes.append(sys.getsizeof(d))
for i in range(150):
    d.appendleft(i)
    sizes.append(sys.getsizeof(d))
while d:
    d.pop()
    sizes.append(sys.getsizeof(d))
print(sizes)
for n in (0, 1, 62, 63, 64, 65, 127, 128, 129, 300):
    a, b, c = deque(range(n)), deque(), deque()
    b.extendleft(range(n))
    for i in range(n):
        c.append(i)
    print(n, sys.getsizeof(a), sys.getsizeof(b), sys.getsizeof(c), a == c, list(b) == list(reversed(a)))
    a.rotate(n // 3)
    b.rotate(-n // 3 - 70)
    print(sum(a), list(a)[:5], list(b)[-5:], sys.getsizeof(a), sys.getsizeof(b))
d = deque(range(200))
blocks = sys.getallocatedblocks()
for i in range(20):
    d.extend(range(700))
    while len(d) > 10:
        d.popleft()
print(len(d), sys.getsizeof(d))

x = object()
d = deque([x, x, x])
print(sys.getrefcount(x), gc.is_tracked(d), len(gc.get_referents(d)), sys.getrefcount(d))
it = iter(d)
print(sys.getrefcount(d), sys.getsizeof(it), gc.is_tracked(it), gc.get_referents(it)[0] is d, it.__length_hint__())
next(it)
print(it.__length_hint__(), it.__reduce__()[1][1], sys.getrefcount(x))
r = reversed(d)
print(type(r).__name__, next(r) is x, r.__reduce__()[1][1])
del it, r
d.clear()
print(sys.getrefcount(x), d, len(d), bool(d))


class Noisy:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f'N{self.n}'

    def __del__(self):
        print('del', self.n, end=' ')


d = deque(map(Noisy, range(70)), maxlen=66)
print()
d.append(Noisy('new'))
d.appendleft(Noisy('first'))
print(d[0], d[-1], d[3], len(d), d.maxlen)
d.rotate(2)
del d[1]
d[0] = 5
print()
w = weakref.ref(d, lambda w: print('gone', end=' '))
del d
print()
d = deque()
d.append(d)
print(d, gc.is_tracked(d))
del d
print(gc.collect() > 0)

d = deque('abcdefgh')
print(d.index('c'), d.index('c', -6), d.count('a'), 'z' in d, 'b' in d)
d.insert(2, 'X')
d.insert(-1, 'Y')
d.insert(100, 'end')
d.insert(-100, 'start')
d.remove('d')
print(d)
d.reverse()
print(d, d[0], d[-1], d.copy() == d, copy.copy(d) is d, copy.deepcopy(d))
print(d + deque([1]), deque([1, 2]) * 3, 2 * deque([7], maxlen=1), deque([1, 2], maxlen=3) * 4, d.__reduce__()[:3])
e = deque([1])
e += [2, 3]
e *= 2
print(e, e.__reduce__()[1], deque([1], 4).__reduce__()[1])
e.extend(e)
e.extendleft(e)
print(e, deque(maxlen=0), deque([1, 2], 0))
print(deque([1, 2]) < deque([1, 3]), deque([1, 2]) <= deque([1]), deque() == [], deque([1]) != deque([1, 2]), deque([2]) > deque([1, 5]))


def attempt(f):
    try:
        print('ok', f())
    except BaseException as e:
        print(type(e).__name__, e)


def mutate_while(d, g):
    for i in g(d):
        d.append(1)


class Changing:
    def __init__(self, d):
        self.d = d

    def __eq__(self, other):
        self.d.append(0)
        return False


changing = deque([1, 2])
changing.append(Changing(changing))
for f in [lambda: deque().index(), lambda: deque().index(1, 2, 3, 4), lambda: deque([1]).index(1, 'a'), lambda: deque().insert(),
          lambda: deque().insert('a', 1), lambda: deque().rotate(1, 2), lambda: deque().rotate('a'), lambda: deque([1])['a'],
          lambda: deque([1])[3], lambda: deque([1]).__delitem__(4), lambda: deque([1]).append(), lambda: deque([1]).pop(1),
          lambda: deque(1), lambda: deque([], 'a'), lambda: deque([], -1), lambda: deque(1, 2, 3), lambda: deque(x=1),
          lambda: deque() + [1], lambda: deque([1, 2]) * 'a', lambda: deque([1, 2]) < [1], lambda: hash(deque()),
          lambda: deque([1]).remove(3), lambda: deque([1])[0:1], lambda: _collections._deque_iterator(1),
          lambda: _collections._deque_iterator(), lambda: deque([], maxlen=2**70), lambda: setattr(deque(), 'maxlen', 1),
          lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1], 1).insert(0, 2), lambda: mutate_while(deque([1]), iter),
          lambda: mutate_while(deque([1]), reversed), lambda: deque([1, 2, 3]).index(3, 0, 2), lambda: 5 in changing,
          lambda: changing.count(5), lambda: changing.index(5), lambda: changing.remove(5), lambda: deque([1]) + 5,
          lambda: list(_collections._deque_iterator(deque('abc'), 2)), lambda: deque.__class_getitem__(int)]:
    attempt(f)


class Sub(deque):
    pass


s = Sub('abc', 5)
s.extra = 1
print(s, sys.getsizeof(s), s.extra, s.copy(), type(s + s).__name__, s.__reduce__()[1:3])
match deque([1, 2, 3]):
    case [a, *rest]:
        print(a, rest)
