"""Fields of types, functions, code, exceptions, sets and others where CPython has them."""
import ctypes

class PyTypeObject(ctypes.Structure):
    _fields_ = [("ob_refcnt", ctypes.c_ssize_t), ("ob_type", ctypes.py_object), ("ob_size", ctypes.c_ssize_t),
                ("tp_name", ctypes.c_char_p), ("tp_basicsize", ctypes.c_ssize_t), ("tp_itemsize", ctypes.c_ssize_t)]
for t in (int, str, list, dict, tuple, float, bytes, object, type, set, frozenset, bool, complex, bytearray, range, slice, BaseException, ValueError, KeyError):
    o = PyTypeObject.from_address(id(t))
    print(o.tp_name, o.tp_basicsize, o.tp_itemsize, o.ob_size, o.ob_type, t.__basicsize__ == o.tp_basicsize, t.__itemsize__ == o.tp_itemsize)
class A: pass
class B(A): __slots__ = ("x", "y")
for t in (A, B):
    o = PyTypeObject.from_address(id(t))
    print(o.tp_name, o.tp_basicsize, o.tp_itemsize, o.ob_size, o.ob_type)

TP_FLAGS = 168
for t in (int, str, list, dict, tuple, float, bytes, object, type, type(None), BaseException):
    flags = ctypes.c_ulong.from_address(id(t) + TP_FLAGS).value
    print(t.__name__, hex(flags & ~(1 << 19)), hex(t.__flags__ & ~(1 << 19)))
class A: pass
print(hex(ctypes.c_ulong.from_address(id(A) + TP_FLAGS).value & ~(1<<19)), hex(A.__flags__& ~(1<<19)))
print(ctypes.c_long.from_address(id(A)).value)
a = A(); b = A()
print(ctypes.c_long.from_address(id(A)).value)

f = lambda x, y=2: x
class PyFunction(ctypes.Structure):
    _fields_ = [("ob_refcnt", ctypes.c_ssize_t), ("ob_type", ctypes.py_object), ("func_globals", ctypes.py_object), ("func_builtins", ctypes.py_object),
        ("func_name", ctypes.py_object), ("func_qualname", ctypes.py_object), ("func_code", ctypes.py_object), ("func_defaults", ctypes.py_object)]
o = PyFunction.from_address(id(f))
print(o.ob_refcnt, o.ob_type, o.func_globals is globals(), o.func_name, o.func_qualname, o.func_code is f.__code__, o.func_defaults)

def outer():
    x = [1, 2]
    def inner(): return x
    return inner
f = outer()
cell = f.__closure__[0]
print(ctypes.py_object.from_address(id(cell) + 16).value is f())
class M:
    def m(self): pass
i = M()
b = i.m
print(ctypes.py_object.from_address(id(b) + 16).value is M.m, ctypes.py_object.from_address(id(b) + 24).value is i)
s = slice(1, 2, 3)
print([ctypes.py_object.from_address(id(s) + k).value for k in (16, 24, 32)])
r = range(1, 10, 2)
print([ctypes.py_object.from_address(id(r) + k).value for k in (16, 24, 32, 40)])

s = {1, 2, 3}
class Entry(ctypes.Structure):
    _fields_ = [("key", ctypes.c_void_p), ("hash", ctypes.c_ssize_t)]
class PySet(ctypes.Structure):
    _fields_ = [("ob_refcnt", ctypes.c_ssize_t), ("ob_type", ctypes.py_object), ("fill", ctypes.c_ssize_t), ("used", ctypes.c_ssize_t), ("mask", ctypes.c_ssize_t), ("table", ctypes.POINTER(Entry)), ("hash", ctypes.c_ssize_t), ("finger", ctypes.c_ssize_t), ("smalltable", Entry * 8), ("weakreflist", ctypes.c_void_p)]
o = PySet.from_address(id(s))
print(o.fill, o.used, o.mask, o.hash, o.finger, [(e.hash if e.key else None) for e in o.smalltable], o.weakreflist)
s.discard(2)
print(o.fill, o.used)
print([(o.table[i].key == id(i), o.table[i].hash) for i in range(o.mask + 1)])
fs = frozenset([1, 2])
print(PySet.from_address(id(fs)).hash)
hash(fs)
print(PySet.from_address(id(fs)).hash == hash(fs))

class PyGetSet(ctypes.Structure): pass
class PyCode(ctypes.Structure):
    _fields_ = [("ob_refcnt", ctypes.c_ssize_t), ("ob_type", ctypes.py_object), ("ob_size", ctypes.c_ssize_t), ("co_consts", ctypes.py_object), ("co_names", ctypes.py_object), ("co_exceptiontable", ctypes.py_object), ("co_flags", ctypes.c_int), ("co_warmup", ctypes.c_short), ("_co_linearray_entry_size", ctypes.c_short), ("co_argcount", ctypes.c_int), ("co_posonlyargcount", ctypes.c_int), ("co_kwonlyargcount", ctypes.c_int), ("co_stacksize", ctypes.c_int), ("co_firstlineno", ctypes.c_int)]
def f(a, b, *, c):
    return a + b + c + 1000
o = PyCode.from_address(id(f.__code__))
print(o.ob_refcnt, o.ob_type, o.co_consts, o.co_names, o.co_flags, o.co_argcount, o.co_kwonlyargcount, o.co_stacksize, o.co_firstlineno)

