"""_random.Random: sequences, states, sizes, and how classes derived from random.Random make integers."""
import copy
import pickle
import random
import sys
import warnings
import _random


def ask(function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
        print(result if isinstance(result, (int, float, str, bytes, type(None))) else type(result).__name__)
    except Exception as error:
        print(type(error).__name__, error)


for seed in 0, 5, -5, 5.0, 2.5, True, 2 ** 32, 2 ** 100 + 7, 3 ** 5000, "ab", b"ab":
    source = random.Random(seed)
    print(source.random(), source.getrandbits(1), source.getrandbits(31), source.getrandbits(32), source.getrandbits(33), source.getrandbits(100),
          source.randrange(10), source.randint(-5, 5), source.choice("abc"))
plain = _random.Random(7)
print([plain.random() for _ in range(700)][-3:], plain.getstate()[-1], len(plain.getstate()))
print(sys.getsizeof(plain), sys.getsizeof(random.Random(1)), _random.Random.__basicsize__, random.Random.__mro__)
for args in (1, 2), ([],), ({},):
    ask(_random.Random, *args)
ask(_random.Random, x=1)
ask(plain.seed, 1, 2)
ask(plain.seed, [])
for bits in -1, 0, 2.0, "a", 2 ** 31, -2 ** 31 - 1, 2 ** 70:
    ask(plain.getrandbits, bits)
for state in 3, (), (1,) * 625, ("a",) * 625, (-1,) * 625, (0,) * 624 + (-1,), (0,) * 624 + (625,), (2 ** 64,) * 625:
    ask(plain.setstate, state)

one = random.Random(3)
state = one.getstate()
print(state[0], state[1][:2], state[1][-1], state[2])
first = [one.gauss(0, 1), one.random()]
one.setstate(state)
print(first == [one.gauss(0, 1), one.random()])
for other in copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one)):
    print(other.getstate() == one.getstate(), other.gauss_next == one.gauss_next)
ask(one.setstate, (1, 2, 3))
ask(random.Random, [])


class OnlyRandom(random.Random):
    def random(self):
        return 0.25


class Bits(random.Random):
    def getrandbits(self, k):
        return 1


class Args(random.Random):
    def __init__(self, a, b):
        super().__init__(a + b)


print(OnlyRandom(1).randrange(100), OnlyRandom._randbelow is OnlyRandom._randbelow_without_getrandbits, Bits(1).randrange(100),
      Args(1, 2).random() == random.Random(3).random())
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    ask(random.Random(1).randrange, 10.0)
    ask(random.Random(1).randrange, 10.5)
    ask(random.Random(1).randrange, 1, 10.0, 2.0)
    ask(OnlyRandom(1).randrange, 2 ** 60)
    for warning in seen:
        print(warning.category.__name__, warning.message)
for args in (0,), (5, 5), (5, 1), (1, 5, 0), (5, 1, 2), (5, None, 2), ("a",):
    ask(random.Random(1).randrange, *args)
print(random._inst.random.__self__ is random._inst, random.BPF, random.TWOPI, random.LOG4, random.SG_MAGICCONST, random.NV_MAGICCONST)
