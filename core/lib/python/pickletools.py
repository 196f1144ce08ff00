"""Pickles taken apart: the table of opcodes, going through a pickle, listing it, making it shorter."""

import codecs
import io
import pickle
import struct
import sys

from pickle import bytes_types

__all__ = ['dis', 'genops', 'optimize']


UP_TO_NEWLINE, TAKEN_FROM_ARGUMENT1, TAKEN_FROM_ARGUMENT4, TAKEN_FROM_ARGUMENT4U, TAKEN_FROM_ARGUMENT8U = range(-1, -6, -1)


class ArgumentDescriptor(object):
    """An argument in the pickle: name, n (its size, or how that is told), reader, doc."""

    __slots__ = 'name', 'n', 'reader', 'doc'

    def __init__(self, name, n, reader, doc):
        self.name, self.n, self.reader, self.doc = name, n, reader, doc


class StackObject(object):
    """What lies on the stack: name, obtype, doc."""

    __slots__ = 'name', 'obtype', 'doc'

    def __init__(self, name, obtype, doc):
        self.name, self.obtype, self.doc = name, obtype, doc

    def __repr__(self):
        return self.name


class OpcodeInfo(object):
    """An opcode: name, code, arg, stack_before, stack_after, proto, doc."""

    __slots__ = 'name', 'code', 'arg', 'stack_before', 'stack_after', 'proto', 'doc'

    def __init__(self, name, code, arg, stack_before, stack_after, proto, doc):
        self.name, self.code, self.arg, self.stack_before, self.stack_after, self.proto, self.doc = (
            name, code, arg, stack_before, stack_after, proto, doc)


# ---- arguments ----

def _fixed(name, layout):
    size = struct.calcsize(layout)

    def reader(f):
        data = f.read(size)
        if len(data) == size:
            return struct.unpack(layout, data)[0]
        raise ValueError(f"not enough data in stream to read {name}")
    return size, reader


def _counted(name, layout, n, convert):
    _, count = _fixed('uint' + str(struct.calcsize(layout)) if layout != '<i' else 'int4', layout)

    def reader(f):
        size = count(f)
        if size < 0:
            raise ValueError(f"{name} byte count < 0: {size}")
        if size > sys.maxsize:
            raise ValueError(f"{name} byte count > sys.maxsize: {size}")
        data = f.read(size)
        if len(data) == size:
            return convert(data)
        if name in ('long1', 'long4'):
            raise ValueError(f"not enough data in stream to read {name}")
        raise ValueError(f"expected {size} bytes in a {name}, but only {len(data)} remain")
    return n, reader


def read_stringnl(f, decode=True, stripquotes=True, *, encoding='latin-1'):
    """A line, by default without its quotes and escapes."""
    data = f.readline()
    if not data.endswith(b'\n'):
        raise ValueError("no newline found when trying to read stringnl")
    data = data[:-1]
    if stripquotes:
        quote = data[:1]
        if quote not in (b'"', b"'"):
            raise ValueError("no string quotes around %r" % data)
        if not data.endswith(quote):
            raise ValueError("strinq quote %r not found at both ends of %r" % (quote, data))
        data = data[1:-1]
    if decode:
        data = codecs.escape_decode(data)[0].decode(encoding)
    return data


def read_stringnl_noescape(f):
    return read_stringnl(f, stripquotes=False, encoding='utf-8')


def read_stringnl_noescape_pair(f):
    return "%s %s" % (read_stringnl_noescape(f), read_stringnl_noescape(f))


def read_unicodestringnl(f):
    data = f.readline()
    if not data.endswith(b'\n'):
        raise ValueError("no newline found when trying to read unicodestringnl")
    return str(data[:-1], 'raw-unicode-escape')


def read_decimalnl_short(f):
    s = read_stringnl(f, decode=False, stripquotes=False)
    return False if s == b"00" else True if s == b"01" else int(s)


def read_decimalnl_long(f):
    s = read_stringnl(f, decode=False, stripquotes=False)
    return int(s[:-1] if s[-1:] == b'L' else s)


def read_floatnl(f):
    return float(read_stringnl(f, decode=False, stripquotes=False))


def decode_long(data):
    return int.from_bytes(data, 'little', signed=True)


