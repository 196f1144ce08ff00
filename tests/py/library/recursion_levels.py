"""How deep each way of recursing goes: a level for each Python frame, and for each call of C that counts."""
import sys
import functools, contextlib, copy, json, operator, itertools, re
n = 0
def tick():
    global n
    n += 1
ways = {}
def way(f):
    ways[f.__name__] = f
    return f

@way
def function():
    def f():
        global n; n += 1
        f()
    f()
@way
def method():
    class A:
        def f(self):
            global n; n += 1
            self.f()
    A().f()
@way
def star_args():
    def f(*args):
        global n; n += 1
        f(*args)
    f(1, 2)
@way
def star_kwargs():
    def f(**kw):
        global n; n += 1
        f(**kw)
    f(a=1)
@way
def getattr_():
    class A:
        def __getattr__(self, name):
            global n; n += 1
            return self.x
    A().x
@way
def getattribute():
    class A:
        def __getattribute__(self, name):
            global n; n += 1
            return self.x
    A().x
@way
def setattr_():
    class A:
        def __setattr__(self, name, v):
            global n; n += 1
            self.x = v
    A().x = 1
@way
def call():
    class A:
        def __call__(self):
            global n; n += 1
            self()
    A()()
@way
def new():
    class A:
        def __new__(cls):
            global n; n += 1
            return cls()
    A()
@way
def init():
    class A:
        def __init__(self):
            global n; n += 1
            A()
    A()
@way
def prop():
    class A:
        @property
        def x(self):
            global n; n += 1
            return self.x
    A().x
@way
def descr():
    class D:
        def __get__(self, o, t):
            global n; n += 1
            return o.x
    class A:
        x = D()
    A().x
@way
def list_sort_key():
    def k(x):
        global n; n += 1
        [1].sort(key=k)
    k(1)
@way
def min_key():
    def k(x):
        global n; n += 1
        return min([1, 2], key=k)
    k(1)
@way
def map_():
    def f(x):
        global n; n += 1
        return list(map(f, [1]))
    f(1)
@way
def map_for():
    def f(x):
        global n; n += 1
        for y in map(f, [1]): pass
    f(1)
@way
def filter_():
    def f(x):
        global n; n += 1
        return list(filter(f, [1]))
    f(1)
@way
def reduce_():
    def f(a, b):
        global n; n += 1
        return functools.reduce(f, [1, 2])
    f(1, 1)
@way
def partial_():
    def f():
        global n; n += 1
        return p()
    p = functools.partial(f)
    f()
@way
def listcomp():
    def f():
        global n; n += 1
        return [f() for x in (1,)]
    f()
@way
def genexp():
    def f():
        global n; n += 1
        return sum(f() for x in (1,))
    f()
@way
def generator():
    def f():
        global n; n += 1
        yield from f()
    list(f())
@way
def gen_for():
    def f():
        global n; n += 1
        for x in f(): yield x
    list(f())
@way
def gen_next():
    def f():
        global n; n += 1
        yield next(f())
    next(f())
@way
def gen_send():
    def f():
        global n; n += 1
        yield f().send(None)
    next(f())
@way
def await_():
    async def f():
        global n; n += 1
        await f()
    f().send(None)
@way
def repr_():
    class A:
        def __repr__(self):
            global n; n += 1
            return repr(self)
    repr(A())
@way
def repr_list():
    class A:
        def __repr__(self):
            global n; n += 1
            return repr([self])
    repr(A())
@way
def str_():
    class A:
        def __str__(self):
            global n; n += 1
            return str(self)
    str(A())
@way
def fstring():
    class A:
        def __format__(self, s):
            global n; n += 1
            return f'{self}'
    f'{A()}'
@way
def str_format():
    class A:
        def __format__(self, s):
            global n; n += 1
            return '{}'.format(self)
    '{}'.format(A())
@way
def percent():
    class A:
        def __str__(self):
            global n; n += 1
            return '%s' % self
    str(A())
@way
def print_str():
    import io
    b = io.StringIO()
    class A:
        def __str__(self):
            global n; n += 1
            print(self, file=b)
            return ''
    str(A())
@way
def eq():
    class A:
        def __eq__(self, o):
            global n; n += 1
            return self == o
    A() == A()
@way
def eq_list():
    class A:
        def __eq__(self, o):
            global n; n += 1
            return [self] == [o]
    A() == A()
@way
def eq_in():
    class A:
        def __eq__(self, o):
            global n; n += 1
            return self in [A()]
    A() == A()
@way
def lt():
    class A:
        def __lt__(self, o):
            global n; n += 1
            return self < o
    A() < A()
