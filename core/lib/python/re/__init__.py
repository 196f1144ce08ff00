"""Regular expressions."""
import _regex
import _support
import enum
import functools
import sys

from . import _compiler, _parser
from ._parser import error

__all__ = ["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "template", "escape",
           "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL",
           "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag"]


class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
    """What changes how patterns are read and matched."""

    NOFLAG = 0
    ASCII = A = _parser.A
    IGNORECASE = I = _parser.I
    LOCALE = L = _parser.L
    UNICODE = U = _parser.U
    MULTILINE = M = _parser.M
    DOTALL = S = _parser.S
    VERBOSE = X = _parser.X
    TEMPLATE = T = _parser.T
    DEBUG = _parser.DEBUG

    def __repr__(self):
        members = [member for name, member in type(self).__members__.items() if member.name == name and member._value_]
        return _flags_text(self._value_, members) or f're.RegexFlag({self._value_})'

    __str__ = object.__str__


def _flags_text(flags, members):
    """The names of the flags and the rest as a number; '' if there are no names."""
    if not flags:
        return 're.NOFLAG'
    names = [f're.{member.name}' for member in members if flags & member._value_]
    rest = flags & ~sum(member._value_ for member in members)
    return '|'.join(names + [hex(rest)] * bool(rest)) if names else ''


for _name, _member in RegexFlag.__members__.items():
    globals()[_name] = _member
del _name, _member


_new = object.__new__


def _text_of(string, pattern):
    """What the machine reads: the string as str or bytes."""
    if isinstance(string, str):
        if isinstance(pattern, bytes):
            raise TypeError("cannot use a bytes pattern on a string-like object")
        return string if type(string) is str else str.__getitem__(string, slice(None))
    if type(string) is not bytes:
        try:
            string = memoryview(string).tobytes()
        except TypeError:
            raise TypeError("expected string or bytes-like object, got %r" % type(string).__name__) from None
    if isinstance(pattern, str):
        raise TypeError("cannot use a string pattern on a bytes-like object")
    return string


def _cut(string, start, stop):
    """A piece as str or bytes."""
    kind = type(string)
    if kind is str or kind is bytes:
        return string[start:stop]
    return str.__getitem__(string, slice(start, stop)) if isinstance(string, str) else bytes(memoryview(string)[start:stop])


class Match:
    """Where a pattern was found."""

    __slots__ = ('re', 'string', '_places', '_items')

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 're.Match' instances")

    def _number(self, group):
        if hasattr(type(group), '__index__'):
            number = group.__index__()
        else:
            number = self.re.groupindex.get(group, -1) if isinstance(group, (str, bytes)) else -1
        if not 0 <= number <= self.re.groups:
            raise IndexError('no such group')
        return number

    def _group(self, number, default=None):
        start, stop = self._places[2 * number:2 * number + 2]
        return default if stop < 0 else _cut(self.string, start, stop)

    def group(self, *groups):
        if not groups:
            return self._group(0)
        if len(groups) == 1:
            return self._group(self._number(groups[0]))
        return tuple(self._group(self._number(group)) for group in groups)

    def __getitem__(self, group):
        return self._group(self._number(group))

    def groups(self, default=None):
        return tuple(self._group(number, default) for number in range(1, self.re.groups + 1))

    def groupdict(self, default=None):
        return {name: self._group(number, default) for name, number in self.re.groupindex.items()}

    def span(self, group=0):
        number = self._number(group)
        start, stop = self._places[2 * number:2 * number + 2]
        return (-1, -1) if stop < 0 else (start, stop)

    def start(self, group=0):
        return self.span(group)[0]

    def end(self, group=0):
        return self.span(group)[1]

    @property
    def regs(self):
        return tuple(self.span(number) for number in range(self.re.groups + 1))

    @property
    def pos(self):
        return self._places[-2]

    @property
    def endpos(self):
        return self._places[-1]

    @property
    def lastindex(self):
        last = self._places[-3]
        return last if last > 0 else None

    @property
    def lastgroup(self):
        last = self.lastindex
        for name, number in self.re.groupindex.items():
            if number == last:
                return name
        return None

    def expand(self, template):
        return _expand(_template(self.re, template), self)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return '<re.Match object; span=%r, match=%.50r>' % (self.span(), self.group())

    __class_getitem__ = classmethod(type(list[int]))


