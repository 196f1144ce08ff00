"""Objects as bytes and back: protocols 0 to 5, the same bytes as CPython writes."""

__all__ = ['PickleError', 'PicklingError', 'UnpicklingError', 'Pickler', 'Unpickler', 'dump', 'dumps', 'load', 'loads', 'PickleBuffer',
           'HIGHEST_PROTOCOL', 'DEFAULT_PROTOCOL']

import io
import sys
from copyreg import dispatch_table, _extension_cache, _extension_registry, _inverted_registry
from functools import partial
from struct import pack, unpack
from types import FunctionType

from _plain import dump as _dump_plain, load as _load_plain
from _support import lay_out as _lay_out

HIGHEST_PROTOCOL = 5
bytes_types = bytes, bytearray
DEFAULT_PROTOCOL = 4
format_version = '4.0'
compatible_formats = ['1.0', '1.1', '1.2', '1.3', '2.0', '3.0', '4.0', '5.0']

_BATCH = 1000
_FRAME_MIN = 4
_FRAME_TARGET = 64 * 1024
_OLD_MODULES = {'builtins': '__builtin__', 'copyreg': 'copy_reg', 'queue': 'Queue', 'configparser': 'ConfigParser', '_thread': 'thread'}
_OLD_NAMES = {('builtins', 'range'): ('__builtin__', 'xrange'), ('functools', 'reduce'): ('__builtin__', 'reduce'),
              ('builtins', 'chr'): ('__builtin__', 'unichr'), ('builtins', 'str'): ('__builtin__', 'unicode'),
              ('builtins', 'int'): ('__builtin__', 'long'), ('builtins', 'zip'): ('itertools', 'izip'),
              ('builtins', 'map'): ('itertools', 'imap'), ('builtins', 'filter'): ('itertools', 'ifilter'),
              ('itertools', 'filterfalse'): ('itertools', 'ifilterfalse'), ('itertools', 'zip_longest'): ('itertools', 'izip_longest'),
              ('collections', 'UserDict'): ('UserDict', 'IterableUserDict'), ('collections', 'UserList'): ('UserList', 'UserList'),
              ('collections', 'UserString'): ('UserString', 'UserString'), ('sys', 'intern'): ('__builtin__', 'intern')}
_NEW_MODULES = {'__builtin__': 'builtins', 'copy_reg': 'copyreg', 'Queue': 'queue', 'ConfigParser': 'configparser', 'thread': '_thread'}
_NEW_NAMES = {old: new for new, old in _OLD_NAMES.items()}
_NEW_NAMES |= {('exceptions', 'StandardError'): ('builtins', 'Exception'), ('__builtin__', 'basestring'): ('builtins', 'str')}


# Exceptions were in a module of their own; those that came later have the name of the one they replace.
_OLD_ERRORS = """ArithmeticError AssertionError AttributeError BaseException BufferError BytesWarning DeprecationWarning EOFError
EnvironmentError Exception FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError
KeyError KeyboardInterrupt LookupError MemoryError NameError NotImplementedError OSError OverflowError PendingDeprecationWarning
ReferenceError RuntimeError RuntimeWarning StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TypeError
UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning
ZeroDivisionError""".split()
_OLD_NAMES |= {('builtins', _name): ('exceptions', _name) for _name in _OLD_ERRORS}
_NEW_NAMES |= {('exceptions', _name): ('builtins', _name) for _name in _OLD_ERRORS}
_OLD_NAMES |= {('builtins', _name): ('exceptions', 'OSError') for _name in """BrokenPipeError ChildProcessError ConnectionAbortedError
ConnectionError ConnectionRefusedError ConnectionResetError FileExistsError FileNotFoundError InterruptedError IsADirectoryError
NotADirectoryError PermissionError ProcessLookupError TimeoutError""".split()}
_OLD_NAMES['builtins', 'ModuleNotFoundError'] = 'exceptions', 'ImportError'


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


from _pickle import PickleBuffer, PickleError, PicklingError, UnpicklingError  # C has its own: they take the place of those above


def _getattribute(obj, name):
    """What a dotted name leads to, and the object it is an attribute of."""
    parent = obj
    for part in name.split('.'):
        if part == '<locals>':
            raise AttributeError(f"Can't get local attribute {name!r} on {obj!r}")
        parent, obj = obj, getattr(obj, part)
    return obj, parent


def whichmodule(obj, name):
    """The name of the module that an object is found in."""
    module_name = getattr(obj, '__module__', None)
    if module_name is not None:
        return module_name
    for module_name, module in sys.modules.copy().items():
        if module_name in ('__main__', '__mp_main__') or module is None:
            continue
        try:
            if _getattribute(module, name)[0] is obj:
                return module_name
        except AttributeError:
            pass
    return '__main__'


def encode_long(x):
    """The shortest little-endian two's complement of an int; nothing for 0."""
    if x == 0:
        return b''
    size = (x.bit_length() >> 3) + 1
    data = x.to_bytes(size, 'little', signed=True)
    if x < 0 and size > 1 and data[-1] == 0xff and data[-2] & 0x80:
        data = data[:-1]
    return data


