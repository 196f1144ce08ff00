import sys
x = ["object"]
print(sys.getrefcount(x))
y = x
print(sys.getrefcount(x))
def f(p): return sys.getrefcount(p)
print(f(x))
z = [x, x]
print(sys.getrefcount(x))
