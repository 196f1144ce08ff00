"""What imports are made of: specs, loaders, finders. The runtime has its own way for modules beside the program and of the library; it
asks here where a program has changed sys.path, __path__ or sys.meta_path, and for a module's __spec__ when it is first looked at."""

import sys
from _support import BuiltinImporter, library_text
from posix import _stat, getcwd  # not os: the program may have one beside it

LIBRARY = "/usr/lib/python3.11"
_FROZEN = {"os", "posixpath", "io", "abc", "codecs", "stat", "site", "_collections_abc", "_sitebuiltins", "genericpath", "ntpath", "runpy",
           "importlib.util", "importlib.machinery", "importlib._bootstrap"}


class ModuleSpec:
    """What is known of a module before it is loaded."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._uninitialized_submodules = []
        self._set_fileattr = False
        self._cached = None

    def __repr__(self):
        args = [f"name={self.name!r}", f"loader={self.loader!r}"]
        if self.origin is not None:
            args.append(f"origin={self.origin!r}")
        if self.submodule_search_locations is not None:
            args.append(f"submodule_search_locations={self.submodule_search_locations}")
        return f"{self.__class__.__name__}({', '.join(args)})"

    def __eq__(self, other):
        try:
            return (self.name == other.name and self.loader == other.loader and self.origin == other.origin
                    and self.submodule_search_locations == other.submodule_search_locations
                    and self.cached == other.cached and self.has_location == other.has_location)
        except AttributeError:
            return NotImplemented

    @property
    def cached(self):
        if self._cached is None and self.origin is not None and self._set_fileattr:
            if self.origin.endswith(".py"):
                self._cached = cache_from_source(self.origin) if sys.implementation.cache_tag is not None else None
            elif self.origin.endswith(".pyc"):
                self._cached = self.origin
        return self._cached

    @cached.setter
    def cached(self, cached):
        self._cached = cached

    @property
    def parent(self):
        return self.name.rpartition(".")[0] if self.submodule_search_locations is None else self.name

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Where the compiled code of a source file is kept."""
    if debug_override is not None:
        import warnings
        warnings.warn("the debug_override parameter is deprecated; use 'optimization' instead", DeprecationWarning)
        if optimization is not None:
            raise TypeError("debug_override or optimization must be set to None")
        optimization = "" if debug_override else 1
    head, slash, tail = _fspath(path).rpartition("/")
    base, dot, rest = tail.rpartition(".")
    if sys.implementation.cache_tag is None:
        raise NotImplementedError("sys.implementation.cache_tag is None")
    name = (base or rest) + dot + sys.implementation.cache_tag
    optimization = {None: "", 0: "", 1: "1", 2: "2"}[sys.flags.optimize] if optimization is None else str(optimization)
    if optimization:
        if not optimization.isalnum():
            raise ValueError(f"{optimization!r} is not alphanumeric")
        name += ".opt-" + optimization
    if sys.pycache_prefix is None:
        return f"{head}{slash}__pycache__/{name}.pyc"
    return "/".join([sys.pycache_prefix.rstrip("/"), _absolute(head).lstrip("/"), name + ".pyc"])


def source_from_cache(path):
    """The source file of a file of compiled code."""
    if sys.implementation.cache_tag is None:
        raise NotImplementedError("sys.implementation.cache_tag is None")
    folder, _, tail = _fspath(path).rpartition("/")
    prefix = None if sys.pycache_prefix is None else sys.pycache_prefix.rstrip("/")
    if prefix is not None and folder.startswith(prefix + "/"):
        head, slash = folder[len(prefix):], "/"
    else:
        head, slash, folder = folder.rpartition("/")
        if folder != "__pycache__":
            raise ValueError(f"__pycache__ not bottom-level directory in {_fspath(path)!r}")
    dots = tail.count(".")
    if dots not in (2, 3):
        raise ValueError(f"expected only 2 or 3 dots in {tail!r}")
    if dots == 3:
        optimization = tail.rsplit(".", 2)[-2]
        if not optimization.startswith("opt-"):
            raise ValueError("optimization portion of filename does not start with 'opt-'")
        if not optimization[4:].isalnum():
            raise ValueError(f"optimization level {optimization[4:]!r} is not an alphanumeric value")
    return head + slash + tail.partition(".")[0] + ".py"


def _fspath(path):
    return path if isinstance(path, str) else path.__fspath__()


def _kind(path):
    """'file', 'folder', or None."""
    try:
        mode = _stat(path, True)[0] & 0o170000
    except (OSError, ValueError):
        return None
    return "file" if mode == 0o100000 else "folder" if mode == 0o40000 else None


