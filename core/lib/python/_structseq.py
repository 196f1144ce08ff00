"""Classes of tuples whose items have names, too, as CPython's modules written in C have them: os.stat_result, pwd.struct_passwd ...
Some have more attributes than items: those are in a dict that programs do not see."""

from _operator import itemgetter
from _support import lay_out, untrack

_set = object.__setattr__


def _constructor(name, fields, hidden):
    count, most = len(fields), len(fields) + len(hidden)

    def __new__(cls, sequence, more={}, /):
        try:
            items = tuple(sequence)
        except TypeError:
            raise TypeError('constructor requires a sequence') from None
        if not isinstance(more, dict):
            raise TypeError(f'{name}() takes a dict as second arg, if any')
        if not count <= len(items) <= most:
            takes = f'a {count}' if count == most else f'an at least {count}' if len(items) < count else f'an at most {most}'
            raise TypeError(f'{name}() takes {takes}-sequence ({len(items)}-sequence given)')
        self = tuple.__new__(cls, items[:count])
        values = items[count:] + tuple(map(more.get, hidden[len(items) - count:]))
        for field, value in zip(hidden, values):
            _set(self, field, items[fields.index(field)] if value is None and field in fields else value)
        return self
    return __new__


class _Member:
    """An attribute that an instance has in its dict: seen in the class, and by dir()."""

    __slots__ = 'name', 'owner'

    def __init__(self, name, owner):
        self.name, self.owner = name, owner

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        raise AttributeError(self.name)

    def __repr__(self):
        return f'<member {self.name!r} of {self.owner!r} objects>'


def structseq(name, fields, doc=None, hidden='', unnamed=0):
    """The class `name` ("module.class") with the given fields; made from a sequence of as many items."""
    module, _, short = name.rpartition('.')
    fields, hidden = tuple(fields.split()), tuple(hidden.split())

    def __repr__(self):
        return f"{name}({', '.join(f'{field}={value!r}' for field, value in zip(fields, self))})"

    def __reduce__(self):
        return type(self), (tuple(self), {field: getattr(self, field) for field in hidden})

    def __setattr__(self, attribute, value):
        if attribute in fields or attribute in hidden:
            raise AttributeError('readonly attribute')
        raise AttributeError(f'{name!r} object has no attribute {attribute!r}')

    def __delattr__(self, attribute):
        __setattr__(self, attribute, None)

    space = {'__new__': _constructor(name, fields, hidden), '__repr__': __repr__, '__reduce__': __reduce__, '__setattr__': __setattr__,
             '__delattr__': __delattr__, '__module__': module, '__doc__': doc, '__match_args__': fields[:len(fields) - unnamed],
             'n_fields': len({*fields[:len(fields) - unnamed], *hidden}) + unnamed, 'n_sequence_fields': len(fields),
             'n_unnamed_fields': unnamed}
    if not hidden:
        space['__slots__'] = ()
    space.update((field, _Member(field, name)) for field in hidden)
    space.update((field, property(itemgetter(i))) for i, field in enumerate(fields) if field not in hidden)
    return lay_out(type(short, (tuple,), space), 'gf', 24, 8)


def made(cls, items, more={}):
    """One that a function of the module makes: the collector does not know it."""
    self = cls(items, more)
    untrack(self)
    return self
