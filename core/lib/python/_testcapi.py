"""What CPython's tests take from its C test module, as far as it can be had without C."""
import sys as _sys
from types import MethodType as _MethodType
from _ctypes import type_version as type_get_version
from _support import write_unraisable

INT_MAX = 2 ** 31 - 1
INT_MIN = -2 ** 31
SHRT_MAX, SHRT_MIN, USHRT_MAX = 2 ** 15 - 1, -2 ** 15, 2 ** 16 - 1
CHAR_MAX = SCHAR_MAX = 127
CHAR_MIN = SCHAR_MIN = -128
UCHAR_MAX = 255
LONG_MAX = LLONG_MAX = PY_SSIZE_T_MAX = 2 ** 63 - 1
LONG_MIN = LLONG_MIN = PY_SSIZE_T_MIN = -2 ** 63
UINT_MAX = 2 ** 32 - 1
ULONG_MAX = ULLONG_MAX = SIZE_MAX = 2 ** 64 - 1
FLT_MAX, FLT_MIN = 3.4028234663852886e+38, 1.1754943508222875e-38
DBL_MAX, DBL_MIN = _sys.float_info.max, _sys.float_info.min


class error(Exception):
    pass


def create_cfunction():
    """A function in C that nobody else has."""
    return [].append


def pymem_getallocatorsname():
    return 'pymalloc'


def write_unraisable_exc(exception, message, where):
    write_unraisable(exception, message if message is None else f'Exception ignored {message}', where)


def code_newempty(filename, name, first_line):
    """A code object that only has a place."""
    code = compile("assert False", filename, "exec")
    return code.replace(co_name=name, co_qualname=name, co_firstlineno=first_line)


# ---- calls ----

def pyobject_fastcall(function, args):
    return function(*(args or ()))


def pyobject_fastcalldict(function, args, kwargs):
    return function(*(args or ()), **(kwargs or {}))


def pyobject_vectorcall(function, args, names):
    args, names = args or (), names or ()
    count = len(args) - len(names)
    return function(*args[:count], **dict(zip(names, args[count:])))


def pyvectorcall_call(function, args, kwargs=None):
    return function(*args, **(kwargs or {}))


def _no_keywords(name, kwargs):
    if kwargs:
        raise TypeError(f"{name}() takes no keyword arguments")


def _conventions(receiver):
    """Functions that return what they are given, with the checks of C's calling conventions. receiver(args): who is called,
    and the arguments without it."""

    def meth_varargs(*args, **kwargs):
        self, args = receiver(args)
        _no_keywords("meth_varargs", kwargs)
        return self, args

    def meth_varargs_keywords(*args, **kwargs):
        self, args = receiver(args)
        return self, args, kwargs or None

    def meth_o(*args, **kwargs):
        self, args = receiver(args)
        _no_keywords("meth_o", kwargs)
        if len(args) != 1:
            raise TypeError(f"meth_o() takes exactly one argument ({len(args)} given)")
        return self, args[0]

    def meth_noargs(*args, **kwargs):
        self, args = receiver(args)
        _no_keywords("meth_noargs", kwargs)
        if args:
            raise TypeError(f"meth_noargs() takes no arguments ({len(args)} given)")
        return self

    def meth_fastcall(*args, **kwargs):
        self, args = receiver(args)
        _no_keywords("meth_fastcall", kwargs)
        return self, args

    def meth_fastcall_keywords(*args, **kwargs):
        self, args = receiver(args)
        return self, args, kwargs or None

    return [meth_varargs, meth_varargs_keywords, meth_o, meth_noargs, meth_fastcall, meth_fastcall_keywords]


def _make(name, receiver, kind):
    return type(name, (), {function.__name__: kind(function) for function in _conventions(receiver)})


MethInstance = _make("MethInstance", lambda args: (args[0], args[1:]), lambda function: function)
MethClass = _make("MethClass", lambda args: (args[0], args[1:]), classmethod)
MethStatic = _make("MethStatic", lambda args: (None, args), staticmethod)
for _function in _conventions(lambda args: (_sys.modules[__name__], args)):
    globals()[_function.__name__] = _function


class MethodDescriptorBase:
    """Callable, and a method when it is found in a class."""

    _answer = True

    def __call__(self, *args, **kwargs):
        return self._answer

    def __get__(self, instance, owner=None):
        return self if instance is None else _MethodType(self, instance)


class MethodDescriptorDerived(MethodDescriptorBase):
    pass


class MethodDescriptorNopGet(MethodDescriptorBase):
    def __call__(self, *args):
        return args

    def __get__(self, instance, owner=None):
        return self


class MethodDescriptor2(MethodDescriptorBase):
    _answer = False


# ---- sequences and buffers ----

