"""What warnings has in C: its functions and what they share."""
import sys
from _operator import index

filters = [
    ('default', None, DeprecationWarning, '__main__', 0),
    ('ignore', None, DeprecationWarning, None, 0),
    ('ignore', None, PendingDeprecationWarning, None, 0),
    ('ignore', None, ImportWarning, None, 0),
    ('ignore', None, ResourceWarning, None, 0),
]
_defaultaction = 'default'
_onceregistry = {}
_version = 0
_missing = object()


def _filters_mutated():
    """What registries hold was decided by other filters."""
    global _version
    _version += 1


def _shared(name):
    """What the module warnings has under this name, which a program may have replaced; or else what is here."""
    return getattr(sys.modules.get('warnings'), name, globals().get(name if name == 'filters' else '_' + name))


def _giver(stacklevel):
    """The frame that gives the warning, or None. Frames of the import system count only where they are asked for."""
    try:
        frame = sys._getframe(2)
    except ValueError:  # called by the interpreter itself
        frame = None
    every = stacklevel <= 0 or frame is None or _is_import(frame)
    while stacklevel > 1 and frame is not None:
        frame = frame.f_back
        while not every and frame is not None and _is_import(frame):
            frame = frame.f_back
        stacklevel -= 1
    return frame


def _is_import(frame):
    file = frame.f_code.co_filename
    return 'importlib' in file and '_bootstrap' in file


def warn(message, category=None, stacklevel=1, source=None):
    """Give a warning for the caller's line, or for its callers' with a higher stacklevel."""
    stacklevel = index(stacklevel)
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    frame = _giver(stacklevel)
    namespace = sys.__dict__ if frame is None else frame.f_globals
    filename = 'sys' if frame is None else frame.f_code.co_filename
    lineno = 1 if frame is None else -1 if frame.f_lineno is None else frame.f_lineno
    del frame
    registry = namespace.get('__warningregistry__', _missing)
    if registry is _missing:
        registry = namespace['__warningregistry__'] = {}
    module = namespace.get('__name__', '<string>')
    _decide(message, category, filename, lineno, module, registry, None, source)


def warn_explicit(message, category, filename, lineno, module=_missing, registry=None, module_globals=None, source=None):
    """Give a warning for a place. module_globals: where a loader is found that knows the line."""
    if not isinstance(filename, str):
        raise TypeError(f'warn_explicit() argument 3 must be str, not {type(filename).__name__}')
    lineno, line = index(lineno), None
    if module_globals is not None:
        if not isinstance(module_globals, dict):
            raise TypeError(f"module_globals must be a dict, not '{type(module_globals).__name__}'")
        line = _line_of(module_globals, lineno)
    if module is _missing:
        module = filename.removesuffix('.py') or '<unknown>'
    _decide(message, category, filename, lineno, module, registry, line, source)


def _line_of(namespace, lineno):
    """A line of the source that the loader of a module has, or None."""
    spec = namespace.get('__spec__')
    loader = getattr(spec, 'loader', None) or namespace.get('__loader__')
    name = getattr(spec, 'name', None) or namespace.get('__name__')
    if name is None or not hasattr(loader, 'get_source'):
        return None
    source = loader.get_source(name)
    return None if source is None else source.splitlines()[lineno - 1]


def _is_known(registry, key, add):
    """Whether there was this warning before; add: remember it. What other filters decided is forgotten."""
    if registry.get('version') != _version:
        registry.clear()
        registry['version'] = _version
    elif registry.get(key):
        return True
    if add:
        registry[key] = True
    return False


def _fits(pattern, text):
    if pattern is None:
        return True
    return pattern == text if type(pattern) is str else bool(pattern.match(text))


def _filter_for(category, text, lineno, module):
    """The first filter that fits, or None."""
    filters = _shared('filters')
    if not isinstance(filters, list):
        raise ValueError('_warnings.filters must be a list')
    i = 0
    for item in filters:
        if not isinstance(item, tuple) or len(item) != 5:
            raise ValueError(f"_warnings.filters item {i} isn't a 5-tuple")
        action, pattern, kind, where, line = item
        if not isinstance(action, str):
            raise TypeError(f"action must be a string, not '{type(action).__name__}'")
        if _fits(pattern, text) and _fits(where, module) and issubclass(category, kind) and (not (at := index(line)) or at == lineno):
            return item
        i += 1
    return None


def _default_action():
    action = _shared('defaultaction')
    if not isinstance(action, str):
        raise TypeError(f"_warnings.defaultaction must be a string, not '{type(action).__name__}'")
    return action


def _decide(message, category, filename, lineno, module, registry, line, source):
    """Show a warning, raise it or leave it, as the first filter says that fits."""
    if module is None:  # the interpreter is about to end
        return
    if registry is not None and not isinstance(registry, dict):
        raise TypeError("'registry' must be a dict or None")
    if isinstance(message, Warning):
        text, category = str(message), type(message)
    else:
        text, message = message, category(message)
    key = text, category, lineno
    if registry is not None and _is_known(registry, key, False):
        return
    item = _filter_for(category, text, lineno, module)
    action = _default_action() if item is None else item[0]
    if action == 'error':
        raise message
    if action == 'ignore':
        return
    if action != 'always':
        if registry is not None:
            registry[key] = True
        if action == 'once' and registry is None:
            registry = _shared('onceregistry')
        if action in ('once', 'module'):
            if registry is not None and _is_known(registry, (text, category), True):
                return
        elif action != 'default':
            raise RuntimeError(f'Unrecognized action ({action!r}) in warnings.filters:\n {item!r}')
    _show(message, category, filename, lineno, line, source)


def _show(message, category, filename, lineno, line, source):
    import warnings
    show = getattr(warnings, '_showwarnmsg', None)
    if not callable(show):
        raise TypeError('warnings._showwarnmsg() must be set to a callable')
    record = getattr(warnings, 'WarningMessage', None)
    if record is None:
        raise RuntimeError('unable to get warnings.WarningMessage')
    show(record(message, category, filename, lineno, None, line, source))
