"""Functions of Python's C interface, called by ctypes."""
import ctypes
from ctypes import py_object, c_char_p, c_void_p, c_ssize_t, c_int, c_double, c_long, pythonapi as api

def call(name, result, kinds, *args):
    function = api[name]
    function.restype, function.argtypes = result, kinds
    try:
        return function(*args)
    except Exception as error:
        return f'{type(error).__name__}: {error}'

o = py_object
print(call('PyErr_SetString', o, [o, c_char_p], ValueError, b'from C'))
print(call('PyRun_SimpleString', c_int, [c_char_p], b'x_by_c = 6 * 7'), x_by_c)
print(call('PySys_GetObject', o, [c_char_p], b'byteorder'))
print(call('PyImport_ImportModule', o, [c_char_p], b'json').__name__)
print(call('PyFloat_FromDouble', o, [c_double], 2.5), call('PyBool_FromLong', o, [c_long], 3), call('PyUnicode_AsUTF8', c_char_p, [o], 'äb'))
block = ctypes.create_string_buffer(b'abc')
view = call('PyMemoryView_FromMemory', o, [c_void_p, c_ssize_t, c_int], ctypes.addressof(block), 3, 0x200)
view[0] = 90
print(block.value, bytes(view), view.readonly, view.format, call('PyMemoryView_FromMemory', o, [c_void_p, c_ssize_t, c_int], ctypes.addressof(block), 2, 0x100).readonly)
print(call('PyObject_CallObject', o, [o, o], max, (3, 9, 4)), call('PyCallable_Check', c_int, [o], len), call('PyCallable_Check', c_int, [o], 5))
class A: pass
a = A()
print(call('PyObject_SetAttrString', c_int, [o, c_char_p, o], a, b'attr', [1]), a.attr)
print([call('PyObject_RichCompareBool', c_int, [o, o, c_int], 1, 2, op) for op in range(6)])
print(call('PyNumber_Add', o, [o, o], 'a', 'b'), call('PyNumber_Add', o, [o, o], 'a', 1), call('PyNumber_Long', o, [o], '12'))
d = {'a': 1, 'b': 2}
print(call('PyDict_Keys', o, [o], d), call('PyDict_Values', o, [o], d), call('PyDict_Contains', c_int, [o, o], d, 'a'), call('PyDict_DelItem', c_int, [o, o], d, 'a'), d, call('PyDict_Copy', o, [o], d))
items = [3, 1, 2]
print(call('PyList_Insert', c_int, [o, c_ssize_t, o], items, 1, 'x'), items, call('PyList_Reverse', c_int, [o], items), items, call('PyList_AsTuple', o, [o], items), call('PyList_Sort', c_int, [o], items))
print(call('PySequence_List', o, [o], 'ab'), call('PySequence_Tuple', o, [o], 'ab'), call('PySet_Size', c_ssize_t, [o], {1, 2}), call('PySet_Contains', c_int, [o, o], {1, 2}, 2))
print(call('PyGILState_Check', c_int, []))
