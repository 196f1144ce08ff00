"""What each name in a program is, as the compiler has found out."""

import _symtable
import weakref
from _symtable import (CELL, DEF_ANNOT, DEF_BOUND, DEF_GLOBAL, DEF_IMPORT, DEF_LOCAL, DEF_NONLOCAL, DEF_PARAM, FREE, GLOBAL_EXPLICIT,
                       GLOBAL_IMPLICIT, LOCAL, SCOPE_MASK, SCOPE_OFF, USE)

__all__ = ["symtable", "SymbolTable", "Class", "Function", "Symbol"]


def symtable(code, filename, compile_type):
    """The table of the source's outermost block; compile_type is 'exec', 'eval' or 'single'."""
    return _newSymbolTable(_symtable.symtable(code, filename, compile_type), filename)


class SymbolTableFactory:
    """Makes tables of entries, one for each entry and file."""

    def __init__(self):
        self.__memo = weakref.WeakValueDictionary()

    def new(self, table, filename):
        cls = {_symtable.TYPE_FUNCTION: Function, _symtable.TYPE_CLASS: Class}.get(table.type, SymbolTable)
        return cls(table, filename)

    def __call__(self, table, filename):
        obj = self.__memo.get((table, filename))
        if obj is None:
            obj = self.__memo[table, filename] = self.new(table, filename)
        return obj


_newSymbolTable = SymbolTableFactory()


class SymbolTable:
    """The table of a block."""

    def __init__(self, raw_table, filename):
        self._table = raw_table
        self._filename = filename
        self._symbols = {}

    def __repr__(self):
        kind = "" if self.__class__ == SymbolTable else f"{self.__class__.__name__} "
        what = 'module ' if self._table.name == 'top' else f'{self._table.name} in '
        return f"<{kind}SymbolTable for {what}{self._filename}>"

    def get_type(self):
        """'module', 'function' or 'class'."""
        return {_symtable.TYPE_MODULE: "module", _symtable.TYPE_FUNCTION: "function", _symtable.TYPE_CLASS: "class"}.get(self._table.type)

    def get_id(self):
        return self._table.id

    def get_name(self):
        """The function's or class's name, 'top' for a module."""
        return self._table.name

    def get_lineno(self):
        """The first line of the block."""
        return self._table.lineno

    def is_optimized(self):
        """Whether its local names have places of their own."""
        return bool(self._table.type == _symtable.TYPE_FUNCTION)

    def is_nested(self):
        """Whether it is in a function."""
        return bool(self._table.nested)

    def has_children(self):
        return bool(self._table.children)

    def get_identifiers(self):
        """The names."""
        return self._table.symbols.keys()

    def lookup(self, name):
        """The Symbol of a name."""
        sym = self._symbols.get(name)
        if sym is None:
            flags = self._table.symbols[name]
            sym = self._symbols[name] = Symbol(name, flags, self.__check_children(name), module_scope=self._table.name == "top")
        return sym

    def get_symbols(self):
        return [self.lookup(ident) for ident in self.get_identifiers()]

    def __check_children(self, name):
        return [_newSymbolTable(st, self._filename) for st in self._table.children if st.name == name]

    def get_children(self):
        """The tables of the blocks inside."""
        return [_newSymbolTable(st, self._filename) for st in self._table.children]


class Function(SymbolTable):
    """The table of a function."""

    __params = None
    __locals = None
    __frees = None
    __globals = None
    __nonlocals = None

    def __idents_matching(self, test_func):
        return tuple(ident for ident in self.get_identifiers() if test_func(self._table.symbols[ident]))

    def get_parameters(self):
        if self.__params is None:
            self.__params = self.__idents_matching(lambda x: x & DEF_PARAM)
        return self.__params

    def get_locals(self):
        if self.__locals is None:
            self.__locals = self.__idents_matching(lambda x: x >> SCOPE_OFF & SCOPE_MASK in (LOCAL, CELL))
        return self.__locals

    def get_globals(self):
        if self.__globals is None:
            self.__globals = self.__idents_matching(lambda x: x >> SCOPE_OFF & SCOPE_MASK in (GLOBAL_IMPLICIT, GLOBAL_EXPLICIT))
        return self.__globals

    def get_nonlocals(self):
        if self.__nonlocals is None:
            self.__nonlocals = self.__idents_matching(lambda x: x & DEF_NONLOCAL)
        return self.__nonlocals

    def get_frees(self):
        if self.__frees is None:
            self.__frees = self.__idents_matching(lambda x: x >> SCOPE_OFF & SCOPE_MASK == FREE)
        return self.__frees


class Class(SymbolTable):
    """The table of a class."""

    __methods = None

    def get_methods(self):
        """Names of the functions in it."""
        if self.__methods is None:
            self.__methods = tuple({st.name: 1 for st in self._table.children})
        return self.__methods


class Symbol:
    """A name in a table."""

    def __init__(self, name, flags, namespaces=None, *, module_scope=False):
        self.__name = name
        self.__flags = flags
        self.__scope = flags >> SCOPE_OFF & SCOPE_MASK
        self.__namespaces = namespaces or ()
        self.__module_scope = module_scope

    def __repr__(self):
        return f"<symbol {self.__name!r}>"

    def get_name(self):
        return self.__name

    def is_referenced(self):
        """Whether it is used in its block."""
        return bool(self.__flags & USE)

    def is_parameter(self):
        return bool(self.__flags & DEF_PARAM)

    def is_global(self):
        return bool(self.__scope in (GLOBAL_IMPLICIT, GLOBAL_EXPLICIT) or self.__module_scope and self.__flags & DEF_BOUND)

    def is_nonlocal(self):
        """Whether a nonlocal statement names it."""
        return bool(self.__flags & DEF_NONLOCAL)

    def is_declared_global(self):
        """Whether a global statement names it."""
        return bool(self.__scope == GLOBAL_EXPLICIT)

    def is_local(self):
        return bool(self.__scope in (LOCAL, CELL) or self.__module_scope and self.__flags & DEF_BOUND)

    def is_annotated(self):
        return bool(self.__flags & DEF_ANNOT)

    def is_free(self):
        """Whether it is used here and belongs to a function around."""
        return bool(self.__scope == FREE)

    def is_imported(self):
        return bool(self.__flags & DEF_IMPORT)

    def is_assigned(self):
        return bool(self.__flags & DEF_LOCAL)

    def is_namespace(self):
        """Whether a function or class statement binds it."""
        return bool(self.__namespaces)

    def get_namespaces(self):
        """The tables of the blocks bound to it."""
        return self.__namespaces

    def get_namespace(self):
        """The one table of the block bound to it."""
        if len(self.__namespaces) == 0:
            raise ValueError("name is not bound to any namespaces")
        if len(self.__namespaces) > 1:
            raise ValueError("name is bound to multiple namespaces")
        return self.__namespaces[0]
