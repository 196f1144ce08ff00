# A module that was imported comes behind those that it imported.
import sys

before = list(sys.modules)
import colorsys
import calendar
names = [name for name in sys.modules if name not in before]
print(names.index("colorsys") < names.index("calendar"), names[-1])
