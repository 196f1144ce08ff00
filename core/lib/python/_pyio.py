"""io by another name: there is one implementation, and it is written in Python."""

from io import *
from io import __all__
