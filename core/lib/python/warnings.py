"""Warnings: shown once for each place, filtered, recorded or turned into errors."""

import sys
from _warnings import _defaultaction, _filters_mutated, _onceregistry, filters, warn, warn_explicit

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings", "catch_warnings"]

defaultaction, onceregistry = _defaultaction, _onceregistry


class WarningMessage:
    """One warning and where it was given."""

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self._category_name!r}, filename : {self.filename!r}, "
                f"lineno : {self.lineno}, line : {self.line!r}}}")


def showwarning(message, category, filename, lineno, file=None, line=None):
    _showwarnmsg_impl(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    return _formatwarnmsg_impl(WarningMessage(message, category, filename, lineno, None, line))


_showwarning_orig, _formatwarning_orig = showwarning, formatwarning


def _showwarnmsg(msg):
    """Show a warning as the program wants it: by its own showwarning(), if it has one."""
    if showwarning is _showwarning_orig:
        _showwarnmsg_impl(msg)
        return
    if not callable(showwarning):
        raise TypeError("warnings.showwarning() must be set to a function or method")
    showwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)


def _showwarnmsg_impl(msg):
    file = sys.stderr if msg.file is None else msg.file
    if file is not None:
        text = _formatwarnmsg(msg)
        try:
            file.write(text)
        except OSError:
            pass


def _formatwarnmsg(msg):
    if formatwarning is _formatwarning_orig:
        return _formatwarnmsg_impl(msg)
    return formatwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.line)


def _source_line(filename, lineno):
    """A line without its indentation, "" if it is not known: a warning at the very end raises nothing."""
    try:
        import linecache
        return linecache.getline(filename, lineno).strip()
    except Exception:
        return ""


def _formatwarnmsg_impl(msg):
    category = msg.category.__name__
    text = f"{msg.filename}:{msg.lineno}: {category}: {msg.message}\n"
    line = _source_line(msg.filename, msg.lineno) if msg.line is None else msg.line.strip()
    if line:
        text += f"  {line}\n"
    return text if msg.source is None else text + _origin(msg.source, category)


def _origin(source, category):
    """Where the object was made that a warning is about."""
    frames, is_tracing = None, True
    try:
        import tracemalloc
        is_tracing = tracemalloc.is_tracing()
        frames = tracemalloc.get_object_traceback(source)
    except Exception:
        pass
    if frames is None:
        return "" if is_tracing else f"{category}: Enable tracemalloc to get the object allocation traceback\n"
    text = "Object allocated at (most recent call last):\n"
    for frame in frames:
        text += f'  File "{frame.filename}", lineno {frame.lineno}\n'
        line = _source_line(frame.filename, frame.lineno)
        if line:
            text += f"    {line}\n"
    return text


def _warn_unawaited_coroutine(coro):
    parts = [f"coroutine '{coro.__qualname__}' was never awaited\n"]
    if coro.cr_origin is not None:
        import linecache, traceback
        frames = [(*place[:2], place[2], linecache.getline(*place[:2])) for place in reversed(coro.cr_origin)]
        parts += ["Coroutine created at (most recent call last)\n", *traceback.format_list(frames)]
    warn("".join(parts).rstrip("\n"), RuntimeWarning, 2, coro)


def _check_filter(action, lineno):
    if action not in ("error", "ignore", "always", "default", "module", "once"):
        raise AssertionError(f"invalid action: {action!r}")
    if not isinstance(lineno, int) or lineno < 0:
        raise AssertionError("lineno must be an int >= 0")


def _add_filter(*item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_mutated()


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Put a filter first (or last): message and module are the beginning and the whole of the text, or patterns of re."""
    if not isinstance(message, str):
        raise AssertionError("message must be a string")
    if not isinstance(category, type):
        raise AssertionError("category must be a class")
    if not issubclass(category, Warning):
        raise AssertionError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise AssertionError("module must be a string")
    _check_filter(action, lineno)
    _add_filter(action, _pattern(message, 2), category, _pattern(module), lineno, append=append)  # 2: re.IGNORECASE


def simplefilter(action, category=Warning, lineno=0, append=False):
    _check_filter(action, lineno)
    _add_filter(action, None, category, None, lineno, append=append)


def resetwarnings():
    filters.clear()
    _filters_mutated()


def _pattern(text, flags=0):
    if not text:
        return None
    import re
    return re.compile(text, flags)


class catch_warnings:
    """with catch_warnings(record=True) as list: filters are put back at the end, warnings go to the list."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._filter = None if action is None else (action, category, lineno, append)
        self._entered = False

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        module = self._module
        self._filters, self._showwarning, self._showwarnmsg_impl = module.filters, module.showwarning, module._showwarnmsg_impl
        module.filters = module.filters[:]
        module._filters_mutated()
        if self._filter is not None:
            simplefilter(*self._filter)
        if not self._record:
            return None
        log = []
        module._showwarnmsg_impl, module.showwarning = log.append, module._showwarning_orig
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        module = self._module
        module.filters = self._filters
        module._filters_mutated()
        module.showwarning, module._showwarnmsg_impl = self._showwarning, self._showwarnmsg_impl

    def __repr__(self):
        given = ["record=True"] * bool(self._record)
        if self._module is not sys.modules["warnings"]:
            given.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(given)})"


# ---- -W and PYTHONWARNINGS ----

class _OptionError(Exception):
    """What is wrong with an option."""


def _processoptions(options):
    """Filters from texts action:message:category:module:lineno; the last one counts first."""
    for option in options:
        try:
            _setoption(option)
        except _OptionError as error:
            print("Invalid -W option ignored:", error, file=sys.stderr)


def _setoption(option):
    parts = [part.strip() for part in option.split(":")]
    if len(parts) > 5:
        raise _OptionError(f"too many fields (max 5): {option!r}")
    action, message, category, module, lineno = parts + [""] * (5 - len(parts))
    action = _getaction(action)
    category = _getcategory(category)
    if message or module:
        import re
        message, module = re.escape(message), re.escape(module) + r"\Z" if module else ""
    try:
        lineno = int(lineno or 0)
        if lineno < 0:
            raise ValueError
    except ValueError:
        raise _OptionError(f"invalid lineno {lineno!r}") from None
    filterwarnings(action, message, category, module, lineno)


def _getaction(action):
    if not action:
        return "default"
    if action == "all":
        return "always"
    for name in ("default", "always", "ignore", "module", "once", "error"):
        if name.startswith(action):
            return name
    raise _OptionError(f"invalid action: {action!r}")


def _getcategory(category):
    if not category:
        return Warning
    module, _, name = category.rpartition(".")
    try:
        found = getattr(__import__(module or "builtins", None, None, [name]), name)
    except ImportError:
        raise _OptionError(f"invalid module name: {module!r}") from None
    except AttributeError:
        raise _OptionError(f"unknown warning category: {category!r}") from None
    if not issubclass(found, Warning):
        raise _OptionError(f"invalid warning category: {category!r}")
    return found


_processoptions(sys.warnoptions)
