import gc
def refs(e): return [type(x).__name__ for x in gc.get_referents(e)]
try:
    try: {}[565]
    except KeyError as error:
        try: raise KeyError(1)
        except KeyError as again: pass
    raise KeyError(2) from ValueError(3)
except KeyError as error: d = error.with_traceback(None)
print(refs(d))
try:
    nope
except NameError as e: n = e.with_traceback(None)
print(refs(n))
try:
    try: {}[1]
    except KeyError: nope
except NameError as e: n = e.with_traceback(None)
print(refs(n))
try: [].x
except AttributeError as e: n=e.with_traceback(None)
print(refs(n))
try: raise KeyError([])
except KeyError as e: n=e.with_traceback(None); n.q=1
print(refs(n))
class E(Exception): pass
print(refs(E(1)), refs(OSError(1,"a")), refs(StopIteration(2)), refs(ImportError("x")), refs(SyntaxError("x",("a",1,2,"t"))), refs(UnicodeDecodeError("utf-8",b"a",0,1,"r")), refs(SystemExit(3)))
try: raise E from None
except E as e: n=e
print(refs(n))