def _latin(data):
    return data.decode("latin-1")


def _utf8(data):
    return str(data, 'utf-8', 'surrogatepass')


_readers = {
    'uint1': _fixed('uint1', '<B'), 'uint2': _fixed('uint2', '<H'), 'int4': _fixed('int4', '<i'), 'uint4': _fixed('uint4', '<I'),
    'uint8': _fixed('uint8', '<Q'), 'float8': _fixed('float8', '>d'),
    'stringnl': (UP_TO_NEWLINE, read_stringnl), 'stringnl_noescape': (UP_TO_NEWLINE, read_stringnl_noescape),
    'stringnl_noescape_pair': (UP_TO_NEWLINE, read_stringnl_noescape_pair), 'unicodestringnl': (UP_TO_NEWLINE, read_unicodestringnl),
    'decimalnl_short': (UP_TO_NEWLINE, read_decimalnl_short), 'decimalnl_long': (UP_TO_NEWLINE, read_decimalnl_long),
    'floatnl': (UP_TO_NEWLINE, read_floatnl),
    'string1': _counted('string1', '<B', -2, _latin), 'string4': _counted('string4', '<i', -3, _latin),
    'bytes1': _counted('bytes1', '<B', -2, bytes), 'bytes4': _counted('bytes4', '<I', -4, bytes),
    'bytes8': _counted('bytes8', '<Q', -5, bytes), 'bytearray8': _counted('bytearray8', '<Q', -5, bytearray),
    'unicodestring1': _counted('unicodestring1', '<B', -2, _utf8), 'unicodestring4': _counted('unicodestring4', '<I', -4, _utf8),
    'unicodestring8': _counted('unicodestring8', '<Q', -5, _utf8),
    'long1': _counted('long1', '<B', -2, decode_long), 'long4': _counted('long4', '<i', -3, decode_long),
}
_arguments = {name: ArgumentDescriptor(name, n, reader, '') for name, (n, reader) in _readers.items()}
globals().update(_arguments)
globals().update(('read_' + name, reader) for name, (n, reader) in _readers.items())

_stack = {name: StackObject(name, kind, '') for name, kind in dict(
    int=int, int_or_bool=(int, bool), bool=bool, float=float, bytes_or_str=(bytes, str), bytes=bytes, bytearray=bytearray, str=str,
    tuple=tuple, list=list, dict=dict, set=set, frozenset=set, buffer=object, any=object, mark=StackObject,
    stackslice=StackObject).items()}
_stack['None'] = StackObject('None', type(None), '')
for _name, _object in _stack.items():
    globals()[{'any': 'anyobject', 'mark': 'markobject', 'stackslice': 'stackslice', 'int_or_bool': 'pyinteger_or_bool',
               'bytes_or_str': 'pybytes_or_str', 'None': 'pynone', 'str': 'pyunicode'}.get(_name, 'py' + _name)] = _object
pylong, pystring = pyint, pybytes_or_str