def decode_long(data):
    return int.from_bytes(data, 'little', signed=True)


def _settable(name):
    """A method that a program may set on the instance; without that there is none."""
    inner = '_' + name

    def get(self):
        try:
            return getattr(self, inner)
        except AttributeError:
            raise AttributeError(name) from None
    return property(get, lambda self, value: setattr(self, inner, value))


# ---- writing ----

class Pickler:
    """Writes objects to a file."""

    __slots__ = ('_file_write', '_buffer_callback', 'proto', 'bin', 'fast', '_fix_imports', 'memo', '_most', '_buffered', '_frame',
                 'dispatch_table', '_persistent_id', '_id_of')
    persistent_id = _settable('persistent_id')

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError(f'pickle protocol must be <= {HIGHEST_PROTOCOL}')
        if buffer_callback is not None and protocol < 5:
            raise ValueError('buffer_callback needs protocol >= 5')
        try:
            self._file_write = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute") from None
        self._buffer_callback = buffer_callback
        self.proto = int(protocol)
        self.bin = protocol >= 1
        self.fast = 0
        self._fix_imports = fix_imports and protocol < 3
        self.memo, self._most, self._buffered = {}, 0, True
        self._frame = self._id_of = None

    def clear_memo(self):
        self._most = max(self._most, len(self.memo))
        self.memo.clear()

    def __sizeof__(self):
        """With the memo's table, which only grows, and the buffer that the first dump() gives away."""
        slots = 8
        while (used := -(-2 * slots // 3)) <= max(self._most, len(self.memo)):
            slots = 1 << (4 * used).bit_length()
        return object.__sizeof__(self) + 32 + 16 * slots + 4129 * self._buffered

    def dump(self, obj):
        if not hasattr(self, '_file_write'):
            raise PicklingError(f'Pickler.__init__() was not called by {type(self).__name__}.__init__()')
        if self.proto >= 2:
            self._file_write(b'\x80' + bytes([self.proto]))
        self._frame = bytearray() if self.proto >= 4 else None
        self._buffered, self._id_of = False, getattr(self, 'persistent_id', None)
        try:
            self.save(obj)
        finally:
            self._id_of = None
        self._write(b'.')
        self._end_frame()
        self._frame = None

    def _write(self, data):
        if self._frame is None:
            self._file_write(bytes(data))
        else:
            self._frame += data

    def _write_large(self, header, payload):
        if self._frame is None or len(payload) < _FRAME_TARGET:
            self._write(header + payload)
        else:
            self._end_frame()
            self._file_write(header)
            self._file_write(payload)

    def _end_frame(self):
        if self._frame:
            data = bytes(self._frame)
            if len(data) >= _FRAME_MIN:
                data = b'\x95' + pack('<Q', len(data)) + data
            self._file_write(data)
            self._frame.clear()

    def memoize(self, obj):
        if self.fast:
            return
        index = len(self.memo)
        self.memo[id(obj)] = index, obj
        if self.proto >= 4:
            self._write(b'\x94')
        elif self.bin:
            self._write(b'q' + bytes([index]) if index < 256 else b'r' + pack('<I', index))
        else:
            self._write(b'p%d\n' % index)

    def _get(self, obj):
        """Write a reference to an object that was written before."""
        index = self.memo[id(obj)][0]
        if self.bin:
            self._write(b'h' + bytes([index]) if index < 256 else b'j' + pack('<I', index))
        else:
            self._write(b'g%d\n' % index)

    def save(self, obj, save_persistent_id=True):
        if self._frame is not None and len(self._frame) >= _FRAME_TARGET:
            self._end_frame()
        if save_persistent_id and self._id_of is not None:
            pid = self._id_of(obj)
            if pid is not None:
                return self._save_pers(pid)
        cls = type(obj)
        if cls in _ATOMS:
            _ATOMS[cls](self, obj)
        elif id(obj) in self.memo:
            self._get(obj)
        elif cls in _SAVERS:
            _SAVERS[cls](self, obj)
        else:
            self._save_other(obj, cls)

    def _save_pers(self, pid):
        if self.bin:
            self.save(pid, False)
            self._write(b'Q')
        else:
            try:
                self._write(b'P' + str(pid).encode('ascii') + b'\n')
            except UnicodeEncodeError:
                raise PicklingError('persistent IDs in protocol 0 must be ASCII strings') from None

    def _reduce(self, obj, cls):
        override = getattr(self, 'reducer_override', None)
        if override is not None:
            value = override(obj)
            if value is not NotImplemented:
                return value
        if issubclass(cls, FunctionType):
            return self.save_global(obj)
        reduce = getattr(self, 'dispatch_table', dispatch_table).get(cls)
        if reduce is not None:
            return reduce(obj)
        if issubclass(cls, type):
            return self.save_global(obj)
        reduce = getattr(obj, '__reduce_ex__', None)
        if reduce is not None:
            return reduce(self.proto)
        reduce = getattr(obj, '__reduce__', None)
        if reduce is None:
            raise PicklingError(f"can't pickle '{cls.__name__}' object: {obj!r}")
        return reduce()

    def _save_other(self, obj, cls):
        value = self._reduce(obj, cls)
        if value is None:
            return
        if isinstance(value, str):
            return self.save_global(obj, value)
        if not isinstance(value, tuple):
            raise PicklingError('__reduce__ must return a string or tuple')
        if not 2 <= len(value) <= 6:
            raise PicklingError('tuple returned by __reduce__ must contain 2 through 6 elements')
        self.save_reduce(*value, obj=obj)

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None, state_setter=None, *, obj=None):
        if not callable(func):
            raise PicklingError('first item of the tuple returned by __reduce__ must be callable')
        if not isinstance(args, tuple):
            raise PicklingError('second item of the tuple returned by __reduce__ must be a tuple')
        self._save_making(func, args, obj)
        if obj is not None:
            if id(obj) in self.memo:
                self._write(b'0')
                self._get(obj)
            else:
                self.memoize(obj)
        if listitems is not None:
            self._appends(listitems)
        if dictitems is not None:
            self._setitems(dictitems)
        if state is not None:
            if state_setter is None:
                self.save(state)
                self._write(b'b')
            else:
                self.save(state_setter)
                self.save(obj)
                self.save(state)
                self._write(b'\x86' if self.proto >= 2 else b'')
                self._write(b'R')
                self._write(b'0')

    def _save_making(self, func, args, obj):
        """The call that makes a reduced object."""
        name = getattr(func, '__name__', '')
        if self.proto >= 2 and name == '__newobj_ex__':
            cls, args, kwargs = args
            if not hasattr(cls, '__new__'):
                raise PicklingError('first item from __newobj_ex__ args has no __new__')
            if obj is not None and cls is not obj.__class__:
                raise PicklingError('first item from __newobj_ex__ args has the wrong class')
            if self.proto >= 4:
                self.save(cls)
                self.save(args)
                self.save(kwargs)
                self._write(b'\x92')
            else:
                self.save(partial(cls.__new__, cls, *args, **kwargs))
                self.save(())
                self._write(b'R')
        elif self.proto >= 2 and name == '__newobj__':
            cls = args[0]
            if not hasattr(cls, '__new__'):
                raise PicklingError('args[0] from __newobj__ args has no __new__')
            if obj is not None and cls is not obj.__class__:
                raise PicklingError('args[0] from __newobj__ args has the wrong class')
            self.save(cls)
            self.save(args[1:])
            self._write(b'\x81')
        else:
            self.save(func)
            self.save(args)
            self._write(b'R')

    def save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, '__qualname__', None) or obj.__name__
        module_name = whichmodule(obj, name)
        dotted = name.split('.')
        if '<locals>' in dotted:
            raise AttributeError(f"Can't pickle local object {name!r}")
        try:
            __import__(module_name, level=0)
            module = sys.modules[module_name]
        except (ImportError, ValueError, KeyError):
            raise PicklingError(f"Can't pickle {obj!r}: import of module {module_name!r} failed") from None
        try:
            found, parent = _getattribute(module, name)
        except AttributeError:
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module_name} failed") from None
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module_name}.{name}")
        code = _extension_registry.get((module_name, name)) if self.proto >= 2 else None
        if code:
            self._write(b'\x82' + bytes([code]) if code < 256 else b'\x83' + pack('<H', code) if code < 65536 else b'\x84' + pack('<i', code))
            return
        if self.proto >= 4:
            self.save(module_name)
            self.save(name)
            self._write(b'\x93')
        elif parent is not module:
            self.save_reduce(getattr, (parent, dotted[-1]))
        else:
            if self._fix_imports:
                if (module_name, name) in _OLD_NAMES:
                    module_name, name = _OLD_NAMES[module_name, name]
                else:
                    module_name = _OLD_MODULES.get(module_name, module_name)
            try:
                self._write(b'c' + f'{module_name}\n{name}\n'.encode('utf-8' if self.proto == 3 else 'ascii'))
            except UnicodeEncodeError:
                raise PicklingError(f"can't pickle global identifier '{module_name}.{name}' using pickle protocol {self.proto}") from None
        self.memoize(obj)

    def _appends(self, items):
        if not self.bin:
            for item in items:
                self.save(item)
                self._write(b'a')
            return
        self._in_batches(iter(items), lambda item: self.save(item), b'a', b'e')

    def _setitems(self, items):
        def save_pair(pair):
            if not isinstance(pair, tuple) or len(pair) != 2:
                raise TypeError('dict items iterator must return 2-tuples')
            self.save(pair[0])
            self.save(pair[1])
        if self.bin:
            return self._in_batches(iter(items), save_pair, b's', b'u')
        for pair in items:
            save_pair(pair)
            self._write(b's')

    def _in_batches(self, items, save, single, several):
        nothing = object()
        first = next(items, nothing)
        while first is not nothing:
            second = next(items, nothing)
            if second is nothing:
                save(first)
                self._write(single)
                return
            self._write(b'(')
            save(first)
            count, item = 1, second
            while item is not nothing:
                save(item)
                count += 1
                if count == _BATCH:
                    break
                item = next(items, nothing)
            self._write(several)
            if item is nothing:
                return
            first = next(items, nothing)

    def _save_exact(self, obj, items, save, single, several):
        """The items of a list or dict whose length is known: a last batch may hold one or none."""
        if len(obj) == 1:
            for item in items:
                save(item)
            self._write(single)
            return
        self._save_known(len(obj), iter(items), save, several, several == b'e')

    def _save_known(self, left, items, save, several, is_list):
        """So many items in batches. But for lists there is an empty batch behind full ones."""
        while left > 0 or left == 0 and not is_list:
            self._write(b'(')
            for _ in range(min(left, _BATCH)):
                save(next(items))
            self._write(several)
            left -= _BATCH


