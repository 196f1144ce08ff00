"""The ndbm database, which this machine is without."""

from _dbm import *
