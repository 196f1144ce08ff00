import gc
class A: pass
gc.collect()
a, b = A(), A()
a.other, b.other = b, a
del a, b
result = gc.collect()
print("collected", result)