# name|code|argument|stack before|stack after|protocol|what it does
_OPCODES = r"""
INT|I|decimalnl_short||int_or_bool|0|Push an integer or bool.
BININT|J|int4||int|1|Push a four-byte signed integer.
BININT1|K|uint1||int|1|Push a one-byte unsigned integer.
BININT2|M|uint2||int|1|Push a two-byte unsigned integer.
LONG|L|decimalnl_long||int|0|Push a long integer.
LONG1|\x8a|long1||int|2|Long integer using one-byte length.
LONG4|\x8b|long4||int|2|Long integer using found-byte length.
STRING|S|stringnl||bytes_or_str|0|Push a Python string object.
BINSTRING|T|string4||bytes_or_str|1|Push a Python string object.
SHORT_BINSTRING|U|string1||bytes_or_str|1|Push a Python string object.
BINBYTES|B|bytes4||bytes|3|Push a Python bytes object.
SHORT_BINBYTES|C|bytes1||bytes|3|Push a Python bytes object.
BINBYTES8|\x8e|bytes8||bytes|4|Push a Python bytes object.
BYTEARRAY8|\x96|bytearray8||bytearray|5|Push a Python bytearray object.
NEXT_BUFFER|\x97|||buffer|5|Push an out-of-band buffer object.
READONLY_BUFFER|\x98||buffer|buffer|5|Make an out-of-band buffer object read-only.
NONE|N|||None|0|Push None on the stack.
NEWTRUE|\x88|||bool|2|Push True onto the stack.
NEWFALSE|\x89|||bool|2|Push False onto the stack.
UNICODE|V|unicodestringnl||str|0|Push a Python Unicode string object.
SHORT_BINUNICODE|\x8c|unicodestring1||str|4|Push a Python Unicode string object.
BINUNICODE|X|unicodestring4||str|1|Push a Python Unicode string object.
BINUNICODE8|\x8d|unicodestring8||str|4|Push a Python Unicode string object.
FLOAT|F|floatnl||float|0|Newline-terminated decimal float literal.
BINFLOAT|G|float8||float|1|Float stored in binary form, with 8 bytes of data.
EMPTY_LIST|]|||list|1|Push an empty list.
APPEND|a||list any|list|0|Append an object to a list.
APPENDS|e||list mark stackslice|list|1|Extend a list by a slice of stack objects.
LIST|l||mark stackslice|list|0|Build a list out of the topmost stack slice, after markobject.
EMPTY_TUPLE|)|||tuple|1|Push an empty tuple.
TUPLE|t||mark stackslice|tuple|0|Build a tuple out of the topmost stack slice, after markobject.
TUPLE1|\x85||any|tuple|2|Build a one-tuple out of the topmost item on the stack.
TUPLE2|\x86||any any|tuple|2|Build a two-tuple out of the top two items on the stack.
TUPLE3|\x87||any any any|tuple|2|Build a three-tuple out of the top three items on the stack.
EMPTY_DICT|}|||dict|1|Push an empty dict.
DICT|d||mark stackslice|dict|0|Build a dict out of the topmost stack slice, after markobject.
SETITEM|s||dict any any|dict|0|Add a key+value pair to an existing dict.
SETITEMS|u||dict mark stackslice|dict|1|Add an arbitrary number of key+value pairs to an existing dict.
EMPTY_SET|\x8f|||set|4|Push an empty set.
ADDITEMS|\x90||set mark stackslice|set|4|Add an arbitrary number of items to an existing set.
FROZENSET|\x91||mark stackslice|frozenset|4|Build a frozenset out of the topmost slice, after markobject.
POP|0||any||0|Discard the top stack item, shrinking the stack by one item.
DUP|2||any|any any|0|Push the top stack item onto the stack again, duplicating it.
MARK|(|||mark|0|Push markobject onto the stack.
POP_MARK|1||mark stackslice||1|Pop all the stack objects at and above the topmost markobject.
GET|g|decimalnl_short||any|0|Read an object from the memo and push it on the stack.
BINGET|h|uint1||any|1|Read an object from the memo and push it on the stack.
LONG_BINGET|j|uint4||any|1|Read an object from the memo and push it on the stack.
PUT|p|decimalnl_short|||0|Store the stack top into the memo.  The stack is not popped.
BINPUT|q|uint1|||1|Store the stack top into the memo.  The stack is not popped.
LONG_BINPUT|r|uint4|||1|Store the stack top into the memo.  The stack is not popped.
MEMOIZE|\x94||any|any|4|Store the stack top into the memo.  The stack is not popped.
EXT1|\x82|uint1||any|2|Extension code.
EXT2|\x83|uint2||any|2|Extension code.
EXT4|\x84|int4||any|2|Extension code.
GLOBAL|c|stringnl_noescape_pair||any|0|Push a global object (module.attr) on the stack.
STACK_GLOBAL|\x93||str str|any|4|Push a global object (module.attr) on the stack.
REDUCE|R||any any|any|0|Push an object built from a callable and an argument tuple.
BUILD|b||any any|any|0|Finish building an object, via __setstate__ or dict update.
INST|i|stringnl_noescape_pair|mark stackslice|any|0|Build a class instance.
OBJ|o||mark any stackslice|any|1|Build a class instance.
NEWOBJ|\x81||any any|any|2|Build an object instance.
NEWOBJ_EX|\x92||any any any|any|4|Build an object instance.
PROTO|\x80|uint1|||2|Protocol version indicator.
STOP|.||any||0|Stop the unpickling machine.
FRAME|\x95|uint8|||4|Indicate the beginning of a new frame.
PERSID|P|stringnl_noescape||any|0|Push an object identified by a persistent ID.
BINPERSID|Q||any|any|1|Push an object identified by a persistent ID.
"""


