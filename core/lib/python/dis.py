"""Disassembly of code as CPython 3.11 prints it: dis(), Bytecode, get_instructions()."""
import collections
import io
import sys
import types

from opcode import *
from opcode import __all__ as _opcode_names, _backward, _inline_cache_entries, _nb_ops

__all__ = ["code_info", "dis", "disassemble", "distb", "disco", "findlinestarts", "findlabels", "show_code",
           "get_instructions", "Instruction", "Bytecode"] + _opcode_names

_have_code = (types.MethodType, types.FunctionType, types.CodeType, classmethod, staticmethod, type)
_LOAD_CONST, _LOAD_GLOBAL, _FORMAT_VALUE, _MAKE_FUNCTION, _BINARY_OP, _CACHE = (
    opmap[name] for name in ("LOAD_CONST", "LOAD_GLOBAL", "FORMAT_VALUE", "MAKE_FUNCTION", "BINARY_OP", "CACHE"))
_CONVERSIONS = ((None, ""), (str, "str"), (repr, "repr"), (ascii, "ascii"))
_FUNCTION_PARTS = ("defaults", "kwdefaults", "annotations", "closure")
COMPILER_FLAG_NAMES = {1: "OPTIMIZED", 2: "NEWLOCALS", 4: "VARARGS", 8: "VARKEYWORDS", 16: "NESTED", 32: "GENERATOR",
               64: "NOFREE", 128: "COROUTINE", 256: "ITERABLE_COROUTINE", 512: "ASYNC_GENERATOR"}


class _Unknown:
    def __repr__(self):
        return "<unknown>"


UNKNOWN = _Unknown()

Positions = collections.namedtuple("Positions", "lineno end_lineno col_offset end_col_offset", defaults=[None] * 4)
_Instruction = collections.namedtuple(
    "_Instruction", "opname opcode arg argval argrepr offset starts_line is_jump_target positions", defaults=[None])
_ExceptionEntry = collections.namedtuple("_ExceptionTableEntry", "start end target depth lasti")


class Instruction(_Instruction):
    """One instruction: opname, opcode, arg (None without one), argval and argrepr (the argument resolved, and as
    text), offset, starts_line (or None), is_jump_target, positions."""

    def _line(self, lineno_width=3, mark_as_current=False, offset_width=4):
        parts = []
        if lineno_width:
            parts.append(" " * lineno_width if self.starts_line is None else f"{self.starts_line:{lineno_width}d}")
        parts.append("-->" if mark_as_current else "   ")
        parts.append(">>" if self.is_jump_target else "  ")
        parts.append(f"{self.offset!r:>{offset_width}}")
        parts.append(f"{self.opname:20}")
        if self.arg is not None:
            parts.append(f"{self.arg!r:>5}")
            if self.argrepr:
                parts.append(f"({self.argrepr})")
        return " ".join(parts).rstrip()


# ---- code units ----

def _unpack_opargs(code):
    """(offset, opcode, argument or None) of each unit of two bytes that is an instruction."""
    extended = caches = 0
    for offset in range(0, len(code), 2):
        if caches:
            caches -= 1
            continue
        opcode = code[offset]
        caches = _inline_cache_entries[opcode]
        argument = None
        if opcode >= HAVE_ARGUMENT:
            argument = code[offset + 1] | extended
            extended = argument << 8 if opcode == EXTENDED_ARG else 0
            if extended >= 1 << 31:
                extended -= 1 << 32
        else:
            extended = 0
        yield offset, opcode, argument


def _jump_target(offset, opcode, argument):
    return offset + 2 + (-argument if opcode in _backward else argument) * 2


def findlabels(code):
    """Offsets that jumps in the bytes of a code object lead to."""
    labels = []
    for offset, opcode, argument in _unpack_opargs(code):
        if argument is not None and opcode in hasjrel:
            target = _jump_target(offset, opcode, argument)
            if target not in labels:
                labels.append(target)
    return labels


def findlinestarts(code):
    """(offset, line) of each place where a line begins."""
    last = None
    for start, _, line in code.co_lines():
        if line is not None and line != last:
            last = line
            yield start, line


def _varints(data):
    """The numbers of an exception table: six bits a byte, bit 6 = more follow, highest first."""
    number = 0
    for byte in data:
        number = number << 6 | byte & 63
        if not byte & 64:
            yield number
            number = 0


def _parse_exception_table(code):
    numbers = _varints(code.co_exceptiontable)
    entries = []
    for start, length, target, rest in zip(numbers, numbers, numbers, numbers):
        entries.append(_ExceptionEntry(start * 2, (start + length) * 2, target * 2, rest >> 1, bool(rest & 1)))
    return entries


def _local_names(code):
    return code.co_varnames + tuple(n for n in code.co_cellvars if n not in code.co_varnames) + code.co_freevars


