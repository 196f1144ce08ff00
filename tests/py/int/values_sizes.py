"""Sizes of numbers, texts, bytes and their subclasses."""
import sys
s = sys.getsizeof
for n in (0, 1, 2**15, 2**30 - 1, 2**30, 2**60 - 1, 2**60, 2**90, 10**50, -1, -2**30, -2**60): print(n, s(n), s(n + 0), n.__sizeof__())
print(s(True), s(False), True.__sizeof__(), s(1.5), s(1j), s(None), s(object()), s(...), s(NotImplemented), s(int), s(type), s(object))
class I(int): pass
class F(float): pass
class St(str): pass
class T(tuple): pass
class B(bytes): pass
for v in (I(0), I(5), I(2**40), I(-2**70), F(1), St(''), St('abc'), St('é'), St('€'), T(), T((1, 2)), B(b''), B(b'abc')): print(type(v).__name__, s(v), v.__sizeof__(), s(v.__dict__))
class I0(int): __slots__ = ()
class T0(tuple): __slots__ = ()
class S0(str): __slots__ = ()
for v in (I0(0), I0(2**40), T0((1,)), S0('abc'), S0('é'), S0('\U0001f600')): print(type(v).__name__, s(v))
for t in ('', 'a', 'é', '€', '\U0001f600', 'a' * 100, 'é' * 100, 'aé', 'a€', 'a\U0001f600', '\x7f', '\x80', '\xff', '\u0100', '\uffff', '\U00010000', '\ud800', ' ' * 7): print(ascii(t[:3]), len(t), s(t), s(t + t), s(t * 3), s(t[:1]), s(t.upper()), s(t.encode('utf-8', 'surrogatepass')), s(repr(t)), s(ascii(t)))
t = 'é€'; print(s(t[:1]), s(t.replace('€', 'a')), s(''.join(['a', 'é'])), s('%s' % t), s(f'{t}a'), s(t.center(10)), s(chr(233)), s(str(5)), s(str(1.5)), s('é'.encode('latin-1').decode('latin-1')), s('abc'.casefold()))
t = 'é'; hash(t); t.encode(); print(s(t)); import json; json.dumps(t); print(s(t)); int('５'); u = '５'; int(u); print(s(u)); open; 
import os
p = '/é'; os.path.exists(p); print(s(p))
for n in (0, 1, 10, 100): print(n, s(bytes(n)), s(bytearray(n)), s(tuple(range(n))), s(memoryview(bytes(n))), s(range(n)), s(slice(n)), s(iter(range(n))), s(complex(n)), s(bytes(n) + b'a'), s(b''.join([bytes(n)])), s(tuple([0] * n)), s((0,) * n), s(bytearray(b'x' * n) + b'y'))
b = bytearray(); r = []
for i in range(200):
    b.append(i)
    if r[-1:] != [s(b)]: r.append(s(b))
print(r); r = []
while b:
    b.pop()
    if r[-1:] != [s(b)]: r.append(s(b))
print(r)
b = bytearray(b'abc'); b += b'defgh'; print(s(b)); b.extend(range(5)); print(s(b)); b[2:4] = b'x' * 20; print(s(b)); del b[5:]; print(s(b)); b.clear(); print(s(b)); b = bytearray(10); b.insert(0, 1); print(s(b)); b *= 3; print(s(b)); b = bytearray(100); b.resize if 0 else 0; del b[:50]; print(s(b), s(b[:]), s(b.copy())); b.strip(); print(s(bytearray(range(20)))); print(s(bytearray(b'a b c').split()[0]), s(bytearray(iter([1, 2, 3])))); print(s(bytearray('é' * 3, 'utf-8')))
