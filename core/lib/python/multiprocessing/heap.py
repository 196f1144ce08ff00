"""Memory that processes share: ranges of a file without a name, written through at once."""

import os
import struct
import threading

__all__ = ['BufferWrapper']


class Arena:
    """A file of the process that made it; its children read and write it, too."""

    def __init__(self):
        import tempfile
        self.fd, name = tempfile.mkstemp(prefix='pym-')
        os.unlink(name)
        self.pid, self.size, self.lock = os.getpid(), 0, threading.Lock()

    def read(self, start, size):
        with self.lock:
            os.lseek(self.fd, start, 0)
            return os.read(self.fd, size)

    def write(self, start, data):
        with self.lock:
            os.lseek(self.fd, start, 0)
            os.write(self.fd, data)


_arena = None


class Block:
    """A range of an arena, used by ctypes as the bytes of its values."""

    def __init__(self, size):
        global _arena
        if _arena is None or _arena.pid != os.getpid():
            _arena = Arena()
        self._arena, self._start, self._size = _arena, _arena.size, size
        _arena.size += size + -size % 8
        _arena.write(self._start, bytes(size + -size % 8))

    def __len__(self):
        return self._size

    def __getitem__(self, where):
        if isinstance(where, slice):
            start, stop, step = where.indices(self._size)
            return self._arena.read(self._start + start, max(stop - start, 0))[::step]
        return self._arena.read(self._start + where, 1)[0]

    def __setitem__(self, where, data):
        start = where.indices(self._size)[0] if isinstance(where, slice) else where
        self._arena.write(self._start + start, bytes(data) if isinstance(where, slice) else bytes((data,)))


class SharedInts:
    """Some numbers."""

    def __init__(self, count):
        self._block = Block(8 * count)

    def __getitem__(self, index):
        return struct.unpack('q', self._block[8 * index:8 * index + 8])[0]

    def __setitem__(self, index, value):
        self._block[8 * index:8 * index + 8] = struct.pack('q', value)


class BufferWrapper:
    """A block of shared memory."""

    def __init__(self, size):
        if size < 0:
            raise ValueError(f'Size {size} is negative')
        self._block = Block(size)
        self._size = size
