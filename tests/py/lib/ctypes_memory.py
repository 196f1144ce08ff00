# ctypes over the program's own memory and that of objects: headers, pointers, arrays, unions, bit fields, writing values, functions.
import ctypes, sys
from ctypes import *
print(sys.getsizeof(c_int(3)), sys.getsizeof((c_int*30)()))
class PyObject(Structure):
    _fields_ = [("ob_refcnt", c_ssize_t), ("ob_type", c_void_p)]
class PyVarObject(Structure):
    _fields_ = [("ob_base", PyObject), ("ob_size", c_ssize_t)]
class PyLong(Structure):
    _fields_ = [("ob_base", PyVarObject), ("ob_digit", c_uint32 * 3)]
class PyASCII(Structure):
    _fields_ = [("ob_base", PyObject), ("length", c_ssize_t), ("hash", c_ssize_t), ("interned", c_uint, 2), ("kind", c_uint, 3), ("compact", c_uint, 1), ("ascii", c_uint, 1), ("ready", c_uint, 1), ("wstr", c_void_p)]
x = 2**70 + 5
o = PyLong.from_address(id(x))
print(o.ob_base.ob_base.ob_refcnt, o.ob_base.ob_size, list(o.ob_digit), o.ob_base.ob_base.ob_type == id(int), sizeof(PyLong))
s = "hello world!"
a = PyASCII.from_address(id(s))
print(a.length, a.kind, a.compact, a.ascii, a.interned, sizeof(PyASCII), PyASCII.kind, string_at(id(s) + sizeof(PyASCII), len(s)))
l = [1, 2, 3]
print(c_ssize_t.from_address(id(l)).value, cast(id(l), py_object).value is l, cast(id(l), POINTER(c_ssize_t))[2])
items = cast(c_void_p.from_address(id(l) + 24).value, POINTER(py_object))
print([items[i].value if hasattr(items[i], 'value') else items[i] for i in range(3)])
big = 1000 + int("234567")
other = int("777777"); memmove(id(big) + 24, id(other) + 24, 4)
print(big)
t = "abc" + str(5)
memset(id(t) + 48, ord("X"), 2)
print(t)
b = bytes([1, 2, 3] * 2)
(c_ubyte * 6).from_address(id(b) + 32)[0] = 99
print(b)
f = float("2.5")
c_double.from_address(id(f) + 16).value = 7.25
print(f)
n = c_int(5); p = pointer(n); p.contents.value = 9; p[0] += 1
print(n, p.contents, p[0], p.contents is p.contents, bool(p), bool(POINTER(c_int)()))
arr = (c_int * 5)(*range(5))
q = cast(arr, POINTER(c_int))
q[2] = 42
print(list(arr), q[1:4], addressof(arr) == cast(arr, c_void_p).value)
second = c_int.from_address(addressof(arr) + 8)
second.value = 43
print(arr[2], string_at(addressof(arr), 8), bytes(arr)[:4])
class Node(Structure):
    pass
Node._fields_ = [("value", c_int), ("next", POINTER(Node))]
x1 = Node(1); x2 = Node(2, pointer(x1)); print(x2.next.contents.value, x2.next[0].value, bool(x1.next))
class U(Union):
    _fields_ = [("i", c_uint32), ("b", c_ubyte * 4), ("f", c_float)]
u = U(f=1.0); print(hex(u.i), list(u.b), sizeof(U))
class V(Union):
    _fields_ = [("i", c_uint32), ("bb", c_ubyte * 4)]
class Pt(Structure):
    _pack_ = 1
    _fields_ = [("a", c_char), ("b", c_int), ("u", V)]
    _anonymous_ = ["u"]
r = Pt(b"a", 3); r.i = 258; print(list(r.bb), r.i, sizeof(Pt), Pt.b, bytes(r))
before = sys.getrefcount(l)
pythonapi.Py_IncRef(py_object(l))
print(sys.getrefcount(l) - before, c_long.from_address(id(l)).value - before)
pythonapi.Py_DecRef(py_object(l))
print(sys.getrefcount(l) - before)
ba = bytearray(b"abcdef")
c = (c_char * 6).from_buffer(ba); c[0] = b"Z"; print(ba)
try: ba.append(1)
except BufferError as e: print(e)
del c; ba.append(1); print(ba)
buf = create_string_buffer(b"hey", 10); print(buf.value, buf.raw, len(buf), repr(buf.value)); buf.value = b"x"; print(buf.raw)
print(CFUNCTYPE(c_int, c_int)(lambda v: v * 2)(21), CDLL(None).abs(-3), cdll.LoadLibrary("libc.so.6").strlen(b"four"))
w = create_unicode_buffer("h\xe9"); print(w.value, len(w), w[1])
print(py_object(l).value is l, py_object([1]), c_char_p(b"abc").value, c_wchar_p("xyz").value, c_void_p(addressof(n)).value == addressof(n))
print(PyObject.from_address(id(None)).ob_type == id(type(None)), c_int.from_buffer_copy(b"\1\0\0\0").value)
tt = (1, "x", None)
print([cast(v, py_object).value for v in (c_void_p * 3).from_address(id(tt) + 24)])