def _absolute(entry):
    return entry if entry.startswith("/") else f"{getcwd()}/{entry}" if entry and entry != "." else getcwd()


def _library_file(name, is_package):
    return f"{LIBRARY}/{name.replace('.', '/')}{'/__init__.py' if is_package else '.py'}"


def _place(name, entry):
    """(file, folder) of a module in one folder: a package's file and folder, a file alone, a folder alone; None."""
    tail = name.rpartition(".")[2]
    base = f"{_absolute(entry)}/{tail}"
    kind = _kind(base)
    if kind == "folder" and _kind(base + "/__init__.py") == "file":
        return base + "/__init__.py", base
    if _kind(base + ".py") == "file":
        return base + ".py", None
    return (None, base) if kind == "folder" else None


def _search(name, path, _):
    """For the runtime: (bytes, file, folders) of a module among the files that the program sees, or None: the library may have it."""
    folders = []
    for entry in path or ():
        if not isinstance(entry, str):
            continue
        if entry == LIBRARY or entry.startswith(LIBRARY + "/"):
            if library_text(name):
                return None
            continue
        hooked = _by_path_hook(name, entry)
        place = None if hooked else _place(name, entry)
        if not hooked and not place and entry and _kind(_absolute(entry)) != "folder":
            hooked = _in_archive(name, entry)
        if hooked is not None:
            if hooked.loader is None:
                folders.extend(hooked.submodule_search_locations or ())
                continue
            _hooked[name] = hooked
            get_bytes = getattr(hooked.loader, "_source_bytes", None)
            data = get_bytes(name) if get_bytes else None
            return None if data is None else (data, hooked.origin, hooked.submodule_search_locations)
        if place and place[0]:
            with open(place[0], "rb") as file:
                return file.read(), place[0], [place[1]] if place[1] else None
        if place:
            folders.append(place[1])
    if folders and not library_text(name):
        return None, "", _NamespacePath(folders)
    return None


class _NamespacePath(list):
    """The folders of a package without a file of its own."""

    def __repr__(self):
        return f"_NamespacePath({list.__repr__(self)})"


_hooked = {}  # specs that _ask_finders() loads: not from files that the program sees


def _in_archive(name, entry):
    """A spec of what a zip file in the path has."""
    if entry not in sys.path_importer_cache:
        path = _absolute(entry)
        while path and _kind(path) is None:
            path = path.rpartition("/")[0]
        if not path or _kind(path) != "file":
            return None
        sys.path_importer_cache[entry] = None  # what reads it is not in it
        import zipimport
        try:
            sys.path_importer_cache[entry] = zipimport.zipimporter(entry)
        except ImportError:
            return None
    finder = sys.path_importer_cache[entry]
    return finder.find_spec(name) if type(finder).__module__ == "zipimport" else None  # not what a hook made


def _by_path_hook(name, entry):
    """A spec from what sys.path_hooks says of an entry of the path."""
    if not sys.path_hooks:
        return None
    if entry not in sys.path_importer_cache:
        finder = None
        for hook in sys.path_hooks:
            try:
                finder = hook(entry)
                break
            except ImportError:
                continue
        sys.path_importer_cache[entry] = finder
    finder = sys.path_importer_cache[entry]
    if finder is None:
        return None
    return finder.find_spec(name) if hasattr(finder, "find_spec") else _find_in_entry_legacy(finder, name)


def _ask_finders(name, path, behind):
    """For the runtime: the module that a finder in sys.meta_path loads, of those before BuiltinImporter or of those behind it; or None."""
    if behind and name in _hooked:  # a hook found it after the finders in front had been asked
        return _load(_hooked.pop(name))
    finders = list(sys.meta_path)
    middle = finders.index(BuiltinImporter) if BuiltinImporter in finders else len(finders)
    for finder in finders[middle + 1:] if behind else finders[:middle]:
        if isinstance(finder, type) and finder.__module__ in ("_frozen_importlib", "_frozen_importlib_external"):
            continue
        find_spec = getattr(finder, "find_spec", None)
        if find_spec is None:
            spec = _find_spec_legacy(finder, name, path)
        else:
            spec = find_spec(name, path if "." in name else None, None)
        if spec is not None:
            return _load(spec)
    return None


def _find_spec_legacy(finder, name, path):
    import warnings
    said = f"{getattr(finder, '__qualname__', None) or type(finder).__qualname__}.find_spec() not found; falling back to find_module()"
    warnings.warn(said, ImportWarning)
    find_module = getattr(finder, "find_module", None)
    loader = find_module(name, path if "." in name else None) if find_module else None
    return None if loader is None else spec_from_loader(name, loader)