def _rows():
    for line in _OPCODES.strip().split('\n'):
        name, code, arg, before, after, proto, doc = line.split('|', 6)
        yield OpcodeInfo(name, code.encode('latin-1').decode('unicode_escape'), _arguments.get(arg), [_stack[x] for x in before.split()],
                         [_stack[x] for x in after.split()], int(proto), doc)


opcodes = list(_rows())
code2op = {d.code: d for d in opcodes}


# ---- going through a pickle ----

def _genops(data, yield_end_pos=False):
    if isinstance(data, bytes_types):
        data = io.BytesIO(data)
    getpos = data.tell if hasattr(data, "tell") else lambda: None
    while True:
        pos = getpos()
        code = data.read(1)
        opcode = code2op.get(code.decode("latin-1"))
        if opcode is None:
            if code == b"":
                raise ValueError("pickle exhausted before seeing STOP")
            raise ValueError("at position %s, opcode %r unknown" % ("<unknown>" if pos is None else pos, code))
        arg = None if opcode.arg is None else opcode.arg.reader(data)
        yield (opcode, arg, pos, getpos()) if yield_end_pos else (opcode, arg, pos)
        if code == b'.':
            break


def genops(pickle):
    """(opcode, argument, position) of each instruction."""
    return _genops(pickle)


class _Frames:
    """Puts instructions into frames of 64 KiB or a little more, as protocol 4 has them; what is longer stands between them."""

    FULL = 64 * 1024

    def __init__(self, start, framed):
        self._parts, self._framed = [start], framed
        self._open, self._size = [], 0

    def add(self, data):
        if max(self._size, len(data) - 1) >= self.FULL:
            self.end()
        if len(data) > self.FULL:
            self._parts.append(data)
        else:
            self._open.append(data)
            self._size += len(data)

    def end(self):
        data = b''.join(self._open)
        if self._framed and len(data) >= 4:
            self._parts.append(b'\x95' + struct.pack('<Q', len(data)))
        self._parts.append(data)
        self._open, self._size = [], 0

    def whole(self):
        self.end()
        return b''.join(self._parts)


def optimize(p):
    """The pickle without what is stored and never asked for."""
    plan = []  # ('copy', bytes), ('store', key) and ('fetch', key)
    stored, places, header, proto = set(), {}, b'', 0
    for opcode, arg, start, end in _genops(p, yield_end_pos=True):
        if 'PUT' in opcode.name or opcode.name == 'MEMOIZE':
            key = arg if arg is not None else len(stored)
            stored.add(key)
            plan.append(('store', key))
        elif 'GET' in opcode.name:
            proto, places[arg] = max(proto, opcode.proto), None
            plan.append(('fetch', arg))
        elif 'FRAME' not in opcode.name:
            if opcode.name == 'PROTO':
                proto = max(proto, arg)
            if opcode.name == 'PROTO' and start == 0:
                header = p[:end]
            else:
                plan.append(('copy', p[start:end]))
    if proto > pickle.HIGHEST_PROTOCOL:
        raise ValueError("pickle protocol must be <= %d" % pickle.HIGHEST_PROTOCOL)
    frames, place = _Frames(header, proto >= 4), 0
    for what, key in plan:
        if what == 'copy':
            frames.add(key)
        elif what == 'fetch':
            frames.add(_memo_code(b'hjg', places[key], proto >= 1))
        elif key in places:
            frames.add(b'\x94' if proto >= 4 else _memo_code(b'qrp', place, proto >= 1))
            places[key] = place
            place += 1
    return frames.whole()


def _memo_code(codes, idx, binary):
    """The instruction, of three forms, for a place in the memo."""
    if not binary:
        return codes[2:] + repr(idx).encode('ascii') + b'\n'
    return codes[:1] + bytes((idx,)) if idx < 256 else codes[1:2] + struct.pack('<I', idx)


