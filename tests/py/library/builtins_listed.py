"""dir() of builtins has the names that site adds; deprecated and rare corners of library modules."""
import builtins
import configparser
import decimal
import mmap
import re
import unittest.mock

print([name for name in dir(builtins) if name[0].islower()])
print({'exit', 'copyright', 'breakpoint'} <= set(dir(builtins)), type(builtins.exit).__name__)

memory = mmap.mmap(-1, 3)
memory[:] = b'xyz'
print(list(memory), b'y' in memory, 121 in memory, list(reversed(memory)))

parser = configparser.ConfigParser()
parser.SECTCRE = re.compile(r'\[ *(?P<header>[^]]+?) *\]')
parser.read_string('[ wide   ]\na = 1\n')
print(parser.sections(), configparser.RawConfigParser.SECTCRE.match('[a]b]c')['header'])

for text in '1e999999999999999999', '1e1000000000000000000', '-1e-1999999999999999997', '0e-1999999999999999998':
    try:
        print(decimal.Decimal(text))
    except decimal.InvalidOperation as error:
        print(error)


class Few:
    """A mapping with no more methods than are needed."""

    def __init__(self):
        self.values = {'a': 1}

    def __getitem__(self, key):
        return self.values[key]

    def __setitem__(self, key, value):
        self.values[key] = value

    def __delitem__(self, key):
        del self.values[key]

    def __iter__(self):
        return iter(self.values)


few = Few()
with unittest.mock.patch.dict(few, a=2, b=3):
    print(few.values)
print(few.values)
with unittest.mock.patch.dict(few, {'c': 4}, clear=True) as same:
    print(few.values, same is few)
print(few.values)
