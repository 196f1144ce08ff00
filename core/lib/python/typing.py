"""Names for annotations. Nothing is checked when the program runs, as in CPython."""

import collections
import collections.abc
import contextlib
import functools
import sys
import types
from types import GenericAlias
from abc import ABCMeta, abstractmethod

TYPE_CHECKING = False
_cleanups = []  # functions that empty caches of subscripted types


def _type_repr(item):
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
        return "[" + ", ".join(map(_type_repr, item)) + "]"
    return repr(item)


def _type_check(item, message="Parameters to generic types must be types.", special=False, argument=True, module=None):
    """An argument that must be a type; `special`: as an annotation in a class, which may be ClassVar or Final, too;
    not `argument`: as one in a module, which may be Final. `module` is where a text is looked up."""
    item = ForwardRef(item, module=module, is_class=special) if isinstance(item, str) else _type_convert(item)
    refused = (Generic, Protocol) if special else (Generic, Protocol, ClassVar, Final) if argument else (Generic, Protocol, ClassVar)
    if isinstance(item, _BaseGenericAlias) and item.__origin__ in refused:
        raise TypeError(f"{item} is not valid as type argument")
    if item in (Any, LiteralString, NoReturn, Never, Self, TypeAlias) if isinstance(item, (_SpecialForm, type)) else False:
        return item
    if special and item in (ClassVar, Final):
        return item
    if isinstance(item, _SpecialForm) or item is Generic or item is Protocol:
        raise TypeError(f"Plain {item} is not valid as type argument")
    if type(item) is tuple:
        raise TypeError(f"{message} Got {item!r:.100}.")
    return item


def _type_convert(item):
    """An argument as aliases keep it; nothing is checked."""
    return type(None) if item is None else ForwardRef(item) if isinstance(item, str) else item


def _collect_parameters(args):
    """The type variables in args, each once."""
    found = []
    for arg in args:
        if isinstance(arg, (list, tuple)):
            inner = _collect_parameters(arg)
        elif isinstance(arg, type) and not isinstance(arg, types.GenericAlias):
            inner = ()
        else:
            inner = (arg,) if hasattr(arg, "__typing_subst__") else getattr(arg, "__parameters__", ())
        for one in inner:
            if one not in found:
                found.append(one)
    return tuple(found)


def _unpacked(args):
    """Arguments with the items of each *tuple[...] of known length in its place."""
    result = []
    for arg in args:
        inner = getattr(arg, "__typing_unpacked_tuple_args__", None)
        result.extend([arg] if inner is None or inner and inner[-1] is ... else inner)
    return tuple(result)


def _assigned(owner, parameters, args):
    """Arguments, one for each parameter: those of a TypeVarTuple as a tuple."""
    for one in parameters:
        prepare = getattr(one, "__typing_prepare_subst__", None)
        if prepare is not None:
            args = prepare(owner, args)
    if len(args) != len(parameters):
        few = "few" if len(args) < len(parameters) else "many"
        raise TypeError(f"Too {few} arguments for {owner}; actual {len(args)}, expected {len(parameters)}")
    return args


class _Final:
    """Mixin: no class derives from those of typing itself."""

    __slots__ = ("__weakref__",)

    def __init_subclass__(cls, /, *args, _root=False, **kwds):
        if not _root:
            raise TypeError("Cannot subclass special typing classes")


def _cached(function=None, *, typed=False):
    """A method that gives the same object for the same arguments, where these can be hashed."""
    if function is None:
        return lambda function: _cached(function, typed=typed)
    known = functools.lru_cache(typed=typed)(function)
    _cleanups.append(known.cache_clear)

    @functools.wraps(function)
    def inner(*args):
        try:
            return known(*args)
        except TypeError:
            pass  # cannot be hashed, or is wrong: then it is raised again
        return function(*args)

    return inner


# A special name such as Any or Optional; subscripted if it has a function for that.
class _SpecialForm(_Final, _root=True):
    __slots__ = ("_name", "__doc__", "_subscript")

    def __init__(self, name, subscript=None, doc=None):
        self._name = name
        self._subscript = subscript if subscript is None or name == "Literal" else _cached(subscript)
        self.__doc__ = doc

    __iter__ = None

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

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(name)

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


