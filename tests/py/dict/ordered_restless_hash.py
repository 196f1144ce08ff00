"""An OrderedDict whose keys do not keep their hash loses them, and says so."""
from collections import OrderedDict


class Key:
    count = 0

    def __hash__(self):
        Key.count += 7
        return Key.count * 1000003


class Derived(OrderedDict):
    pass


for kind in (OrderedDict, Derived):
    ordered = kind()
    for i in range(20):
        ordered[Key()] = i
    for function in (list, repr, kind.copy, lambda o: list(o.values()), lambda o: list(o.items()), lambda o: list(reversed(o.values()))):
        try:
            function(ordered)
            print("done")
        except KeyError as error:
            print("KeyError", len(error.args))
    print(len(ordered), ordered.popitem()[1])

try:
    open("/dev/tty", "a")
except OSError as error:
    print(error)
