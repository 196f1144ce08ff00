# A finalizer that looks at a local while its thread ends makes it a new dict, which nobody lets go of.
import threading


class Watched:
    def __del__(self): print('del', isinstance(local, int), vars(local))


local = threading.local()
local.x = 'main'
ready = threading.Thread(target=lambda: (setattr(local, 'x', Watched()), setattr(local, 'y', [local])))
ready.start()
ready.join()
print(local.x, threading.active_count())
