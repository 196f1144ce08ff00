# Copying an instance without attributes makes no dict for it.
import copy, gc


class X: pass


class Slots:
    __slots__ = ('a', '__dict__')


class Int(int): pass


def shown(x): return [type(part).__name__ for part in gc.get_referents(x)]


for make in X, Slots, Int, lambda: copy.copy(X()), lambda: copy.deepcopy(X()):
    for ask in copy.copy, copy.deepcopy, lambda x: x.__reduce_ex__(4), lambda x: x.__reduce_ex__(2), lambda x: x.__getstate__():
        x = make()
        ask(x)
        print(shown(x), end=' ')
        x.b = 1
        made = ask(x)
        print(shown(x), end=' ')
        del x.b
        ask(x)
        print(shown(x), x.__getstate__(), made == 0 or type(made).__name__)

x = X()
x.b = 1
del x.b
print(x.__reduce_ex__(4)[2], shown(x), shown(copy.copy(x)))
x.__dict__
print(x.__reduce_ex__(4)[2], shown(x), shown(copy.copy(x)))
