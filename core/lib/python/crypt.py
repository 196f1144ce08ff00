"""Hashes of passwords; the system has no function that makes them."""

import random as _SystemRandom
import string as _string
import warnings
from collections import namedtuple as _namedtuple

warnings.warn("'crypt' is deprecated and slated for removal in Python 3.13", DeprecationWarning, stacklevel=2)
_saltchars = _string.ascii_letters + _string.digits + './'


class _Method(_namedtuple('_Method', 'name ident salt_chars total_size')):
    def __repr__(self):
        return f'<crypt.METHOD_{self.name}>'


METHOD_SHA512 = _Method('SHA512', '6', 16, 106)
METHOD_SHA256 = _Method('SHA256', '5', 16, 63)
METHOD_BLOWFISH = _Method('BLOWFISH', '2b', 22, 59 + 1)
METHOD_MD5 = _Method('MD5', '1', 8, 34)
METHOD_CRYPT = _Method('CRYPT', None, 2, 13)
methods = [METHOD_SHA512, METHOD_SHA256, METHOD_BLOWFISH, METHOD_MD5, METHOD_CRYPT]


def mksalt(method=None, *, rounds=None):
    """A salt for a method."""
    if method is None:
        method = methods[0]
    if rounds is not None and not isinstance(rounds, int):
        raise TypeError(f'{rounds.__class__.__name__} object cannot be interpreted as an integer')
    s = f'${method.ident}$' if method.ident else ''
    if method.ident and method.ident[0] == '2':
        rounds = 1 << 12 if rounds is None else rounds
        log = rounds.bit_length() - 1
        if rounds != 1 << log:
            raise ValueError('rounds must be a power of 2')
        if not 4 <= log <= 31:
            raise ValueError('rounds out of the range 2**4 to 2**31')
        s += f'{log:02d}$'
    elif method.ident in ('5', '6'):
        if rounds is not None:
            if not 1000 <= rounds <= 999_999_999:
                raise ValueError('rounds out of the range 1000 to 999_999_999')
            s += f'rounds={rounds}$'
    elif rounds is not None:
        raise ValueError(f"{method} doesn't support the rounds argument")
    return s + ''.join(_SystemRandom.SystemRandom().choice(_saltchars) for _ in range(method.salt_chars))


def crypt(word, salt=None):
    """The hash of a password."""
    raise OSError(38, 'Function not implemented')
