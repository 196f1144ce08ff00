"""Objects that stand for others in tests and note how they are used.

Every mock has a class of its own, below the one it was asked from: special methods are looked up in classes. What a mock knows lies
in its __dict__ under names that begin with `_mock_` and `_spec_`; `_mock_children` has the mocks that stand for its attributes. A
call is noted by the mock and by all above it (`_mock_new_parent`). A mock of a function is a real function, which holds
the notes (`_mock_delegate`) and has the mock as attribute `mock`.
"""

import builtins
import contextlib
import inspect
import io
import sys
from _thread import RLock
from functools import partial, wraps
from types import CodeType, FunctionType, MethodType, ModuleType

from unittest.util import safe_repr

__all__ = ("Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call", "create_autospec", "AsyncMock", "FILTER_DIR",
           "NonCallableMock", "NonCallableMagicMock", "mock_open", "PropertyMock", "seal")

FILTER_DIR = True
FunctionTypes = (FunctionType, MethodType)


def __getattr__(name):
    # Large ones: only for those who ask.
    if name in ("asyncio", "pkgutil", "pprint"):
        return __import__(name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class InvalidSpecError(Exception):
    """A mock was given as that which a mock is to be like."""


# ---- sentinels ----

class _SentinelObject:
    """An object with a name, the same after a copy or a pickle."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"sentinel.{self.name}"

    def __reduce__(self):
        return repr(self)


class _Sentinel:
    """Each attribute is one object with that name."""

    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == "__bases__":  # help() asks
            raise AttributeError
        return self._sentinels.setdefault(name, _SentinelObject(name))

    def __reduce__(self):
        return "sentinel"


sentinel = _Sentinel()
DEFAULT, _missing, _deleted = sentinel.DEFAULT, sentinel.MISSING, sentinel.DELETED


# ---- special methods ----

def _dunders(text):
    return {f"__{word}__" for word in text.split()}


numerics = "add sub mul matmul truediv floordiv mod lshift rshift and xor or pow"
inplace = " ".join("i" + word for word in numerics.split())
right = " ".join("r" + word for word in numerics.split())
magic_methods = ("lt gt le ge eq ne getitem setitem delitem len contains str sizeof enter exit divmod rdivmod neg pos abs invert complex int "
                 "float index round trunc floor ceil bool next fspath aiter hash iter")
_magics = _dunders(" ".join((magic_methods, numerics, inplace, right)))
_non_defaults = _dunders("get set delete reversed missing reduce reduce_ex getinitargs getnewargs getnewargs_ex getstate setstate getformat "
                         "repr dir subclasses format")
_unsupported_magics = _dunders("getattr setattr init new prepare instancecheck subclasscheck del")
_sync_async_magics = {"__aiter__"}
_async_method_magics = _dunders("aenter aexit anext")
_async_magics = _sync_async_magics | _async_method_magics
_all_sync_magics = _magics | _non_defaults
_all_magics = _all_sync_magics | _async_magics
_MAGIC_DEFAULTS = _magics | _async_method_magics
_ASSERTING = ("assert", "assret", "asert", "aseert", "assrt")
_return_values = {"__lt__": NotImplemented, "__gt__": NotImplemented, "__le__": NotImplemented, "__ge__": NotImplemented, "__int__": 1,
                  "__contains__": False, "__len__": 0, "__exit__": False, "__complex__": 1j, "__float__": 1.0, "__bool__": True,
                  "__index__": 1, "__aexit__": False}
_calculate_return_value = {
    "__hash__": lambda self: object.__hash__(self),
    "__str__": lambda self: object.__str__(self),
    "__sizeof__": lambda self: object.__sizeof__(self),
    "__fspath__": lambda self: f"{type(self).__name__}/{self._extract_mock_name()}/{id(self)}",
}


def _fixed(mock, name):
    """What was set as the answer of a special method; DEFAULT: nothing."""
    return getattr(mock, name)._mock_return_value


def _get_eq(self):
    def equal(other):
        answer = _fixed(self, "__eq__")
        if answer is DEFAULT:
            answer = True if self is other else NotImplemented
        return answer
    return equal


def _get_ne(self):
    def different(other):
        if _fixed(self, "__ne__") is not DEFAULT:
            return DEFAULT
        return False if self is other else NotImplemented
    return different


def _get_iter(self):
    def iterate():
        items = _fixed(self, "__iter__")
        return iter(() if items is DEFAULT else items)
    return iterate


def _get_async_iter(self):
    def iterate():
        items = _fixed(self, "__aiter__")
        return _AsyncIterator(iter(() if items is DEFAULT else items))
    return iterate


_side_effect_methods = {"__eq__": _get_eq, "__ne__": _get_ne, "__iter__": _get_iter, "__aiter__": _get_async_iter}


class _AsyncIterator:
    """The items of an iterator, awaited one by one."""

    def __init__(self, iterator):
        self.iterator = iterator
        code = NonCallableMock(spec_set=CodeType)
        code.co_flags = inspect.CO_ITERABLE_COROUTINE
        self.__dict__["__code__"] = code

    async def __anext__(self):
        for item in self.iterator:
            return item
        raise StopAsyncIteration


def _set_return_value(mock, method, name):
    """What a special method does before the test says otherwise."""
    if name in _return_values:
        method.return_value = _return_values[name]
    elif name in _calculate_return_value:
        method.return_value = _calculate_return_value[name](mock)
    elif name in _side_effect_methods:
        method.side_effect = _side_effect_methods[name](mock)


def _is_magic(name):
    return len(name) > 4 and name == f"__{name[2:-2]}__"


def _get_method(name, func):
    """A function as method of that name."""
    def method(self, /, *args, **kw):
        return func(self, *args, **kw)
    method.__name__ = name
    return method


# ---- what kind of thing it is ----

def _is_instance_mock(obj):
    return issubclass(type(obj), NonCallableMock)  # its __class__ may lie


def _is_exception(obj):
    return isinstance(obj, BaseException) or isinstance(obj, type) and issubclass(obj, BaseException)


def _is_list(obj):
    return type(obj) in (list, tuple)


def _callable(obj):
    while isinstance(obj, (staticmethod, classmethod, MethodType)):
        obj = obj.__func__
    return isinstance(obj, type) or getattr(obj, "__call__", None) is not None


def _instance_callable(obj):
    """An instance can be called, or the object if it is no class."""
    if isinstance(obj, type):
        return any(base.__dict__.get("__call__") is not None for base in (obj, *obj.__mro__))
    return getattr(obj, "__call__", None) is not None


def iscoroutinefunction(func):
    """As asyncio's, which need not be there."""
    if inspect.iscoroutinefunction(func):
        return True
    coroutines = sys.modules.get("asyncio.coroutines")
    return coroutines is not None and getattr(func, "_is_coroutine", None) is coroutines._is_coroutine


def _is_async_obj(obj):
    if _is_instance_mock(obj) and not isinstance(obj, AsyncMock):
        return False
    obj = getattr(obj, "__func__", obj)
    return iscoroutinefunction(obj) or inspect.isawaitable(obj)


def _is_async_func(obj):
    return bool(getattr(obj, "__code__", None)) and iscoroutinefunction(obj)


def _extract_mock(obj):
    """The mock of a function that stands for another."""
    return obj.mock if isinstance(obj, FunctionTypes) and hasattr(obj, "mock") else obj


def _must_skip(spec, entry, is_type):
    """The first parameter of a method is not given by the caller."""
    if not isinstance(spec, type):
        if entry in getattr(spec, "__dict__", {}):
            return False
        spec = spec.__class__
    for base in spec.__mro__:
        if entry in base.__dict__:
            return isinstance(base.__dict__[entry], FunctionTypes) and is_type
    return is_type


# ---- signatures ----

def _get_signature_object(spec, as_instance, eat_self):
    """(function, signature) of a callable, None if it has none."""
    if isinstance(spec, type) and not as_instance:
        spec, eat_self = spec.__init__, True
    elif isinstance(spec, (classmethod, staticmethod)):
        eat_self = eat_self or isinstance(spec, classmethod)
        spec = spec.__func__
    elif not isinstance(spec, FunctionTypes):
        try:
            spec = spec.__call__
        except AttributeError:
            return None
    try:
        return spec, inspect.signature(partial(spec, None) if eat_self else spec)
    except ValueError:
        return None


_COPIED = ("__name__", "__doc__", "__text_signature__", "__module__", "__defaults__", "__kwdefaults__")


def _copy_func_details(func, funcopy):
    for name in _COPIED:
        try:
            setattr(funcopy, name, getattr(func, name))
        except AttributeError:
            pass


def _checker(func, signature):
    def checksig(*args, **kwargs):
        signature.bind(*args, **kwargs)
    _copy_func_details(func, checksig)
    return checksig


def _check_signature(func, mock, skipfirst, instance=False):
    """Let a mock refuse arguments that the function would refuse."""
    found = _get_signature_object(func, instance, skipfirst)
    if found is None:
        return
    func, signature = found

    def checksig(self, /, *args, **kwargs):
        signature.bind(*args, **kwargs)
    _copy_func_details(func, checksig)
    type(mock)._mock_check_sig = checksig
    type(mock).__signature__ = signature


_FUNCTION = """def {0}(*args, **kwargs):
    _checksig_(*args, **kwargs)
    return _mock_(*args, **kwargs)"""


def _set_signature(mock, original, instance=False):
    """A function with the signature of another, which calls the mock; None if it has no signature."""
    skipfirst = isinstance(original, type)
    found = _get_signature_object(original, instance, skipfirst)
    if found is None:
        return mock
    func, signature = found
    name = original.__name__
    if not name.isidentifier():
        name = "funcopy"
    names = {"_checksig_": _checker(func, signature), "_mock_": mock}
    exec(_FUNCTION.format(name), names)
    funcopy = names[name]
    funcopy.__signature__ = signature
    _setup_func(funcopy, mock)
    return funcopy


_FUNCTION_ASSERTIONS = ("assert_called_with", "assert_called_once_with", "assert_has_calls", "assert_any_call", "assert_called",
                        "assert_not_called", "assert_called_once")


def _setup_func(funcopy, mock):
    """Give a function what a mock has."""
    def forward(name):
        def asked(*args, **kwargs):
            return getattr(mock, name)(*args, **kwargs)
        asked.__name__ = name
        return asked

    def reset_mock():
        funcopy.method_calls, funcopy.mock_calls = _CallList(), _CallList()
        mock.reset_mock()
        answer = funcopy.return_value
        if _is_instance_mock(answer) and answer is not mock:
            answer.reset_mock()

    funcopy.mock = mock
    funcopy.called, funcopy.call_count, funcopy.call_args = False, 0, None
    funcopy.call_args_list, funcopy.method_calls, funcopy.mock_calls = _CallList(), _CallList(), _CallList()
    funcopy.return_value, funcopy.side_effect = mock.return_value, mock.side_effect
    funcopy._mock_children = mock._mock_children
    for name in _FUNCTION_ASSERTIONS:
        setattr(funcopy, name, forward(name))
    funcopy.reset_mock = reset_mock
    mock._mock_delegate = funcopy


def _setup_async_mock(mock):
    """Give a function what a mock of a coroutine function has."""
    def wrapper(name, /, *args, **kwargs):
        return getattr(mock.mock, name)(*args, **kwargs)

    mock._is_coroutine = _coroutine_mark()
    mock.await_count, mock.await_args, mock.await_args_list = 0, None, _CallList()
    for name in ("assert_awaited", "assert_awaited_once", "assert_awaited_with", "assert_awaited_once_with", "assert_any_await",
                 "assert_has_awaits", "assert_not_awaited"):
        setattr(mock, name, partial(wrapper, name))


def _coroutine_mark():
    from asyncio import coroutines
    return coroutines._is_coroutine


# ---- calls ----

def _format_call_signature(name, args, kwargs):
    shown = [repr(arg) for arg in args]
    shown.extend(f"{key}={value!r}" for key, value in kwargs.items())
    return f"{name}({', '.join(shown)})"


def _parts_of_call(value):
    """(name, args, kwargs) of a tuple in which some of them may be left out; None: no call."""
    name, args, kwargs = "", (), {}
    if len(value) == 3:
        return tuple(value)
    if len(value) == 2:
        first, second = value
        if not isinstance(first, str):
            return name, first, second
        return (first, second, kwargs) if isinstance(second, tuple) else (first, args, second)
    for one in value:
        if isinstance(one, str):
            name = one
        elif isinstance(one, tuple):
            args = one
        else:
            kwargs = one
    return (name, args, kwargs) if len(value) < 2 else None


class _Call(tuple):
    """A call: (name, args, kwargs), or (args, kwargs) where the name is known.

    `call` is the first of them: its attributes and calls give others. It is equal to every tuple that leaves out empty parts.
    """

    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        args, kwargs = (), {}
        if len(value) == 3:
            name, args, kwargs = value
        elif value:
            given, args, kwargs = _parts_of_call(value)
            name = given or name
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name, self._mock_parent, self._mock_from_kall = name, parent, from_kall

    def __eq__(self, other):
        try:
            length = len(other)
        except TypeError:
            return NotImplemented
        name, args, kwargs = ("", *self) if len(self) == 2 else self
        above, other_above = getattr(self, "_mock_parent", None), getattr(other, "_mock_parent", None)
        if above and other_above and above != other_above:
            return False
        parts = _parts_of_call(other) if length < 4 else None
        if parts is None or name and parts[0] != name:
            return False
        return (parts[1], parts[2]) == (args, kwargs)  # their objects may be equal to everything

    __ne__ = object.__ne__
    __hash__ = tuple.__hash__

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(("", args, kwargs), name="()")
        return _Call((self._mock_name, args, kwargs), name=self._mock_name + "()", parent=self)

    def __getattr__(self, attr):
        if self._mock_name is None:
            return _Call(name=attr, from_kall=False)
        return _Call(name=f"{self._mock_name}.{attr}", parent=self, from_kall=False)

    def __getattribute__(self, attr):
        if attr in tuple.__dict__:
            raise AttributeError
        return tuple.__getattribute__(self, attr)

    def _get_call_arguments(self):
        return self[-2:] if len(self) == 2 else self[1:]

    @property
    def args(self):
        return self._get_call_arguments()[0]

    @property
    def kwargs(self):
        return self._get_call_arguments()[1]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            return "call" + name if name.startswith("()") else name
        name, args, kwargs = ("", *self) if len(self) == 2 else self
        if name:
            name = name if name.startswith("()") else "." + name
        return _format_call_signature("call" + name, args, kwargs)

    def call_list(self):
        """All calls of a chain."""
        found, one = [], self
        while one is not None:
            if one._mock_from_kall:
                found.insert(0, one)
            one = one._mock_parent
        return _CallList(found)


call = _Call(from_kall=False)


class _CallList(list):
    """Calls; a list that is a part of it is contained."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        size = len(value)
        return any(self[start:start + size] == value for start in range(len(self) - size + 1))

    def __repr__(self):
        import pprint
        return pprint.pformat(list(self))


class _AnyComparer(list):
    """Calls, compared part by part, the sought one on the left: it may have objects that are equal to everything."""

    def __contains__(self, item):
        return any(len(one) == len(item) and all(wanted == made for wanted, made in zip(item, one)) for one in self)


class _ANY:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"

    __hash__ = None


ANY = _ANY()


# ---- mocks ----

class _MockIter:
    def __init__(self, obj):
        self.obj = iter(obj)

    def __next__(self):
        return next(self.obj)


def _try_iter(obj):
    """The iterator of a side effect that is a list of results."""
    if obj is None or _is_exception(obj) or _callable(obj):
        return obj
    try:
        return iter(obj)
    except TypeError:
        return obj


def _check_and_set_parent(parent, value, name, new_name):
    """Make a mock a part of another, if it belongs to none, has no name, and is not above it; whether it was done."""
    value = _extract_mock(value)
    if not _is_instance_mock(value):
        return False
    if value._mock_name or value._mock_new_name or value._mock_parent is not None or value._mock_new_parent is not None:
        return False
    above = parent
    while above is not None:
        if above is value:
            return False
        above = above._mock_new_parent
    if new_name:
        value._mock_new_parent, value._mock_new_name = parent, new_name
    if name:
        value._mock_parent, value._mock_name = parent, name
    return True


def _delegating_property(name):
    """A note of the mock, which the function has if the mock stands for one."""
    noted = "_mock_" + name

    def get(self):
        function = self._mock_delegate
        return self.__dict__.get(noted, getattr(type(self), noted, None)) if function is None else getattr(function, name)

    def put(self, value):
        function = self._mock_delegate
        if function is None:
            self.__dict__[noted] = value
        else:
            setattr(function, name, value)
    return property(get, put)


_allowed_names = {"return_value", "_mock_return_value", "side_effect", "_mock_side_effect", "_mock_parent", "_mock_new_parent", "_mock_name",
                  "_mock_new_name", "called", "call_count", "call_args", "call_args_list", "mock_calls", "await_count", "await_args",
                  "await_args_list"}


class Base:
    _mock_return_value = DEFAULT
    _mock_side_effect = None

    def __init__(self, /, *args, **kwargs):
        pass


class NonCallableMock(Base):
    """A mock that cannot be called."""

    _lock = RLock()

    def __new__(cls, /, *args, **kw):
        bases = (cls,)
        if not issubclass(cls, AsyncMockMixin) and (args or "spec" in kw or "spec_set" in kw):
            spec = kw.get("spec_set", args[3] if len(args) > 3 else kw.get("spec", args[0] if args else None))
            if spec is not None and _is_async_obj(spec):
                bases = (AsyncMockMixin, cls)
        own = type(cls.__name__, bases, {"__doc__": cls.__doc__, "__module__": __name__, **cls._mock_body()})
        own._mock_owner = made = object.__new__(own)
        return made

    @classmethod
    def _mock_body(cls):
        """What the class of one mock has before the mock is initialised."""
        return {}

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name="", _new_parent=None,
                 _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        above = parent if _new_parent is None else _new_parent
        put = self.__dict__
        put.update(_mock_parent=parent, _mock_name=name, _mock_new_name=_new_name, _mock_new_parent=above, _mock_sealed=False)
        strict = spec_set is not None
        if _eat_self is None:
            _eat_self = parent is not None
        self._mock_add_spec(spec_set if strict else spec, True if strict else None, _spec_as_instance, _eat_self)
        put.update(_mock_children={}, _mock_wraps=wraps, _mock_delegate=None, _mock_called=False, _mock_call_args=None,
                   _mock_call_count=0, _mock_call_args_list=_CallList(), _mock_mock_calls=_CallList(), method_calls=_CallList(),
                   _mock_unsafe=unsafe)
        if kwargs:
            self.configure_mock(**kwargs)
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state)

    def _mock_add_spec(self, spec, spec_set, _spec_as_instance=False, _eat_self=False):
        if _is_instance_mock(spec):
            raise InvalidSpecError(f"Cannot spec a Mock object. [object={spec!r}]")
        kind = signature = None
        coroutines = []
        if spec is not None:
            names = dir(spec)
            coroutines = [name for name in names if iscoroutinefunction(getattr(spec, name, None))]
            if not _is_list(spec):
                kind = spec if isinstance(spec, type) else type(spec)
                found = _get_signature_object(spec, _spec_as_instance, _eat_self)
                signature = found and found[1]
                spec = names
        self.__dict__.update(_spec_class=kind, _spec_set=spec_set, _spec_signature=signature, _mock_methods=spec, _spec_asyncs=coroutines)

    def mock_add_spec(self, spec, spec_set=False):
        """Let it have the attributes of an object, or those of a list of names, only."""
        self._mock_add_spec(spec, spec_set)

    def attach_mock(self, mock, attribute):
        """Make another mock an attribute: its calls are noted here, too."""
        inner = _extract_mock(mock)
        inner._mock_parent = inner._mock_new_parent = inner._mock_new_name = None
        inner._mock_name = ""
        setattr(self, attribute, mock)

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    called = _delegating_property("called")
    call_count = _delegating_property("call_count")
    call_args = _delegating_property("call_args")
    call_args_list = _delegating_property("call_args_list")
    mock_calls = _delegating_property("mock_calls")

    @property
    def return_value(self):
        """What a call gives."""
        function = self._mock_delegate
        answer = self._mock_return_value if function is None else function.return_value
        if answer is DEFAULT:
            answer = self._get_child_mock(_new_parent=self, _new_name="()")
            self.return_value = answer
        return answer

    @return_value.setter
    def return_value(self, value):
        function = self._mock_delegate
        if function is not None:
            function.return_value = value
        else:
            self._mock_return_value = value
            _check_and_set_parent(self, value, None, "()")

    @property
    def side_effect(self):
        """What a call does: a function to call, an exception to raise, or the results of one call after the other."""
        function = self._mock_delegate
        if function is None:
            return self._mock_side_effect
        effect = function.side_effect
        if effect is not None and not (callable(effect) or isinstance(effect, _MockIter) or _is_exception(effect)):
            effect = function.side_effect = _MockIter(effect)
        return effect

    @side_effect.setter
    def side_effect(self, value):
        value = _try_iter(value)
        function = self._mock_delegate
        if function is None:
            self._mock_side_effect = value
        else:
            function.side_effect = value

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        """Forget all calls."""
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self.called, self.call_count, self.call_args = False, 0, None
        self.mock_calls, self.call_args_list, self.method_calls = _CallList(), _CallList(), _CallList()
        if return_value:
            self._mock_return_value = DEFAULT
        if side_effect:
            self._mock_side_effect = None
        for child in self._mock_children.values():
            if child is not _deleted and not isinstance(child, _SpecState):
                child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        answer = self._mock_return_value
        if _is_instance_mock(answer) and answer is not self:
            answer.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        """Set attributes; names may have dots."""
        for path in sorted(kwargs, key=lambda name: name.count(".")):
            *above, last = path.split(".")
            target = self
            for name in above:
                target = getattr(target, name)
            setattr(target, last, kwargs[path])

    # ---- attributes ----

    def __getattr__(self, name):
        if name in ("_mock_methods", "_mock_unsafe"):
            raise AttributeError(name)
        methods = self._mock_methods
        if methods is not None:
            if name not in methods or name in _all_magics:
                raise AttributeError(f"Mock object has no attribute {name!r}")
        elif _is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and name.startswith(_ASSERTING) and (not methods or name not in methods):
            raise AttributeError(f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant to be an attribute.")
        with NonCallableMock._lock:
            found = self._mock_children.get(name)
            if found is _deleted:
                raise AttributeError(name)
            if found is None:
                wraps = None if self._mock_wraps is None else getattr(self._mock_wraps, name)
                found = self._get_child_mock(parent=self, name=name, wraps=wraps, _new_name=name, _new_parent=self)
                self._mock_children[name] = found
            elif isinstance(found, _SpecState):
                found = self._mock_children[name] = self._specified(name, found)
        return found

    def _specified(self, name, state):
        """The mock of an attribute of that which this one is like."""
        try:
            return create_autospec(state.spec, state.spec_set, state.instance, state.parent, state.name)
        except InvalidSpecError:
            target = self.__dict__["_mock_name"] or self
            raise InvalidSpecError(f"Cannot autospec attr {name!r} from target {target!r} as it has already been mocked out. "
                                   f"[target={self!r}, attr={state.spec!r}]")

    def __setattr__(self, name, value):
        if name in _allowed_names:
            return object.__setattr__(self, name, value)
        methods = self._mock_methods if "_mock_methods" in self.__dict__ else None
        if self._spec_set and methods is not None and name not in methods and name not in self.__dict__:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name in _unsupported_magics:
            raise AttributeError(f"Attempting to set unsupported magic method {name!r}.")
        if name == "__class__":
            self._spec_class = value
            return None
        if name in _all_magics:
            if methods is not None and name not in methods:
                raise AttributeError(f"Mock object has no attribute '{name}'")
            value = self._put_magic(name, value)
        elif _check_and_set_parent(self, value, name, name):
            self._mock_children[name] = value
        if self._mock_sealed and not hasattr(self, name):
            raise AttributeError(f"Cannot set {self._extract_mock_name()}.{name}")
        return object.__setattr__(self, name, value)

    def _put_magic(self, name, value):
        """A special method: the class has it, and what the instance has is called with the same arguments."""
        if not _is_instance_mock(value):
            setattr(type(self), name, _get_method(name, value))
            function = value

            def value(*args, **kw):
                return function(self, *args, **kw)
        else:
            _check_and_set_parent(self, value, None, name)
            setattr(type(self), name, value)
            self._mock_children[name] = value
        return value

    def __delattr__(self, name):
        if name in _all_magics and name in type(self).__dict__:
            delattr(type(self), name)
            if name not in self.__dict__:
                return
        found = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif found is _deleted:
            raise AttributeError(name)
        self._mock_children[name] = _deleted

    def __dir__(self):
        if not FILTER_DIR:
            return object.__dir__(self)
        names = set(self._mock_methods or ())
        names.update(name for name in dir(type(self)) if name[:1] != "_")
        names.update(name for name in self.__dict__ if name[:1] != "_" or _is_magic(name))
        names.update(name for name, child in self._mock_children.items() if child is not _deleted)
        return sorted(names)

    def _get_child_mock(self, /, **kw):
        """The mock of an attribute or of the result: subclasses may give one of another class."""
        if self._mock_sealed:
            raise AttributeError(self._extract_mock_name() + (f".{kw['name']}" if "name" in kw else "()"))
        name, kind = kw.get("_new_name"), type(self)
        if name in self.__dict__["_spec_asyncs"]:
            return AsyncMock(**kw)
        if issubclass(kind, MagicMock) and name in _async_method_magics:
            made = AsyncMock
        elif issubclass(kind, AsyncMockMixin):
            made = MagicMock if name in _all_sync_magics or self._mock_methods and name in self._mock_methods else AsyncMock
        elif issubclass(kind, CallableMixin):
            made = kind.__mro__[1]
        else:
            made = MagicMock if issubclass(kind, NonCallableMagicMock) else Mock
        return made(**kw)

    # ---- names ----

    def _extract_mock_name(self):
        """Where this mock stands: mock.a.b()"""
        parts, mock = [self._mock_new_name], self
        while mock._mock_new_parent is not None:
            mock = mock._mock_new_parent
            parts.append(mock._mock_new_name)
        parts[-1] = mock._mock_name or "mock"
        path = parts.pop()
        for part in reversed(parts):
            path += part if part == "()" else f".{part}"
        return path

    def __repr__(self):
        path, spec = self._extract_mock_name(), ""
        name = "" if path in ("mock", "mock.") else f" name={path!r}"
        if self._spec_class is not None:
            spec = f" {'spec_set' if self._spec_set else 'spec'}={self._spec_class.__name__!r}"
        return f"<{type(self).__name__}{name}{spec} id='{id(self)}'>"

    def _format_mock_call_signature(self, args, kwargs):
        return _format_call_signature(self._mock_name or "mock", args, kwargs)

    def _format_mock_failure_message(self, args, kwargs, action="call"):
        made = self.call_args if action == "call" else self.await_args
        expected, actual = self._format_mock_call_signature(args, kwargs), self._format_mock_call_signature(*made[-2:])
        return f"expected {action} not found.\nExpected: {expected}\n  Actual: {actual}"

    def _calls_repr(self, prefix="Calls"):
        return f"\n{prefix}: {safe_repr(self.mock_calls)}." if self.mock_calls else ""

    # ---- what was called ----

    def _get_call_signature_from_name(self, name):
        """The signature of a mock below this one, by the path that calls show."""
        if not name:
            return self._spec_signature
        signature, children = None, self._mock_children
        for part in name.replace("()", "").split("."):
            child = children.get(part)
            if child is None or isinstance(child, _SpecState):
                break
            child = _extract_mock(child)
            children, signature = child._mock_children, child._spec_signature
        return signature

    def _call_matcher(self, _call):
        """A call with its arguments in order, whether they were given by name or not; the error of arguments that do not fit."""
        named = isinstance(_call, tuple) and len(_call) > 2
        signature = self._get_call_signature_from_name(_call[0]) if named else self._spec_signature
        if signature is None:
            return _call
        name, args, kwargs = _call if named else ("", *_call)
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError as error:
            return error.with_traceback(None)
        return call(name, bound.args, bound.kwargs)

    def _label(self):
        return self._mock_name or "mock"

    def assert_not_called(self):
        """There was no call."""
        if self.call_count:
            raise AssertionError(f"Expected '{self._label()}' to not have been called. Called {self.call_count} times.{self._calls_repr()}")

    def assert_called(self):
        """There was a call."""
        if not self.call_count:
            raise AssertionError(f"Expected '{self._label()}' to have been called.")

    def assert_called_once(self):
        """There was one call."""
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._label()}' to have been called once. Called {self.call_count} times.{self._calls_repr()}")

    def assert_called_with(self, /, *args, **kwargs):
        """The last call was like this."""
        if self.call_args is None:
            expected = self._format_mock_call_signature(args, kwargs)
            raise AssertionError(f"expected call not found.\nExpected: {expected}\n  Actual: not called.")
        expected, actual = self._call_matcher(_Call((args, kwargs), two=True)), self._call_matcher(self.call_args)
        if actual != expected:
            raise AssertionError(self._format_mock_failure_message(args, kwargs)) from _cause([expected])

    def assert_called_once_with(self, /, *args, **kwargs):
        """There was one call, like this."""
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._label()}' to be called once. Called {self.call_count} times.{self._calls_repr()}")
        return self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        """One of the calls was like this."""
        expected, cause = self._call_matcher(_Call((args, kwargs), two=True)), None
        actual = [self._call_matcher(one) for one in self.call_args_list]
        cause = _cause([expected])
        if cause or expected not in _AnyComparer(actual):
            raise AssertionError(f"{self._format_mock_call_signature(args, kwargs)} call not found") from cause

    def assert_has_calls(self, calls, any_order=False):
        """These calls were made, one right after the other or in any order."""
        expected = [self._call_matcher(one) for one in calls]
        made = _CallList(self._call_matcher(one) for one in self.mock_calls)
        if not any_order:
            if expected not in made:
                raise AssertionError(f"{_problem(expected, 'Calls')}\nExpected: {_CallList(calls)}"
                                     f"{self._calls_repr(prefix='  Actual').rstrip('.')}") from _cause(expected)
            return
        missing = _take_out(expected, made)
        if missing:
            raise AssertionError(f"{self._label()!r} does not contain all of {missing!r} in its call list, "
                                 f"found {list(made)!r} instead") from _cause(expected)


def _cause(calls):
    """The first error among what was expected."""
    return next((one for one in calls if isinstance(one, Exception)), None)


def _problem(expected, what):
    if _cause(expected) is None:
        return f"{what} not found."
    errors = [one if isinstance(one, Exception) else None for one in expected]
    return f"Error processing expected {what.lower()}.\nErrors: {errors}"


def _take_out(expected, made):
    """Those expected ones that were not made; the others are taken from a list."""
    missing = []
    for one in expected:
        try:
            list.remove(made, one)
        except ValueError:
            missing.append(one)
    return tuple(missing)


class CallableMixin(Base):
    """What makes a mock callable."""

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None, parent=None,
                 _spec_state=None, _new_name="", _new_parent=None, **kwargs):
        self.__dict__["_mock_return_value"] = return_value
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent, **kwargs)
        self.side_effect = side_effect

    def _mock_check_sig(self, /, *args, **kwargs):
        """Classes of mocks with a signature have another one."""

    def __call__(self, /, *args, **kwargs):
        self._mock_check_sig(*args, **kwargs)
        self._increment_mock_call(*args, **kwargs)
        return self._mock_call(*args, **kwargs)

    def _mock_call(self, /, *args, **kwargs):
        return self._execute_mock_call(*args, **kwargs)

    def _increment_mock_call(self, /, *args, **kwargs):
        self.called = True
        self.call_count += 1
        made = _Call((args, kwargs), two=True)
        self.call_args = made
        self.call_args_list.append(made)
        self.mock_calls.append(_Call(("", args, kwargs)))
        path, method, is_method = self._mock_new_name, self._mock_name, self._mock_parent is not None
        above = self._mock_new_parent
        while above is not None:
            if is_method:
                above.method_calls.append(_Call((method, args, kwargs)))
                is_method = above._mock_parent is not None
                if is_method:
                    method = f"{above._mock_name}.{method}"
            above.mock_calls.append(_Call((path, args, kwargs)))
            name = above._mock_new_name
            if name:
                path = name + ("" if path[:2] == "()" else ".") + path
            above = above._mock_new_parent

    def _execute_mock_call(self, /, *args, **kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if _callable(effect):
                result = effect(*args, **kwargs)
            else:
                result = next(effect)
                if _is_exception(result):
                    raise result
            if result is not DEFAULT:
                return result
        if self._mock_return_value is DEFAULT and self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


class Mock(CallableMixin, NonCallableMock):
    """A mock: every attribute is another one, calls are noted."""


# ---- mocks with special methods ----

class MagicProxy(Base):
    """Makes the mock of a special method when it is first asked for."""

    def __init__(self, name):
        self.name = name

    def __get__(self, obj, _type=None):
        if obj is None:  # asked from the class of a mock
            obj = _type._mock_owner
        made = obj._get_child_mock(name=self.name, _new_name=self.name, _new_parent=obj)
        setattr(obj, self.name, made)
        _set_return_value(obj, made, self.name)
        return made


_PROXIES = {name: MagicProxy(name) for name in _MAGIC_DEFAULTS}


class MagicMixin(Base):
    """Special methods that do something sensible."""

    @classmethod
    def _mock_body(cls):
        return _PROXIES

    def __init__(self, /, *args, **kw):
        super().__init__(*args, **kw)
        self._mock_set_magics()

    def _mock_set_magics(self):
        """Leave the special methods that that has which the mock is like."""
        methods, cls = self._mock_methods, type(self)
        for name, proxy in _PROXIES.items():
            here = name in cls.__dict__
            if methods is not None and name not in methods:
                if here:
                    delattr(self, name)
            elif not here:
                setattr(cls, name, proxy)

    def mock_add_spec(self, spec, spec_set=False):
        """Let it have the attributes of an object, or those of a list of names, only."""
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """MagicMock that cannot be called."""


class MagicMock(MagicMixin, Mock):
    """Mock with special methods."""


# ---- mocks of coroutine functions ----

class AsyncMagicMixin(MagicMixin):
    """Special methods of mocks that are awaited."""


class AsyncMockMixin(Base):
    """What makes the call of a mock something to be awaited."""

    await_count = _delegating_property("await_count")
    await_args = _delegating_property("await_args")
    await_args_list = _delegating_property("await_args_list")

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = NonCallableMock(spec_set=CodeType)
        code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_varnames = 0, 0, 0, ("args", "kwargs")
        code.co_flags = inspect.CO_COROUTINE | inspect.CO_VARARGS | inspect.CO_VARKEYWORDS
        self.__dict__.update(_is_coroutine=_coroutine_mark(), _mock_await_count=0, _mock_await_args=None, _mock_await_args_list=_CallList(),
                             __code__=code, __name__="AsyncMock", __defaults__=(), __kwdefaults__={}, __annotations__=None)

    async def _execute_mock_call(self, /, *args, **kwargs):
        made = _Call((args, kwargs), two=True)
        self.await_count += 1
        self.await_args = made
        self.await_args_list.append(made)
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not _callable(effect):
                try:
                    result = next(effect)
                except StopIteration:
                    raise StopAsyncIteration
                if _is_exception(result):
                    raise result
            elif iscoroutinefunction(effect):
                result = await effect(*args, **kwargs)
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        wrapped = self._mock_wraps
        if self._mock_return_value is not DEFAULT or wrapped is None:
            return self.return_value
        return await wrapped(*args, **kwargs) if iscoroutinefunction(wrapped) else wrapped(*args, **kwargs)

    def reset_mock(self, /, *args, **kwargs):
        """Forget all calls and awaits."""
        super().reset_mock(*args, **kwargs)
        self.await_count, self.await_args, self.await_args_list = 0, None, _CallList()

    def assert_awaited(self):
        """A call was awaited."""
        if not self.await_count:
            raise AssertionError(f"Expected {self._label()} to have been awaited.")

    def assert_awaited_once(self):
        """One call was awaited."""
        if self.await_count != 1:
            raise AssertionError(f"Expected {self._label()} to have been awaited once. Awaited {self.await_count} times.")

    def assert_awaited_with(self, /, *args, **kwargs):
        """The last await was of a call like this."""
        if self.await_args is None:
            raise AssertionError(f"Expected await: {self._format_mock_call_signature(args, kwargs)}\nNot awaited")
        expected, actual = self._call_matcher(_Call((args, kwargs), two=True)), self._call_matcher(self.await_args)
        if actual != expected:
            raise AssertionError(self._format_mock_failure_message(args, kwargs, action="await")) from _cause([expected])

    def assert_awaited_once_with(self, /, *args, **kwargs):
        """One call was awaited, like this."""
        self.assert_awaited_once()
        return self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        """One of the awaits was of a call like this."""
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        actual = [self._call_matcher(one) for one in self.await_args_list]
        cause = _cause([expected])
        if cause or expected not in _AnyComparer(actual):
            raise AssertionError(f"{self._format_mock_call_signature(args, kwargs)} await not found") from cause

    def assert_has_awaits(self, calls, any_order=False):
        """These calls were awaited, one right after the other or in any order."""
        expected = [self._call_matcher(one) for one in calls]
        made = _CallList(self._call_matcher(one) for one in self.await_args_list)
        if not any_order:
            if expected not in made:
                raise AssertionError(f"{_problem(expected, 'Awaits')}\nExpected: {_CallList(calls)}\n"
                                     f"Actual: {self.await_args_list}") from _cause(expected)
            return
        missing = _take_out(expected, made)
        if missing:
            raise AssertionError(f"{missing!r} not all found in await list") from _cause(expected)

    def assert_not_awaited(self):
        """No call was awaited."""
        if self.await_count:
            raise AssertionError(f"Expected {self._label()} to not have been awaited. Awaited {self.await_count} times.")


class AsyncMock(AsyncMockMixin, AsyncMagicMixin, Mock):
    """A mock whose calls are awaited."""


class PropertyMock(Mock):
    """A mock as property: read without arguments, set with one."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


# ---- something in the place of an attribute ----

def _resolve(target):
    import pkgutil
    return pkgutil.resolve_name(target)


def _getter(target):
    return partial(_resolve, target) if type(target) is str else lambda: target


def _get_target(target):
    """(what gives the object, the name of its attribute) of a dotted name."""
    try:
        target, attribute = target.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f"Need a valid target to patch. You supplied: {target!r}")
    return partial(_resolve, target), attribute


