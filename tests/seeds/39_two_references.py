import sys
base = sys.getrefcount(5)
a = 5
b = a
print(sys.getrefcount(5) - base)
del a
print(sys.getrefcount(5) - base)
