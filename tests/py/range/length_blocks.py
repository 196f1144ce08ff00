"""The ints that a range makes on the way to its length decide which blocks come next."""
import sys


def blocks(make):
    before = sys.getallocatedblocks()
    made = make()
    return sys.getallocatedblocks() - before, made


for arguments in (10,), (256,), (1000,), (2 ** 30 - 1,), (2 ** 30,), (2 ** 31, 2 ** 32), (0, 2 ** 61, 3), (2 ** 70,), (1000, 0, -7), (5, -2 ** 31, -1):
    print(arguments, blocks(lambda: range(*arguments))[0], len(range(0, 1000, 7)), sys.getsizeof(range(*arguments)))


def reuse(n):
    ints = [10 ** 6 + i for i in range(4)]
    ids = [id(i) for i in ints]
    ints = None
    length = range(n)
    after = [10 ** 7 + n - n + i for i in range(3)]
    return [ids.index(id(i)) if id(i) in ids else -1 for i in after]


for n in 100, 1000, 10 ** 6, 2 ** 31:
    print(n, reuse(n))
