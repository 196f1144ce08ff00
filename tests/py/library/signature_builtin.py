# inspect.signature() of what is written in C
import builtins
import functools
import inspect
import operator
import typing

for name in '__import__ anext len print sorted int.from_bytes type classmethod staticmethod property dict.fromkeys range getattr'.split():
    function = operator.attrgetter(name)(builtins)
    try:
        print(name, inspect.signature(function))
    except ValueError as error:
        print(name, 'ValueError', error)
for thing in operator.itemgetter(1), type.__call__, functools.partial(int, base=2), object:
    try:
        print(type(thing).__name__, inspect.signature(thing))
    except ValueError as error:
        print(type(thing).__name__, 'ValueError', error)
for name in 'SupportsAbs SupportsRound SupportsInt Hashable Sized ByteString Reversible Dict'.split():
    for given in int, (int, str), ():
        try:
            print(getattr(typing, name)[given])
        except TypeError as error:
            print(error)
print(isinstance(-1, typing.SupportsAbs), isinstance('', typing.SupportsAbs), inspect.signature(typing.SupportsRound.__round__))
