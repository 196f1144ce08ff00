import functools


def add(a, b=2, *rest, c: int = 3, **more):
    total = a + b
    total += c
    return total


def outer(n):
    seen = []

    def inner(x):
        nonlocal n
        n -= x
        seen.append(x)
        return f'{x!r:>4}{n!s}'
    return [inner(i) for i in range(n) if i in (1, 3) or not i]


class Point:
    __slots__ = ('x', 'y')

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    @property
    def length(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5


def generate(n):
    while n > 0:
        got = yield n
        n -= got or 1


def guarded(value):
    try:
        return 10 // value
    except ZeroDivisionError as error:
        return str(error)
    finally:
        value = None


for round in range(10):
    add(round, 4)
    add(1, c=5)
    outer(4)
    p = Point(3, round)
    if p == Point(3, 4):
        print(p.length)
    guarded(round % 2)
    words = {'a': 1, **{'b': 2}}
    a, (b, *rest) = words['a'], [1, 2, 3]
    a, b = b, a
    sum(generate(3))
    numbers = {n: -n for n in (3, 1, 2)}
    text = 'x'
    text += 'y'
    numbers[1] += 1
    ordered = sorted(numbers, key=functools.cmp_to_key(lambda m, n: m - n))
    del rest[:]
    assert a is not None, 'never'
with open('/dev/null') if False else memoryview(b'abc') as view:
    match view[0]:
        case 1 | 2:
            kind = 'low'
        case other if other > 90:
            kind = 'high'
values = (1, 'two', 3.0, b'4', None, ..., 1 + 2j, True, frozenset({5}))
x = 1 + 2j
in_set = x in {1, 2}
