a, b, c, d = 1, 2, 3, 4
del a, (b, [c])
print(sorted(n for n in globals() if len(n) == 1))
del (d)
try:
    d
except NameError as e:
    print(e)
