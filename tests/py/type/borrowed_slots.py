"""A slot's descriptor in a class that it does not belong to is refused, however often it is tried."""


class Wide:
    __slots__ = ('a', 'b', 'c', 'd', 'e', 'f')


class Narrow:
    __slots__ = ('only',)


class Wider(Wide):
    __slots__ = ('g',)


Narrow.borrowed = Wide.__dict__['f']
Wider.again = Wide.__dict__['f']


def attempt(action):
    try:
        return action()
    except (TypeError, AttributeError) as error:
        return str(error)


def go(owner, name):
    def store():
        owner.borrowed = 1

    def remove():
        del owner.borrowed

    seen = set()
    for _ in range(100):
        seen.update((attempt(lambda: owner.borrowed), attempt(store), attempt(remove)))
    return sorted(map(str, seen))


def plain(owner):
    count = 0
    for _ in range(100):
        try:
            owner.borrowed
        except TypeError:
            count += 1
        try:
            owner.borrowed = 1
        except TypeError:
            count += 1
    return count


print(go(Narrow(), 'f'), plain(Narrow()))
wider = Wider()
for i in range(50):
    wider.again = i
    assert wider.f == i == wider.again
print('own classes', wider.f)