def _save_none(self, obj):
    self._write(b'N')


def _save_bool(self, obj):
    if self.proto >= 2:
        self._write(b'\x88' if obj else b'\x89')
    else:
        self._write(b'I01\n' if obj else b'I00\n')


def _save_int(self, obj):
    if -0x80000000 <= obj <= 0x7fffffff:
        if not self.bin:
            self._write(b'I%d\n' % obj)
        elif obj < 0 or obj > 0xffff:
            self._write(b'J' + pack('<i', obj))
        else:
            self._write(b'K' + bytes([obj]) if obj <= 0xff else b'M' + pack('<H', obj))
    elif self.proto >= 2:
        data = encode_long(obj)
        self._write((b'\x8a' + bytes([len(data)]) if len(data) < 256 else b'\x8b' + pack('<i', len(data))) + data)
    else:
        self._write(b'L%dL\n' % obj)


def _save_float(self, obj):
    self._write(b'G' + pack('>d', obj) if self.bin else b'F' + repr(obj).encode('ascii') + b'\n')


def _sized(size, short, long, huge):
    """The head of a counted piece: its opcode by size."""
    if short and size <= 0xff:
        return short + bytes([size])
    if size <= 0xffffffff:
        return long + pack('<I', size)
    return huge + pack('<Q', size)


