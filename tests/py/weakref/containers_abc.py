import collections.abc, contextlib, weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


values, keys, things = weakref.WeakValueDictionary(), weakref.WeakKeyDictionary(), weakref.WeakSet()
print([cls.__name__ for cls in weakref.WeakValueDictionary.__mro__], [cls.__name__ for cls in weakref.WeakKeyDictionary.__mro__])
for made in values, keys, things:
    print(isinstance(made, collections.abc.Mapping), isinstance(made, collections.abc.MutableMapping), isinstance(made, collections.abc.MutableSet), isinstance(made, collections.abc.Sized))
print(collections.abc.Mapping.__module__)
a, b = Thing('a'), Thing('b')
values['x'] = a
keys[a] = 1
print(type(values | {'y': b}).__name__, dict(values | {'y': b}), {'y': b} | values == {'x': a, 'y': b}, values == {'x': a}, values == 3, values != {'x': b})
values |= {'z': b}
print(sorted(values.items()), values.pop('z'), values.setdefault('w', b), len(values))
print(dict(keys | {b: 2}), keys == {a: 1})
for bad in (lambda: values | 3, lambda: 3 | keys, lambda: hash(values)):
    try:
        bad()
    except TypeError as error:
        print(error)
values.clear()
keys.clear()
print(len(values), len(keys))


@contextlib.contextmanager
def twice():
    try:
        yield 1
        yield 2
    finally:
        print('closed')


try:
    with twice():
        pass
except RuntimeError as error:
    print(error)


@contextlib.contextmanager
def again():
    try:
        yield 1
    except KeyError:
        try:
            yield 2
        finally:
            print('closed after throw')


try:
    with again():
        raise KeyError
except RuntimeError as error:
    print(error)
