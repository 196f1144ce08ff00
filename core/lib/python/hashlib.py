"""Digests: MD5, SHA-1, SHA-2, SHA-3, BLAKE2."""

algorithms_guaranteed = {'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b', 'blake2s', 'sha3_224', 'sha3_256', 'sha3_384',
                         'sha3_512', 'shake_128', 'shake_256'}
algorithms_available = set(algorithms_guaranteed)
__all__ = (*sorted(algorithms_guaranteed), 'new', 'algorithms_guaranteed', 'algorithms_available', 'pbkdf2_hmac', 'file_digest')

from _digest import finish as _finish, pbkdf2 as _pbkdf2, start as _start, update as _update
from _support import lay_out as _lay_out

# What _digest.start() is told: the kind, the size of a block, of the digest.
_MD5, _SHA1, _SHA2_32, _SHA2_64, _KECCAK, _BLAKE2B, _BLAKE2S = range(7)
_facts = {'md5': (_MD5, 64, 16), 'sha1': (_SHA1, 64, 20), 'sha224': (_SHA2_32, 64, 28), 'sha256': (_SHA2_32, 64, 32),
          'sha384': (_SHA2_64, 128, 48), 'sha512': (_SHA2_64, 128, 64), 'sha3_224': (_KECCAK, 144, 28), 'sha3_256': (_KECCAK, 136, 32),
          'sha3_384': (_KECCAK, 104, 48), 'sha3_512': (_KECCAK, 72, 64), 'shake_128': (_KECCAK, 168, 0), 'shake_256': (_KECCAK, 136, 0)}


class HASH:
    """What a program has of a digest: the work is done in C."""

    __slots__ = ('_state', '_named')

    def __new__(cls, *args, **kwargs):
        raise TypeError(f"cannot create '_hashlib.{cls.__name__}' instances")

    def copy(self):
        return _made(type(self), bytearray(self._state), self._named)

    def update(self, obj, /):
        _update(self._state, obj)

    def digest(self):
        return _finish(self._state, self._named[3])

    def hexdigest(self):
        return _finish(self._state, self._named[3]).hex()

    name = property(lambda self: self._named[0])
    digest_size = property(lambda self: self._named[3])
    block_size = property(lambda self: self._named[2])

    def __repr__(self):
        return f'<{self.name} {type(self).__module__}.{type(self).__name__} object @ {id(self):#x}>'


class HASHXOF(HASH):
    __slots__ = ()

    def digest(self, length):
        return _finish(self._state, length)

    def hexdigest(self, length):
        return _finish(self._state, length).hex()


def _made(cls, state, named):
    made = object.__new__(cls)
    made._state, made._named = state, named
    return made


def _blake(name, kind, block, size, salt_size, basicsize):
    """blake2b or blake2s: these are classes that are called."""
    class Blake:
        __slots__ = ('_state', '_named')

        MAX_DIGEST_SIZE = MAX_KEY_SIZE = size
        SALT_SIZE = PERSON_SIZE = salt_size

        def __new__(cls, data=b'', /, *, digest_size=size, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0,
                    node_depth=0, inner_size=0, last_node=False, usedforsecurity=True):
            if not 1 <= digest_size <= size:
                raise ValueError(f'digest_size must be between 1 and {size} bytes')
            for what, value, most in (('salt', salt, salt_size), ('person', person, salt_size), ('key', key, size)):
                if len(value) > most:
                    raise ValueError(f'maximum {what} length is {most} bytes')
            wide = kind == _BLAKE2B
            head = bytes([digest_size, len(key), fanout, depth]) + leaf_size.to_bytes(4, 'little')
            head += node_offset.to_bytes(8 if wide else 6, 'little') + bytes([node_depth, inner_size]) + bytes(14 if wide else 0)
            head += bytes(salt).ljust(salt_size, b'\0') + bytes(person).ljust(salt_size, b'\0')
            state = _start(kind, block, digest_size, head, 1 if last_node else 0)
            if key:
                _update(state, bytes(key).ljust(block, b'\0'))
            _update(state, data)
            return _made(cls, state, (name, kind, block, digest_size))

        copy, update, digest, hexdigest = HASH.copy, HASH.update, HASH.digest, HASH.hexdigest
        name, digest_size, block_size = HASH.name, HASH.digest_size, HASH.block_size

    Blake.__name__ = Blake.__qualname__ = name
    Blake.__module__ = '_blake2'
    return _lay_out(Blake, 'if', basicsize)


HASH.__module__ = HASHXOF.__module__ = '_hashlib'
_lay_out(HASH, 'id', 32)
_lay_out(HASHXOF, 'id', 32)
blake2b, blake2s = _blake('blake2b', _BLAKE2B, 128, 64, 16, 448), _blake('blake2s', _BLAKE2S, 64, 32, 8, 240)


def _function(name):
    facts = _facts[name]
    named = (name, *facts)
    shown = HASH if facts[2] else HASHXOF

    def make(string=b'', *, usedforsecurity=True):
        state = _start(*facts)
        _update(state, string)
        return _made(shown, state, named)
    make.__name__ = make.__qualname__ = f'openssl_{name}'
    return make


md5, sha1, sha224, sha256, sha384, sha512 = map(_function, ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'))
sha3_224, sha3_256, sha3_384, sha3_512 = map(_function, ('sha3_224', 'sha3_256', 'sha3_384', 'sha3_512'))
shake_128, shake_256 = _function('shake_128'), _function('shake_256')


def new(name, data=b'', **kwargs):
    if not isinstance(name, str):
        raise TypeError('name must be a string')
    lower = name.lower().replace('-', '_')
    lower = {'sha_1': 'sha1', 'sha_256': 'sha256', 'sha_512': 'sha512'}.get(lower, lower)
    if lower not in algorithms_guaranteed:
        raise ValueError(f'unsupported hash type {name}')
    return globals()[lower](data, **kwargs)


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    digest = new(hash_name)
    if iterations < 1:
        raise ValueError('iteration value must be greater than 0.')
    size = digest.digest_size
    dklen = size if dklen is None else dklen
    if dklen < 1:
        raise ValueError('key length must be greater than 0.')
    if dklen >= 2 ** 31:
        raise OverflowError('key length is too great.' if dklen < 2 ** 63 else 'Python int too large to convert to C long')
    return b''.join([_pbkdf2(password, salt, iterations, i + 1, digest._state) for i in range(-(-dklen // size))])[:dklen]


def file_digest(fileobj, digest, /):
    made = new(digest) if isinstance(digest, str) else digest()
    while data := fileobj.read(2 ** 18):
        made.update(data)
    return made
