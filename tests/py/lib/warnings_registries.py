"""What warnings remember, which filter decides, what is shown and how; errors of wrong arguments and filters."""
import sys


class Shown:
    """Standard error as part of the output, without the folder of this file."""

    def write(self, text):
        sys.stdout.write(text.replace(__file__, 'FILE'))


sys.stderr = Shown()
import warnings
warnings.simplefilter('once'); 
def f(): warnings.warn('o')
f(); f()
print({k: v for k, v in __warningregistry__.items()}, warnings.onceregistry)
exec("import warnings\nwarnings.warn('o')\nprint(__warningregistry__)", {'__name__': 'other'})
warnings.simplefilter('module'); __warningregistry__.clear()
def g(): warnings.warn('m'); warnings.warn('m'
); warnings.warn(Warning('x')); warnings.warn(UserWarning('x', 1))
g()
print(__warningregistry__)
warnings.simplefilter('always')
warnings.warn_explicit('e', UserWarning, 'file.py', 3); warnings.warn_explicit('e', UserWarning, '', 3, registry={})
warnings.warn_explicit('e', UserWarning, 'file.py', 3, None)
def tryit(f, *a, **k):
    try: print(f(*a, **k))
    except BaseException as e: print(type(e).__name__, e)
tryit(warnings.warn_explicit, 'e', UserWarning, 5, 3)
tryit(warnings.warn_explicit, 'e', UserWarning, 'f', '3')
tryit(warnings.warn_explicit, 'e', UserWarning, 'f', 3, registry=4)
tryit(warnings.warn_explicit, 'e', UserWarning, 'f', 3, module_globals=4)
tryit(warnings.warn_explicit, 'e', int, 'f', 3)
tryit(warnings.warn_explicit, 'e')
tryit(warnings.warn)
tryit(warnings.warn, 'x', int); tryit(warnings.warn, 'x', 5); tryit(warnings.warn, 'x', ''); tryit(warnings.warn, 'x', stacklevel='a'); tryit(warnings.warn, 'x', stacklevel=99); tryit(warnings.warn, 'x', stacklevel=-1); tryit(warnings.warn, 5); tryit(warnings.warn, 'x', source=f); tryit(warnings.warn, 'x', foo=1)
tryit(warnings.warn, 'x', UserWarning, 1, None, 5)
warnings.filters.insert(0, 'bad'); tryit(warnings.warn, 'y')
warnings.filters[0] = ('bad', None, Warning, None, 0); tryit(warnings.warn, 'y')
warnings.filters[0] = (5, None, Warning, None, 0); tryit(warnings.warn, 'y')
warnings.filters[0] = ('error', None, Warning, None, 'a'); tryit(warnings.warn, 'y')
warnings.filters[0] = ('error', 'y', Warning, '__main__', 0); tryit(warnings.warn, 'y'); tryit(warnings.warn, 'z')
old = warnings.filters; warnings.filters = (); tryit(warnings.warn, 'y'); warnings.filters = []
warnings.defaultaction = 5; tryit(warnings.warn, 'yy'); warnings.defaultaction = 'error'; tryit(warnings.warn, 'yyy'); warnings.defaultaction = 'default'
warnings.filters = old; warnings.filters.pop(0)
warnings._showwarnmsg = 5; tryit(warnings.warn, 'k')
def sh(msg): print('shown', str(msg).replace(__file__, 'FILE'), type(msg).__name__)
warnings._showwarnmsg = sh; tryit(warnings.warn, 'k')
WM = warnings.WarningMessage; del warnings.WarningMessage; tryit(warnings.warn, 'k'); warnings.WarningMessage = WM
with warnings.catch_warnings(record=True) as log: warnings.warn('in log')
print(log)
c = warnings.catch_warnings(record=True, module=sys); print(c, warnings.catch_warnings())
tryit(c.__exit__); 
class CW(warnings.catch_warnings): pass
print(CW(record=True))
with warnings.catch_warnings(action='error'): tryit(warnings.warn, 'acted')
tryit(warnings.simplefilter, 'nope'); tryit(warnings.simplefilter, 'error', lineno=-1); tryit(warnings.filterwarnings, 'error', category=5); tryit(warnings.filterwarnings, 'error', 5); tryit(warnings.filterwarnings, 'error', lineno='a')
warnings.filterwarnings('ignore', 'foo.*bar', DeprecationWarning, r'mod\.x', 4); print(warnings.filters[0])
warnings.filterwarnings('ignore', 'foo.*bar', DeprecationWarning, r'mod\.x', 4); print(len(warnings.filters))
print(warnings.formatwarning('m', UserWarning, 'nofile.py', 3), warnings.formatwarning('m', UserWarning, 'nofile.py', 3, ' line '))
import traceback
print(warnings.warn.__module__, repr(warnings.warn), repr(warnings._filters_mutated))


def deprecated():
    warnings.warn('old', DeprecationWarning, stacklevel=2)


for call in (deprecated, lambda: warnings.warn('plain'), lambda: warnings.warn_explicit('there', UserWarning, 'f.py', 3)):
    with warnings.catch_warnings(action='error'):
        try:
            call()
        except Warning as error:
            print(type(error).__name__, error, len(traceback.extract_tb(error.__traceback__)))
