"""Packages: the modules in them, their data."""

import importlib
import os
import sys
from collections import namedtuple

__all__ = ["extend_path", "get_data", "iter_modules", "resolve_name", "walk_packages", "ModuleInfo"]

ModuleInfo = namedtuple("ModuleInfo", "module_finder name ispkg")


def iter_modules(path=None, prefix=""):
    """The modules in folders, by default those of sys.path."""
    if isinstance(path, str):
        raise ValueError("path must be None or list of paths to look for modules in")
    seen = set()
    for folder in sys.path if path is None else path:
        try:
            names = sorted(os.listdir(folder or "."))
        except OSError:
            continue
        for name in names:
            package = os.path.isfile(os.path.join(folder, name, "__init__.py"))
            module = name if package else name[:-3] if name.endswith(".py") and name != "__init__.py" else None
            if module and module.isidentifier() and module not in seen:
                seen.add(module)
                yield ModuleInfo(None, prefix + module, package)


def walk_packages(path=None, prefix="", onerror=None):
    """The same with the modules of packages, which are imported for it."""
    for info in iter_modules(path, prefix):
        yield info
        if not info.ispkg:
            continue
        try:
            __import__(info.name)
        except Exception as error:
            if onerror is not None:
                onerror(info.name)
            elif not isinstance(error, ImportError):
                raise
        else:
            yield from walk_packages(getattr(sys.modules[info.name], "__path__", None) or [], info.name + ".", onerror)


def extend_path(path, name):
    """A package's path with all folders of its name."""
    if not isinstance(path, list):
        return path
    path = path[:]
    for folder in sys.path:
        place = os.path.join(folder, *name.split("."))
        if place not in path and os.path.isfile(os.path.join(place, "__init__.py")):
            path.append(place)
    return path


def get_data(package, resource):
    """Bytes of a file in a package; None when the package has none."""
    module = sys.modules.get(package) or importlib.import_module(package)
    if not hasattr(module, "__file__"):
        return None
    with open(os.path.join(os.path.dirname(module.__file__), *resource.split("/")), "rb") as file:
        return file.read()


def resolve_name(name):
    """The object that "package.module:attribute" or "package.module.attribute" means."""
    module, colon, attributes = name.partition(":")
    parts = attributes.split(".") if attributes else []
    if not all(part.isidentifier() for part in module.split(".") + parts):
        raise ValueError(f"invalid format: {name!r}")
    if colon:
        result = importlib.import_module(module)
    else:
        first, *parts = module.split(".")
        result = importlib.import_module(first)
        while parts:
            try:
                result = importlib.import_module(f"{first}.{parts[0]}")
            except ImportError:
                break
            first = f"{first}.{parts.pop(0)}"
    for part in parts:
        result = getattr(result, part)
    return result
