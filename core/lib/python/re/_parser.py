"""Regular expressions from text to a tree.

A node is a tuple: ('one', test) a character for which test holds; ('cat', nodes); ('or', nodes); ('repeat', low, high, kind, node)
with kind 'greedy', 'lazy' or 'possessive'; ('group', number, node); ('atomic', node); ('look', ahead, negated, node); ('at', name);
('back', number, fold); ('if', number, yes, no).
"""

MAX = 1 << 62
I, L, M, S, U, X, A, T, DEBUG = 2, 4, 8, 16, 32, 64, 256, 1, 128
_FLAGS = {'i': I, 'L': L, 'm': M, 's': S, 'x': X, 'a': A, 'u': U}
_ESCAPES = {'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v', '\\': '\\'}
_DIGITS, _LETTERS = set('0123456789'), set('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ')
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

def _is_word(c):
    return c.isalnum() or c == '_'


def _ascii_word(c):
    return c in _LETTERS or c in _DIGITS or c == '_'


def _unless(test):
    return lambda c: not test(c)


def category(letter, flags):
    """The test of \\d, \\w, \\s or, for a capital, of what they leave out."""
    ascii_only = flags & A
    kind = letter.lower()
    if kind == 'd':
        test = _DIGITS.__contains__ if ascii_only else str.isdecimal
    elif kind == 's':
        test = _SPACES.__contains__ if ascii_only else str.isspace
    else:
        test = _ascii_word if ascii_only else _is_word
    return test if letter == kind else _unless(test)


def literal(char, flags):
    if flags & I and (char.lower() != char or char.upper() != char) and (not flags & A or char.isascii()):
        return {char, char.lower(), char.upper()}.__contains__ if len(char.lower()) == 1 else char.__eq__
    return char.__eq__


def _in_set(items, negated, flags):
    """items: characters, (low, high) and tests."""
    chars = {item for item in items if isinstance(item, str)}
    ranges = [item for item in items if isinstance(item, tuple)]
    tests = [item for item in items if callable(item)]

    def plain(c):
        return c in chars or any(low <= c <= high for low, high in ranges) or any(test(c) for test in tests)

    if flags & I:
        def test(c):
            return plain(c) or plain(c.lower()) or plain(c.upper())
    else:
        test = plain if ranges or tests else chars.__contains__
    return _unless(test) if negated else test


