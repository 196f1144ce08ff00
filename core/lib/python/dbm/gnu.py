"""The gnu database, which this machine is without."""

from _gdbm import *
