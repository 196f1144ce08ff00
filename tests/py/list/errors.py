# Error texts of list operations.
a = []
for f in ["a[5]", "a['x']", "a[1.5]", "a.pop()", "a.remove(3)", "a.index(3)", "a + (1,)", "a * 'x'", "a.pop(3)", "a.index()", "a.append()", "a.append(1,2)", "a.insert(1)", "[1].pop(10)", "a[10**30]", "a.insert(10**30, 1)", "a < 3", "del_()", "set_()", "a += 5", "list(1)", "list(1,2)", "list(x=1)", "a.sort(1)", "a.sort(foo=1)", "[1,'a'].sort()", "a.extend(3)", "hash(a)", "a.pop('x')", "list.append(1, 2)", "list.append()", "a.foo", "a[1:2:0]", "a.index(1,'x')"]:
    def del_(): del a[100]
    def set_(): a[100] = 1
    try: exec(f) if '+=' in f else print(eval(f))
    except Exception as e: print(f, type(e).__name__, e)
for wrong in lambda: sorted([], reverse=None), lambda: sorted([], reverse='a'), lambda: [].sort(reverse=1.5), lambda: sorted([2, 3], reverse=2), lambda: sorted([2, 3], reverse=1 << 40):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
