"""Packages: the modules in them, who finds and loads them, their data."""

import importlib
import importlib.util
import os
import sys
import warnings
from collections import namedtuple
from functools import singledispatch as simplegeneric
from importlib.machinery import FileFinder, SourceFileLoader, SourcelessFileLoader
from types import ModuleType

__all__ = ["get_importer", "iter_importers", "get_loader", "find_loader", "walk_packages", "iter_modules", "get_data", "ImpImporter",
           "ImpLoader", "read_code", "extend_path", "ModuleInfo"]

ModuleInfo = namedtuple("ModuleInfo", "module_finder name ispkg")


def _get_spec(finder, name):
    """What a finder says of a module."""
    if hasattr(finder, "find_spec"):
        return finder.find_spec(name)
    loader = finder.find_module(name)
    return None if loader is None else importlib.util.spec_from_loader(name, loader)


def read_code(stream):
    """The code of a file of compiled code; None: it is for another Python."""
    import marshal
    if stream.read(4) != importlib.util.MAGIC_NUMBER:
        return None
    stream.read(12)
    return marshal.load(stream)


def get_importer(path_item):
    """The finder for an entry of the path; None: it cannot have modules."""
    path_item = os.fsdecode(path_item)
    if path_item in sys.path_importer_cache:
        return sys.path_importer_cache[path_item]
    for hook in [*sys.path_hooks, _usual_finder]:
        try:
            importer = hook(path_item)
        except ImportError:
            continue
        sys.path_importer_cache.setdefault(path_item, importer)
        return importer
    return None


def _usual_finder(path):
    if os.path.isdir(path or "."):
        return FileFinder(path, (SourceFileLoader, [".py"]), (SourcelessFileLoader, [".pyc"]))
    from zipimport import zipimporter
    return zipimporter(path)


def iter_importers(fullname=""):
    """The finders for a module: those of its package, or those in sys.meta_path and of sys.path."""
    if fullname.startswith("."):
        raise ImportError(f"Relative module name {fullname!r} not supported")
    if "." in fullname:
        path = getattr(importlib.import_module(fullname.rpartition(".")[0]), "__path__", None)
        if path is None:
            return
    else:
        yield from sys.meta_path
        path = sys.path
    for item in path:
        yield get_importer(item)


def find_loader(fullname):
    """The loader of a module, which is not loaded for it; its package is."""
    if fullname.startswith("."):
        raise ImportError(f"Relative module name {fullname!r} not supported")
    try:
        spec = importlib.util.find_spec(fullname)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise ImportError(f"Error while finding loader for {fullname!r} ({type(error)}: {error})") from error
    return spec.loader if spec is not None else None


def get_loader(module_or_name):
    """The loader of a module or of a module's name."""
    if module_or_name in sys.modules:
        module_or_name = sys.modules[module_or_name]
        if module_or_name is None:
            return None
    if isinstance(module_or_name, ModuleType):
        loader = getattr(module_or_name, "__loader__", None)
        if loader is not None:
            return loader
        if getattr(module_or_name, "__spec__", None) is None:
            return None
        module_or_name = module_or_name.__name__
    return find_loader(module_or_name)


def _names_in(folder):
    """(name, whether it is a package) of the modules in a folder, sorted."""
    seen = {"__init__"}
    try:
        names = sorted(os.listdir(folder or "."))
    except OSError:
        return
    for name in names:
        base, end = os.path.splitext(name)
        package = not end and os.path.isdir(os.path.join(folder, name))
        if package:
            try:
                package = any(os.path.splitext(inner)[0] == "__init__" for inner in os.listdir(os.path.join(folder, name)))
            except OSError:
                package = False
            if not package:
                continue
        elif end not in (".py", ".pyc"):
            continue
        if base not in seen and "." not in base:
            seen.add(base)
            yield base, package


@simplegeneric
def iter_importer_modules(importer, prefix=""):
    """(name, whether it is a package) of the modules that a finder knows."""
    return importer.iter_modules(prefix) if hasattr(importer, "iter_modules") else []


@iter_importer_modules.register(FileFinder)
def _iter_file_finder_modules(importer, prefix=""):
    return ((prefix + name, package) for name, package in _names_in(importer.path))


def _iter_zip_modules(importer, prefix=""):
    seen = {"__init__"}
    for name in sorted(importer._names()):
        if not name.startswith(importer.prefix):
            continue
        parts = name[len(importer.prefix):].split("/")
        package = len(parts) == 2 and parts[1].startswith("__init__.py")
        base, dot, end = parts[0].partition(".")
        if (package or len(parts) == 1 and end in ("py", "pyc")) and base not in seen:
            seen.add(base)
            yield prefix + base, package


