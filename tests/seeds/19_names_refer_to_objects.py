a = [1]
b = a
print(b is a)
a = [2]
print(a, b, b is a)
