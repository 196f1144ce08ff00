"""Functions made from functions."""

from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce
from collections import namedtuple
from abc import get_cache_token
from _thread import RLock
from types import GenericAlias, MappingProxyType, UnionType

__all__ = ["cache", "cached_property", "cmp_to_key", "lru_cache", "partial", "partialmethod", "reduce", "singledispatch",
           "singledispatchmethod", "total_ordering", "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES"]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)

_missing = object()


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make wrapper look like wrapped."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Decorator: update_wrapper with what is decorated."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


class partialmethod:
    """A method with some of its arguments given."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        args = ", ".join(map(repr, self.args))
        keywords = ", ".join(f"{key}={value!r}" for key, value in self.keywords.items())
        return f"{type(self).__module__}.{type(self).__qualname__}({self.func}, {args}, {keywords})"

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        bound = self.func if get is None else get(obj, cls)
        if bound is not self.func:
            result = partial(bound, *self.args, **self.keywords)
            try:
                result.__self__ = bound.__self__
            except AttributeError:
                pass
            return result

        def method(self_or_cls, /, *args, **keywords):
            return self.func(self_or_cls, *self.args, *args, **{**self.keywords, **keywords})

        method.__isabstractmethod__ = self.__isabstractmethod__
        method._partialmethod = self
        return method.__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(GenericAlias)


# ---- comparisons ----

_signs = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}


def _derivation(name, root):
    """How a comparison follows from another, in words."""
    sign, base = _signs[name], _signs[root]
    turned, strict = sign[0] != base[0], len(sign) == 1
    text = f"({'not ' if turned else ''}a {base} b)"
    if turned and len(sign) != len(base):
        return text
    return text + (" and (a != b)" if strict else " or (a == b)")


def _comparison(name, root, combine):
    """A comparison made of another; pickled by its name here, such as _gt_from_lt."""
    def compare(self, other):
        answer = getattr(type(self), root)(self, other)
        return answer if answer is NotImplemented else combine(self, other, answer)

    compare.__name__ = name
    compare.__qualname__ = f"_{name.strip('_')}_from_{root.strip('_')}"
    compare.__doc__ = f"Return a {_signs[name]} b.  Computed by @total_ordering from {_derivation(name, root)}."
    globals()[compare.__qualname__] = compare
    return compare


_convert = {root: {name: _comparison(name, root, combine) for name, combine in others.items()} for root, others in {
    "__lt__": {"__gt__": lambda a, b, r: not r and a != b, "__le__": lambda a, b, r: r or a == b, "__ge__": lambda a, b, r: not r},
    "__le__": {"__ge__": lambda a, b, r: not r or a == b, "__lt__": lambda a, b, r: r and a != b, "__gt__": lambda a, b, r: not r},
    "__gt__": {"__lt__": lambda a, b, r: not (r or a == b), "__ge__": lambda a, b, r: r or a == b, "__le__": lambda a, b, r: not r},
    "__ge__": {"__le__": lambda a, b, r: not r or a == b, "__gt__": lambda a, b, r: r and a != b, "__lt__": lambda a, b, r: not r},
}.items()}


def total_ordering(cls):
    """Decorator: the comparisons that a class lacks, from the one it has."""
    roots = [name for name in _convert if getattr(cls, name, None) is not getattr(object, name, None)]
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    for name, function in _convert[max(roots)].items():
        if name not in roots:
            setattr(cls, name, function)
    return cls


# ---- caches ----

class _HashedSeq(list):
    """A key of several values, whose hash is made once."""

    __slots__ = "hashvalue"

    def __init__(self, tup, hash=hash):
        self[:] = tup
        self.hashvalue = hash(tup)

    def __hash__(self):
        return self.hashvalue


def _make_key(args, kwds, typed, kwd_mark=(object(),), fasttypes={int, str}, tuple=tuple, type=type, len=len):
    """What stands for a call in a cache."""
    key = args
    if kwds:
        key += kwd_mark
        for pair in kwds.items():
            key += pair
    if typed:
        return _HashedSeq(key + tuple(map(type, args)) + tuple(map(type, kwds.values())))
    return key[0] if len(key) == 1 and type(key[0]) in fasttypes else _HashedSeq(key)


_CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


def lru_cache(maxsize=128, typed=False):
    """Decorator: the last maxsize results are kept."""
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        user_function, maxsize = maxsize, 128
        wrapper = _lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo)
        wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
        return update_wrapper(wrapper, user_function)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorating_function(user_function):
        wrapper = _lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo)
        wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
        return update_wrapper(wrapper, user_function)

    return decorating_function


def cache(user_function, /):
    """Decorator: all results are kept."""
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    """A value computed once for each instance, then kept in its __dict__."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.lock = RLock()

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(f"Cannot assign the same cached_property to two different names ({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            values = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {self.attrname!r} "
                            "property.") from None
        value = values.get(self.attrname, _missing)
        if value is not _missing:
            return value
        with self.lock:  # one for all instances
            value = values.get(self.attrname, _missing)  # another thread may have computed it meanwhile
            if value is _missing:
                value = self.func(instance)
                try:
                    values[self.attrname] = value
                except TypeError:
                    raise TypeError(f"The '__dict__' attribute on {type(instance).__name__!r} instance does not support item "
                                    f"assignment for caching {self.attrname!r} property.") from None
        return value

    __class_getitem__ = classmethod(GenericAlias)


