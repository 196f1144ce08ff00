# Constants that no instruction uses stay in a code object, or go; both are references.
import sys


def documented():
    "doc"
    x = 5
    if False: return "never"
    while True: break
    return [1, 2, 3], {1, 2, 3}, x in [1, 2], x in {3, 4}


def folded(p=(4, "t"), q=(1.5, 2.5)): return (1, (2, "x")), -1, "ab"[1], ("a", "b", ("c",))


class K:
    shared = ("x y" * 2,)


source = 'def f(x, y=(1.25, "one two")): return x\nlone = ("one two", 2.25)\n'
code = compile(source, "s", "exec")
for one in (documented, folded):
    print(one.__code__.co_consts)
print([x for x in code.co_consts if type(x) is tuple])
names = {}
exec(code, names)
print(sys.getrefcount(names["f"].__defaults__[0]), sys.getrefcount(names["lone"]), sys.getrefcount(names["lone"][0]) < 9)
