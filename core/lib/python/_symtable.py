"""The compiler's table of names, as entries for the module symtable."""

from _support import scopes as _scopes

USE, DEF_GLOBAL, DEF_NONLOCAL, DEF_LOCAL, DEF_PARAM, DEF_FREE = 16, 1, 8, 2, 4, 32
DEF_FREE_CLASS, DEF_IMPORT, DEF_BOUND, DEF_ANNOT = 64, 128, 134, 256
TYPE_FUNCTION, TYPE_CLASS, TYPE_MODULE = range(3)
LOCAL, GLOBAL_EXPLICIT, GLOBAL_IMPLICIT, FREE, CELL = range(1, 6)
SCOPE_OFF, SCOPE_MASK = 11, 15


class _Entry:
    """A block: name, type, lineno, nested, symbols {name: flags}, varnames (its parameters), children, id."""

    def __init__(self, facts):
        self.name, self.type, self.lineno, self.nested, self.symbols, self.varnames, children = facts
        self.children = [_Entry(child) for child in children]
        self.id = id(self)

    def __repr__(self):
        return f'<symtable entry {self.name}({self.id}), line {self.lineno}>'


_Entry.__name__ = _Entry.__qualname__ = 'symtable entry'


def symtable(source, filename, startstr, /):
    """The entry of a program's outermost block; `startstr` as compile() takes its mode."""
    import os
    if isinstance(filename, (bytearray, memoryview)):
        import warnings
        warnings.warn('path should be string, bytes, or os.PathLike, not ' + type(filename).__name__, DeprecationWarning, stacklevel=3)
        if isinstance(filename, bytearray):
            raise TypeError("unhashable type: 'bytearray'")
        filename = bytes(filename)
    filename = os.fsdecode(filename)
    if startstr not in ('exec', 'single', 'eval'):
        raise ValueError("symtable() arg 3 must be 'exec' or 'eval' or 'single'")
    return _Entry(_scopes(source, filename, ('exec', 'single', 'eval').index(startstr)))
