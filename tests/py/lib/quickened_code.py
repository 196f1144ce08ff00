"""sys._getquickenedcount(): code objects that have become warm, as long as they live."""
import sys

count = sys._getquickenedcount
start = count()
print(start)


def called():
    pass


for turn in range(3):
    called(), called(), called(), called()
    print(turn, count() - start)


def numbers():
    while True:
        yield 1


class Made:
    def __init__(self):
        pass


exec('for i in range(20): pass')
print('exec', count() - start)
eval('[x for x in range(20)]')
print('eval', count() - start)
for i, _ in enumerate(numbers()):
    if i == 10:
        break
print('generator', count() - start)
for i in range(10):
    Made()
print('class', count() - start)
sorted(range(20), key=lambda x: x)
print('key', count() - start)
del called
print('deleted', count() - start)
import random, enum, tempfile  # a CPython has them from its start
print('imported', count() - start)
