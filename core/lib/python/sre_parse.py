"""The older name of re._parser."""
import warnings

warnings.warn(f"module {__name__!r} is deprecated", DeprecationWarning, stacklevel=2)

from re._parser import *
from re._widths import MAXWIDTH, SubPattern, parse
