a = []
where = id(a)
del a
b = []
print(id(b) == where)
x = 1.5 + len("a")
where = id(x)
x = None
y = 2.5 + len("b")
print(id(y) == where)
