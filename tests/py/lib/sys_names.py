# The names of sys, in CPython's order: what lies before a stream can still be written to it when the interpreter ends.
import sys

print([name for name in vars(sys) if name not in ('stdlib_module_names', '__interactivehook__', 'last_type', 'last_value', 'last_traceback')])
print(sys.breakpointhook, sys.__breakpointhook__ is sys.breakpointhook, type(sys.setdlopenflags))
flags = sys.getdlopenflags()
sys.setdlopenflags(flags | 8)
print(flags, sys.getdlopenflags(), sys._getquickenedcount() > 0)
for wrong in (2 ** 40, 'a', 1.5):
    try: sys.setdlopenflags(wrong)
    except (TypeError, OverflowError) as error: print(type(error).__name__, error)
print(sys.__interactivehook__.__module__, 'builtins' in sys.stdlib_module_names, 'json' in sys.stdlib_module_names)


class Last:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name)


old, sys.breakpointhook = sys.breakpointhook, lambda *args, **kws: print('hook', args, kws)
breakpoint(1, b=2)
sys.breakpointhook = Last('breakpointhook')
sys.displayhook = Last('displayhook')
sys.version = Last('version')
sys.thread_info = Last('thread_info')
sys._git = Last('_git')
sys.mine = Last('mine')
sys.path = Last('path')
sys.argv = Last('argv')
