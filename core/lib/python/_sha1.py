"""Digests that hashlib has, by the name of CPython's module in C."""
from hashlib import sha1