# ---- dispatch by type ----

def _c3_merge(sequences):
    result = []
    while sequences := [part for part in sequences if part]:
        for part in sequences:
            first = part[0]
            if not any(first in other[1:] for other in sequences):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        result.append(first)
        for part in sequences:
            if part[0] == first:
                del part[0]
    return result


def _c3_mro(cls, abcs=None):
    """The order of a class's bases with the abstract ones put in that it only registers with: each where it first holds."""
    bases, abcs = list(cls.__bases__), list(abcs or ())
    last_abstract = max((i + 1 for i, base in enumerate(bases) if hasattr(base, "__abstractmethods__")), default=0)
    implied = [base for base in abcs if issubclass(cls, base) and not any(issubclass(b, base) for b in bases)]
    for base in implied:
        abcs.remove(base)
    groups = [bases[:last_abstract], implied, bases[last_abstract:]]
    orders = [_c3_mro(base, abcs) for group in groups for base in group]
    return _c3_merge([[cls], *orders, *groups])


def _compose_mro(cls, types):
    """The same with those of the types that the class is a subclass of."""
    bases = set(cls.__mro__)
    types = [kind for kind in types if kind not in bases and hasattr(kind, "__mro__") and not isinstance(kind, GenericAlias)
             and issubclass(cls, kind)]
    types = [kind for kind in types if not any(kind != other and kind in other.__mro__ for other in types)]
    wanted, order = set(types), []
    for kind in types:
        found = [[base for base in sub.__mro__ if base in wanted] for sub in kind.__subclasses__()
                 if sub not in bases and issubclass(cls, sub)]
        found.sort(key=len, reverse=True)
        for base in [base for part in found for base in part] or [kind]:
            if base not in order:
                order.append(base)
    return _c3_mro(cls, order)


def _find_impl(cls, registry):
    match = None
    for kind in _compose_mro(cls, registry.keys()):
        if match is not None:
            if kind in registry and kind not in cls.__mro__ and match not in cls.__mro__ and not issubclass(match, kind):
                raise RuntimeError(f"Ambiguous dispatch: {match} or {kind}")
            break
        if kind in registry:
            match = kind
    return registry.get(match)


def _union_members(cls):
    """What a union is made of, None for other things."""
    from typing import Union, get_args, get_origin
    return get_args(cls) if get_origin(cls) in (Union, UnionType) else None


def _is_dispatchable(cls):
    return isinstance(cls, type) or all(isinstance(kind, type) for kind in _union_members(cls) or (cls,))


def singledispatch(func):
    """Decorator: a function with other forms for other types of its first argument."""
    import weakref
    registry, known, token = {}, weakref.WeakKeyDictionary(), None

    def dispatch(cls):
        nonlocal token
        if token is not None and token != (now := get_cache_token()):
            known.clear()
            token = now
        try:
            return known[cls]
        except KeyError:
            form = registry[cls] if cls in registry else _find_impl(cls, registry)
            known[cls] = form
            return form

    def register(cls, func=None):
        nonlocal token
        if _is_dispatchable(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            if not getattr(cls, "__annotations__", {}):
                raise TypeError(f"Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` or plain "
                                "`@register` on an annotated function.")
            from typing import get_type_hints
            func = cls
            name, cls = next(iter(get_type_hints(func).items()))
            if not _is_dispatchable(cls):
                what = "is not a class." if _union_members(cls) is None else "not all arguments are classes."
                raise TypeError(f"Invalid annotation for {name!r}. {cls!r} {what}")
        for kind in [cls] if isinstance(cls, type) else _union_members(cls):
            registry[kind] = func
        if token is None and hasattr(cls, "__abstractmethods__"):
            token = get_cache_token()
        known.clear()
        return func

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **keywords)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = known.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """singledispatch for methods: by the first argument after self."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **keywords):
            return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **keywords)

        method.__isabstractmethod__ = self.__isabstractmethod__
        method.register = self.register
        update_wrapper(method, self.func)
        return method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
