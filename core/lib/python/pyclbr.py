"""The classes and functions of a module, read from its text without running it: readmodule() gives the classes, readmodule_ex() the
functions too, each under its name, with what is defined inside of it."""

import ast
import sys
from importlib._bootstrap import _find_spec

__all__ = ["readmodule", "readmodule_ex", "Class", "Function"]

_read = {}


class _Object:
    """Something that a module defines, and where."""

    def __init__(self, module, name, file, lineno, end_lineno, parent):
        self.module = module
        self.name = name
        self.file = file
        self.lineno = lineno
        self.end_lineno = end_lineno
        self.parent = parent
        self.children = {}
        if parent is not None:
            parent.children[name] = self


class Function(_Object):
    """A function; in a class, a method."""

    def __init__(self, module, name, file, lineno, parent=None, is_async=False, *, end_lineno=None):
        super().__init__(module, name, file, lineno, end_lineno, parent)
        self.is_async = is_async
        if isinstance(parent, Class):
            parent.methods[name] = lineno


class Class(_Object):
    """A class; super has a Class for each base that is known, and texts for the others."""

    def __init__(self, module, name, super_, file, lineno, parent=None, *, end_lineno=None):
        super().__init__(module, name, file, lineno, end_lineno, parent)
        self.super = super_ or []
        self.methods = {}


def readmodule(module, path=None):
    """The classes at the top of a module, under their names."""
    return {name: value for name, value in _read_module(module, path or []).items() if isinstance(value, Class)}


def readmodule_ex(module, path=None):
    """The classes and functions at the top of a module; of a package, also __path__."""
    return _read_module(module, path or [])


def _read_module(name, path, package=None):
    full = f"{package}.{name}" if package else name
    if full in _read:
        return _read[full]
    found = {}
    if name in sys.builtin_module_names and package is None:
        _read[name] = found
        return found
    first, dot, rest = name.rpartition(".")
    if dot:
        outer = _read_module(first, path, package)
        if "__path__" not in outer:
            raise ImportError(f"No package named {first}")
        return _read_module(rest, outer["__path__"], f"{package}.{first}" if package else first)
    spec = _find_spec(full, path if package else (path or []) + sys.path)
    if spec is None:
        raise ModuleNotFoundError(f"no module named {full!r}", name=full)
    _read[full] = found
    if spec.submodule_search_locations is not None:
        found["__path__"] = spec.submodule_search_locations
    try:
        text = spec.loader.get_source(full)
    except (AttributeError, ImportError):
        return found
    if text is not None:
        _Reader(full, spec.loader.get_filename(full), found).visit(ast.parse(text))
    return found


class _Reader(ast.NodeVisitor):
    def __init__(self, module, file, found):
        self.module, self.file, self.found = module, file, found
        self.around = []

    def _inside(self, node, made):
        if not self.around:
            self.found[node.name] = made
        self.around.append(made)
        for part in node.body:
            self.visit(part)
        self.around.pop()

    def _parent(self):
        return self.around[-1] if self.around else None

    def visit_ClassDef(self, node):
        bases = [found for base in node.bases if (found := self._base(ast.unparse(base)))]
        self._inside(node, Class(self.module, node.name, bases, self.file, node.lineno, self._parent(), end_lineno=node.end_lineno))

    def _base(self, text):
        if text in self.found:
            return self.found[text]
        module, _, name = text.rpartition(".")
        known = _read.get(module.rpartition(".")[2])
        return text if not module else None if known is None else known.get(name, text)

    def visit_FunctionDef(self, node, is_async=False):
        self._inside(node, Function(self.module, node.name, self.file, node.lineno, self._parent(), is_async, end_lineno=node.end_lineno))

    def visit_AsyncFunctionDef(self, node):
        self.visit_FunctionDef(node, is_async=True)

    def visit_Import(self, node):
        for alias in node.names if not self.around else ():
            try:
                _read_module(alias.name, [])
            except (ImportError, SyntaxError):
                pass

    def visit_ImportFrom(self, node):
        if self.around or node.level:  # what lies in the package itself is not looked for
            return
        try:
            names = _read_module(node.module, [])
        except (ImportError, SyntaxError):
            return
        for alias in node.names:
            if alias.name in names:
                self.found[alias.asname or alias.name] = names[alias.name]
            elif alias.name == "*":
                self.found.update({name: value for name, value in names.items() if not name.startswith("_")})
