"""References taken, given back and put in other places by hand."""
import ctypes

import ctypes, sys
a = []
print(sys.getrefcount(a))
ctypes.pythonapi.Py_IncRef(ctypes.py_object(a))
print(sys.getrefcount(a))
ctypes.pythonapi.Py_DecRef(ctypes.py_object(a))
print(sys.getrefcount(a))
o = ctypes.py_object(a)
print(sys.getrefcount(a), o)
del o
print(sys.getrefcount(a))

class PyObject(ctypes.Structure):
    class PyType(ctypes.Structure): pass
    ssize_t = ctypes.c_ssize_t
    _fields_ = [("ob_refcnt", ssize_t), ("ob_type", ctypes.POINTER(PyType))]
class SlotsProxy(PyObject):
    _fields_ = [("dict", ctypes.POINTER(PyObject))]
def patchable_builtin(cls):
    name = cls.__name__
    target = getattr(cls, "__dict__", name)
    proxy = SlotsProxy.from_address(id(target))
    namespace = {}
    ctypes.pythonapi.PyDict_SetItem(ctypes.py_object(namespace), ctypes.py_object(name), proxy.dict)
    return namespace[name]
d = patchable_builtin(str)
print(type(d), "upper" in d, d["upper"] is str.__dict__["upper"])

t = (1, 2, 3)
arr = (ctypes.py_object * 3).from_address(id(t) + 24)
new = "changed"
ctypes.pythonapi.Py_IncRef(ctypes.py_object(new))
arr[1] = new
print(t)

a = [1]
rc = ctypes.c_ssize_t.from_address(id(a))
print(rc.value)
rc.value += 1
print(rc.value)
rc.value -= 1
print(rc.value)
