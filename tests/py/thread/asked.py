"""An exception that one thread asks for in another, by C's function: raised at the next chance of the other one."""
import ctypes
import threading
import time


def ask(ident, kind):
    return ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(ident), kind)


class Stop(Exception):
    pass


def sleeping():
    try:
        while True:
            time.sleep(0.01)
    except Stop as error:
        print("stopped", error.args, error.__context__)
    finally:
        print("finally")


def counting():
    try:
        for _ in iter(int, 1):
            len("")
    finally:
        print("counted")


for work, kind in (sleeping, Stop), (sleeping, SystemExit), (counting, SystemExit):
    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(0.05)
    print(work.__name__, kind.__name__, ask(thread.ident, ctypes.py_object(kind)))
    thread.join()
    print(thread.is_alive())

print(ask(1, ctypes.py_object(Stop)), ask(1, None))
here = threading.get_ident()
try:
    ask(here, ctypes.py_object(Stop))
    for _ in range(100000):
        pass
    print("not raised")
except Stop:
    print("raised here")
