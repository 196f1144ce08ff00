"""Run a file or a module as a program."""

import sys
from types import ModuleType

__all__ = ["run_module", "run_path"]


def _run(code, globals, init_globals, name, filename, package):
    globals.update(init_globals or {})
    globals.update(__name__=name, __file__=filename, __cached__=None, __doc__=None, __loader__=None, __package__=package, __spec__=None)
    exec(code, globals)
    return globals


def _run_as(code, init_globals, name, filename, package):
    """In a module of that name, which is in sys.modules meanwhile; a copy of its namespace."""
    module = ModuleType(name)
    before, arguments = sys.modules.get(name), sys.argv[0] if sys.argv else None
    sys.modules[name] = module
    if arguments is not None:
        sys.argv[0] = filename
    try:
        return _run(code, module.__dict__, init_globals, name, filename, package).copy()
    finally:
        if arguments is not None:
            sys.argv[0] = arguments
        if before is None:
            del sys.modules[name]
        else:
            sys.modules[name] = before


def _code(filename):
    with open(filename, "rb") as file:
        return compile(file.read(), filename, "exec")


def run_path(path_name, init_globals=None, run_name=None):
    """Run a file, or __main__.py of a folder; its namespace."""
    import os
    name = "<run_path>" if run_name is None else run_name
    path = os.fspath(path_name)
    filename = os.path.join(path, "__main__.py") if os.path.isdir(path) else path
    if filename != path and not os.path.exists(filename):
        raise ImportError("can't find '__main__' module in %r" % path)
    return _run_as(_code(filename), init_globals, name, filename, name.rpartition(".")[0])


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Run a module, or __main__ of a package; its namespace."""
    import os
    folders = sys.path
    parent, _, last = mod_name.rpartition(".")
    if parent:
        folders = getattr(__import__(parent, fromlist=["__path__"]), "__path__", [])
    for folder in folders:
        place = os.path.join(folder, last)
        if os.path.exists(os.path.join(place, "__init__.py")):
            if not os.path.exists(os.path.join(place, "__main__.py")):
                raise ImportError("No module named %s.__main__; %r is a package and cannot be directly executed" % (mod_name, mod_name))
            __import__(mod_name)
            filename, package = os.path.join(place, "__main__.py"), mod_name
        elif os.path.exists(place + ".py"):
            filename, package = place + ".py", parent
        else:
            continue
        name = mod_name if run_name is None else run_name
        code = _code(filename)
        return _run_as(code, init_globals, name, filename, package) if alter_sys else _run(code, {}, init_globals, name, filename, package)
    raise ImportError("No module named %s" % mod_name)
