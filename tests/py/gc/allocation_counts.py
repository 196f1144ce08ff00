# How many objects of the collector each piece of code makes and keeps: gc.get_count() before and after, free lists empty.
import gc, sys
def fail(x): raise KeyError(x)
def reraise():
    try:
        try: fail(1)
        except KeyError: raise
    except KeyError as e: return e
def r2():
    try:
        try: fail(1)
        except KeyError as z: raise z
    except KeyError as e: return e
def r3():
    try:
        try: fail(1)
        finally: pass
    except KeyError as e: return e
def r4():
    try: raise KeyError
    except KeyError as e: return e
def r5():
    try:
        try: raise KeyError
        except KeyError: raise
    except KeyError as e: return e
def j2(): return ",".join(["1"])
def j4(): return ",".join(("1","2"))
def j5(): return ",".join(map(str,(1,2)))
class G:
    def __getattr__(self, name): return name
class H:
    def __getattribute__(self, name): return name
class Z:
    pass
gg=G(); hh=H(); zz=Z()
def g2(): return hh.q
def g3(): return getattr(zz,"q",1)
def g4(): return hasattr(zz,"q")
def g5():
    try: zz.q
    except AttributeError: pass
def g6():
    try: {}[1]
    except KeyError: pass
def g7():
    try: [][1]
    except IndexError: pass
def g8():
    try: int("x")
    except ValueError: pass
def g9():
    try: nope
    except NameError: pass
def g10():
    try: next(iter(()))
    except StopIteration: pass
def g11(): 
    for x in gen(): pass
def gen():
    yield 1
    return 2
def g12():
    try: 1/0
    except ZeroDivisionError as e: raise ValueError from e
def g13():
    try: g12()
    except ValueError as e: return e
def g14():
    try: raise ValueError("a","b")
    except ValueError as e: return e
def g15():
    try: (1).foo
    except AttributeError as e: return e
def g16():
    try: sys.foo
    except AttributeError as e: return e
def g18():
    try: [].pop()
    except IndexError: pass
def g19():
    try: fail()
    except TypeError: pass
def g20():
    try: 1+"a"
    except TypeError as e: return e
def g21():
    try: a,b = 1,2,3; a,b=[1]
    except ValueError as e: return e
def g22():
    d={}; d.setdefault(1,[]).append(2); return d
def g23():
    with open_() as f: return f
class open_:
    def __enter__(self): return self
    def __exit__(self,*a): return None
def g24(): return sorted("bca")
def g25(): return [*map(str,[1,2])]
def g26(): return "a b c".split(), "x".encode(), b"x".decode(), "a".join("bc"), "abc".replace("b","d")
def g27(): return dict(a=1,b=2), dict({1:2}), dict([(1,2)]), {}.fromkeys([1])
def g28(): return set("abc")|{"d"}, {1}&{1}, {1}-{2}, frozenset("ab")
def g29(): return list(reversed([1,2])), list(zip("ab","cd")), list(enumerate("ab")), list(map(str,"ab")), list(filter(None,[0,1]))
def g30(): return any([]), all([]), sum([1,2]), min(1,2), max([3,4]), abs(-1), divmod(7,2), pow(2,3), round(2.5), len("a"), isinstance(1,int)
def g31(): return "%s" % 1, "%s %s" % (1,2), "{} {}".format(1,2), f"{1!r:>5}", format(1,"5")
def g32(): return [x for x in range(3) if x], {x:1 for x in range(3)}, {x for x in range(3)}, sum(x for x in range(3))
def g33():
    a=[3,1,2]; a.sort(); a.sort(key=lambda v:-v); a.reverse(); a.append(1); a.extend([1]); a.insert(0,1); a.pop(); a.remove(1); a.copy(); a.index(3); a.count(1); a.clear()
def g34():
    class A:
        def __init__(self): self.x=1
        def __repr__(self): return "A"
        def __str__(self): return "s"
        def __len__(self): return 1
        def __iter__(self): yield 1
        def __eq__(self,o): return True
        def __hash__(self): return 1
        def __call__(self): return 1
    return A
AA=g34()
def g35(): return repr(AA())
def g36(): return str(AA())
def g37(): return len(AA())
def g38(): return list(AA())
def g39(): return AA()==AA()
def g40(): return hash(AA())
def g41(): return AA()()
def g42(): return bool(AA())
def g43(): return f"{AA()}"
def g44(): return AA() in [AA()]
def g45(): return {AA():1}[AA()]
gc.disable()
def bare_raise():
    try:
        try: raise KeyError
        except KeyError: raise
    except KeyError as e:
        assert e.__traceback__.tb_next is None
        return e
def m(f):
    f(); gc.collect(); a=gc.get_count()[0]; r=f(); b=gc.get_count()[0]; r=None; return b-a, gc.get_count()[0]-a
for k,v in list(globals().items()):
    if callable(v) and k not in ('m','fail','G','H','Z','g12','AA','open_','gen'): print(k, *m(v))
