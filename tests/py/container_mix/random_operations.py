# A long deterministic mix of operations on lists, dicts, sets and instances, with sizes.
import sys
SEED = 7
x = SEED * 7919 + 12345
def rnd(m):
    global x
    x = (x * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
    return (x >> 33) % m
def val():
    k = rnd(10)
    if k < 4: return rnd(40) - 5
    if k < 6: return "s%d" % rnd(20)
    if k < 7: return (rnd(3), rnd(3))
    if k < 8: return rnd(10) / 4
    if k < 9: return 10 ** rnd(30)
    return [None, True, False, (), "", frozenset([rnd(3)]), b"x", -1][rnd(8)]
def sl():
    def b():
        return None if rnd(4) == 0 else rnd(30) - 10
    st = rnd(3)
    return slice(b(), b(), None if st else (rnd(7) - 3))
gs = sys.getsizeof
def listfuzz(n):
    l = []
    for i in range(n):
        op = rnd(24)
        try:
            if op < 4: l.append(val())
            elif op == 4: l.insert(rnd(20) - 10, val())
            elif op == 5: r = l.pop(rnd(10) - 5)
            elif op == 6: l[sl()] = [val() for _ in range(rnd(6))]
            elif op == 7: del l[sl()]
            elif op == 8: r = l[sl()]; r = (r, gs(r))
            elif op == 9: l.extend(val() for _ in range(rnd(5)))
            elif op == 10: l += [val() for _ in range(rnd(5))]
            elif op == 11: l *= rnd(3) if len(l) < 60 else 1
            elif op == 12: l.reverse()
            elif op == 13: r = l.index(val(), rnd(10) - 5)
            elif op == 14: l.remove(val())
            elif op == 15: r = l.count(val())
            elif op == 16: l.sort(key=repr, reverse=rnd(2) == 1)
            elif op == 17: l.sort()
            elif op == 18: l[rnd(20) - 10] = val()
            elif op == 19: del l[rnd(20) - 10]
            elif op == 20: r = l == list(l), l < l[::-1], val() in l
            elif op == 21: l = l + l[:3]
            elif op == 22: l = list(tuple(l)); r = gs(l)
            elif op == 23 and rnd(6) == 0: l.clear()
            r = None
        except Exception as e:
            r = (type(e).__name__, str(e))
        print("L", op, l, gs(l), r)
def dictfuzz(n):
    d = {}
    for i in range(n):
        op = rnd(20); r = None
        try:
            if op < 6: d[val()] = i
            elif op == 6: del d[val()]
            elif op == 7: r = d.pop(val())
            elif op == 8: r = d.pop(val(), "dflt")
            elif op == 9: r = d.popitem()
            elif op == 10: r = d.setdefault(val(), i)
            elif op == 11: d.update({val(): 1 for _ in range(rnd(8))})
            elif op == 12: d.update([(val(), 2) for _ in range(rnd(4))], kw=i)
            elif op == 13: r = d.get(val()), val() in d
            elif op == 14: e = d.copy(); r = gs(e), e == d, gs(dict(d)), gs({**d})
            elif op == 15: d |= {val(): 3}
            elif op == 16: r = list(reversed(d.items()))[:3], len(d)
            elif op == 17: r = sorted(map(repr, d.keys() & {val(), val()})), sorted(map(repr, d.keys() - {val()}))[:3]
            elif op == 18 and rnd(8) == 0: d.clear()
            elif op == 19: d = dict(d) if rnd(2) else {k: v for k, v in d.items()}
        except Exception as e:
            r = (type(e).__name__, str(e))
        print("D", op, d, gs(d), r)
def ival():
    k = rnd(10)
    if k < 6: return rnd(60) - 10
    if k < 8: return rnd(5) * 1000003
    if k < 9: return 2 ** rnd(90)
    return rnd(20) / 2
def setfuzz(n):
    s = set()
    for i in range(n):
        op = rnd(20); r = None
        try:
            o = {ival() for _ in range(rnd(12))}
            if op < 5: s.add(ival())
            elif op == 5: s.discard(ival())
            elif op == 6: s.remove(ival())
            elif op == 7: r = s.pop()
            elif op == 8: s |= o
            elif op == 9: s &= o | s if rnd(2) else o
            elif op == 10: s -= o
            elif op == 11: s ^= o
            elif op == 12: r = s | o, s & o, s - o, s ^ o
            elif op == 13: r = s <= o, s >= o, s < o, s > o, s == o, s.isdisjoint(o)
            elif op == 14: s.update([ival()], (ival(), ival()))
            elif op == 15: r = s.copy(), gs(s.copy())
            elif op == 16: r = hash(frozenset(s)), frozenset(s) == s
            elif op == 17: r = s.union([ival()]), s.difference([ival()]), s.intersection([ival(), ival()])
            elif op == 18: s = set(list(s)); r = gs(s)
            elif op == 19 and rnd(8) == 0: s.clear()
        except Exception as e:
            r = (type(e).__name__, str(e))
        print("S", op, s, gs(s), r)
class P:
    pass
def instfuzz(n):
    objs = []
    class P: pass
    for i in range(n):
        op = rnd(10); r = None
        try:
            if op == 0: objs.append(P())
            o = objs[rnd(len(objs))]
            name = "a%d" % rnd(45 if op > 5 else 8)
            if op < 5: setattr(o, name, i)
            elif op == 5: delattr(o, name)
            elif op == 6: r = getattr(o, name)
            elif op == 7: r = o.__dict__, gs(o.__dict__)
            elif op == 8 and rnd(3) == 0: o.__dict__ = {"a1": 5}
            elif op == 9 and rnd(5) == 0: o.__dict__[name] = 1
        except Exception as e:
            r = (type(e).__name__, str(e))
        print("I", op, r)
    for o in objs: print(vars(o), gs(o.__dict__))
listfuzz(150); dictfuzz(150); setfuzz(150); instfuzz(150)