@way
def add():
    class A:
        def __add__(self, o):
            global n; n += 1
            return self + o
    A() + A()
@way
def iadd():
    class A:
        def __iadd__(self, o):
            global n; n += 1
            self += o
            return self
    a = A(); a += 1
@way
def neg():
    class A:
        def __neg__(self):
            global n; n += 1
            return -self
    -A()
@way
def len_():
    class A:
        def __len__(self):
            global n; n += 1
            return len(self)
    len(A())
@way
def bool_():
    class A:
        def __bool__(self):
            global n; n += 1
            return bool(self)
    bool(A())
@way
def bool_if():
    class A:
        def __bool__(self):
            global n; n += 1
            if self: return True
            return False
    bool(A())
@way
def hash_():
    class A:
        def __hash__(self):
            global n; n += 1
            return hash(self)
    hash(A())
@way
def hash_tuple():
    class A:
        def __hash__(self):
            global n; n += 1
            return hash((self,))
    hash(A())
@way
def dict_hash():
    d = {}
    class A:
        def __hash__(self):
            global n; n += 1
            return d[self]
    hash(A())
@way
def dict_eq():
    class A:
        def __hash__(self): return 1
        def __eq__(self, o):
            global n; n += 1
            return {A(): 1}[self]
    A() == A()
@way
def getitem():
    class A:
        def __getitem__(self, i):
            global n; n += 1
            return self[i]
    A()[1]
@way
def setitem():
    class A:
        def __setitem__(self, i, v):
            global n; n += 1
            self[i] = v
    A()[1] = 1
@way
def missing():
    class A(dict):
        def __missing__(self, k):
            global n; n += 1
            return self[k]
    A()[1]
@way
def defaultdict_():
    import collections
    def f():
        global n; n += 1
        return d[1]
    d = collections.defaultdict(f)
    d[1]
@way
def contains():
    class A:
        def __contains__(self, i):
            global n; n += 1
            return i in self
    1 in A()
@way
def iter_():
    class A:
        def __iter__(self):
            global n; n += 1
            return iter(self)
    iter(A())
@way
def next_():
    class A:
        def __next__(self):
            global n; n += 1
            return next(self)
    next(A())
@way
def iter_for():
    class A:
        def __iter__(self):
            global n; n += 1
            for x in self: pass
    for x in A(): pass
@way
def reversed_():
    class A:
        def __reversed__(self):
            global n; n += 1
            return reversed(self)
    reversed(A())
@way
def reversed_seq():
    class A:
        def __len__(self):
            global n; n += 1
            return len(list(reversed(self)))
        def __getitem__(self, i): return 1
    len(A())
@way
def enter():
    class A:
        def __enter__(self):
            global n; n += 1
            with self: pass
        def __exit__(self, *a): pass
    with A(): pass
@way
def decorator():
    def deco(f):
        @functools.wraps(f)
        def w(*a, **k): return f(*a, **k)
        return w
    @deco
    def f(x):
        global n; n += 1
        return f(x)
    f(1)
@way
def lru():
    @functools.lru_cache(None)
    def f(x):
        global n; n += 1
        return f(x + 1)
    f(1)
@way
def cached_prop():
    class A:
        @functools.cached_property
        def x(self):
            global n; n += 1
            return A().x
    A().x
@way
def lambda_():
    f = lambda: (tick(), f())
    f()
@way
def super_chain():
    class A:
        def f(self):
            global n; n += 1
            B().f()
    class B(A):
        def f(self): super().f()
    B().f()
@way
def exec_():
    def f():
        global n; n += 1
        exec('f()', {'f': f})
    f()
@way
def eval_():
    def f():
        global n; n += 1
        eval('f()', {'f': f})
    f()
@way
def class_body():
    def f():
        global n; n += 1
        class A:
            f()
    f()
@way
def metaclass():
    class M(type):
        def __new__(m, *a):
            global n; n += 1
            return M('x', (), {})
    M('x', (), {})
@way
def init_subclass():
    class A:
        def __init_subclass__(cls):
            global n; n += 1
            class B(A): pass
    class C(A): pass
@way
def set_name():
    class D:
        def __set_name__(self, o, name):
            global n; n += 1
            type('x', (), {'d': self})
    type('x', (), {'d': D()})
@way
def apply():
    def f():
        global n; n += 1
        operator.call(f)
    f()
@way
def methodcaller():
    class A:
        def f(self):
            global n; n += 1
            operator.methodcaller('f')(self)
    A().f()
