"""OrderedDict, defaultdict, Counter's counting, named tuples: sizes, order, references, errors."""
import copy
import gc
import sys
import weakref
from collections import Counter, OrderedDict, defaultdict, namedtuple
import _collections

o = OrderedDict()
for t in (OrderedDict, defaultdict, _collections._tuplegetter, type(o.keys()), type(o.values()), type(o.items()), type(iter(o))):
    print(t, t.__basicsize__, t.__module__, sorted(vars(t)), sys.getsizeof(t), t.__mro__)
sizes = [sys.getsizeof(o)]
for i in range(40):
    o[i] = str(i)
    sizes.append(sys.getsizeof(o))
for i in range(30):
    del o[i]
    sizes.append(sys.getsizeof(o))
o.clear()
sizes.append(sys.getsizeof(o))
print(sizes)
print(sys.getsizeof(OrderedDict(a=1)), sys.getsizeof(OrderedDict.fromkeys(range(10))), sys.getsizeof(OrderedDict([(1, 2)]).copy()))
k, v = ('key',), [1]
o = OrderedDict([(k, v), ('b', 2), ('c', 3)])
print(sys.getrefcount(k), sys.getrefcount(v), gc.is_tracked(o), gc.get_referents(o), vars(o))
it = iter(o.items())
first = next(it)
print(sys.getrefcount(k), sys.getrefcount(o), sys.getsizeof(it), type(gc.get_referents(it)[0]).__name__, gc.get_referents(it)[1:])
second = id(next(it))
print(id(next(it)) == second, first)
del it, first
o.move_to_end('b')
print(list(o), list(reversed(o)))
o.move_to_end('c', last=False)
print(o, o.popitem(), o.popitem(last=False), o, len(o))
o.pop(k)
print(o, sys.getrefcount(k), sys.getrefcount(v), o.pop('x', 'none'), o.setdefault('s', 4), o.setdefault('s'), o.setdefault('n'))
o.update({'z': 1}, y=2)
o.update([('w', 3)])
o |= {'or': 5}
print(o, o | {'q': 1}, {'q': 1} | o, list(o.keys()), list(o.values()), list(o.items()), list(reversed(o.items())), list(reversed(o.values())))
print(o.keys() & {'z', 'y'}, o.items() >= {('z', 1)}, repr(o.keys()), repr(o.values()), repr(o.items()), 's' in o.keys())
print(o == OrderedDict(o), o == dict(o), o == OrderedDict(reversed(o.items())), o != OrderedDict(o), dict(reversed(o.items())) == o)
o.attribute = 'x'
print(vars(o), gc.get_referents(o)[0], o.__reduce__()[:4], copy.copy(o), copy.copy(o).attribute, copy.deepcopy(o) == o, o.copy() == o)
w = weakref.ref(o, lambda w: print('gone'))
print(iter(o).__reduce__(), type(o.__iter__()))
o['self'] = o
print(o)
del o['self'], o
e = OrderedDict()
e['e'] = e
del e
print(gc.collect() > 0)


def attempt(f):
    try:
        print('ok', f())
    except BaseException as e:
        print(type(e).__name__, e)


def change_while(d, what):
    for k in d:
        what(d)


def several():
    return OrderedDict([(1, 2), (3, 4), (5, 6)])


for f in [lambda: OrderedDict(1), lambda: OrderedDict([1]), lambda: OrderedDict([(1,)]), lambda: OrderedDict([(1, 2, 3)]),
          lambda: OrderedDict([()]), lambda: OrderedDict(1, 2), lambda: OrderedDict().update(1, 2), lambda: OrderedDict().pop(1),
          lambda: OrderedDict().popitem(), lambda: OrderedDict().move_to_end(1), lambda: several().move_to_end(2),
          lambda: several()[2], lambda: several().__delitem__(2), lambda: several().pop([]), lambda: several().pop(),
          lambda: several().__setitem__([], 1), lambda: OrderedDict([([], 1)]), lambda: several() < several(), lambda: hash(several()),
          lambda: change_while(several(), lambda d: d.__setitem__(7, 8)), lambda: change_while(several(), lambda d: d.pop(5)),
          lambda: change_while(several(), lambda d: d.move_to_end(1)), lambda: change_while(several(), lambda d: d.clear()),
          lambda: change_while(several(), lambda d: dict.__setitem__(d, 9, 9)), lambda: several().fromkeys(),
          lambda: OrderedDict.fromkeys('ab', value=7), lambda: several() | 5, lambda: several().popitem(first=1),
          lambda: type(several().keys())(), lambda: type(iter(several()))()]:
    attempt(f)


