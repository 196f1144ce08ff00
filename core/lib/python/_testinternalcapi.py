"""What CPython's tests of sizes take from its C test module."""
SIZEOF_PYGC_HEAD = 16
