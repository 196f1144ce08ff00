import functools, itertools, collections, operator, contextlib, abc, collections.abc, reprlib, keyword, copy
from collections import *
print(functools.reduce(operator.add,[1,2,3]), functools.partial(int, base=2)('101'), functools.partial(print,1))
@functools.lru_cache(maxsize=2)
def f(x): return x*2
f(1);f(2);f(1);f(3);f(2)
print(f.cache_info(), f(3))
class A:
    @functools.cached_property
    def x(self): print('calc'); return 5
a=A(); print(a.x,a.x)
@functools.total_ordering
class B:
    def __init__(s,v): s.v=v
    def __lt__(s,o): return s.v<o.v
    def __eq__(s,o): return s.v==o.v
print(B(1)<=B(1), B(2)>B(1), B(1)>=B(2))
print(sorted([3,1,2], key=functools.cmp_to_key(lambda a,b:b-a)))
@functools.singledispatch
def g(x): return 'obj'
@g.register
def _(x:int): return 'int'
@g.register(list)
def _(x): return 'list'
print(g(1),g('a'),g([]),g(True))
print(list(itertools.islice(itertools.count(5,2),3)), itertools.count(3), list(itertools.chain([1],(2,),'a')), list(itertools.product('ab',[1,2])))
print(list(itertools.permutations('abc',2)), list(itertools.combinations(range(4),2)), list(itertools.combinations_with_replacement('ab',2)))
print([(k,list(v)) for k,v in itertools.groupby('aabbbc')], list(itertools.accumulate([1,2,3],initial=10)), list(itertools.zip_longest([1,2],[3],fillvalue=0)))
x,y=itertools.tee([1,2,3]); print(list(x),list(y), list(itertools.pairwise('abcd')), list(itertools.islice(itertools.cycle('ab'),5)))
print(list(itertools.starmap(pow,[(2,3)])), list(itertools.takewhile(lambda x:x<3,[1,2,3,1])), list(itertools.dropwhile(lambda x:x<3,[1,2,3,1])), list(itertools.filterfalse(None,[0,1])), list(itertools.compress('abc',[1,0,1])), list(itertools.repeat(1,2)))
d=deque([1,2,3],maxlen=3); d.append(4); d.appendleft(0); print(d, d[0], d[-1], len(d)); d.rotate(1); print(d, d==deque([3,0,2],3)); print(deque('abc'))
dd=defaultdict(list); dd['a'].append(1); print(dd, dd.keys()); c=Counter('hello'); print(c, c.most_common(1), c['z'], c+Counter('l'))
P=namedtuple('P','x y',defaults=[7]); p=P(1); print(p,p._replace(x=3),p._asdict(),P._fields, P.__doc__, p==(1,7)); 
try: P()
except TypeError as e: print(e)
od=OrderedDict(a=1,b=2); od.move_to_end('a'); print(od, od.popitem(last=False)); print(ChainMap({'a':1},{'b':2})['b'])
@contextlib.contextmanager
def cm():
    print('in')
    try: yield 1
    finally: print('out')
with cm() as v: print(v)
with contextlib.suppress(KeyError): {}[1]
with contextlib.ExitStack() as s: s.enter_context(cm()); s.callback(print,'cb')
class Ab(abc.ABC):
    @abc.abstractmethod
    def m(self): ...
try: Ab()
except TypeError as e: print(e)
print(isinstance([],collections.abc.Sequence), isinstance({},collections.abc.Mapping), issubclass(int,collections.abc.Hashable), isinstance(iter([]),collections.abc.Iterator), isinstance([],collections.abc.Hashable))
class M(collections.abc.MutableMapping):
    def __init__(s): s.d={}
    def __getitem__(s,k): return s.d[k]
    def __setitem__(s,k,v): s.d[k]=v
    def __delitem__(s,k): del s.d[k]
    def __iter__(s): return iter(s.d)
    def __len__(s): return len(s.d)
m=M(); m['a']=1; m.update(b=2); print(list(m.items()), m.pop('a'), list(m.keys()), "b" in m)
print(copy.copy(dd), copy.deepcopy(c), copy.deepcopy(p), copy.deepcopy(d), copy.copy(od))
print(reprlib.repr(list(range(20))), keyword.iskeyword('if'))
import io
b=io.StringIO(); 
with contextlib.redirect_stdout(b): print('x')
print(repr(b.getvalue()))
print(operator.itemgetter(1,2)('abc'), operator.attrgetter('real')(3), operator.methodcaller('upper')('a'))
match [1,2]:
    case [x,*r]: print(x,r)
match d:
    case [x,*r]: print(x,r)

# operators that make a counter ask one question of each number, in one order
import collections


class Asked:
    def __init__(self, n): self.n = n
    def __repr__(self): return f'Asked({self.n})'
    def __lt__(self, other): print('<', self.n, other); return self.n < getattr(other, 'n', other)
    def __gt__(self, other): print('>', self.n, other); return self.n > getattr(other, 'n', other)
    def __add__(self, other): return Asked(self.n + getattr(other, 'n', other))
    def __sub__(self, other): return Asked(self.n - getattr(other, 'n', other))
    def __rsub__(self, other): return Asked(getattr(other, 'n', other) - self.n)


C = collections.Counter
for operation in 'add', 'sub', 'or', 'and', 'iadd', 'isub', 'ior', 'iand':
    for left, right in ((C(a=Asked(1), b=Asked(-2)), C(a=Asked(2), c=Asked(-1))), (C(a='x', b=1), C(a=2, b=3)), (C(a=[1]), C(q=None)), (C(a=1), {'a': 1})):
        try:
            answer = getattr(left, f'__{operation}__')(right)
            print(operation, answer if answer is NotImplemented else dict(answer))
        except Exception as e:
            print(operation, type(e).__name__, e)
print(+C(a=1, b=-1, c=0), -C(a=1, b=-1, c=0), C(a=1) == C(a=1, b=0), C(a=1) <= C(a=2, b=0), C(a=1) < C(a=1))
