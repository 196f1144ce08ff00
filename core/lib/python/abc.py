"""Abstract base classes."""

from _abc import mark_pattern as _mark_pattern, pattern_of as _pattern_of
from _weakref import ref as _ref

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


class _abc_data:
    """What an abstract class knows of others: who was registered, who is a subclass, who was none at the time."""

    __slots__ = ("registry", "cache", "negative", "version")

    def __init__(self):
        self.registry = self.cache = self.negative = None
        self.version = _token


_abc_data.__module__ = "_abc"


def _knows(known, cls):
    return bool(known) and _ref(cls) in known


def _note(known, cls):
    """The set with a weak reference to the class."""
    if known is None:
        known = set()
    place = _ref(known)

    def forget(reference):
        known = place()
        if known is not None:
            known.discard(reference)

    known.add(_ref(cls, forget))
    return known


class ABCMeta(type):
    """Metaclass of abstract base classes: other classes can be registered as subclasses."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        abstract = {key for key, value in namespace.items() if getattr(value, "__isabstractmethod__", False)}
        for base in bases:
            abstract |= _abstract_names(cls, getattr(base, "__abstractmethods__", ()))
        cls.__abstractmethods__ = frozenset(abstract)
        cls._abc_impl = _abc_data()
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
        cls._abc_impl.registry = _note(cls._abc_impl.registry, subclass)
        kind = _pattern_of(cls)
        if kind:
            _mark_pattern(subclass, kind)
        _token += 1
        return subclass

    def __instancecheck__(cls, instance):
        data = cls._abc_impl
        subclass = instance.__class__
        if _knows(data.cache, subclass):
            return True
        actual = type(instance)
        if actual is subclass:
            if data.version == _token and _knows(data.negative, subclass):
                return False
            return cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(actual)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        data = cls._abc_impl
        if _knows(data.cache, subclass):
            return True
        if data.version < _token:
            if data.negative is not None:
                data.negative.clear()
            data.version = _token
        elif _knows(data.negative, subclass):
            return False
        answer = cls.__subclasshook__(subclass)
        if answer is NotImplemented:
            answer = cls in subclass.__mro__ or _is_known_below(cls, data, subclass)
        if answer is True:
            data.cache = _note(data.cache, subclass)
        elif answer is False:
            data.negative = _note(data.negative, subclass)
        else:
            raise AssertionError("__subclasshook__ must return either False, True, or NotImplemented")
        return answer

    def _abc_registry_clear(cls):
        if cls._abc_impl.registry is not None:
            cls._abc_impl.registry.clear()

    def _abc_caches_clear(cls):
        for known in cls._abc_impl.cache, cls._abc_impl.negative:
            if known is not None:
                known.clear()

    def _dump_registry(cls, file=None):
        data = cls._abc_impl
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {_token}", file=file)
        print(f"_abc_registry: {data.registry or set()!r}", file=file)
        print(f"_abc_cache: {data.cache or set()!r}", file=file)
        print(f"_abc_negative_cache: {data.negative or set()!r}", file=file)
        print(f"_abc_negative_cache_version: {data.version!r}", file=file)


def _is_known_below(cls, data, subclass):
    """Whether a registered class, or a subclass of cls, has the subclass below it."""
    if _knows(data.registry, subclass):
        return True
    for reference in list(data.registry or ()):
        registered = reference()
        if registered is not None and issubclass(subclass, registered):
            return True
    return any(issubclass(subclass, derived) for derived in cls.__subclasses__())


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
