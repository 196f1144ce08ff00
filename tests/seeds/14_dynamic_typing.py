var1 = 100
print(type(var1).__name__, var1)
var1 = "Hello"
print(type(var1).__name__, var1)
var1 = [1, 2, 3]
print(type(var1).__name__, var1)
