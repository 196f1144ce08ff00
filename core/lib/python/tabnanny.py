"""Finds lines whose indentation depends on how wide a tab is."""

__version__ = "6"

import os
import sys
import tokenize

if not hasattr(tokenize, 'NL'):
    raise ValueError("tokenize.NL doesn't exist -- tokenize module too old")

__all__ = ["check", "NannyNag", "process_tokens"]

verbose = 0
filename_only = 0


def errprint(*args):
    sys.stderr.write(' '.join(map(str, args)) + "\n")


def main():
    """tabnanny.py [-q] [-v] file_or_directory ..."""
    import getopt
    global verbose, filename_only
    try:
        options, files = getopt.getopt(sys.argv[1:], "qv")
    except getopt.error as problem:
        errprint(problem)
        return
    given = [option for option, _ in options]
    filename_only += given.count('-q')
    verbose += given.count('-v')
    if not files:
        errprint("Usage:", sys.argv[0], "[-v] file_or_directory ...")
    for file in files:
        check(file)


class NannyNag(Exception):
    """A line that is unclear."""

    def __init__(self, lineno, msg, line):
        self.lineno, self.msg, self.line = lineno, msg, line

    def get_line(self):
        """Its text."""
        return self.line

    def get_lineno(self):
        """Its number."""
        return self.lineno

    def get_msg(self):
        """What is unclear."""
        return self.msg


def check(file):
    """Check a file, or all below a folder; print what is unclear."""
    is_folder = lambda path: os.path.isdir(path) and not os.path.islink(path)
    if is_folder(file):
        if verbose:
            print(f"{file!r}: listing directory")
        for path in (os.path.join(file, name) for name in os.listdir(file)):
            if os.path.normcase(path[-3:]) == ".py" or is_folder(path):
                check(path)
        return
    try:
        text = tokenize.open(file)
    except OSError as problem:
        errprint(f"{file!r}: I/O Error: {problem}")
        return
    with text:
        if verbose > 1:
            print(f"checking {file!r} ...")
        try:
            process_tokens(tokenize.generate_tokens(text.readline))
        except (tokenize.TokenError, IndentationError) as problem:
            errprint(f"{file!r}: {'Token' if isinstance(problem, tokenize.TokenError) else 'Indentation'} Error: {problem}")
        except NannyNag as nag:
            _print_nag(file, nag)
        else:
            if verbose:
                print(f"{file!r}: Clean bill of health.")


def _print_nag(file, nag):
    if verbose:
        print(f"{file!r}: *** Line {nag.get_lineno()}: trouble in tab city! ***")
        print(f"offending line: {nag.get_line()!r}")
        print(nag.get_msg())
        return
    name = f'"{file}"' if ' ' in file else file
    if filename_only:
        print(name)
    else:
        print(name, nag.get_lineno(), repr(nag.get_line()))


class Whitespace:
    """Blanks at a line's start. `norm` is ((counts), n): counts[i] tabs come after blocks of i spaces, n spaces after the last tab."""

    S, T = ' \t'

    def __init__(self, ws):
        self.raw = ws
        count = []
        b = n = nt = 0
        for ch in ws:
            if ch == ' ':
                n += 1
                b += 1
            elif ch == '\t':
                n += 1
                nt += 1
                if b >= len(count):
                    count += [0] * (b - len(count) + 1)
                count[b] += 1
                b = 0
            else:
                break
        self.n, self.nt = n, nt
        self.norm = tuple(count), b
        self.is_simple = len(count) <= 1

    def longest_run_of_spaces(self):
        """The most spaces side by side."""
        blocks, trailing = self.norm
        return max(trailing, len(blocks) - 1)

    def indent_level(self, tabsize):
        """The column, for a width of tabs."""
        count, trailing = self.norm
        il = sum(i // tabsize * count[i] for i in range(tabsize, len(count)))
        return trailing + tabsize * (il + self.nt)

    def equal(self, other):
        return self.norm == other.norm

    def not_equal_witness(self, other):
        """[(tab width, column, column)] where they differ."""
        n = max(self.longest_run_of_spaces(), other.longest_run_of_spaces()) + 1
        return [(ts, self.indent_level(ts), other.indent_level(ts)) for ts in range(1, n + 1)
                if self.indent_level(ts) != other.indent_level(ts)]

    def less(self, other):
        """Whether it is less for every width."""
        if self.n >= other.n:
            return False
        if self.is_simple and other.is_simple:
            return self.nt <= other.nt
        n = max(self.longest_run_of_spaces(), other.longest_run_of_spaces()) + 1
        return all(self.indent_level(ts) < other.indent_level(ts) for ts in range(2, n + 1))

    def not_less_witness(self, other):
        n = max(self.longest_run_of_spaces(), other.longest_run_of_spaces()) + 1
        return [(ts, self.indent_level(ts), other.indent_level(ts)) for ts in range(1, n + 1)
                if self.indent_level(ts) >= other.indent_level(ts)]


def format_witnesses(w):
    sizes = [str(tup[0]) for tup in w]
    return "at tab size" + ("s" if len(w) > 1 else "") + " " + ', '.join(sizes)


def process_tokens(tokens):
    """Raise NannyNag for the first line that is unclear."""
    indents = [Whitespace("")]
    check_equal = 0
    for kind, token, start, end, line in tokens:
        if kind == tokenize.NEWLINE:
            check_equal = 1
        elif kind == tokenize.INDENT:
            check_equal = 0
            thisguy = Whitespace(token)
            if not indents[-1].less(thisguy):
                witness = indents[-1].not_less_witness(thisguy)
                raise NannyNag(start[0], "indent not greater e.g. " + format_witnesses(witness), line)
            indents.append(thisguy)
        elif kind == tokenize.DEDENT:
            check_equal = 1
            del indents[-1]
        elif check_equal and kind not in (tokenize.COMMENT, tokenize.NL):
            check_equal = 0
            thisguy = Whitespace(line)
            if not indents[-1].equal(thisguy):
                witness = indents[-1].not_equal_witness(thisguy)
                raise NannyNag(start[0], "indent not equal e.g. " + format_witnesses(witness), line)


if __name__ == '__main__':
    main()
