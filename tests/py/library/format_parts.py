# _string: the fields of a format string, and the parts of their names; _py_abc beside abc.
import _py_abc
import _string

for text in ('', 'a', '{{', 'a{{b}}c', '{}', '{0}', '{0!r}', '{a.b[c]!s:>{w}}x', '{:{}}', '{a[}]}', '{a[b:c]:d}', '{:%Y-%m}', '{', '}', 'a}', '{0', '{0!', '{0!r', '{0!rx}',
             '{0!}', '{a{b}}', '{:{}', '{a[', '{0!r:'):
    try:
        print(repr(text), list(_string.formatter_parser(text)))
    except ValueError as error:
        print(repr(text), error)
for name in ('', '0', 'a', 'a.b', '0[1].c[d]', 'a[', 'a[]', 'a.', 'a[b]c', 'a..b', '[x]', '.x', 'a[-1]'):
    try:
        first, rest = _string.formatter_field_name_split(name)
        print(repr(name), repr(first), list(rest))
    except ValueError as error:
        print(repr(name), error)
for wrong in _string.formatter_parser, _string.formatter_field_name_split:
    try:
        wrong(1)
    except TypeError as error:
        print(error)


class Shape(metaclass=_py_abc.ABCMeta):
    def area(self):
        pass
    area.__isabstractmethod__ = True


class Square(Shape):
    def area(self):
        return 4


class Other:
    pass


print(Shape.__abstractmethods__, Square.__abstractmethods__, isinstance(Square(), Shape), isinstance(Other(), Shape))
token = _py_abc.get_cache_token()
print(Shape.register(Other) is Other, isinstance(Other(), Shape), issubclass(Other, Shape), _py_abc.get_cache_token() - token, len(Shape._abc_registry))
for wrong in (lambda: Shape(), lambda: Shape.register(1), lambda: Square.register(Shape), lambda: issubclass(1, Shape)):
    try:
        wrong()
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)
