def f(): pass
f.x = 1
print(f.x, f.__dict__, (5).bit_length(), int.__add__(2, 3))
try:
    (5).x = 1
except AttributeError as e:
    print(e)
