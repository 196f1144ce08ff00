"""What dis and opcode print of every kind of code, addresses and file names left out."""
import dis, io, opcode, re


def plain(text):
    return re.sub("0x[0-9a-f]+", "0x", re.sub('file ".*?"|Filename: .*', "file", text))


def f(a, b=1, *c, d=2, **e):
    global G
    x = [i for i in range(a) if i % 2]
    try:
        with x as q:
            for k, v in e.items(): print(f"{k!r:>{b}} {v}")
    except (ValueError, TypeError) as err:
        raise RuntimeError("bad") from err
    finally:
        G = lambda z, *, y=x: (z, y, a)
    match b:
        case {"k": [1, *rest]}: return rest
        case int(): pass
    while a: a -= 1
    return a is None or b not in x and not (c < d <= 3)
async def co(x):
    async with x as y:
        async for z in y: await z
    return [i async for i in x]
def gen():
    r = yield from gen()
    yield r
    del r
class C:
    """doc"""
    a: int = 1
    def m(self): return super().m()
    @staticmethod
    def s(): return __class__
    @classmethod
    def c(cls, *a): return cls(*a, **{})
    @property
    def p(self): return self.a @ 2
for x in (f, co, gen, C, C().m, C.c, gen(), "a = 1\nb = a + 2 if a else 3", "x+1", f.__code__.co_code, compile("import a.b as c, d; from e import *; from .f import g", "n", "exec")):
    print("=====", type(x)); 
    out = io.StringIO(); dis.dis(x, file=out); print(plain(out.getvalue()))
out = io.StringIO(); dis.dis(f, file=out, show_caches=True, depth=0); print(plain(out.getvalue()))
for i in dis.get_instructions(f, first_line=100):
    print(plain(repr(i)))
for i in dis.Bytecode(f, show_caches=True): print(plain(str(i)))
print(plain(dis.code_info(f))); dis.show_code("a=1")
print(dis.Bytecode("a=1"), dis.Bytecode("a=1").info(), dis.Bytecode("x+1", first_line=1500).dis())
try: f(1, "a")
except Exception as e: 
    print(plain(dis.Bytecode.from_traceback(e.__traceback__).dis())); out = io.StringIO(); dis.distb(e.__traceback__, file=out); print(plain(out.getvalue()))
for bad in (5, None, [], print):
    try: dis.dis(bad)
    except (TypeError, RuntimeError) as e: print(type(e), e)
    try: dis.get_instructions(bad)
    except TypeError as e: print(e)
print([ (op, dis.stack_effect(n)) for op, n in sorted(dis.opmap.items()) if n < 90 and n])
for a in ((1,2),(100,),(3,),(300,),(93,1),(93,1)):
    for j in (None, True, False, 5):
        try: print(dis.stack_effect(*a, jump=j))
        except Exception as e: print(type(e).__name__, e)
print(sorted(opcode.opmap.items()), opcode.opname, opcode.hasconst, opcode.hasname, opcode.hasjrel, opcode.haslocal, opcode.hasfree, opcode.hascompare, opcode.cmp_op, opcode._nb_ops)
for n in ("_inline_cache_entries",): print(getattr(opcode, n))
print(list(dis.findlinestarts(f.__code__)), dis.findlabels(f.__code__.co_code), dis.pretty_flags(99), dis.pretty_flags(0))
