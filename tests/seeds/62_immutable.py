for start, more in ((10 ** 6, 1), (1.5, 1.0), ("ab" * 3, "c"), ((1, 2), (3,))):
    value = keep = start
    value += more
    print(type(value).__name__, value is keep, keep == start)
