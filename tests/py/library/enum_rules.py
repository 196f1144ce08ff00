# Enumerations: what auto() and checks say, boundaries, texts of members, what dir() shows, enumerations of a module's constants.
import dataclasses
import enum
import inspect
import pickle
import sys
import warnings
from enum import CONTINUOUS, EJECT, KEEP, NAMED_FLAGS, Enum, Flag, IntEnum, IntFlag, StrEnum, auto, global_enum, member, verify


def tried(function):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        try:
            answer = function()
        except Exception as error:
            answer = f'{type(error).__name__}: {error}'
    print(answer, *(f'[{w.category.__name__}: {w.message}]' for w in seen))


class Perm(IntFlag):
    X, W, R = 1, 2, 4


class Kept(Flag, boundary=KEEP):
    B, A = 2, 1


class Strict(Flag):
    B = 2
    A = 1
    ALL = 7


print([Perm(n) for n in (-1, -8, -9, -16, -17, 8, 9)], [~Perm(0), ~Perm(7), ~~Perm.X, ~Perm(9)])
print([~Kept(0), ~~Kept(0), ~Kept.A, Kept(-4), Kept(12)], list(Kept), str(Kept(3)), f'{Kept.A}')
print(list(Strict), ~Strict.A, ~Strict.ALL, Strict(3), Strict.A in Strict.ALL)
print(Flag._boundary_, IntFlag._boundary_, Flag('Ej', 'A B', boundary=EJECT)(9))


def nested():
    class Holder(Enum):
        a = 1

        class Inner:
            pass

        @member
        class Kept:
            pass
    return list(Holder.__members__)


def order():
    class Late(Enum):
        a = auto()

        def _generate_next_value_(*args):
            return 1


def mixed():
    class Mixed(Enum):
        a = 2
        b = 'x'
        c = auto()
    return list(Mixed)


def garbage():
    class Bad(Flag):
        a = 'not an int'
        b = auto()


def ordered():
    class Colours(Flag):
        _order_ = 'RED GREEN BOTH'
        RED, GREEN, BOTH, AGAIN = 1, 2, 3, 1
    return list(Colours)


class Pair(Enum):
    ONE = auto()
    TWO = auto(), auto()
    FOUR = auto(), 'x'


class Once(Enum):
    a = 1

    def __init__(self, *args):
        if any(self._value_ == each._value_ for each in self.__class__):
            raise ValueError('twice')


for function in (nested, order, mixed, garbage, ordered, lambda: list(Pair)[:2], lambda: Once('Twice', 'a b', start=1), lambda: StrEnum('S', {'a': (1,)}),
                 lambda: StrEnum('S', {'a': (b'x', 'ascii')}).a, lambda: StrEnum('S', {'a': ('a', 1)}), lambda: StrEnum('S', {'a': (b'a', 'x', 3)}),
                 lambda: StrEnum('S', {'a': ('a', 'b', 'c', 'd')}), lambda: verify(NAMED_FLAGS)(Flag('I', {'A': 1, 'B': 6, 'C': 12})),
                 lambda: verify(NAMED_FLAGS)(Flag('I', {'A': 1, 'B': 6})), lambda: verify(CONTINUOUS)(Flag('I', {'A': 1, 'B': 8})),
                 lambda: verify(CONTINUOUS)(Enum('I', {'A': 1, 'B': 8})), lambda: verify(CONTINUOUS)(Enum('I', 'A B C')), lambda: Perm('x'), lambda: Kept('x')):
    tried(function)

print(sorted(set(dir(Perm)) - set(dir(int))), dir(Kept), dir(Kept.A), 'real' in dir(Perm.X))


@global_enum
class Place(Enum):
    HERE = 1


class Hex(int):
    def __repr__(self):
        return hex(self)


class Shown(Hex, Enum):
    A = 10


print(repr(Place.HERE), str(Place.HERE), HERE is Place.HERE, Shown.A, repr(Shown.A), Shown._value_repr_ is Hex.__repr__)

CONST_B, CONST_A, OTHER = 2, 1, 3
Made = IntEnum._convert_('Made', __name__, lambda name: name.startswith('CONST_'))
print(list(Made), CONST_A is Made.CONST_A, Made.__module__ == __name__, pickle.loads(pickle.dumps(Made.CONST_B)) is CONST_B)


class Named(Enum):
    A = [1]
    __reduce_ex__ = enum.pickle_by_enum_name


print(pickle.loads(pickle.dumps(Named.A)) is Named.A, enum.show_flag_values(11), list(enum._iter_bits_lsb(12)))
tried(lambda: list(enum._iter_bits_lsb(-8)))


@enum._simple_enum(IntFlag, boundary=KEEP)
class Simple:
    A = 1
    B = 4

    def twice(self):
        return 2 * self


print(list(Simple), Simple(12), Simple.B.twice(), type(Simple), Simple.__mro__[1])
print([(a.name, a.kind, a.defining_class.__name__) for a in inspect.classify_class_attrs(Kept) if a.name in ('A', 'name', '__len__', '__members__', '__class__')])


# A value that is none leaves nothing to the collector.
import gc


class Refuses(enum.Enum):
    ONE = 1

    @classmethod
    def _missing_(cls, value):
        if value == 2:
            raise KeyError(value)
        return value if value == 3 else None


def asks(value):
    try:
        Refuses(value)
    except (ValueError, TypeError, KeyError) as error:
        return type(error).__name__, str(error), type(error.__context__).__name__


for value in (2, 3, 4, 'one', []):
    gc.collect()
    print(asks(value), gc.collect())