def _save_bytes(self, obj):
    if self.proto < 3:
        if not obj:
            return self.save_reduce(bytes, (), obj=obj)
        from codecs import encode
        return self.save_reduce(encode, (str(obj, 'latin1'), 'latin1'), obj=obj)
    self._write_large(_sized(len(obj), b'C', b'B', b'\x8e'), obj)
    self.memoize(obj)


def _save_bytearray(self, obj):
    if self.proto < 5:
        return self.save_reduce(bytearray, (bytes(obj),) if obj else (), obj=obj)
    self._write_large(b'\x96' + pack('<Q', len(obj)), bytes(obj))
    self.memoize(obj)


def _save_buffer(self, obj):
    if self.proto < 5:
        raise PicklingError('PickleBuffer can only pickled with protocol >= 5')
    view = obj.raw()
    if self._buffer_callback is not None and not self._buffer_callback(obj):
        self._write(b'\x97')
        if view.readonly:
            self._write(b'\x98')
    elif view.readonly:
        _save_bytes(self, view.tobytes())
    else:
        _save_bytearray(self, bytearray(view.tobytes()))


def _save_str(self, obj):
    if self.bin:
        data = obj.encode('utf-8', 'surrogatepass')
        self._write_large(_sized(len(data), b'\x8c' if self.proto >= 4 else b'', b'X', b'\x8d'), data)
    else:
        text = ''.join(c if c not in '\\\0\n\r\x1a' else f'\\u{ord(c):04x}' for c in obj)
        data = b''.join(bytes([n]) if n < 256 else b'\\u%04x' % n if n < 65536 else b'\\U%08x' % n for n in map(ord, text))
        self._write(b'V' + data + b'\n')
    self.memoize(obj)


def _save_tuple(self, obj):
    if not obj:
        return self._write(b')' if self.bin else b'(t')
    count = len(obj)
    short = count <= 3 and self.proto >= 2
    if not short:
        self._write(b'(')
    for item in obj:
        self.save(item)
    if id(obj) in self.memo:
        self._write(b'0' * count if short else b'1' if self.bin else b'0' * (count + 1))
        return self._get(obj)
    self._write((b'', b'\x85', b'\x86', b'\x87')[count] if short else b't')
    self.memoize(obj)


def _save_list(self, obj):
    self._write(b']' if self.bin else b'(l')
    self.memoize(obj)
    if not obj:
        return
    if self.bin:
        self._save_exact(obj, obj, self.save, b'a', b'e')
    else:
        self._appends(obj)


def _save_dict(self, obj):
    self._write(b'}' if self.bin else b'(d')
    self.memoize(obj)
    if not obj:
        return
    if not self.bin:
        return self._setitems(obj.items())

    def save_pair(pair):
        self.save(pair[0])
        self.save(pair[1])
    self._save_exact(obj, obj.items(), save_pair, b's', b'u')