_TYPING_ERRORS = ("autospect", "auto_spec", "set_spec")


def _check_spec_arg_typos(kwargs_to_check):
    for name in _TYPING_ERRORS:
        if name in kwargs_to_check:
            raise RuntimeError(f"{name!r} might be a typo; use unsafe=True if this is intended")


class _Decorating:
    """What can be entered as decorator of a class, a function or a coroutine function."""

    def __call__(self, func):
        if isinstance(func, type):
            return self.decorate_class(func)
        return self.decorate_async_callable(func) if iscoroutinefunction(func) else self.decorate_callable(func)

    def decorate_class(self, klass):
        for name in dir(klass):
            if name.startswith(patch.TEST_PREFIX) and hasattr(getattr(klass, name), "__call__"):
                setattr(klass, name, self.copy()(getattr(klass, name)))
        return klass

    def start(self):
        """Enter until stop()."""
        result = self.__enter__()
        _patch._active_patches.append(self)
        return result

    def stop(self):
        try:
            _patch._active_patches.remove(self)
        except ValueError:  # it was not started
            return None
        return self.__exit__(None, None, None)


class _patch(_Decorating):
    """Puts something in the place of an attribute for a while."""

    attribute_name = None
    _active_patches = []

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, *, unsafe=False):
        if new_callable is not None:
            for other, given in ("new", new is not DEFAULT), ("autospec", autospec is not None):
                if given:
                    raise ValueError(f"Cannot use '{other}' and 'new_callable' together")
        if not unsafe:
            _check_spec_arg_typos(kwargs)
        for which, one in ("spec", spec), ("spec_set", spec_set):
            if _is_instance_mock(one):
                raise InvalidSpecError(f"Cannot spec attr {attribute!r} as the {which} "
                                       f"{'' if which == 'spec' else 'target '}has already been mocked out. [{which}={one!r}]")
        self.getter, self.attribute, self.new, self.new_callable, self.spec = getter, attribute, new, new_callable, spec
        self.create, self.has_local, self.spec_set, self.autospec, self.kwargs = create, False, spec_set, autospec, kwargs
        self.additional_patchers = []

    def copy(self):
        other = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec, self.new_callable,
                       self.kwargs)
        other.attribute_name = self.attribute_name
        other.additional_patchers = [patcher.copy() for patcher in self.additional_patchers]
        return other

    # ---- as decorator ----

    @contextlib.contextmanager
    def decoration_helper(self, patched, args, keywargs):
        """Within it everything is in place; gives the arguments for the function."""
        more = []
        with contextlib.ExitStack() as stack:
            for patching in patched.patchings:
                made = stack.enter_context(patching)
                if patching.attribute_name is not None:
                    keywargs.update(made)
                elif patching.new is DEFAULT:
                    more.append(made)
            yield args + tuple(more), keywargs

    def decorate_callable(self, func):
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func

        @wraps(func)
        def patched(*args, **keywargs):
            with self.decoration_helper(patched, args, keywargs) as (newargs, newkeywargs):
                return func(*newargs, **newkeywargs)

        patched.patchings = [self]
        return patched

    def decorate_async_callable(self, func):
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func

        @wraps(func)
        async def patched(*args, **keywargs):
            with self.decoration_helper(patched, args, keywargs) as (newargs, newkeywargs):
                return await func(*newargs, **newkeywargs)

        patched.patchings = [self]
        return patched

    # ---- what is put there ----

    def get_original(self):
        """(what is there, whether the target itself has it)"""
        target, name = self.getter(), self.attribute
        local = name in getattr(target, "__dict__", ())
        found = target.__dict__[name] if local else getattr(target, name, DEFAULT)
        if isinstance(target, ModuleType) and name[:1] != "_" and hasattr(builtins, name):
            self.create = True
        if found is DEFAULT and not self.create:
            raise AttributeError(f"{target} does not have the attribute {name!r}")
        return found, local

    def _like(self, original):
        """(spec, spec_set) with True replaced."""
        spec = None if self.spec is False else self.spec
        spec_set = None if self.spec_set is False else self.spec_set
        if spec is not None and self.autospec is not None and self.autospec is not False:
            raise TypeError("Can't specify spec and autospec")
        autospec = None if self.autospec is False else self.autospec
        if (spec is not None or autospec is not None) and spec_set not in (True, None):
            raise TypeError("Can't provide explicit spec_set *and* spec or autospec")
        if autospec is not None:
            return spec, spec_set
        if spec is True:
            spec = original
        if spec_set is True:
            spec, spec_set = None, original if spec is None else spec
        return spec, spec_set

    def _make(self, original):
        """A mock in the place of the original."""
        spec, spec_set = self._like(original)
        like = spec if spec_set is None else spec_set
        if like is not None and original is DEFAULT:
            raise TypeError("Can't use 'spec' with create=True")
        made = AsyncMock if spec is None and _is_async_obj(original) else MagicMock
        if self.new_callable is not None:
            made = self.new_callable
        elif like is not None:
            can_call = "__call__" in like if _is_list(like) else callable(like)
            made = AsyncMock if _is_async_obj(like) else MagicMock if can_call else NonCallableMagicMock
        options = {key: value for key, value in (("spec", spec), ("spec_set", spec_set)) if value is not None}
        if isinstance(made, type) and issubclass(made, NonCallableMock) and self.attribute:
            options["name"] = self.attribute
        options.update(self.kwargs)
        new = made(**options)
        if like is not None and isinstance(original, type) and _is_instance_mock(new):
            if not _is_list(like) and not _instance_callable(like):
                made = NonCallableMagicMock
            options.pop("name")
            new.return_value = made(_new_parent=new, _new_name="()", **options)
        return new

    def _make_autospec(self, original):
        if self.new is not DEFAULT:
            raise TypeError("autospec creates the mock for you. Can't specify autospec and new.")
        if original is DEFAULT:
            raise TypeError("Can't use 'autospec' with create=True")
        self._like(original)
        autospec, target = original if self.autospec is True else self.autospec, self.target
        if _is_instance_mock(target):
            raise InvalidSpecError(f"Cannot autospec attr {self.attribute!r} as the patch target has already been mocked out. "
                                   f"[target={target!r}, attr={autospec!r}]")
        if _is_instance_mock(autospec):
            raise InvalidSpecError(f"Cannot autospec attr {self.attribute!r} from target {getattr(target, '__name__', target)!r} "
                                   f"as it has already been mocked out. [target={target!r}, attr={autospec!r}]")
        return create_autospec(autospec, spec_set=bool(self.spec_set), _name=self.attribute, **self.kwargs)

    def __enter__(self):
        self.target = self.getter()
        original, local = self.get_original()
        new = self.new
        if self.autospec is not None and self.autospec is not False:
            new = self._make_autospec(original)
        elif new is DEFAULT:
            new = self._make(original)
        elif self.kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")
        self.temp_original, self.is_local, self._exit_stack = original, local, contextlib.ExitStack()
        try:
            setattr(self.target, self.attribute, new)
            if self.attribute_name is None:
                return new
            made = {self.attribute_name: new} if self.new is DEFAULT else {}
            for patching in self.additional_patchers:
                more = self._exit_stack.enter_context(patching)
                if patching.new is DEFAULT:
                    made.update(more)
            return made
        except:
            if not self.__exit__(*sys.exc_info()):
                raise

    _KEPT = ("__doc__", "__module__", "__defaults__", "__annotations__", "__kwdefaults__")

    def __exit__(self, *exc_info):
        target, name = self.target, self.attribute
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(target, name, self.temp_original)
        else:
            delattr(target, name)
            if not self.create and (name in self._KEPT or not hasattr(target, name)):
                setattr(target, name, self.temp_original)
        stack = self._exit_stack
        del self.temp_original, self.is_local, self.target, self._exit_stack
        return stack.__exit__(*exc_info)


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *, unsafe=False, **kwargs):
    """Puts something in the place of what a dotted name stands for: a context manager, and a decorator."""
    getter, attribute = _get_target(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=unsafe)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *,
                  unsafe=False, **kwargs):
    """Puts something in the place of an object's attribute."""
    if type(target) is str:
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=unsafe)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    """Puts things in the place of several attributes."""
    getter = _getter(target)
    if not kwargs:
        raise ValueError("Must supply at least one keyword argument with patch.multiple")
    patchers = []
    for attribute, new in kwargs.items():
        patcher = _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        patcher.attribute_name = attribute
        patchers.append(patcher)
    first, *first.additional_patchers = patchers
    return first


