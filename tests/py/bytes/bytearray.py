# bytearray in place: growth, deletion at both ends, slices, errors, exports.
import sys
b = bytearray()
sizes = []
for i in range(60):
    b.append(i)
    sizes.append(b.__alloc__())
print(sizes)
sizes = []
while b:
    b.pop(0)
    sizes.append((len(b), b.__alloc__()))
print(sizes)
b = bytearray(b"hello world")
b[0] = 72
b[-5:] = b"There"
b += b"!"
b.extend([33, 33])
b.insert(0, 62)
print(b, len(b), sys.getsizeof(b) - b.__alloc__())
del b[0], b[-1]
b[::2] = bytes(len(b[::2]))
print(b)
del b[::3]
print(b, b.pop(), b.pop(0), b)
b.reverse()
b.remove(0)
print(b, b.copy() == b, b.copy() is b)
b *= 2
print(b, b * 0)
b.clear()
print(b, b.__alloc__(), sys.getsizeof(b))
def show(action):
    b = bytearray(b"abcdef")
    try:
        print(action, "->", ascii(eval(action)), b)
    except Exception as error:
        print(action, "->", type(error).__name__ + ":", error)
for action in ["b.append(256)", "b.append('a')", "b.pop(9)", "bytearray().pop()", "b.remove(1)", "b.insert(0, -1)", "b.extend('a')", "b.extend(1)",
               "b.extend([300])", "b.__setitem__(9, 1)", "b.__setitem__(0, 'a')", "b.__setitem__(slice(0, 2), 'a')", "b.__setitem__(slice(0, 2), 1)",
               "b.__setitem__(slice(0, 6, 2), b'a')", "b.__setitem__(slice(1, 3), [1, 2, 3])", "b.__delitem__(9)", "hash(b)", "b.__iadd__(1)", "b.__reduce__()",
               "b.__setitem__(slice(0, 0), b)", "b.extend(b)", "b.__iadd__(b)", "b.join([b, b])"]:
    show(action)
b = bytearray(b"abc")
view = memoryview(b)
for action in (lambda: b.append(1), lambda: b.pop(), lambda: b.clear(), lambda: b.__delitem__(0), lambda: b.extend(b"x"), lambda: b.__setitem__(slice(0, 1), b"xx")):
    try:
        action()
    except BufferError as error:
        print(error)
b[0] = 120
b[1:2] = b"y"
print(view.tobytes(), b)
view.release()
b.append(1)
print(b)
class Sub(bytearray):
    pass
s = Sub(b"x")
s.tag = 1
print(s, s.tag, type(s + b"y").__name__, type(s[:]).__name__, s.__reduce__())


class Slotted(bytearray):
    __slots__ = ("x", "__dict__")


s = Slotted(b"ab")
s.x, s.z = 10, 5
print(s.__reduce__(), s.__reduce_ex__(4))
import copy
t = copy.copy(s)
print(t, t.x, t.z, type(t).__name__)
for separator in (b"\x80", "\xff", "", "ab", 1, b":"):
    try:
        print(b"ab".hex(separator), bytearray(b"ab").hex(separator))
    except (TypeError, ValueError) as error:
        print(error)
