import sys
base = sys.getrefcount(10)
a = 10
b = 10
print(sys.getrefcount(10) - base)
a = b = None
print(sys.getrefcount(10) - base)
n = int("1000")
m = n
print(sys.getrefcount(n))
m = None
print(sys.getrefcount(n))
