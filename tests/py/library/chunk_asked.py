"""chunk: heads, sizes, positions and ends of parts, in files that can seek and in others."""
import warnings
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter('always')
    import chunk
print([(w.category.__name__, str(w.message)) for w in told])
import io
import struct
from chunk import Chunk

print([n for n in dir(Chunk) if not n.startswith('_')])


class Stream:
    """Only reads, and tells what is asked."""
    def __init__(self, data):
        self._file = io.BytesIO(data)
        self.asked = []

    def read(self, n):
        self.asked.append(n)
        return self._file.read(n)


class Refuses(Stream):
    def tell(self):
        raise OSError('no place')


class Half(Stream):
    def tell(self):
        return self._file.tell()

    def seek(self, *args):
        self.asked.append(('seek', *args))
        raise OSError('no seeking')


class Full(Half):
    def seek(self, *args):
        self.asked.append(('seek', *args))
        return self._file.seek(*args)


def ask(label, function, *args, **kw):
    try:
        result = function(*args, **kw)
    except BaseException as e:
        result = type(e).__name__, str(e), repr(e.__cause__), e.__suppress_context__
    print('  ', label, args or '', '->', repr(result))
    return result


def part(name, data, order='>', more=0):
    return name + struct.pack(order + 'L', len(data) + more) + data + b'\0' * (len(data) % 2)


two = part(b'ODD ', b'12345') + part(b'EVEN', b'abcdef') + part(b'NONE', b'') + b'tail'
for size in range(10):
    print(size)
    ask('short', lambda: sorted((k, v) for k, v in vars(Chunk(io.BytesIO(two[:size]))).items() if k != 'file'))
for kind in (io.BytesIO, Stream, Refuses, Half, Full):
    print(kind.__name__)
    for sizes in ((), (-1,), (0, 2, 2, 2, 2), (5, 1), (6,), (4, -5, -1)):
        file = kind(two)
        c = Chunk(file)
        print('  ', sorted((k, v) for k, v in vars(c).items() if k != 'file'), c.file is file)
        for size in sizes:
            ask('read', c.read, size)
            ask('tell', c.tell)
        ask('skip', c.skip)
        ask('tell', c.tell)
        ask('skip again', c.skip)
        ask('tell', c.tell)
        n = Chunk(file)
        print('  ', n.getname(), n.getsize(), n.read(), n.tell(), getattr(file, 'asked', None))
        ask('close', n.close)
        ask('close', n.close)
        for name in ('read', 'tell', 'isatty', 'skip', 'seek', 'getname', 'getsize', 'close'):
            ask(name, getattr(n, name), *([0] if name == 'seek' else []))
    c = Chunk(kind(two))
    ask('isatty', c.isatty)
    for args in ((0,), (5,), (6,), (-1,), (2, 0), (1, 1), (2, 1), (-3, 1), (0, 2), (-2, 2), (1, 2), (-6, 2), (1, 3), (1, -1), (4, -3), ('x',)):
        ask('seek', c.seek, *args)
        ask('tell', c.tell)
        ask('read', c.read, 1)
    c.close()
    print('  ', c.closed, getattr(c.file, 'asked', None))
for align in (True, False):
    for order in '<>':
        for including in (False, True):
            data = b''.join(part(n, d, order, 8 if including else 0) for n, d in ((b'A..1', b'x'), (b'B..2', b'yy')))
            file = io.BytesIO(data)
            c = Chunk(file, align, order == '>', including)
            print(c.getname(), c.getsize(), c.read(), file.tell(), c.align)
            ask('then', lambda: Chunk(file, align=align, bigendian=order == '>', inclheader=including).getname())
for kind in (io.BytesIO, Stream, Half, Full):
    print(kind.__name__)
    c = Chunk(kind(b'LONG' + struct.pack('>L', 20000) + bytes(9000)))
    ask('read', c.read, 10)
    ask('skip', c.skip)
    ask('tell', c.tell)
    print('  ', getattr(c.file, 'asked', None))
    c = Chunk(kind(b'LONG' + struct.pack('>L', 20001) + bytes(20001)))
    ask('close', c.close)
    print('  ', c.closed, getattr(c.file, 'asked', None))
    c = Chunk(kind(b'LONG' + struct.pack('>L', 20000) + bytes(9)))
    ask('close', c.close)
    print('  ', c.closed, getattr(c.file, 'asked', None))
    c = Chunk(kind(b'NEG.' + struct.pack('>L', 3) + b'12345678'), inclheader=True)
    for name in ('getsize', 'read', 'tell', 'skip', 'tell', 'read', 'close'):
        ask(name, getattr(c, name))
    print('  ', getattr(c.file, 'asked', None))
ask('text', lambda: Chunk(io.StringIO('abcdefghij')))
ask('none', Chunk, None)
ask('few', Chunk)
ask('file closed', Chunk(io.BytesIO(two)).read, 'x')
outer = Chunk(io.BytesIO(part(b'FORM', b'TYPE' + part(b'in 1', b'one') + part(b'in 2', b'two!'))))
print(outer.read(4))
while True:
    try:
        inner = Chunk(outer)
    except EOFError:
        break
    print(inner.getname(), inner.getsize(), inner.seekable, inner.offset, inner.read(2))
    inner.close()
print(outer.tell(), outer.getsize())
