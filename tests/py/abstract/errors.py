# Error texts of the object, number and sequence protocols.
exprs = ["range()", "range(1,2,3,4)", "range('a')", "range(1.5)", "range(1,2,0)", "range(3)[5]", "range(3)['a']", "range(3).index(9)", "range(3).index('a')", "range(3) < range(4)", "range(x=1)", "len(range(10**30))", "range(3)[1:2:0]", "range(3).foo", "hash(slice(1))", "slice()", "slice(1,2,3,4)", "slice(x=1)", "slice(5).indices(-1)", "slice('a').indices(3)", "slice(1,2,0).indices(4)", "iter(5)", "iter(5, 6)", "next(iter([]))", "enumerate()", "enumerate(5)", "enumerate([1], 2, 3)", "enumerate([1], foo=3)", "enumerate([1], start='a')", "zip(1)", "zip([1], foo=3)", "zip([1], strict=1, x=2)", "map()", "map(len)", "map(len, 5)", "filter()", "filter(None)", "filter(None, 5)", "map(len, [], x=1)", "filter(None, [], x=1)", "reversed()", "reversed(5)", "reversed({1})", "reversed([1], 2)", "reversed(x=1)", "list(zip([1,2],[1],strict=True))", "list(zip([1],[1,2],strict=True))", "list(zip([1],[1],[1,2],strict=True))", "list(zip([1,2],[1,2],[1],strict=True))", "1 + 'a'", "'a' + 1", "[] + 1", "1 - []", "1 < 'a'", "None < None", "len(5)", "5[0]", "5()", "-'a'", "+[]", "~1.5", "abs('x')", "2 ** 'a'", "pow(2, 'a', 3)", "pow(2,3,'a')", "divmod(1,'a')", "'a' * 'b'", "[1] * 1.5", "print >> 5", "1 @ 2", "1 in 5", "'a' in 5", "hash([])", "isinstance(1, 5)", "issubclass(1, int)", "issubclass(int, 5)", "int([])", "int('x')", "float([])", "float('x')", "[].__len__(1)", "object() < object()", "int < str", "5 .foo", "5 .__class__.bar", "(1).real.x", "int[3]", "list[int]", "type[int]", "str[1]", "dir(5)[:3]", "None + 1", "print + 1", "x[0]", "setattr(5, 'a', 1)", "getattr(5, 1)", "del_1()", "del_2()", "del_3()", "set_1()", "set_2()", "set_3()", "format(5, 5)", "5 % 'a'", "1 << 'a'", "1 if [] else 2", "operator_()"]
def del_1(): del (1,)[0]
def del_2(): del 'abc'[0]
def del_3(): a = 5; del a[0]
def set_1(): (1,)[0] = 1
def set_2(): 'abc'[0] = 1
def set_3():
    a = 5; a[0] = 1
class A: pass
def operator_():
    a = A(); del a[0]
class B:
    def __len__(s): return 3
    def __getitem__(s, i):
        if i >= 3: raise IndexError
        return i * 10
for e in exprs:
    try: print(e, eval(e))
    except Exception as x: print(e, type(x).__name__, x)
for st in ["a = A(); a['x'] = 1", "a = A(); del a['x']", "a = A(); a[0]", "a = 1; a += 'x'", "a = []; a += 1", "a = 'x'; a *= 'y'", "a = 1; a **= 'x'", "a = 1; a -= None", "a = 1; a @= 2", "a = {}; a &= 1", "a = A(); a()", "for x in 5: pass", "a, b = 5", "[*5]", "del 5 .x", "a = 5; a.x = 1", "with 5: pass", "a = 5; del a[0]", "a = 5; a[0] = 1", "a = 5.0; a['x'] = 1"]:
    try: exec(st); print(st)
    except Exception as x: print(st, type(x).__name__, x)