@way
def attrgetter():
    class A:
        @property
        def x(self):
            global n; n += 1
            return operator.attrgetter('x')(self)
    A().x
@way
def getattr_builtin():
    class A:
        @property
        def x(self):
            global n; n += 1
            return getattr(self, 'x')
    A().x
@way
def dunder_call():
    def f():
        global n; n += 1
        f.__call__()
    f()
@way
def type_call():
    class A:
        def __init__(self):
            global n; n += 1
            type(self)()
    A()
@way
def int_():
    class A:
        def __int__(self):
            global n; n += 1
            return int(self)
    int(A())
@way
def index():
    class A:
        def __index__(self):
            global n; n += 1
            return [1][self]
    [1][A()]
@way
def float_():
    class A:
        def __float__(self):
            global n; n += 1
            return float(self)
    float(A())
@way
def round_():
    class A:
        def __round__(self):
            global n; n += 1
            return round(self)
    round(A())
@way
def any_():
    def f():
        global n; n += 1
        yield any(f())
    any(f())
@way
def join():
    def f():
        global n; n += 1
        yield ''.join(f())
    ''.join(f())
@way
def dict_comp():
    def f():
        global n; n += 1
        return {f(): 1 for x in (1,)}
    f()
@way
def starmap():
    def f(x):
        global n; n += 1
        return list(itertools.starmap(f, [(1,)]))
    f(1)
@way
def accumulate():
    def f(a, b):
        global n; n += 1
        return list(itertools.accumulate([1, 2], f))
    f(1, 2)
@way
def deepcopy():
    class A:
        def __deepcopy__(self, m):
            global n; n += 1
            return copy.deepcopy(self, m)
    copy.deepcopy(A())
@way
def copy_():
    class A:
        def __copy__(self):
            global n; n += 1
            return copy.copy(self)
    copy.copy(A())
@way
def singledispatch():
    @functools.singledispatch
    def f(x):
        global n; n += 1
        return f(x)
    f(1)
@way
def dataclass_():
    import dataclasses
    @dataclasses.dataclass
    class A:
        x: int = 0
        def __post_init__(self):
            global n; n += 1
            A()
    A()
@way
def namedtuple_():
    import collections
    class A(collections.namedtuple('P', 'x')):
        def __new__(cls, x):
            global n; n += 1
            return super().__new__(cls, A(1))
    A(1)
@way
def import_hook():
    import builtins
    old = builtins.__import__
    def f(*a, **k):
        global n; n += 1
        import sys
    builtins.__import__ = f
    try:
        import sys
    finally:
        builtins.__import__ = old
@way
def trace_mod_getattr():
    import types
    m = types.ModuleType('m')
    def g(name):
        global n; n += 1
        return m.x
    m.__getattr__ = g
    m.x
@way
def staticm():
    class A:
        @staticmethod
        def f():
            global n; n += 1
            A.f()
    A.f()
@way
def classm():
    class A:
        @classmethod
        def f(cls):
            global n; n += 1
            cls.f()
    A.f()
@way
def threading_run():
    import threading
    out = []
    def g():
        global n; n += 1
        g()
    def f():
        try: g()
        except RecursionError as e: out.append(str(e))
    t = threading.Thread(target=f); t.start(); t.join()
    raise RecursionError(*out)
for name, f in ways.items():
    n = 0
    try:
        f()
        r = 'fine'
    except RecursionError as e:
        r = str(e)
    except BaseException as e:
        r = type(e).__name__ + ': ' + str(e)
    print(name, n, r)

print('-- numbers in texts')


def deepest(work):
    """How deep a function gets that does this at each level."""
    reached = []

    def go(n):
        work(n)
        reached.append(n)
        go(n + 1)
    try:
        go(1)
    except RecursionError as error:
        return len(reached), str(error)


for number, work in enumerate((lambda n: '{}'.format(n), lambda n: '{:4}'.format(n), lambda n: '{}'.format(1.5), lambda n: '{:.2f}'.format(1.5),
                               lambda n: '%s' % n, lambda n: '%r' % n, lambda n: '%4s' % n, lambda n: '%s' % 1.5, lambda n: f'{n}', lambda n: f'{n:4}',
                               lambda n: max(n, 0), lambda n: min('a', 'b'), lambda n: 0 in [1, 2], lambda n: [1, 2].index(2), lambda n: sorted([n, 1]))):
    deepest(work)
    deepest(work)
    print(number, *deepest(work))


def replaced(n):
    reached.append(n)
    return re.sub('a', lambda match: str(replaced(n + 1)), 'a')


reached = []
try:
    replaced(1)
except RecursionError:
    print('replaced', len(reached))
