"""Tokens of Python source as a stream of TokenInfo, and source again from such a stream."""

import builtins as _builtins
from codecs import lookup, BOM_UTF8
import collections
import functools
import itertools as _itertools
import re
import sys
from token import *
from token import EXACT_TOKEN_TYPES
import token

__all__ = token.__all__ + ["tokenize", "generate_tokens", "detect_encoding", "untokenize", "TokenInfo"]
del token

cookie_re = re.compile(r'^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)', re.ASCII)
blank_re = re.compile(br'^[ \t\f]*(?:[#\r\n]|$)', re.ASCII)


class TokenInfo(collections.namedtuple('TokenInfo', 'type string start end line')):

    def __repr__(self):
        return 'TokenInfo(type=%d (%s), string=%r, start=%r, end=%r, line=%r)' % (self.type, tok_name[self.type], *self[1:])

    @property
    def exact_type(self):
        return EXACT_TOKEN_TYPES.get(self.string, OP) if self.type == OP else self.type


# ---- the shapes of tokens ----

def group(*choices):
    return '(' + '|'.join(choices) + ')'


def any(*choices):
    return group(*choices) + '*'


def maybe(*choices):
    return group(*choices) + '?'


Whitespace = r'[ \f\t]*'
Comment = r'#[^\r\n]*'
Ignore = Whitespace + any(r'\\\r?\n' + Whitespace) + maybe(Comment)
Name = r'\w+'

Hexnumber = r'0[xX](?:_?[0-9a-fA-F])+'
Binnumber = r'0[bB](?:_?[01])+'
Octnumber = r'0[oO](?:_?[0-7])+'
Decnumber = r'(?:0(?:_?0)*|[1-9](?:_?[0-9])*)'
Intnumber = group(Hexnumber, Binnumber, Octnumber, Decnumber)
Exponent = r'[eE][-+]?[0-9](?:_?[0-9])*'
Pointfloat = group(r'[0-9](?:_?[0-9])*\.(?:[0-9](?:_?[0-9])*)?', r'\.[0-9](?:_?[0-9])*') + maybe(Exponent)
Expfloat = r'[0-9](?:_?[0-9])*' + Exponent
Floatnumber = group(Pointfloat, Expfloat)
Imagnumber = group(r'[0-9](?:_?[0-9])*[jJ]', Floatnumber + r'[jJ]')
Number = group(Imagnumber, Floatnumber, Intnumber)


def _all_string_prefixes():
    """Every spelling of what may stand before a quote."""
    result = {''}
    for prefix in 'b', 'r', 'u', 'f', 'br', 'fr':
        for letters in _itertools.permutations(prefix):
            result.update(map(''.join, _itertools.product(*[(c, c.upper()) for c in letters])))
    return result


@functools.lru_cache(None)
def _compile(expr):
    return re.compile(expr, re.UNICODE)


StringPrefix = group(*_all_string_prefixes())
Single = r"[^'\\]*(?:\\.[^'\\]*)*'"
Double = r'[^"\\]*(?:\\.[^"\\]*)*"'
Single3 = r"[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''"
Double3 = r'[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""'
Triple = group(StringPrefix + "'''", StringPrefix + '"""')
String = group(StringPrefix + r"'[^\n'\\]*(?:\\.[^\n'\\]*)*'", StringPrefix + r'"[^\n"\\]*(?:\\.[^\n"\\]*)*"')

Special = group(*map(re.escape, sorted(EXACT_TOKEN_TYPES, reverse=True)))
Funny = group(r'\r?\n', Special)
PlainToken = group(Number, Funny, String, Name)
Token = Ignore + PlainToken
# What begins a string: all of it, or as far as a backslash at the end of the line.
ContStr = group(StringPrefix + r"'[^\n'\\]*(?:\\.[^\n'\\]*)*" + group("'", r'\\\r?\n'),
                StringPrefix + r'"[^\n"\\]*(?:\\.[^\n"\\]*)*' + group('"', r'\\\r?\n'))