def sequence_getitem(sequence, index):
    """PySequence_GetItem: a negative index counts from the end, once."""
    if index < 0:
        index += len(sequence)
        if index < 0:
            raise IndexError("index out of range")
    return sequence[index]


def sequence_setitem(sequence, index, value):
    sequence[index] = value


def getbuffer_with_null_view(buffer):
    memoryview(buffer).release()
    raise BufferError("PyObject_GetBuffer: view==NULL argument is obsolete")


# ---- exceptions ----

def raise_exception(kind, count):
    """The exception made as C makes it when it is caught: of `count` arguments."""
    raise kind(*range(count))


def exception_print(error):
    """What the interpreter prints of an exception."""
    if not isinstance(error, BaseException):
        _sys.stderr.write(f"TypeError: print_exception(): Exception expected for value, {type(error).__name__} found\n")
    else:
        from _support import format_exception
        _sys.stderr.write(format_exception(error))


def traceback_print(tb, file):
    """What the interpreter prints of a traceback."""
    from _support import format_exception
    if tb is not None:
        file.write("".join(format_exception(Exception().with_traceback(tb)).splitlines(keepends=True)[:-1]))


def raise_memoryerror():
    raise MemoryError


def make_exception_with_doc(name, doc=None, base=Exception, dict=None):
    module, dot, short = name.rpartition(".")
    if not dot:
        raise SystemError("PyErr_NewException: name must be module.class")
    namespace = {**(dict or {}), "__module__": module}
    if doc is not None:
        namespace["__doc__"] = doc
    return type(short, base if isinstance(base, tuple) else (base,), namespace)


# ---- numbers, dicts, awaitables ----

def float_pack(size, number, little):
    from struct import pack
    return pack("<>"[not little] + {2: "e", 4: "f", 8: "d"}[size], number)


def float_unpack(data, little):
    from struct import unpack
    return unpack("<>"[not little] + {2: "e", 4: "f", 8: "d"}[len(data)], data)[0]


def dict_getitem_knownhash(mapping, key, hash):
    if not isinstance(mapping, dict):
        raise SystemError("bad argument to internal function")
    return dict.__getitem__(mapping, key)


class awaitType:
    """Awaits what it was made with."""

    def __init__(self, value):
        self._value = value

    def __await__(self):
        return self._value


# ---- tracing ----

def settrace_to_record(events):
    """Each event of the functions called from now on: its number, the line, the argument."""
    numbers = {"call": 0, "exception": 1, "line": 2, "return": 3, "opcode": 7}

    def record(frame, event, arg):
        events.append((numbers[event], frame.f_lineno, arg))
        return record

    _sys.settrace(record)


# ---- classes ----

class GenericAlias:
    """What a class in C may give for an index; only its __mro_entries__ says what it is."""

    def __init__(self, item):
        self.item = item

    def __mro_entries__(self, bases):
        return self.item,


class Generic:
    __class_getitem__ = classmethod(lambda cls, item: GenericAlias(item))


class _Function:
    """A function in C is no method: it gets no self."""

    def __init__(self, function):
        self.function = function
        self.__doc__, self.__name__ = function.__doc__, function.__name__

    def __call__(self, *args):
        return self.function(*args)


@_Function
def bad_get(descriptor, instance, owner):
    """A __get__ that calls the class, which may take the descriptor away."""
    owner()
    return repr(descriptor)


@_Function
def test_with_docstring():
    """This is a pretty normal docstring."""


# ---- the mapping of contextvars ----

class _HamtIterator:
    def __init__(self, items):
        self._rest, self._size = iter(items), len(items)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._rest)

    def __len__(self):
        return self._size


class hamt:
    """A mapping that never changes: set() and delete() give another one."""

    __hash__ = None

    def __init__(self):
        self._items = {}

    def _with(self, items):
        other = hamt()
        other._items = items
        return other

    def set(self, key, value, /):
        if key in self._items and self._items[key] is value:
            return self
        return self._with({**self._items, key: value})

    def delete(self, key, /):
        items = dict(self._items)
        return self if items.pop(key, items) is items else self._with(items)

    def get(self, key, default=None, /):
        return self._items.get(key, default)

    def keys(self):
        return _HamtIterator(self._items)

    def __iter__(self):
        return iter(self._items)

    def values(self):
        return _HamtIterator(self._items.values())

    def items(self):
        return _HamtIterator(self._items.items())

    def __getitem__(self, key):
        return self._items[key]

    def __contains__(self, key):
        return key in self._items

    def __len__(self):
        return len(self._items)

    def __eq__(self, other):
        if not isinstance(other, hamt):
            return NotImplemented
        return len(self) == len(other) and all(key in other._items and other._items[key] == value for key, value in self._items.items())
