"""Objects as bytes in every protocol, and back."""
import pickle, io, collections, copyreg
class A:
    def __init__(self): self.x = 1; self.y = [1, 2]
    def __eq__(self, o): return self.__dict__ == o.__dict__
    def m(self): return 7
    class In: pass
class S:
    __slots__ = ('a', 'b')
class D(dict): pass
class L(list):
    def __init__(self, *a): super().__init__(*a); self.z = 3
class N(int): pass
class G:
    def __getnewargs_ex__(self): return (1,), {'k': 2}
    def __new__(cls, a=0, k=0): o = super().__new__(cls); o.a = a, k; return o
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    def __getnewargs__(self): return tuple(self)
class St:
    def __getstate__(self): return (1, 2)
    def __setstate__(self, s): self.s = s
class R:
    def __reduce__(self): return (complex, (1, 2))
def f(): pass
P = collections.namedtuple('P', 'x y')
rec = [1]; rec.append(rec)
rd = {}; rd['me'] = rd
rt = ([],); rt[0].append(rt)
s = S(); s.a = 5
shared = 'shared string'
values = [None, True, False, 0, 1, 255, 256, 65535, 65536, -1, 2**31 - 1, 2**31, -2**31, -2**31 - 1, 2**64, -2**63, 10**700, 1.5, -0.0, 1e300,
          '', 'abc', 'x' * 300, 'é\u1234\U0001f600', 'a\\b\n\r\0\x1a', b'', b'abc', bytes(range(256)), bytearray(), bytearray(b'xyz'),
          (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2], list(range(1001)), {}, {1: 2}, {'a': 1, 'b': [2]},
          dict.fromkeys(range(1002)), set(), {1}, frozenset(), frozenset([1, 2]), A(), s, D(a=1), L([1, 2]), N(5), G(), T(1, 2), St(), R(),
          P(1, 2), f, len, A, A.In, int, range, Exception, ValueError('a', 1), complex(1, 2), range(3), slice(1, 2), ..., NotImplemented,
          type(None), type(...), collections.OrderedDict(a=1, b=2), collections.Counter('aab'), collections.deque([1, 2], 5),
          collections.defaultdict(list, {1: [2]}), [shared, shared, shared], rec, rd, rt, A().m, [1, 2].append, KeyError, iter([1, 2]), OSError(2, 'x'), copyreg.pickle]
for value in values:
    for protocol in range(6):
        try:
            data = pickle.dumps(value, protocol)
            print(protocol, len(data), data if len(data) < 200 else hash(data), end=' ')
            back = pickle.loads(data)
            if value not in (rec, rd, rt) and not hasattr(value, 'append') and type(back) in (int, str, float, bytes, tuple, list, dict, set, complex, D, N, T, range, A): print(back == value, type(back) is type(value))
            else: print(type(back).__name__)
        except (RecursionError, TypeError, AttributeError, pickle.PicklingError) as e: print(protocol, type(e).__name__, str(e).split(' at 0x')[0])
for bad in (lambda: 0, (i for i in ()), A.In(), open if 0 else print, type('Z', (), {}), io.StringIO):
    for protocol in (0, 2, 4):
        try: print(pickle.dumps(bad, protocol))
        except Exception as e: print(type(e), str(e).split(' at 0x')[0])
def local():
    class Q: pass
    return Q
for bad in (local(), local()()):
    try: pickle.dumps(bad)
    except Exception as e: print(type(e), e)
for data in (b'', b'\x80', b'\x80\x04', b'\xff', b'x', b'.', b'K\x01', b'\x80\x09.', b'cnone\nx\n.', b'c__main__\nnope\n.', b'\x8c\x05abc', b'h\x05.', b't.', b'S"a"\n.', b'I12\n.', b"S'a\\nb'\n.", b'(I1\nI2\nl.', b'\x80\x04\x8c\x08__main__\x8c\x04nope\x93.'):
    try: print(data, pickle.loads(data))
    except Exception as e: print(data, type(e), str(e).split(' from')[0])
class Pers(pickle.Pickler):
    def persistent_id(self, o): return 'A' if isinstance(o, A) else None
class Unpers(pickle.Unpickler):
    def persistent_load(self, pid): return 'got ' + pid
for protocol in range(6):
    b = io.BytesIO(); Pers(b, protocol).dump([A(), 1]); print(b.getvalue()); b.seek(0); print(Unpers(b).load())
big = pickle.dumps(['x' * 70000, b'y' * 70000, list(range(40000))], 4); print(len(big), hash(big), len(pickle.loads(big)[2]))
buffers = []
data = pickle.dumps(pickle.PickleBuffer(bytearray(b'abc')), 5, buffer_callback=buffers.append); print(data, pickle.loads(data, buffers=buffers) is not None)
copyreg.pickle(A.In, lambda o: (A.In, ()))
print(pickle.dumps(A.In(), 2))
try: pickle.dumps(1, 6)
except ValueError as e: print(e)
b = io.BytesIO(); p = pickle.Pickler(b, 2); o = [1]; p.dump(o); p.dump(o); print(b.getvalue()); b.seek(0); u = pickle.Unpickler(b); print(u.load() is u.load())
