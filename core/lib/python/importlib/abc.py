"""What finders and loaders have to have."""

import abc

from . import _bootstrap_external, machinery
from ._bootstrap_external import FileLoader as _FileLoader, SourceLoader as _SourceLoader

__all__ = ["Loader", "Finder", "MetaPathFinder", "PathEntryFinder", "ResourceLoader", "InspectLoader", "ExecutionLoader", "FileLoader",
           "SourceLoader", "ResourceReader", "Traversable", "TraversableResources"]


def __getattr__(name):
    if name in ("ResourceReader", "Traversable", "TraversableResources"):  # typing is large: only for those who ask
        from .resources import abc as of_resources
        return getattr(of_resources, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _deprecated(text, stacklevel=3):
    import warnings
    warnings.warn(text, DeprecationWarning, stacklevel)


class Finder(metaclass=abc.ABCMeta):
    @abc.abstractmethod
    def find_module(self, fullname, path=None):
        """A loader, or None."""


class MetaPathFinder(metaclass=abc.ABCMeta):
    """A finder in sys.meta_path."""

    def find_module(self, fullname, path):
        _deprecated("MetaPathFinder.find_module() is deprecated since Python 3.4 in favor of MetaPathFinder.find_spec() and is slated for removal in "
                    "Python 3.12")
        if not hasattr(self, "find_spec"):
            return None
        found = self.find_spec(fullname, path)
        return found.loader if found is not None else None

    def invalidate_caches(self):
        """Nothing to forget."""


class PathEntryFinder(metaclass=abc.ABCMeta):
    """A finder for one entry of sys.path."""

    def find_loader(self, fullname):
        _deprecated("PathEntryFinder.find_loader() is deprecated since Python 3.4 in favor of PathEntryFinder.find_spec() (available since 3.4)")
        if not hasattr(self, "find_spec"):
            return None, []
        found = self.find_spec(fullname)
        return (None, []) if found is None else (found.loader, found.submodule_search_locations or [])

    find_module = _bootstrap_external._find_module_shim

    def invalidate_caches(self):
        """Nothing to forget."""


class Loader(metaclass=abc.ABCMeta):
    """A loader of modules."""

    def create_module(self, spec):
        return None

    def load_module(self, fullname):
        if not hasattr(self, "exec_module"):
            raise ImportError
        return _bootstrap_external._LoaderBasics.load_module(self, fullname)

    def module_repr(self, module):
        _deprecated("importlib.abc.Loader.module_repr() is deprecated and slated for removal in Python 3.12", 1)
        raise NotImplementedError


class ResourceLoader(Loader):
    @abc.abstractmethod
    def get_data(self, path):
        raise OSError


class InspectLoader(Loader):
    def is_package(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        return None if source is None else self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        raise ImportError

    @staticmethod
    def source_to_code(data, path="<string>"):
        return compile(data, path, "exec", dont_inherit=True)

    exec_module = _bootstrap_external._LoaderBasics.exec_module
    load_module = _bootstrap_external._LoaderBasics.load_module


class ExecutionLoader(InspectLoader):
    @abc.abstractmethod
    def get_filename(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        if source is None:
            return None
        try:
            path = self.get_filename(fullname)
        except ImportError:
            return self.source_to_code(source)
        return self.source_to_code(source, path)


class FileLoader(_FileLoader, ResourceLoader, ExecutionLoader):
    """A loader of one file."""


class SourceLoader(_SourceLoader, ResourceLoader, ExecutionLoader):
    """A loader of source text."""

    def path_mtime(self, path):
        if self.path_stats.__func__ is SourceLoader.path_stats:
            raise OSError
        return int(self.path_stats(path)["mtime"])

    def path_stats(self, path):
        if self.path_mtime.__func__ is SourceLoader.path_mtime:
            raise OSError
        return {"mtime": self.path_mtime(path)}

    def set_data(self, path, data):
        """Nothing is written."""


MetaPathFinder.register(machinery.BuiltinImporter)
MetaPathFinder.register(machinery.FrozenImporter)
MetaPathFinder.register(machinery.PathFinder)
MetaPathFinder.register(machinery.WindowsRegistryFinder)
PathEntryFinder.register(machinery.FileFinder)
InspectLoader.register(machinery.BuiltinImporter)
InspectLoader.register(machinery.FrozenImporter)
ExecutionLoader.register(machinery.ExtensionFileLoader)
FileLoader.register(machinery.SourceFileLoader)
FileLoader.register(machinery.SourcelessFileLoader)
SourceLoader.register(machinery.SourceFileLoader)
