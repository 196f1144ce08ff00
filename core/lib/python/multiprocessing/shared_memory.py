"""Memory with a name that processes share."""

import os
import secrets
import struct

__all__ = ['SharedMemory', 'ShareableList']
_FOLDER = '/dev/shm'


class _View:
    """The bytes of a shared block, in place of a memoryview of them."""

    format, itemsize, ndim, readonly, strides = 'B', 1, 1, False, (1,)

    def __init__(self, memory):
        self._memory = memory

    nbytes = property(lambda self: self._memory.size)
    shape = property(lambda self: (self._memory.size,))
    obj = property(lambda self: self._memory)

    def _read(self, start, size):
        fd = self._memory._opened()
        os.lseek(fd, start, 0)
        return os.read(fd, size)

    def __len__(self):
        return self._memory.size

    def __getitem__(self, where):
        if isinstance(where, slice):
            start, stop, step = where.indices(len(self))
            return memoryview(self._read(start, max(stop - start, 0)) if step > 0 else self.tobytes()[where])[::step if step > 0 else 1]
        return self._read(self._index(where), 1)[0]

    def _index(self, where):
        if where < 0:
            where += len(self)
        if not 0 <= where < len(self):
            raise IndexError('index out of bounds on dimension 1')
        return where

    def __setitem__(self, where, value):
        if isinstance(where, slice):
            start, stop, step = where.indices(len(self))
            value = bytes(value)
            if len(value) != len(range(start, stop, step)):
                raise ValueError('memoryview assignment: lvalue and rvalue have different structures')
            if step != 1:
                for index, item in zip(range(start, stop, step), value):
                    self[index] = item
                return
        else:
            if not isinstance(value, int):
                raise TypeError("memoryview: invalid type for format 'B'")
            if not 0 <= value <= 255:
                raise ValueError("memoryview: invalid value for format 'B'")
            start, value = self._index(where), bytes((value,))
        fd = self._memory._opened()
        os.lseek(fd, start, 0)
        os.write(fd, value)

    def __iter__(self):
        return iter(self.tobytes())

    def __bytes__(self):
        return self.tobytes()

    def tobytes(self):
        return self._read(0, len(self))

    def tolist(self):
        return list(self.tobytes())

    def release(self):
        pass


class SharedMemory:
    """A block with a name: made, or one that is there."""

    _fd = -1

    def __init__(self, name=None, create=False, size=0):
        if not size >= 0:
            raise ValueError("'size' must be a positive integer")
        if create and size == 0:
            raise ValueError("'size' must be a positive number different from zero")
        if name is None and not create:
            raise ValueError("'name' can only be None if create=True")
        self._name = name.lstrip('/') if name else f'psm_{secrets.token_hex(4)}'
        os.makedirs(_FOLDER, exist_ok=True)
        try:
            self._fd = os.open(self._path(), os.O_RDWR | (os.O_CREAT | os.O_EXCL if create else 0), 0o600)
        except OSError as error:
            raise type(error)(error.errno, error.strerror, f'/{self._name}') from None
        if create:
            os.write(self._fd, bytes(size))
        self._size = os.fstat(self._fd).st_size
        self._buf = _View(self)

    def _path(self):
        return f'{_FOLDER}/{self._name}'

    def _opened(self):
        if self._fd < 0:
            raise ValueError('operation forbidden on released memoryview object')
        return self._fd

    def __del__(self):
        try:
            self.close()
        except OSError:
            pass

    def __reduce__(self):
        return type(self), (self.name, False, self.size)

    def __repr__(self):
        return f'{type(self).__name__}({self.name!r}, size={self.size})'

    @property
    def buf(self):
        return self._buf

    @property
    def name(self):
        return self._name

    @property
    def size(self):
        return self._size

    def close(self):
        """This process needs it no more."""
        self._buf = None
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def unlink(self):
        """Nobody needs it any more."""
        try:
            os.unlink(self._path())
        except OSError as error:
            raise type(error)(error.errno, error.strerror, f'/{self._name}') from None


