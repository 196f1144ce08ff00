import sys
one = "x" * 1000
names = [one] * 100
print(sys.getsizeof(names), sys.getsizeof(one), len({id(n) for n in names}))
