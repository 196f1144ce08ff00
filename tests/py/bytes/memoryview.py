# memoryview: reading, slicing, casting, writing through, releasing.
import sys
m = memoryview(b"abcdef")
print(len(m), m[0], m[-1], m[1:3].tobytes(), m[::-1].tolist(), m.tolist(), m.hex(), m.hex(":"), sys.getsizeof(m))
print(m.format, m.itemsize, m.ndim, m.shape, m.strides, m.suboffsets, m.nbytes, m.readonly, m.contiguous, m[::2].contiguous, m[::2].strides, m.obj)
print(m == b"abcdef", m[::2] == b"ace", m == memoryview(b"abcdeg"), m != b"x", hash(m) == hash(b"abcdef"), 97 in m, list(m) == list(b"abcdef"), bytes(m[1:]), bytearray(m[:2]))
b = bytearray(range(16))
w = memoryview(b)
w[0] = 255
w[1:3] = b"\x07\x08"
w[4:8] = w[0:4]
print(b, w.readonly, w.toreadonly().readonly)
for code in "bBhHiIlLqQ":
    c = w.cast(code)
    print(code, c.itemsize, len(c), c.tolist())
    c[0] = 1
print(w.cast("f").tolist()[1:2], w.cast("d").format, w.cast("?").tolist()[:3], w.cast("c").tolist()[:3])
def show(action):
    try:
        print(action, "->", eval(action))
    except Exception as error:
        print(action, "->", type(error).__name__ + ":", error)
for action in ["m[9]", "m['a']", "m.__setitem__(0, 1)", "w.__setitem__(0, 256)", "w.__setitem__(0, 'a')", "w.__setitem__(slice(0, 2), b'abc')", "w.__setitem__(slice(0, 2), 5)",
               "w.__delitem__(0)", "hash(w)", "m.cast('x')", "m.cast('I')", "m[::2].cast('B')", "w.cast('I').cast('h')", "memoryview(1)", "memoryview('a')", "m < b'a'", "w.cast('q').__setitem__(0, 2**63)",
               "w.cast('Q').__setitem__(0, -1)", "w.cast('b').__setitem__(0, 128)", "b.append(1)"]:
    show(action)
with memoryview(b) as inner:
    print(len(inner))
show("inner[0]")
show("len(inner)")
show("inner.tobytes()")
m.release()
m.release()
show("m.obj")
print(repr(m)[:20])