class _patch_dict(_Decorating):
    """Changes a dict for a while."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict, self.clear, self._original = in_dict, clear, None
        self.values = dict(values)
        self.values.update(kwargs)

    def copy(self):
        return _patch_dict(self.in_dict, self.values, self.clear)

    def decorate_callable(self, func):
        @wraps(func)
        def _inner(*args, **kw):
            self._patch_dict()
            try:
                return func(*args, **kw)
            finally:
                self._unpatch_dict()
        return _inner

    def decorate_async_callable(self, func):
        @wraps(func)
        async def _inner(*args, **kw):
            self._patch_dict()
            try:
                return await func(*args, **kw)
            finally:
                self._unpatch_dict()
        return _inner

    def __enter__(self):
        self._patch_dict()
        return self.in_dict

    def __exit__(self, *args):
        if self._original is not None:
            self._unpatch_dict()
        return False

    def _patch_dict(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _resolve(self.in_dict)
        mapping = self.in_dict
        try:
            self._original = mapping.copy()
        except AttributeError:  # a mapping with few methods
            self._original = {key: mapping[key] for key in mapping}
        if self.clear:
            _clear_dict(mapping)
        _put_all(mapping, self.values)

    def _unpatch_dict(self):
        _clear_dict(self.in_dict)
        _put_all(self.in_dict, self._original)


def _clear_dict(in_dict):
    try:
        in_dict.clear()
    except AttributeError:
        for key in list(in_dict):
            del in_dict[key]


def _put_all(mapping, values):
    try:
        mapping.update(values)
    except AttributeError:
        for key in values:
            mapping[key] = values[key]


def _patch_stopall():
    """Stop all that were started, the last one first."""
    for patcher in reversed(_patch._active_patches):
        patcher.stop()


patch.object, patch.multiple, patch.dict, patch.stopall, patch.TEST_PREFIX = (
    _patch_object, _patch_multiple, _patch_dict, _patch_stopall, "test")


# ---- mocks that are like others, all the way down ----

class _SpecState:
    """An attribute whose mock is made when it is asked for."""

    def __init__(self, spec, spec_set=False, parent=None, name=None, ids=None, instance=False):
        self.spec, self.ids, self.spec_set, self.parent, self.instance, self.name = spec, ids, spec_set, parent, instance, name


def _autospec_class(spec, is_type, instance):
    """The class of a mock that is like that."""
    if inspect.isdatadescriptor(spec):
        return MagicMock
    if is_type and instance and not _instance_callable(spec):
        return NonCallableMagicMock
    if _is_async_func(spec):
        if instance:
            raise RuntimeError("Instance can not be True when create_autospec is mocking an async function")
        return AsyncMock
    return MagicMock if _callable(spec) else NonCallableMagicMock


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    """A mock that has what another object has, and takes the arguments that it takes."""
    if _is_list(spec):
        spec = type(spec)
    is_type = isinstance(spec, type)
    if _is_instance_mock(spec):
        raise InvalidSpecError(f"Cannot autospec a Mock object. [object={spec!r}]")
    if not unsafe:
        _check_spec_arg_typos(kwargs)
    kind = _autospec_class(spec, is_type, instance)
    options = {}
    if spec is not None and not inspect.isdatadescriptor(spec):
        options = {"spec_set" if spec_set else "spec": spec}
        if instance:
            options["_spec_as_instance"] = True
    options.update(kwargs)
    _name = options.pop("name", _name)
    mock = kind(parent=_parent, _new_parent=_parent, _new_name="" if _parent is None else _name, name=_name, **options)
    if isinstance(spec, FunctionTypes):
        mock = _set_signature(mock, spec)
        if kind is AsyncMock:
            _setup_async_mock(mock)
    else:
        _check_signature(spec, mock, is_type, instance)
    if _parent is not None and not instance:
        _parent._mock_children[_name] = mock
    if is_type and not instance and "return_value" not in kwargs:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _name="()", _parent=mock)
    _autospec_attributes(mock, spec, spec_set, is_type, instance)
    return mock


def _autospec_attributes(mock, spec, spec_set, is_type, instance):
    """Functions and methods now, the other attributes when they are asked for."""
    parent = mock.mock if isinstance(spec, FunctionTypes) else mock
    for entry in dir(spec):
        if _is_magic(entry):
            continue
        try:
            original = getattr(spec, entry)
        except AttributeError:
            continue
        if not isinstance(original, FunctionTypes):
            mock._mock_children[entry] = _SpecState(original, spec_set, mock, entry, instance)
            continue
        skipfirst = _must_skip(spec, entry, is_type)
        child = (AsyncMock if iscoroutinefunction(original) else MagicMock)(
            parent=parent, name=entry, _new_name=entry, _new_parent=parent, _eat_self=skipfirst,
            **{"spec_set" if spec_set else "spec": original})
        mock._mock_children[entry] = child
        _check_signature(original, child, skipfirst=skipfirst)
        if isinstance(child, FunctionTypes):
            setattr(mock, entry, child)


def seal(mock):
    """No new attributes from now on, of this mock and of those below it."""
    mock._mock_sealed = True
    for name in dir(mock):
        try:
            child = getattr(mock, name)
        except AttributeError:
            continue
        if isinstance(child, NonCallableMock) and not isinstance(child._mock_children.get(name), _SpecState) and child._mock_new_parent is mock:
            seal(child)


# ---- files ----

def _to_stream(read_data):
    return (io.BytesIO if isinstance(read_data, bytes) else io.StringIO)(read_data)


class _OpenFile:
    """What the handle of mock_open() reads, from the beginning again after each call."""

    def __init__(self, handle, read_data):
        self.handle, self.read_data = handle, read_data
        self.rewind()
        for name in ("write", "read", "readline", "readlines"):
            getattr(handle, name).return_value = None
        handle.__enter__.return_value = handle
        handle.read.side_effect, handle.readlines.side_effect = partial(self.read, "read"), partial(self.read, "readlines")
        handle.readline.side_effect, handle.__next__.side_effect, handle.__iter__.side_effect = self.read_line, self.next_line, self.lines

    def rewind(self, *args, **kwargs):
        self.stream = _to_stream(self.read_data)
        return DEFAULT

    def read(self, name, /, *args, **kwargs):
        fixed = getattr(self.handle, name).return_value
        return getattr(self.stream, name)(*args, **kwargs) if fixed is None else fixed

    def read_line(self, *args, **kwargs):
        fixed = self.handle.readline.return_value
        return self.stream.readline() if fixed is None else fixed

    def next_line(self):
        fixed = self.handle.readline.return_value
        return next(self.stream) if fixed is None else fixed

    def lines(self):
        try:
            while True:
                yield self.next_line()
        except StopIteration:
            pass


file_spec = open_spec = None


def mock_open(mock=None, read_data=""):
    """A mock in the place of open(), and of what it gives as context manager."""
    global file_spec, open_spec
    if file_spec is None:
        file_spec, open_spec = list({*dir(io.TextIOWrapper), *dir(io.BytesIO)}), dir(open)
    if mock is None:
        mock = MagicMock(name="open", spec=open_spec)
    handle = MagicMock(spec=file_spec)
    mock.side_effect, mock.return_value = _OpenFile(handle, read_data).rewind, handle
    return mock