PseudoExtras = group(r'\\\r?\n|\Z', Comment, Triple)
PseudoToken = Whitespace + group(PseudoExtras, Number, Funny, ContStr, Name)

endpats = {}
single_quoted = set()
triple_quoted = set()
for _prefix in _all_string_prefixes():
    for _quote, _end in ("'", Single), ('"', Double), ("'''", Single3), ('"""', Double3):
        endpats[_prefix + _quote] = _end
        (single_quoted if len(_quote) == 1 else triple_quoted).add(_prefix + _quote)
tabsize = 8


class TokenError(Exception):
    pass


class StopTokenizing(Exception):
    pass


# ---- source from tokens ----

class Untokenizer:

    def __init__(self):
        self.tokens = []
        self.prev_row, self.prev_col = 1, 0
        self.encoding = None

    def add_whitespace(self, start):
        row, col = start
        if start < (self.prev_row, self.prev_col):
            raise ValueError("start ({},{}) precedes previous end ({},{})".format(row, col, self.prev_row, self.prev_col))
        if row > self.prev_row:
            self.tokens.append("\\\n" * (row - self.prev_row))
            self.prev_col = 0
        if col > self.prev_col:
            self.tokens.append(" " * (col - self.prev_col))

    def untokenize(self, iterable):
        """Source in which the tokens stand where they say; pairs without a place are put one after the other."""
        stream, indents, at_start = iter(iterable), [], False
        for item in stream:
            if len(item) == 2:
                self.compat(item, stream)
                break
            kind, text, start, end, line = item
            if kind == ENCODING:
                self.encoding = text
                continue
            if kind == ENDMARKER:
                break
            if kind == INDENT:
                indents.append(text)
                continue
            if kind == DEDENT:
                indents.pop()
                self.prev_row, self.prev_col = end
                continue
            if kind in (NEWLINE, NL):
                at_start = True
            elif at_start and indents:
                if start[1] >= len(indents[-1]):
                    self.tokens.append(indents[-1])
                    self.prev_col = len(indents[-1])
                at_start = False
            self.add_whitespace(start)
            self.tokens.append(text)
            self.prev_row, self.prev_col = end
            if kind in (NEWLINE, NL):
                self.prev_row += 1
                self.prev_col = 0
        return "".join(self.tokens)

    def compat(self, token, iterable):
        """Tokens of which only type and text are known."""
        indents, after_string = [], False
        at_start = token[0] in (NEWLINE, NL)
        for kind, text in [item[:2] for item in _itertools.chain([token], iterable)]:
            if kind == ENCODING:
                self.encoding = text
                continue
            if kind in (NAME, NUMBER):
                text += ' '
            if kind == STRING and after_string:
                text = ' ' + text
            after_string = kind == STRING
            if kind == INDENT:
                indents.append(text)
                continue
            if kind == DEDENT:
                indents.pop()
                continue
            if kind in (NEWLINE, NL):
                at_start = True
            elif at_start and indents:
                self.tokens.append(indents[-1])
                at_start = False
            self.tokens.append(text)


def untokenize(iterable):
    """Source text of tokens; bytes when the first one tells an encoding."""
    writer = Untokenizer()
    text = writer.untokenize(iterable)
    return text if writer.encoding is None else text.encode(writer.encoding)


# ---- encodings ----

def _get_normal_name(orig_enc):
    name = orig_enc[:12].lower().replace("_", "-")
    if name == "utf-8" or name.startswith("utf-8-"):
        return "utf-8"
    known = "latin-1", "iso-8859-1", "iso-latin-1"
    if name in known or name.startswith(tuple([other + "-" for other in known])):
        return "iso-8859-1"
    return orig_enc


