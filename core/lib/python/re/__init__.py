"""Regular expressions."""
import _regex
import _sre
import enum
import functools
import sys

from . import _compiler, _parser
from ._parser import error
from _regex import Match, Pattern

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


def _reduce(self):
    return _compile, (self.pattern, self.flags)


def _shown(pattern):
    """What repr() says."""
    flags = pattern.flags & ~(_parser.U if isinstance(pattern.pattern, str) else 0)
    text = '%.200r' % (pattern.pattern,)
    shown = _flags_text(flags, sorted(filter(None, RegexFlag))) or hex(flags)
    return f're.compile({text}, {shown})' if flags else f're.compile({text})'


def _size(pattern):
    """What __sizeof__() answers."""
    from . import _sizes
    return 96 + 4 * _sizes.words(pattern.pattern, pattern.flags)


_reduce.__name__, _reduce.__qualname__ = '__reduce__', 'Pattern.__reduce__'
for _name, _function in ('sub', _sre.Pattern.sub), ('subn', _sre.Pattern.subn), ('__reduce__', _reduce):
    _regex.equip(_name, _function)
del _name, _function


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

@functools.lru_cache(512)
def _compile_repl(repl, pattern):
    return _template(pattern, repl)


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
            raise error('invalid group reference %d' % number, original, place)
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


def _expand(found, template):
    """What Match.expand() answers."""
    nothing = '' if isinstance(found.string, str) else b''
    return nothing.join(found[part] or nothing if isinstance(part, int) else part for part in _template(found.re, template))


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
    by_number = [None] * count
    for name, number in names.items():
        by_number[number] = name
    return _regex.pattern(pattern, flags, _compiler.Compiler(count).program(tree), tuple(by_number), names)


def compile(pattern, flags=0):
    return _compile(pattern, flags)


def _compile(pattern, flags):
    kind = type(pattern)
    if (kind is str or kind is bytes) and not flags:
        return _compiled(kind, pattern, 0)
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
    _compile_repl.cache_clear()


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
