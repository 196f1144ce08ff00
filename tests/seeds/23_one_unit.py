a = 257
b = 257
print(a is b)
def f(): return 257
print(f() is a)
print(int("257") is int("257"), int("256") is int("256"))
exec("c = 257")
exec("d = 257")
print(c is d)
