"""Digests: MD5, SHA-1, SHA-2, SHA-3, BLAKE2."""

algorithms_guaranteed = {'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b', 'blake2s', 'sha3_224', 'sha3_256', 'sha3_384',
                         'sha3_512', 'shake_128', 'shake_256'}
algorithms_available = set(algorithms_guaranteed)
__all__ = (*sorted(algorithms_guaranteed), 'new', 'algorithms_guaranteed', 'algorithms_available', 'pbkdf2_hmac', 'file_digest')

from struct import pack, unpack

from _support import lay_out as _lay_out

_MASK32, _MASK64 = 0xffffffff, 0xffffffffffffffff


def _primes(count):
    found = []
    number = 2
    while len(found) < count:
        if all(number % prime for prime in found):
            found.append(number)
        number += 1
    return found


def _root(number, power, bits):
    """The first bits of the fraction of a root of a small number."""
    target = number << power * bits
    root = 1 << (target.bit_length() // power + 1)
    while True:
        better = ((power - 1) * root + target // root ** (power - 1)) // power
        if better >= root:
            return root & (1 << bits) - 1
        root = better


class _Hash:
    """Takes bytes in pieces; a subclass works on a block at a time."""

    def __init__(self, data=b'', *, usedforsecurity=True):
        self._state = self._start()
        self._rest, self._count = b'', 0
        self.update(data)

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError('Strings must be encoded before hashing')
        try:
            data = memoryview(data).tobytes()
        except TypeError:
            raise TypeError('object supporting the buffer API required') from None
        self._count += len(data)
        data = self._rest + data
        size = self.block_size
        end = self._end_of_whole(data)
        for i in range(0, end, size):
            self._block(data[i:i + size])
        self._rest = data[end:]

    def _end_of_whole(self, data):
        return len(data) // self.block_size * self.block_size

    def copy(self):
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other._state = list(self._state)
        return other

    def digest(self):
        return self.copy()._finish()

    def hexdigest(self):
        return self.digest().hex()


class _Padded(_Hash):
    """Ends with a bit, zeros and the number of bits."""

    _length_size, _order = 8, 'big'

    def _finish(self):
        length = self._count * 8
        zeros = -(self._count + 1 + self._length_size) % self.block_size
        self.update(b'\x80' + b'\0' * zeros + length.to_bytes(self._length_size, self._order))
        return pack(self._layout, *self._state)[:self.digest_size]


def _rotate(x, n):
    return (x << n | x >> 32 - n) & _MASK32


_MD5_SHIFTS = ((7, 12, 17, 22), (5, 9, 14, 20), (4, 11, 16, 23), (6, 10, 15, 21))
_MD5_SINES = None


class _MD5(_Padded):
    name, digest_size, block_size, _order, _layout = 'md5', 16, 64, 'little', '<4I'

    def _start(self):
        global _MD5_SINES
        if _MD5_SINES is None:
            from math import sin
            _MD5_SINES = [int(abs(sin(i + 1)) * 2 ** 32) for i in range(64)]
        return [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]

    def _block(self, block):
        words = unpack('<16I', block)
        a, b, c, d = self._state
        for i in range(64):
            turn = i >> 4
            if turn == 0:
                f, g = b & c | ~b & d, i
            elif turn == 1:
                f, g = d & b | ~d & c, (5 * i + 1) & 15
            elif turn == 2:
                f, g = b ^ c ^ d, (3 * i + 5) & 15
            else:
                f, g = c ^ (b | ~d & _MASK32), 7 * i & 15
            f = (f + a + _MD5_SINES[i] + words[g]) & _MASK32
            a, d, c, b = d, c, b, (b + _rotate(f, _MD5_SHIFTS[turn][i & 3])) & _MASK32
        self._state = [(x + y) & _MASK32 for x, y in zip(self._state, (a, b, c, d))]


class _SHA1(_Padded):
    name, digest_size, block_size, _layout = 'sha1', 20, 64, '>5I'

    def _start(self):
        return [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]

    def _block(self, block):
        w = list(unpack('>16I', block))
        for i in range(16, 80):
            w.append(_rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1))
        a, b, c, d, e = self._state
        for i in range(80):
            if i < 20:
                f, k = b & c | ~b & d, 0x5a827999
            elif i < 40:
                f, k = b ^ c ^ d, 0x6ed9eba1
            elif i < 60:
                f, k = b & c | b & d | c & d, 0x8f1bbcdc
            else:
                f, k = b ^ c ^ d, 0xca62c1d6
            a, b, c, d, e = (_rotate(a, 5) + f + e + k + w[i]) & _MASK32, a, _rotate(b, 30), c, d
        self._state = [(x + y) & _MASK32 for x, y in zip(self._state, (a, b, c, d, e))]


class _SHA2(_Padded):
    """The common part: words of `_bits`, turned by the amounts in `_turns`."""

    _keys = {}

    @classmethod
    def _constants(cls):
        key = cls._bits
        if key not in _SHA2._keys:
            _SHA2._keys[key] = [_root(prime, 3, key) for prime in _primes(cls._rounds)]
        return _SHA2._keys[key]

    def _start(self):
        primes = _primes(16)[self._first:self._first + 8]
        return [_root(prime, 2, 64) & (1 << self._bits) - 1 for prime in primes] if self._first else \
            [_root(prime, 2, self._bits) for prime in primes]

    def _block(self, block):
        bits, mask = self._bits, (1 << self._bits) - 1
        (a1, a2, a3), (b1, b2, b3), (c1, c2, c3), (d1, d2, d3) = self._turns

        def turn(x, n):
            return x >> n | x << bits - n & mask
        w = list(unpack('>16I' if bits == 32 else '>16Q', block))
        for i in range(16, self._rounds):
            x, y = w[i - 15], w[i - 2]
            w.append((w[i - 16] + (turn(x, c1) ^ turn(x, c2) ^ x >> c3) + w[i - 7] + (turn(y, d1) ^ turn(y, d2) ^ y >> d3)) & mask)
        a, b, c, d, e, f, g, h = self._state
        for k, word in zip(self._constants(), w):
            t1 = h + (turn(e, b1) ^ turn(e, b2) ^ turn(e, b3)) + (e & f ^ ~e & g) + k + word
            t2 = (turn(a, a1) ^ turn(a, a2) ^ turn(a, a3)) + (a & b ^ a & c ^ b & c)
            a, b, c, d, e, f, g, h = (t1 + t2) & mask, a, b, c, (d + t1) & mask, e, f, g
        self._state = [(x + y) & mask for x, y in zip(self._state, (a, b, c, d, e, f, g, h))]


class _SHA256(_SHA2):
    name, digest_size, block_size, _layout, _bits, _rounds, _first = 'sha256', 32, 64, '>8I', 32, 64, 0
    _turns = (2, 13, 22), (6, 11, 25), (7, 18, 3), (17, 19, 10)


class _SHA224(_SHA256):
    name, digest_size, _first = 'sha224', 28, 8


class _SHA512(_SHA2):
    name, digest_size, block_size, _layout, _bits, _rounds, _first = 'sha512', 64, 128, '>8Q', 64, 80, 0
    _turns, _length_size = ((28, 34, 39), (14, 18, 41), (1, 8, 7), (19, 61, 6)), 16


class _SHA384(_SHA512):
    name, digest_size, _first = 'sha384', 48, 8


def _keccak_constants():
    constants, bit = [], 1
    for _ in range(24):
        constant = 0
        for j in range(7):
            if bit & 1:
                constant |= 1 << (1 << j) - 1
            bit = (bit << 1 ^ (bit >> 7) * 0x171) & 0xff
        constants.append(constant)
    return constants


_KECCAK = _keccak_constants()


def _keccak(a):
    """The permutation of 25 words, lane x, y at x + 5 * y."""
    def turn(x, n):
        return (x << n | x >> 64 - n) & _MASK64 if n else x
    for constant in _KECCAK:
        c = [a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20] for x in range(5)]
        d = [c[(x + 4) % 5] ^ turn(c[(x + 1) % 5], 1) for x in range(5)]
        a = [word ^ d[i % 5] for i, word in enumerate(a)]
        x, y, word = 1, 0, a[1]
        for t in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            a[x + 5 * y], word = turn(word, (t + 1) * (t + 2) // 2 % 64), a[x + 5 * y]
        a = [a[i] ^ ~a[i - i % 5 + (i + 1) % 5] & a[i - i % 5 + (i + 2) % 5] for i in range(25)]
        a[0] ^= constant
    return a


class _SHA3(_Hash):
    _suffix = 6

    def _start(self):
        return [0] * 25

    def _block(self, block):
        count = self.block_size // 8
        words = unpack(f'<{count}Q', block)
        self._state = _keccak([word ^ words[i] if i < count else word for i, word in enumerate(self._state)])

    def _finish(self, size=None):
        size = self.digest_size if size is None else size
        last = bytearray(self._rest.ljust(self.block_size, b'\0'))
        last[len(self._rest)] ^= self._suffix
        last[-1] ^= 0x80
        self._block(bytes(last))
        out = b''
        while True:
            out += pack('<25Q', *self._state)[:self.block_size]
            if len(out) >= size:
                return out[:size]
            self._state = _keccak(self._state)


def _sha3(bits):
    return type(f'_SHA3_{bits}', (_SHA3,), {'name': f'sha3_{bits}', 'digest_size': bits // 8, 'block_size': 200 - bits // 4})


class _Shake(_SHA3):
    _suffix, digest_size = 0x1f, 0

    def digest(self, length, /):
        return self.copy()._finish(length)

    def hexdigest(self, length, /):
        return self.digest(length).hex()


_SHA3_224, _SHA3_256, _SHA3_384, _SHA3_512 = _sha3(224), _sha3(256), _sha3(384), _sha3(512)
_SHAKE_128 = type('_SHAKE_128', (_Shake,), {'name': 'shake_128', 'block_size': 168})
_SHAKE_256 = type('_SHAKE_256', (_Shake,), {'name': 'shake_256', 'block_size': 136})

_SIGMA = [[int(digit, 16) for digit in line] for line in (
    '0123456789abcdef', 'ea489fd61c02b753', 'b8c052fdae367194', '7931dcbe265a40f8', '905724afe1bc683d', '2c6a0b834d75fe19',
    'c51fed4a0763928b', 'db7ec13950f4862a', '6fe9b308c2d714a5', 'a2847615fb9e3cd0')]


class _Blake2(_Hash):
    """Words of `_bits`; the parameters are mixed into the start, the last block is marked."""

    def __init__(self, data=b'', /, *, digest_size=None, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0,
                 node_depth=0, inner_size=0, last_node=False, usedforsecurity=True):
        size = self.MAX_DIGEST_SIZE if digest_size is None else digest_size
        if not 1 <= size <= self.MAX_DIGEST_SIZE:
            raise ValueError(f'digest_size for {self.name} must be between 1 and {self.MAX_DIGEST_SIZE} bytes, here it is {size}')
        for name, value, most in (('salt', salt, self.SALT_SIZE), ('person', person, self.PERSON_SIZE), ('key', key, self.MAX_KEY_SIZE)):
            if len(value) > most:
                raise ValueError(f'maximum {name} length is {most} bytes')
        self.digest_size, self._last_node = size, last_node
        wide = self._bits == 64
        head = bytes([size, len(key), fanout, depth]) + leaf_size.to_bytes(4, 'little') + node_offset.to_bytes(8 if wide else 6, 'little')
        head += bytes([node_depth, inner_size]) + bytes(14 if wide else 0)
        head += bytes(salt).ljust(self.SALT_SIZE, b'\0') + bytes(person).ljust(self.PERSON_SIZE, b'\0')
        self._parameters = unpack(self._layout, head)
        super().__init__(bytes(key).ljust(self.block_size, b'\0') if key else b'')
        self.update(data)

    def _start(self):
        self._done = 0
        self._first = [_root(prime, 2, self._bits) for prime in _primes(8)]
        return [x ^ y for x, y in zip(self._first, self._parameters)]

    def _end_of_whole(self, data):
        return (len(data) - 1) // self.block_size * self.block_size if data else 0

    def _block(self, block, last=False):
        bits, mask = self._bits, (1 << self._bits) - 1
        self._done += len(block) if not last else last - 1
        m = unpack('<16Q' if bits == 64 else '<16I', block)
        v = self._state + self._first
        v[12] ^= self._done & mask
        v[13] ^= self._done >> bits
        if last:
            v[14] ^= mask
            v[15] ^= mask if self._last_node else 0
        r1, r2, r3, r4 = self._turns

        def turn(x, n):
            return x >> n | x << bits - n & mask

        def mix(a, b, c, d, x, y):
            v[a] = (v[a] + v[b] + x) & mask
            v[d] = turn(v[d] ^ v[a], r1)
            v[c] = (v[c] + v[d]) & mask
            v[b] = turn(v[b] ^ v[c], r2)
            v[a] = (v[a] + v[b] + y) & mask
            v[d] = turn(v[d] ^ v[a], r3)
            v[c] = (v[c] + v[d]) & mask
            v[b] = turn(v[b] ^ v[c], r4)
        for i in range(self._rounds):
            s = _SIGMA[i % 10]
            for j in range(4):
                mix(j, j + 4, j + 8, j + 12, m[s[2 * j]], m[s[2 * j + 1]])
            for j in range(4):
                mix(j, (j + 1) % 4 + 4, (j + 2) % 4 + 8, (j + 3) % 4 + 12, m[s[2 * j + 8]], m[s[2 * j + 9]])
        self._state = [h ^ v[i] ^ v[i + 8] for i, h in enumerate(self._state)]

    def _finish(self):
        self._block(self._rest.ljust(self.block_size, b'\0'), 1 + len(self._rest))
        return pack(self._layout, *self._state)[:self.digest_size]


class _Blake2b(_Blake2):
    name, block_size, _layout, _bits, _rounds, _turns = 'blake2b', 128, '<8Q', 64, 12, (32, 24, 16, 63)
    MAX_DIGEST_SIZE, MAX_KEY_SIZE, SALT_SIZE, PERSON_SIZE = 64, 64, 16, 16


class _Blake2s(_Blake2):
    name, block_size, _layout, _bits, _rounds, _turns = 'blake2s', 64, '<8I', 32, 10, (16, 12, 8, 7)
    MAX_DIGEST_SIZE, MAX_KEY_SIZE, SALT_SIZE, PERSON_SIZE = 32, 32, 8, 8


class HASH:
    """What a program has of a digest: the work is done inside."""

    __slots__ = ('_inner',)

    def __new__(cls, *args, **kwargs):
        raise TypeError(f"cannot create '_hashlib.{cls.__name__}' instances")

    def copy(self):
        return _shown(type(self), self._inner.copy())

    def update(self, obj, /):
        self._inner.update(obj)

    def digest(self):
        return self._inner.digest()

    def hexdigest(self):
        return self._inner.hexdigest()

    name = property(lambda self: self._inner.name)
    digest_size = property(lambda self: self._inner.digest_size)
    block_size = property(lambda self: self._inner.block_size)

    def __repr__(self):
        return f'<{self.name} {type(self).__module__}.{type(self).__name__} object @ {id(self):#x}>'


class HASHXOF(HASH):
    __slots__ = ()

    def digest(self, length):
        return self._inner.digest(length)

    def hexdigest(self, length):
        return self._inner.hexdigest(length)


def _shown(cls, inner):
    made = object.__new__(cls)
    made._inner = inner
    return made


def _blake(inner, size):
    """blake2b or blake2s: these are classes that are called."""
    class Blake:
        __slots__ = ('_inner',)

        def __new__(cls, /, *args, **kwargs):
            return _shown(cls, inner(*args, **kwargs))

        copy, update, digest, hexdigest = HASH.copy, HASH.update, HASH.digest, HASH.hexdigest
        name, digest_size, block_size = HASH.name, HASH.digest_size, HASH.block_size

    for name in ('MAX_DIGEST_SIZE', 'MAX_KEY_SIZE', 'SALT_SIZE', 'PERSON_SIZE'):
        setattr(Blake, name, getattr(inner, name))
    Blake.__name__ = Blake.__qualname__ = inner.name
    Blake.__module__ = '_blake2'
    return _lay_out(Blake, 'if', size)


HASH.__module__ = HASHXOF.__module__ = '_hashlib'
_lay_out(HASH, 'id', 32)
_lay_out(HASHXOF, 'id', 32)
blake2b, blake2s = _blake(_Blake2b, 448), _blake(_Blake2s, 240)


def _function(cls):
    shown = HASHXOF if issubclass(cls, _Shake) else HASH

    def make(string=b'', *, usedforsecurity=True):
        return _shown(shown, cls(string))
    make.__name__ = make.__qualname__ = f'openssl_{cls.name}'
    return make


md5, sha1, sha224, sha256, sha384, sha512 = map(_function, (_MD5, _SHA1, _SHA224, _SHA256, _SHA384, _SHA512))
sha3_224, sha3_256, sha3_384, sha3_512 = map(_function, (_SHA3_224, _SHA3_256, _SHA3_384, _SHA3_512))
shake_128, shake_256 = _function(_SHAKE_128), _function(_SHAKE_256)


def new(name, data=b'', **kwargs):
    lower = name.lower().replace('-', '_')
    lower = {'sha_1': 'sha1', 'sha_256': 'sha256', 'sha_512': 'sha512'}.get(lower, lower)
    if lower not in algorithms_guaranteed:
        raise ValueError(f'unsupported hash type {name}')
    return globals()[lower](data, **kwargs)


def _hmac(name, key, message):
    size = new(name).block_size
    key = (new(name, key).digest() if len(key) > size else key).ljust(size, b'\0')
    inner = new(name, bytes(c ^ 0x36 for c in key) + message).digest()
    return new(name, bytes(c ^ 0x5c for c in key) + inner).digest()


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    password, salt = bytes(password), bytes(salt)
    size = new(hash_name).digest_size
    dklen = size if dklen is None else dklen
    if iterations < 1:
        raise ValueError('iteration value must be greater than 0.')
    if dklen < 1:
        raise ValueError('key length must be greater than 0.')
    out = b''
    for number in range(1, -(-dklen // size) + 1):
        piece = total = _hmac(hash_name, password, salt + number.to_bytes(4, 'big'))
        for _ in range(iterations - 1):
            piece = _hmac(hash_name, password, piece)
            total = bytes(x ^ y for x, y in zip(total, piece))
        out += total
    return out[:dklen]


def file_digest(fileobj, digest, /):
    made = new(digest) if isinstance(digest, str) else digest()
    while data := fileobj.read(2 ** 18):
        made.update(data)
    return made