class Pattern:
    """A regular expression, ready to be used."""

    __slots__ = ('pattern', 'flags', 'groups', 'groupindex', '_code', '_kind', '__weakref__')

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 're.Pattern' instances")

    def _found(self, string, places):
        made = _new(Match)
        made.re, made.string, made._places, made._items = self, string, places, 2 * self.groups + 2
        return made

    def match(self, string, pos=0, endpos=sys.maxsize):
        text = string if type(string) is self._kind else _text_of(string, self.pattern)
        places = _regex.find(self._code, text, pos, endpos, 0)
        return None if places is None else self._found(string, places)

    def fullmatch(self, string, pos=0, endpos=sys.maxsize):
        text = string if type(string) is self._kind else _text_of(string, self.pattern)
        places = _regex.find(self._code, text, pos, endpos, 1)
        return None if places is None else self._found(string, places)

    def search(self, string, pos=0, endpos=sys.maxsize):
        text = string if type(string) is self._kind else _text_of(string, self.pattern)
        places = _regex.find(self._code, text, pos, endpos, 2)
        return None if places is None else self._found(string, places)

    def __sizeof__(self):
        from . import _sizes
        return object.__sizeof__(self) + 4 * _sizes.words(self.pattern, self.flags)

    def finditer(self, string, pos=0, endpos=sys.maxsize):
        return iter(self.scanner(string, pos, endpos).search, None)

    def findall(self, string, pos=0, endpos=sys.maxsize):
        text = string if type(string) is self._kind else _text_of(string, self.pattern)
        return _regex.find_all(self._code, text, pos, endpos, 0, 0)

    def scanner(self, string, pos=0, endpos=sys.maxsize):
        made = _new(SRE_Scanner)
        made._begin(self, string, pos, endpos)
        return made

    def split(self, string, maxsplit=0):
        text = string if type(string) is self._kind else _text_of(string, self.pattern)
        return [text] if maxsplit < 0 else _regex.find_all(self._code, text, 0, sys.maxsize, maxsplit, 2)

    def subn(self, repl, string, count=0):
        text = string if type(string) is self._kind else _text_of(string, self.pattern)
        parts = None if callable(repl) else _template(self, repl)
        all_places = [] if count < 0 else _regex.find_all(self._code, text, 0, sys.maxsize, count, 1)
        pieces, at = [], 0
        for places in all_places:
            pieces.append(text[at:places[0]])
            at = places[1]
            if parts is None:
                pieces.append(repl(self._found(string, places)))
                continue
            for part in parts:
                if type(part) is int:
                    end = places[2 * part + 1]
                    part = text[places[2 * part]:end] if end >= 0 else text[:0]
                pieces.append(part)
        pieces.append(text[at:])
        return text[:0].join(filter(None, pieces)), len(all_places)

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (self.pattern, self.flags) == (other.pattern, other.flags) and type(self.pattern) is type(other.pattern)

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return _compile, (self.pattern, self.flags)

    def __repr__(self):
        flags = self.flags & ~(_parser.U if isinstance(self.pattern, str) else 0)
        text = '%.200r' % (self.pattern,)
        shown = _flags_text(flags, sorted(filter(None, RegexFlag))) or hex(flags)
        return f're.compile({text}, {shown})' if flags else f're.compile({text})'

    __class_getitem__ = classmethod(type(list[int]))


_Names = type(type.__dict__)  # a dict that cannot be changed


class SRE_Scanner:
    """Matches one after the other; each begins where the last one ended."""

    __slots__ = ('pattern', '_text', '_string', '_pos', '_at', '_end', '_unwanted', '_held')

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create '_sre.SRE_Scanner' instances")

    def _begin(self, pattern, string, pos, endpos):
        self.pattern, self._string, self._text = pattern, string, _text_of(string, pattern.pattern)
        self._held = None if isinstance(string, str) else memoryview(string)  # it keeps its size so long
        length = len(self._text)
        self._end = max(0, min(endpos, length))
        self._at = self._pos = max(0, min(pos, length))
        self._unwanted = -1

    def _next(self, mode):
        if self._at > self._end:
            return None
        places = _regex.find(self.pattern._code, self._text, self._pos, self._end, mode, self._at, self._unwanted)
        if places is None:
            self._at = self._end + 1
            return None
        self._at = stop = places[1]
        self._unwanted = stop if places[0] == stop else -1
        made = _new(Match)
        made.re = pattern = self.pattern
        made.string, made._places, made._items = self._string, places, 2 * pattern.groups + 2
        return made

    def match(self):
        return self._next(0)

    def search(self):
        return self._next(2)


SRE_Scanner.__module__ = '_sre'
_support.lay_out(Match, 'gifd', 88, 8)
_support.lay_out(Pattern, 'gifd', 96, 4, 64)
_support.lay_out(SRE_Scanner, 'gifd', 240)


class Scanner:
    """Cuts a text into pieces: at each place the first pattern of the list that matches, whose action makes a result of it."""

    def __init__(self, lexicon, flags=0):
        if isinstance(flags, RegexFlag):
            flags = flags.value
        self.lexicon, self._actions = lexicon, {}
        branches, count = [], 1
        for pattern, action in lexicon:
            parser = _parser.Parser(pattern, flags, pattern)
            parser.base, parser.count = count, count + 1
            self._actions[count] = action
            branches.append(('group', count, parser.parse()))
            count = parser.count
        self.scanner = _made(None, flags, ('or', branches), count, {})

    def scan(self, string):
        results, match, at = [], self.scanner.scanner(string).match, 0
        while True:
            found = match()
            if not found or found.end() == at:
                return results, string[at:]
            action = self._actions[found.lastindex]
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                results.append(action)
            at = found.end()


# ---- replacement texts ----

