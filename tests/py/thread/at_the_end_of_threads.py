# What threading calls before it waits for the threads, at the end: partials, last one first.
import threading


def told(*args, **kwargs): print('told', args, kwargs, threading.active_count())


release = threading.Event()
threading.Thread(target=lambda: (release.wait(), print('thread'))).start()
threading._register_atexit(release.set)
threading._register_atexit(told, 1, 2, key=3)
threading._register_atexit(print, 'first', 'second', sep='-')
print(*[(type(call).__name__, call.args, call.keywords) for call in threading._threading_atexits])


# CPython has the module from its start: what it holds dies behind what the program's modules hold.
class Held:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name)


import sys
module = type(sys)('module')
module.it = Held('in a module')
module.main = sys.modules['__main__']
sys.modules['module'] = module
threading.it = Held('in threading')
