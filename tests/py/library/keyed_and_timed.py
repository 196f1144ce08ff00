"""hmac, timeit and secrets: what does not depend on chance."""
import hmac, timeit, secrets
for name in ('md5', 'sha256', 'sha512'):
    h = hmac.new(b'key' * 50, b'message', name); c = h.copy(); c.update(b'more'); print(h.name, h.hexdigest(), c.hexdigest(), h.block_size)
print(hmac.compare_digest('a', 'a'), hmac.compare_digest(b'a', b'b'), hmac.digest(b'k', b'm', 'sha1').hex())
for bad in (lambda: hmac.new('key', b'', 'md5'), lambda: hmac.new(b'key'), lambda: hmac.compare_digest('é', 'é'), lambda: hmac.compare_digest('a', b'a'), lambda: timeit.Timer(5), lambda: secrets.randbelow(0)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
count = 0
def f():
    global count; count += 1
print(timeit.timeit(f, number=100) >= 0, count, timeit.timeit('f()', 'x = 1\ny = 2', number=10, globals=globals()) >= 0, count, len(timeit.repeat('pass', number=5, repeat=3)))
print(timeit.Timer('a = x\nb = a', 'x = 1').timeit(3) >= 0)
print(len(secrets.token_bytes(8)), len(secrets.token_hex(8)), secrets.randbelow(1), secrets.choice('a'), 0 <= secrets.randbits(4) < 16, len(secrets.token_urlsafe(9)))
