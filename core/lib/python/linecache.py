"""Lines of the sources that the interpreter knows."""

from _support import source_line as _source_line

__all__ = ["checkcache", "clearcache", "getline", "getlines", "lazycache"]

cache = {}


def getline(filename, lineno, module_globals=None):
    """A line with its newline, "" if there is none."""
    if filename in cache:
        lines = cache[filename][2]
        return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""
    line = _source_line(filename, lineno)
    return "" if line is None else line + "\n"


def getlines(filename, module_globals=None):
    lines = []
    while line := getline(filename, len(lines) + 1):
        lines.append(line)
    return lines


def clearcache():
    cache.clear()


def checkcache(filename=None):
    pass


def lazycache(filename, module_globals):
    return False
