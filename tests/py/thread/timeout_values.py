# Time limits are floats or have __index__; what only has __float__ is refused.
import threading
import time


class F:
    def __float__(self):
        return 0.001


class I:
    def __index__(self):
        return 0


for wait in (lambda limit: threading.Lock().acquire(timeout=limit), time.sleep, threading.Event().wait):
    for limit in ('a', F(), I(), 1j, 0.0005, float('nan'), float('inf')):
        if limit != limit and wait is not time.sleep:
            continue
        try:
            print(type(limit).__name__, wait(limit))
        except (TypeError, ValueError, OverflowError) as error:
            print(type(limit).__name__, type(error).__name__, error)
