"""Lines of the sources that the interpreter knows, and of files."""

from _support import source_line as _source_line

__all__ = ["checkcache", "clearcache", "getline", "getlines", "lazycache"]

cache = {}


def getline(filename, lineno, module_globals=None):
    """A line with its newline, "" if there is none."""
    if filename not in cache:
        line = _source_line(filename, lineno)
        if line is not None:
            return line + "\n"
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    """List of the lines; empty when there is no such source or file."""
    if filename in cache:
        return cache[filename][2]
    lines = []
    while (line := _source_line(filename, len(lines) + 1)) is not None:
        lines.append(line + "\n")
    return lines or updatecache(filename, module_globals)


def updatecache(filename, module_globals=None):
    """Read a file; the list of its lines."""
    if not filename or filename[0] == "<" and filename[-1] == ">":
        return []
    try:
        with open(filename) as file:
            lines = file.readlines()
    except (OSError, UnicodeError, ValueError):
        return []
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    cache[filename] = sum(map(len, lines)), None, lines, filename
    return lines


def clearcache():
    cache.clear()


def checkcache(filename=None):
    """Forget what came from a file: it may be another one now."""
    for name in [filename] if filename is not None else list(cache):
        if name in cache and cache[name][3] == name and len(cache[name]) == 4 and not name.startswith("<"):
            del cache[name]


def lazycache(filename, module_globals):
    return False
