"""io by another name: there is one implementation, and it is written in Python."""

from io import *
from io import __all__


import io as _io


class FileIO(_io.FileIO):
    __slots__ = ()

    def __repr__(self):
        return super().__repr__().replace("_io.FileIO", f"{type(self).__module__}.{type(self).__qualname__}", 1)


def _open_code_with_warning(path):
    """What open_code() is where io has none: a file of bytes that no hook has seen."""
    import warnings
    warnings.warn("_pyio.open_code() may not be using hooks", RuntimeWarning, 2)
    return open(path, "rb")
