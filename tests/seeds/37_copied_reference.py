x = 24
y = x
print(id(x) == id(y))
x = [24]
y = [24]
print(x == y, id(x) == id(y))
