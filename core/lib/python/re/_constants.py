"""Bounds of regular expressions, and what their errors are."""
from ._parser import MAXREPEAT, error

MAGIC = 20220615
MAXGROUPS = 1073741823
