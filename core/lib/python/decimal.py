"""Decimal numbers: exact digits, precision and rounding as a context says, by the General Decimal Arithmetic Specification."""

for _name in ("numbers", "collections", "contextvars"):  # what the module in C asks for
    __import__(_name)
del _name

from _decimal import *
from _decimal import __doc__, __libmpdec_version__, __version__
