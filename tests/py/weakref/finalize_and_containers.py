"""finalize, WeakMethod and the containers of weak references."""
import weakref, gc
class O:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
o = O(1)
f = weakref.finalize(o, print, 'a', 1, sep='-')
print(f.peek()[1:], f.alive, f.atexit); print(repr(f).split(' at ')[0]); f(); print(f(), f.alive, f.peek(), f.detach())
f = weakref.finalize(o, print, 'b'); print(f.detach()[1:] if 0 else f.alive); del o; print(f.alive)
objs = [O(i) for i in range(3)]
fs = [weakref.finalize(x, print, 'fin', i) for i, x in enumerate(objs)]; del x
objs.pop(1); objs.clear(); print([g.alive for g in fs])
o = O('cyc'); o.me = o; weakref.finalize(o, print, 'fin cyc'); del o; gc.collect()
o = O('self'); f = weakref.finalize(o, lambda s: print('never'), o); del o; gc.collect(); print(f.alive); f.atexit = False
try: weakref.finalize(5, print)
except TypeError as e: print(e)
try: weakref.finalize(f)
except TypeError as e: print(e)
wm = weakref.WeakMethod(O('wm').__init__); print(wm())
o = O('m'); wm = weakref.WeakMethod(o.__repr__) if 0 else weakref.WeakMethod(o.__del__, lambda r: print('wm cb')); print(wm() is None, wm() == o.__del__); del o; print(wm())
try: weakref.WeakMethod(len)
except TypeError as e: print(e)
d = weakref.WeakValueDictionary({'a': (k := O('k'))}); e = d.copy(); print(len(e), e.pop('a') is k, len(e), d.setdefault('a', None) is k, d.popitem()[1] is k, len(d)); d.update(x=k); print(list(d.values())[0] is k, d.get('x') is k, 'x' in d, list(d.valuerefs())[0]() is k, d | {'z': k} == {'x': k, 'z': k}, [w() is k for w in d.itervaluerefs()])
s = weakref.WeakSet([k]); t = weakref.WeakSet([k]); print(s == t, s | t == s, len(s & t), s.issubset(t), k in s, s.pop() is k, len(s)); s.update([k]); s.remove(k)
try: s.remove(k)
except KeyError: print('KeyError')
s.discard(5); print(5 in s, s.isdisjoint(t))
wk = weakref.WeakKeyDictionary({k: 1}); print(wk[k], list(wk.keyrefs())[0]() is k, wk.pop(k), wk.get(k, 'd'), len(wk)); wk[k] = 2; c = wk.copy(); del k, e; print(len(d), len(s), len(t), len(wk), len(c))
it = None
wv = weakref.WeakValueDictionary(); os_ = [O('i%d' % i) for i in range(3)]
for i, o in enumerate(os_): wv[i] = o
del o
for key in wv: os_.clear(); break
print(len(wv), list(wv))
