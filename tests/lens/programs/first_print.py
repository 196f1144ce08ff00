# What calls of print() leave on the collector's count: tuples of arguments, names of keywords.
import gc

gc.disable()
gc.collect()
count = gc.get_count
a = count()
b = count()
print("a")
c = count()
print("a", "b")
d = count()
print("a", end="\n")
e = count()
print("a", "b", "c", sep="-")
f = count()
print(a, b, c, d, e, f)
