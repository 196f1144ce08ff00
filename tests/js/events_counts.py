from sys import getrefcount
class Node:
    pass
a = []
print(getrefcount(a))
b = a
print(getrefcount(a))
c = [a, a]
print(getrefcount(a))
d = {'k': a}
print(getrefcount(a))
del b
print(getrefcount(a))
c.pop()
print(getrefcount(a))
n = Node()
n.x = a
print(getrefcount(a))
def f(p):
    print(getrefcount(p))
f(a)
t = (a,) * 3
print(getrefcount(a))
del t, n
print(getrefcount(a))
s = {1, 2}
u = s
print(getrefcount(s))
