# Special methods that return the wrong type.
class L:
    def __len__(s): return -1
try: len(L())
except ValueError as x: print(x)
try: bool(L())
except ValueError as x: print(x)
class G:
    def __repr__(s): return 5
    def __str__(s): return 5
    def __format__(s, f): return 5
    def __hash__(s): return 'a'
    def __bool__(s): return 5
    def __len__(s): return 'a'
    def __iter__(s): return 5
    def __index__(s): return 'a'
    def __length_hint__(s): return 'a'
    def __dir__(s): return 5
    def __contains__(s, x): return 7
for e in ["repr(G())", "str(G())", "format(G())", "hash(G())", "bool(G())", "len(G())", "iter(G())", "[1][G()]", "dir(G())", "1 in G()", "list(G())", "'%s' % G()", "int(G())"]:
    try: print(e, eval(e))
    except Exception as x: print(e, type(x).__name__, x)
