# marshal: every kind of value in each version, bytes and back; code; what is refused.
import marshal
def f(a, b=1, *args, c, **kw):
    "doc"
    def g(): return a + d
    d = [x * c for x in args if x > 1.5]
    return g
t = (1, 2, 3)
vals = [None, True, False, ..., StopIteration, 0, 5, 1000, 2**31-1, 2**31, -2**31, -2**31-1, 2**100, -2**200, 1.5, float('inf'), -0.0, 1+2j, b"", b"a", b"abc", "", "a", "abc", "h\xe9", "\u20ac", "\U0001f600", "x"*300, (), (1,), t, (t, t), [1, [2]], {}, {"a": 1, "b": [2]}, set(), {1}, frozenset({2}), bytearray(b"xy"), list(range(300)), tuple(range(300)), "a b", ["abc", "abc"]]
for v in vals:
    for version in (0, 1, 2, 3, 4):
        try:
            d = marshal.dumps(v, version)
            print(version, repr(v)[:30], d[:40], marshal.loads(d) == v)
        except Exception as e: print(type(e).__name__, e)
d = marshal.dumps(f.__code__)
c = marshal.loads(d)
print(c == f.__code__, c.co_consts == f.__code__.co_consts)
code = compile("def h(n):\n    return n * 2\nprint(h(21))", "<m>", "exec")
exec(marshal.loads(marshal.dumps(code)))
print(len(marshal.dumps(code)), marshal.dumps(code)[:20])
print({1, 2, 3} == marshal.loads(marshal.dumps({1, 2, 3})))
l = []; l.append(l); r = marshal.loads(marshal.dumps(l)); print(r[0] is r)
for bad in (b"", b"?", b"i\1", b"s\xff\xff\xff\xff", b"r\0\0\0\0", b"(\1\0\0\0" b"0", b"l\1\0\0\0\0\0", b"0", 3):
    try: print(marshal.loads(bad))
    except Exception as e: print(type(e).__name__, e)
for bad in (object(), lambda: 1, type, print, [object()]):
    try: print(marshal.dumps(bad))
    except Exception as e: print(type(e).__name__, e)