class _BaseGenericAlias(_Final, _root=True):
    """A subscripted or renamed type: origin and arguments."""

    def __new__(cls, origin, args, name=None, subscript=None):
        if args is None:
            return object.__new__(_CallableType if name == "Callable" else _SpecialGenericAlias)
        return object.__new__(_alias_classes.get(name, _GenericAlias))

    def __init__(self, origin, args, name=None, subscript=None):
        self.__origin__ = origin
        self.__args__ = args
        self.__parameters__ = _collect_parameters(args) if args is not None else ()
        self._name = name
        self._subscript = subscript
        self.__module__ = "typing" if name else getattr(origin, "__module__", "typing")

    def __repr__(self):
        if self.__origin__ is Union:
            return self._union_text()
        if self._name == "Annotated":
            return f"typing.Annotated[{', '.join([_type_repr(self.__args__[0]), *map(repr, self.__metadata__)])}]"
        head = f"typing.{self._name}" if self._name else _type_repr(self.__origin__)
        if self.__args__ is None:
            return head
        if self._name == "Unpack":
            return "*" + _type_repr(self.__args__[0])
        if self._name == "Callable" and not (len(self.__args__) == 2 and _is_parameters(self.__args__[0])):
            shown = f"[{', '.join(map(_type_repr, self.__args__[:-1]))}], {_type_repr(self.__args__[-1])}"
        else:
            shown = ", ".join(map(_type_repr, self.__args__)) or "()"
        return f"{head}[{shown}]"

    def _union_text(self):
        args = [arg for arg in self.__args__ if arg is not type(None)]
        if len(args) == 1 and len(self.__args__) == 2:
            return f"typing.Optional[{_type_repr(args[0])}]"
        return f"typing.Union[{', '.join(map(_type_repr, self.__args__))}]"

    def __getitem__(self, parameters):
        if self._subscript is _make_callable and type(parameters) is tuple and len(parameters) == 2 and type(parameters[0]) is list:
            parameters = tuple(parameters[0]), parameters[1]  # a list cannot be looked up among those that are known
        return self._subscripted(parameters)

    @_cached
    def _subscripted(self, parameters):
        if self.__args__ is None:
            return self._subscript(parameters)
        if self.__typing_is_unpacked_typevartuple__:
            return tuple(parameters if isinstance(parameters, tuple) else (parameters,))
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        parameters = parameters if isinstance(parameters, tuple) else (parameters,)
        given = _assigned(self, self.__parameters__, _unpacked(map(_type_convert, parameters)))
        args = self._with(self.__args__, dict(zip(self.__parameters__, given)))
        if self._name == "Concatenate":
            if isinstance(args[-1], (list, tuple)):
                return (*args[:-1], *args[-1])
            if isinstance(args[-1], _BaseGenericAlias) and args[-1]._name == "Concatenate":
                args = (*args[:-1], *args[-1].__args__)
        if self.__origin__ is Union:
            return Union[args]
        if self._name == "Annotated":
            return Annotated[(*args, *self.__metadata__)]
        return _BaseGenericAlias(self.__origin__, args, self._name)

    def _with(self, args, given):
        """args with the variables replaced."""
        result = []
        for arg in args:
            substitute = None if isinstance(arg, type) else getattr(arg, "__typing_subst__", None)
            inner = () if isinstance(arg, type) and not isinstance(arg, types.GenericAlias) else getattr(arg, "__parameters__", ())
            if substitute is not None:
                new = substitute(given[arg])
            elif inner:
                new = arg[tuple([item for one in inner
                                 for item in (given[one] if isinstance(one, TypeVarTuple) else (given[one],))])]
            elif isinstance(arg, tuple):
                new = self._with(arg, given)
                result.append(new)
                continue
            else:
                new = arg
            is_list = getattr(arg, "__typing_is_unpacked_typevartuple__", False)
            if is_list or self.__origin__ is collections.abc.Callable and isinstance(new, tuple):
                result.extend(new)
            else:
                result.append(new)
        return tuple(result)

    @property
    def __typing_unpacked_tuple_args__(self):
        if self._name != "Unpack" or self.__args__ is None:
            return None
        arg = self.__args__[0]
        if not isinstance(arg, (_BaseGenericAlias, types.GenericAlias)):
            return None
        if arg.__origin__ is not tuple:
            raise TypeError("Unpack[...] must be used with a tuple type")
        return arg.__args__

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return self._name == "Unpack" and self.__args__ is not None and isinstance(self.__args__[0], TypeVarTuple)

    def __call__(self, *args, **kwds):
        if self._name in ("List", "Dict", "Set", "FrozenSet", "Tuple", "Type"):
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **kwds)
        if self.__args__ is not None:
            try:
                result.__orig_class__ = self
            except AttributeError:
                pass
        return result

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        later = bases[bases.index(self) + 1:]
        if self.__origin__ is Generic and (Protocol in bases or any(isinstance(base, _BaseGenericAlias) and base is not self for base in later)):
            return ()
        if not self._name or self._name == "Annotated" or self.__origin__ in (Generic, Protocol):
            return self.__origin__,
        result = [] if self.__origin__ in bases else [self.__origin__]
        if not any(isinstance(base, _BaseGenericAlias) or isinstance(base, type) and issubclass(base, Generic) for base in later):
            result.append(Generic)
        return tuple(result)

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__") and "_name" in self.__dict__:
            is_optional = self.__origin__ is Union and len(self.__args__) == 2 and type(None) in self.__args__
            return "Optional" if is_optional else self._name or self.__origin__.__name__
        if name.startswith("__") and name.endswith("__") or "__origin__" not in self.__dict__:
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __setattr__(self, name, value):
        """Stored in the class itself, but for what belongs to the alias."""
        if name.startswith("__") and name.endswith("__") or name in ("_name", "_subscript"):
            super().__setattr__(name, value)
        else:
            setattr(self.__origin__, name, value)

    def __dir__(self):
        shown = [name for name in dir(self.__origin__) if not (name.startswith("__") and name.endswith("__"))]
        return sorted({*super().__dir__(), *shown})

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        if self.__origin__ is Union:
            return any(issubclass(cls, arg) for arg in self.__args__)
        if self.__args__ is None:
            if isinstance(cls, _BaseGenericAlias) and cls.__args__ is None:
                cls = cls.__origin__
            if not isinstance(cls, _BaseGenericAlias):
                return issubclass(cls, self.__origin__)
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __reduce__(self):
        import operator
        if self.__args__ is None:
            return self._name
        if self._name == "Annotated":
            return operator.getitem, (Annotated, (self.__origin__, *self.__metadata__))
        if self.__origin__ is Union or self.__origin__ in (Generic, Protocol) or isinstance(self.__origin__, _SpecialForm):
            origin = self.__origin__
        else:
            origin = globals()[self._name] if self._name else self.__origin__
        args = self.__args__
        if self._name == "Callable":
            args = get_args(self)
        return operator.getitem, (origin, args[0] if len(args) == 1 and self._name != "Callable" else args)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _GenericAlias(_BaseGenericAlias, _root=True):
    """A subscripted type; of several kinds there are classes, whose names a program may meet in messages."""

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__ if isinstance(other, _GenericAlias) else NotImplemented

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __iter__(self):
        yield Unpack[self]


