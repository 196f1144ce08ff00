"""Warnings: shown once for each place, filtered, recorded or turned into errors."""

import sys

__all__ = ["WarningMessage", "catch_warnings", "filterwarnings", "formatwarning", "resetwarnings", "showwarning", "simplefilter", "warn",
           "warn_explicit"]

filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
defaultaction = "default"
onceregistry = {}
_version = 1


def _changed():
    global _version
    _version += 1


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


def formatwarning(message, category, filename, lineno, line=None):
    return _format(WarningMessage(message, category, filename, lineno, None, line))


def _format(record):
    category, filename, lineno, line = record.category.__name__, record.filename, record.lineno, record.line
    text = f"{filename}:{lineno}: {category}: {record.message}\n"
    if line is None:
        import linecache
        line = linecache.getline(filename, lineno)
    line = line.strip()
    if line:
        text += f"  {line}\n"
    return text if record.source is None else text + _origin(record.source, category)


def _origin(source, category):
    """Where the object was made that a warning is about."""
    try:
        import tracemalloc
    except Exception:
        return ""
    frames = tracemalloc.get_object_traceback(source)
    if frames is None:
        return "" if tracemalloc.is_tracing() else f"{category}: Enable tracemalloc to get the object allocation traceback\n"
    text = "Object allocated at (most recent call last):\n"
    import linecache
    for frame in frames:
        text += f'  File "{frame.filename}", lineno {frame.lineno}\n'
        line = linecache.getline(frame.filename, frame.lineno).strip()
        if line:
            text += f"    {line}\n"
    return text


def showwarning(message, category, filename, lineno, file=None, line=None):
    file = sys.stderr if file is None else file
    if file is not None:
        try:
            file.write(formatwarning(message, category, filename, lineno, line))
        except OSError:
            pass


_own_showwarning, _own_formatwarning = showwarning, formatwarning


def _show(record):
    if showwarning is not _own_showwarning:
        showwarning(record.message, record.category, record.filename, record.lineno, record.file, record.line)
        return
    file = sys.stderr if record.file is None else record.file
    if file is not None:
        if formatwarning is _own_formatwarning:
            text = _format(record)
        else:
            text = formatwarning(record.message, record.category, record.filename, record.lineno, record.line)
        try:
            file.write(text)
        except OSError:
            pass


def _warn_unawaited_coroutine(coro):
    message = f"coroutine '{coro.__qualname__}' was never awaited\n"
    if coro.cr_origin is not None:
        import linecache, traceback
        frames = [(*place[:2], place[2], linecache.getline(*place[:2])) for place in reversed(coro.cr_origin)]
        message += "Coroutine created at (most recent call last)\n" + "".join(traceback.format_list(frames))
    warn(message.rstrip("\n"), RuntimeWarning, 2, coro)


def _check_filter(action, lineno):
    if action not in ("error", "ignore", "always", "default", "module", "once"):
        raise AssertionError(f"invalid action: {action!r}")
    if not isinstance(lineno, int) or lineno < 0:
        raise AssertionError("lineno must be an int >= 0")


def _insert(item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _changed()


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
    _insert((action, _pattern(message, 2), category, _pattern(module), lineno), append)  # 2: re.IGNORECASE


def simplefilter(action, category=Warning, lineno=0, append=False):
    _check_filter(action, lineno)
    _insert((action, None, category, None, lineno), append)


def resetwarnings():
    filters.clear()
    _changed()


def _pattern(text, flags=0):
    if not text:
        return None
    import re
    return re.compile(text, flags)

def _matches(pattern, text):
    if pattern is None:
        return True
    return text == pattern if isinstance(pattern, str) else bool(pattern.match(text))


def warn(message, category=None, stacklevel=1, source=None):
    """Give a warning for the caller's line, or for its callers' with a higher stacklevel."""
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    try:
        frame = sys._getframe(max(stacklevel, 1))
    except ValueError:
        namespace, filename, lineno = sys.__dict__, "sys", 1
    else:
        namespace, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    registry = namespace.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, lineno, namespace.get("__name__", "<string>"), registry, namespace, source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if module is None:
        module = filename.removesuffix(".py") or "<unknown>"
    registry = {} if registry is None else registry
    if registry.get("version", 0) != _version:
        registry.clear()
        registry["version"] = _version
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    key = text, category, lineno
    if registry.get(key):
        return
    for action, pattern, kind, where, line in filters:
        if (_matches(pattern, text) and issubclass(category, kind) and _matches(where, module) and line in (0, lineno)):
            break
    else:
        action = defaultaction
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        registry[key] = 1
        if onceregistry.get((text, category)):
            return
        onceregistry[text, category] = 1
    elif action == "module":
        registry[key] = 1
        if registry.get((text, category, 0)):
            return
        registry[text, category, 0] = 1
    elif action == "default":
        registry[key] = 1
    elif action != "always":
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {action}")
    _show(WarningMessage(message, category, filename, lineno, source=source))


class catch_warnings:
    """with catch_warnings(record=True) as list: filters are put back at the end, warnings go to the list."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)
        self._entered = False

    def __enter__(self):
        global _show, filters
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._saved = filters, _show, showwarning
        filters = filters[:]
        _changed()
        if self._filter is not None:
            simplefilter(*self._filter)
        if not self._record:
            return None
        log = []
        _show = log.append
        return log

    def __exit__(self, *exc_info):
        global _show, filters, showwarning
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters, _show, showwarning = self._saved
        _changed()

    def __repr__(self):
        return "catch_warnings(record=True)" if self._record else "catch_warnings()"


# ---- -W and PYTHONWARNINGS ----

class _OptionError(Exception):
    """What is wrong with an option."""


def _apply_options(options):
    """Filters from texts action:message:category:module:lineno; the last one counts first."""
    for option in options:
        try:
            _apply_option(option)
        except _OptionError as error:
            print("Invalid -W option ignored:", error, file=sys.stderr)


def _apply_option(option):
    parts = [part.strip() for part in option.split(":")]
    if len(parts) > 5:
        raise _OptionError(f"too many fields (max 5): {option!r}")
    action, message, category, module, lineno = parts + [""] * (5 - len(parts))
    action = _option_action(action)
    category = _option_category(category)
    import re
    message, module = re.escape(message), re.escape(module) + r"\Z" if module else ""
    try:
        lineno = int(lineno or 0)
        if lineno < 0:
            raise ValueError
    except ValueError:
        raise _OptionError(f"invalid lineno {lineno!r}") from None
    filterwarnings(action, message, category, module, lineno)


def _option_action(action):
    if not action:
        return "default"
    if action == "all":
        return "always"
    for name in ("default", "always", "ignore", "module", "once", "error"):
        if name.startswith(action):
            return name
    raise _OptionError(f"invalid action: {action!r}")


def _option_category(category):
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


_apply_options(sys.warnoptions)
