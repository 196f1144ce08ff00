"""Names for annotations. Nothing is checked when the program runs, as in CPython."""

import collections
import collections.abc
import contextlib
import sys
import types
from types import GenericAlias
from abc import ABCMeta, abstractmethod

TYPE_CHECKING = False


def _text(item):
    """An annotation as it reads in a repr."""
    if isinstance(item, types.GenericAlias):
        return repr(item)
    if isinstance(item, type):
        return item.__qualname__ if item.__module__ == "builtins" else f"{item.__module__}.{item.__qualname__}"
    if item is ...:
        return "..."
    if isinstance(item, types.FunctionType):
        return item.__name__
    if isinstance(item, list):
        return "[" + ", ".join(map(_text, item)) + "]"
    return repr(item)


def _checked(item, message="Parameters to generic types must be types."):
    if item is None:
        return type(None)
    if isinstance(item, str):
        return ForwardRef(item)
    if isinstance(item, (type, _Form, _Alias, TypeVar, ParamSpec, TypeVarTuple, types.GenericAlias, types.UnionType, ForwardRef, list)) or callable(item):
        return item
    raise TypeError(f"{message} Got {item!r:.100}.")


def _parameters(args):
    """The type variables in args, each once."""
    found = []
    for arg in args:
        if isinstance(arg, list):
            inner = _parameters(arg)
        elif isinstance(arg, (TypeVar, ParamSpec)):
            inner = (arg,)
        else:
            inner = getattr(arg, "__parameters__", ()) if not isinstance(arg, type) or isinstance(arg, types.GenericAlias) else ()
        for one in inner:
            if one not in found:
                found.append(one)
    return tuple(found)


class _Form:
    """A special name such as Any or Optional; subscripted if it has a function for that."""

    def __init__(self, name, subscript=None, doc=None):
        self._name = name
        self._subscript = subscript
        self.__doc__ = doc

    def __repr__(self):
        return f"typing.{self._name}"

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self!r} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self!r} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        if self._subscript is None:
            raise TypeError(f"{self!r} is not subscriptable")
        return self._subscript(parameters)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")


