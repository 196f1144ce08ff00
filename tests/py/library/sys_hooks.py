"""sys.getsizeof of classes that answer themselves; the hooks of asynchronous generators."""
import sys


class Says:
    def __init__(self, answer): self.answer = answer
    def __sizeof__(self): return self.answer


class Slotted(int):
    __slots__ = ()
    def __sizeof__(self): return int(self)


def attempt(function, *args, **kwargs):
    try: print(function(*args, **kwargs))
    except Exception as error: print(type(error).__name__, error)


for answer in (0, 10, True, sys.maxsize, sys.maxsize + 1, -1, None, 4.5, 'a'):
    attempt(sys.getsizeof, Says(answer))
    attempt(sys.getsizeof, Says(answer), 'default')
for answer in (sys.maxsize, sys.maxsize + 1, -1):
    attempt(sys.getsizeof, Slotted(answer))

print(sys.get_asyncgen_hooks(), type(sys.get_asyncgen_hooks()) is type(sys.get_asyncgen_hooks()))
for arguments in ((1,), (None, 2), (print, 3)):
    attempt(sys.set_asyncgen_hooks, *arguments)
attempt(sys.set_asyncgen_hooks, finalizer=3, firstiter=print)
print(sys.get_asyncgen_hooks())


async def numbers():
    yield 1
    yield 2


def first(agen): print('first', agen.__name__)
def last(agen): print('last', agen.__name__)


sys.set_asyncgen_hooks(first, last)
print(sys.get_asyncgen_hooks().firstiter is first, sys.get_asyncgen_hooks()[1] is last, sys.getrefcount(first))
agen = numbers()
step = agen.__anext__()
try: step.send(None)
except StopIteration as stop: print(stop.value)
del step, agen
print('dropped')
sys.set_asyncgen_hooks(None, None)
print(sys.get_asyncgen_hooks(), sys.getrefcount(first), sys._xoptions, repr(sys.abiflags), sys.pycache_prefix, sys.getfilesystemencodeerrors(), sys.audit('x', 1))
