"""Classes whose methods are made from their annotated fields."""

import _thread
import copy
import functools
import sys
import types
from keyword import iskeyword
from reprlib import recursive_repr as _recursive_repr

__all__ = ["FrozenInstanceError", "Field", "InitVar", "KW_ONLY", "MISSING", "asdict", "astuple", "dataclass", "field", "fields", "is_dataclass",
           "make_dataclass", "replace"]


class FrozenInstanceError(AttributeError):
    pass


class _Mark:
    def __init__(self, text):
        self._text = text

    def __repr__(self):
        return self._text


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()
_HAS_DEFAULT_FACTORY = _Mark("<factory>")


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()  # annotation: the fields after it are keyword-only


class InitVar:
    """Annotation: a parameter of __init__ that is handed to __post_init__."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) and not isinstance(self.type, types.GenericAlias) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"


_EMPTY_METADATA = types.MappingProxyType({})


class Field:
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only", "_field_type")
    _shown = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = self._field_type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else types.MappingProxyType(metadata)
        self.kw_only = kw_only

    @_recursive_repr()
    def __repr__(self):
        parts = ",".join(f"{name}={self._field_type if name == '_field_type' else repr(getattr(self, name))}" for name in self._shown)
        return f"Field({parts})"

    def __set_name__(self, owner, name):
        set_name = getattr(type(self.default), "__set_name__", None)
        if set_name:
            set_name(self.default, owner, name)


_FIELDS, _PARAMS, _POST_INIT_NAME = "__dataclass_fields__", "__dataclass_params__", "__post_init__"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    """What a field needs besides its annotation."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


_FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = map(_Mark, ("_FIELD", "_FIELD_CLASSVAR", "_FIELD_INITVAR"))


def _named(cls, text, home):
    """What an annotation given as text begins with: a name of the class's module, or of the module `home` that it imports."""
    module = sys.modules.get(cls.__module__)
    head, dot, rest = text.partition(".")
    head = head.strip()
    if dot and head.isidentifier():
        if module is None or module.__dict__.get(head) is not home:
            return None
        text, module = rest, home
    text = text.lstrip()
    end = next((i for i, char in enumerate(text) if not (char.isalnum() or char == "_")), len(text))
    return module.__dict__.get(text[:end]) if module is not None and end else None


def _is_class_var(annotation, typing):
    return annotation is typing.ClassVar or getattr(annotation, "__origin__", None) is typing.ClassVar


def _kind_of(cls, annotation):
    typing = sys.modules.get("typing")
    is_text = isinstance(annotation, str)
    if typing is not None and _is_class_var(_named(cls, annotation, typing) if is_text else annotation, typing):
        return _FIELD_CLASSVAR
    if is_text:
        annotation = _named(cls, annotation, sys.modules[__name__])
    return _FIELD_INITVAR if annotation is InitVar or type(annotation) is InitVar else _FIELD


def _is_kw_only(cls, annotation):
    return (_named(cls, annotation, sys.modules[__name__]) if isinstance(annotation, str) else annotation) is KW_ONLY


def _make_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            default = MISSING
        f = field(default=default)
    f.name, f.type, f._field_type = name, annotation, _kind_of(cls, annotation)
    if f._field_type in (_FIELD_CLASSVAR, _FIELD_INITVAR) and f.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if f._field_type in (_FIELD, _FIELD_INITVAR):
        if f.kw_only is MISSING:
            f.kw_only = kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(f.default)} for field {name} is not allowed: use default_factory")
    return f


def _collect(cls, kw_only):
    """The fields of a class and its bases by name, in order."""
    found = {}
    for base in cls.__mro__[-1:0:-1]:
        for f in getattr(base, "__dataclass_fields__", {}).values() if "__dataclass_fields__" in base.__dict__ else ():
            found[f.name] = f
    annotations = cls.__dict__.get("__annotations__", {})
    seen_kw_only = False
    for name, annotation in annotations.items():
        if _is_kw_only(cls, annotation):
            if seen_kw_only:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_kw_only = kw_only = True
            continue
        f = _make_field(cls, name, annotation, kw_only)
        found[name] = f
        if isinstance(getattr(cls, name, None), Field):
            if f.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return found


def _function(cls, name, parameters, lines, scope):
    """A method made from source text; scope gives the names it uses besides builtins."""
    body = "".join(f"\n  {line}" for line in lines) or "\n  pass"
    names = ", ".join(scope)
    text = f"def _make({names}):\n def {name}({', '.join(parameters)}):{body.replace(chr(10), chr(10) + ' ')}\n return {name}"
    namespace = {}
    exec(text, sys.modules[cls.__module__].__dict__ if cls.__module__ in sys.modules else {}, namespace)
    function = namespace["_make"](*scope.values())
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    return function