class _SpecialGenericAlias(_BaseGenericAlias, _root=True):
    """Another name for a type."""

    __iter__ = None


class _CallableType(_SpecialGenericAlias, _root=True):
    pass


class _UnionGenericAlias(_GenericAlias, _root=True):
    __iter__ = None

    def __eq__(self, other):
        return set(self.__args__) == set(other.__args__) if isinstance(other, (_UnionGenericAlias, types.UnionType)) else NotImplemented

    def __hash__(self):
        return hash(frozenset(self.__args__))


class _CallableGenericAlias(_GenericAlias, _root=True):
    __iter__ = None


class _AnnotatedAlias(_GenericAlias, _root=True):
    __iter__ = None

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, _AnnotatedAlias) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def _key(self):
        return self.__origin__, self.__metadata__


class _LiteralGenericAlias(_GenericAlias, _root=True):

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, _LiteralGenericAlias) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def _key(self):
        return frozenset([(arg, type(arg)) for arg in self.__args__])


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    pass


class _UnpackGenericAlias(_GenericAlias, _root=True):
    pass


_alias_classes = {"Union": _UnionGenericAlias, "Callable": _CallableGenericAlias, "Annotated": _AnnotatedAlias,
                  "Literal": _LiteralGenericAlias, "Concatenate": _ConcatenateGenericAlias, "Unpack": _UnpackGenericAlias}


class ForwardRef(_Final, _root=True):
    """An annotation given as text."""

    __slots__ = ("__forward_arg__", "__forward_code__", "__forward_evaluated__", "__forward_value__", "__forward_is_argument__",
                 "__forward_is_class__", "__forward_module__")

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            # What is unpacked is no expression, but an index may be.
            self.__forward_code__ = compile(f"({arg},)[0]" if arg.startswith("*") else arg, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}") from None
        self.__forward_arg__ = arg
        self.__forward_evaluated__, self.__forward_value__ = False, None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return self.__forward_arg__ == other.__forward_arg__ and self.__forward_value__ == other.__forward_value__
        return (self.__forward_arg__, self.__forward_module__) == (other.__forward_arg__, other.__forward_module__)

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __repr__(self):
        module = "" if self.__forward_module__ is None else f", module={self.__forward_module__!r}"
        return f"ForwardRef({self.__forward_arg__!r}{module})"

    def _evaluate(self, globalns, localns, recursive_guard):
        """What the text stands for; itself, if it is being evaluated already."""
        if self.__forward_arg__ in recursive_guard:
            return self
        if not self.__forward_evaluated__ or localns is not globalns:
            if globalns is None:
                globalns = {} if localns is None else localns
            if localns is None:
                localns = globalns
            if self.__forward_module__ is not None:
                globalns = getattr(sys.modules.get(self.__forward_module__), "__dict__", globalns)
            value = _type_check(eval(self.__forward_code__, globalns, localns), "Forward references must evaluate to types.",
                             self.__forward_is_class__, self.__forward_is_argument__)
            self.__forward_value__ = _eval_type(value, globalns, localns, recursive_guard | {self.__forward_arg__})
            self.__forward_evaluated__ = True
        return self.__forward_value__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class TypeVar(_Final, _root=True):
    """A variable for types."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__name__ = name
        self.__constraints__ = tuple(_type_check(item, "TypeVar(name, constraint, ...): constraints must be types.") for item in constraints)
        self.__bound__ = None if bound is None else _type_check(bound, "Bound must be a type.")
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    def __reduce__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        arg = _type_check(arg)
        if isinstance(arg, (list, tuple)):
            raise TypeError(f"Parameters to generic types must be types. Got {arg!r:.100}.")
        if isinstance(arg, _BaseGenericAlias) and arg._name == "Unpack" or getattr(arg, "__unpacked__", False):
            raise TypeError(f"{arg} is not valid as type argument")
        return arg

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class ParamSpec(_Final, _root=True):
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

    def __reduce__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return tuple(_type_check(item, "Expected a type.") for item in arg)
        if not _is_parameters(arg):
            raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}")
        return arg

    def __typing_prepare_subst__(self, alias, args):
        parameters = alias.__parameters__
        i = parameters.index(self)
        if i >= len(args):
            raise TypeError(f"Too few arguments for {alias}")
        if len(parameters) == 1 and not _is_parameters(args[0]):
            return args,
        return (*args[:i], tuple(args[i]), *args[i + 1:]) if isinstance(args[i], list) else args

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class ParamSpecArgs(_Final, _root=True):
    """P.args of a ParamSpec."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if isinstance(other, ParamSpecArgs) else NotImplemented


