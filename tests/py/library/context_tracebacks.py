# What comes out of the managers of contextlib: exceptions with their chains, and the functions that tracebacks name.
import contextlib, traceback, sys
def names():
    et, e, tb = sys.exc_info()
    out=[]
    seen=set()
    while e is not None and id(e) not in seen:
        seen.add(id(e))
        out.append((repr(e), [f.name for f in traceback.extract_tb(e.__traceback__)], e.__cause__ and repr(e.__cause__), e.__suppress_context__))
        e = e.__context__
    return out
def run(f):
    try: print(f.__name__, f())
    except BaseException: print(f.__name__, *names(), sep='\n   ')
def bad(*a): raise ValueError(a)
def stack1():
    with contextlib.ExitStack() as s:
        s.callback(bad, 1); s.callback(bad, 2); 1/0
def stack2():
    with contextlib.ExitStack() as s:
        s.callback(bad, 1)
def stack3():
    with contextlib.ExitStack() as s:
        s.push(lambda *a: True); s.callback(bad, 1); 
def stack4():
    try: {}['x']
    except KeyError:
        with contextlib.ExitStack() as s:
            s.push(lambda *a: bad(a[0])); 1/0
def stack5():
    with contextlib.ExitStack() as s: s.enter_context(3)
@contextlib.contextmanager
def gen(mode):
    try: yield mode
    except ZeroDivisionError as e:
        if mode == 1: raise
        if mode == 2: raise KeyError(2)
        if mode == 3: return
        if mode == 4: yield 2
        if mode == 5: raise RuntimeError('x') from e
        if mode == 6: raise StopIteration
        if mode == 7: raise e
        if mode == 8: raise KeyError from None
    if mode == 9: yield 3
    if mode == 10: raise KeyError(10)
def mk(i, do=True):
    def g():
        with gen(i):
            if do: 1/0
        return 'through'
    g.__name__ = 'gen%d%s'%(i,do)
    return g
def si():
    with gen(0): raise StopIteration('a')
def sib():
    with gen(0): raise RuntimeError('a')
def noyield():
    @contextlib.contextmanager
    def g():
        return
        yield
    with g(): pass
def noneval():
    g = gen(1); g.__enter__(); return g.__exit__(ZeroDivisionError, None, None)
def noneval3():
    g = gen(3); g.__enter__(); return g.__exit__(ZeroDivisionError, None, None)
def noneval9():
    g = gen(3); g.__enter__(); return g.__exit__(KeyError, None, None)
@gen(1)
def deco(): 1/0
for f in [stack1, stack2, stack3, stack4, stack5, si, sib, noyield, noneval, noneval3, noneval9, deco]: run(f)
for i in range(1,11): run(mk(i))
for i in (0,9,10): run(mk(i, False))
@contextlib.asynccontextmanager
async def agen(mode):
    try: yield mode
    except ZeroDivisionError as e:
        if mode == 1: raise
        if mode == 2: raise KeyError(2)
        if mode == 3: return
        if mode == 4: yield 2
        if mode == 5: raise RuntimeError('x') from e
        if mode == 6: raise StopIteration
        if mode == 7: raise e
        if mode == 8: raise StopAsyncIteration
    if mode == 9: yield 3
    if mode == 10: raise KeyError(10)
def amk(i, do=True):
    async def g():
        async with agen(i):
            if do: 1/0
        return 'through'
    def r():
        c = g()
        try: c.send(None)
        except StopIteration as e: return e.value
    r.__name__ = 'agen%d%s'%(i,do)
    return r
for i in range(1,11): run(amk(i))
for i in (0,9,10): run(amk(i, False))
async def astack():
    async def abad(*a): raise ValueError(a)
    async with contextlib.AsyncExitStack() as s:
        s.push_async_callback(abad, 1); s.callback(bad, 2); s.push_async_exit(agen(3)); 1/0
def ast(): astack().send(None)
run(ast)
for c in (contextlib.closing, contextlib.aclosing, contextlib.suppress, contextlib.nullcontext, contextlib.chdir):
    try: c(*(1,2,3))
    except TypeError as e: print(e)
print(issubclass(int, contextlib.AbstractContextManager), issubclass(type(open), contextlib.AbstractContextManager), issubclass(contextlib.closing, contextlib.AbstractAsyncContextManager))
class X(contextlib.AbstractContextManager): pass
try: X()
except TypeError as e: print(e)
print(contextlib.AbstractContextManager[int])
with contextlib.suppress(KeyError): raise KeyError
print(contextlib.suppress(KeyError).__exit__(None,None,None), contextlib.suppress(KeyError).__exit__(ValueError,None,None))
print(contextlib.AbstractContextManager.__exit__(1, 2, 3, 4), contextlib.closing.__mro__, contextlib.nullcontext.__mro__)
