"""Files that lie in packages."""

import contextlib
import importlib
import os
import pathlib
import types
import warnings

__all__ = ["Package", "Resource", "ResourceReader", "as_file", "contents", "files", "is_resource", "open_binary", "open_text", "path", "read_binary",
           "read_text"]
Package = types.ModuleType | str
Resource = str


def files(package):
    """The folder of a package."""
    module = importlib.import_module(package) if isinstance(package, str) else package
    spec = module.__spec__
    if spec is None or spec.submodule_search_locations is None:
        raise TypeError(f"{package!r} is not a package")
    reader = getattr(spec.loader, "get_resource_reader", None)
    reader = reader(spec.name) if reader is not None else None
    if hasattr(reader, "files"):
        return reader.files()
    return pathlib.Path(next(iter(spec.submodule_search_locations)))


def __getattr__(name):
    if name == "ResourceReader":  # typing is large: only for those who ask
        from .abc import ResourceReader
        return ResourceReader
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@contextlib.contextmanager
def as_file(path):
    """A file of a package as one of the file system."""
    yield path


def _old(name):
    warnings.warn(f"{name} is deprecated. Use files() instead. Refer to https://importlib-resources.readthedocs.io/en/latest/using.html"
                  "#migrating-from-legacy for migration advice.", DeprecationWarning, stacklevel=3)


def _file(package, resource):
    folder, name = os.path.split(resource)
    if folder:
        raise ValueError(f"{resource!r} must be only a file name")
    return files(package) / name


def open_binary(package, resource):
    _old("open_binary")
    return _file(package, resource).open("rb")


def read_binary(package, resource):
    _old("read_binary")
    return _file(package, resource).read_bytes()


def open_text(package, resource, encoding="utf-8", errors="strict"):
    _old("open_text")
    return _file(package, resource).open("r", encoding=encoding, errors=errors)


def read_text(package, resource, encoding="utf-8", errors="strict"):
    _old("read_text")
    return _file(package, resource).read_text(encoding, errors)


def contents(package):
    _old("contents")
    return [each.name for each in files(package).iterdir()]


def is_resource(package, name):
    _old("is_resource")
    return _file(package, name).is_file()


def path(package, resource):
    _old("path")
    return as_file(_file(package, resource))
