"""Objects that stand for others in tests and note how they are used."""

import contextlib
import functools
import inspect
import sys

__all__ = ("Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call", "create_autospec", "AsyncMock", "FILTER_DIR",
           "NonCallableMock", "NonCallableMagicMock", "mock_open", "PropertyMock", "seal")

FILTER_DIR = True


class _SentinelObject:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"sentinel.{self.name}"

    def __reduce__(self):
        return f"sentinel.{self.name}"


class _Sentinel:
    """Each attribute is one object with that name."""

    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == "__bases__":
            raise AttributeError
        return self._sentinels.setdefault(name, _SentinelObject(name))


sentinel = _Sentinel()
DEFAULT, _missing, _deleted = sentinel.DEFAULT, sentinel.MISSING, sentinel.DELETED


class InvalidSpecError(Exception):
    pass


class _ANY:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _ANY()


def _arguments(args, kwargs):
    return ", ".join([repr(arg) for arg in args] + [f"{key}={value!r}" for key, value in kwargs.items()])


class _Call(tuple):
    """(name, args, kwargs) of a call; compares with shorter tuples, too."""

    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        args, kwargs = (), {}
        for item in value:
            if isinstance(item, str):
                name = item
            elif isinstance(item, tuple):
                args = item
            else:
                kwargs = item
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name, self._mock_parent, self._mock_from_kall = name, parent, from_kall

    def __eq__(self, other):
        try:
            length = len(other)
        except TypeError:
            return NotImplemented
        own = ("", *self) if len(self) == 2 else tuple(self)
        name, args, kwargs = "", (), {}
        if length > 3:
            return False
        for item in other:
            if isinstance(item, str):
                name = item
            elif isinstance(item, tuple):
                args = item
            elif isinstance(item, dict):
                kwargs = item
            else:
                return False
        if own[0] and name and name != own[0] or bool(own[0]) != bool(name) and len(self) != 2 and length == 3:
            return False
        if own[0] and not name and length == 3:
            return False
        return (args, kwargs) == (own[1], own[2])

    def __ne__(self, other):
        result = self.__eq__(other)
        return result if result is NotImplemented else not result

    __hash__ = tuple.__hash__

    def __call__(self, *args, **kwargs):
        return _Call((self._mock_name or "", args, kwargs), name="()" if self._mock_name is None else self._mock_name + "()", parent=self)

    def __getattr__(self, attr):
        if attr[:2] == "__":
            raise AttributeError(attr)
        return _Call(name=attr if self._mock_name is None else f"{self._mock_name}.{attr}", parent=self, from_kall=False)

    def __getattribute__(self, attr):
        if attr in ("count", "index"):
            return self.__getattr__(attr)
        return tuple.__getattribute__(self, attr)

    @property
    def args(self):
        return self[-2]

    @property
    def kwargs(self):
        return self[-1]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            return name if name.startswith("call") else f"call.{name}"
        name, args, kwargs = ("", *self) if len(self) == 2 else self
        head = "call" if not name else name if name.startswith("call") else "call" + ("" if name.startswith("()") else ".") + name
        return f"{head}({_arguments(args, kwargs)})"

    def call_list(self):
        """All calls of a chain."""
        result, thing = [], self
        while thing is not None:
            if thing._mock_from_kall:
                result.append(thing)
            thing = thing._mock_parent
        return _CallList(reversed(result))


call = _Call(from_kall=False)


