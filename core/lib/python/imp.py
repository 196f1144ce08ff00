"""Importing as older programs do it."""

import os
import sys
import tokenize
import types
import warnings

warnings.warn("the imp module is deprecated in favour of importlib and slated for removal in Python 3.12; see the module's documentation "
              "for alternative uses", DeprecationWarning, stacklevel=2)

(SEARCH_ERROR, PY_SOURCE, PY_COMPILED, C_EXTENSION, PY_RESOURCE, PKG_DIRECTORY, C_BUILTIN, PY_FROZEN, PY_CODERESOURCE,
 IMP_HOOK) = range(10)


def new_module(name):
    """An empty module, not in sys.modules."""
    return types.ModuleType(name)


def get_magic():
    """How compiled files begin."""
    return (3495).to_bytes(2, 'little') + b'\r\n'


def get_tag():
    return sys.implementation.cache_tag


def cache_from_source(path, debug_override=None):
    """The path of the compiled file."""
    import py_compile
    return py_compile._cache_from_source(path)


def source_from_cache(path):
    """The path of the source of a compiled file."""
    head, name = os.path.split(os.fspath(path))
    head, cache = os.path.split(head)
    if cache != '__pycache__':
        raise ValueError(f'__pycache__ not bottom-level directory in {path!r}')
    if name.count('.') not in (2, 3):
        raise ValueError(f'expected only 2 or 3 dots in {name!r}')
    return os.path.join(head, name.partition('.')[0] + '.py')


def get_suffixes():
    """(suffix, mode, kind) of what can be imported."""
    return [(s, 'rb', C_EXTENSION) for s in ('.cpython-311-x86_64-linux-gnu.so', '.abi3.so', '.so')] + [
        ('.py', 'r', PY_SOURCE), ('.pyc', 'rb', PY_COMPILED)]


class NullImporter:
    """One that finds nothing."""

    def __init__(self, path):
        if path == '':
            raise ImportError('empty pathname', path='')
        if os.path.isdir(path):
            raise ImportError('existing directory', path=path)

    def find_module(self, fullname):
        return None


def is_builtin(name):
    return 1 if name in sys.builtin_module_names else 0


def is_frozen(name):
    return False


def lock_held():
    return False


def acquire_lock():
    pass


def release_lock():
    pass


def load_source(name, pathname, file=None):
    """Run a file as the module `name`."""
    with open(pathname, 'rb') if file is None or 'b' not in getattr(file, 'mode', 'b') else file as f:
        source = f.read()
    module = sys.modules.get(name)
    if module is None:
        module = sys.modules[name] = types.ModuleType(name)
    module.__file__ = pathname
    try:
        exec(compile(source, pathname, 'exec'), module.__dict__)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return sys.modules[name]


def load_compiled(name, pathname, file=None):
    """Run a compiled file as the module `name`."""
    import marshal
    with open(pathname, 'rb') as f:
        code = marshal.loads(f.read()[16:])
    module = sys.modules.setdefault(name, types.ModuleType(name))
    module.__file__ = pathname
    exec(code, module.__dict__)
    return module


def load_package(name, path):
    """Run a folder as the package `name`."""
    init = os.path.join(path, '__init__.py')
    if not os.path.isfile(init):
        raise ValueError(f'{path!r} is not a package')
    module = sys.modules.setdefault(name, types.ModuleType(name))
    module.__path__ = [path]
    return load_source(name, init)


def load_dynamic(name, path, file=None):
    raise ImportError(f"{path}: libraries cannot be loaded here", name=name, path=path)


def load_module(name, file, filename, details):
    """Load what find_module() found."""
    suffix, mode, kind = details
    if mode and (not mode.startswith('r') or '+' in mode):
        raise ValueError('invalid file open mode {!r}'.format(mode))
    if file is None and kind in {PY_SOURCE, PY_COMPILED}:
        raise ValueError('file object required for import (type code {})'.format(kind))
    if kind == PY_SOURCE:
        return load_source(name, filename, file)
    if kind == PY_COMPILED:
        return load_compiled(name, filename, file)
    if kind == PKG_DIRECTORY:
        return load_package(name, filename)
    if kind in (C_BUILTIN, PY_FROZEN):
        return init_builtin(name)
    raise ImportError("Don't know how to import {} (type code {})".format(name, kind), name=name)


def find_module(name, path=None):
    """(file, path, (suffix, mode, kind)) of a module."""
    if not isinstance(name, str):
        raise TypeError("'name' must be a str, not {}".format(type(name)))
    if not isinstance(path, (type(None), list)):
        raise RuntimeError("'path' must be None or a list, not {}".format(type(path)))
    if path is None:
        if is_builtin(name):
            return None, None, ('', '', C_BUILTIN)
        path = sys.path
    for entry in path:
        folder = os.path.join(entry, name)
        if os.path.isfile(os.path.join(folder, '__init__.py')):
            return None, folder, ('', '', PKG_DIRECTORY)
        for suffix, mode, kind in get_suffixes()[3:]:
            if os.path.isfile(folder + suffix):
                if kind == PY_SOURCE:
                    return tokenize.open(folder + suffix), folder + suffix, (suffix, mode, kind)
                return open(folder + suffix, mode), folder + suffix, (suffix, mode, kind)
    raise ImportError(f"No module named {name!r}", name=name)


def reload(module):
    """Run a module's source again."""
    import importlib
    return importlib.reload(module)


def init_builtin(name):
    """A module made in C."""
    return __import__(name) if is_builtin(name) else None


create_dynamic = load_dynamic
init_frozen = init_builtin
get_frozen_object = is_frozen_package = lambda name: None
