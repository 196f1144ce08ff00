import functools
names = []


class Kind:
    size = len('abc')

    def __init_subclass__(cls):
        names.append(cls.__name__)


class Sub(Kind):
    pass


@functools.lru_cache(maxsize=None)
def answer(n):
    return 1 if n < 1 else answer(n - 1) * 2


table = sorted('cab', key=lambda c: -ord(c))
