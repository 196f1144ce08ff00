"""Without __main__ in sys.modules, too, threading dies behind the program's modules."""
import sys
import threading
import types


class Loud:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f'Loud({self.n})'

    def __del__(self):
        print('del', self.n)


sys.modules['mine'] = types.ModuleType('mine')
sys.modules['mine'].held = Loud(1)
threading.held = Loud(2)
threading._register_atexit(print, 'threads end', Loud(3))
del sys.modules['__main__']
