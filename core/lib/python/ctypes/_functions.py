"""Functions of C's library and of Python's that a program may call by ctypes, as far as they only compute or count."""

import errno
import gc
import math
import operator
import sys
import types
import weakref

from _ctypes import object_at
from _support import ask_thread

from . import _CData, _Pointer, _drop_held, _held, addressof, c_void_p, cast, set_errno, string_at, memmove, memset, c_ubyte


def is_library(name):
    return str(name).rpartition("/")[2] in ("libc.so.6", "libm.so.6", "libc.so", "libm.so")


def _bytes(value):
    """The C string that an argument points to."""
    return value if isinstance(value, bytes) else string_at(value)


def _strchr(text, byte):
    text = _bytes(text)
    at = text.find(byte & 255)
    return None if at < 0 else text[at:]


def _strtol(text, end, base):
    text = _bytes(text).strip().decode("latin-1")
    for size in range(len(text), 0, -1):
        try:
            value = int(text[:size], base)
        except ValueError:
            continue
        if -2 ** 63 <= value < 2 ** 63:
            return value
        set_errno(errno.ERANGE)
        return 2 ** 63 - 1 if value > 0 else -2 ** 63
    return 0


def _order(left, right):
    return (left > right) - (left < right)


def _sort(base, count, width, compare):
    """Merges halves, the smaller one first, as glibc does: the order of comparisons can be seen."""
    start = addressof(base) if isinstance(base, _CData) and not isinstance(base, _Pointer) else cast(base, c_void_p).value
    kinds = compare._argtypes_

    def element(i):
        return start + i * width

    def comes_first(i, j):
        return compare(cast(element(i), kinds[0]), cast(element(j), kinds[1])) <= 0

    def sort(low, high):
        if high - low < 2:
            return
        middle = low + (high - low) // 2
        sort(low, middle)
        sort(middle, high)
        i, j, merged = low, middle, []
        while i < middle and j < high:
            if comes_first(i, j):
                merged.append(string_at(element(i), width))
                i += 1
            else:
                merged.append(string_at(element(j), width))
                j += 1
        merged.append(string_at(element(i), (middle - i) * width))
        memmove(element(low), b"".join(merged), (j - low) * width)

    sort(0, count)
    return 0


def _search(key, base, count, width, compare):
    """The address of an element of a sorted array that equals the key, or None."""
    key, base = (addressof(value) if isinstance(value, _CData) and not isinstance(value, _Pointer) else cast(value, c_void_p).value
                 for value in (getattr(key, "_obj", key), base))
    kinds = compare._argtypes_
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        found = base + middle * width
        order = compare(cast(key, kinds[0]), cast(found, kinds[1]))
        if order == 0:
            return found
        low, high = (low, middle) if order < 0 else (middle + 1, high)
    return None


def _case(change):
    def function(character):
        return ord(change(chr(character))) if 0 <= character < 128 else character
    return function


LIBRARY = {
    "abs": abs, "labs": abs, "llabs": abs,
    "strlen": lambda text: len(_bytes(text)),
    "strchr": _strchr,
    "strcmp": lambda left, right: _order(_bytes(left), _bytes(right)),
    "strncmp": lambda left, right, count: _order(_bytes(left)[:count], _bytes(right)[:count]),
    "strtol": _strtol, "qsort": _sort, "bsearch": _search,
    "atoi": lambda text: _strtol(text, None, 10),
    "atol": lambda text: _strtol(text, None, 10),
    "toupper": _case(str.upper), "tolower": _case(str.lower),
    "memmove": memmove, "memcpy": memmove, "memset": memset,
    "sqrt": math.sqrt, "pow": math.pow, "sin": math.sin, "cos": math.cos, "tan": math.tan, "exp": math.exp, "log": math.log,
    "floor": lambda x: float(math.floor(x)), "ceil": lambda x: float(math.ceil(x)), "fabs": math.fabs, "fmod": math.fmod,
}

def _object(value):
    """The object that an argument of type PyObject * stands for."""
    if isinstance(value, _Pointer):
        value = int.from_bytes(bytes(value), "little")
    return object_at(value) if type(value) is int and value > 65536 else value


def _incref(value):
    _held.append(_object(value))


def _decref(value):
    if not _drop_held(_object(value)):
        raise ValueError("this reference belongs to the program: giving it back would free a living object")


def _set_item(sequence, index, value):
    sequence[index] = _object(value)
    return 0


def _with_object(function):
    return lambda value, *rest: function(_object(value), *rest)


_free_functions = []  # of the values that code objects can carry
_extras = {}  # id of a code object: {index: value}, and what tells of its death


def _request_extra(free):
    _free_functions.append(free)
    return len(_free_functions) - 1


def _extras_of(code, index, bad):
    if not isinstance(code, types.CodeType) or index >= len(_free_functions) and bad:
        raise SystemError("bad argument to internal function")
    if id(code) not in _extras:
        number = id(code)

        def died(reference):
            for place, value in _extras.pop(number)[0].items():
                _free_functions[place](value)

        _extras[number] = {}, weakref.ref(code, died)
    return _extras[id(code)][0]


def _set_extra(code, index, value):
    values = _extras_of(code, index, True)
    if index in values:
        _free_functions[index](values[index])
    values[index] = value
    return 0


def _get_extra(code, index, out):
    out.contents.value = _extras_of(code, index, False).get(index)
    return 0


