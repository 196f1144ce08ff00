"""Regular expressions from text to a tree.

A node is a tuple: ('one', test) a character for which a Test holds, or the one with this number; ('cat', nodes); ('or', nodes); ('repeat', low, high, kind, node)
with kind 'greedy', 'lazy' or 'possessive'; ('group', number, node); ('atomic', node); ('look', characters back, negated, node); ('at', name);
('back', number, fold); ('if', number, yes, no).
"""

import collections
import functools
import sys
import warnings

MAX = 1 << 62
MAXREPEAT = 4294967295
I, L, M, S, U, X, A, T, DEBUG = 2, 4, 8, 16, 32, 64, 256, 1, 128
_FLAGS = {'i': I, 'L': L, 'm': M, 's': S, 'x': X, 'a': A, 'u': U}
_ESCAPES = {'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v', '\\': '\\'}
_DIGITS, _LETTERS = set('0123456789'), set('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ')
_SET_SIGNS = {'-': 'difference', '&': 'intersection', '~': 'symmetric difference', '|': 'union'}
_SPACES = set(' \t\n\r\f\v')


class error(Exception):
    """A pattern that is none; msg, pattern, pos, lineno and colno say why and where."""

    __module__ = 're'

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = '\n' if isinstance(pattern, str) else b'\n'
            msg = '%s at position %d' % (msg, pos)
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = '%s (line %d, column %d)' % (msg, self.lineno, self.colno)
        super().__init__(msg)


# ---- tests of one character ----

_KINDS = {'d': 1, 's': 2, 'w': 4}


class Test(collections.namedtuple('Test', 'ranges kinds negated fold')):
    """ranges: (low, high) numbers of characters; kinds: bits as in core/lib/regexmodule.c; fold: 0 no, 1 ASCII's, 2 all characters that differ
    only in case are the same."""


def category(letter, flags):
    """The bit of \\d, \\w, \\s or, for a capital, of what they leave out."""
    bit = _KINDS[letter.lower()] << (3 if flags & A else 0)
    return bit if letter in _KINDS else bit << 6


def fold(char):
    """The same for characters that differ only in case."""
    return char.lower()[0].upper()


@functools.cache
def _relatives():
    """Lists of characters that are the same but for case, in which some are neither the other's capital nor small letter."""
    found = {}
    for start, end in (0xb5, 0x600), (0x1c80, 0x1c89), (0x1e60, 0x1fff), (0x2126, 0x212c), (0xfb05, 0xfb07):
        for char in map(chr, range(start, end)):
            same = fold(char)
            if char not in (same, same.lower(), char.lower().upper()) or len(char.upper()) > 1:
                found.setdefault(same, [same] if len(same) == 1 else []).append(char)
    return list(found.values())


def literal(char, flags):
    """The test of one character: a number if only that one passes."""
    if not flags & I or char.lower() == char == char.upper() or flags & A and not char.isascii():
        return ord(char)
    return in_set([char], False, flags)


def in_set(items, negated, flags):
    """The test of a set: characters, (low, high) and kinds."""
    ranges = [(ord(item), ord(item)) if isinstance(item, str) else tuple(map(ord, item)) for item in items if not isinstance(item, int)]
    kinds = 0
    for item in items:
        if isinstance(item, int):
            kinds |= item
    case = 0 if not flags & I else 1 if flags & A else 2
    if case == 2:
        chars = [item for item in items if isinstance(item, str)]
        same = {alike for char in chars for alike in (fold(char), char.lower()[0])}
        if any(high > 127 for _, high in ranges):
            same.update(char for chars in _relatives() if any(low <= ord(char) <= high for char in chars for low, high in ranges)
                        for char in chars)
        ranges += ((ord(char), ord(char)) for char in sorted(same) if len(char) == 1 and char not in chars)
    return Test(ranges, kinds, negated, case)


def width(node, groups):
    """(least, most) characters that a node takes; groups: those of groups that are closed."""
    kind = node[0]
    if kind == 'one':
        return 1, 1
    if kind == 'cat':
        low = high = 0
        for each in node[1]:
            least, most = width(each, groups)
            low, high = low + least, high + most
        return low, min(MAX, high)
    if kind == 'or':
        low, high = MAX, 0
        for each in node[1]:
            least, most = width(each, groups)
            low, high = min(low, least), max(high, most)
        return low, high
    if kind == 'repeat':
        low, high = width(node[4], groups)
        return low * node[1], min(MAX, high * node[2]) if high else 0
    if kind == 'group':
        return groups.get(node[1]) or width(node[2], groups)
    if kind == 'atomic':
        return width(node[1], groups)
    if kind == 'if':
        a, b = width(node[2], groups), width(node[3], groups)
        return min(a[0], b[0]), max(a[1], b[1])
    return groups.get(node[1], (0, MAX)) if kind == 'back' else (0, 0)


