"""Loaders and finders of files."""

import marshal
import sys

from . import _bootstrap
from ._bootstrap import (_NamespacePath, _absolute, _kind, _place, _spec_of_known, cache_from_source, source_from_cache,
                         spec_from_file_location)
from _support import library_text

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = [".cpython-311-x86_64-linux-gnu.so", ".abi3.so", ".so"]
MAGIC_NUMBER = (3495).to_bytes(2, "little") + b"\r\n"


def all_suffixes():
    """How the names of module files end."""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


def decode_source(source_bytes):
    """The text of a source file, with one kind of line end."""
    import io
    import tokenize
    encoding = tokenize.detect_encoding(io.BytesIO(source_bytes).readline)[0]
    return io.IncrementalNewlineDecoder(None, True).decode(source_bytes.decode(encoding))


def _check_name(loader, name):
    if name is None:
        return loader.name
    if name != loader.name:
        raise ImportError(f"loader for {loader.name} cannot handle {name}", name=name)
    return name


class _LoaderBasics:
    def is_package(self, fullname):
        file = self.get_filename(fullname).rpartition("/")[2]
        return file.rsplit(".", 1)[0] == "__init__" and fullname.rpartition(".")[2] != "__init__"

    def create_module(self, spec):
        """Use the usual way of making modules."""

    def exec_module(self, module):
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError(f"cannot load module {module.__name__!r} when get_code() returns None")
        exec(code, module.__dict__)

    def load_module(self, fullname):
        """Load as older programs do it."""
        import warnings
        warnings.warn("the load_module() method is deprecated and slated for removal in Python 3.12; use exec_module() instead",
                      DeprecationWarning)
        spec = _bootstrap.spec_from_loader(fullname, self)
        if fullname in sys.modules:
            module = sys.modules[fullname]
            self.exec_module(module)
            return sys.modules[fullname]
        return _bootstrap._load(spec)


class SourceLoader(_LoaderBasics):
    def path_mtime(self, path):
        raise OSError

    def path_stats(self, path):
        return {"mtime": self.path_mtime(path)}

    def get_source(self, fullname):
        path = self.get_filename(fullname)
        try:
            source_bytes = self.get_data(path)
        except OSError as exc:
            raise ImportError("source not available through get_data()", name=fullname) from exc
        return decode_source(source_bytes)

    def source_to_code(self, data, path, *, _optimize=-1):
        return compile(data, path, "exec", dont_inherit=True, optimize=_optimize)

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


class FileLoader:
    """What loaders of one file have in common."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def load_module(self, fullname=None):
        return _LoaderBasics.load_module(self, _check_name(self, fullname))

    def get_filename(self, name=None):
        _check_name(self, name)
        return self.path

    def get_data(self, path):
        if path.startswith(_bootstrap.LIBRARY + "/"):
            found = library_text(self.name)
            if found:
                return found[0]
        with open(path, "rb") as file:
            return file.read()

    def get_resource_reader(self, module):
        from importlib.readers import FileReader
        return FileReader(self)


class SourceFileLoader(FileLoader, SourceLoader):
    """Loader of one source file."""

    def path_stats(self, path):
        from os import stat
        found = stat(path)
        return {"mtime": found.st_mtime, "size": found.st_size}

    def set_data(self, path, data, *, _mode=0o666):
        with open(path, "wb") as file:
            file.write(data)


class SourcelessFileLoader(FileLoader, _LoaderBasics):
    """Loader of one file of compiled code."""

    def get_code(self, fullname):
        data = self.get_data(self.get_filename(fullname))
        if data[:4] != MAGIC_NUMBER:
            raise ImportError(f"bad magic number in {fullname!r}: {data[:4]!r}", name=fullname, path=self.path)
        return marshal.loads(data[16:])

    def get_source(self, fullname):
        return None


class ExtensionFileLoader(FileLoader, _LoaderBasics):
    """Loader of modules in machine code, of which there are none."""

    def create_module(self, spec):
        raise ImportError(f"{self.path}: cannot open shared object file: No such file or directory", name=spec.name, path=self.path)

    def get_code(self, fullname):
        return None

    def get_source(self, fullname):
        return None


class NamespaceLoader:
    """Loader of a package without a file."""

    def __init__(self, name, path, path_finder):
        self._path = path

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ""

    def get_code(self, fullname):
        return compile("", "<string>", "exec", dont_inherit=True)

    def create_module(self, spec):
        """Use the usual way of making modules."""

    def exec_module(self, module):
        pass


class PathFinder:
    """Finder of modules in sys.path and in packages."""

    @staticmethod
    def invalidate_caches():
        for name, finder in list(sys.path_importer_cache.items()):
            if finder is None:
                del sys.path_importer_cache[name]
            elif hasattr(finder, "invalidate_caches"):
                finder.invalidate_caches()

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        spec = _spec_of_known(fullname, path)
        return None if spec is None or spec.origin in ("built-in", "frozen") else spec

    @classmethod
    def find_module(cls, fullname, path=None):
        spec = cls.find_spec(fullname, path)
        return None if spec is None else spec.loader

    @staticmethod
    def find_distributions(*args, **kwargs):
        return iter(())


def _find_module_shim(self, fullname):
    """find_module() of a finder that has find_loader()."""
    import warnings
    warnings.warn("find_module() is deprecated and slated for removal in Python 3.12; use find_spec() instead", DeprecationWarning)
    loader, portions = self.find_loader(fullname)
    if loader is None and len(portions):
        warnings.warn(f"Not importing directory {portions[0]}: missing __init__", ImportWarning)
    return loader


class FileFinder:
    """Finder of modules in one folder."""

    def __init__(self, path, *loader_details):
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details for suffix in suffixes]
        self.path = _absolute(path)

    def invalidate_caches(self):
        """Nothing is kept."""

    def find_loader(self, fullname):
        import warnings
        warnings.warn("FileFinder.find_loader() is deprecated and slated for removal in Python 3.12; use find_spec() instead", DeprecationWarning)
        spec = self.find_spec(fullname)
        return (None, []) if spec is None else (spec.loader, spec.submodule_search_locations or [])

    find_module = _find_module_shim

    def find_spec(self, fullname, target=None):
        base = f"{self.path}/{fullname.rpartition('.')[2]}"
        folder = _kind(base) == "folder"
        for suffix, loader in self._loaders if folder else ():
            if _kind(f"{base}/__init__{suffix}") == "file":
                return self._spec(loader, fullname, f"{base}/__init__{suffix}", [base])
        for suffix, loader in self._loaders:
            if _kind(base + suffix) == "file":
                return self._spec(loader, fullname, base + suffix, None)
        if folder:
            spec = _bootstrap.ModuleSpec(fullname, None)
            spec.submodule_search_locations = [base]
            return spec
        return None

    def _spec(self, loader, fullname, path, folders):
        return spec_from_file_location(fullname, path, loader=loader(fullname, path), submodule_search_locations=folders)

    @classmethod
    def path_hook(cls, *loader_details):
        def path_hook_for_FileFinder(path):
            if _kind(path or ".") != "folder":
                raise ImportError("only directories are supported", path=path)
            return cls(path, *loader_details)
        return path_hook_for_FileFinder

    def __repr__(self):
        return f"FileFinder({self.path!r})"


class WindowsRegistryFinder:
    """Finder of modules in the registry: there is none."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None


for _value in list(globals().values()):
    if isinstance(_value, type) and _value.__module__ == __name__:
        _value.__module__ = "_frozen_importlib_external"
