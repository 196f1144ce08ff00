"""Each block is traced to the line that asked for it, with its size, also in loops that were running before."""
import tracemalloc


def make(n):
    return bytearray(n)


def deeper(n):
    return make(n)


def lines(o):
    traceback = tracemalloc.get_object_traceback(o)
    return traceback and [frame.lineno for frame in traceback]


def size_of(action):
    before = tracemalloc.get_traced_memory()[0]
    held = action()
    return tracemalloc.get_traced_memory()[0] - before - empty, held


class Plain:
    pass


class Slots:
    __slots__ = 'a', 'b'


def warm():
    out = []
    for i in range(40):
        if i == 20:
            tracemalloc.start(3)
        text = 'x' * i
        number = i * 1.5 + 1000
        big = i + 10 ** 6
        out.append((text + 'y',
                    big * 3))
    a, b = out[-1]
    return lines(a), lines(b), lines(text), tracemalloc.get_object_traceback(out)


print(warm())
print(lines(deeper(100)))
empty = 0
ballast = bytearray(1000)
empty = size_of(lambda: None)[0]
actions = [lambda: bytearray(1000), lambda: [0] * 100, lambda: bytes(300), lambda: 'ab' * 500, lambda: 2 ** 1000, lambda: list(range(300, 400)),
           lambda: {i: i for i in range(300, 320)}, lambda: set(range(100)), Plain, Slots, lambda: 'é' * 20, lambda: '\u20ac' * 700, lambda: tuple(range(200)), lambda: object(),
           lambda: [bytearray() for _ in range(100)], lambda: (i for i in range(3))]
for action in actions:
    size, held = size_of(action)
    print(type(held).__name__, size)
one = Plain()
one.x = 5000
print(lines(one), lines(Plain()))
tracemalloc.clear_traces()
print(tracemalloc.get_object_traceback(one))
snapshot_of = bytearray(50000)
top = tracemalloc.take_snapshot().statistics('lineno')[0]
print(top.traceback[-1].lineno, top.size, top.count)
del snapshot_of
print(tracemalloc.get_traceback_limit(), tracemalloc.get_tracemalloc_memory() > 1000)
tracemalloc.stop()
print(tracemalloc.get_traced_memory(), tracemalloc.get_object_traceback(one), tracemalloc.get_traceback_limit())


def bytes_of(text):
    """What int() asks for: as many digits as the text may need, no more."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    number = int(text)
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return after - before


bytes_of('12345')
for text in '7', '1234', '-1234', '999999999', '1000000000', '9' * 18, '9' * 19, '9' * 28, '1_0_0_0':
    print(text, bytes_of(text))