def _bracketed(node):
    return 'cat', [node]


class Parser:
    """Reads a pattern; bytes come as text of Latin-1."""

    def __init__(self, text, flags, original):
        self.text = text
        self.at = 0
        self.global_flags = flags
        self.original = original
        self.is_bytes = isinstance(original, bytes)
        self.flags = flags | A if self.is_bytes else flags
        self.names = {}
        self.base = 0  # groups in front of the pattern (of a Scanner)
        self.count = 1  # groups, the whole match included
        self.open = []
        self.begun = False  # behind something that global flags may not follow
        self.behind = None  # the count of groups at the start of the look-behind here
        self.widths = {}
        self.conditions = {}  # numbers of groups that may still come, and where they were named

    def fail(self, message, back=0, at=None):
        if self.is_bytes:
            message = message.encode('ascii', 'backslashreplace').decode()
        raise error(message, self.original, self.at - back if at is None else at)

    def peek(self, size=1):
        return self.text[self.at:self.at + size]

    def token(self):
        """The next character, with what a backslash escapes."""
        return self.peek(2 if self.peek() == '\\' else 1)

    def accept(self, text):
        if self.text.startswith(text, self.at):
            self.at += len(text)
            return True
        return False

    def until(self, end, name):
        start = self.at
        stop = self.text.find(end, start)
        if stop < 0:
            if start == len(self.text):
                self.fail('missing ' + name)
            self.fail('missing %s, unterminated name' % end, at=start)
        if stop == start:
            self.fail('missing ' + name)
        self.at = stop + len(end)
        return self.text[start:stop]

    # ---- structure ----

    def parse(self):
        node = self.alternatives()
        if self.at < len(self.text):
            self.fail('unbalanced parenthesis')
        for number, at in self.conditions.items():
            if number >= self.count:
                self.fail('invalid group reference %d' % (number - self.base), at=at)
        return node

    # As in CPython an open group takes two levels of calls, a conditional one: what is in a group is read here.

    def alternatives(self):
        branches = [self.sequence()]
        while self.accept('|'):
            self.begun = True
            branches.append(self.sequence())
        return branches[0] if len(branches) == 1 else ('or', branches)

    def sequence(self):
        nodes = []
        while True:
            if self.flags & X:
                self.skip_blanks()
            char = self.peek()
            if not char or char in '|)':
                return nodes[0] if len(nodes) == 1 else ('cat', nodes)
            start = self.at
            if char == '(':
                node = self.group()
                if callable(node):
                    made, (flags, conditional) = node, self.around
                    if conditional:
                        node = self.sequence(), self.sequence() if self.accept('|') else ('cat', [])
                        if self.peek() == '|':
                            self.fail('conditional backref with more than two branches')
                    else:
                        node = self.alternatives()
                    self.flags = flags
                    if not self.accept(')'):
                        self.fail('missing ), unterminated subpattern', at=start)
                    node = made(node)
            else:
                node = self.repeat_sign(start, nodes) if self.starts_repeat(char) else self.atom(char)
            if node is not None:
                nodes.append(node)
                self.begun = True

    def skip_blanks(self):
        while self.at < len(self.text):
            char = self.peek()
            if char in _SPACES:
                self.at += 1
            elif char == '#':
                end = self.text.find('\n', self.at)
                self.at = len(self.text) if end < 0 else end + 1
            else:
                break

    def bounds(self):
        """(low, high) of {m,n} here, or None when the brace is a character."""
        end = self.text.find('}', self.at)
        inside = self.text[self.at + 1:end] if end >= 0 else None
        if inside is None:
            return None
        low, comma, high = inside.partition(',')
        if not all(c in _DIGITS for c in low + high) or not (low or high or comma) or (not comma and not low):
            return None
        self.at = end + 1
        bounds = int(low or 0), (int(high) if high else MAX) if comma else int(low)
        if bounds[0] >= MAXREPEAT or MAXREPEAT <= bounds[1] < MAX or bounds[1] > MAX:
            raise OverflowError("the repetition number is too large")
        if bounds[0] > bounds[1]:
            self.fail('min repeat greater than max repeat', at=end - len(inside))
        return bounds

    def starts_repeat(self, char):
        if char in '*+?':
            return True
        if char == '{':
            at = self.at
            found = self.bounds() is not None
            self.at = at
            return found
        return False

    def repeat_sign(self, start, nodes):
        char = self.peek()
        if char == '{':
            low, high = self.bounds()
        else:
            self.at += 1
            low, high = {'*': (0, MAX), '+': (1, MAX), '?': (0, 1)}[char]
        if not nodes or nodes[-1][0] == 'at':
            self.fail('nothing to repeat', at=start)
        if nodes[-1][0] == 'repeat':
            self.fail('multiple repeat', at=start)
        kind = 'lazy' if self.accept('?') else 'possessive' if self.accept('+') else 'greedy'
        nodes[-1] = ('repeat', low, high, kind, nodes[-1])

    def atom(self, char):
        self.at += 1
        if char == '.':
            return self.anything()
        if char == '^':
            return ('at', 'line start' if self.flags & M else 'start')
        if char == '$':
            return ('at', 'line end' if self.flags & M else 'end')
        if char == '[':
            return self.bracket()
        if char == '\\':
            return self.escape()
        return self.character(char)

    # ---- nodes of one character ----

    def anything(self):
        return ('one', Test([] if self.flags & S else [(10, 10)], 0, True, 0))

    def character(self, char):
        return ('one', literal(char, self.flags))

    def of_kind(self, letter):
        return ('one', Test([], category(letter, self.flags), False, 0))

    def kind_in_set(self, letter):
        return category(letter, self.flags)

    def one_of(self, items, negated):
        return ('one', in_set(items, negated, self.flags))

    # ---- escapes, brackets ----

    def number(self, digits, size, start):
        text = self.peek(size)
        if len(text) < size or any(c not in '0123456789abcdefABCDEF' for c in text):
            short = ''
            for c in text:
                if c not in '0123456789abcdefABCDEF':
                    break
                short += c
            self.fail('incomplete escape \\%s%s' % (digits, short), at=start)
        self.at += size
        if int(text, 16) > 0x10ffff:
            self.fail('bad escape \\%s%s' % (digits, text), at=start)
        return chr(int(text, 16))

    def common_escape(self, char, start):
        """The character of an escape that means the same in brackets, or None."""
        if char == 'x':
            return self.number('x', 2, start)
        if char in 'uU' and not self.is_bytes:
            return self.number(char, 4 if char == 'u' else 8, start)
        if char == 'N' and not self.is_bytes:
            return self.named_character(start)
        if char in _ESCAPES and char != 'b':
            return _ESCAPES[char]
        return None

    def named_character(self, start):
        import unicodedata
        if not self.accept('{'):
            self.fail('missing {')
        name = self.until('}', 'character name')
        try:
            found = unicodedata.lookup(name)
            if len(found) == 1:
                return found
        except KeyError:
            pass
        self.fail('undefined character name %r' % name, at=start)

    def octal(self, text, start):
        value = int(text, 8)
        if value > 0o377:
            self.fail('octal escape value \\%s outside of range 0-0o377' % text, at=start)
        return chr(value)

    def escape(self):
        start = self.at - 1
        char = self.peek()
        if not char:
            self.fail('bad escape (end of pattern)', at=start)
        self.at += 1
        if char in 'dDsSwW':
            return self.of_kind(char)
        if char in 'AZbB':
            word = 'ascii word' if self.flags & A else 'word'
            return ('at', {'A': 'start', 'Z': 'very end', 'b': word + ' edge', 'B': 'no ' + word + ' edge'}[char])
        if char in _DIGITS:
            return self.digit_escape(char, start)
        found = self.common_escape(char, start)
        if found is None:
            if char in _LETTERS:
                self.fail('bad escape \\' + char, at=start)
            found = char
        return self.character(found)

    def digit_escape(self, char, start):
        digits = char
        if char == '0':
            while len(digits) < 3 and self.peek() and self.peek() in '01234567':
                digits += self.peek()
                self.at += 1
            return self.character(self.octal(digits, start))
        if self.peek() and self.peek() in _DIGITS:
            digits += self.peek()
            self.at += 1
            if all(c in '01234567' for c in digits) and self.peek() and self.peek() in '01234567':
                digits += self.peek()
                self.at += 1
                return self.character(self.octal(digits, start))
        return self.reference(int(digits) + self.base, digits, start + 1, start)

    def reference(self, number, name, at, start):
        if number >= self.count:
            self.fail('invalid group reference %s' % name, at=at)
        if number in self.open:
            self.fail('cannot refer to an open group', at=start)
        self.check_behind(number)
        return ('back', number, bool(self.flags & I))

    def check_behind(self, number):
        """A look-behind cannot refer to what it only finds itself."""
        if self.behind is not None and number in self.open:
            self.fail('cannot refer to an open group')
        if self.behind is not None and number >= self.behind:
            self.fail('cannot refer to group defined in the same lookbehind subpattern')

    def warn(self, message, category=FutureWarning):
        """For the line that asked for the pattern; that called who asked, if a method of a pattern was called without a function of re."""
        frame, level, last = sys._getframe(1), 2, ''
        while frame and (name := frame.f_globals.get('__name__', '').partition('.')[0]) in ('re', '_sre', 'functools'):
            frame, level, last = frame.f_back, level + 1, name
        level += last == '_sre'
        warnings.warn(message, category, level)

    def bracket_item(self, first):
        start = self.at
        char = self.peek()
        if not char:
            self.fail('unterminated character set', at=first)
        self.at += 1
        if char != '\\':
            return char
        char = self.peek()
        if not char:
            self.fail('bad escape (end of pattern)', at=start)
        self.at += 1
        if char in 'dDsSwW':
            return self.kind_in_set(char)
        if char in '01234567':
            digits = char
            while len(digits) < 3 and self.peek() and self.peek() in '01234567':
                digits += self.peek()
                self.at += 1
            return self.octal(digits, start)
        if char == 'b':
            return '\b'
        found = self.common_escape(char, start)
        if found is None:
            if char in _LETTERS or char in _DIGITS:
                self.fail('bad escape \\' + char, at=start)
            found = char
        return found

    def bracket(self):
        first = self.at - 1
        if self.peek() == '[':
            self.warn('Possible nested set at position %d' % self.at)
        negated = self.accept('^')
        items, empty = [], True
        while empty or self.peek() != ']':
            start = self.at
            low = self.bracket_item(first)
            if not empty and self.at - start == 1 and low in _SET_SIGNS and self.peek() == low:
                self.warn('Possible set %s at position %d' % (_SET_SIGNS[low], start))
            empty = False
            if self.peek() == '-' and self.peek(2) != '-]':
                self.at += 1
                if self.peek() == '-':
                    self.warn('Possible set difference at position %d' % (self.at - 1))
                high = self.bracket_item(first)
                text = self.text[start:self.at]
                if not isinstance(low, str) or not isinstance(high, str):
                    self.fail('bad character range ' + text, at=start)
                if low > high:
                    self.fail('bad character range ' + text, at=start)
                items.append((low, high))
            else:
                items.append(low)
        self.at += 1
        return self.one_of(items, negated)

    # ---- groups ----

    def capture(self, name=None):
        number = self.count
        self.count += 1
        if name is not None:
            if name in self.names:
                self.fail('redefinition of group name %r as group %d; was group %d' % (name, number, self.names[name]),
                          at=self.at - len(name) - 1)
            self.names[name] = number
        self.open.append(number)

        def made(node):
            self.open.pop()
            self.widths[number] = width(node, self.widths)
            return ('group', number, node)
        return made

    def checked_name(self, name):
        at = self.at - len(name) - 1
        if not name.isidentifier():
            self.fail('bad character in group name %s' % self.shown(name), at=at)
        if self.is_bytes and not name.isascii():
            self.warn('bad character in group name %a at position %d' % (name, at), DeprecationWarning)
        return name

    def shown(self, name):
        return ascii(name) if self.is_bytes else repr(name)

    def number_named(self, name):
        """The number that a name without letters stands for; None: it is no number."""
        at = self.at - len(name) - 1
        try:
            number = int(name)
        except ValueError:
            number = -1
        if number < 0:
            self.fail('bad character in group name %s' % self.shown(name), at=at)
        if not (name.isdecimal() and name.isascii()):
            self.warn('bad character in group name %s at position %d' % (self.shown(name), at), DeprecationWarning)
        return number

    def group(self):
        """A group up to what is in it: what makes its node of that, or a node, or None. Sets `around`: the flags behind it, and whether it is
        a conditional."""
        begun, self.begun = self.begun, True
        self.around = self.flags, False
        self.at += 1
        node = self.group_node(begun)
        if node is None:
            self.begun = begun
        return node

    def look_behind(self, negated):
        behind = self.behind
        if behind is None:
            self.behind = self.count

        def made(node):
            self.behind = behind
            low, high = width(node, self.widths)
            if low > MAXREPEAT:
                raise error('looks too much behind')
            if low != high:
                raise error('look-behind requires fixed-width pattern')
            return ('look', low, negated, node)
        return made

    def group_node(self, begun):
        start = self.at - 1
        if not self.accept('?'):
            return self.capture()
        if self.accept(':'):
            return _bracketed
        if self.accept('>'):
            return lambda node: ('atomic', node)
        if self.accept('='):
            return lambda node: ('look', 0, False, node)
        if self.accept('!'):
            return lambda node: ('look', 0, True, node)
        if self.accept('#'):
            end = self.text.find(')', self.at)
            if end < 0:
                self.fail('missing ), unterminated comment', at=start)
            self.at = end + 1
            return None
        if self.accept('P'):
            return self.named(start)
        if self.accept('<'):
            negated = self.peek() == '!'
            if not self.peek():
                self.fail('unexpected end of pattern')
            if not negated and self.peek() != '=':
                self.fail('unknown extension ?<' + self.token(), at=start + 1)
            self.at += 1
            return self.look_behind(negated)
        if self.accept('('):
            return self.conditional()
        return self.flag_group(start, begun)

    def named(self, start):
        if self.accept('<'):
            return self.capture(self.checked_name(self.until('>', 'group name')))
        if self.accept('='):
            name = self.checked_name(self.until(')', 'group name'))
            if name not in self.names:
                self.fail('unknown group name %s' % self.shown(name), at=self.at - len(name) - 1)
            return self.reference(self.names[name], name, self.at - len(name) - 1, self.at - len(name) - 1)
        if not self.peek():
            self.fail('unexpected end of pattern')
        self.fail('unknown extension ?P' + self.token(), at=start + 1)

    def conditional(self):
        name = self.until(')', 'group name')
        at = self.at - len(name) - 1
        if name.isidentifier():
            self.checked_name(name)
            if name not in self.names:
                self.fail('unknown group name %s' % self.shown(name), at=at)
            number = self.names[name]
        else:
            number = self.number_named(name)
            if not number:
                self.fail('bad group number', at=at)
            if number > 1073741823:
                self.fail('invalid group reference %d' % number, at=at)
            number += self.base
            self.conditions.setdefault(number, at)
        self.check_behind(number)
        self.around = self.flags, True
        return lambda parts: ('if', number, *parts)

    def flag_letters(self, ends, missing):
        """The letters up to one of `ends`, as (bits, that sign)."""
        bits = 0
        while True:
            char = self.peek()
            if not char:
                self.fail(missing)
            if char in ends:
                return bits, char
            if char not in _FLAGS:
                self.fail('unknown flag' if char.isalpha() else missing)
            self.at += 1
            unfit = "'L' flag with a str" if char == 'L' and not self.is_bytes else "'u' flag with a bytes" if char == 'u' and self.is_bytes else ''
            if unfit and ')' in ends:
                self.fail('bad inline flags: cannot use %s pattern' % unfit)
            bits |= _FLAGS[char]
            kinds = bits & (A | U | L)
            if kinds and ')' not in ends:
                self.fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
            if kinds & kinds - 1:
                self.fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible")

    def flag_group(self, start, begun):
        char = self.peek()
        if not char:
            self.fail('unexpected end of pattern')
        if char not in _FLAGS and char != '-':
            self.fail('unknown extension ?' + self.token(), at=start + 1)
        on, sign = self.flag_letters(')-:', 'missing -, : or )')
        self.at += 1
        if sign == ')':
            if begun:
                self.fail('global flags not at the start of the expression', at=start)
            self.flags |= on
            self.global_flags |= on
            return None
        off = 0
        if sign == '-':
            char = self.peek()
            if char not in _FLAGS or not char:
                self.fail('unknown flag' if char.isalpha() else 'missing flag')
            off, _ = self.flag_letters(':', 'missing :')
            self.at += 1
        if on & off:
            self.fail('bad inline flags: flag turned on and off', back=1)
        if on & (A | U | L):
            self.flags &= ~(A | U | L)
        self.flags = (self.flags | on) & ~off
        return _bracketed


def read(pattern, flags):
    """(parser, tree) of a pattern."""
    text = pattern if isinstance(pattern, str) else pattern.decode('latin-1')
    parser = Parser(text, flags, pattern)
    tree = parser.parse()
    if parser.global_flags & X and not flags & X:  # (?x) holds from the first character on
        parser = Parser(text, parser.global_flags, pattern)
        tree = parser.parse()
    return parser, tree


def __getattr__(name):
    if name in ('parse', 'SubPattern', 'MAXWIDTH'):
        from . import _widths
        return getattr(_widths, name)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
