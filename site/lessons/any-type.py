# Objects have a type; a name takes any.
thing = 100
thing = "Hello"
thing = [1, 2, 3]
mixed = [1, "two", 3.0, thing]
print(type(thing), len(mixed))
