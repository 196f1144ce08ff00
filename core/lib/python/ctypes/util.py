"""Names of libraries."""


def find_library(name):
    """The file name of a library that CDLL() takes, or None."""
    return {"c": "libc.so.6", "m": "libm.so.6"}.get(name)
