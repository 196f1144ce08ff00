# Target and arguments die at the end of run(), values of local() with the thread.
import gc
import sys
import threading
import weakref


class Thing:
    def __del__(self):
        print('gone', self.name)


def make(name):
    thing = Thing()
    thing.name = name
    return thing


gate, begun = threading.Event(), threading.Event()
argument = make('argument')
base = sys.getrefcount(argument)


def work(thing):
    print('in work', sys.getrefcount(thing) - base)
    begun.set()
    gate.wait()


t = threading.Thread(target=work, args=(argument,))
t.start()
begun.wait()
print('running', sys.getrefcount(argument) - base)
gate.set()
t.join()
print('joined', sys.getrefcount(argument) - base, hasattr(t, '_target'), hasattr(t, '_args'))
del argument

loc = threading.local()
loc.x = make('main value')


def use():
    loc.x = make('thread value')
    print(sorted(loc.__dict__))


t = threading.Thread(target=use)
t.start()
t.join()
print('after the thread')
del loc
print('after the local')


class Own(threading.local):
    def __init__(self, start):
        self.n = start


own = Own(5)
own.n = 6
seen = []
t = threading.Thread(target=lambda: seen.append(own.n))
t.start()
t.join()
print(seen, own.n, len(gc.get_referents(own)) > 1)
ref = weakref.ref(t)
del t
print(ref())
print(sys.getsizeof(threading.Lock()), sys.getsizeof(threading.RLock()), sys.getsizeof(threading.local()))
lock = threading.Lock()
print(gc.is_tracked(lock), weakref.ref(lock)() is lock)
