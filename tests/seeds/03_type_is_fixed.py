var = 10
first = type(var)
var = "ten"
print(first, type(var))
var = [10]
print(type(var))
class A: pass
class B: pass
a = A()
a.__class__ = B
print(type(a).__name__)
try:
    a.__class__ = int
except TypeError as e:
    print(e)
