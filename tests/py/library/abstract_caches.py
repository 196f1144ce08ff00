# an abstract class asks __subclasshook__ once for each class, until one is registered anywhere
import abc
import numbers
import weakref


class Hooked(abc.ABC):
    @classmethod
    def __subclasshook__(cls, other):
        print('asked for', other.__name__)
        return NotImplemented if other is int else hasattr(other, 'size')


class Sized:
    size = 1


class Other(abc.ABC):
    pass


for again in range(2):
    print(isinstance(Sized(), Hooked), isinstance('', Hooked), issubclass(int, Hooked))
Other.register(str)
print(isinstance(Sized(), Hooked), isinstance('', Hooked), issubclass(int, Hooked))
Hooked.register(int)
print(issubclass(int, Hooked), issubclass(bool, Hooked), Hooked._abc_impl.__class__)


class Odd(abc.ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return 1


for ask in (lambda: isinstance(1, Odd), lambda: issubclass(1, Odd), lambda: Odd.register(1), lambda: Other.register(object)):
    try:
        print(ask())
    except Exception as e:
        print(type(e).__name__, e)


class Gone:
    pass


print(isinstance(Gone(), Other), weakref.getweakrefcount(Gone))
del Gone
import gc
gc.collect()
print([isinstance(x, numbers.Real) for x in (1, 1.5, 1j, 'a')], [issubclass(bool, c) for c in (numbers.Number, numbers.Integral)])


class Half(numbers.Complex):
    pass


try:
    Half()
except TypeError as e:
    print(e)

# what a class knows of others: tracked, as large as CPython's; sets when they are needed, weak references whose callback is a function of C
import sys


class Fresh(abc.ABC):
    pass


class Known:
    pass


knowledge = Fresh._abc_impl
print(gc.is_tracked(knowledge), sys.getsizeof(knowledge), gc.get_referents(knowledge) == [type(knowledge)])
print(isinstance(3, Fresh), [type(x).__name__ for x in gc.get_referents(knowledge)])
Fresh.register(Known)
print([type(x).__name__ for x in gc.get_referents(knowledge)], isinstance(Known(), Fresh))
print([(r.__callback__.__name__, type(r.__callback__.__self__).__name__) for r in weakref.getweakrefs(Known) if r.__callback__])
del Fresh, knowledge
gc.collect()


def look():
    class Watched(abc.ABC):
        def method(self): pass
    return isinstance(2, Watched), issubclass(Known, Watched)


print(look(), gc.collect(), look(), gc.collect())
