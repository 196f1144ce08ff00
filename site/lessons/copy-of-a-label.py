# y = x copies the reference,
# never the object.
x = 24
y = x
print(id(x) == id(y))

# Lists that look the same are still two.
a = [1, 2]
b = [1, 2]
c = a
print(a == b, a is b, a is c)

c.append(3)        # seen through a as well
print(a, b)
