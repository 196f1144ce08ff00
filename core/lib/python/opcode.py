"""CPython 3.11's instruction numbers, names and what their arguments mean; the table itself is the interpreter's."""
from _opcode import instructions as _instructions, stack_effect

__all__ = ["cmp_op", "hasconst", "hasname", "hasjrel", "hasjabs", "haslocal", "hascompare", "hasfree", "opname", "opmap",
           "HAVE_ARGUMENT", "EXTENDED_ARG", "hasnargs", "stack_effect"]

HAVE_ARGUMENT = 90
cmp_op = ("<", "<=", "==", "!=", ">", ">=")
hasconst, hasname, haslocal, hasfree, hascompare, hasjrel, hasjabs, hasnargs = [], [], [], [], [], [], [], []
opmap = {}
opname = [f"<{number!r}>" for number in range(256)]
_inline_cache_entries = [0] * 256
_nb_ops = [(f"NB_{name}", symbol) for name, symbol in zip(
    "ADD AND FLOOR_DIVIDE LSHIFT MATRIX_MULTIPLY MULTIPLY REMAINDER OR POWER RSHIFT SUBTRACT TRUE_DIVIDE XOR".split(),
    "+ & // << @ * % | ** >> - / ^".split())]
_nb_ops += [(f"NB_INPLACE_{name[3:]}", symbol + "=") for name, symbol in _nb_ops]

_backward = set()
for _number, _name, _caches, _flags in _instructions():
    opmap[_name] = _number
    opname[_number] = _name
    _inline_cache_entries[_number] = _caches
    for _bit, _list in ((2, hasconst), (4, hasname), (8, haslocal), (16, hasfree), (32, hascompare), (192, hasjrel)):
        if _flags & _bit:
            _list.append(_number)
    if _flags & 128:
        _backward.add(_number)
EXTENDED_ARG = opmap["EXTENDED_ARG"]

del _number, _name, _caches, _flags, _bit, _list, _instructions
