for x in (1, 1.5, "s", [1], (1,), {1: 2}, {1}, len, type, int, None, True, lambda: 0):
    print(type(x).__name__, isinstance(x, object), id(x) == id(x))
