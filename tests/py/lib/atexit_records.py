# What was registered lives until all functions have run; what they register is never called; the collector sees no record.
import atexit
import gc


class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)


def show(x): print("called with", x.n)


before = atexit._ncallbacks()
atexit.register(show, N(1))
atexit.register(show, N(2))
atexit.register(lambda: atexit.register(print, "never"))
gone = lambda: print("never")
atexit.register(gone)
atexit.register(gone)
print(atexit._ncallbacks() - before)
atexit.unregister(gone)
print(atexit._ncallbacks() - before)
held = N(3)
atexit.register(show, held)
print([type(x).__name__ for x in gc.get_referrers(held) if x is not globals()])
del held
