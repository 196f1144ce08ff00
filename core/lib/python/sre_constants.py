"""The old name of re._constants: what re and programs that catch its error use of it."""

import warnings

warnings.warn(f"module {__name__!r} is deprecated", DeprecationWarning, stacklevel=2)

from re._constants import MAGIC, MAXGROUPS
from re._parser import MAXREPEAT, error
