"""When a program's module dies: builtins are as they were at first, nothing can be imported, reports show no source lines."""
import builtins
import sys
import weakref


STREAM = """
class Stream:
    def write(self, text):
        print(text.replace(FILE, 'FILE') if ' at 0x' not in text else text[:text.index(' at 0x')] + '>', end='')

    def flush(self): pass
"""
apart = {'FILE': __file__, '__name__': 'apart'}
exec(STREAM, apart)
sys.stderr = sys.__stderr__ = apart['Stream']()
builtins.mine = 5


class Curious:
    def __del__(self):
        for name in ('len', 'open', 'exit', 'help', 'copyright', 'mine', '_', 'input', '__build_class__', 'OSError'):
            try:
                eval(name)
            except NameError as error:
                print(error)
            else:
                print(name, 'is there')
        print(list(sys.modules), sys.path, sys.argv, sys.meta_path, sys.stdout is sys.__stdout__)
        for name in ('sys', 'math', 'os', 'json', 'builtins', '__main__', 'nowhere'):
            try:
                __import__(name)
            except ImportError as error:
                print(type(error).__name__, error)


class Failing:
    def __init__(self, name): self.name = name
    def __del__(self): raise ValueError(self.name)


class Importing:
    def __del__(self):
        from os import path


class Deep:
    def __del__(self):
        (lambda: undefined)()


def generator():
    try:
        yield
    finally:
        raise KeyError('in the generator')


curious = Curious()
failing = Failing('alone')
cycle = Failing('in a cycle')
cycle.itself = cycle
importing = Importing()
deep = Deep()
suspended = generator()
next(suspended)
early = Failing('early: with its line')
del early
try:
    sys.meta_path, kept = None, sys.meta_path
    import colorsys
except ImportError as error:
    print(error, error.name)
sys.meta_path = kept