class ParamSpecKwargs(_Final, _root=True):
    """P.kwargs of a ParamSpec."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if isinstance(other, ParamSpecKwargs) else NotImplemented


class TypeVarTuple(_Final, _root=True):
    """A variable for any number of types."""

    def __init__(self, name):
        self.__name__ = name
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__

    def __reduce__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args):
        """The arguments with a tuple of those that are this variable's in the middle."""
        parameters = alias.__parameters__
        left = place = parameters.index(self)
        right = len(parameters) - place - 1
        if any(isinstance(one, TypeVarTuple) for one in parameters[place + 1:]):
            raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
        fill_at = fill = None
        for k, arg in enumerate(args):
            inner = None if isinstance(arg, type) else getattr(arg, "__typing_unpacked_tuple_args__", None)
            if inner and len(inner) == 2 and inner[-1] is ...:
                if fill_at is not None:
                    raise TypeError("More than one unpacked arbitrary-length tuple argument")
                fill_at, fill = k, inner[0]
        if fill_at is not None:
            left, right = min(left, fill_at), min(right, len(args) - fill_at - 1)
        elif left + right > len(args):
            raise TypeError(f"Too few arguments for {alias}; actual {len(args)}, expected at least {len(parameters) - 1}")
        return (*args[:left], *[fill] * (place - left), tuple(args[left:len(args) - right]),
                *[fill] * (len(parameters) - right - place - 1), *args[len(args) - right:])


