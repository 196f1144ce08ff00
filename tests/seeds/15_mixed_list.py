import sys
one, two, three = 1, "two", 3.0
mixed = [one, two, three]
print(mixed[0] is one, mixed[1] is two, mixed[2] is three)
print(sys.getsizeof([None] * 3) == sys.getsizeof(["x" * 1000] * 3), sys.getsizeof(mixed))