e = ValueError("x")
class Exc(ctypes.Structure):
    _fields_ = [("ob_refcnt", ctypes.c_ssize_t), ("ob_type", ctypes.py_object), ("dict", ctypes.c_void_p), ("args", ctypes.py_object), ("notes", ctypes.c_void_p), ("traceback", ctypes.c_void_p), ("context", ctypes.c_void_p), ("cause", ctypes.c_void_p), ("suppress_context", ctypes.c_char)]
o = Exc.from_address(id(e))
print(o.ob_refcnt, o.ob_type, o.dict, o.args, o.notes, o.traceback, o.context, o.cause, o.suppress_context)
c = 1 + 2j
print((ctypes.c_double * 2).from_address(id(c) + 16)[:])
b = bytearray(b"abc")
class BA(ctypes.Structure):
    _fields_ = [("ob_refcnt", ctypes.c_ssize_t), ("ob_type", ctypes.py_object), ("ob_size", ctypes.c_ssize_t), ("ob_alloc", ctypes.c_ssize_t), ("ob_bytes", ctypes.c_char_p), ("ob_start", ctypes.c_char_p), ("ob_exports", ctypes.c_int)]
o = BA.from_address(id(b))
print(o.ob_size, o.ob_alloc, o.ob_bytes, o.ob_start, o.ob_exports)
m = memoryview(b)
print(o.ob_exports)

class A: pass
class B(A): pass
def tp(t, off): return ctypes.c_void_p.from_address(id(t) + off).value
TP_BASE, TP_DICT, TP_BASES, TP_MRO = 256, 264, 336, 344
print(tp(B, TP_BASE) == id(A), ctypes.py_object.from_address(id(B) + TP_BASE).value)
print(ctypes.py_object.from_address(id(B) + TP_DICT).value.keys())
print(ctypes.py_object.from_address(id(B) + TP_BASES).value, ctypes.py_object.from_address(id(B) + TP_MRO).value)
print(ctypes.py_object.from_address(id(int) + TP_BASE).value, type(ctypes.py_object.from_address(id(int) + TP_DICT).value))
print([ctypes.c_ssize_t.from_address(id(B) + off).value for off in (32, 40, 56, 208, 288)])
print([ctypes.c_ssize_t.from_address(id(list) + off).value for off in (32, 40, 56, 208, 288)])

print(bool(tp(list, 48)), bool(tp(list, 104)), bool(tp(int, 96)), tp(object, 96), tp(list, 112) is None)
print(ctypes.c_char_p.from_address(id(B) + 24).value, ctypes.string_at(tp(B, 24)))
print(ctypes.c_uint.from_address(id(int) + 384).value > 0)

import ctypes, weakref, gc
class A: pass
a = A()
r = weakref.ref(a)
class PyWeakref(ctypes.Structure):
    _fields_ = [("ob_refcnt", ctypes.c_ssize_t), ("ob_type", ctypes.py_object), ("wr_object", ctypes.c_void_p), ("wr_callback", ctypes.c_void_p), ("hash", ctypes.c_ssize_t), ("wr_prev", ctypes.c_void_p), ("wr_next", ctypes.c_void_p)]
o = PyWeakref.from_address(id(r))
print(o.wr_object == id(a), o.wr_callback, o.hash, o.wr_prev, o.wr_next)
del a
print(o.wr_object == id(None))
print(ctypes.c_void_p.from_address(id(r) + 16).value == id(None))

def address_contents(addr, size=16):
    return ctypes.string_at(addr, size)
n = None
print(address_contents(id(n))[8:] == address_contents(id(None))[8:])
print(ctypes.c_long.from_address(id(True) + 16).value, ctypes.c_uint32.from_address(id(True) + 24).value)
print(ctypes.c_long.from_address(id(False) + 16).value)
print(ctypes.c_ssize_t.from_address(id(None)).value > 1000)
small = [ctypes.c_uint32.from_address(id(i) + 24).value for i in range(1, 5)]
print(small, id(2) - id(1), id(256) - id(255))
print(ctypes.c_int32.from_address(id(1) + 24))
it = iter([1, 2, 3])
next(it)
print(ctypes.c_ssize_t.from_address(id(it) + 16).value, ctypes.py_object.from_address(id(it) + 24).value)

b = b"hello"
class PyBytes(ctypes.Structure):
    _fields_ = [("ob_refcnt", ctypes.c_ssize_t), ("ob_type", ctypes.c_void_p), ("ob_size", ctypes.c_ssize_t), ("ob_shash", ctypes.c_ssize_t), ("ob_sval", ctypes.c_char * 6)]
o = PyBytes.from_address(id(b))
print(o.ob_size, o.ob_shash in (-1, hash(b)), o.ob_sval)
hash(b)
print(o.ob_shash == hash(b))
f = 1.5
class PyFloat(ctypes.Structure):
    _fields_ = [("ob_refcnt", ctypes.c_ssize_t), ("ob_type", ctypes.py_object), ("ob_fval", ctypes.c_double)]
o = PyFloat.from_address(id(f))
print(o.ob_fval, o.ob_type, ctypes.c_double.from_address(id(f) + 16))
