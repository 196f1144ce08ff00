"""itertools.pairwise and chain whose iterator asks them again from within."""
import itertools
import sys


class Again:
    def __init__(self, at, total=5):
        self.count = 0
        self.at = at
        self.total = total

    def __iter__(self):
        return self

    def __next__(self):
        self.count += 1
        if self.count == self.at:
            return next(self.outer)
        if self.count > self.total:
            raise StopIteration
        return [self.count]


for at in range(1, 7):
    inner = Again(at)
    inner.outer = outer = itertools.pairwise(inner)
    try:
        print("pairwise", at, list(outer))
    except RecursionError as error:
        print("pairwise", at, type(error).__name__)


class Endless(Again):
    def __next__(self):
        for pair in self.outer:
            pass
        return super().__next__()


for at in (1, 2, 3, 4):
    inner = Again(at, 3)
    inner.outer = outer = itertools.chain([[0]], inner)
    try:
        print("chain", at, list(outer))
    except (TypeError, StopIteration, RuntimeError) as error:
        print("chain", at, type(error).__name__, error)


class Counting:
    def __init__(self):
        self.items = iter([[1], [2], [3]])

    def __iter__(self):
        return self

    def __next__(self):
        item = next(self.items)
        print("next", sys.getrefcount(item))
        return item


print([[sys.getrefcount(item) for item in pair] for pair in itertools.pairwise(Counting())])
