"""Slots and classes whose names are not ASCII."""


class Größe:
    __slots__ = 'höhe', '幅'

    def __init__(self, höhe, 幅):
        self.höhe, self.幅 = höhe, 幅


g = Größe(2, 3)
print(g.höhe, getattr(g, '幅'), Größe.höhe, sorted(name for name in Größe.__dict__ if not name.startswith('__')))
del g.höhe
print(hasattr(g, 'höhe'), Größe.__name__, type('Élan', (), {}).__name__)
try:
    g.höhe
except AttributeError as error:
    print(error)
