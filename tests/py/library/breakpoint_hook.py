# breakpoint() calls what sys.breakpointhook is
import os
import sys
from enum import Flag

sys.breakpointhook = lambda: 'set before'
print(breakpoint())
sys.breakpointhook = sys.__breakpointhook__
os.environ['PYTHONBREAKPOINT'] = '0'
print(breakpoint())
sys.breakpointhook = lambda *args, **kws: ('stopped', args, kws)
print(breakpoint(1, header=2))
sys.breakpointhook = sys.__breakpointhook__
os.environ['PYTHONBREAKPOINT'] = 'builtins.len'
print(breakpoint('abc'))
del sys.breakpointhook
try:
    breakpoint()
except RuntimeError as e:
    print(e)
for value in 1.5, 'a':
    try:
        class Wrong(Flag):
            MEMBER = value
    except Exception as e:
        print(type(e).__name__, e)