def _save_set(self, obj):
    if self.proto < 4:
        return self.save_reduce(set, (list(obj),), obj=obj)
    self._write(b'\x8f')
    self.memoize(obj)
    if obj:
        self._save_known(len(obj), iter(obj), self.save, b'\x90', False)


def _save_frozenset(self, obj):
    if self.proto < 4:
        return self.save_reduce(frozenset, (list(obj),), obj=obj)
    self._write(b'(')
    for item in obj:
        self.save(item)
    if id(obj) in self.memo:
        self._write(b'1')
        return self._get(obj)
    self._write(b'\x91')
    self.memoize(obj)


def _save_type(self, obj):
    for single in (None, NotImplemented, ...):
        if obj is type(single):
            return self.save_reduce(type, (single,), obj=obj)
    self.save_global(obj)


_ATOMS = {type(None): _save_none, bool: _save_bool, int: _save_int, float: _save_float}
_SAVERS = {bytes: _save_bytes, str: _save_str, tuple: _save_tuple, list: _save_list, dict: _save_dict, set: _save_set,
           frozenset: _save_frozenset, bytearray: _save_bytearray, PickleBuffer: _save_buffer,
          type(...): lambda self, obj: self.save_global(obj, 'Ellipsis'),
          type(NotImplemented): lambda self, obj: self.save_global(obj, 'NotImplemented')}


def _save_class_or_function(save):
    def saver(self, obj):
        if getattr(self, 'reducer_override', None) is not None:
            return self._save_other(obj, type(obj))
        save(self, obj)
    return saver


_SAVERS[type] = _save_class_or_function(_save_type)
_SAVERS[FunctionType] = _save_class_or_function(Pickler.save_global)


# ---- reading ----

class _Stop(Exception):
    pass


