"""Digests: every algorithm in pieces and whole; copies."""
import hashlib
data = [b'', b'a', b'abc' * 50, bytes(range(256)) * 5]
for name in ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'blake2b', 'blake2s'):
    for d in data: print(name, getattr(hashlib, name)(d).hexdigest())
    h = hashlib.new(name); h.update(b'ab'); c = h.copy(); c.update(b'c' * 200)
    print(h.name, h.digest_size, h.block_size, h.hexdigest(), c.digest().hex())
for d in data: print(hashlib.shake_128(d).hexdigest(10), hashlib.shake_256(d).digest(200).hex())
print(hashlib.blake2b(b'x', digest_size=16, key=b'key', salt=b'salt', person=b'me').hexdigest(), hashlib.blake2s(b'y', digest_size=8, key=b'k').hexdigest())
print(hashlib.pbkdf2_hmac('sha256', b'password', b'salt', 10).hex())
try: hashlib.new('nope')
except ValueError as e: print(e)
try: hashlib.md5('text')
except TypeError as e: print(e)
print(sorted(hashlib.algorithms_guaranteed), hashlib.md5(b'', usedforsecurity=False).hexdigest())
