"""Arrays of numbers or characters of one C type."""

from _array import ArrayType, _array_reconstructor, array, typecodes

import collections.abc

collections.abc.MutableSequence.register(array)
del collections