class Unpickler:
    """Reads objects from a file."""

    __slots__ = ('_file_read', '_file_readline', '_buffers', 'memo', 'encoding', 'errors', 'fix_imports', 'proto', '_marks', '_deepest',
                 'stack', '_persistent_load', '_ahead', '_place')
    persistent_load = _settable('persistent_load')

    def __init__(self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
        try:
            self._file_read, self._file_readline = file.read, file.readline
        except AttributeError:
            raise TypeError("file must have 'read' and 'readline' attributes") from None
        self._buffers = None if buffers is None else iter(buffers)
        self.memo = {}
        self.encoding, self.errors, self.fix_imports = encoding, errors, fix_imports
        self.proto = self._deepest = 0

    def __sizeof__(self):
        """With the tables of the memo and of marks, which only grow, and the two names."""
        memo, marks = 32, 0
        while memo <= max(self.memo, default=0):
            memo *= 2
        while marks < self._deepest:
            marks = 2 * marks + 20
        return object.__sizeof__(self) + 8 * (memo + marks) + len(self.encoding) + len(self.errors) + 2

    def _persistent(self, pid):
        load = getattr(self, 'persistent_load', None)
        if load is None:
            raise UnpicklingError('A load persistent id instruction was encountered,\nbut no persistent_load function was specified.')
        return load(pid())

    def _text_id(self):
        try:
            return self._line(0).decode('ascii')
        except UnicodeDecodeError:
            raise UnpicklingError('persistent IDs in protocol 0 must be ASCII strings') from None

    def load(self):
        if not hasattr(self, '_file_read'):
            raise UnpicklingError(f'Unpickler.__init__() was not called by {type(self).__name__}.__init__()')
        self._marks, self.stack, self._ahead, self._place = [], [], b'', 0
        find = _LOADERS.get
        while True:
            place = self._place
            if place < len(self._ahead):
                key = self._ahead[place]
                self._place = place + 1
            elif code := self._file_read(1):
                key = code[0]
            else:
                raise EOFError('Ran out of input')
            action = find(key)
            if action is None:
                shown = chr(key) if 32 <= key < 127 and key not in b"'\\" else f'\\x{key:02x}'
                raise UnpicklingError(f"invalid load key, '{shown}'.")
            if action(self) is _Stop:
                return self._pop()

    # What lies below the last mark is out of reach until the mark is taken.

    def _need(self, count):
        if len(self.stack) - count < (self._marks[-1] if self._marks else 0):
            raise UnpicklingError('unexpected MARK found' if self._marks else 'unpickling stack underflow')

    def _pop(self):
        self._need(1)
        return self.stack.pop()

    def _top(self):
        self._need(1)
        return self.stack[-1]

    def _read(self, size):
        start = self._place
        data = self._ahead[start:start + size]
        self._place = start + len(data)
        if len(data) < size:
            data += self._file_read(size - len(data))
            if len(data) < size:
                raise UnpicklingError('pickle data was truncated')
        return data

    def _line(self, least=1):
        start = self._place
        self._place = self._ahead.find(b'\n', start) + 1 or len(self._ahead)
        line = self._ahead[start:self._place]
        if not line.endswith(b'\n'):
            line += self._file_readline()
        if not line.endswith(b'\n') or len(line) <= least:
            raise UnpicklingError('pickle data was truncated')
        return line[:-1]

    def _digits(self, base, needed=0):
        """The whole number that a line says, its end included in what is complained about."""
        line = self._line() + b'\n'
        self._need(needed)
        text = (line[:-2] if not base and line.endswith(b'L\n') else line).partition(b'\0')[0].decode()
        return int(text, base or (0 if text.strip().lstrip('+-')[:1] == '0' else 10))

    def _number(self, size, name=None):
        number = int.from_bytes(self._read(size), 'little')
        if name and number > sys.maxsize:
            raise OverflowError(f"{name} exceeds system's maximum size of {sys.maxsize} bytes")
        if name and number >> 40 and name != 'BINUNICODE':
            raise MemoryError  # room for it is asked for first
        return number

    def _signed(self):
        size = unpack('<i', self._read(4))[0]
        if size < 0:
            raise UnpicklingError('LONG pickle has negative byte count')
        return size

    def _take_mark(self):
        if not self._marks:
            raise UnpicklingError('could not find MARK')
        return self._marks.pop()

    def _take(self, start):
        items = self.stack[start:]
        del self.stack[start:]
        return items

    def _pop_mark(self):
        return self._take(self._take_mark())

    def find_class(self, module, name):
        if self.proto < 3 and self.fix_imports:
            if (module, name) in _NEW_NAMES:
                module, name = _NEW_NAMES[module, name]
            else:
                module = _NEW_MODULES.get(module, module)
        __import__(module, level=0)
        try:
            return _getattribute(sys.modules[module], name)[0] if self.proto >= 4 else getattr(sys.modules[module], name)
        except AttributeError:
            raise AttributeError(f"Can't get attribute {name!r} on {sys.modules[module]!r}") from None

    def _decode(self, data):
        return data if self.encoding == 'bytes' else data.decode(self.encoding, self.errors)

    def _get(self, index):
        try:
            self.stack.append(self.memo[index])
        except KeyError:
            raise UnpicklingError(f'Memo value not found at index {index}') from None

    def _extension(self, code):
        missing = object()
        value = _extension_cache.get(code, missing)
        if value is missing:
            key = _inverted_registry.get(code)
            if not key:
                if code <= 0:
                    raise UnpicklingError('EXT specifies code <= 0')
                raise ValueError(f'unregistered extension code {code}')
            value = _extension_cache[code] = self.find_class(*key)
        self.stack.append(value)

    def _instantiate(self, cls, args):
        if args or not isinstance(cls, type) or hasattr(cls, '__getinitargs__'):
            value = cls(*args)
        else:
            value = cls.__new__(cls)
        self.stack.append(value)

    def _build(self):
        self._need(2)
        state = self.stack.pop()
        target = self.stack[-1]
        setter = getattr(target, '__setstate__', None)
        if setter is not None:
            setter(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state is not None:
            if not isinstance(state, dict):
                raise UnpicklingError('state is not a dictionary')
            names = target.__dict__
            for key, value in state.items():
                names[sys.intern(key) if type(key) is str else key] = value
        if slots is not None:
            if not isinstance(slots, dict):
                raise UnpicklingError('slot state is not a dictionary')
            for key, value in slots.items():
                setattr(target, key, value)

    def _target(self, start):
        """What takes the items from `start` on; None: there are none."""
        if start > len(self.stack) or start <= (self._marks[-1] if self._marks else 0):
            raise UnpicklingError('unexpected MARK found' if self._marks else 'unpickling stack underflow')
        return self.stack[start - 1] if start < len(self.stack) else None

    def _append_all(self, start):
        target = self._target(start)
        items = self._take(start)
        if not items:
            return
        if type(target) is list:
            target[len(target):] = items
            return
        extend = getattr(target, 'extend', None)
        if extend is not None:
            extend(items)
        else:
            append = target.append
            for item in items:
                append(item)

    def _add_all(self, start):
        target = self._target(start)
        items = self._take(start)
        if not items:
            return
        if isinstance(target, set):
            target.update(items)
        else:
            add = target.add
            for item in items:
                add(item)

    def _set_all(self, start):
        target = self._target(start)
        if (len(self.stack) - start) % 2:
            raise UnpicklingError('odd number of items for SETITEMS')
        items = self._take(start)
        for i in range(0, len(items), 2):
            target[items[i]] = items[i + 1]


def _proto(self):
    self.proto = self._read(1)[0]
    if self.proto > HIGHEST_PROTOCOL:
        raise ValueError(f'unsupported pickle protocol: {self.proto}')


def _int_line(self):
    line = self._line()
    if line in (b'00', b'01'):
        self.stack.append(line == b'01')
        return
    try:
        number = line.lstrip()  # as strtol() reads it: 017 is octal
        self.stack.append(int(number, 8 if number.lstrip(b'+-')[:1] == b'0' and number.lstrip(b'+-').isdigit() else 0))
    except ValueError:
        raise ValueError('could not convert string to int') from None


def _float_line(self):
    text = (self._line() + b'\n').partition(b'\0')[0].decode('utf-8', 'replace')
    try:
        self.stack.append(float(text[:-1]))
    except ValueError:
        begins = text.lstrip('+-')[:1].isdigit() or text.lstrip('+-')[1:2].isdigit() and text.lstrip('+-')[0] == '.'
        raise ValueError('could not convert string to float' + (f": '{text:.200}'" if not begins else '')) from None


def _string_line(self):
    line = self._line(0)
    if len(line) < 2 or line[0] != line[-1] or line[0] not in b'"\'':
        raise UnpicklingError('the STRING opcode argument must be quoted')
    from codecs import escape_decode
    self.stack.append(self._decode(escape_decode(line[1:-1])[0]))


def _global(self):
    module, name = self._line().decode('utf-8'), self._line().decode('utf-8')
    self.stack.append(self.find_class(module, name))


def _stack_global(self):
    name, module = self._pop(), self._pop()
    if type(name) is not str or type(module) is not str:
        raise UnpicklingError('STACK_GLOBAL requires str')
    self.stack.append(self.find_class(module, name))


def _reduce(self):
    args, func = self._pop(), self._pop()
    if not isinstance(args, tuple):
        raise TypeError('argument list must be a tuple')
    self.stack.append(func(*args))


def _newobj(self, name='NEWOBJ', kwargs={}):
    self._need(2)
    args, cls = self.stack.pop(), self.stack.pop()
    if isinstance(cls, type) and isinstance(args, tuple) and isinstance(kwargs, dict):
        self.stack.append(cls.__new__(cls, *args, **kwargs))
        return
    for value, kind, what in (cls, type, 'class argument must be a type'), (args, tuple, 'args argument must be a tuple'), (
            kwargs, dict, 'kwargs argument must be a dict'):
        if not isinstance(value, kind):
            raise UnpicklingError(f'{name} {what}, not {type(value).__name__:.200}')


def _newobj_ex(self):
    _newobj(self, 'NEWOBJ_EX', self._pop())


def _mark(self):
    self._marks.append(len(self.stack))
    if len(self._marks) > self._deepest:
        self._deepest = len(self._marks)


def _pop_one(self):
    if self._marks and self._marks[-1] == len(self.stack):
        self._marks.pop()
    else:
        self._pop()


def _frame(self):
    size = self._number(8)
    if size > sys.maxsize:
        raise OverflowError(f"FRAME length exceeds system's maximum of {sys.maxsize} bytes")
    data = self._read(size)
    self._ahead, self._place = data + self._ahead[self._place:], 0


def _dict(self):
    items = self._pop_mark()
    if len(items) % 2:
        raise UnpicklingError('odd number of items for DICT')
    self.stack.append(dict(zip(items[::2], items[1::2])))


def _collected(make):
    def load(self):
        items = self._pop_mark()
        self.stack.append(make(items))
    return load


def _tuple_of(count):
    def load(self):
        self._need(count)
        self.stack[-count:] = [tuple(self.stack[-count:])]
    return load


def _with_items(add):
    def load(self):
        add(self, self._take_mark())
    return load


def _inst(self):
    start = self._take_mark()
    cls = self.find_class(self._line().decode('ascii'), self._line().decode('ascii'))
    self._instantiate(cls, self._take(start))


def _obj(self):
    start = self._take_mark()
    if start >= len(self.stack):
        self._need(len(self.stack) + 1)
    cls, *args = self._take(start)
    self._instantiate(cls, args)


def _put(index_of):
    def load(self):
        index = index_of(self)
        if index < 0:
            raise ValueError('negative PUT argument')
        self.memo[index] = self._top()
    return load


def _next_buffer(self):
    if self._buffers is None:
        raise UnpicklingError('pickle stream refers to out-of-band data but no *buffers* argument was given')
    try:
        self.stack.append(next(self._buffers))
    except StopIteration:
        raise UnpicklingError('not enough out-of-band buffers') from None


def _readonly_buffer(self):
    view = memoryview(self._top())
    if not view.readonly:
        self.stack[-1] = view.toreadonly()


def _memoize(self):
    self.memo[len(self.memo)] = self._top()


def _short_text(self):
    self.stack.append(self._read(self._read(1)[0]).decode('utf-8', 'surrogatepass'))


def _byte(self):
    self.stack.append(self._read(1)[0])


def _set_item(self):
    self._set_all(len(self.stack) - 2)


def _append(self):
    self._need(2)
    self._append_all(len(self.stack) - 1)


def _pushing(value_of):
    def load(self):
        self.stack.append(value_of(self))
    return load


_LOADERS = {ord(key): load for key, load in {
    '\x80': _proto, '.': lambda self: _Stop, '\x95': _frame,
    'N': _pushing(lambda self: None), '\x88': _pushing(lambda self: True), '\x89': _pushing(lambda self: False),
    'I': _int_line, 'L': _pushing(lambda self: self._digits(0)), 'F': _float_line, 'S': _string_line,
    'J': _pushing(lambda self: unpack('<i', self._read(4))[0]), 'K': _byte,
    'M': _pushing(lambda self: self._number(2)), '\x8a': _pushing(lambda self: decode_long(self._read(self._number(1)))),
    '\x8b': _pushing(lambda self: decode_long(self._read(self._signed()))), 'G': _pushing(lambda self: unpack('>d', self._read(8))[0]),
    'T': _pushing(lambda self: self._decode(self._read(self._number(4)))), 'U': _pushing(lambda self: self._decode(self._read(self._number(1)))),
    'B': _pushing(lambda self: self._read(self._number(4))), 'C': _pushing(lambda self: self._read(self._number(1))),
    '\x8e': _pushing(lambda self: self._read(self._number(8, 'BINBYTES'))), '\x96': _pushing(lambda self: bytearray(self._read(self._number(8, 'BYTEARRAY8')))),
    'V': _pushing(lambda self: _raw_unicode(self._line(0))),
    'X': _pushing(lambda self: self._read(self._number(4)).decode('utf-8', 'surrogatepass')),
    '\x8c': _short_text,
    '\x8d': _pushing(lambda self: self._read(self._number(8, 'BINUNICODE')).decode('utf-8', 'surrogatepass')),
    'P': _pushing(lambda self: self._persistent(self._text_id)), 'Q': _pushing(lambda self: self._persistent(self._pop)),
    ')': _pushing(lambda self: ()), ']': _pushing(lambda self: []), '}': _pushing(lambda self: {}), '\x8f': _pushing(lambda self: set()),
    't': _collected(tuple), 'l': _collected(list), 'd': _dict,
    '\x91': _collected(frozenset), '\x85': _tuple_of(1), '\x86': _tuple_of(2), '\x87': _tuple_of(3),
    'a': _append, 'e': _with_items(Unpickler._append_all), 's': _set_item, 'u': _with_items(Unpickler._set_all),
    '\x90': _with_items(Unpickler._add_all), 'c': _global, '\x93': _stack_global, 'R': _reduce, '\x81': _newobj, '\x92': _newobj_ex,
    'b': Unpickler._build, 'i': _inst, 'o': _obj, '(': _mark, '0': _pop_one, '1': lambda self: _ignore(self._pop_mark()),
    '2': _pushing(Unpickler._top), 'g': lambda self: self._get(self._digits(10)), 'h': lambda self: self._get(self._read(1)[0]),
    'j': lambda self: self._get(self._number(4)), 'p': _put(lambda self: self._digits(10, 1)), 'q': _put(lambda self: self._number(1)),
    'r': _put(lambda self: self._number(4)), '\x94': _memoize, '\x82': lambda self: self._extension(self._number(1)),
    '\x83': lambda self: self._extension(self._number(2)), '\x84': lambda self: self._extension(unpack('<i', self._read(4))[0]),
    '\x97': _next_buffer, '\x98': _readonly_buffer}.items()}


def _ignore(value):
    """For an opcode whose value nobody wants."""


def _raw_unicode(data):
    """Text of protocol 0: Latin-1 with \\u and \\U escapes."""
    pieces, i = [], 0
    text = data.decode('latin-1')
    while (at := text.find('\\', i)) >= 0:
        size = {'u': 4, 'U': 8}.get(text[at + 1:at + 2], 0)
        pieces.append(text[i:at])
        pieces.append(chr(int(text[at + 2:at + 2 + size], 16)) if size else '\\')
        i = at + 2 + size if size else at + 1
    return ''.join(pieces) + text[i:]


Pickler.__module__ = Unpickler.__module__ = '_pickle'
_lay_out(Pickler, 'gsi', 152)
_lay_out(Unpickler, 'gsi', 272)
_Pickler, _Unpickler = Pickler, Unpickler


# ---- in one call ----

def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    if buffer_callback is None and (protocol is None or protocol.__class__ is int and 4 <= protocol <= 5):
        data = _dump_plain(obj, DEFAULT_PROTOCOL if protocol is None else protocol)
        if data is not None:
            return data
    stream = io.BytesIO()
    Pickler(stream, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)
    return stream.getvalue()


def load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    return Unpickler(file, fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()


def loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    plain = _load_plain(data)
    if plain is not None:
        return plain[0]
    return Unpickler(io.BytesIO(data), fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()


# The names of what CPython has in Python besides what is in C: here they are the same.
_Pickler, _Unpickler, _dump, _dumps, _load, _loads = Pickler, Unpickler, dump, dumps, load, loads
import _pickle
for _value in Pickler, Unpickler, dump, dumps, load, loads:
    setattr(_pickle, _value.__name__, _value)
del _pickle, _value


def __getattr__(name):
    """The bytes of opcodes, by name."""
    if name.isupper() or name[-1:].isdigit():
        from pickletools import code2op
        names = {'TRUE': b'I01\n', 'FALSE': b'I00\n', **{each.name: code.encode('latin-1') for code, each in code2op.items()}}
        if name in names:
            return names[name]
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