def _make_union(parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    flat = []
    for item in map(_type_check, parameters):
        inner = item.__args__ if isinstance(item, types.UnionType) or isinstance(item, _BaseGenericAlias) and item.__origin__ is Union else (item,)
        flat.extend(one for one in inner if one not in flat)
    return flat[0] if len(flat) == 1 else _BaseGenericAlias(Union, tuple(flat), "Union")


def _make_literal(parameters):
    return _literal(*parameters) if isinstance(parameters, tuple) else _literal(parameters)


@functools.partial(_cached, typed=True)
def _literal(*parameters):
    flat = []
    for item in parameters:
        flat.extend(item.__args__ if isinstance(item, _BaseGenericAlias) and item.__origin__ is Literal else (item,))
    try:
        flat = [one for one, _ in dict.fromkeys((one, type(one)) for one in flat)]
    except TypeError:
        pass  # where one cannot be hashed, all are kept
    return _BaseGenericAlias(Literal, tuple(flat), "Literal")


def _make_annotated(parameters):
    if not isinstance(parameters, tuple) or len(parameters) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    if getattr(parameters[0], "__typing_is_unpacked_typevartuple__", False):
        raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
    inner, metadata = _type_check(parameters[0], special=True), parameters[1:]
    if isinstance(inner, _BaseGenericAlias) and inner._name == "Annotated":
        inner, metadata = inner.__origin__, inner.__metadata__ + metadata
    result = _BaseGenericAlias(inner, (inner,), "Annotated")
    result.__metadata__ = metadata
    return result


def _make_callable(parameters):
    if not isinstance(parameters, tuple) or len(parameters) != 2:
        raise TypeError("Callable must be used as Callable[[arg, ...], result].")
    given, result = parameters
    given = tuple(map(_type_convert, given)) if isinstance(given, (list, tuple)) else (_type_convert(given),)
    return _BaseGenericAlias(collections.abc.Callable, (*given, _type_check(result)), "Callable")


def _one(form_name):
    def subscript(parameter):
        message = f"{form_name} accepts only a single type." if "Required" in form_name else f"typing.{form_name} accepts only single type."
        return _BaseGenericAlias(globals()[form_name], (_type_check(parameter, message),), form_name)

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



NoReturn = _SpecialForm("NoReturn")
Never = _SpecialForm("Never")
Self = _SpecialForm("Self")
LiteralString = _SpecialForm("LiteralString")
TypeAlias = _SpecialForm("TypeAlias")
Union = _SpecialForm("Union", _make_union)
Optional = _SpecialForm("Optional", lambda parameter: Union[_type_check(parameter, "typing.Optional requires a single type."), type(None)])
Literal = _SpecialForm("Literal", _make_literal)


class Annotated:
    """A type with more that is to be known of it."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise TypeError("Type Annotated cannot be instantiated.")

    def __class_getitem__(cls, params):
        return cls._made(*params) if isinstance(params, tuple) else _make_annotated(params)

    @staticmethod
    @_cached(typed=True)
    def _made(*params):
        return _make_annotated(params)

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError(f"Cannot subclass {cls.__module__}.Annotated")


ClassVar = _SpecialForm("ClassVar", _one("ClassVar"))
Final = _SpecialForm("Final", _one("Final"))
Required = _SpecialForm("Required", _one("Required"))
NotRequired = _SpecialForm("NotRequired", _one("NotRequired"))
TypeGuard = _SpecialForm("TypeGuard", _one("TypeGuard"))


def _make_concatenate(parameters):
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    parameters = parameters if isinstance(parameters, tuple) else (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    return _BaseGenericAlias(Concatenate, (*(_type_check(item, "Concatenate[arg, ...]: each arg must be a type.") for item in parameters[:-1]), parameters[-1]),
                  "Concatenate")


Concatenate = _SpecialForm("Concatenate", _make_concatenate)
Unpack = _SpecialForm("Unpack", _one("Unpack"))


def _renamed(origin, name, count):
    def subscript(parameters):
        parameters = parameters if isinstance(parameters, tuple) else (parameters,)
        if count == 0:
            raise TypeError(f"typing.{name} is not a generic class")
        if count > 0 and len(parameters) != count:
            few = "few" if len(parameters) < count else "many"
            raise TypeError(f"Too {few} arguments for typing.{name}; actual {len(parameters)}, expected {count}")
        return _BaseGenericAlias(origin, tuple(one if one is ... else _type_check(one) for one in parameters), name)

    return _BaseGenericAlias(origin, None, name, subscript)


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
Callable = _BaseGenericAlias(collections.abc.Callable, None, "Callable", _make_callable)
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
    _is_protocol = False

    @_cached
    def __class_getitem__(cls, parameters):
        parameters = parameters if isinstance(parameters, tuple) else (parameters,)
        parameters = tuple(map(_type_convert, parameters))
        if cls in (Generic, Protocol):
            if not parameters:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            if not all(isinstance(one, (TypeVar, ParamSpec)) or getattr(one, "__typing_is_unpacked_typevartuple__", False)
                       for one in parameters):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification variables.")
            if len(set(parameters)) != len(parameters):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            return _BaseGenericAlias(cls, parameters, cls.__name__)
        wanted = getattr(cls, "__parameters__", ())
        if not wanted:
            raise TypeError(f"{cls} is not a generic class")
        args = []
        for one, arg in zip(wanted, _assigned(cls, wanted, _unpacked(parameters))):
            args.extend(arg if isinstance(one, TypeVarTuple) else (arg,))
        return _BaseGenericAlias(cls, tuple(args))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases, own = cls.__dict__.get("__orig_bases__"), None
        plain = Generic in cls.__bases__ and cls.__name__ != "Protocol" and type(cls) is not _TypedDictMeta
        if plain if bases is None else Generic in bases:
            raise TypeError("Cannot inherit from plain Generic")
        found = _collect_parameters(bases or ())
        for base in bases or ():
            if isinstance(base, _BaseGenericAlias) and base.__origin__ is Generic:
                if own is not None:
                    raise TypeError("Cannot inherit from Generic[...] multiple times.")
                own = base.__parameters__
        if own is not None and not set(found) <= set(own):
            missing = ", ".join(str(one) for one in found if one not in own)
            raise TypeError(f"Some type variables ({missing}) are not listed in Generic[{', '.join(map(str, own))}]")
        cls.__parameters__ = found if own is None else own


def _is_internal_check():
    """Whether abc or functools asks, who must get an answer."""
    try:
        return sys._getframe(3).f_globals.get("__name__") in ("abc", "functools", None)
    except ValueError:
        return True


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        is_protocol = getattr(cls, "_is_protocol", False)
        if is_protocol and not getattr(cls, "_is_runtime_protocol", False) and not _is_internal_check():
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if (not is_protocol or _has_methods_only(cls)) and issubclass(instance.__class__, cls):
            return True
        if is_protocol and all(hasattr(instance, name) and (not callable(getattr(cls, name, None)) or getattr(instance, name) is not None)
                               for name in _get_protocol_attrs(cls)):
            return True
        return super().__instancecheck__(instance)


_not_members = {"__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__", "__slots__",
                "__subclasshook__", "__weakref__", "__class_getitem__", "__match_args__", "__orig_bases__", "__parameters__",
                "_is_protocol", "_is_runtime_protocol", "_abc_impl", "__init_subclass__", "__qualname__", "__static_attributes__", "__final__"}


def _get_protocol_attrs(cls):
    """The names that a class must have to be taken for one of the protocol."""
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ not in ("Protocol", "Generic"):
            names |= {name for name in (*base.__dict__, *getattr(base, "__annotations__", {}))
                      if not name.startswith("_abc_") and name not in _not_members}
    return names


def _has_methods_only(cls):
    return all(callable(getattr(cls, name, None)) for name in _get_protocol_attrs(cls))


def _no_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    if cls.__init__ is _no_init:
        cls.__init__ = next((base.__dict__["__init__"] for base in cls.__mro__ if base.__dict__.get("__init__", _no_init) is not _no_init),
                            object.__init__)
        cls.__init__(self, *args, **kwargs)


def _protocol_hook(cls):
    def hook(other):
        if not cls.__dict__.get("_is_protocol", False):
            return NotImplemented
        if not getattr(cls, "_is_runtime_protocol", False):
            if _is_internal_check():
                return NotImplemented
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if not _has_methods_only(cls):
            if _is_internal_check():
                return NotImplemented
            raise TypeError("Protocols with non-method members don't support issubclass()")
        if not isinstance(other, type):
            raise TypeError("issubclass() arg 1 must be a class")
        for name in _get_protocol_attrs(cls):
            for base in other.__mro__:
                if name in base.__dict__:
                    if base.__dict__[name] is None:
                        return NotImplemented
                    break
                if name in (getattr(base, "__annotations__", None) or ()) and issubclass(other, Generic) and other._is_protocol:
                    break
            else:
                return NotImplemented
        return True
    return hook


_protocol_bases = {"collections.abc": {"Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable", "Hashable", "Sized", "Container",
                                       "Collection", "Reversible"},
                   "contextlib": {"AbstractContextManager", "AbstractAsyncContextManager"}}


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of classes that describe what methods others have."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = _protocol_hook(cls)
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            if not (base in (object, Generic) or base.__name__ in _protocol_bases.get(base.__module__, ())
                    or issubclass(base, Generic) and getattr(base, "_is_protocol", False)):
                raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        if cls.__init__ is Protocol.__init__:
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

T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
AnyStr = TypeVar("AnyStr", bytes, str)


@runtime_checkable
class SupportsAbs(Protocol[T_co]):
    """What has __abs__, by what it gives."""

    __slots__ = ()

    @abstractmethod
    def __abs__(self) -> T_co:
        pass


@runtime_checkable
class SupportsRound(Protocol[T_co]):
    """What has __round__, by what it gives."""

    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits: int = 0) -> T_co:
        pass



def _idfunc(x, /):
    return x


_idfunc.__module__ = "_typing"  # which has it in C


class NewType:
    """A type of its own for checkers; the function returns its argument."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        self.__module__ = sys._getframe(1).f_globals.get("__name__")

    def __mro_entries__(self, bases):
        base = self.__name__

        class Refusing:
            def __init_subclass__(cls):
                raise TypeError(f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                                f"`{cls.__name__} = NewType({cls.__name__!r}, {base})`")
        return Refusing,

    def __reduce__(self):
        return self.__qualname__

    __call__ = staticmethod(_idfunc)

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


_ASSERT_NEVER_REPR_MAX_LENGTH = 100


def assert_never(arg, /):
    text = repr(arg)
    if len(text) > _ASSERT_NEVER_REPR_MAX_LENGTH:
        text = text[:_ASSERT_NEVER_REPR_MAX_LENGTH] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {text}")


def no_type_check(arg):
    """Decorator: what is annotated here are no types, in a class and all that is defined in it."""
    if isinstance(arg, type):
        for name in dir(arg):
            item = getattr(arg, name)
            if (getattr(item, "__qualname__", None) != f"{arg.__qualname__}.{getattr(item, '__name__', None)}"
                    or getattr(item, "__module__", None) != arg.__module__):
                continue
            if isinstance(item, (types.FunctionType, types.MethodType)):
                getattr(item, "__func__", item).__no_type_check__ = True
            elif isinstance(item, type):
                no_type_check(item)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


_overload_registry = {}


def overload(func):
    """A signature of a function that comes later."""
    f = getattr(func, "__func__", func)
    try:
        _overload_registry.setdefault(f.__module__, {}).setdefault(f.__qualname__, {})[f.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    """The signatures that were given with overload()."""
    f = getattr(func, "__func__", func)
    return list(_overload_registry.get(f.__module__, {}).get(f.__qualname__, {}).values())


def clear_overloads():
    _overload_registry.clear()


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
    if isinstance(tp, _BaseGenericAlias):
        return Annotated if tp._name == "Annotated" else tp.__origin__
    if isinstance(tp, (types.GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if isinstance(tp, types.UnionType):
        return types.UnionType
    return Generic if tp is Generic else None


def _is_parameters(arg):
    return arg is ... or isinstance(arg, (tuple, list, ParamSpec)) or isinstance(arg, _BaseGenericAlias) and arg._name == "Concatenate"


def _unflattened(tp):
    """The arguments of an alias; those of a function type with its parameters as a list."""
    args = tp.__args__
    if getattr(tp, "__origin__", None) is collections.abc.Callable and not (len(args) == 2 and _is_parameters(args[0])):
        return list(args[:-1]), args[-1]
    return args


def get_args(tp):
    if isinstance(tp, _BaseGenericAlias):
        if tp.__args__ is None:
            return ()
        if tp._name == "Annotated":
            return (tp.__origin__, *tp.__metadata__)
        return _unflattened(tp)
    return _unflattened(tp) if isinstance(tp, (types.GenericAlias, types.UnionType)) else ()


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def _rebuilt(value, args):
    """An alias of the same kind with other arguments."""
    if isinstance(value, types.GenericAlias):
        return types.GenericAlias(value.__origin__, args)
    if isinstance(value, types.UnionType) or value.__origin__ is Union:
        import functools
        import operator
        return functools.reduce(operator.or_, args) if isinstance(value, types.UnionType) else Union[args]
    if value._name == "Annotated":
        return Annotated[(*args, *value.__metadata__)]
    return _BaseGenericAlias(value.__origin__, args, value._name)


def _eval_type(value, globalns, localns, guard=frozenset()):
    """A type with the texts in it replaced by what they stand for."""
    if isinstance(value, ForwardRef):
        return value._evaluate(globalns, localns, guard)
    args = getattr(value, "__args__", None)
    if not args or not isinstance(value, (_BaseGenericAlias, types.GenericAlias, types.UnionType)):
        return value
    if isinstance(value, types.GenericAlias):
        args = tuple(ForwardRef(arg) if isinstance(arg, str) else arg for arg in args)
        new = _rebuilt(value, args)
        value = Unpack[new] if value.__unpacked__ else new
        if value is not new:
            args = value.__args__
    new = tuple(_eval_type(arg, globalns, localns, guard) for arg in args)
    return value if new == args else _rebuilt(value, new)


def _hint(value, special, argument=True):
    return type(None) if value is None else ForwardRef(value, argument, is_class=special) if isinstance(value, str) else value


def _strip_annotations(value):
    """A type without what Annotated, Required and NotRequired say of it."""
    if isinstance(value, _BaseGenericAlias) and value._name in ("Annotated", "Required", "NotRequired"):
        return _strip_annotations(value.__args__[0])
    args = getattr(value, "__args__", None)
    if not args or not isinstance(value, (_BaseGenericAlias, types.GenericAlias, types.UnionType)):
        return value
    new = tuple(map(_strip_annotations, args))
    return value if new == args else _rebuilt(value, new)


_annotated_kinds = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType, types.WrapperDescriptorType,
                    types.MethodWrapperType, types.MethodDescriptorType)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """Annotations with their texts evaluated."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            scope, local = globalns, localns
            if scope is None:
                scope = getattr(sys.modules.get(base.__module__), "__dict__", {})
            if local is None:
                local = dict(vars(base))
                if globalns is None:
                    scope, local = local, scope  # as CPython has them
            annotations = base.__dict__.get("__annotations__", {})
            for name, value in {} if isinstance(annotations, types.GetSetDescriptorType) else annotations.items():
                hints[name] = _eval_type(_hint(value, True, False), scope, local)
    else:
        scope = globalns
        if scope is None:
            inner = obj
            while hasattr(inner, "__wrapped__"):
                inner = inner.__wrapped__
            scope = vars(obj) if isinstance(obj, types.ModuleType) else getattr(inner, "__globals__", {})
        annotations = getattr(obj, "__annotations__", None)
        if annotations is None:
            if isinstance(obj, _annotated_kinds):
                return {}
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        for name, value in annotations.items():
            hints[name] = _eval_type(_hint(value, False, not isinstance(obj, types.ModuleType)), scope, scope if localns is None else localns)
    return hints if include_extras else {name: _strip_annotations(value) for name, value in hints.items()}


class NamedTupleMeta(type):
    def __new__(metacls, name, bases, namespace):
        for base in bases:
            if base is not _named_tuple_base and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        fields = namespace.get("__annotations__", {})
        defaults = []
        for field in fields:
            if field in namespace:
                defaults.append(namespace[field])
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field{'s' if len(defaults) > 1 else ''} "
                                f"{', '.join(f for f in fields if f in namespace)}")
        if bases.count(_named_tuple_base) > 1:
            raise TypeError("duplicate base class tuple")
        base = collections.namedtuple(name, fields, defaults=defaults, module=namespace["__module__"])
        base.__annotations__ = base.__new__.__annotations__ = {key: _type_check(value, f"field {key} annotation must be a type")
                                                               for key, value in fields.items()}
        if Generic in bases:
            base.__bases__ = tuple(tuple if one is _named_tuple_base else one for one in bases)
            base.__class_getitem__ = classmethod(Generic.__class_getitem__.__func__)
        for key, value in namespace.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_make", "_replace", "_asdict", "_source",
                       "_field_types"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in ("__module__", "__annotations__", "__qualname__") and key not in fields:
                setattr(base, key, value)
        if "__qualname__" in namespace:
            base.__qualname__ = namespace["__qualname__"]
        if Generic in bases:
            base.__init_subclass__()
        return base


def NamedTuple(typename, fields=None, /, **kwargs):
    """A namedtuple class, from a list of (name, type) or as a base class with annotations."""
    if fields is not None and kwargs:
        raise TypeError("Either list of fields or keywords can be provided to NamedTuple, not both")
    fields = list(kwargs.items() if fields is None else fields)
    result = collections.namedtuple(typename, [name for name, _ in fields], module=sys._getframe(1).f_globals.get("__name__"))
    result.__annotations__ = result.__new__.__annotations__ = {name: _type_check(kind) for name, kind in fields}
    return result


_named_tuple_base = type.__new__(NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = lambda bases: (_named_tuple_base,)


class _TypedDictMeta(type):
    def __new__(metacls, name, bases, namespace, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        generic = (Generic,) if any(issubclass(base, Generic) for base in bases) else ()
        cls = type.__new__(metacls, name, (*generic, dict), namespace)
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            base_required, base_optional = (base.__dict__.get(f"__{kind}_keys__", set()) for kind in ("required", "optional"))
            required, optional = required - base_optional | base_required, optional - base_required | base_optional
        for key, value in namespace.get("__annotations__", {}).items():
            annotations[key] = value = _type_check(value, "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type",
                                                module=cls.__module__)
            if isinstance(value, _BaseGenericAlias) and value._name == "Annotated":
                value = value.__args__[0]
            form = getattr(value, "__origin__", None)
            needed = form is Required or total and form is not NotRequired
            (required if needed else optional).add(key)
            (optional if needed else required).discard(key)
        cls.__annotations__ = annotations
        cls.__required_keys__ = frozenset(required)
        cls.__optional_keys__ = frozenset(optional)
        if not hasattr(cls, "__total__"):
            cls.__total__ = total
        return cls

    __call__ = dict

    def __instancecheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __subclasscheck__ = __instancecheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """A dict class with known keys, from a dict of types or as a base class with annotations."""
    if fields is not None and kwargs:
        raise TypeError("TypedDict takes either a dict or keyword arguments, but not both")
    if kwargs:
        import warnings
        warnings.warn("The kwargs-based syntax for TypedDict definitions is deprecated in Python 3.11, will be removed in Python 3.13, and may "
                      "not be understood by third-party type checkers.", DeprecationWarning, stacklevel=2)
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


class _DeprecatedType(type):
    """A class that stands for a module: what is asked of it warns."""

    __name__ = property(lambda cls: "typing." + type.__dict__["__name__"].__get__(cls))

    def __getattribute__(cls, name):
        names = super().__getattribute__("__dict__")["__all__"]
        if name in names or name == "__all__":
            import warnings
            module = cls.__name__
            warnings.warn(f"{module} is deprecated, import directly from typing instead. {module} will be removed in Python 3.12.",
                          DeprecationWarning, stacklevel=2)
            return names if name == "__all__" else getattr(sys.modules["typing"], name)
        return super().__getattribute__(name)

    def __dir__(cls):
        return sorted({*super().__dir__(), *cls.__dict__["__all__"]})


def _as_module(name, names):
    """Makes typing.io or typing.re."""
    cls = _DeprecatedType(name, (), {"__module__": __name__, "__all__": names, "__doc__": f"Names of {name}, as they were in Python 3.5."})
    sys.modules["typing." + name] = cls
    return cls


io = _as_module("io", ["IO", "TextIO", "BinaryIO"])
re = _as_module("re", ["Pattern", "Match"])
__all__ = [_name for _name, _value in globals().items() if _name[0] != "_" and _name not in ("GenericAlias", "NamedTupleMeta") and not isinstance(_value, types.ModuleType)
           and _name not in ("T", "KT", "VT", "T_co", "ABCMeta", "abstractmethod", "io", "re")] + ["Match", "Pattern"]


def __getattr__(name):
    if name not in ("Match", "Pattern"):
        raise AttributeError(f"module 'typing' has no attribute {name!r}")
    from re import Match, Pattern
    globals()[name] = _renamed(Match if name == "Match" else Pattern, name, 1)
    return globals()[name]
