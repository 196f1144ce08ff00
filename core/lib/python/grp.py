"""The list of groups: that of the superuser, and that of the user whom programs belong to here."""

from _structseq import made as _made, structseq as _structseq

struct_group = _structseq('grp.struct_group', 'gr_name gr_passwd gr_gid gr_mem')

_groups = [_made(struct_group, ('root', 'x', 0, [])), _made(struct_group, ('user', 'x', 1000, []))]


def getgrall():
    """All groups."""
    return list(_groups)


def getgrnam(name):
    """The group of a name."""
    if not isinstance(name, str):
        raise TypeError(f"getgrnam() argument 'name' must be str, not {type(name).__name__}")
    if '\0' in name:
        raise ValueError('embedded null byte')
    for group in _groups:
        if group.gr_name == name:
            return group
    raise KeyError(f'getgrnam(): name not found: {name!r}')


def getgrgid(id):
    """The group of a number."""
    import operator
    try:
        number = operator.index(id)
    except TypeError:
        raise TypeError(f'gid should be integer, not {type(id).__name__}') from None
    for group in _groups:
        if group.gr_gid == number:
            return group
    raise KeyError(f'getgrgid(): gid not found: {number}')
