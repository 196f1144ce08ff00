"""abc.ABCMeta in Python: classes that are registered, and what was found about others, in weak sets."""
from _weakrefset import WeakSet

_invalidation_counter = 0


def get_cache_token():
    """Changes with every call of register() on any abstract base class."""
    return _invalidation_counter


class ABCMeta(type):
    """Metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        inherited = {key for base in bases for key in getattr(base, '__abstractmethods__', ())}
        abstract = {key for key, value in namespace.items() if getattr(value, '__isabstractmethod__', False)}
        abstract |= {key for key in inherited if getattr(getattr(cls, key, None), '__isabstractmethod__', False)}
        cls.__abstractmethods__ = frozenset(abstract)
        cls._abc_registry, cls._abc_cache, cls._abc_negative_cache = WeakSet(), WeakSet(), WeakSet()
        cls._abc_negative_cache_version = _invalidation_counter
        return cls

    def register(cls, subclass):
        """Make a class count as a subclass; the class is returned."""
        global _invalidation_counter
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_registry.add(subclass)
        _invalidation_counter += 1
        return subclass

    def _dump_registry(cls, file=None):
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {get_cache_token()}", file=file)
        for name in cls.__dict__:
            if name.startswith('_abc_'):
                value = getattr(cls, name)
                print(f"{name}: {set(value) if isinstance(value, WeakSet) else value!r}", file=file)

    def _abc_registry_clear(cls):
        cls._abc_registry.clear()

    def _abc_caches_clear(cls):
        cls._abc_cache.clear()
        cls._abc_negative_cache.clear()

    def __instancecheck__(cls, instance):
        subclass, kind = instance.__class__, type(instance)
        if subclass in cls._abc_cache:
            return True
        if subclass is kind:
            if cls._abc_negative_cache_version == _invalidation_counter and subclass in cls._abc_negative_cache:
                return False
            return cls.__subclasscheck__(subclass)
        return any(cls.__subclasscheck__(each) for each in (subclass, kind))

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError('issubclass() arg 1 must be a class')
        if subclass in cls._abc_cache:
            return True
        if cls._abc_negative_cache_version < _invalidation_counter:
            cls._abc_negative_cache, cls._abc_negative_cache_version = WeakSet(), _invalidation_counter
        elif subclass in cls._abc_negative_cache:
            return False
        found = cls.__subclasshook__(subclass)
        if found is NotImplemented:
            found = (cls in getattr(subclass, '__mro__', ()) or any(issubclass(subclass, each) for each in cls._abc_registry)
                     or any(issubclass(subclass, each) for each in cls.__subclasses__()))
        else:
            assert isinstance(found, bool)
        (cls._abc_cache if found else cls._abc_negative_cache).add(subclass)
        return found
