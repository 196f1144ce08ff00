"""Abstract base classes."""

from _abc import (find_abstract as _find_abstract, known as _known, knows as _knows, mark_pattern as _mark_pattern, new_data as _new_data,
                  note as _note, pattern_of as _pattern_of, subclasses as _subclasses, version as _version)

__all__ = ["ABC", "ABCMeta", "abstractclassmethod", "abstractmethod", "abstractproperty", "abstractstaticmethod", "get_cache_token",
           "update_abstractmethods"]

_token = 0


def abstractmethod(funcobj):
    """Decorator: a class with such a method cannot be instantiated."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    __isabstractmethod__ = True


def get_cache_token():
    return _token


def _abstract_names(cls, names):
    return {name for name in names if getattr(getattr(cls, name, None), "__isabstractmethod__", False)}


_REGISTRY, _CACHE, _NEGATIVE = range(3)  # what a class knows of others: who was registered, who is a subclass, who was none at the time


class ABCMeta(type):
    """Metaclass of abstract base classes: other classes can be registered as subclasses."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        _find_abstract(cls)
        cls._abc_impl = _new_data(_token)
        kind = namespace.get("__abc_tpflags__")
        if kind:
            if kind & 96 == 96:
                raise TypeError("__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING")
            _mark_pattern(cls, kind & 96)
        return cls

    def register(cls, subclass):
        """Make subclass count as a subclass; returns it."""
        global _token
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        _note(cls._abc_impl, _REGISTRY, subclass)
        kind = _pattern_of(cls)
        if kind:
            _mark_pattern(subclass, kind)
        _token += 1
        return subclass

    def __instancecheck__(cls, instance):
        data = cls._abc_impl
        subclass = instance.__class__
        if _knows(data, _CACHE, subclass):
            return True
        actual = type(instance)
        if actual is subclass:
            if _version(data) == _token and _knows(data, _NEGATIVE, subclass):
                return False
            return cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(actual)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        data = cls._abc_impl
        if _knows(data, _CACHE, subclass):
            return True
        if _version(data) < _token:
            _clear(data, _NEGATIVE)
            _version(data, _token)
        elif _knows(data, _NEGATIVE, subclass):
            return False
        answer = cls.__subclasshook__(subclass)
        if answer is NotImplemented:
            answer = cls in subclass.__mro__
            if not answer and _knows(data, _REGISTRY, subclass):
                return True
            answer = answer or _is_known_below(cls, data, subclass)
        if answer is not True and answer is not False:
            raise AssertionError("__subclasshook__ must return either False, True, or NotImplemented")
        _note(data, _CACHE if answer else _NEGATIVE, subclass)
        return answer

    def _abc_registry_clear(cls):
        _clear(cls._abc_impl, _REGISTRY)

    def _abc_caches_clear(cls):
        _clear(cls._abc_impl, _CACHE)
        _clear(cls._abc_impl, _NEGATIVE)

    def _dump_registry(cls, file=None):
        data = cls._abc_impl
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {_token}", file=file)
        print(f"_abc_registry: {_known(data, _REGISTRY) or set()!r}", file=file)
        print(f"_abc_cache: {_known(data, _CACHE) or set()!r}", file=file)
        print(f"_abc_negative_cache: {_known(data, _NEGATIVE) or set()!r}", file=file)
        print(f"_abc_negative_cache_version: {_version(data)!r}", file=file)


def _clear(data, kind):
    known = _known(data, kind)
    if known is not None:
        known.clear()


def _is_known_below(cls, data, subclass):
    """Whether a registered class, or a subclass of cls, has the subclass below it."""
    for reference in tuple(_known(data, _REGISTRY) or ()):
        registered = reference()
        if registered is not None and issubclass(subclass, registered):
            return True
    for derived in _subclasses(cls):
        if issubclass(subclass, derived):
            return True
    return False


class ABC(metaclass=ABCMeta):
    __slots__ = ()


def update_abstractmethods(cls):
    """Find the abstract methods of a class anew, after it was changed."""
    if not hasattr(cls, "__abstractmethods__"):
        return cls
    abstract = set()
    for base in cls.__bases__:
        abstract |= _abstract_names(cls, getattr(base, "__abstractmethods__", ()))
    abstract |= {key for key, value in cls.__dict__.items() if getattr(value, "__isabstractmethod__", False)}
    cls.__abstractmethods__ = frozenset(abstract)
    return cls
