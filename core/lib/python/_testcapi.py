"""What CPython's tests of weak references and sys take from its C test module."""
from _support import write_unraisable

INT_MAX = 2 ** 31 - 1
INT_MIN = -2 ** 31
LONG_MAX = LLONG_MAX = PY_SSIZE_T_MAX = 2 ** 63 - 1
LONG_MIN = LLONG_MIN = PY_SSIZE_T_MIN = -2 ** 63
UINT_MAX = 2 ** 32 - 1
ULONG_MAX = ULLONG_MAX = 2 ** 64 - 1


def create_cfunction():
    """A function in C that nobody else has."""
    return [].append


def pymem_getallocatorsname():
    return 'pymalloc'


def write_unraisable_exc(exception, message, where):
    write_unraisable(exception, message if message is None else f'Exception ignored {message}', where)
