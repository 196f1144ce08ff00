print("before")
a = 1
try:
    a + "x"
except TypeError as e:
    print(e)