class _CallList(list):
    """Calls; a part of them is contained."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        return any(self[i:i + len(value)] == value for i in range(len(self) - len(value) + 1))

    def __repr__(self):
        import pprint
        return pprint.pformat(list(self))


_config = ("return_value", "_mock_return_value", "side_effect", "_mock_side_effect", "_mock_parent", "_mock_new_parent", "_mock_name",
           "_mock_new_name", "_mock_children", "_spec_class", "_spec_set", "_mock_methods", "_mock_wraps", "_mock_sealed",
           "_spec_signature", "called", "call_count", "call_args", "call_args_list", "mock_calls", "method_calls", "_mock_delegate")
_numeric = "add sub mul matmul truediv floordiv mod divmod lshift rshift and xor or pow"
_magics = {f"__{name}__" for name in ("lt gt le ge int contains len enter exit divmod rdivmod neg pos abs invert complex float bool index round "
                                      "trunc floor ceil fspath aiter aenter aexit anext iter next str hash sizeof getitem setitem delitem "
                                      "missing reversed eq ne call instancecheck subclasscheck get set delete format repr dir "
                                      + " ".join(f"{n} r{n} i{n}" for n in _numeric.split())).split()}
_default_values = {"__hash__": lambda self: object.__hash__(self), "__str__": lambda self: object.__str__(self),
                   "__sizeof__": lambda self: object.__sizeof__(self), "__fspath__": lambda self: repr(self)}
_returns = {"__int__": 1, "__contains__": False, "__len__": 0, "__exit__": False, "__complex__": 1j, "__float__": 1.0, "__bool__": True,
            "__index__": 1, "__lt__": NotImplemented, "__gt__": NotImplemented, "__le__": NotImplemented, "__ge__": NotImplemented}
_magic_default = [name for name in _magics if name not in ("__call__", "__instancecheck__", "__subclasscheck__", "__get__", "__set__",
                                                            "__delete__", "__format__", "__repr__", "__dir__", "__next__", "__reversed__",
                                                            "__missing__")]


def _is_exception(obj):
    return isinstance(obj, BaseException) or isinstance(obj, type) and issubclass(obj, BaseException)


class NonCallableMock:
    """A mock that cannot be called."""

    def __new__(cls, /, *args, **kwargs):
        # A class of its own for each: special methods are looked up there.
        return object.__new__(type(cls.__name__, (cls,), {"__doc__": cls.__doc__, "__module__": cls.__module__}))

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name="", _new_parent=None,
                 _spec_as_instance=False, _eat_self=None, unsafe=False, return_value=DEFAULT, side_effect=None, **kwargs):
        put = self.__dict__
        put.update(_mock_parent=parent, _mock_name=name, _mock_new_name=_new_name, _mock_new_parent=parent if _new_parent is None else _new_parent, _mock_sealed=False,
                   _mock_children={}, _mock_wraps=wraps, _mock_delegate=None, _mock_return_value=return_value, _mock_unsafe=unsafe,
                   _mock_side_effect=None)
        self._mock_add_spec(spec_set if spec_set is not None else spec, spec_set is not None)
        self.reset_mock()
        self.side_effect = side_effect
        self.configure_mock(**kwargs)

    def _mock_add_spec(self, spec, spec_set):
        put = self.__dict__
        put["_spec_class"] = put["_spec_signature"] = put["_mock_methods"] = None
        put["_spec_set"] = spec_set
        if spec is not None:
            if isinstance(spec, (list, tuple)):
                put["_mock_methods"] = list(spec)
            else:
                put["_mock_methods"] = dir(spec)
                put["_spec_class"] = spec if isinstance(spec, type) else type(spec)
                if isinstance(spec, type) or callable(spec):
                    try:
                        put["_spec_signature"] = inspect.signature(spec)
                    except (TypeError, ValueError):
                        pass

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    def attach_mock(self, mock, attribute):
        """Another mock as attribute, its calls are noted here."""
        mock.__dict__.update(_mock_parent=None, _mock_new_parent=None, _mock_name="", _mock_new_name=None)
        setattr(self, attribute, mock)

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        """Forget all calls."""
        put = self.__dict__
        put.update(called=False, call_count=0, call_args=None, call_args_list=_CallList(), mock_calls=_CallList(), method_calls=_CallList())
        if return_value:
            put["_mock_return_value"] = DEFAULT
        if side_effect:
            put["_mock_side_effect"] = None
        for child in put["_mock_children"].values():
            if isinstance(child, NonCallableMock):
                child.reset_mock(return_value=return_value, side_effect=side_effect)
        value = put["_mock_return_value"]
        if isinstance(value, NonCallableMock) and value is not self:
            value.reset_mock()

    def configure_mock(self, /, **kwargs):
        """Set attributes; names may have dots."""
        for path, value in sorted(kwargs.items(), key=lambda item: item[0].count(".")):
            *above, last = path.split(".")
            target = self
            for name in above:
                target = getattr(target, name)
            setattr(target, last, value)

    @property
    def return_value(self):
        if self._mock_return_value is DEFAULT:
            self.__dict__["_mock_return_value"] = self._get_child_mock(_new_parent=self, _new_name="()")
        return self._mock_return_value

    @return_value.setter
    def return_value(self, value):
        self.__dict__["_mock_return_value"] = value
        self._adopt(value, None, "()")

    @property
    def side_effect(self):
        return self._mock_side_effect

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not callable(value) and not _is_exception(value) and not isinstance(value, type(iter(()))):
            try:
                value = iter(value)
            except TypeError:
                pass
        self.__dict__["_mock_side_effect"] = value

    def _adopt(self, value, name, new_name):
        """A mock that becomes a part of this one, if it belongs to no other and has no name."""
        above = self
        while above is not None and above is not value:
            above = above._mock_new_parent
        if isinstance(value, NonCallableMock) and not value._mock_name and value._mock_new_parent is None and above is None:
            value.__dict__.update(_mock_new_parent=self, _mock_new_name=new_name)
            if name is not None:
                value.__dict__.update(_mock_parent=self, _mock_name=name)

    def _get_child_mock(self, /, **kwargs):
        if self._mock_sealed:
            name = kwargs.get("name") or kwargs.get("_new_name", "")
            raise AttributeError(f"{self._path()}{'.' if not name.startswith('(') else ''}{name}" if "name" in kwargs else self._path() + "()")
        cls = type(self).__mro__[1]
        if issubclass(cls, NonCallableMagicMock) and not issubclass(cls, MagicMock):
            cls = MagicMock
        elif not issubclass(cls, CallableMixin):
            cls = Mock
        return cls(**kwargs)

    def __getattr__(self, name):
        if name in ("_mock_methods", "_mock_unsafe", "_mock_children"):
            raise AttributeError(name)
        methods = self._mock_methods
        if methods is not None:
            if name not in methods or name in _magics:
                raise AttributeError(f"Mock object has no attribute {name!r}")
        elif name[:2] == "__" and name[-2:] == "__":
            raise AttributeError(name)
        if not self._mock_unsafe and (methods is None or name not in methods):
            if name.startswith(("assert", "assret", "asert", "aseert", "assrt")):
                raise AttributeError(f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant to be an attribute.")
        children = self._mock_children
        found = children.get(name)
        if found is _deleted:
            raise AttributeError(name)
        if found is None:
            wraps = None if self._mock_wraps is None else getattr(self._mock_wraps, name)
            found = children[name] = self._get_child_mock(parent=self, name=name, wraps=wraps, _new_name=name, _new_parent=self)
        return found

    def __setattr__(self, name, value):
        if name in _config or name in self.__dict__ and name not in self._mock_children:
            object.__setattr__(self, name, value)
            return
        if self._spec_set and self._mock_methods is not None and name not in self._mock_methods:
            raise AttributeError(f"Mock object has no attribute {name!r}")
        if name in _magics:
            cls = type(self)
            if not isinstance(value, NonCallableMock):
                function = value
                setattr(cls, name, lambda self, *args, **kwargs: function(self, *args, **kwargs))
            else:
                self._adopt(value, None, name)
                setattr(cls, name, _forwarding(value))
            self._mock_children[name] = value
            return
        if self._mock_sealed and name not in self._mock_children:
            raise AttributeError(f"Cannot set {self._path()}.{name}")
        if isinstance(value, NonCallableMock):
            self._adopt(value, name, name)
            self._mock_children[name] = value
        else:
            self._mock_children.pop(name, None)
            object.__setattr__(self, name, value)

    def __delattr__(self, name):
        found = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif found is _deleted:
            raise AttributeError(name)
        self._mock_children[name] = _deleted

    def __dir__(self):
        names = set(self._mock_methods or dir(type(self))) | set(self.__dict__) | {k for k, v in self._mock_children.items() if v is not _deleted}
        return sorted(name for name in names if not name.startswith("_mock") and (name[:1] != "_" or name[:2] == "__"))

    def _path(self):
        """Where this mock stands: mock.a.b()"""
        parts, mock = [], self
        while mock is not None:
            name = mock._mock_new_name
            if mock._mock_new_parent is None:
                parts.append(mock._mock_name or name or "mock")
                break
            parts.append(name)
            mock = mock._mock_new_parent
        result = ""
        for part in reversed(parts):
            result += part if not result or part[:1] in "([" else "." + part
        return result

    def __repr__(self):
        spec = ""
        if self._spec_class is not None:
            spec = f" spec{'_set' if self._spec_set else ''}={self._spec_class.__name__!r}"
        path = self._path()
        name = f" name={path!r}" if path not in ("mock", "mock.") else ""
        return f"<{type(self).__name__}{name}{spec} id='{id(self)}'>"

    # ---- what was called ----

    def _named(self, one):
        return (self._mock_name or "mock") if not isinstance(one, str) else one

    def _signature_of(self, one):
        signature = self._spec_signature
        if signature is None:
            return one
        args, kwargs = one[-2:]
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError as error:
            return error
        return _Call(("", bound.args, bound.kwargs))

    def _wanted(self, args, kwargs):
        return f"{self._mock_name or 'mock'}({_arguments(args, kwargs)})"

    def assert_not_called(self):
        if self.call_count:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to not have been called. Called {self.call_count} times."
                                 f"{self._calls_text()}")

    def assert_called(self):
        if not self.call_count:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to have been called.")

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to have been called once. Called {self.call_count} times."
                                 f"{self._calls_text()}")

    def _calls_text(self, prefix="Calls"):
        return f"\n{prefix}: {_safe(self.mock_calls)}." if self.mock_calls else ""

    def assert_called_with(self, /, *args, **kwargs):
        """The last call was like this."""
        wanted = self._wanted(args, kwargs)
        if self.call_args is None:
            raise AssertionError(f"expected call not found.\nExpected: {wanted}\n  Actual: not called.")
        expected, actual = self._signature_of(_Call((args, kwargs), two=True)), self._signature_of(self.call_args)
        if actual != expected:
            shown = self._wanted(*self.call_args[-2:])
            raise AssertionError(f"expected call not found.\nExpected: {wanted}\n  Actual: {shown}") from (
                expected if isinstance(expected, Exception) else None)

    def assert_called_once_with(self, /, *args, **kwargs):
        """There was one call, like this."""
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to be called once. Called {self.call_count} times."
                                 f"{self._calls_text()}")
        return self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        """One of the calls was like this."""
        expected = self._signature_of(_Call((args, kwargs), two=True))
        if isinstance(expected, Exception) or expected not in [self._signature_of(one) for one in self.call_args_list]:
            raise AssertionError(f"{self._wanted(args, kwargs)} call not found") from (expected if isinstance(expected, Exception) else None)

    def assert_has_calls(self, calls, any_order=False):
        """These calls were made, one after the other."""
        expected = list(calls)
        made = _CallList(self.mock_calls)
        if not any_order:
            if expected not in made:
                raise AssertionError(f"Calls not found.\nExpected: {_CallList(calls)}{self._calls_text('  Actual').rstrip('.')}")
            return
        left, missing = list(made), []
        for one in expected:
            try:
                left.remove(one)
            except ValueError:
                missing.append(one)
        if missing:
            raise AssertionError(f"{self._mock_name or 'mock'!r} does not contain all of {tuple(missing)!r} in its call list, "
                                 f"found {list(made)!r} instead")


def _safe(obj):
    return repr(obj)


def _forwarding(mock):
    return lambda self, *args, **kwargs: mock(*args, **kwargs)


class CallableMixin:
    """A mock that can be called."""

    def __call__(self, /, *args, **kwargs):
        if self._spec_signature is not None:
            self._spec_signature.bind(*args, **kwargs)
        self._note(args, kwargs)
        return self._answer(args, kwargs)

    def _note(self, args, kwargs):
        self.called = True
        self.call_count += 1
        self.call_args = one = _Call((args, kwargs), two=True)
        self.call_args_list.append(one)
        self.mock_calls.append(_Call(("", args, kwargs)))
        mock, name, method = self, self._mock_new_name, self._mock_name
        parent, methods = self._mock_new_parent, self._mock_parent is not None
        while parent is not None:
            if methods:
                parent.method_calls.append(_Call((method, args, kwargs)))
                methods = parent._mock_parent is not None
                if methods:
                    method = f"{parent._mock_name}.{method}"
            parent.mock_calls.append(_Call((name, args, kwargs)))
            above = parent._mock_new_name
            if above:
                name = above + ("" if name[:1] in "([" else ".") + name
            mock, parent = parent, parent._mock_new_parent

    def _answer(self, args, kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not callable(effect):
                result = next(effect)
                if _is_exception(result):
                    raise result
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        return self._mock_wraps(*args, **kwargs) if self._mock_wraps is not None else self.return_value


class Mock(CallableMixin, NonCallableMock):
    """A mock: every attribute is another one, calls are noted."""


class _MagicMixin:
    """Special methods that do something sensible."""

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        cls = type(self)
        wanted = _magic_default if self._mock_methods is None else [name for name in _magic_default if name in self._mock_methods]
        for name in wanted:
            if name not in cls.__dict__:
                setattr(cls, name, _Magic(name))


class _Magic:
    """Makes the mock of a special method when it is first asked for."""

    def __init__(self, name):
        self.name = name

    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        found = obj._mock_children.get(self.name)
        if found is None:
            found = obj._mock_children[self.name] = _magic_mock(obj, self.name)
        return found


def _magic_mock(obj, name):
    if name[:3] in ("__a",) and name in ("__aenter__", "__aexit__", "__anext__"):
        mock = AsyncMock(name=name, parent=obj, _new_name=name, _new_parent=obj)
        if name == "__aexit__":
            mock.return_value = False
        return mock
    mock = MagicMock(name=name, parent=obj, _new_name=name, _new_parent=obj)
    if name in _returns:
        mock.return_value = _returns[name]
    elif name in _default_values:
        mock.return_value = _default_values[name](obj)
    elif name == "__eq__":
        mock.side_effect = lambda other: True if obj is other else NotImplemented
    elif name == "__ne__":
        mock.side_effect = lambda other: False if obj is other else NotImplemented
    elif name == "__iter__":
        def iterate():
            value = mock._mock_return_value
            return iter([]) if value is DEFAULT else iter(value)
        mock.side_effect = iterate
    return mock


class NonCallableMagicMock(_MagicMixin, NonCallableMock):
    """MagicMock that cannot be called."""


class MagicMock(_MagicMixin, Mock):
    """Mock with special methods."""


class AsyncMock(MagicMock):
    """A mock whose calls are awaited."""

    def __init__(self, /, *args, **kwargs):
        self.__dict__.update(await_count=0, await_args=None, await_args_list=_CallList())
        super().__init__(*args, **kwargs)

    def __call__(self, /, *args, **kwargs):
        self._note(args, kwargs)
        return self._awaited(args, kwargs)

    async def _awaited(self, args, kwargs):
        self.__dict__["await_count"] += 1
        self.__dict__["await_args"] = _Call((args, kwargs), two=True)
        self.await_args_list.append(self.await_args)
        result = self._answer(args, kwargs)
        return await result if inspect.iscoroutinefunction(self.side_effect) else result

    def assert_awaited(self):
        if not self.await_count:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to have been awaited.")

    def assert_awaited_once(self):
        if self.await_count != 1:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to have been awaited once. Awaited {self.await_count} times.")

    def assert_awaited_with(self, /, *args, **kwargs):
        wanted = self._wanted(args, kwargs)
        if self.await_args is None:
            raise AssertionError(f"Expected await: {wanted}\nNot awaited")
        if self.await_args != _Call((args, kwargs), two=True):
            raise AssertionError(f"expected await not found.\nExpected: {wanted}\n  Actual: {self._wanted(*self.await_args[-2:])}")

    def assert_awaited_once_with(self, /, *args, **kwargs):
        self.assert_awaited_once()
        self.assert_awaited_with(*args, **kwargs)

    def assert_not_awaited(self):
        if self.await_count:
            raise AssertionError(f"Expected {self._mock_name or 'mock'} to not have been awaited. Awaited {self.await_count} times.")


class PropertyMock(Mock):
    """A mock as property."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


