# memoryview: the managed buffer, exports, nested views, casts, dimensions, release, comparison, hash.
import gc, sys, weakref
from array import array


def show(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


data = bytearray(b"abcdefgh")
print(sys.getrefcount(data))
m = memoryview(data)
buffer, = gc.get_referents(m)
print(type(buffer).__name__, sys.getsizeof(buffer), gc.is_tracked(buffer), gc.get_referents(buffer) == [data])
print(sys.getrefcount(data), sys.getrefcount(buffer), sys.getsizeof(m), gc.is_tracked(m))
parts = [m[2:6], memoryview(m), m.cast("H"), m.toreadonly()]
print(sys.getrefcount(data), sys.getrefcount(m), sys.getrefcount(buffer), all(gc.get_referents(p) == [buffer] for p in parts))
show(lambda: data.append(1))
m.release()
print(m.__repr__()[:9], sys.getrefcount(data), parts[0].tobytes())
show(lambda: m[0])
show(lambda: data.append(1))
for part in parts:
    part.release()
data.append(105)
print(data, sys.getrefcount(data), gc.get_referents(buffer), gc.is_tracked(buffer), len(parts))
for name in ("obj", "nbytes", "format", "shape"):
    show(lambda: getattr(m, name))
show(lambda: memoryview(m))
show(lambda: bytes(m))
show(lambda: m == m)
show(lambda: m == b"")
show(lambda: hash(m))

view = memoryview(bytearray(range(24)))
cube = view.cast("B", [2, 3, 4])
print(cube.ndim, cube.shape, cube.strides, cube.suboffsets, cube.tolist(), sys.getsizeof(cube), cube.nbytes, len(cube))
print(cube[1, 2, 3], cube[-1, -1, 0], cube.c_contiguous, cube.f_contiguous, cube.contiguous)
cube[0, 0, 1] = 99
print(view[1], cube.tobytes("F"), cube.tobytes("A") == cube.tobytes(), cube == view, cube == view.cast("B", (2, 3, 4)))
print(cube[1:].tolist(), cube[::-1].tobytes(), cube[::2].shape)
for call in (lambda: cube[0], lambda: cube[0, 0], lambda: cube[0, 0, 9], lambda: cube[0, 0, 0, 0], lambda: cube["x"],
             lambda: cube[0:1, 0:1], lambda: cube.__setitem__(0, 1), lambda: cube.__setitem__(slice(0, 1), cube),
             lambda: iter(cube), lambda: cube.cast("B", [4, 6]), lambda: view.cast("B", [5, 5]), lambda: view.cast("B", 3),
             lambda: view.cast("B", [0]), lambda: view.cast("B", ["a"]), lambda: view.cast("B", [1] * 65), lambda: view.cast("e"),
             lambda: view.cast("H").cast("I"), lambda: view[:3].cast("H"), lambda: view[::2].cast("H"), lambda: view.tobytes("X"),
             lambda: view.cast("B", [2**62, 4]), lambda: memoryview(3), lambda: memoryview(), lambda: view[()], lambda: view["x"]):
    show(call)
scalar = memoryview(b"\1\2\3\4").cast("I", [])
print(scalar.ndim, scalar.shape, scalar[()], scalar[...] is scalar, scalar.tolist(), len(scalar), sys.getsizeof(scalar))
show(lambda: scalar[0])
show(lambda: iter(scalar))

for code in "bBhHiIlLqQfd":
    a = array(code, [1, 2, 3])
    m = memoryview(a)
    print(code, m.format, m.itemsize, m.tolist(), m[::-1].tolist(), m == a, m == array("d", [1, 2, 3]), m == b"\1\2\3")
    m[1] = 7
    m[:1] = m[2:]
    for value in (1.5, "x", 10**30, -1, None):
        show(lambda: m.__setitem__(0, value))
    print(a)
    show(lambda: m.__setitem__(slice(0, 1), b"1"))
    show(lambda: a.append(1))
m = memoryview(array("u", "ab"))
print(m.format, m == array("u", "ab"), m.tobytes())
show(lambda: m[0])
print(memoryview(b"abcd").cast("@I").format, memoryview(b"ab") == b"ab", memoryview(b"ab") == "ab", memoryview(b"") == b"")
nan = memoryview(array("d", [float("nan")]))
print(nan == nan, nan != nan, memoryview(array("f", [1.0])) == memoryview(array("i", [1])))

for view in (memoryview(b"hash"), memoryview(b"hash")[::-1], memoryview(b"hash").cast("c"), memoryview(b"hash").cast("I"),
             memoryview(bytearray(b"x")), memoryview(bytearray(b"x")).toreadonly()):
    show(lambda: hash(view) == hash(view.tobytes()))

data = bytearray(b"12345")
m = memoryview(data)
it = iter(m)
print(type(it).__name__, sys.getsizeof(it), next(it), gc.get_referents(it) == [m], list(it), gc.get_referents(it))
it = iter(m)
m.release()
show(lambda: next(it))
with memoryview(data) as m:
    ref = weakref.ref(m)
    m[0:5] = m[::-1]
    print(data, m.hex(), m.hex("-", 2), bytes(m[::2]), m[1:3].obj is data)
print(ref() is m)
show(lambda: m.__enter__())


class Index:
    def __index__(self):
        m.release()
        return 0


m = memoryview(bytearray(4))
show(lambda: m.__setitem__(0, Index()))
m = memoryview(bytearray(4))
show(lambda: m[Index()])
m = memoryview(bytearray(4))
