"""Tools for those who make importers."""

import contextlib
import functools
import sys
import types

from ._bootstrap import (ModuleSpec, _find_spec, _load, cache_from_source, module_from_spec, source_from_cache, spec_from_file_location,
                         spec_from_loader)
from ._bootstrap_external import MAGIC_NUMBER, decode_source
from .abc import Loader


def source_hash(source_bytes):
    """What .pyc files that go by the hash of their source begin with."""
    import _imp
    return _imp.source_hash(3495 | 0x0a0d0000, source_bytes)


def resolve_name(name, package):
    """The absolute name of a relative one."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    tail = name.lstrip(".")
    parts = package.rsplit(".", len(name) - len(tail) - 1)
    if len(parts) < len(name) - len(tail):
        raise ImportError("attempted relative import beyond top-level package")
    return f"{parts[0]}.{tail}" if tail else parts[0]


def find_spec(name, package=None):
    """The spec of a module, which is not imported for it, only the packages around it are."""
    fullname = resolve_name(name, package) if name.startswith(".") else name
    if fullname not in sys.modules:
        parent_name = fullname.rpartition(".")[0]
        parent_path = None
        if parent_name:
            parent = __import__(parent_name, fromlist=["__path__"])
            try:
                parent_path = parent.__path__
            except AttributeError as e:
                raise ModuleNotFoundError(f"__path__ attribute not found on {parent_name!r} while trying to find {fullname!r}",
                                          name=fullname) from e
        return _find_spec(fullname, parent_path)
    module = sys.modules[fullname]
    if module is None:
        return None
    try:
        spec = module.__spec__
    except AttributeError:
        raise ValueError(f"{name}.__spec__ is not set") from None
    if spec is None:
        raise ValueError(f"{name}.__spec__ is None")
    return spec


_BY_ITSELF = "The import system now takes care of this automatically; this decorator is slated for removal in Python 3.12"


def _deprecated(stacklevel):
    import warnings
    warnings.warn(_BY_ITSELF, DeprecationWarning, stacklevel=stacklevel)


def set_package(fxn):
    """Decorator: the module that a function returns says which package it is of."""
    @functools.wraps(fxn)
    def set_package_wrapper(*args, **kwargs):
        _deprecated(3)
        module = fxn(*args, **kwargs)
        if getattr(module, "__package__", None) is None:
            module.__package__ = module.__name__ if hasattr(module, "__path__") else module.__name__.rpartition(".")[0]
        return module
    return set_package_wrapper


def set_loader(fxn):
    """Decorator of a loader's method: the module that it returns says who loaded it."""
    @functools.wraps(fxn)
    def set_loader_wrapper(self, *args, **kwargs):
        _deprecated(3)
        module = fxn(self, *args, **kwargs)
        if getattr(module, "__loader__", None) is None:
            module.__loader__ = self
        return module
    return set_loader_wrapper


@contextlib.contextmanager
def _module_to_load(name):
    """The module of a name: that of sys.modules, or a new one, which goes again when loading fails."""
    is_reload = name in sys.modules
    module = sys.modules.get(name)
    if not is_reload:
        module = types.ModuleType(name)
        module.__initializing__ = True
        sys.modules[name] = module
    try:
        yield module
    except Exception:
        if not is_reload:
            sys.modules.pop(name, None)
    finally:
        module.__initializing__ = False


def module_for_loader(fxn):
    """Decorator of load_module(): it is given a module in place of a name."""
    _deprecated(3)

    @functools.wraps(fxn)
    def module_for_loader_wrapper(self, fullname, *args, **kwargs):
        with _module_to_load(fullname) as module:
            module.__loader__ = self
            try:
                is_package = self.is_package(fullname)
            except (ImportError, AttributeError):
                pass
            else:
                module.__package__ = fullname if is_package else fullname.rpartition(".")[0]
            return fxn(self, module, *args, **kwargs)
    return module_for_loader_wrapper


class _LazyModule(types.ModuleType):
    """A module that is loaded when one of its attributes is first used."""

    def __getattribute__(self, attr):
        self.__class__ = types.ModuleType
        name = self.__spec__.name
        before, now = self.__spec__.loader_state["__dict__"], self.__dict__
        changed = {key: value for key, value in now.items() if key not in before or before[key] is not value}
        self.__spec__.loader.exec_module(self)
        if name in sys.modules and sys.modules[name] is not self:
            raise ValueError(f"module object for {name!r} substituted in sys.modules during a lazy load")
        self.__dict__.update(changed)
        return getattr(self, attr)

    def __delattr__(self, attr):
        self.__getattribute__(attr)
        delattr(self, attr)


class LazyLoader(Loader):
    """A loader that waits until the module is used."""

    def __init__(self, loader):
        if not hasattr(loader, "exec_module"):
            raise TypeError("loader must define exec_module()")
        self.loader = loader

    @classmethod
    def factory(cls, loader):
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = self.loader
        module.__loader__ = self.loader
        module.__spec__.loader_state = {"__dict__": module.__dict__.copy(), "__class__": module.__class__}
        module.__class__ = _LazyModule
