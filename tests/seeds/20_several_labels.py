import sys
x = y = z = ["box"]
print(x is y is z, sys.getrefcount(x))
del y
print(sys.getrefcount(x))
