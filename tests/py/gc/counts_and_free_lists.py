# Generation counts with and without free lists, tracking, sizes, nested deallocation.
import gc, sys
gc.disable(); gc.collect(); [][1:]
def delta(f, n=1):
    c0 = gc.get_count()[0]
    x = f()
    c1 = gc.get_count()[0]
    del x
    c2 = gc.get_count()[0]
    return c1 - c0, c2 - c0
for rep in range(2):
    for name, f in [("list", lambda: []), ("list2", lambda: [1,2]), ("listcall", lambda: list((1,))), ("dict", lambda: {}), ("dict1", lambda: {'a': 1}), ("dictcall", lambda: dict(a=1)), ("tuple", lambda: (f, 1)), ("tup2", lambda: tuple([1, 2, 3])), ("set", lambda: {1}), ("setc", lambda: set()), ("fs", lambda: frozenset([1])), ("iter", lambda: iter([])), ("range", lambda: range(5)), ("riter", lambda: iter(range(5))), ("enum", lambda: enumerate([])), ("zip", lambda: zip([], [])), ("map", lambda: map(len, [])), ("filter", lambda: filter(None, [])), ("rev", lambda: reversed([])), ("keys", lambda: {}.keys()), ("items", lambda: iter({}.items())), ("copy", lambda: {'a': 1}.copy()), ("lcopy", lambda: [1].copy()), ("slice2", lambda: [1,2,3][1:]), ("tslice", lambda: (1,2,3)[1:]), ("add", lambda: [1] + [2]), ("mul", lambda: (1,) * 3), ("sorted", lambda: sorted([2, 1])), ("comp", lambda: [i for i in range(3)]), ("dcomp", lambda: {i: i for i in range(3)}), ("scomp", lambda: {i for i in range(3)}), ("gen", lambda: (i for i in [])), ("seqit", lambda: iter("abc")), ("callit", lambda: iter(int, 1)), ("pop", lambda: {1: 2}.popitem()), ("or", lambda: {1: 2} | {3: 4}), ("sor", lambda: {1} | {2}), ("big", lambda: [[] for _ in range(100)]), ("bigt", lambda: [(i, i) for i in range(50)]), ("bigd", lambda: [{} for _ in range(100)]), ("fk", lambda: dict.fromkeys("abc")), ("dit", lambda: list({1: 2, 3: 4}.items())), ("enl", lambda: list(enumerate("abc"))), ("zl", lambda: list(zip("abc", "def"))), ("tupgen", lambda: tuple(i for i in range(12)))]:
        print(rep, name, delta(f))
l = [[i] for i in range(5)]
t = [(i, []) for i in range(3)]
gc.collect()
ids = {id(o): n for n, o in enumerate(l)}
print([ids[id(o)] for o in gc.get_objects() if id(o) in ids])
class A: pass
a = A(); a.x = [1]; a.y = 'z'; print(gc.get_referents(a)); a.__dict__; print(gc.get_referents(a))
for o in [[], (), (1,), (1, []), {}, {'a': 1}, {'a': []}, set(), frozenset(), slice(1), range(3), iter([]), iter(()), iter({}), iter(set()), iter(range(2)), enumerate([]), zip(), map(len, []), reversed([]), {}.keys(), {}.items(), iter("a"), iter(int, 1)]:
    print(type(o).__name__, gc.is_tracked(o), sys.getsizeof(o))
# collections triggered
gc.enable(); gc.set_threshold(50, 5, 5)
log = []
gc.callbacks.append(lambda p, i: log.append((p, i['generation'])))
keep = []
for i in range(400): keep.append([i])
gc.callbacks.clear()
print(len(log), log[:12])
keep = None
# nested dealloc
d = []
for i in range(200000): d = [d]
del d
d = ()
for i in range(100000): d = (d,)
del d
d = {}
for i in range(100000): d = {1: d}
del d
print("ok")
