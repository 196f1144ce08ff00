import sys
x = [1, 2]
print(type(x), sys.getrefcount(x), x)
print(type(type(x)), type(len), type(None))