def _argument(opcode, argument, offset, consts, names, local_names):
    """What an argument stands for, and its text."""
    if opcode in hasconst:
        value = consts[argument] if opcode == _LOAD_CONST and consts is not None else UNKNOWN
        return value, "" if value is UNKNOWN else repr(value)
    if opcode in hasname:
        index = argument // 2 if opcode == _LOAD_GLOBAL else argument
        value = UNKNOWN if names is None else names[index]
        text = "" if value is UNKNOWN else value
        return value, f"NULL + {text}" if opcode == _LOAD_GLOBAL and argument & 1 and text else text
    if opcode in hasjrel:
        target = _jump_target(offset, opcode, argument)
        return target, f"to {target!r}"
    if opcode in haslocal or opcode in hasfree:
        value = UNKNOWN if local_names is None else local_names[argument]
        return value, "" if value is UNKNOWN else value
    if opcode in hascompare:
        return cmp_op[argument], cmp_op[argument]
    if opcode == _FORMAT_VALUE:
        conversion, text = _CONVERSIONS[argument & 3]
        if argument & 4:
            text += ", with format" if text else "with format"
        return (conversion, bool(argument & 4)), text
    if opcode == _MAKE_FUNCTION:
        return argument, ", ".join(part for i, part in enumerate(_FUNCTION_PARTS) if argument & 1 << i)
    if opcode == _BINARY_OP:
        return argument, _nb_ops[argument][1]
    return argument, ""


def _instructions_of(code, local_names=None, names=None, consts=None, line_starts=None, line_offset=0, entries=(),
                     positions=None, show_caches=False):
    labels = set(findlabels(code))
    for entry in entries:
        labels.add(entry.target)
    positions = iter(() if positions is None else positions)
    line = None
    for offset, opcode, argument in _unpack_opargs(code):
        if line_starts is not None:
            line = line_starts.get(offset)
            if line is not None:
                line += line_offset
        value, text = (None, "") if argument is None else _argument(opcode, argument, offset, consts, names, local_names)
        place = Positions(*next(positions, ()))
        yield Instruction(opname[opcode], opcode, argument, value, text, offset, line, offset in labels, place)
        for unit in range(_inline_cache_entries[opcode]):
            place = Positions(*next(positions, ()))
            if show_caches:
                yield Instruction("CACHE", _CACHE, 0, None, "", offset + 2 + 2 * unit, None, False, place)


def get_instructions(x, *, first_line=None, show_caches=False, adaptive=False):
    """The instructions of a function, method, class, code object or source text, one by one."""
    code = _code_object(x)
    shift = 0 if first_line is None else first_line - code.co_firstlineno
    return _instructions_of(code.co_code, _local_names(code), code.co_names, code.co_consts, dict(findlinestarts(code)),
                            shift, positions=code.co_positions(), show_caches=show_caches)


# ---- what has code ----

def _try_compile(source, name):
    try:
        return compile(source, name, "eval")
    except SyntaxError:
        pass
    return compile(source, name, "exec")


def _inner_code(x):
    """The code object or bytes inside a function, method, generator, coroutine; x itself if it has none."""
    x = getattr(x, "__func__", x)
    for attribute in ("__code__", "gi_code", "ag_code", "cr_code"):
        if hasattr(x, attribute):
            return getattr(x, attribute)
    return x


def _code_object(x):
    x = _inner_code(x)
    if isinstance(x, str):
        x = _try_compile(x, "<disassembly>")
    if hasattr(x, "co_code"):
        return x
    raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


# ---- texts ----

def pretty_flags(flags):
    """The names of co_flags' bits."""
    texts = []
    bit = 1
    while flags and bit < 1 << 32:
        if flags & bit:
            texts.append(COMPILER_FLAG_NAMES.get(bit, hex(bit)))
            flags ^= bit
        bit <<= 1
    if flags or not texts:
        texts.append(hex(flags))
    return ", ".join(texts)


def code_info(x):
    """Name, arguments, flags, constants and names of a code object, as text."""
    code = _code_object(x)
    lines = [f"Name:              {code.co_name}", f"Filename:          {code.co_filename}",
             f"Argument count:    {code.co_argcount}", f"Positional-only arguments: {code.co_posonlyargcount}",
             f"Kw-only arguments: {code.co_kwonlyargcount}", f"Number of locals:  {code.co_nlocals}",
             f"Stack size:        {code.co_stacksize}", f"Flags:             {pretty_flags(code.co_flags)}"]
    for title, items, show in (("Constants", code.co_consts, repr), ("Names", code.co_names, str),
                               ("Variable names", code.co_varnames, str), ("Free variables", code.co_freevars, str),
                               ("Cell variables", code.co_cellvars, str)):
        if items:
            lines.append(title + ":")
            lines += [f"{i:4d}: {show(item)}" for i, item in enumerate(items)]
    return "\n".join(lines)


