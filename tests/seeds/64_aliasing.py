a = [1, 2]
b = a
b.append(3)
print(a)
def add(x, to=[]):
    to.append(x)
    return to
print(add(1), add(2))
c = a[:]
c.append(4)
print(a, c)
