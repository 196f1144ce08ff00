"""The old name of re._compiler: its two functions."""

import warnings

warnings.warn(f"module {__name__!r} is deprecated", DeprecationWarning, stacklevel=2)

from re import compile
from re._constants import MAGIC, MAXGROUPS
from re._parser import MAXREPEAT, error


def isstring(obj):
    return isinstance(obj, (str, bytes))
