var1 = 10
var2 = 10
print(var1 is var2, id(var1) == id(var2))
var1 = 20
print(var1, var2, var1 is var2)
var2 = 3.14
print(type(var2).__name__, var2)
var1 = var1 + 1
print(var1)