def _raise(kind, text):
    raise _object(kind)(_bytes(text).decode())


def _run_text(text):
    """Run in __main__; an error is printed, and the answer is -1."""
    try:
        exec(_bytes(text).decode(), sys.modules["__main__"].__dict__)
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__.tb_next)
        return -1
    return 0


def _view(address, size, flags):
    """Memory as bytes, which may be written to if the flags say 0x200."""
    view = memoryview((c_ubyte * size).from_address(address)).cast("B")
    return view if flags == 0x200 else view.toreadonly()


def _import(name):
    import importlib
    return importlib.import_module(_bytes(name).decode())


PYTHON = {
    "PyErr_SetString": _raise, "PyErr_SetNone": lambda kind: _raise(kind, b""), "PyErr_Clear": lambda: None, "PyRun_SimpleString": _run_text,
    "PySys_GetObject": lambda name: getattr(sys, _bytes(name).decode(), None), "PyImport_ImportModule": _import,
    "PyMemoryView_FromMemory": _view, "PyFloat_FromDouble": float, "PyBool_FromLong": bool,
    "PyObject_CallObject": lambda value, args: _object(value)(*(args or ())), "PyCallable_Check": lambda value: callable(_object(value)),
    "PyObject_SetAttrString": lambda value, name, item: setattr(_object(value), _bytes(name).decode(), _object(item)) or 0,
    "PyObject_RichCompareBool": lambda left, right, op: (operator.lt, operator.le, operator.eq, operator.ne, operator.gt, operator.ge)[op](left, right),
    "PyGILState_Ensure": lambda: 1, "PyGILState_Release": lambda state: None, "PyGILState_Check": lambda: 1, "PyType_Modified": lambda kind: None,
    "PyUnicode_AsUTF8": lambda text: text.encode(), "PyNumber_Add": operator.add, "PyNumber_Long": _with_object(int),
    "PyDict_Keys": lambda items: list(items), "PyDict_Values": lambda items: list(items.values()), "PyDict_Contains": lambda items, key: key in items,
    "PyDict_DelItem": lambda items, key: items.__delitem__(key) or 0, "PyDict_Clear": lambda items: items.clear(), "PyDict_Copy": dict,
    "PyList_Insert": lambda items, index, value: items.insert(index, value) or 0, "PyList_Sort": lambda items: items.sort() or 0,
    "PyList_Reverse": lambda items: items.reverse() or 0, "PyList_AsTuple": tuple, "PySequence_List": list, "PySequence_Tuple": tuple,
    "PySet_Size": _with_object(len), "PySet_Add": lambda items, value: items.add(value) or 0, "PySet_Contains": lambda items, value: value in items,
    "_PyEval_RequestCodeExtraIndex": _request_extra, "_PyCode_SetExtra": _set_extra, "_PyCode_GetExtra": _get_extra,
    "PyThreadState_SetAsyncExc": lambda ident, kind: 0 if ident > sys.maxsize else ask_thread(ident, None if kind is None or kind == 0 else _object(kind)),
    "Py_IncRef": _incref, "Py_DecRef": _decref,
    "Py_GetVersion": lambda: sys.version.encode(),
    "Py_GetRecursionLimit": sys.getrecursionlimit, "Py_SetRecursionLimit": sys.setrecursionlimit,
    "Py_IsInitialized": lambda: 1,
    "PyGC_Collect": gc.collect, "PyGC_Enable": lambda: (gc.isenabled(), gc.enable())[0],
    "PyGC_Disable": lambda: (gc.isenabled(), gc.disable())[0], "PyGC_IsEnabled": gc.isenabled,
    "PyObject_GC_IsTracked": _with_object(gc.is_tracked), "PyObject_GC_IsFinalized": _with_object(gc.is_finalized),
    "PyObject_Repr": _with_object(repr), "PyObject_Str": _with_object(str), "PyObject_ASCII": _with_object(ascii),
    "PyObject_Hash": _with_object(hash), "PyObject_Size": _with_object(len), "PyObject_Length": _with_object(len),
    "PyObject_IsTrue": _with_object(bool), "PyObject_Type": _with_object(type), "PyObject_Dir": _with_object(dir),
    "PyObject_GetAttrString": lambda value, name: getattr(_object(value), _bytes(name).decode()),
    "PyObject_HasAttrString": lambda value, name: hasattr(_object(value), _bytes(name).decode()),
    "PyObject_CallNoArgs": lambda value: _object(value)(),
    "PyLong_FromLong": int, "PyLong_AsLong": _with_object(int), "PyFloat_AsDouble": _with_object(float),
    "PyList_New": lambda size: [None] * size, "PyList_Size": _with_object(len), "PyTuple_Size": _with_object(len),
    "PyList_Append": lambda items, value: items.append(value), "PyList_GetItem": lambda items, index: items[index],
    "PyTuple_GetItem": lambda items, index: items[index], "PyList_SetItem": _set_item,
    "PyDict_New": dict, "PyDict_Size": _with_object(len), "PyDict_SetItem": _set_item,
    "PyDict_GetItem": lambda items, key: items.get(key),
    "PyBytes_FromStringAndSize": lambda data, size: _bytes(data)[:size], "PyBytes_Size": _with_object(len),
    "PyUnicode_FromString": lambda text: _bytes(text).decode(), "PyUnicode_GetLength": _with_object(len),
}