def detect_encoding(readline):
    """(encoding, lines read to find it) of source bytes."""
    filename = getattr(getattr(readline, '__self__', None), 'name', None)
    has_mark = False

    def read():
        try:
            return readline()
        except StopIteration:
            return b''

    def find_cookie(line):
        try:
            text = line.decode('utf-8')
        except UnicodeDecodeError:
            message = "invalid or missing encoding declaration"
            raise SyntaxError(message if filename is None else f'{message} for {filename!r}')
        found = cookie_re.match(text)
        if not found:
            return None
        encoding = _get_normal_name(found.group(1))
        try:
            lookup(encoding)
        except LookupError:
            raise SyntaxError("unknown encoding: " + encoding if filename is None
                              else f"unknown encoding for {filename!r}: {encoding}")
        if has_mark:
            if encoding != 'utf-8':
                raise SyntaxError('encoding problem: utf-8' if filename is None else f'encoding problem for {filename!r}: utf-8')
            encoding += '-sig'
        return encoding

    first, default = read(), 'utf-8'
    if first.startswith(BOM_UTF8):
        has_mark, first, default = True, first[3:], 'utf-8-sig'
    if not first:
        return default, []
    encoding = find_cookie(first)
    if encoding or not blank_re.match(first):
        return encoding or default, [first]
    second = read()
    if not second:
        return default, [first]
    return find_cookie(second) or default, [first, second]


def open(filename):
    """Open a file for reading in the encoding that its first lines tell."""
    from io import TextIOWrapper
    buffer = _builtins.open(filename, 'rb')
    try:
        encoding, lines = detect_encoding(buffer.readline)
        buffer.seek(0)
        text = TextIOWrapper(buffer, encoding, line_buffering=True)
        text.mode = 'r'
        return text
    except:
        buffer.close()
        raise


# ---- tokens from source ----

def tokenize(readline):
    """Tokens of the lines of bytes that readline() gives; the first one tells the encoding."""
    encoding, consumed = detect_encoding(readline)
    return _tokenize(_itertools.chain(consumed, iter(readline, b''), _itertools.repeat(b'')).__next__, encoding)


def generate_tokens(readline):
    """The same for lines of str, without the encoding."""
    return _tokenize(readline, None)