class _patch:
    """Puts something in the place of an attribute for a while."""

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        self.getter, self.attribute, self.new, self.spec, self.create = getter, attribute, new, spec, create
        self.spec_set, self.autospec, self.new_callable, self.kwargs = spec_set, autospec, new_callable, kwargs
        self.attribute_name, self.additional_patchers, self.is_started = None, [], False

    def copy(self):
        other = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec, self.new_callable,
                       self.kwargs)
        other.attribute_name, other.additional_patchers = self.attribute_name, [p.copy() for p in self.additional_patchers]
        return other

    def __call__(self, func):
        if isinstance(func, type):
            for name in dir(func):
                if name.startswith(patch.TEST_PREFIX) and callable(getattr(func, name)):
                    setattr(func, name, self.copy()(getattr(func, name)))
            return func
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func

        @contextlib.contextmanager
        def entered(args, kwargs):
            more = []
            with contextlib.ExitStack() as stack:
                for patching in patched.patchings:
                    made = stack.enter_context(patching)
                    if patching.attribute_name is not None:
                        kwargs = {**kwargs, **made}
                    elif patching.new is DEFAULT:
                        more.append(made)
                yield args + tuple(more), kwargs

        if inspect.iscoroutinefunction(func):
            @functools.wraps(func)
            async def patched(*args, **kwargs):
                with entered(args, kwargs) as (args, kwargs):
                    return await func(*args, **kwargs)
        else:
            @functools.wraps(func)
            def patched(*args, **kwargs):
                with entered(args, kwargs) as (args, kwargs):
                    return func(*args, **kwargs)
        patched.patchings = [self]
        return patched

    def _original(self):
        target = self.target
        try:
            return target.__dict__[self.attribute], True
        except (AttributeError, KeyError):
            found = getattr(target, self.attribute, DEFAULT)
        import builtins
        if found is DEFAULT and hasattr(builtins, self.attribute) and isinstance(target, type(sys)):
            return getattr(builtins, self.attribute), False
        if found is DEFAULT and not self.create:
            raise AttributeError(f"{target} does not have the attribute {self.attribute!r}")
        return found, False

    def __enter__(self):
        if self.is_started:
            raise RuntimeError("Patch is already started")
        self.target = self.getter()
        original, local = self._original()
        new = self.new
        if new is DEFAULT and self.autospec is None:
            spec = original if self.spec is True else self.spec
            spec_set = original if self.spec_set is True else self.spec_set
            cls = self.new_callable or (AsyncMock if inspect.iscoroutinefunction(original) else MagicMock)
            options = {key: value for key, value in (("spec", spec), ("spec_set", spec_set)) if value is not None}
            if isinstance(cls, type) and issubclass(cls, NonCallableMock):
                options["name"] = self.attribute
            new = cls(**{**options, **self.kwargs})
        elif self.autospec is not None:
            new = create_autospec(original if self.autospec is True else self.autospec, _name=self.attribute, **self.kwargs)
        elif self.kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")
        self.temp_original, self.is_local, self.is_started = original, local, True
        setattr(self.target, self.attribute, new)
        if self.attribute_name is None:
            return new
        result = {self.attribute_name: new} if self.new is DEFAULT else {}
        self._stack = contextlib.ExitStack()
        for patching in self.additional_patchers:
            made = self._stack.enter_context(patching)
            if patching.new is DEFAULT:
                result.update(made)
        return result

    def __exit__(self, *args):
        if not self.is_started:
            return None
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(self.target, self.attribute, self.temp_original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and (not hasattr(self.target, self.attribute)
                                    or self.attribute in ("__doc__", "__module__", "__defaults__", "__annotations__", "__kwdefaults__")):
                setattr(self.target, self.attribute, self.temp_original)
        self.is_started = False
        if self.attribute_name is not None:
            self._stack.close()
        return None

    def start(self):
        """Patch until stop()."""
        result = self.__enter__()
        _active.append(self)
        return result

    def stop(self):
        if self in _active:
            _active.remove(self)
        return self.__exit__(None, None, None)


_active = []


def _import(target):
    parts = target.split(".")
    found, used = __import__(parts[0]), parts[0]
    for part in parts[1:]:
        used += "." + part
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(used)
            found = getattr(found, part)
    return found


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    """Puts something in the place of what a dotted name stands for."""
    try:
        module, attribute = target.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f"Need a valid target to patch. You supplied: {target!r}") from None
    return _patch(lambda: _import(module), attribute, new, spec, create, spec_set, autospec, new_callable, kwargs)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    """Puts something in the place of an object's attribute."""
    if isinstance(target, str):
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    """Puts things in the place of several attributes."""
    getter = (lambda: _import(target)) if isinstance(target, str) else (lambda: target)
    if not kwargs:
        raise ValueError("Must supply at least one keyword argument with patch.multiple")
    patchers = []
    for attribute, new in kwargs.items():
        patcher = _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        patcher.attribute_name = attribute
        patchers.append(patcher)
    patchers[0].additional_patchers = patchers[1:]
    return patchers[0]