def _find_in_entry_legacy(finder, name):
    """A spec from a finder of the path that knows loaders only, and parts of namespace packages."""
    method = "find_loader" if hasattr(finder, "find_loader") else "find_module"
    shown = getattr(finder, "__qualname__", None) or type(finder).__qualname__
    if "warnings" in sys.modules:  # else no filter lets it through, and the import would ask this finder
        sys.modules["warnings"].warn(f"{shown}.find_spec() not found; falling back to {method}()", ImportWarning)
    found = getattr(finder, method)(name)
    loader, places = found if method == "find_loader" else (found, [])
    if loader is not None:
        return spec_from_loader(name, loader)
    if not places:
        return None
    spec = ModuleSpec(name, None)
    spec.submodule_search_locations = places
    return spec


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A spec for what a loader loads."""
    if origin is None:
        origin = getattr(loader, "_ORIGIN", None)
    if not origin and hasattr(loader, "get_filename"):
        if is_package is None:
            return spec_from_file_location(name, loader=loader)
        return spec_from_file_location(name, loader=loader, submodule_search_locations=[] if is_package else None)
    if is_package is None:
        if hasattr(loader, "is_package"):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                is_package = None
        else:
            is_package = False
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


_UNSAID = object()


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_UNSAID):
    """A spec for a module in a file."""
    if location is None:
        location = "<unknown>"
        if hasattr(loader, "get_filename"):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        location = _absolute(_fspath(location))
    spec = ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    if loader is None:
        if location.endswith(".py"):
            from ._bootstrap_external import SourceFileLoader
            loader = spec.loader = SourceFileLoader(name, location)
        elif location.endswith(".pyc"):
            from ._bootstrap_external import SourcelessFileLoader
            loader = spec.loader = SourcelessFileLoader(name, location)
        else:
            return None
    if submodule_search_locations is _UNSAID:
        if hasattr(loader, "is_package"):
            try:
                if loader.is_package(name):
                    spec.submodule_search_locations = []
            except ImportError:
                pass
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == [] and location:
        spec.submodule_search_locations.append(location.rpartition("/")[0])
    return spec


def module_from_spec(spec):
    """An empty module with what its spec says of it."""
    module = None
    if hasattr(spec.loader, "create_module"):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, "exec_module"):
        raise ImportError("loaders that define exec_module() must also define create_module()")
    if module is None:
        module = type(sys)(spec.name)
    _init_module_attrs(spec, module)
    return module


def _init_module_attrs(spec, module, override=False):
    """What a spec says of its module; what the module says itself stays."""
    facts = [("__name__", spec.name), ("__loader__", spec.loader), ("__package__", spec.parent), ("__spec__", spec)]
    if spec.submodule_search_locations is not None:
        facts.append(("__path__", spec.submodule_search_locations))
    if spec.has_location:
        facts.append(("__file__", spec.origin))
        if spec.cached is not None:
            facts.append(("__cached__", spec.cached))
    for name, value in facts:
        if override or name == "__spec__" or getattr(module, name, None) is None:
            try:
                setattr(module, name, value)
            except AttributeError:
                pass
    return module


def _module_repr(m):
    return repr(m)


def _exec(spec, module):
    """Run the code of a module that is in sys.modules already."""
    name = spec.name
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name!r} not in sys.modules", name=name)
    try:
        if spec.loader is None and spec.submodule_search_locations is None:
            raise ImportError("missing loader", name=name)
        _init_module_attrs(spec, module, override=True)
        if spec.loader is not None:
            if hasattr(spec.loader, "exec_module"):
                spec.loader.exec_module(module)
            else:
                _warn_of_load_module(spec.loader)
                spec.loader.load_module(name)
    finally:
        module = sys.modules.pop(name)
        sys.modules[name] = module
    return module


def _warn_of_load_module(loader):
    import warnings
    warnings.warn(f"{type(loader).__module__}.{type(loader).__qualname__}.exec_module() not found; falling back to load_module()", ImportWarning)


def _load(spec):
    """A new module, loaded and in sys.modules."""
    if spec.loader is not None and not hasattr(spec.loader, "exec_module"):
        _warn_of_load_module(spec.loader)
        module = spec.loader.load_module(spec.name)
        module = sys.modules.get(spec.name, module)
        if getattr(module, "__spec__", None) is None:
            _init_module_attrs(spec, module)
        return module
    module = module_from_spec(spec)
    spec._initializing = True
    sys.modules[spec.name] = module
    try:
        if spec.loader is None:
            if spec.submodule_search_locations is None:
                raise ImportError("missing loader", name=spec.name)
        else:
            spec.loader.exec_module(module)
    except BaseException:
        sys.modules.pop(spec.name, None)
        raise
    finally:
        spec._initializing = False
    module = sys.modules.pop(spec.name)
    sys.modules[spec.name] = module
    return module


_load_unlocked = _load


def _describe(name, path, module):
    """For the runtime: gives an imported module its __spec__ and __loader__."""
    from ._bootstrap_external import ExtensionFileLoader, NamespaceLoader, SourceFileLoader
    names = vars(module)
    if name in _hooked:
        names["__spec__"] = spec = _hooked.pop(name)
        names["__loader__"] = spec.loader
        return
    file, folders = names.get("__file__"), names.get("__path__")
    if "__file__" in names and file is None:
        loader = NamespaceLoader(name, folders, None)
        spec = ModuleSpec(name, loader)
    elif file is None:
        loader = BuiltinImporter
        spec = ModuleSpec(name, loader, origin="built-in")
    elif name in _FROZEN and file.startswith(LIBRARY):
        loader = FrozenImporter
        spec = ModuleSpec(name, loader, origin="frozen")
    else:
        loader = SourceFileLoader(name, file)
        spec = ModuleSpec(name, loader, origin=file)
        spec._set_fileattr = True
        spec._cached = names.get("__cached__")
    if folders is not None:
        spec.submodule_search_locations = folders
    if names.get("__spec__") is None:
        names["__spec__"] = spec
    if names.get("__loader__") is None:
        names["__loader__"] = loader


def _spec_of_known(name, path):
    """The spec that a plain import of the name would begin with, or None."""
    from ._bootstrap_external import SourceFileLoader
    if name in sys.builtin_module_names:
        return ModuleSpec(name, BuiltinImporter, origin="built-in")
    for entry in sys.path if path is None else path:
        if not isinstance(entry, str):
            continue
        if entry == LIBRARY or entry.startswith(LIBRARY + "/"):
            found = library_text(name)
            if not found:
                continue
            file = _library_file(name, found[1])
            if name in _FROZEN:
                return ModuleSpec(name, FrozenImporter, origin="frozen")
            return spec_from_file_location(name, file, loader=SourceFileLoader(name, file),
                                           submodule_search_locations=[] if found[1] else None)
        hooked = _by_path_hook(name, entry)
        if hooked is not None:
            return hooked
        place = _place(name, entry)
        if place and place[0]:
            return spec_from_file_location(name, place[0], loader=SourceFileLoader(name, place[0]),
                                           submodule_search_locations=[] if place[1] else None)
        if not place and entry and _kind(_absolute(entry)) != "folder":
            hooked = _in_archive(name, entry)
            if hooked is not None:
                return hooked
        if place:
            from ._bootstrap_external import NamespaceLoader
            spec = ModuleSpec(name, None, is_package=True)
            spec.submodule_search_locations = _NamespacePath([place[1]])
            spec.loader = NamespaceLoader(name, spec.submodule_search_locations, None)
            return spec
    return None


def _find_spec(name, path, target=None):
    """What the finders in sys.meta_path say of a name."""
    for finder in sys.meta_path:
        if finder is BuiltinImporter:
            spec = _spec_of_known(name, path)
        elif isinstance(finder, type) and finder.__module__ in ("_frozen_importlib", "_frozen_importlib_external"):
            continue
        elif getattr(finder, "find_spec", None) is None:
            spec = _find_spec_legacy(finder, name, path)
        else:
            spec = finder.find_spec(name, path, target)
        if spec is not None:
            if name in sys.modules and target is None:
                known = getattr(sys.modules[name], "__spec__", None)
                return spec if known is None else known
            return spec
    return None


class FrozenImporter:
    """Import of the modules that CPython has frozen."""

    _ORIGIN = "frozen"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return ModuleSpec(fullname, cls, origin="frozen") if fullname in _FROZEN else None

    @staticmethod
    def create_module(spec):
        return None

    @classmethod
    def exec_module(cls, module):
        exec(cls.get_code(module.__spec__.name), vars(module))

    @staticmethod
    def get_code(fullname):
        return compile(library_text(fullname)[0], f"<frozen {fullname}>", "exec")

    @staticmethod
    def get_source(fullname):
        return None

    @classmethod
    def is_package(cls, fullname):
        return False


FrozenImporter.__module__ = "_frozen_importlib"
ModuleSpec.__module__ = "_frozen_importlib"
_NamespacePath.__module__ = "_frozen_importlib_external"
