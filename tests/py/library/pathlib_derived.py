"""Classes that are derived from Path, and the rules of each system that they name."""
import pathlib
from pathlib import *
class P(type(Path())):
    _flavour = type(Path())._flavour
    def __new__(cls, *a): return super().__new__(cls, *a)
    def hello(self): return 'hello %s' % self
p = P('/a/b'); print(p.hello(), (p / 'c').hello(), p.parent.hello(), repr(p))
class Q(Path): pass
try: Q('a')
except AttributeError as e: print(e)
class R(PurePath): pass
try: R('a')
except AttributeError as e: print(e)
print(Path._flavour if hasattr(Path, '_flavour') else 'none')
class S(PosixPath):
    @classmethod
    def _from_parsed_parts(cls, *a, **k):
        r = super()._from_parsed_parts(*a, **k); r.mark = 1; return r
s = S('a/b'); print(s.parent.mark, (s / 'x').mark)
f = PurePosixPath._flavour
print(f.sep, repr(f.altsep), f.parse_parts(['/a', 'b']), f.pathmod.__name__, f.has_drv, f.is_supported)
w = PureWindowsPath._flavour
print(w.sep, repr(w.altsep), w.parse_parts(['c:/a', 'b']), w.pathmod.__name__, w.has_drv, w.is_supported, w.casefold('ABC'))
print(PurePath('a')._format_parsed_parts('', '/', ['/', 'x', 'y']), f.splitroot('//a/b'), f.splitroot('/a'))
try: WindowsPath('a')
except NotImplementedError as e: print(e)