def show_code(co, *, file=None):
    """Print code_info(co)."""
    print(code_info(co), file=file)


def _print_code(code, lasti=-1, local_names=None, names=None, consts=None, line_starts=None, *, file=None, line_offset=0,
                entries=(), positions=None, show_caches=False):
    lineno_width = 0
    if line_starts:
        last = max(line_starts.values()) + line_offset
        lineno_width = max(3, len(str(last)))
    offset_width = max(4, len(str(len(code) - 2)))
    for instruction in _instructions_of(code, local_names, names, consts, line_starts, line_offset, entries, positions,
                                        show_caches):
        if lineno_width and instruction.starts_line is not None and instruction.offset > 0:
            print(file=file)
        print(instruction._line(lineno_width, instruction.offset == lasti, offset_width), file=file)
    if entries:
        print("ExceptionTable:", file=file)
        for entry in entries:
            lasti_text = " lasti" if entry.lasti else ""
            print(f"  {entry.start} to {entry.end - 2} -> {entry.target} [{entry.depth}]{lasti_text}", file=file)


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False):
    """Print the instructions of a code object; an arrow marks the offset lasti."""
    _print_code(co.co_code, lasti, _local_names(co), co.co_names, co.co_consts, dict(findlinestarts(co)), file=file,
                entries=_parse_exception_table(co), positions=co.co_positions(), show_caches=show_caches)


def _disassemble_recursive(co, *, file=None, depth=None, show_caches=False, adaptive=False):
    disassemble(co, file=file, show_caches=show_caches)
    if depth is not None:
        if depth <= 0:
            return
        depth -= 1
    for constant in co.co_consts:
        if hasattr(constant, "co_code"):
            print(file=file)
            print(f"Disassembly of {constant!r}:", file=file)
            _disassemble_recursive(constant, file=file, depth=depth, show_caches=show_caches)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False):
    """Print the instructions of a class, method, function, generator, code object, source text or bytes; of the last
    traceback without x."""
    if x is None:
        distb(file=file, show_caches=show_caches, adaptive=adaptive)
        return
    x = _inner_code(x)
    if hasattr(x, "__dict__"):
        for name, item in sorted(x.__dict__.items()):
            if isinstance(item, _have_code):
                print(f"Disassembly of {name}:", file=file)
                try:
                    dis(item, file=file, depth=depth, show_caches=show_caches, adaptive=adaptive)
                except TypeError as error:
                    print("Sorry:", error, file=file)
                print(file=file)
    elif hasattr(x, "co_code"):
        _disassemble_recursive(x, file=file, depth=depth, show_caches=show_caches)
    elif isinstance(x, (bytes, bytearray)):
        _print_code(x, file=file, show_caches=show_caches)
    elif isinstance(x, str):
        _disassemble_recursive(_try_compile(x, "<dis>"), file=file, depth=depth, show_caches=show_caches)
    else:
        raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


disco = disassemble


def distb(tb=None, *, file=None, show_caches=False, adaptive=False):
    """Print the code of a traceback's innermost frame (default: the last one), with the instruction that raised."""
    if tb is None:
        try:
            tb = sys.last_traceback
        except AttributeError:
            raise RuntimeError("no last traceback to disassemble") from None
        while tb.tb_next:
            tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file, show_caches=show_caches)


class Bytecode:
    """The instructions of x (see get_instructions), to be gone through; info() and dis() give texts."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False):
        self.codeobj = code = _code_object(x)
        self.first_line = code.co_firstlineno if first_line is None else first_line
        self._line_offset = 0 if first_line is None else first_line - code.co_firstlineno
        self._original_object = x
        self.current_offset = current_offset
        self.exception_entries = _parse_exception_table(code)
        self.show_caches = show_caches
        self.adaptive = adaptive

    def _facts(self):
        code = self.codeobj
        return (_local_names(code), code.co_names, code.co_consts, dict(findlinestarts(code)))

    def __iter__(self):
        code = self.codeobj
        return _instructions_of(code.co_code, *self._facts(), self._line_offset, self.exception_entries,
                                code.co_positions(), self.show_caches)

    def __repr__(self):
        return f"{type(self).__name__}({self._original_object!r})"

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        """Of a traceback's innermost frame."""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti, show_caches=show_caches, adaptive=adaptive)

    def info(self):
        """See code_info()."""
        return code_info(self.codeobj)

    def dis(self):
        """What dis() prints."""
        output = io.StringIO()
        code = self.codeobj
        offset = -1 if self.current_offset is None else self.current_offset
        _print_code(code.co_code, offset, *self._facts(), file=output, line_offset=self._line_offset,
                    entries=self.exception_entries, positions=code.co_positions(), show_caches=self.show_caches)
        return output.getvalue()
