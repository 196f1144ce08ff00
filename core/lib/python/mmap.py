"""Memory as a file: a buffer that is a bytearray, too; of a file's bytes, or of none."""

import os as _os
from _support import lay_out as _lay_out

ACCESS_DEFAULT, ACCESS_READ, ACCESS_WRITE, ACCESS_COPY = range(4)
ALLOCATIONGRANULARITY = PAGESIZE = 4096
MAP_SHARED, MAP_PRIVATE, MAP_DENYWRITE, MAP_EXECUTABLE, MAP_ANON, MAP_ANONYMOUS, MAP_POPULATE, MAP_STACK, MAP_NORESERVE = (
    1, 2, 2048, 4096, 32, 32, 32768, 131072, 16384)
PROT_READ, PROT_WRITE, PROT_EXEC = 1, 2, 4
(MADV_NORMAL, MADV_RANDOM, MADV_SEQUENTIAL, MADV_WILLNEED, MADV_DONTNEED) = range(5)
(MADV_FREE, MADV_REMOVE, MADV_DONTFORK, MADV_DOFORK, MADV_HWPOISON, MADV_MERGEABLE, MADV_UNMERGEABLE, MADV_HUGEPAGE, MADV_NOHUGEPAGE,
 MADV_DONTDUMP, MADV_DODUMP) = (8, 9, 10, 11, 100, 12, 13, 14, 15, 16, 17)
error = OSError