def _template(pattern, template):
    """A list of texts and group numbers."""
    if not isinstance(template, str):
        parts = _template_parts(pattern, str(template, 'latin1'), bytes(template))
        return [part.encode('latin-1') if isinstance(part, str) else part for part in parts]
    return _template_parts(pattern, template, template)


def _template_parts(pattern, text, original):
    parts, literal, at = [], '', 0

    def group(number, name, place):
        nonlocal literal
        if number > pattern.groups:
            raise error('invalid group reference %s' % name, original, place)
        parts.append(literal)
        parts.append(number)
        literal = ''

    while at < len(text):
        char = text[at]
        if char != '\\':
            literal += char
            at += 1
            continue
        start = at
        char = text[at + 1:at + 2]
        at += 2
        if not char:
            raise error('bad escape (end of pattern)', original, start)
        if char == 'g':
            if text[at:at + 1] != '<':
                raise error('missing <', original, at)
            end = text.find('>', at)
            name = text[at + 1:end] if end >= 0 else ''
            if end < 0:
                raise error('missing >, unterminated name' if at + 1 < len(text) else 'missing group name', original, at + 1)
            if not name:
                raise error('missing group name', original, at + 1)
            reader = _parser.Parser(text, 0, original)
            reader.at = end + 1
            if not name.isidentifier():
                number = reader.number_named(name)
            elif reader.checked_name(name) not in pattern.groupindex:
                raise IndexError('unknown group name %r' % name)
            else:
                number = pattern.groupindex[name]
            group(number, name, at + 1)
            at = end + 1
        elif char == '0':
            digits = char
            while len(digits) < 3 and text[at:at + 1] and text[at] in '01234567':
                digits += text[at]
                at += 1
            literal += chr(int(digits, 8) & 255)
        elif char in '123456789':
            digits = char
            if text[at:at + 1] and text[at] in '0123456789':
                digits += text[at]
                at += 1
                if digits[0] in '01234567' and digits[1] in '01234567' and text[at:at + 1] and text[at] in '01234567':
                    digits += text[at]
                    at += 1
                    if int(digits, 8) > 0o377:
                        raise error('octal escape value \\%s outside of range 0-0o377' % digits, original, start)
                    literal += chr(int(digits, 8))
                    continue
            group(int(digits), digits, start + 1)
        elif char in _parser._ESCAPES:
            literal += _parser._ESCAPES[char]
        elif char in _parser._LETTERS:
            raise error('bad escape \\' + char, original, start)
        else:
            literal += '\\' + char
    parts.append(literal)
    return parts


def _expand(parts, found):
    nothing = _cut(found.string, 0, 0)
    return nothing.join(found._group(part, nothing) if isinstance(part, int) else part for part in parts)


# ---- functions ----

@functools.lru_cache(512)
def _compiled(kind, pattern, flags):
    parser, tree = _parser.read(pattern, flags)
    flags = _checked(kind, flags | parser.global_flags)
    return _made(pattern, int(flags), tree, parser.count, parser.names)


def _checked(kind, flags):
    """The flags of a pattern in all."""
    names = 'UNICODE' if kind is bytes else 'LOCALE', 'a bytes' if kind is bytes else 'a str'
    if flags & (_parser.U if kind is bytes else _parser.L):
        raise ValueError("cannot use %s flag with %s pattern" % names)
    if flags & _parser.A and flags & (_parser.U | _parser.L):
        raise ValueError("ASCII and %s flags are incompatible" % ('LOCALE' if kind is bytes else 'UNICODE'))
    return flags | _parser.U if kind is str and not flags & _parser.A else flags


def _made(pattern, flags, tree, count, names):
    made = _new(Pattern)
    made._kind = bytes if isinstance(pattern, bytes) else str
    made._code = _compiler.Compiler(count).program(tree)
    made.pattern, made.flags, made.groups, made.groupindex = pattern, flags, count - 1, _Names(names)
    return made


def compile(pattern, flags=0):
    return _compile(pattern, flags)


def _compile(pattern, flags):
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if flags & _parser.T:
        import warnings
        warnings.warn("The re.TEMPLATE/re.T flag is deprecated as it is an undocumented flag without an obvious purpose. Don't use it.",
                      DeprecationWarning)
    if not isinstance(pattern, (str, bytes)):
        if isinstance(pattern, bytearray):
            pattern = bytes(pattern)
        else:
            raise TypeError("first argument must be string or compiled pattern")
    return _compiled(type(pattern) if type(pattern) in (str, bytes) else str if isinstance(pattern, str) else bytes,
                     pattern, int(flags))


def match(pattern, string, flags=0):
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return _compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return _compile(pattern, flags).finditer(string)


def purge():
    _compiled.cache_clear()


def template(pattern, flags=0):
    import warnings
    warnings.warn("The re.template() function is deprecated as it is an undocumented function without an obvious purpose. "
                  "Use re.compile() instead.", DeprecationWarning)
    return _compiled(type(pattern), pattern, int(flags | T))


def escape(pattern):
    if isinstance(pattern, str):
        return pattern.translate(_SPECIAL)
    return str(pattern, 'latin-1').translate(_SPECIAL).encode('latin-1')


_SPECIAL = {ord(char): '\\' + char for char in '()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}
