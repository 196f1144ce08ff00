"""xxsubtype, with which CPython shows how to derive from builtin types."""
import xxsubtype
from xxsubtype import spamdict, spamlist


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Derived(spamlist):
    pass


numbers, names = spamlist([1, 2]), spamdict(a=1)
for thing in (numbers, names, Derived("ab")):
    print(thing, thing.state, thing.getstate())
    thing.setstate(5)
    print(thing.state)
print(numbers.staticmeth(1, x=2), numbers.classmeth(3), Derived.classmeth(y=4))
method = vars(spamlist)["classmeth"]
attempt(lambda: method(Derived, 1))
attempt(method)
attempt(lambda: method(numbers))
attempt(lambda: method(list))
attempt(lambda: method.__get__(None, list))
print(xxsubtype.__name__, spamlist, spamdict.__mro__, xxsubtype.bench(numbers, "state") >= 0)