class mmap(bytearray):
    """mmap(fileno, length[, flags[, prot[, access[, offset]]]]): fileno -1 maps no file."""

    __slots__ = ('_fileno', '_access', '_offset', '_position', 'closed', '__weakref__')

    def __sizeof__(self):
        return 80

    def __new__(cls, fileno, length, flags=MAP_SHARED, prot=PROT_READ | PROT_WRITE, access=ACCESS_DEFAULT, offset=0):
        return super().__new__(cls)

    def __init__(self, fileno, length, flags=MAP_SHARED, prot=PROT_READ | PROT_WRITE, access=ACCESS_DEFAULT, offset=0):
        if length < 0:
            raise OverflowError('memory mapped length must be positive')
        if offset < 0:
            raise OverflowError('memory mapped offset must be positive')
        if access != ACCESS_DEFAULT and (flags != MAP_SHARED or prot != PROT_READ | PROT_WRITE):
            raise ValueError("mmap can't specify both access and flags, prot.")
        if access not in range(4):
            raise ValueError('mmap invalid access parameter.')
        self._fileno, self._access, self._offset, self._position, self.closed = -1, access, offset, 0, False
        if access == ACCESS_DEFAULT and not prot & PROT_WRITE:
            self._access = ACCESS_READ
        elif access == ACCESS_DEFAULT and flags & MAP_PRIVATE:
            self._access = ACCESS_COPY
        if fileno == -1:
            if not length:
                raise OSError(22, 'Invalid argument')
            data = bytes(length)
        else:
            size = _os.fstat(fileno).st_size
            if not length:
                if not size:
                    raise ValueError('cannot mmap an empty file')
                if offset >= size:
                    raise ValueError('mmap offset is greater than file size')
                length = size - offset
            elif offset > size or size - offset < length:
                raise ValueError('mmap length is greater than file size')
            if offset % ALLOCATIONGRANULARITY:
                raise OSError(22, 'Invalid argument')
            self._fileno = _os.dup(fileno)
            data = self._file(lambda: _os.read(fileno, length))
        super().extend(data)

    def _file(self, action):
        """Do something at the mapped place of the file."""
        before = _os.lseek(self._fileno, 0, 1)
        try:
            _os.lseek(self._fileno, self._offset, 0)
            return action()
        finally:
            _os.lseek(self._fileno, before, 0)

    def _check(self, write=False):
        if self.closed:
            raise ValueError('mmap closed or invalid')
        if write and self._access == ACCESS_READ:
            raise TypeError("mmap can't modify a readonly memory map.")

    def _changed(self):
        if self._fileno != -1 and self._access != ACCESS_COPY:
            self._file(lambda: _os.write(self._fileno, bytes(self)))

    def __len__(self):
        self._check()
        return super().__len__()

    def __getitem__(self, index):
        self._check()
        if isinstance(index, slice):
            return bytes(super().__getitem__(index))
        try:
            return super().__getitem__(index)
        except IndexError:
            raise IndexError('mmap index out of range') from None

    def __iter__(self):
        index = 0
        while index < len(self):
            yield bytes((super().__getitem__(index),))
            index += 1

    def __reversed__(self):
        for index in reversed(range(len(self))):
            yield bytes((super().__getitem__(index),))

    def __contains__(self, item):
        return any(each == item for each in self)

    def __setitem__(self, index, value):
        self._check(True)
        if isinstance(index, slice):
            value = bytes(memoryview(value))
            if len(value) != len(range(*index.indices(len(self)))):
                raise IndexError('mmap slice assignment is wrong size')
        elif not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        elif not 0 <= value < 256:
            raise ValueError('mmap item value must be in range(0, 256)')
        try:
            super().__setitem__(index, value)
        except IndexError:
            raise IndexError('mmap index out of range') from None
        self._changed()

    def __delitem__(self, index):
        raise TypeError("mmap doesn't support item deletion")

    def __eq__(self, other):
        return self is other

    __hash__ = object.__hash__

    def __repr__(self):
        name = f'{type(self).__module__}.{type(self).__qualname__}'
        if self.closed:
            return f'<{name} closed=True>'
        access = ('ACCESS_DEFAULT', 'ACCESS_READ', 'ACCESS_WRITE', 'ACCESS_COPY')[self._access]
        return f'<{name} closed=False, access={access}, length={len(self)}, pos={self._position}, offset={self._offset}>'

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        if not self.closed:
            super().clear()
            self.closed = True
            if self._fileno != -1:
                _os.close(self._fileno)

    def __del__(self):
        if getattr(self, 'closed', True) is False and self._fileno != -1:
            _os.close(self._fileno)

    def flush(self, offset=0, size=None):
        self._check()
        size = len(self) if size is None else size
        if offset < 0 or size < 0 or offset + size > len(self):
            raise ValueError('flush values out of range')

    def madvise(self, option, start=0, length=None):
        self._check()
        if not 0 <= start < len(self):
            raise ValueError('madvise start out of bounds')

    def size(self):
        """The size of the file."""
        self._check()
        if self._fileno == -1:
            raise OSError(9, 'Bad file descriptor')
        return _os.fstat(self._fileno).st_size

    def tell(self):
        self._check()
        return self._position

    def seek(self, pos, whence=0):
        self._check()
        if whence not in (0, 1, 2):
            raise ValueError('unknown seek type')
        goal = pos + (0, self._position, len(self))[whence]
        if not 0 <= goal <= len(self):
            raise ValueError('seek out of range')
        self._position = goal

    def read(self, n=None):
        """n bytes from the position on."""
        self._check()
        end = len(self) if n is None or n < 0 else min(self._position + n, len(self))
        data = self[self._position:end]
        self._position += len(data)
        return data

    def read_byte(self):
        self._check()
        if self._position >= len(self):
            raise ValueError('read byte out of range')
        self._position += 1
        return self[self._position - 1]

    def readline(self):
        self._check()
        end = super().find(b'\n', self._position)
        return self.read(None if end < 0 else end + 1 - self._position)

    def write(self, bytes):
        self._check(True)
        data = memoryview(bytes).tobytes()
        if self._position + len(data) > len(self):
            raise ValueError('data out of range')
        self[self._position:self._position + len(data)] = data
        self._position += len(data)
        return len(data)

    def write_byte(self, byte):
        self._check(True)
        if self._position >= len(self):
            raise ValueError('write byte out of range')
        self[self._position] = byte
        self._position += 1

    def find(self, sub, start=None, end=None):
        """Where bytes are; without a start from the position on."""
        self._check()
        return super().find(sub, self._position if start is None else start, len(self) if end is None else end)

    def rfind(self, sub, start=None, end=None):
        self._check()
        return super().rfind(sub, self._position if start is None else start, len(self) if end is None else end)

    def move(self, dest, src, count):
        """Copy bytes inside."""
        self._check(True)
        if min(dest, src, count) < 0 or max(dest, src) + count > len(self):
            raise ValueError('source, destination, or count out of range')
        self[dest:dest + count] = self[src:src + count]

    def resize(self, newsize):
        """Another size."""
        self._check(True)
        if self._access == ACCESS_COPY:
            raise TypeError("mmap can't resize a readonly or copy-on-write memory map.")
        if self._fileno == -1:
            raise ValueError('mmap: cannot resize an anonymous map')
        super().__delitem__(slice(newsize, None))
        super().extend(bytes(newsize - len(self)))
        _os.ftruncate(self._fileno, self._offset + newsize)


_lay_out(mmap, 'gi', 80, 0, 64)