def _indentation(line):
    """(column, position) of the first character that is no space."""
    column = pos = 0
    for c in line:
        if c == ' ':
            column += 1
        elif c == '\t':
            column = (column // tabsize + 1) * tabsize
        elif c == '\f':
            column = 0
        else:
            break
        pos += 1
    return column, pos


def _tokenize(readline, encoding):
    row = depth = 0
    continued = False
    indents = [0]
    string = string_start = string_end = string_lines = None  # of one that goes over several lines
    string_goes_on = False  # by backslashes only
    match_token = _compile(PseudoToken).match
    if encoding is not None:
        if encoding == "utf-8-sig":
            encoding = "utf-8"
        yield TokenInfo(ENCODING, encoding, (0, 0), (0, 0), '')
    last_line = line = ''
    while True:
        last_line = line
        try:
            line = readline()
        except StopIteration:
            line = b''
        if encoding is not None:
            line = line.decode(encoding)
        row += 1
        pos, size = 0, len(line)

        if string is not None:
            if not line:
                raise TokenError("EOF in multi-line string", string_start)
            found = string_end.match(line)
            if found:
                pos = found.end(0)
                yield TokenInfo(STRING, string + line[:pos], string_start, (row, pos), string_lines + line)
                string, string_goes_on, string_lines = None, False, None
            elif string_goes_on and line[-2:] != '\\\n' and line[-3:] != '\\\r\n':
                yield TokenInfo(ERRORTOKEN, string + line, string_start, (row, size), string_lines)
                string = string_lines = None
                continue
            else:
                string += line
                string_lines += line
                continue
        elif depth == 0 and not continued:
            if not line:
                break
            column, pos = _indentation(line)
            if pos == size:
                break
            if line[pos] in '#\r\n':
                if line[pos] == '#':
                    text = line[pos:].rstrip('\r\n')
                    yield TokenInfo(COMMENT, text, (row, pos), (row, pos + len(text)), line)
                    pos += len(text)
                yield TokenInfo(NL, line[pos:], (row, pos), (row, size), line)
                continue
            if column > indents[-1]:
                indents.append(column)
                yield TokenInfo(INDENT, line[:pos], (row, 0), (row, pos), line)
            while column < indents[-1]:
                if column not in indents:
                    raise IndentationError("unindent does not match any outer indentation level", ("<tokenize>", row, pos, line))
                indents.pop()
                yield TokenInfo(DEDENT, '', (row, pos), (row, pos), line)
        else:
            if not line:
                raise TokenError("EOF in multi-line statement", (row, 0))
            continued = False

        while pos < size:
            found = match_token(line, pos)
            if not found:
                yield TokenInfo(ERRORTOKEN, line[pos], (row, pos), (row, pos + 1), line)
                pos += 1
                continue
            start, pos = found.span(1)
            if start == pos:
                continue
            text, initial = line[start:pos], line[start]
            begin, end = (row, start), (row, pos)
            if initial in '0123456789' or (initial == '.' and text != '.' and text != '...'):
                yield TokenInfo(NUMBER, text, begin, end, line)
            elif initial in '\r\n':
                yield TokenInfo(NL if depth > 0 else NEWLINE, text, begin, end, line)
            elif initial == '#':
                yield TokenInfo(COMMENT, text, begin, end, line)
            elif text in triple_quoted:
                string_end = _compile(endpats[text])
                found = string_end.match(line, pos)
                if not found:
                    string, string_start, string_lines = line[start:], begin, line
                    break
                pos = found.end(0)
                yield TokenInfo(STRING, line[start:pos], begin, (row, pos), line)
            elif initial in single_quoted or text[:2] in single_quoted or text[:3] in single_quoted:
                if text[-1] == '\n':
                    quote = next(c for c in text if c in '\'"')
                    string_end = _compile(endpats[quote])
                    string, string_start, string_lines, string_goes_on = line[start:], begin, line, True
                    break
                yield TokenInfo(STRING, text, begin, end, line)
            elif initial.isidentifier():
                yield TokenInfo(NAME, text, begin, end, line)
            elif initial == '\\':
                continued = True
            else:
                if initial in '([{':
                    depth += 1
                elif initial in ')]}':
                    depth -= 1
                yield TokenInfo(OP, text, begin, end, line)

    if last_line and last_line[-1] not in '\r\n' and not last_line.strip().startswith("#"):
        yield TokenInfo(NEWLINE, '', (row - 1, len(last_line)), (row - 1, len(last_line) + 1), '')
    for _ in indents[1:]:
        yield TokenInfo(DEDENT, '', (row, 0), (row, 0), '')
    yield TokenInfo(ENDMARKER, '', (row, 0), (row, 0), '')


def _generate_tokens_from_c_tokenizer(source):
    """Tokens of a str as the compiler sees them: no comments, no blank lines."""
    import _tokenize as compiler
    for text, kind, row, last_row, column, last_column, line in compiler.TokenizerIter(source):
        yield TokenInfo(kind, text, (row, column), (last_row, last_column), line)


def main():
    """Print the tokens of a file, or of the standard input."""
    import argparse
    parser = argparse.ArgumentParser(prog='python -m tokenize')
    parser.add_argument(dest='filename', nargs='?', metavar='filename.py', help='the file to tokenize; defaults to stdin')
    parser.add_argument('-e', '--exact', dest='exact', action='store_true', help='display token names using the exact type')
    args = parser.parse_args()
    try:
        if args.filename:
            with _builtins.open(args.filename, 'rb') as file:
                tokens = list(tokenize(file.readline))
        else:
            tokens = _tokenize(sys.stdin.readline, None)
        for item in tokens:
            kind = item.exact_type if args.exact else item.type
            place = "%d,%d-%d,%d:" % (item.start + item.end)
            print("%-20s%-15s%-15r" % (place, tok_name[kind], item.string))
    except (TokenError, SyntaxError) as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
