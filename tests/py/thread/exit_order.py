# The program waits for threads that are no daemons, before atexit; daemons die with it.
import atexit
import threading
import time


def late():
    time.sleep(0.02)
    print('late thread ends')


def forever():
    while True:
        time.sleep(0.001)


class Held:
    def __del__(self):
        print('held dies')


atexit.register(print, 'atexit')
threading.Thread(target=late).start()
threading.Thread(target=forever, daemon=True).start()
lock = threading.Lock()
lock.acquire()
threading.Thread(target=lock.acquire, daemon=True).start()
held = Held()
print('main ends')