class Parser:
    """Reads a pattern; bytes come as text of Latin-1."""

    def __init__(self, text, flags, original):
        self.text = text
        self.at = 0
        self.flags = flags
        self.global_flags = flags
        self.original = original
        self.names = {}
        self.count = 1  # groups, the whole match included
        self.open = []
        self.is_bytes = isinstance(original, bytes)

    def fail(self, message, back=0, at=None):
        raise error(message, self.original, self.at - back if at is None else at)

    def peek(self, size=1):
        return self.text[self.at:self.at + size]

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
        return node

    def alternatives(self):
        branches = [self.sequence()]
        while self.accept('|'):
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
            node = self.repeat_sign(start, nodes) if self.starts_repeat(char) else self.atom(char)
            if node is not None:
                nodes.append(node)

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
            return ('one', (lambda c: True) if self.flags & S else '\n'.__ne__)
        if char == '^':
            return ('at', 'line start' if self.flags & M else 'start')
        if char == '$':
            return ('at', 'line end' if self.flags & M else 'end')
        if char == '(':
            return self.group()
        if char == '[':
            return ('one', self.bracket())
        if char == '\\':
            return self.escape()
        return ('one', literal(char, self.flags))

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
        return chr(int(text, 16))

    def common_escape(self, char, start):
        """The character of an escape that means the same in brackets, or None."""
        if char == 'x':
            return self.number('x', 2, start)
        if char in 'uU' and not self.is_bytes:
            return self.number(char, 4 if char == 'u' else 8, start)
        if char in _ESCAPES and char != 'b':
            return _ESCAPES[char]
        return None

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
            return ('one', category(char, self.flags))
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
        return ('one', literal(found, self.flags))

    def digit_escape(self, char, start):
        digits = char
        if char == '0':
            while len(digits) < 3 and self.peek() and self.peek() in '01234567':
                digits += self.peek()
                self.at += 1
            return ('one', literal(self.octal(digits, start), self.flags))
        if self.peek() and self.peek() in _DIGITS:
            digits += self.peek()
            self.at += 1
            if all(c in '01234567' for c in digits) and self.peek() and self.peek() in '01234567':
                digits += self.peek()
                self.at += 1
                return ('one', literal(self.octal(digits, start), self.flags))
        return self.reference(int(digits), digits, start + 1)

    def reference(self, number, name, at):
        if number >= self.count:
            self.fail('invalid group reference %s' % name, at=at)
        if number in self.open:
            self.fail('cannot refer to an open group', at=at - 1)
        return ('back', number, bool(self.flags & I))

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
            return category(char, self.flags)
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
        negated = self.accept('^')
        items, empty = [], True
        while empty or self.peek() != ']':
            empty = False
            start = self.at
            low = self.bracket_item(first)
            if self.peek() == '-' and self.peek(2) != '-]':
                self.at += 1
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
        return _in_set(items, negated, self.flags)

    # ---- groups ----

    def close(self, start):
        if not self.accept(')'):
            self.fail('missing ), unterminated subpattern', at=start)

    def capture(self, start, name=None):
        number = self.count
        self.count += 1
        if name is not None:
            if name in self.names:
                self.fail('redefinition of group name %r as group %d; was group %d' % (name, number, self.names[name]),
                          at=self.at - len(name) - 1)
            self.names[name] = number
        self.open.append(number)
        node = self.scoped(start)
        self.open.pop()
        return ('group', number, node)

    def scoped(self, start):
        flags = self.flags
        node = self.alternatives()
        self.flags = flags
        self.close(start)
        return node

    def checked_name(self, name):
        if not name.isidentifier() or (self.is_bytes and not name.isascii()):
            self.fail('bad character in group name %r' % name, at=self.at - len(name) - 1)
        return name

    def group(self):
        start = self.at - 1
        if not self.accept('?'):
            return self.capture(start)
        if self.accept(':'):
            return ('cat', [self.scoped(start)])
        if self.accept('>'):
            return ('atomic', self.scoped(start))
        if self.accept('='):
            return ('look', True, False, self.scoped(start))
        if self.accept('!'):
            return ('look', True, True, self.scoped(start))
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
                self.fail('unknown extension ?<' + self.peek(), at=start + 1)
            self.at += 1
            return ('look', False, negated, self.scoped(start))
        if self.accept('('):
            return self.conditional(start)
        return self.flag_group(start)

    def named(self, start):
        if self.accept('<'):
            return self.capture(start, self.checked_name(self.until('>', 'group name')))
        if self.accept('='):
            name = self.checked_name(self.until(')', 'group name'))
            if name not in self.names:
                self.fail('unknown group name %r' % name, at=self.at - len(name) - 1)
            return self.reference(self.names[name], name, self.at - len(name) - 1)
        if not self.peek():
            self.fail('unexpected end of pattern')
        self.fail('unknown extension ?P' + self.peek(), at=start + 1)

    def conditional(self, start):
        name = self.until(')', 'group name')
        if name.isdecimal():
            number = int(name)
            if not number:
                self.fail('bad group number', at=self.at - len(name) - 1)
        else:
            self.checked_name(name)
            if name not in self.names:
                self.fail('unknown group name %r' % name, at=self.at - len(name) - 1)
            number = self.names[name]
        flags = self.flags
        yes = self.sequence()
        no = self.sequence() if self.accept('|') else ('cat', [])
        if self.peek() == '|':
            self.fail('conditional backref with more than two branches')
        self.flags = flags
        self.close(start)
        return ('if', number, yes, no)

    def flag_group(self, start):
        on = off = 0
        seen_minus = False
        while True:
            char = self.peek()
            if not char:
                self.fail('missing :' if seen_minus else 'missing -, : or )' if on else 'unexpected end of pattern')
            if char in _FLAGS:
                if seen_minus:
                    off |= _FLAGS[char]
                else:
                    on |= _FLAGS[char]
            elif char == '-' and not seen_minus:
                seen_minus = True
            elif char in ':)' and (on or off):
                break
            else:
                self.fail('unknown extension ?' + char if not (on or off or seen_minus) else 'unknown flag',
                          at=start + 1 if not (on or off or seen_minus) else self.at)
            self.at += 1
        self.at += 1
        if char == ')':
            if start:
                self.fail('global flags not at the start of the expression', at=start)
            self.flags |= on
            self.global_flags |= on
            return None
        flags = self.flags
        if on & (A | U):
            self.flags &= ~(A | U)
        self.flags = (self.flags | on) & ~off
        node = self.alternatives()
        self.flags = flags
        self.close(start)
        return ('cat', [node])
