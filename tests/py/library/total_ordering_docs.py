"""What the comparisons that total_ordering adds say of themselves."""
import functools

for name in ('__lt__', '__le__', '__gt__', '__ge__'):
    cls = functools.total_ordering(type('C', (), {name: lambda self, other: NotImplemented, '__eq__': lambda self, other: self is other}))
    for added in sorted({'__lt__', '__le__', '__gt__', '__ge__'} - {name}):
        print(added, getattr(cls, added).__qualname__, getattr(cls, added).__doc__)
