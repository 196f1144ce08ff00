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
        if len(cache[filename]) != 1:
            return cache[filename][2]
        source = cache.pop(filename)[0]
        lines = _known_lines(filename)
        if not lines:
            try:
                lines = (source() or "").splitlines(keepends=True)
            except (ImportError, OSError):
                lines = []
            if lines and not lines[-1].endswith("\n"):
                lines[-1] += "\n"
        cache[filename] = sum(map(len, lines)), None, lines, filename
        return lines
    return _known_lines(filename) or updatecache(filename, module_globals)


def _known_lines(filename):
    lines = []
    while (line := _source_line(filename, len(lines) + 1)) is not None:
        lines.append(line + "\n")
    return lines


def updatecache(filename, module_globals=None):
    """Read a file, or ask the loader of the module with these globals; the list of the lines."""
    if len(cache.get(filename, "")) != 1:
        cache.pop(filename, None)
    if not filename or filename[0] == "<" and filename[-1] == ">":
        return []
    try:
        with open(filename) as file:
            lines = file.readlines()
    except OSError:
        return getlines(filename) if lazycache(filename, module_globals) else []
    except (UnicodeError, ValueError):
        return []
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    cache[filename] = sum(map(len, lines)), 0.0, lines, filename
    return lines


def clearcache():
    cache.clear()


def checkcache(filename=None):
    """Forget what came from a file: it may be another one now."""
    for name in [filename] if filename is not None else list(cache):
        if name in cache and len(cache[name]) == 4 and cache[name][1] is not None and cache[name][3] == name and not name.startswith("<"):
            del cache[name]


def lazycache(filename, module_globals):
    """Note that the lines, when wanted, are those of the module with these globals: its loader knows them, or its file has them."""
    if filename in cache:
        return len(cache[filename]) == 1
    if not filename or filename[0] == "<" and filename[-1] == ">":
        return False
    if not module_globals or "__name__" not in module_globals:
        return False
    spec = module_globals.get("__spec__")
    name = getattr(spec, "name", None) or module_globals["__name__"]
    loader = getattr(spec, "loader", None) or module_globals.get("__loader__")
    get_source = getattr(loader, "get_source", None)
    if get_source is None and (file := module_globals.get("__file__")) is not None:
        get_source = lambda name: "".join(getlines(file))
    if not name or get_source is None:
        return False
    cache[filename] = (lambda: get_source(name),)
    return True
