"""Variables whose values belong to a context: to a thread, to a task."""

from gc import is_tracked as _is_tracked

from _support import lay_out as _lay_out, set_variables as _set_variables, untrack as _untrack, variables as _variables

__all__ = ('Context', 'ContextVar', 'Token', 'copy_context')

_missing = object()


class Token:
    """What ContextVar.set() gives, to go back to the value before."""

    MISSING = _lay_out(type('MISSING', (), {'__repr__': lambda self: '<Token.MISSING>', '__slots__': (), '__module__': 'Token'}), 'sif', 16)()
    __slots__ = ('_context', '_var', '_old_value', '_used')
    __hash__ = None

    def __init__(self, *args, **kwargs):
        raise RuntimeError('Tokens can only be created by ContextVars')

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return self._old_value

    def __repr__(self):
        return f"<Token{' used' if self._used else ''} var={self._var!r} at {id(self):#x}>"

    __class_getitem__ = classmethod(type(list[int]))


class Context:
    """A mapping of variables to their values in which functions can run. Copies share the values until one sets a variable."""

    __slots__ = ('_values', '_outer', '_entered', '__weakref__')

    def __init__(self, *args, **kwargs):
        if args or kwargs:
            raise TypeError("Context() does not accept any arguments")
        self._values = {}
        self._outer = None
        self._entered = False

    def run(self, callable=_missing, /, *args, **kwargs):
        if callable is _missing:
            raise TypeError("run() missing 1 required positional argument")
        if self._entered:
            raise RuntimeError(f'cannot enter context: {self!r} is already entered')
        self._outer = _variables()
        self._entered = True
        _set_variables(self)
        try:
            if kwargs:
                return callable(*args, **kwargs)
            del kwargs  # in C there is none while the function runs
            return callable(*args)
        finally:
            _set_variables(self._outer)
            self._outer = None
            self._entered = False

    def copy(self):
        made = object.__new__(Context)
        made._values = self._values
        made._outer = None
        made._entered = False
        return made

    def __getitem__(self, var):
        return self._values[_checked(var)]

    def __contains__(self, var):
        return _checked(var) in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __eq__(self, other):
        return self._values == other._values if isinstance(other, Context) else NotImplemented

    __hash__ = None

    def get(self, var, default=None, /):
        return self._values.get(_checked(var), default)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()


def _checked(var):
    if not isinstance(var, ContextVar):
        raise TypeError(f'a ContextVar key was expected, got {var!r}')
    return var


class ContextVar:
    """A variable: get() and set() work on the context that runs."""

    __slots__ = ('_name', '_default')

    def __init__(self, *args, **kwargs):
        if len(args) + len(kwargs) > 2:
            raise TypeError(f"ContextVar() takes at most 2 arguments ({len(args) + len(kwargs)} given)")
        if len(args) != 1:
            raise TypeError(f"ContextVar() takes {'exactly' if not args else 'at most'} 1 positional argument ({len(args)} given)")
        for key in kwargs:
            if key != "default":
                raise TypeError(f"{key!r} is an invalid keyword argument for ContextVar()")
        if not isinstance(args[0], str):
            raise TypeError("context variable name must be a str")
        self._name = args[0]
        self._default = default = kwargs.get("default", _missing)
        if not type(default).__flags__ & 1 << 14 or type(default) is tuple and not _is_tracked(default):
            _untrack(self)

    @property
    def name(self):
        return self._name

    def get(self, default=_missing, /):
        value = _running()._values.get(self, _missing)
        if value is not _missing:
            return value
        if default is not _missing:
            return default
        if self._default is not _missing:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        context = _running()
        token = object.__new__(Token)
        token._context = context
        token._var = self
        token._old_value = context._values.get(self, Token.MISSING)
        token._used = False
        context._values = {**context._values, self: value}
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError(f'expected an instance of Token, got {token!r}')
        if token._used:
            raise RuntimeError(f'{token!r} has already been used once')
        if token._var is not self:
            raise ValueError(f'{token!r} was created by a different ContextVar')
        context = _running()
        if token._context is not context:
            raise ValueError(f'{token!r} was created in a different Context')
        token._used = True
        values = {**context._values}
        if token._old_value is Token.MISSING:
            del values[self]
        else:
            values[self] = token._old_value
        context._values = values

    def __repr__(self):
        default = '' if self._default is _missing else f' default={self._default!r}'
        return f'<ContextVar name={self._name!r}{default} at {id(self):#x}>'

    __class_getitem__ = classmethod(type(list[int]))


Token.__module__ = Context.__module__ = ContextVar.__module__ = '_contextvars'
_lay_out(Token, 'gsfi', 48)
_lay_out(Context, 'gsfic', 48, 0, 32)
_lay_out(ContextVar, 'gsfi', 64)


def _running():
    context = _variables()
    if context is None:
        context = Context()
        _set_variables(context)
    return context


def copy_context():
    """A copy of the context that runs."""
    return _running().copy()
