"""The unchanging mapping that CPython's own tests use."""
from _testcapi import hamt

empty = hamt()
one = empty.set("a", 1)
two = one.set("b", [])
print(len(empty), len(one), len(two), "a" in two, two["b"], two.get("c", 5), sorted(two.keys()), len(two.items()), dict(two.items()))
print(two.set("a", 1).delete("b") == one, one == two, two.delete("c") is two, two.delete("a").delete("b") == empty)
print(next(two.values()), list(two), [list(map(type, pair)) for pair in two.items()])
try:
    two["c"]
except KeyError as error:
    print(error)
