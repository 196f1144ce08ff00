import sys
x = ["object"]
y = x
z = [x]
print(sys.getrefcount(x))
del y
print(sys.getrefcount(x))
z = None
print(sys.getrefcount(x))
def f(p):
    q = p
    return sys.getrefcount(q)
print(f(x), sys.getrefcount(x))
