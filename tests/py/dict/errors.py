# Error texts of dict operations.
d = {'x': 9, 'z': 3, 'y': 5}
exprs = ["d['q']", "d[[]]", "d.pop('q')", "{}.popitem()", "dict(1)", "dict([1])", "dict([(1,2,3)])", "dict([1,2],3)", "dict(1,2)", "d | 1", "d < {}", "hash(d)", "d.get()", "d.get(1,2,3)", "d.setdefault([])", "dict.fromkeys(1)", "d.update(1)", "d.update(1,2)", "d.foo", "d.pop()", "d.keys() + 1", "d.keys() & 5", "d.items() < 3", "dict([[1]])", "dict(['ab','cd'])", "dict.fromkeys('ab', 0)", "{**1}", "dict.__getitem__({}, 1)"]
for s in exprs:
    try: print(s, eval(s))
    except Exception as e: print(s, type(e).__name__, e)
