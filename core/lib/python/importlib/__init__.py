"""Importing by name."""

import sys
from _support import reload

__all__ = ["import_module", "invalidate_caches", "reload"]


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
    __import__(name)
    return sys.modules[name]


def invalidate_caches():
    pass
