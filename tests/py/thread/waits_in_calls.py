"""Threads that wait where C code calls Python code: partials, classes, spread arguments, iterators of every kind."""
import functools
import itertools
import queue
import threading
from concurrent.futures import ThreadPoolExecutor


def turns(n, mine, other):
    """Two that run this need each other for every turn."""
    for i in range(n):
        other.put(i)
        mine.get()
    return n


class Callable:
    def __init__(self, function, *args):
        self.function, self.args = function, args

    def __call__(self, *more, **keywords):
        return self.function(*self.args, *more, **keywords)


class Made:
    def __init__(self, *args, n=3):
        self.n = turns(n, *args)


class New:
    def __new__(cls, *args, **keywords):
        turns(3, *args)
        return super().__new__(cls)

    def __init__(self, *args, again=False):
        if again:
            turns(1, *args)


class Meta(type):
    def __call__(cls, *args, **keywords):
        turns(1, *args)
        return super().__call__(*args, **keywords)


class OfMeta(metaclass=Meta):
    def __init__(self, *args, n=2):
        turns(n, *args)


class Items:
    """Its own iterator, of three items."""
    def __init__(self, *args):
        self.args, self.left = args, 3

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        self.left -= 1
        return turns(1, *self.args)


class Sized(Items):
    def __iter__(self):
        return Items(*self.args)

    def __len__(self):
        return 3


def loop(make):
    def run(*args):
        for i, item in enumerate(make(*args)):
            assert item
        return i
    run.__name__ = make.__name__
    return run


def delegate(*args):
    yield (yield from Items(*args))


def until(*args):
    left = [0, 1, 1]

    def item():
        turns(1, *args)
        return left.pop()
    return iter(item, 0)


def named(name, function):
    function.__name__ = name
    return function


ways = [
    named('partial', lambda *args: functools.partial(turns, 3)(*args)),
    named('partial, keywords', lambda mine, other: functools.partial(turns, 3, other=other)(mine)),
    named('partial of a class', lambda *args: functools.partial(Made, n=2)(*args).n),
    named('partial of a partial of an object', lambda *args: functools.partial(functools.partial(Callable(turns)), 2)(*args)),
    named('__call__', lambda *args: Callable(turns, 3)(*args)),
    named('__call__, keywords', lambda mine, other: Callable(turns, 3)(**{'mine': mine, 'other': other})),
    named('class', lambda *args: Made(*args).n),
    named('class, keywords', lambda *args: Made(*args, **{'n': 2}).n),
    named('__new__', lambda *args: type(New(*args)) is New),
    named('__new__ and __init__', lambda *args: type(New(*args, again=True)) is New),
    named('metaclass', lambda *args: type(OfMeta(*args)) is OfMeta),
    named('metaclass, keywords', lambda *args: type(OfMeta(*args, n=1)) is OfMeta),
    named('lru_cache', lambda *args: functools.lru_cache(turns)(2, *args)),
    named('lru_cache, keywords', lambda mine, other: functools.lru_cache(turns)(2, mine=mine, other=other)),
    loop(Items), loop(Sized), loop(until),
    loop(named('map', lambda *args: map(lambda n: turns(n, *args), [1, 2]))),
    loop(named('map over items', lambda *args: map(int, Items(*args)))),
    loop(named('filter', lambda *args: filter(None, Items(*args)))),
    loop(named('zip', lambda *args: zip(Items(*args), 'abc'))),
    loop(named('chain', lambda *args: itertools.chain(Items(*args), [1], (turns(1, *args) for i in range(2))))),
    loop(named('chain.from_iterable', lambda *args: itertools.chain.from_iterable(Items(*args) for i in range(2)))),
    loop(named('islice', lambda *args: itertools.islice(Items(*args), 1, 3))),
    loop(named('takewhile', lambda *args: itertools.takewhile(lambda n: turns(1, *args), Items(*args)))),
    loop(named('comprehension', lambda *args: [n for n in Items(*args)])),
    named('yield from', lambda *args: sum(n or 0 for n in delegate(*args))),
    named('list', lambda *args: list(Items(*args))), named('tuple', lambda *args: tuple(Sized(*args))), named('sum', lambda *args: sum(Items(*args))),
    named('set', lambda *args: set(Items(*args))), named('display', lambda *args: [*Items(*args), *Sized(*args)]), named('all', lambda *args: all(Items(*args))),
    named('extend', lambda *args: [].extend(Items(*args))), named('sorted', lambda *args: sorted(Items(*args))),
    named('join', lambda *args: ''.join(map(str, Items(*args)))),
    named('dict', lambda *args: dict((n, n) for n in Items(*args))),
]

for way in ways:
    first, second = queue.Queue(), queue.Queue()
    answers = {}
    threads = [threading.Thread(target=lambda *args, i=i: answers.__setitem__(i, way(*args)), args=args, daemon=True)
               for i, args in enumerate(((first, second), (second, first)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    print(way.__name__, answers.get(0), answers.get(1), [thread.is_alive() for thread in threads])


def worker(jobs, done):
    for job in iter(jobs.get, None):
        done.append(job * 2)
        jobs.task_done()
    jobs.task_done()


jobs, done = queue.Queue(2), []
workers = [threading.Thread(target=functools.partial(worker, jobs), args=(done,)) for i in range(4)]
for thread in workers:
    thread.start()
for i in range(30):
    jobs.put(i)
jobs.join()
for thread in workers:
    jobs.put(None)
for thread in workers:
    thread.join()
print(sorted(done) == [i * 2 for i in range(30)])

with ThreadPoolExecutor(2) as pool:
    first, second = queue.Queue(), queue.Queue()
    pair = [pool.submit(functools.partial(turns, 5), *args) for args in ((first, second), (second, first))]
    print([future.result() for future in pair])
    print(list(pool.map(Callable(turns, 5), (first, second), (second, first))))
    pair = [pool.submit(Made, *args, n=4) for args in ((first, second), (second, first))]
    print([future.result().n for future in pair])
