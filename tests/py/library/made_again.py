# What exceptions are made of again, how many parts a recipe of copy may have, and the documentation of dynamic attributes.
import copy
import pickle
import types

errors = [ImportError('m', name='n', path='p'), ImportError('x'), ImportError('x', name=None), ModuleNotFoundError('q', name='q'), OSError(1, 'a', 'f'),
          OSError('foo', 'bar'), OSError(2, 'a', 'f', None, 'g'), OSError(5), OSError(), OSError(1, 'a', 'f', 7)]
errors[0].note = 1
errors[4].note = 2
for error in errors:
    print(error.__reduce__())
    for again in (copy.copy(error), copy.deepcopy(error), *(pickle.loads(pickle.dumps(error, protocol)) for protocol in range(3, 6))):
        assert (type(again), again.args, str(again), again.__dict__) == (type(error), error.args, str(error), error.__dict__), again
        for name in 'name', 'path', 'errno', 'filename', 'filename2':
            assert getattr(again, name, 0) == getattr(error, name, 0), name


class Recipe:
    def __init__(self, count):
        self.count = count

    def __reduce__(self):
        return (Recipe, (1,), {}, None, None, print, 7)[:self.count]


for count in range(1, 8):
    for function in copy.copy, copy.deepcopy:
        try:
            print(count, function(Recipe(count)).count)
        except TypeError as error:
            print(count, error)


class Base:
    @types.DynamicClassAttribute
    def spam(self):
        """Base's."""
        return 1

    given = types.DynamicClassAttribute(lambda self: 2, doc='given')


class Sub(Base):
    @Base.__dict__['spam'].getter
    def spam(self):
        """Sub's."""
        return 3

    @Base.__dict__['given'].getter
    def given(self):
        """Not shown."""


class Bare(Sub):
    spam = Sub.__dict__['spam'].getter(lambda self: 4)


print(Sub.__dict__['spam'].__doc__, Sub().spam, Sub.__dict__['given'].__doc__, Bare.__dict__['spam'].__doc__, Bare().spam)
