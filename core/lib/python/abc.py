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


class ABCMeta(type):
    """Metaclass of abstract base classes: other classes can be registered as subclasses."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        abstract = {key for key, value in namespace.items() if getattr(value, "__isabstractmethod__", False)}
        for base in bases:
            abstract |= _abstract_names(cls, getattr(base, "__abstractmethods__", ()))
        cls.__abstractmethods__ = frozenset(abstract)
        cls._abc_registry = []
        kind = namespace.get("__abc_tpflags__")
        if kind:
            _mark_pattern(cls, kind)
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
        cls._abc_registry.append(_ref(subclass))
        kind = _pattern_of(cls)
        if kind:
            _mark_pattern(subclass, kind)
        _token += 1
        return subclass

    def __instancecheck__(cls, instance):
        subclass = instance.__class__
        if cls.__subclasscheck__(subclass):
            return True
        actual = type(instance)
        return actual is not subclass and cls.__subclasscheck__(actual)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            return answer
        if cls in subclass.__mro__:
            return True
        for reference in cls._abc_registry:
            registered = reference()
            if registered is not None and issubclass(subclass, registered):
                return True
        for derived in cls.__subclasses__():
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
