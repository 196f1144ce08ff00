import gc, sys
gc.disable()
gc.collect()
a = []
b = []
a.append(b)
b.append(a)
print(sys.getrefcount(a), sys.getrefcount(b))
del a, b
print(gc.collect())
