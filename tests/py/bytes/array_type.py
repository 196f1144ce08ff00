# array.array: every typecode, limits and their words, growth, methods, slices, copying, files, iteration.
import array as module, copy, gc, io, pickle, sys
from array import array


def show(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


for code in module.typecodes:
    a = array(code)
    print(code, a.itemsize, a, sys.getsizeof(a), gc.is_tracked(a))
    for value in ("x", "xy", 1.5, None, 2**7, -2**7 - 1, 2**8, 2**15, -2**15 - 1, 2**16, 2**31, -2**31 - 1, 2**32,
                  2**63, -2**63 - 1, 2**64, -1, True, b"x", 10**400, 1e300):
        show(lambda: array(code, [value]))

a = array("i")
sizes = []
for i in range(200):
    a.append(i)
    sizes.append(sys.getsizeof(a))
print(sizes)
while len(a):
    a.pop()
    sizes.append(sys.getsizeof(a))
print(sizes[200:])

a = array("h", range(10))
print(a[3], a[-1], a[2:5], a[::-2], a[5:2], a[2:8:3], 3 in a, 99 in a, len(a), a == array("i", range(10)))
a[2:4] = array("h", [7, 7, 7])
a[::2] = array("h", [0] * len(a[::2]))
print(a)
del a[1], a[::3], a[-2:]
print(a, a + a, a * 2, 2 * a)
a += array("h", [1])
a *= 3
a.insert(1, 5), a.insert(-1, 6), a.insert(99, 8)
a.extend(range(3)), a.extend(array("h", [4])), a.fromlist([1, 2]), a.frombytes(b"\1\0\2\1")
print(a, a.count(1), a.index(1), a.index(1, 3), a.pop(), a.pop(0))
a.remove(1), a.reverse()
print(a, a.tolist(), a.tobytes())
a.byteswap()
print(a, array("u", "h\xe9\U0001f600"), array("u", "abc").tounicode(), array("u", "ab") < array("u", "b"))

for call in (lambda: array(), lambda: array(1), lambda: array("z"), lambda: array("i", 5), lambda: array("i", "5"),
             lambda: array("i", array("u")), lambda: array("i", b"123"), lambda: array("i", x=3), lambda: a["x"],
             lambda: a[99], lambda: a.__setitem__(99, 1), lambda: a.__setitem__(slice(0, 4, 2), array("h", [1])),
             lambda: a.__setitem__(slice(0, 1), [1]), lambda: a.__setitem__(slice(0, 1), array("b")), lambda: a + 1,
             lambda: a + array("b"), lambda: a.__iadd__([1]), lambda: a.extend(array("b")), lambda: a.extend(),
             lambda: a.extend(1, 2), lambda: a.pop(99), lambda: array("i").pop(), lambda: a.remove(99), lambda: a.index(99),
             lambda: a.fromlist(3), lambda: a.tounicode(), lambda: a.fromunicode("x"), lambda: hash(a),
             lambda: a.frombytes("x"), lambda: a.frombytes(array("i", [1])), lambda: type(iter(a))(), lambda: a < 1):
    show(call)

with memoryview(a) as view:
    for call in (lambda: a.append(1), lambda: a.pop(), lambda: a.__delitem__(0), lambda: a.extend(a), lambda: a.frombytes(b"xx"),
                 lambda: a.__setitem__(0, 1), lambda: a.__imul__(2)):
        show(call)
    view[1] = 99
print(a[1])


class Derived(array):
    pass


count = sys.getrefcount(array)
kept = [array("b"), array("b"), iter(array("b"))]
print(sys.getrefcount(array) - count, sys.getrefcount(type(kept[2])) > 2)
d = Derived("i", [1, 2])
d.name = "d"
for protocol in range(6):
    for item in (array("d", [1.5]), array("u", "x\u20ac"), array("Q", [2**64 - 1]), d):
        again = pickle.loads(pickle.dumps(item, protocol))
        print(again, type(again).__name__, again == item, getattr(again, "name", None))
print(copy.copy(a) == a, copy.deepcopy([a])[0] is a, array("b", [1]).__reduce_ex__(3)[1:], d.__reduce_ex__(2)[1:])
for code, number, data in (("i", 9, b"\0\0\0\1"), ("f", 15, b"\x3f\x80\0\0"), ("d", 17, b"\x3f\xf0\0\0\0\0\0\0"),
                           ("u", 21, b"\0\0\0a\0\0\0b"), ("B", 3, b"\1\2"), ("b", 12, b"\xff" * 8), ("i", 22, b"")):
    show(lambda: module._array_reconstructor(array, code, number, data))

file = io.BytesIO()
array("i", [1, 2, 3]).tofile(file)
file.seek(0)
b = array("i")
b.fromfile(file, 2)
print(b, file.tell())
show(lambda: b.fromfile(file, 2))
show(lambda: b.fromfile(file, -1))
print(b)

it = iter(b)
print(next(it), it.__reduce__(), list(it), it.__reduce__(), list(it), gc.get_referents(iter(b))[1] is b)
state = pickle.loads(pickle.dumps(it))
print(list(state), module.ArrayType is array, issubclass(array, __import__("collections").abc.MutableSequence))
match b:
    case [first, *rest]:
        print(first, rest)
print(array.__basicsize__, array.__itemsize__, array.__flags__, sys.getsizeof(it), array("i", [1]).buffer_info()[1])
print(sum(array("d", [0.5] * 4)), bytes(array("H", [258])), bytearray(array("b", [1])), b"".join([array("b", [65])]), int(array("b", b"12")))
