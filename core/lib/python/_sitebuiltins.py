"""The names that CPython's site module puts into builtins: exit, quit, help, copyright, credits, license. The runtime imports this
module when a program first uses one of them, so that the heap of other programs is without them."""
import builtins
import sys


class Quitter:
    def __init__(self, name, eof):
        self.name = name
        self.eof = eof

    def __repr__(self):
        return f'Use {self.name}() or {self.eof} to exit'

    def __call__(self, code=None):
        try:
            sys.stdin.close()  # a shell around the program sees the end, too
        except Exception:
            pass
        raise SystemExit(code)


class _Printer:
    def __init__(self, name, text):
        self.__name = name
        self.__text = text

    def __repr__(self):
        if self.__text.count('\n') < 23:
            return self.__text
        return f'Type {self.__name}() to see the full {self.__name} text'

    def __call__(self):
        print(self.__text)


class _Helper:
    def __repr__(self):
        return 'Type help() for interactive help, or help(object) for help about object.'

    def __call__(self, *args, **kwds):
        import pydoc
        return pydoc.help(*args, **kwds)


def breakpointhook(*args, **kws):
    """Where breakpoint() leads: what PYTHONBREAKPOINT names, or pdb.set_trace."""
    import importlib
    import os
    name = os.environ.get('PYTHONBREAKPOINT') or 'pdb.set_trace'
    if name == '0':
        return None
    module, _, function = name.rpartition('.')
    try:
        hook = getattr(importlib.import_module(module or 'builtins'), function)
    except (ImportError, AttributeError):
        import warnings
        warnings.warn(f'Ignoring unimportable $PYTHONBREAKPOINT: "{name}"', RuntimeWarning)
        return None
    if name == 'pdb.set_trace' and not args and not kws:
        import pdb
        return pdb.Pdb().set_trace(sys._getframe(1))
    return hook(*args, **kws)


builtins.quit = Quitter('quit', 'Ctrl-D (i.e. EOF)')
builtins.exit = Quitter('exit', 'Ctrl-D (i.e. EOF)')
builtins.copyright = _Printer('copyright', sys.copyright)
builtins.credits = _Printer('credits', 'Thanks to those who wrote CPython, whose behaviour Heapscope follows.')
builtins.license = _Printer('license', "See Heapscope's LICENSE, and https://www.python.org/psf/license/ for CPython's.")
builtins.help = _Helper()