def _make_init(cls, all_fields, frozen, post_init, slots):
    scope = {"_MISSING": MISSING, "_FACTORY": _HAS_DEFAULT_FACTORY, "_setattr": object.__setattr__}
    positional = [f for f in all_fields if f.init and not f.kw_only]
    keyword = [f for f in all_fields if f.init and f.kw_only]
    has_default = None
    for f in positional:
        if f.default is not MISSING or f.default_factory is not MISSING:
            has_default = f.name
        elif has_default is not None:
            raise TypeError(f"non-default argument {f.name!r} follows default argument")
    self = "__dataclass_self__" if any(f.name == "self" for f in all_fields) else "self"

    def parameter(f):
        scope[f"_type_{f.name}"] = f.type
        text = f"{f.name}: _type_{f.name}"
        if f.default is not MISSING:
            scope[f"_default_{f.name}"] = f.default
            text += f" = _default_{f.name}"
        elif f.default_factory is not MISSING:
            text += " = _FACTORY"
        return text

    parameters = [self, *map(parameter, positional)]
    if keyword:
        parameters += ["*", *map(parameter, keyword)]
    lines = []
    for f in all_fields:
        if f._field_type is _FIELD_INITVAR:
            continue
        if f.default_factory is not MISSING:
            scope[f"_make_{f.name}"] = f.default_factory
            value = f"_make_{f.name}() if {f.name} is _FACTORY else {f.name}" if f.init else f"_make_{f.name}()"
        elif f.init:
            value = f.name
        elif slots and f.default is not MISSING:
            scope[f"_default_{f.name}"] = f.default
            value = f"_default_{f.name}"
        else:
            continue
        lines.append(f"_setattr({self}, {f.name!r}, {value})" if frozen else f"{self}.{f.name} = {value}")
    if post_init:
        lines.append(f"{self}.__post_init__({', '.join(f.name for f in all_fields if f._field_type is _FIELD_INITVAR)})")
    init = _function(cls, "__init__", parameters, lines, scope)
    init.__annotations__["return"] = None
    return init


def _values(f_names, owner):
    return "(" + "".join(f"{owner}.{name}, " for name in f_names) + ")"


def _guarded(method):
    """A __repr__ that answers "..." inside itself."""
    running = set()

    @functools.wraps(method)
    def wrapper(self):
        key = id(self), _thread.get_ident()
        if key in running:
            return "..."
        running.add(key)
        try:
            return method(self)
        finally:
            running.discard(key)
    return wrapper


def _add_repr(cls, shown):
    text = ", ".join(f"{f.name}={{self.{f.name}!r}}" for f in shown)
    method = _function(cls, "__repr__", ["self"], [f'return self.__class__.__qualname__ + f"({text})"'], {})
    method.__qualname__ = "__create_fn__.<locals>.__repr__"  # by which pprint knows it
    cls.__repr__ = _guarded(method)
    cls.__repr__.__qualname__ = f"{cls.__qualname__}.__repr__"


def _add_comparisons(cls, compared, eq, order):
    names = [f.name for f in compared]
    wanted = {"__eq__": "=="} if eq and "__eq__" not in cls.__dict__ else {}
    if order:
        for name, sign in {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}.items():
            if name in cls.__dict__:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering")
            wanted[name] = sign
    for name, sign in wanted.items():
        lines = ["if other.__class__ is self.__class__:", f" return {_values(names, 'self')} {sign} {_values(names, 'other')}",
                 "return NotImplemented"]
        setattr(cls, name, _function(cls, name, ["self", "other"], lines, {}))


def _add_frozen(cls, names):
    scope = {"_cls": cls, "_error": FrozenInstanceError, "_names": names}
    for name, arguments, verb in (("__setattr__", ["value"], "assign to"), ("__delattr__", [], "delete")):
        if name in cls.__dict__:
            raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
        passed = ", ".join(["name", *arguments])
        lines = ["if type(self) is _cls or name in _names:", f' raise _error(f"cannot {verb} field {{name!r}}")',
                 f"super(_cls, self).{name}({passed})"]
        setattr(cls, name, _function(cls, name, ["self", "name", *arguments], lines, scope))


def _set_hash(cls, all_fields, unsafe_hash, eq, frozen):
    explicit = cls.__dict__.get("__hash__", MISSING)
    has_hash = not (explicit is MISSING or explicit is None and "__eq__" in cls.__dict__)
    if unsafe_hash and has_hash:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if unsafe_hash or eq and frozen and not has_hash:
        names = [f.name for f in all_fields if (f.compare if f.hash is None else f.hash)]
        cls.__hash__ = _function(cls, "__hash__", ["self"], [f"return hash({_values(names, 'self')})"], {})
    elif eq and not has_hash:
        cls.__hash__ = None


