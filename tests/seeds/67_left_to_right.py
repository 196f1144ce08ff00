a = 1
c = 3
try:
    del a, b, c
except NameError as e:
    print(e)
print("a" in globals(), "c" in globals())
