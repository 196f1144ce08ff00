"""Importing by name."""

import sys
from _support import reload

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]
__import__ = __import__


def _pack_uint32(x):
    return (int(x) & 0xFFFFFFFF).to_bytes(4, "little")


def _unpack_uint32(data):
    return int.from_bytes(data, "little")


def import_module(name, package=None):
    """The module of that name; relative to package if it starts with dots."""
    if name.startswith("."):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        tail = name.lstrip(".")
        parts = package.split(".")
        up = len(name) - len(tail) - 1
        if up >= len(parts):
            raise ImportError("attempted relative import beyond top-level package")
        base = ".".join(parts[:len(parts) - up])
        name = f"{base}.{tail}" if tail else base
    if not name:
        raise ValueError("Empty module name")
    __import__(name)
    return sys.modules[name]


def invalidate_caches():
    """Make the finders look anew."""
    for finder in sys.meta_path:
        if hasattr(finder, "invalidate_caches"):
            finder.invalidate_caches()


def find_loader(name, path=None):
    """The loader of a module, as older programs ask for it."""
    import warnings
    warnings.warn("Deprecated since Python 3.4 and slated for removal in Python 3.12; use importlib.util.find_spec() instead",
                  DeprecationWarning, stacklevel=2)
    if name in sys.modules:
        loader = getattr(sys.modules[name], "__loader__", None)
        if loader is None:
            raise ValueError(f"{name}.__loader__ is {'None' if hasattr(sys.modules[name], '__loader__') else 'not set'}")
        return loader
    from ._bootstrap import _find_spec
    spec = _find_spec(name, path)
    return None if spec is None else spec.loader