class _Machine:
    """What an unpickler has, with kinds in place of objects: the stack, where the marks in it were made, and the memo."""

    def __init__(self, memo):
        self.stack, self.marks, self.memo = [], [], memo

    def look(self, opcode, arg):
        """What there is to say of an instruction: (how many it takes, what it leaves, a note, what is wrong)."""
        takes, leaves, note, wrong = opcode.stack_before, opcode.stack_after, None, None
        count = len(takes)
        if markobject in takes or opcode.name == "POP" and self.stack[-1:] == [markobject]:
            assert markobject not in leaves
            if self.marks:
                note = self._drop_to_mark()
                count = takes.index(markobject) if markobject in takes else 0
            else:
                note = wrong = "no MARK exists on stack"
        if opcode.name == "MEMOIZE":
            note = "(as %d)" % len(self.memo)
            wrong = self._store(len(self.memo), arg)
        elif opcode.name in ("PUT", "BINPUT", "LONG_BINPUT"):
            wrong = self._store(arg, arg)
        elif opcode.name in ("GET", "BINGET", "LONG_BINGET"):
            if arg in self.memo:
                leaves = [self.memo[arg]]
            else:
                wrong = "memo key %r has never been stored into" % arg
        return count, leaves, note, wrong

    def _drop_to_mark(self):
        while self.stack.pop() is not markobject:
            pass
        made = self.marks.pop()
        return "(MARK at unknown opcode offset)" if made is None else "(MARK at %d)" % made

    def _store(self, key, arg):
        if key in self.memo:
            return "memo key %r already defined" % arg
        if not self.stack:
            return "stack is empty -- can't store into memo"
        if self.stack[-1] is markobject:
            return "can't store markobject in the memo"
        self.memo[key] = self.stack[-1]
        return None


def dis(pickle, out=None, memo=None, indentlevel=4, annotate=0):
    """Print the instructions, and check that they can be run."""
    machine = _Machine({} if memo is None else memo)
    stack, marks = machine.stack, machine.marks
    highest, column = -1, annotate
    for opcode, arg, pos in genops(pickle):
        if pos is not None:
            print(f"{pos:5d}:", end=' ', file=out)
        line = f"{repr(opcode.code)[1:-1]:<4} {' ' * indentlevel * len(marks)}{opcode.name}"
        highest = max(highest, opcode.proto)
        count, leaves, note, wrong = machine.look(opcode, arg)
        words = ([] if arg is None else [repr(arg)]) + ([note] if note else [])
        if words:
            line += ' '.join([' ' * (10 - len(opcode.name)), *words])
        if annotate:
            line = line.ljust(column)
            column = len(line) if len(line) <= 50 else annotate
            line += ' ' + opcode.doc.partition('\n')[0]
        print(line, file=out)
        if wrong:
            raise ValueError(wrong)
        if count > len(stack):
            raise ValueError("tries to pop %d items from stack with only %d items" % (count, len(stack)))
        del stack[len(stack) - count:]
        stack += leaves
        if markobject in leaves:
            marks.append(pos)
    print("highest protocol among opcodes =", highest, file=out)
    if stack:
        raise ValueError("stack not empty after STOP: %r" % stack)


def _main():
    import argparse
    parser = argparse.ArgumentParser(description='disassemble one or more pickle files')
    parser.add_argument('pickle_file', type=argparse.FileType('br'), nargs='*', help='the pickle file')
    parser.add_argument('-o', '--output', default=sys.stdout, type=argparse.FileType('w'), help='the file where the output should be written')
    parser.add_argument('-m', '--memo', action='store_true', help='preserve memo between disassemblies')
    parser.add_argument('-l', '--indentlevel', default=4, type=int, help='the number of blanks by which to indent a new MARK level')
    parser.add_argument('-a', '--annotate', action='store_true', help='annotate each line with a short opcode description')
    parser.add_argument('-p', '--preamble', default="==> {name} <==", help='if more than one pickle file is specified, print this before each')
    args = parser.parse_args()
    memo = {} if args.memo else None
    for f in args.pickle_file:
        if len(args.pickle_file) > 1:
            args.output.write(args.preamble.format(name=f.name) + '\n')
        dis(f, args.output, memo, args.indentlevel, 30 if args.annotate else 0)


if __name__ == "__main__":
    _main()