class _Alias:
    """A subscripted or renamed type: origin and arguments."""

    def __init__(self, origin, args, name=None, subscript=None):
        self.__origin__ = origin
        self.__args__ = args
        self.__parameters__ = _parameters(args) if args is not None else ()
        self._name = name
        self._subscript = subscript
        self.__module__ = "typing" if name else getattr(origin, "__module__", "typing")

    def __repr__(self):
        if self.__origin__ is Union:
            return self._union_text()
        head = f"typing.{self._name}" if self._name else _text(self.__origin__)
        if self.__args__ is None:
            return head
        if self._name == "Unpack":
            return "*" + _text(self.__args__[0])
        if self._name == "Callable" and self.__args__[0] is not ...:
            shown = f"[{', '.join(map(_text, self.__args__[:-1]))}], {_text(self.__args__[-1])}"
        elif self._name == "Literal":
            shown = ", ".join(map(repr, self.__args__))
        elif self._name == "Annotated":
            shown = ", ".join([_text(self.__args__[0]), *map(repr, self.__metadata__)])
        else:
            shown = ", ".join(map(_text, self.__args__)) or "()"
        return f"{head}[{shown}]"

    def _union_text(self):
        args = [arg for arg in self.__args__ if arg is not type(None)]
        if len(args) == 1 and len(self.__args__) == 2:
            return f"typing.Optional[{_text(args[0])}]"
        return f"typing.Union[{', '.join(map(_text, self.__args__))}]"

    def __iter__(self):
        if self.__args__ is None or self.__origin__ is Union:
            raise TypeError(f"{type(self).__qualname__!r} object is not iterable")
        yield Unpack[self]

    def __getitem__(self, parameters):
        if self.__args__ is None:
            return self._subscript(parameters)
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        parameters = parameters if isinstance(parameters, tuple) else (parameters,)
        if len(parameters) != len(self.__parameters__):
            few = "few" if len(parameters) < len(self.__parameters__) else "many"
            raise TypeError(f"Too {few} arguments for {self}; actual {len(parameters)}, expected {len(self.__parameters__)}")
        given = dict(zip(self.__parameters__, map(_checked, parameters)))
        args = tuple(_substituted(arg, given) for arg in self.__args__)
        if self.__origin__ is Union:
            return Union[args]
        return _Alias(self.__origin__, args, self._name)

    def __call__(self, *args, **kwds):
        if self._name == "Annotated" or self.__origin__ in (Union, Literal):
            raise TypeError(f"Type {self!r} cannot be instantiated")
        result = self.__origin__(*args, **kwds)
        if self.__args__ is not None:
            try:
                result.__orig_class__ = self
            except AttributeError:
                pass
        return result

    def __mro_entries__(self, bases):
        if self.__origin__ in (Union, Literal):
            raise TypeError(f"Cannot subclass {self!r}")
        result = []
        if self.__origin__ not in bases:
            result.append(self.__origin__)
        later = bases[bases.index(self) + 1:]
        if Generic not in bases and self.__origin__ is not Generic and not any(
                isinstance(base, _Alias) or isinstance(base, type) and issubclass(base, Generic) for base in later):
            if self.__origin__ is not Protocol:
                result.append(Generic)
        return tuple(result)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__") or "__origin__" not in self.__dict__:
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        if self.__origin__ is Union:
            return any(issubclass(cls, arg) for arg in self.__args__)
        if self.__args__ is None:
            return issubclass(cls, self.__origin__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def _key(self):
        args = frozenset(self.__args__) if self.__origin__ is Union else self.__args__
        return self.__origin__, args, getattr(self, "__metadata__", None)

    def __eq__(self, other):
        if isinstance(other, types.UnionType) and self.__origin__ is Union:
            return set(self.__args__) == set(other.__args__)
        return self._key() == other._key() if isinstance(other, _Alias) else NotImplemented

    def __hash__(self):
        return hash(frozenset(self.__args__) if self.__origin__ is Union else self._key())

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


def _substituted(arg, given):
    if isinstance(arg, (TypeVar, ParamSpec)):
        return given.get(arg, arg)
    parameters = getattr(arg, "__parameters__", ())
    if parameters and not (isinstance(arg, type) and not isinstance(arg, types.GenericAlias)):
        return arg[tuple(given.get(one, one) for one in parameters)]
    return arg


class ForwardRef:
    """An annotation given as text."""

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            self.__forward_code__ = compile(arg, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}") from None
        self.__forward_arg__ = arg

    def __eq__(self, other):
        return self.__forward_arg__ == other.__forward_arg__ if isinstance(other, ForwardRef) else NotImplemented

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class TypeVar:
    """A variable for types."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__name__ = name
        self.__constraints__ = tuple(map(_checked, constraints))
        self.__bound__ = None if bound is None else _checked(bound)
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    def __reduce__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        return _checked(arg)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class ParamSpec:
    """A variable for the parameters of a function."""

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        self.__bound__ = bound
        self.__covariant__, self.__contravariant__ = bool(covariant), bool(contravariant)
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    args = property(lambda self: ParamSpecArgs(self))
    kwargs = property(lambda self: ParamSpecKwargs(self))

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    def __typing_subst__(self, arg):
        return arg


class ParamSpecArgs:
    """P.args of a ParamSpec."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if isinstance(other, ParamSpecArgs) else NotImplemented


class ParamSpecKwargs:
    """P.kwargs of a ParamSpec."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if isinstance(other, ParamSpecKwargs) else NotImplemented


class TypeVarTuple:
    """A variable for any number of types."""

    def __init__(self, name):
        self.__name__ = name
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")


def _make_union(parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    flat = []
    for item in map(_checked, parameters):
        inner = item.__args__ if isinstance(item, types.UnionType) or isinstance(item, _Alias) and item.__origin__ is Union else (item,)
        flat.extend(one for one in inner if one not in flat)
    return flat[0] if len(flat) == 1 else _Alias(Union, tuple(flat), "Union")


def _make_literal(parameters):
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    flat = []
    for item in parameters:
        inner = item.__args__ if isinstance(item, _Alias) and item.__origin__ is Literal else (item,)
        flat.extend(one for one in inner if not any(one == known and type(one) is type(known) for known in flat))
    return _Alias(Literal, tuple(flat), "Literal")


def _make_annotated(parameters):
    if not isinstance(parameters, tuple) or len(parameters) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    inner = _checked(parameters[0])
    result = _Alias(inner, (inner,), "Annotated")
    result.__metadata__ = parameters[1:]
    return result


def _make_callable(parameters):
    if not isinstance(parameters, tuple) or len(parameters) != 2:
        raise TypeError("Callable must be used as Callable[[arg, ...], result].")
    given, result = parameters
    given = tuple(map(_checked, given)) if isinstance(given, list) else (given,)
    return _Alias(collections.abc.Callable, (*given, _checked(result)), "Callable")


def _one(form_name):
    def subscript(parameter):
        return _Alias(globals()[form_name], (_checked(parameter),), form_name)

    return subscript


class _AnyMeta(type):
    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()

    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)


class Any(metaclass=_AnyMeta):
    """Any type at all."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls, *args, **kwargs)



NoReturn = _Form("NoReturn")
Never = _Form("Never")
Self = _Form("Self")
LiteralString = _Form("LiteralString")
TypeAlias = _Form("TypeAlias")
Union = _Form("Union", _make_union)
Optional = _Form("Optional", lambda parameter: Union[_checked(parameter, "typing.Optional requires a single type."), type(None)])
Literal = _Form("Literal", _make_literal)
Annotated = _Form("Annotated", _make_annotated)
ClassVar = _Form("ClassVar", _one("ClassVar"))
Final = _Form("Final", _one("Final"))
Required = _Form("Required", _one("Required"))
NotRequired = _Form("NotRequired", _one("NotRequired"))
TypeGuard = _Form("TypeGuard", _one("TypeGuard"))
Concatenate = _Form("Concatenate", lambda parameters: _Alias(Concatenate, tuple(map(_checked, parameters)), "Concatenate"))
Unpack = _Form("Unpack", _one("Unpack"))


def _renamed(origin, name, count):
    def subscript(parameters):
        parameters = parameters if isinstance(parameters, tuple) else (parameters,)
        if count >= 0 and len(parameters) != count:
            few = "few" if len(parameters) < count else "many"
            raise TypeError(f"Too {few} arguments for typing.{name}; actual {len(parameters)}, expected {count}")
        return _Alias(origin, tuple(one if one is ... else _checked(one) for one in parameters), name)

    return _Alias(origin, None, name, subscript)


List = _renamed(list, "List", 1)
Dict = _renamed(dict, "Dict", 2)
Set = _renamed(set, "Set", 1)
FrozenSet = _renamed(frozenset, "FrozenSet", 1)
Tuple = _renamed(tuple, "Tuple", -1)
Type = _renamed(type, "Type", 1)
Deque = _renamed(collections.deque, "Deque", 1)
DefaultDict = _renamed(collections.defaultdict, "DefaultDict", 2)
OrderedDict = _renamed(collections.OrderedDict, "OrderedDict", 2)
Counter = _renamed(collections.Counter, "Counter", 1)
ChainMap = _renamed(collections.ChainMap, "ChainMap", 2)
ContextManager = _renamed(contextlib.AbstractContextManager, "ContextManager", 1)
AsyncContextManager = _renamed(contextlib.AbstractAsyncContextManager, "AsyncContextManager", 1)
Callable = _Alias(collections.abc.Callable, None, "Callable", _make_callable)
Hashable = _renamed(collections.abc.Hashable, "Hashable", 0)
Sized = _renamed(collections.abc.Sized, "Sized", 0)
ByteString = _renamed(collections.abc.ByteString, "ByteString", 0)
for _name, _count in (("Awaitable", 1), ("Coroutine", 3), ("AsyncIterable", 1), ("AsyncIterator", 1), ("AsyncGenerator", 2),
                      ("Iterable", 1), ("Iterator", 1), ("Reversible", 1), ("Generator", 3), ("Container", 1), ("Collection", 1),
                      ("Mapping", 2), ("MutableMapping", 2), ("Sequence", 1), ("MutableSequence", 1), ("MutableSet", 1),
                      ("MappingView", 1), ("KeysView", 1), ("ItemsView", 2), ("ValuesView", 1)):
    globals()[_name] = _renamed(getattr(collections.abc, _name), _name, _count)
AbstractSet = _renamed(collections.abc.Set, "AbstractSet", 1)
del _name, _count
Text = str


class Generic:
    """Base of classes with type variables."""

    __slots__ = ()

    def __class_getitem__(cls, parameters):
        parameters = parameters if isinstance(parameters, tuple) else (parameters,)
        if cls in (Generic, Protocol):
            if not all(isinstance(one, (TypeVar, ParamSpec)) for one in parameters):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification variables.")
            if len(set(parameters)) != len(parameters):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _Alias(cls, parameters, cls.__name__)
        wanted = getattr(cls, "__parameters__", ())
        if not wanted:
            raise TypeError(f"{cls} is not a generic class")
        if len(wanted) != len(parameters):
            few = "few" if len(parameters) < len(wanted) else "many"
            raise TypeError(f"Too {few} arguments for {cls}; actual {len(parameters)}, expected {len(wanted)}")
        return _Alias(cls, tuple(map(_checked, parameters)))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__", ())
        for base in bases:
            if isinstance(base, _Alias) and base.__origin__ is Generic:
                cls.__parameters__ = base.__parameters__
                return
        cls.__parameters__ = _parameters(bases)


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if cls.__dict__.get("_is_protocol"):
            if not cls.__dict__.get("_is_runtime_protocol"):
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            return all(hasattr(instance, name) for name in _members(cls))
        return super().__instancecheck__(instance)

    def __subclasscheck__(cls, other):
        if cls.__dict__.get("_is_protocol") and cls.__dict__.get("_is_runtime_protocol"):
            return all(any(name in base.__dict__ for base in other.__mro__) for name in _members(cls))
        return super().__subclasscheck__(other)


_not_members = {"__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__", "__slots__",
                "__subclasshook__", "__weakref__", "__class_getitem__", "__match_args__", "__orig_bases__", "__parameters__",
                "_is_protocol", "_is_runtime_protocol", "_abc_registry", "__init_subclass__", "__qualname__", "__static_attributes__"}


def _members(cls):
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        names |= {*base.__dict__, *base.__dict__.get("__annotations__", {})} - _not_members
    return names


def _no_init(self, *args, **kwargs):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of classes that describe what methods others have."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if cls._is_protocol and cls.__init__ is object.__init__:
            cls.__init__ = _no_init


def runtime_checkable(cls):
    """Decorator: isinstance() with this protocol looks for its methods."""
    if not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


def _protocol(name, method, result):
    def check(self):
        pass

    check.__name__ = method
    check.__annotations__["return"] = result
    cls = types.new_class(name, (Protocol,), {}, lambda body: body.update({method: abstractmethod(check), "__module__": "typing",
                                                                           "__slots__": ()}))
    return runtime_checkable(cls)


SupportsInt = _protocol("SupportsInt", "__int__", int)
SupportsFloat = _protocol("SupportsFloat", "__float__", float)
SupportsComplex = _protocol("SupportsComplex", "__complex__", complex)
SupportsBytes = _protocol("SupportsBytes", "__bytes__", bytes)
SupportsIndex = _protocol("SupportsIndex", "__index__", int)
SupportsAbs = _protocol("SupportsAbs", "__abs__", Any)
SupportsRound = _protocol("SupportsRound", "__round__", Any)

T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
AnyStr = TypeVar("AnyStr", bytes, str)


class NewType:
    """A type of its own for checkers; the function returns its argument."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    def __call__(self, x):
        return x

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {repr(arg)[:100]}")


def no_type_check(arg):
    arg.__no_type_check__ = True
    return arg


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


_overloads = {}
_cleanups = []  # functions that empty caches of subscripted types: there are none


def overload(func):
    """A signature of a function that comes later."""
    f = getattr(func, "__func__", func)
    try:
        _overloads.setdefault(f.__module__, {}).setdefault(f.__qualname__, {})[f.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    """The signatures that were given with overload()."""
    f = getattr(func, "__func__", func)
    return list(_overloads.get(f.__module__, {}).get(f.__qualname__, {}).values())


def clear_overloads():
    _overloads.clear()


def no_type_check_decorator(decorator):
    """A decorator whose results are not checked."""
    import functools

    @functools.wraps(decorator)
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, field_specifiers=(), **kwargs):
    """Marks what makes classes like dataclasses."""
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {"eq_default": eq_default, "order_default": order_default, "kw_only_default": kw_only_default,
                                             "field_specifiers": field_specifiers, "kwargs": kwargs}
        return cls_or_fn
    return decorator


def _overload_dummy(*args, **kwds):
    raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated functions outside a stub "
                              "module should always be followed by an implementation that is not @overload-ed.")


def get_origin(tp):
    """list for list[int], Union for Optional[int] ..."""
    if isinstance(tp, _Alias):
        return Annotated if tp._name == "Annotated" else tp.__origin__
    if isinstance(tp, types.GenericAlias):
        return tp.__origin__
    if isinstance(tp, types.UnionType):
        return types.UnionType
    return Generic if tp is Generic else None


def get_args(tp):
    if isinstance(tp, _Alias):
        if tp.__args__ is None:
            return ()
        if tp._name == "Annotated":
            return (tp.__origin__, *tp.__metadata__)
        if tp._name == "Callable" and tp.__args__[0] is not ...:
            return list(tp.__args__[:-1]), tp.__args__[-1]
        return tp.__args__
    return tp.__args__ if isinstance(tp, (types.GenericAlias, types.UnionType)) else ()


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def _evaluated(value, globalns, localns):
    if value is None:
        return type(None)
    if isinstance(value, str):
        value = ForwardRef(value)
    if isinstance(value, ForwardRef):
        return _evaluated(eval(value.__forward_code__, globalns, localns), globalns, localns)
    args = getattr(value, "__args__", None)
    if not args or not isinstance(value, (_Alias, types.GenericAlias)):
        return value
    new = tuple(_evaluated(arg, globalns, localns) if isinstance(arg, (str, ForwardRef, _Alias, types.GenericAlias)) else arg
                for arg in args)
    if new == args:
        return value
    if isinstance(value, types.GenericAlias):
        return types.GenericAlias(value.__origin__, new)
    return Union[new] if value.__origin__ is Union else _Alias(value.__origin__, new, value._name)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """Annotations with their texts evaluated."""
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            scope = vars(sys.modules[base.__module__]) if globalns is None and base.__module__ in sys.modules else globalns or {}
            for name, value in base.__dict__.get("__annotations__", {}).items():
                hints[name] = _evaluated(value, scope, dict(vars(base)) if localns is None else localns)
    else:
        scope = globalns
        if scope is None:
            scope = vars(obj) if isinstance(obj, types.ModuleType) else getattr(obj, "__globals__", {})
        for name, value in (getattr(obj, "__annotations__", None) or {}).items():
            hints[name] = _evaluated(value, scope, scope if localns is None else localns)
    if include_extras:
        return hints
    return {name: value.__origin__ if isinstance(value, _Alias) and value._name == "Annotated" else value for name, value in hints.items()}


class _NamedTupleMeta(type):
    def __new__(metacls, name, bases, namespace):
        fields = namespace.get("__annotations__", {})
        defaults = []
        for field in fields:
            if field in namespace:
                defaults.append(namespace[field])
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field{'s' if len(defaults) > 1 else ''} "
                                f"{', '.join(f for f in fields if f in namespace)}")
        base = collections.namedtuple(name, fields, defaults=defaults, module=namespace["__module__"])
        base.__annotations__ = base.__new__.__annotations__ = {key: _checked(value) for key, value in fields.items()}
        for key, value in namespace.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_make", "_replace", "_asdict"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in ("__module__", "__annotations__", "__qualname__", "__orig_bases__") and key not in fields:
                setattr(base, key, value)
        if "__qualname__" in namespace:
            base.__qualname__ = namespace["__qualname__"]
        return base


def NamedTuple(typename, fields=None, /, **kwargs):
    """A namedtuple class, from a list of (name, type) or as a base class with annotations."""
    fields = list(kwargs.items() if fields is None else fields)
    result = collections.namedtuple(typename, [name for name, _ in fields], module=sys._getframe(1).f_globals.get("__name__"))
    result.__annotations__ = result.__new__.__annotations__ = {name: _checked(kind) for name, kind in fields}
    return result


_named_tuple_base = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = lambda bases: (_named_tuple_base,)


class _TypedDictMeta(type):
    def __new__(metacls, name, bases, namespace, total=True):
        cls = type.__new__(metacls, name, (dict,), namespace)
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required |= base.__dict__.get("__required_keys__", set())
            optional |= base.__dict__.get("__optional_keys__", set())
        for key, value in namespace.get("__annotations__", {}).items():
            annotations[key] = value = _checked(value)
            form = getattr(value, "__origin__", None)
            needed = form is Required or total and form is not NotRequired
            (required if needed else optional).add(key)
        cls.__annotations__ = annotations
        cls.__required_keys__ = frozenset(required)
        cls.__optional_keys__ = frozenset(optional)
        cls.__total__ = total
        return cls

    __call__ = dict

    def __instancecheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __subclasscheck__ = __instancecheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """A dict class with known keys, from a dict of types or as a base class with annotations."""
    namespace = {"__annotations__": dict(kwargs if fields is None else fields), "__module__": sys._getframe(1).f_globals.get("__name__")}
    return _TypedDictMeta(typename, (), namespace, total=total)


_typed_dict_base = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_typed_dict_base,)


class IO(Generic[AnyStr]):
    """A file."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    """A file of bytes."""

    __slots__ = ()


class TextIO(IO[str]):
    """A file of text."""

    __slots__ = ()


def _add_methods():
    for cls, names in ((IO, "mode name closed close closed fileno flush isatty read readable readline readlines seek seekable tell truncate "
                        "writable write writelines __enter__ __exit__"), (TextIO, "buffer encoding errors line_buffering newlines")):
        for name in names.split():
            def method(self, *args):
                pass
            method.__name__ = name
            setattr(cls, name, property(method) if name in ("mode", "name", "closed") or cls is TextIO else method)


_add_methods()
del _add_methods
__all__ = [_name for _name, _value in globals().items() if _name[0] != "_" and not isinstance(_value, types.ModuleType)
           and _name not in ("T", "KT", "VT", "ABCMeta", "abstractmethod")] + ["Match", "Pattern"]


def __getattr__(name):
    if name not in ("Match", "Pattern"):
        raise AttributeError(f"module 'typing' has no attribute {name!r}")
    import re
    globals()[name] = _renamed(getattr(re, name), name, 1)
    return globals()[name]
