"""Run a file or a module as a program."""

import importlib.util
import os
import sys
from pkgutil import get_importer, read_code
from types import ModuleType

__all__ = ["run_module", "run_path"]


class _TempModule:
    """An empty module in sys.modules, with what was there before put back at the end."""

    def __init__(self, mod_name):
        self.mod_name, self.module = mod_name, ModuleType(mod_name)

    def __enter__(self):
        self._before = sys.modules.get(self.mod_name)
        sys.modules[self.mod_name] = self.module
        return self

    def __exit__(self, *args):
        if self._before is None:
            del sys.modules[self.mod_name]
        else:
            sys.modules[self.mod_name] = self._before


class _ModifiedArgv0:
    """Another sys.argv[0] for a while."""

    def __init__(self, value):
        self.value = value

    def __enter__(self):
        self._before, sys.argv[0] = sys.argv[0], self.value

    def __exit__(self, *args):
        sys.argv[0] = self._before


def _run_code(code, run_globals, init_globals=None, mod_name=None, mod_spec=None, pkg_name=None, script_name=None):
    """Run code in a namespace; the namespace."""
    run_globals.update(init_globals or {})
    filename, cached, loader = script_name, None, None
    if mod_spec is not None:
        filename, cached, loader = mod_spec.origin, mod_spec.cached, mod_spec.loader
        pkg_name = mod_spec.parent if pkg_name is None else pkg_name
    run_globals.update(__name__=mod_name, __file__=filename, __cached__=cached, __doc__=None, __loader__=loader, __package__=pkg_name,
                       __spec__=mod_spec)
    exec(code, run_globals)
    return run_globals


def _run_module_code(code, init_globals=None, mod_name=None, mod_spec=None, pkg_name=None, script_name=None):
    """Run code in a module of that name, which is in sys.modules meanwhile; a copy of its namespace."""
    filename = script_name if mod_spec is None else mod_spec.origin
    with _TempModule(mod_name) as temporary, _ModifiedArgv0(filename):
        names = temporary.module.__dict__
        _run_code(code, names, init_globals, mod_name, mod_spec, pkg_name, script_name)
    return names.copy()


def _get_module_details(mod_name, error=ImportError):
    """(name, spec, code) of a module, or of __main__ in a package."""
    if mod_name.startswith("."):
        raise error("Relative module names not supported")
    package = mod_name.rpartition(".")[0]
    if package:
        try:
            __import__(package)
        except ImportError as e:
            if e.name is None or e.name != package and not package.startswith(e.name + "."):
                raise
        known = sys.modules.get(mod_name)
        if known is not None and not hasattr(known, "__path__"):
            from warnings import warn
            warn(RuntimeWarning(f"{mod_name!r} found in sys.modules after import of package {package!r}, but prior to execution of "
                                f"{mod_name!r}; this may result in unpredictable behaviour"))
    try:
        spec = importlib.util.find_spec(mod_name)
    except (ImportError, AttributeError, TypeError, ValueError) as e:
        hint = f". Try using '{mod_name[:-3]}' instead of '{mod_name}' as the module name." if mod_name.endswith(".py") else ""
        raise error(f"Error while finding module specification for {mod_name!r} ({type(e).__name__}: {e}){hint}") from e
    if spec is None:
        raise error(f"No module named {mod_name}")
    if spec.submodule_search_locations is not None:
        if mod_name == "__main__" or mod_name.endswith(".__main__"):
            raise error("Cannot use package as __main__ module")
        try:
            return _get_module_details(mod_name + ".__main__", error)
        except error as e:
            if mod_name not in sys.modules:
                raise
            raise error(f"{e}; {mod_name!r} is a package and cannot be directly executed")
    loader = spec.loader
    if loader is None:
        raise error(f"{mod_name!r} is a namespace package and cannot be executed")
    try:
        code = loader.get_code(mod_name) if hasattr(loader, "get_code") else None
    except ImportError as e:
        raise error(str(e)) from e
    if code is None:
        raise error(f"No code object available for {mod_name}")
    return mod_name, spec, code


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Run a module, or __main__ of a package; its namespace."""
    mod_name, spec, code = _get_module_details(mod_name)
    run_name = mod_name if run_name is None else run_name
    if alter_sys:
        return _run_module_code(code, init_globals, run_name, spec)
    return _run_code(code, {}, init_globals, run_name, spec)


def _get_main_module_details(error=ImportError):
    """The same for __main__ of the first entry of the path."""
    kept = sys.modules.pop("__main__")
    try:
        return _get_module_details("__main__")
    except ImportError as e:
        if "__main__" in str(e):
            raise error(f"can't find '__main__' module in {sys.path[0]!r}") from e
        raise
    finally:
        sys.modules["__main__"] = kept


def _get_code_from_file(run_name, fname):
    """(code, name) of a file: compiled or not."""
    path = os.path.abspath(os.fsdecode(fname))
    with open(path, "rb") as file:
        code = read_code(file)
        if code is None:
            file.seek(0)
            code = compile(file.read(), fname, "exec")
    return code, fname


def run_path(path_name, init_globals=None, run_name=None):
    """Run a file, or __main__ of a folder or a zip file; its namespace."""
    run_name = "<run_path>" if run_name is None else run_name
    package = run_name.rpartition(".")[0]
    if isinstance(path_name, os.PathLike):
        path_name = os.fspath(path_name)
    if get_importer(path_name) is None:
        code, fname = _get_code_from_file(run_name, path_name)
        return _run_module_code(code, init_globals, run_name, pkg_name=package, script_name=fname)
    sys.path.insert(0, path_name)
    try:
        mod_name, spec, code = _get_main_module_details()
        with _TempModule(run_name) as temporary, _ModifiedArgv0(path_name):
            return _run_code(code, temporary.module.__dict__, init_globals, run_name, spec, package).copy()
    finally:
        try:
            sys.path.remove(path_name)
        except ValueError:
            pass
