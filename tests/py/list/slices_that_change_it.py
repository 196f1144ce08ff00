"""A bound's __index__ empties the sequence or makes it longer: the slice is of what is there then."""
from array import array


class Bound:
    def __init__(self, change, value):
        self.change, self.value = change, value

    def __index__(self):
        self.change()
        return self.value


for kind in list, bytearray, lambda items: array('b', items):
    for grow in False, True:
        for bounds in (0, 10, 2), (0, 10, 1), (9, None, -1):
            for place in range(3):
                for what in 'set', 'del', 'get':
                    items = kind(range(10))

                    def change():
                        if grow:
                            items.extend(range(5))
                        else:
                            del items[:]
                    parts = list(bounds)
                    parts[place] = Bound(change, parts[place] if parts[place] is not None else 1)
                    try:
                        if what == 'set':
                            items[slice(*parts)] = kind(range(5))
                        elif what == 'del':
                            del items[slice(*parts)]
                        else:
                            print(items[slice(*parts)], end=' ')
                        print(what, list(items))
                    except ValueError as error:
                        print(what, error, list(items))
