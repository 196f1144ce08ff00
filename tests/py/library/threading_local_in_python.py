"""_threading_local: attributes of each thread, written in Python."""
import gc
import threading
import weakref
from _threading_local import local


class Numbered(local):
    count = 0

    def __init__(self, start, *, step=1):
        self.value, self.step = start, step

    def next(self):
        self.value += self.step
        return self.value


data = Numbered(10, step=5)
print(data.next(), data.__dict__)
seen = []


def work(n):
    for _ in range(n):
        data.next()
    data.extra = n
    seen.append(sorted(data.__dict__.items()))


threads = [threading.Thread(target=work, args=(n,)) for n in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(seen, sorted(data.__dict__))
for attempt in (lambda: local(3), lambda: setattr(data, '__dict__', {}), lambda: delattr(data, '__dict__'), lambda: data.extra):
    try:
        attempt()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
del data.value
print(hasattr(data, 'value'))


class Thing:
    pass


thing = Thing()
gone = weakref.ref(thing)
data.thing = thing
del thing
print(gone() is not None)
del data
gc.collect()
print(gone())