def _with_slots(cls, own, weakref_slot):
    """The class made again with __slots__."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    inherited = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__", ())
        if hasattr(slots, "__next__"):
            raise TypeError(f"Slots of {base.__name__!r} cannot be determined")
        inherited.update((slots,) if isinstance(slots, str) else slots)
    namespace["__slots__"] = tuple(name for name in [*own, *(["__weakref__"] if weakref_slot else [])] if name not in inherited)
    for name in own:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    return made


def _frozen_state(self):
    return [getattr(self, f.name) for f in fields(self)]


def _set_frozen_state(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")

    def __init__(self, *options):
        for name, value in zip(self.__slots__, options):
            setattr(self, name, value)

    def __repr__(self):
        return f"_DataclassParams({','.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)})"


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    cls.__module__
    bases = [base for base in cls.__mro__[1:] if "__dataclass_params__" in base.__dict__]
    if bases:
        if any(base.__dataclass_params__.frozen for base in bases) and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if frozen and not all(base.__dataclass_params__.frozen for base in bases):
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    found = _collect(cls, kw_only)
    cls.__dataclass_fields__ = found
    cls.__dataclass_params__ = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen)
    real = [f for f in found.values() if f._field_type is _FIELD]
    made_init = init and "__init__" not in cls.__dict__
    if init:
        with_init = [f for f in found.values() if f._field_type is not _FIELD_CLASSVAR]
        method = _make_init(cls, with_init, frozen, hasattr(cls, "__post_init__"), slots)
        if made_init:
            cls.__init__ = method
    if repr and "__repr__" not in cls.__dict__:
        _add_repr(cls, [f for f in real if f.repr])
    _set_hash(cls, real, unsafe_hash, eq, frozen)
    _add_comparisons(cls, [f for f in real if f.compare], eq, order)
    if frozen:
        _add_frozen(cls, tuple(f.name for f in real))
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in found.values() if f.init and not f.kw_only and f._field_type is not _FIELD_CLASSVAR)
    if not cls.__doc__:
        cls.__doc__ = cls.__name__ + _signature(cls, found.values(), made_init and type(cls).__call__ is type.__call__)
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _with_slots(cls, [f.name for f in real], weakref_slot)
        for name, method in (("__getstate__", _frozen_state), ("__setstate__", _set_frozen_state)):
            if frozen and name not in cls.__dict__:
                setattr(cls, name, method)
    if hasattr(cls, "__abstractmethods__"):
        from abc import update_abstractmethods
        update_abstractmethods(cls)
    return cls


def _annotation(value):
    if getattr(value, "__module__", None) == "typing":
        return repr(value).replace("typing.", "")
    if isinstance(value, types.GenericAlias):
        return str(value)
    if isinstance(value, type):
        return value.__qualname__ if value.__module__ == "builtins" else f"{value.__module__}.{value.__qualname__}"
    return repr(value)


def _signature(cls, all_fields, is_plain):
    """The parameters of the class, as its docstring shows them."""
    if not is_plain:
        import inspect
        try:
            return str(inspect.signature(cls)).replace(" -> None", "")
        except (TypeError, ValueError):
            return ""
    parts = []
    for f in sorted((f for f in all_fields if f.init and f._field_type is not _FIELD_CLASSVAR), key=lambda f: f.kw_only):
        if f.kw_only and "*" not in parts:
            parts.append("*")
        default = f" = {f.default!r}" if f.default is not MISSING else " = <factory>" if f.default_factory is not MISSING else ""
        parts.append(f"{f.name}: {_annotation(f.type)}{default}")
    return f"({', '.join(parts)})"


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False,
              slots=False, weakref_slot=False):
    """Decorator: __init__, __repr__, __eq__ and more from the annotations of a class."""
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """The fields, as a tuple."""
    found = getattr(class_or_instance, "__dataclass_fields__", None)
    if found is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), "__dataclass_fields__")


def _is_dataclass_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")


def asdict(obj, *, dict_factory=dict):
    """Dict of the fields; dataclasses, lists, tuples and dicts inside are copied too."""
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _unpack(obj, lambda names, parts: dict_factory([*zip(names, parts)]))


def astuple(obj, *, tuple_factory=tuple):
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _unpack(obj, lambda names, parts: tuple_factory(parts))


_atoms = frozenset([int, str, float, bool, type(None), bytes, complex])  # a copy of these is the same


def _unpack(obj, make):
    if type(obj) in _atoms:
        return obj
    if _is_dataclass_instance(obj):
        names = [f.name for f in fields(obj)]
        parts = [part if type(part := getattr(obj, name)) in _atoms else _unpack(part, make) for name in names]
        return make(names, parts)
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_unpack(item, make) for item in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_unpack(item, make) for item in obj])
    if isinstance(obj, dict):
        pairs = [(_unpack(key, make), _unpack(value, make)) for key, value in obj.items()]
        return type(obj)(obj.default_factory, pairs) if hasattr(type(obj), "default_factory") else type(obj)(pairs)
    return copy.deepcopy(obj)


def replace(obj, /, **changes):
    """A new instance with some fields changed."""
    if not _is_dataclass_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in obj.__dataclass_fields__.values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    """A dataclass from a list of names, (name, type) or (name, type, field)."""
    values = dict(namespace or {})
    annotations = {}
    for item in fields:
        parts = (item, "typing.Any") if isinstance(item, str) else item if len(item) else ()
        if not 2 <= len(parts) <= 3:
            raise TypeError(f"Invalid field: {item!r}")
        name, annotation, *default = parts
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = annotation
        if default:
            values[name] = default[0]
    values["__annotations__"] = annotations
    cls = types.new_class(cls_name, bases, {}, lambda body: body.update(values))
    return dataclass(cls, **options)
