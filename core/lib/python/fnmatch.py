"""File names against patterns of the shell: * ? [abc] [!abc]."""
import functools
import os
import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def _ranges(text):
    """The characters and the ranges (three characters) of a bracket; empty ranges are left out."""
    found = []
    at = 0
    while at < len(text):
        if text[at + 1:at + 2] == '-' and at + 2 < len(text):
            if text[at] <= text[at + 2]:
                found.append(text[at:at + 3])
            at += 3
        else:
            found.append(text[at])
            at += 1
    return found


def _pieces(pattern):
    """The parts of a pattern: '*', '?', a character, or (negated, ranges) for brackets."""
    pieces = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        at += 1
        if char == '*':
            if not pieces or pieces[-1] != ('*',):
                pieces.append(('*',))
        elif char == '?':
            pieces.append(('?',))
        elif char == '[':
            end = at + (pattern[at:at + 1] == '!')
            end = pattern.find(']', end + 1) if pattern[end:end + 1] == ']' else pattern.find(']', end)
            if end < 0:
                pieces.append('[')
                continue
            negated = pattern[at] == '!'
            parts = _ranges(pattern[at + negated:end])
            if parts and parts[0] == '!' and not negated:  # what stood in front were empty ranges
                negated = True
                del parts[0]
            pieces.append((negated, parts))
            at = end + 1
        else:
            pieces.append(char)
    return pieces


@functools.lru_cache(32768, True)
def _matcher(pat):
    """What finds the names that match a pattern."""
    if isinstance(pat, bytes):
        expression = translate(pat.decode('latin-1')).encode('latin-1')
    else:
        expression = translate(pat)
    return re.compile(expression).match


def fnmatchcase(name, pat):
    """Whether a name matches a pattern, case included."""
    found = _matcher(pat)
    return found(name) is not None


def fnmatch(name, pat):
    """Whether a name matches a pattern."""
    normal = os.path.normcase(name)
    return fnmatchcase(normal, os.path.normcase(pat))


def filter(names, pat):
    """The names that match a pattern."""
    found = _matcher(os.path.normcase(pat))
    matching = []
    for name in names:
        if found(name):
            matching.append(name)
    return matching


_SPECIAL = {ord(char): '\\' + char for char in '()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def _bracket(negated, ranges):
    if not ranges:
        return '.' if negated else '(?!)'

    def escape(char):
        return '\\' + char if char in '\\-&~|' else char

    inside = ''.join('-'.join(escape(end) for end in part[::2]) for part in ranges)
    if not negated and inside[0] in '^[':
        inside = '\\' + inside
    return '[%s%s]' % ('^' if negated else '', inside)


def translate(pat):
    """The regular expression of a pattern."""
    parts = []
    for piece in _pieces(pat):
        if piece == ('*',):
            parts.append('.*')
        elif piece == ('?',):
            parts.append('.')
        elif isinstance(piece, str):
            parts.append(piece.translate(_SPECIAL))
        else:
            parts.append(_bracket(*piece))
    # a star that another one follows takes as little as it can, and keeps it
    stars = [i for i, part in enumerate(parts) if part == '.*']
    out = []
    if not stars:
        out = parts
    else:
        out = parts[:stars[0]]
        for group, start in enumerate(stars[:-1]):
            fixed = ''.join(parts[start + 1:stars[group + 1]])
            out.append('(?>.*?' + fixed + ')')
        out.append('.*')
        out.extend(parts[stars[-1] + 1:])
    return r'(?s:%s)\Z' % ''.join(out)
