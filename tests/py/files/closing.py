"""A file is closed when its last reference goes; what was written is there from then on."""
import gc
import io
import os
import sys
import tempfile
import warnings
import weakref

os.chdir(tempfile.mkdtemp())
f = open('a', 'w')
f.write('text')
print(os.path.getsize('a'), sys.getrefcount(f))
g = f
del f
print(os.path.getsize('a'))
del g
print(os.path.getsize('a'))


def leave_open():
    h = open('a')
    ref = weakref.ref(h.buffer.raw)
    return h.read(), ref


text, ref = leave_open()
print(text, ref())

with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    f = open('a')
    f = None
    f = open('a', 'rb')
    del f
    f = open('a', 'rb', buffering=0)
    del f
    with open('a') as f:
        pass
    f = None
    for w in seen:
        print(w.category.__name__, w.message, w.lineno)


class Log(io.StringIO):
    def close(self):
        print('closing', self.getvalue())
        super().close()


log = Log()
print('line', file=log)
del log
f = open('a')
f.me = f
del f
print(gc.collect() > 0)
f = open('a')
print(sys.getsizeof(f), sys.getsizeof(f.buffer), sys.getsizeof(f.buffer.raw), gc.is_tracked(f), f.__dict__)
