# with nothing in sys.path only modules in C can be found; what was there before comes back with it
import sys

path = sys.path
sys.path = ()
from time import *
print(callable(sleep), callable(perf_counter))
sys.path = path
import colorsys
print(colorsys.__name__)