class Sub(OrderedDict):
    def __setitem__(self, k, v):
        super().__setitem__(k, v * 2)


s = Sub(a=1, b=2)
s.x = 9
print(s, s.copy(), s.copy().__dict__, sys.getsizeof(s), s | {'c': 3}, s.fromkeys('a', 4), s.setdefault('q', 5), s.popitem())
for i in range(100):
    s[i] = i
for i in range(0, 100, 3):
    del s[i]
s.move_to_end(50)
print(list(s)[-5:], len(s), s[50])

d = defaultdict(list)
print(sys.getsizeof(d), gc.is_tracked(d), gc.get_referents(d))
d['a'].append(1)
print(d, d.default_factory, d.__reduce__()[:4], copy.copy(d), d.copy() == d, d | {'b': 2}, {'c': 1} | d, sys.getsizeof(d), d.get('zz'))
d.default_factory = None
attempt(lambda: d['none'])
attempt(lambda: defaultdict(1))
attempt(lambda: defaultdict(None, {1: 2}, 3))
attempt(lambda: defaultdict(int) | 1)
attempt(lambda: defaultdict.default_factory)
d.default_factory = lambda: d.default_factory
print(d['f'] is d.default_factory, repr(defaultdict()), defaultdict(int, a=1), defaultdict(None, [(1, 2)]))
d = defaultdict(None)
d.default_factory = d.__repr__
d = defaultdict(dict)
d[1][2] = d
print(d)


class Missing(defaultdict):
    def __missing__(self, key):
        return key * 2


print(Missing()[4], Missing(), type(Missing(int).copy()).__name__)

c = Counter('abracadabra')
print(c, sys.getsizeof(c), type(c.elements()).__name__, ''.join(c.elements()), c.most_common(2), c.total())
c.update('xyz', a=5)
print(c, c - Counter('aaa'), c & Counter('ab'), c | Counter('qq'), +c, -c, c['nope'])


class Other(dict):
    def get(self, key, default=None):
        print('get', key, end=' ')
        return super().get(key, default)


other = Other()
_collections._count_elements(other, 'aab')
print(other)
attempt(lambda: _collections._count_elements({}, 1))
attempt(lambda: _collections._count_elements({}, [[]]))
attempt(lambda: _collections._count_elements(1, 'a'))

P = namedtuple('P', 'x y', defaults=[[7]])
print(sys.getsizeof(P), sys.getsizeof(P(1)), P.x, type(P.x).__name__, sys.getsizeof(P.x), gc.is_tracked(P.x), gc.get_referents(P.x), P.x.__doc__)
print(list(vars(P)), P._make.__func__.__code__.co_freevars, P.__repr__.__qualname__, P.__new__.__globals__.keys())
p = P(1, y=2)
print(p, p.x, p._replace(x=5), p._asdict(), P._fields, P._field_defaults, copy.copy(p), P.x.__reduce__(), gc.is_tracked(p))
for f in [lambda: P(), lambda: P(1, 2, 3), lambda: setattr(p, 'x', 1), lambda: delattr(p, 'x'), lambda: p._replace(z=1),
          lambda: P._make([1]), lambda: P.x.__get__(5), lambda: P.y.__get__((1,)), lambda: P.x.__get__(None, int),
          lambda: namedtuple('A', 'a a'), lambda: namedtuple('A', 'class'), lambda: namedtuple('A', '_a'),
          lambda: namedtuple('A', 'a _a a class', rename=True)._fields, lambda: _collections._tuplegetter(1),
          lambda: _collections._tuplegetter('a', 2), lambda: namedtuple('A', 'a', defaults=[1, 2])]:
    attempt(f)
P.x.__doc__ = 'other words'
print(P.x)
views = [OrderedDict(a=1).keys(), OrderedDict(a=1).values(), OrderedDict(a=1).items()]
for view in views:
    print(gc.is_tracked(view), len(gc.get_referents(view)))
    view_cycle = [view]
    view_cycle.append(view_cycle)
del view, views, view_cycle
print(gc.collect() > 0)
