"""The list of users: the superuser, and the one whom programs belong to here."""

from _structseq import made as _made, structseq as _structseq

struct_passwd = _structseq('pwd.struct_passwd', 'pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell')

_users = [_made(struct_passwd, ('root', 'x', 0, 0, 'root', '/root', '/bin/sh')),
          _made(struct_passwd, ('user', 'x', 1000, 1000, '', '/tmp', '/bin/sh'))]


def getpwall():
    """All users."""
    return list(_users)


def getpwnam(name, /):
    """The user of a name."""
    if not isinstance(name, str):
        raise TypeError(f'getpwnam() argument must be str, not {type(name).__name__}')
    if '\0' in name:
        raise ValueError('embedded null byte')
    for user in _users:
        if user.pw_name == name:
            return user
    raise KeyError(f'getpwnam(): name not found: {name!r}')


def getpwuid(uidobj, /):
    """The user of a number."""
    import operator
    try:
        number = operator.index(uidobj)
    except TypeError:
        raise TypeError(f'uid should be integer, not {type(uidobj).__name__}') from None
    for user in _users:
        if user.pw_uid == number:
            return user
    raise KeyError(f'getpwuid(): uid not found: {number}')
