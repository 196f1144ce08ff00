"""Which names of builtin things are a new str each time they are asked for."""
f, w, m = len, (1).__add__, [].append
print(f.__name__ is f.__name__, f.__qualname__ is f.__qualname__, m.__name__ is m.__name__, w.__name__ is w.__name__)
print(int.__name__ is int.__name__, int.__qualname__ is int.__qualname__, list.append.__name__ is list.append.__name__)


class A:
    pass


print(A.__name__ is A.__name__, A.__qualname__ is A.__qualname__, (lambda: 0).__name__ is (lambda: 0).__name__)
