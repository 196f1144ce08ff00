x = y = 10
print(x is y)
a = chr(97)
b = "banana"[1]
print(a is b)
