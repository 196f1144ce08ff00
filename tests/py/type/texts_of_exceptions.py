"""What the classes of exceptions say of themselves: __doc__ of a class, an instance, classes of the program."""
import builtins


class Told(ValueError):
    """A text of its own."""


class Silent(KeyError):
    pass


for name, kind in sorted(vars(builtins).items()):
    if isinstance(kind, type) and issubclass(kind, BaseException):
        print(name, repr(kind.__doc__))

for work in lambda: 1 / 0, lambda: [][0], lambda: {}["a"], lambda: int("x"), lambda: open("/nowhere"), lambda: None.a, lambda: missing:
    try:
        work()
    except Exception as error:
        print(type(error).__name__, "|", error, "|", error.__doc__)

print(Told.__doc__, Told().__doc__, Silent.__doc__, Silent().__doc__)
error = ValueError("x")
error.__doc__ = "changed"
print(error.__doc__, ValueError.__doc__, error.__dict__)
del error.__doc__
print(error.__doc__)
try:
    ValueError.__doc__ = "other"
except TypeError as error:
    print(error)
