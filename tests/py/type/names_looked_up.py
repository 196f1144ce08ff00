"""The cache of attributes keeps the names that were looked up last, until others need their places or it is cleared."""
import sys
class A: pass
a = A()
def kept(count):
    names = [f"name_{i}_" for i in range(count)]
    for name in names: getattr(a, name, None)
    del name
    return sum(sys.getrefcount(names[i]) - 2 for i in range(count))
print(kept(1))
name = "".join(["found", "_once"])
a.found_once = 1
print(sys.getrefcount(name), getattr(a, name), sys.getrefcount(name))
print(sys._clear_type_cache(), sys.getrefcount(name))
print(kept(3000) > 400)
before = sys.getallocatedblocks()
sys._clear_type_cache()
print(before - sys.getallocatedblocks() > 400)
