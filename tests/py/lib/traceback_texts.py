import builtins
def print(*values, file=None):
    builtins.print(*[str(value).replace(__file__, "FILE") for value in values])
import traceback, sys, importlib
def f(): return 1/0
try: f()
except ZeroDivisionError as e:
    print(traceback.format_exc()); print(traceback.format_tb(e.__traceback__)); print(traceback.format_exception_only(e)); print(traceback.extract_tb(e.__traceback__)[1]); print(traceback.format_exception(e)[-1])
    t=traceback.TracebackException.from_exception(e); print(t, ''.join(t.format()))
def g(): print(''.join(traceback.format_stack()))
g()
print(importlib.import_module('json').__name__, importlib.import_module('collections.abc').__name__)
try: exec("x = = 1")
except SyntaxError as e: print(''.join(traceback.format_exception_only(e)))
