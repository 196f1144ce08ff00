"""Example of subtypes of builtin ones: a list and a dict with a number of their own."""

__all__ = ["bench", "spamdict", "spamlist"]


class _ClassMethod(classmethod):
    """A class method as C makes them: the descriptor can be called with the class."""

    def __call__(self, *args, **kwargs):
        owner = spamlist
        if not args:
            raise TypeError(f"descriptor 'classmeth' of '{_name(owner)}' object needs an argument")
        if not isinstance(args[0], type):
            raise TypeError(f"descriptor 'classmeth' for type '{_name(owner)}' needs a type, not a '{_name(type(args[0]))}' as arg 2")
        return self.__get__(None, args[0])(*args[1:], **kwargs)

    def __get__(self, instance, owner=None):
        if not issubclass(type(instance) if owner is None else owner, spamlist):
            raise TypeError(f"descriptor 'classmeth' requires a subtype of '{_name(spamlist)}' but received '{_name(owner)}'")
        return super().__get__(instance, owner)


def _name(cls):
    return cls.__name__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__name__}"


def _classmeth(cls, *args, **kwargs):
    return cls, args, kwargs or None


def _staticmeth(*args, **kwargs):
    return None, args, kwargs or None


def _setstate(self, state, /):
    self._state = state


_common = {"__module__": __name__, "__slots__": ("_state",), "getstate": lambda self: getattr(self, "_state", 0), "setstate": _setstate}
spamdict = type("spamdict", (dict,), _common | {"state": property(_common["getstate"])})
spamlist = type("spamlist", (list,), _common | {"classmeth": _ClassMethod(_classmeth), "staticmeth": staticmethod(_staticmeth),
                                                "state": property(_common["getstate"], doc="an int variable for demonstration purposes")})


def bench(obj, name, n=1000, /):
    """Looks an attribute up n times; the seconds that it took."""
    from time import perf_counter
    start = perf_counter()
    for _ in range(n):
        getattr(obj, name)
    return perf_counter() - start