class ShareableList:
    """A list of numbers, strs, bytes and None in shared memory; its length and the room for each item stay as they are."""

    def __init__(self, sequence=None, *, name=None):
        if sequence is not None:
            formats = [self._format(item) for item in sequence]
            sizes = [8 if code in 'qd?x' else -(-(len(data) + 1) // 8) * 8 for code, data in map(self._encoded, sequence)]
            offsets = [sum(sizes[:index]) for index in range(len(sizes) + 1)]
            head = struct.pack('q', len(formats)) + struct.pack(f'{len(offsets)}q', *offsets) + bytes(len(formats))
            self.shm = SharedMemory(name, create=True, size=len(head) + offsets[-1] or 1)
            self.shm.buf[:len(head)] = head
            self._load()
            for index, item in enumerate(sequence):
                self[index] = item
        else:
            self.shm = SharedMemory(name)
            self._load()

    def _load(self):
        self._list_len, = struct.unpack('q', self.shm.buf[:8])
        self._offsets = struct.unpack(f'{self._list_len + 1}q', self.shm.buf[8:16 + 8 * self._list_len])
        self._codes = 16 + 8 * self._list_len
        self._start = self._codes + self._list_len

    @staticmethod
    def _encoded(item):
        """(code, bytes) of an item."""
        if item is None:
            return 'x', b'\0' * 8
        if isinstance(item, bool):
            return '?', struct.pack('q', item)
        if isinstance(item, int):
            return 'q', struct.pack('q', item)
        if isinstance(item, float):
            return 'd', struct.pack('d', item)
        if isinstance(item, str):
            return 's', item.encode()
        return 'y', bytes(item)

    @classmethod
    def _format(cls, item):
        if not isinstance(item, (int, float, str, bytes, type(None))):
            raise TypeError(f'{type(item)} is not supported')
        code, data = cls._encoded(item)
        return {'x': 'xxxxxx?x', '?': 'xxxxxxx?'}.get(code) or (code if code in 'qd' else f'{-(-(len(data) + 1) // 8) * 8}s')

    def _place(self, position):
        position = position + self._list_len if position < 0 else position
        if not 0 <= position < self._list_len:
            raise IndexError
        return position

    def __getitem__(self, position):
        try:
            position = self._place(position)
        except IndexError:
            raise IndexError('index out of range') from None
        start, end = (self._start + offset for offset in self._offsets[position:position + 2])
        code, data = chr(self.shm.buf[self._codes + position]), bytes(self.shm.buf[start:end])
        if code == 'x':
            return None
        if code in 'q?':
            value, = struct.unpack('q', data)
            return bool(value) if code == '?' else value
        if code == 'd':
            return struct.unpack('d', data)[0]
        data = data.rstrip(b'\0')
        return data.decode() if code == 's' else data

    def __setitem__(self, position, value):
        try:
            position = self._place(position)
        except IndexError:
            raise IndexError('assignment index out of range') from None
        self._format(value)
        code, data = self._encoded(value)
        start, end = (self._start + offset for offset in self._offsets[position:position + 2])
        if len(data) > end - start:
            raise ValueError('bytes/str item exceeds available storage')
        self.shm.buf[start:end] = data + bytes(end - start - len(data))
        self.shm.buf[self._codes + position] = ord(code)

    def __len__(self):
        return self._list_len

    def __iter__(self):
        return (self[position] for position in range(self._list_len))

    def __reduce__(self):
        return _opened, (type(self), self.shm.name)

    def __repr__(self):
        return f'{type(self).__name__}({list(self)}, name={self.shm.name!r})'

    @property
    def format(self):
        """The struct format of the items."""
        return ''.join(self._format(item) for item in self)

    def count(self, value):
        return sum(value == item for item in self)

    def index(self, value):
        for position, item in enumerate(self):
            if value == item:
                return position
        raise ValueError(f'{value!r} not in this container')


def _opened(cls, name):
    return cls(name=name)
