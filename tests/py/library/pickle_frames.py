"""Pickles: where frames end, batches of items, references to what was written, what comes back of the beginning of one."""
import hashlib
import pickle


class Point:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return type(other) is Point and other.x == self.x


def show(name, value):
    for protocol in (4, 5):
        data = pickle.dumps(value, protocol)
        print(name, protocol, len(data), hashlib.md5(data).hexdigest(), pickle.loads(data) == value)


for n in (65520, 65527, 65528, 65529, 65535, 65536, 70000):
    for i, value in enumerate((['a' * n], ['a' * n, 1], (b'b' * n, [2]), {'k': 'a' * n}, [['a' * n], 'x'], [Point('a' * n), 5])):
        show((n, i), value)
for n in (0, 1, 2, 999, 1000, 1001, 2000):
    show(n, dict.fromkeys(range(n)))
    show(n, set(range(n)))
    show(n, list(range(n)))
    show(n, [Point(1), list(range(n)), dict.fromkeys(range(n))])
shared, key = [1], ('t', 1)
for value in (None, True, 255, 256, 65535, 65536, -1, 2**31 - 1, 2**31, -2**31 - 1, 10**100, -10**100, 1 << 2040, 1 << 2100, -0.0, 1.5, '', 'é', '\ud800',
              'x' * 256, b'', b'z' * 256, (), (1,), (1, 2, 3), (1, 2, 3, 4), [shared, shared], [key, {key: key}], {1: {2: [{}]}}, {(1, 2): 3}, [int, 1j]):
    show(repr(value)[:20], value)
again = pickle.loads(pickle.dumps([shared, shared]))
print(again[0] is again[1])
loop = []
loop.append(loop)
print((back := pickle.loads(pickle.dumps(loop)))[0] is back)
ring = ([],)
ring[0].append(ring)
print((back := pickle.loads(pickle.dumps(ring)))[0][0] is back)
data = pickle.dumps([1, {'a': (1, 2, 3, 4)}, 'xyz', b'q', 1.5, 300, 70000, 2**70, None, True])
for i in range(11, len(data)):
    try:
        print(i, pickle.loads(data[:i]))
    except Exception as error:
        print(i, isinstance(error, (pickle.UnpicklingError, EOFError)))


# The opcodes of a whole frame are at hand, those behind it are read one by one: whole, cut and mixed with what the file has further on.
import io


class Point:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return self.x == other.x


points = [Point((i, str(i), i * 0.5, [1 << i])) for i in range(60)] + [..., ..., NotImplemented, NotImplemented, "a\nb", b"c" * 300]
for protocol in range(6):
    data = pickle.dumps(points, protocol)
    file = io.BytesIO(data + pickle.dumps([1, Point(2)], protocol) + data)
    whole = pickle.load(file)
    print(protocol, len(data), whole == points, len(pickle.load(file)), file.tell() - len(data), pickle.load(file) == points, file.read())
    faults = {}
    for i in range(0, len(data), 37):
        try:
            pickle.loads(data[:i])
        except Exception as error:
            faults[repr(error)] = faults.get(repr(error), 0) + 1
    print(sorted(faults.items()))
