"""Recursion through functions of C goes as deep as CPython's, however short the host's stack is."""
import functools


def deepest(make):
    low, high = 1, 1200
    while low < high:
        middle = (low + high + 1) // 2
        try:
            make()(middle)
            low = middle
        except RecursionError:
            high = middle - 1
    return low


def cached():
    @functools.cache
    def count(n):
        return n and 1 + count(n - 1)
    return count


def bounded():
    @functools.lru_cache(maxsize=3, typed=True)
    def count(n):
        return n and 1 + count(n - 1)
    return count


class Caller:
    def __call__(self, n):
        return n and self(n - 1)


class Table:
    @functools.lru_cache(None)
    def steps(self, n):
        return n and min(self.steps(n - 1), self.steps(n // 2)) + 1


def added():
    def add(n):
        return n and sum(add(n - 1) for _ in 'x')
    return add


def mapped():
    def most(n):
        return n and max(map(most, [n - 1]))
    return most


for make in cached, bounded, Caller, added, mapped, lambda: Table().steps:
    print(make.__name__, deepest(make))

count = cached()
print(count(400), count.cache_info())
few = bounded()
print(few(300), few.cache_info(), few(300), few.cache_info())


@functools.cache
def fails(n):
    if n == 0:
        raise KeyError('end')
    return fails(n - 1)


for _ in 'ab':
    try:
        fails(450)
    except KeyError as error:
        depth, traceback = 0, error.__traceback__
        while traceback:
            depth, traceback = depth + 1, traceback.tb_next
        print(error, depth, fails.cache_info())