class _patch_dict:
    """Changes a dict for a while."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict, self.values, self.clear = in_dict, {**dict(values), **kwargs}, clear

    def __call__(self, f):
        if isinstance(f, type):
            for name in dir(f):
                if name.startswith(patch.TEST_PREFIX) and callable(getattr(f, name)):
                    setattr(f, name, _patch_dict(self.in_dict, self.values, self.clear)(getattr(f, name)))
            return f

        @functools.wraps(f)
        def patched(*args, **kwargs):
            with self:
                return f(*args, **kwargs)
        return patched

    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _import(self.in_dict)
        try:
            self._before = self.in_dict.copy()
        except AttributeError:  # a mapping with few methods
            self._before = {key: self.in_dict[key] for key in self.in_dict}
        self._change(self.values, self.clear)
        return self.in_dict

    def _change(self, values, clear):
        mapping = self.in_dict
        if clear and hasattr(mapping, "clear"):
            mapping.clear()
        elif clear:
            for key in list(mapping):
                del mapping[key]
        if hasattr(mapping, "update"):
            mapping.update(values)
        else:
            for key in values:
                mapping[key] = values[key]

    def __exit__(self, *args):
        self._change(self._before, True)
        return False

    def start(self):
        result = self.__enter__()
        _active.append(self)
        return result

    def stop(self):
        if self in _active:
            _active.remove(self)
        return self.__exit__(None, None, None)


def _stop_all():
    for patcher in reversed(_active[:]):
        patcher.stop()


patch.object, patch.multiple, patch.dict, patch.stopall, patch.TEST_PREFIX = _patch_object, _patch_multiple, _patch_dict, _stop_all, "test"


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    """A mock that has what another object has, and takes the arguments that it takes."""
    options = {"spec_set" if spec_set else "spec": spec}
    is_class = isinstance(spec, type)
    cls = AsyncMock if inspect.iscoroutinefunction(spec) else MagicMock
    if not is_class and not callable(spec) or instance and is_class and "__call__" not in dir(spec):
        cls = NonCallableMagicMock
    if inspect.isfunction(spec):
        mock = cls(name=_name, _new_name=_name or "", **kwargs)
        try:
            mock.__dict__["_spec_signature"] = inspect.signature(spec)
        except (TypeError, ValueError):
            pass
        return _FunctionSpec(mock, spec)
    mock = cls(name=_name, _new_name=_name or "", **options, **kwargs)
    if is_class and not instance and "return_value" not in kwargs:
        mock.return_value = create_autospec(spec, spec_set, True, _name="()", _parent=mock)
    for name in dir(spec):
        if name in _magics or name[:2] == "__":
            continue
        try:
            original = getattr(spec, name)
        except AttributeError:
            continue
        if inspect.isfunction(original) or inspect.ismethod(original):
            child = (AsyncMock if inspect.iscoroutinefunction(original) else MagicMock)(name=name, parent=mock, _new_name=name,
                                                                                         _new_parent=mock)
            try:
                signature = inspect.signature(original)
                parameters = list(signature.parameters.values())
                skip = inspect.isfunction(original) and is_class and not isinstance(inspect.getattr_static(spec, name), staticmethod)
                child.__dict__["_spec_signature"] = signature.replace(parameters=parameters[1:]) if skip and parameters else signature
            except (TypeError, ValueError):
                pass
            mock._mock_children[name] = child
    return mock


class _FunctionSpec:
    """A mock of a function: called with its arguments, asked as a mock."""

    def __init__(self, mock, spec):
        self.__dict__.update(mock=mock, __wrapped__=spec)
        functools.update_wrapper(self, spec)

    def __call__(self, *args, **kwargs):
        return self.mock(*args, **kwargs)

    def __getattr__(self, name):
        return getattr(self.__dict__["mock"], name)

    def __setattr__(self, name, value):
        setattr(self.mock, name, value)


def mock_open(mock=None, read_data=""):
    """A mock in place of open()."""
    import io
    make = io.BytesIO if isinstance(read_data, bytes) else io.StringIO
    handle = MagicMock()
    state = [make(read_data)]
    handle.__enter__.return_value = handle
    handle.write.return_value = None
    for name in ("read", "readline", "readlines"):
        getattr(handle, name).side_effect = lambda *args, _name=name: getattr(state[0], _name)(*args)
    handle.__iter__.side_effect = lambda: iter(state[0])
    handle.__next__ = lambda self: next(state[0])
    mock = mock or MagicMock(name="open")

    def reset(*args, **kwargs):
        state[0] = make(read_data)
        return DEFAULT

    mock.side_effect = reset
    mock.return_value = handle
    return mock


def seal(mock):
    """No new attributes from now on."""
    mock.__dict__["_mock_sealed"] = True
    for child in mock._mock_children.values():
        if isinstance(child, NonCallableMock) and child._mock_new_parent is mock:
            seal(child)
