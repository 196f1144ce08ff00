"""Functions of complex numbers."""
import math
from math import e, inf, nan, pi, tau

infj, nanj = complex(0, inf), complex(0, nan)
_LARGE = 2.0 ** 1021
