"""Room that lists have after each way to make or change them."""
import sys
# list growth along many operations
def cap(l): return (sys.getsizeof(l) - 56) // 8
r = []
l = []
for i in range(300):
    l.append(i)
    if not r or r[-1][1] != cap(l): r.append((len(l), cap(l)))
print(r)
r = []
while l:
    l.pop()
    if r[-1:] != [cap(l)]: r.append(cap(l))
print(r)
for n in range(0, 40, 3):
    a = list(range(n)); b = [*range(n)]; c = [x for x in range(n)]; d = list(iter(range(n))); e = a[:]; f = a + [1]; g = a * 2; h = sorted(a); i = a.copy(); j = list(tuple(a)); k = list(x for x in a); m = []; m.extend(a); o = []; o += range(n); p = list(a); p.insert(0, 1); q = list(map(str, a)); s = list(zip(a, a)); t = list(dict.fromkeys(a)); u = list(set(a)); v = list({x: 1 for x in a}.items()); w = list(reversed(a)); x = list(enumerate(a)); y = list(filter(None, a)); z = list('x' * n)
    print(n, [cap(v) for v in (a, b, c, d, e, f, g, h, i, j, k, m, o, p, q, s, t, u, v, w, x, y, z)])
a = list(range(100)); del a[10:90]; print(cap(a)); a[5:5] = range(50); print(cap(a)); a[:] = []; print(cap(a)); a = [1] * 50; a *= 0; print(cap(a)); a = [0] * 10; a *= 3; print(cap(a)); a.clear(); print(cap(a)); a.extend(iter(range(9))); print(cap(a)); a.extend(x for x in range(3)); print(cap(a)); a.remove(0); print(cap(a)); del a[::2]; print(cap(a)); a.sort(); a.reverse(); print(cap(a))
print([cap('a b c d'.split(' ' )), cap('a b'.split()), cap('abc'.partition('b')) if 0 else 0, cap('a\nb'.splitlines()), cap(b'a b c'.split()), cap(list(b'abc')), cap('x' .join('abc').split('x')), cap(('a ' * 20).split()), cap(('a ' * 13).split(None, 5))])
print(cap([1, 2]), cap([1, 2, 3]), cap([1, 2, 3, 4]), cap([i for i in ()]), cap([*()]), cap([*(), 1]), cap([*[1], *[2, 3]]), cap(list()), cap(list([])), cap(list((1,))))
def f(*a): return cap(list(a)), sys.getsizeof(a)
print(f(), f(1), f(1, 2, 3))
x, *y = range(10); print(cap(y)); x, *y, z = 'abcdef'; print(cap(y)); *y, = iter('abc'); print(cap(y)); *y, = (); print(cap(y))
class L(list): pass
l = L(range(5)); print(sys.getsizeof(l)); l.append(1); print(sys.getsizeof(l)); print(sys.getsizeof(L())); l = L(); l.extend([1, 2, 3]); print(sys.getsizeof(l))
import copy, pickle, json
print(cap(copy.copy([1, 2, 3])), cap(copy.deepcopy([1, 2, 3])), cap(pickle.loads(pickle.dumps(list(range(5))))), cap(json.loads('[1, 2, 3, 4, 5]')), cap(eval('[1,2,3,4,5]')))