def _modules_of(importer, prefix):
    if type(importer).__module__ == "zipimport":
        iter_importer_modules.register(type(importer), _iter_zip_modules)
    return iter_importer_modules(importer, prefix)


def iter_modules(path=None, prefix=""):
    """The modules in folders, by default those that can be imported."""
    if isinstance(path, str):
        raise ValueError("path must be None or list of paths to look for modules in")
    seen = set()
    for importer in iter_importers() if path is None else map(get_importer, path):
        for name, package in _modules_of(importer, prefix):
            if name not in seen:
                seen.add(name)
                yield ModuleInfo(importer, name, package)


def walk_packages(path=None, prefix="", onerror=None):
    """The same with the modules of packages, which are imported for it."""
    seen = set()
    for info in iter_modules(path, prefix):
        yield info
        if not info.ispkg:
            continue
        try:
            __import__(info.name)
        except ImportError:
            if onerror is not None:
                onerror(info.name)
        except Exception:
            if onerror is None:
                raise
            onerror(info.name)
        else:
            folders = [folder for folder in getattr(sys.modules[info.name], "__path__", None) or [] if folder not in seen]
            seen.update(folders)
            yield from walk_packages(folders, info.name + ".", onerror)


def extend_path(path, name):
    """A package's path with all the folders of its name, and the lines of files NAME.pkg."""
    if not isinstance(path, list):
        return path
    path = path[:]
    parent, _, last = name.rpartition(".")
    if parent:
        try:
            search = sys.modules[parent].__path__
        except (KeyError, AttributeError):
            return path
    else:
        search = sys.path
    for folder in search:
        if not isinstance(folder, str):
            continue
        finder = get_importer(folder)
        if finder is not None and hasattr(finder, "find_spec"):
            spec = finder.find_spec(last)
            for portion in (spec.submodule_search_locations or []) if spec is not None else []:
                if portion not in path:
                    path.append(portion)
        listed = os.path.join(folder, name + ".pkg")
        if os.path.isfile(listed):
            try:
                with open(listed) as file:
                    lines = file.read().split("\n")
            except OSError as error:
                sys.stderr.write(f"Can't open {listed}: {error}\n")
                continue
            path.extend(line for line in lines if line and not line.startswith("#"))
    return path


def get_data(package, resource):
    """Bytes of a file in a package; None when its loader has none."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.loader is None or not hasattr(spec.loader, "get_data"):
        return None
    module = sys.modules.get(package) or importlib._bootstrap._load(spec)
    if module is None or not hasattr(module, "__file__"):
        return None
    return spec.loader.get_data(os.path.join(os.path.dirname(module.__file__), *resource.split("/")))


_OLD = "This emulation is deprecated and slated for removal in Python 3.12; use 'importlib' instead"


class ImpImporter:
    """A finder of modules in a folder, as they were before there were specs."""

    def __init__(self, path=None):
        warnings.warn(_OLD, DeprecationWarning, stacklevel=2)
        self.path = path

    def find_module(self, fullname, path=None):
        """The loader of a module; None: it is not there."""
        finder = FileFinder(self.path or ".", (SourceFileLoader, [".py"]))
        spec = finder.find_spec(fullname) if self.path is not None else importlib.util.find_spec(fullname)
        return spec.loader if spec is not None else None

    def iter_modules(self, prefix=""):
        if self.path is not None and os.path.isdir(self.path):
            for name, package in _names_in(self.path):
                yield prefix + name, package


class ImpLoader:
    """A loader of a module whose file was found."""

    code = source = None

    def __init__(self, fullname, file, filename, etc):
        warnings.warn(_OLD, DeprecationWarning, stacklevel=2)
        self.file, self.filename, self.fullname, self.etc = file, filename, fullname, etc

    def load_module(self, fullname):
        return SourceFileLoader(fullname, self.filename).load_module(fullname)

    def get_data(self, pathname):
        with open(pathname, "rb") as file:
            return file.read()

    def get_source(self, fullname=None):
        return SourceFileLoader(self.fullname, self.filename).get_source(self.fullname)

    def get_code(self, fullname=None):
        return SourceFileLoader(self.fullname, self.filename).get_code(self.fullname)

    def get_filename(self, fullname=None):
        return self.filename


def resolve_name(name):
    """The object that "package.module:attribute" or "package.module.attribute" means."""
    if not isinstance(name, str):
        raise TypeError(f"expected string or bytes-like object, got {type(name).__name__!r}")
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
