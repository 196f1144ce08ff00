import sys
base = sys.getrefcount(10)
a = 10
b = a
print(sys.getrefcount(10) - base, base > 1000)
