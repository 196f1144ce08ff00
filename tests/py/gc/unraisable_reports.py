"""What is reported of an exception that nobody can catch: where it arose, and of a hook that fails."""
import sys
import weakref


class Stream:
    def write(self, text): print(text.replace(__file__, 'FILE'), end='')
    def flush(self): pass


sys.stderr = Stream()


def masked(value): return type(value).__name__


class A:
    pass


def no_traceback_of_its_own():
    a = A()
    ref = weakref.ref(a, int)
    del a


class Loud:
    def __del__(self):
        raise ValueError('in __del__')

    def __repr__(self): return '<Loud>'


class Broken:
    def __call__(self, args):
        print('asked', args.exc_type.__name__, args.exc_value, masked(args.exc_traceback), args.err_msg, args.object.__qualname__)
        raise KeyError('in the hook')

    def __repr__(self): return '<the hook>'


def kept(args):
    print(args.exc_type.__name__, args.exc_value, args.exc_traceback.tb_frame.f_code.co_name, args.exc_traceback.tb_next, args.err_msg)


sys.unraisablehook = kept
no_traceback_of_its_own()
sys.unraisablehook = Broken()
Loud()
print(sys.getrefcount(sys.unraisablehook))
sys.unraisablehook = None
Loud.__del__.__qualname__ = 'quiet'
del Loud.__repr__


def generator():
    try:
        yield
    except GeneratorExit:
        yield


sys.unraisablehook = kept
g = generator()
next(g)
del g
print('end')
