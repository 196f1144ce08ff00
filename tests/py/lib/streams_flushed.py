# Streams that a program puts in place are flushed when its code has run, after a traceback, and behind atexit.
import atexit
import sys

out = sys.__stdout__


class Tee:
    closed = False

    def __init__(self, name):
        self.name = name

    def write(self, text):
        if self.name == 'out':
            out.write(f'{self.name} writes {text!r}\n')
        return len(text)

    def flush(self):
        out.write(f'{self.name} flushed {sys.is_finalizing()}\n')
        if self.name == 'out' and sys.is_finalizing():
            raise OSError('full')


class Loud:
    def __del__(self):
        raise ValueError('in __del__')


def hook(unraisable):
    out.write(f'unraisable {unraisable.exc_value!r} {unraisable.object is sys.stdout}\n')


atexit.register(out.write, 'atexit\n')
sys.stdout = Tee('out')
sys.stderr = Tee('err')
print('hello')
Loud()
sys.unraisablehook = hook
out.write('end of the code\n')
