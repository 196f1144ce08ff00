"""Classes of tuples whose items have names, too, as CPython's modules written in C have them: pwd.struct_passwd ..."""

from operator import itemgetter


def structseq(name, fields, doc=None):
    """The class `name` ("module.class") with the given fields; made from a sequence of as many items."""
    module, _, short = name.rpartition('.')
    fields = fields.split()
    count = len(fields)

    def __new__(cls, sequence, dict={}, /):
        try:
            items = tuple(sequence)
        except TypeError:
            raise TypeError('constructor requires a sequence') from None
        if len(items) != count:
            raise TypeError(f'{name}() takes a {count}-sequence ({len(items)}-sequence given)')
        return tuple.__new__(cls, items)

    def __repr__(self):
        return f"{name}({', '.join(f'{field}={value!r}' for field, value in zip(fields, self))})"

    def __reduce__(self):
        return type(self), (tuple(self), {})

    space = {'__new__': __new__, '__repr__': __repr__, '__reduce__': __reduce__, '__module__': module, '__doc__': doc, '__slots__': (),
             '__match_args__': tuple(fields), 'n_fields': count, 'n_sequence_fields': count, 'n_unnamed_fields': 0}
    space.update((field, property(itemgetter(i))) for i, field in enumerate(fields))
    return type(short, (tuple,), space)
