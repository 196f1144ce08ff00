# In a child only the thread that forked goes on; locks that others held stay held.
import os
import sys
import threading
import time

stop = threading.Event()
lock = threading.Lock()


def hold():
    with lock:
        stop.wait()


thread = threading.Thread(target=hold)
thread.start()
time.sleep(0.05)
pid = os.fork()
if not pid:
    print(threading.active_count(), threading.enumerate() == [threading.main_thread()], thread.is_alive(), lock.locked(), len(sys._current_frames()))
    print(lock.acquire(timeout=0.01), threading.get_native_id() == os.getpid())
    other = threading.Thread(target=print, args=('a thread of the child',))
    other.start()
    other.join()
    sys.exit(4)
print(os.waitpid(pid, 0)[1] >> 8, threading.active_count(), thread.is_alive())
stop.set()
thread.join()


def forks():
    pid = os.fork()
    if not pid:
        print(threading.current_thread() is threading.main_thread(), threading.active_count(), threading.current_thread().name)
        return
    print(os.waitpid(pid, 0)[1])


thread = threading.Thread(target=forks, name='forker')
thread.start()
thread.join()

calls = []
for n in '12':
    os.register_at_fork(before=lambda n=n: calls.append('before' + n), after_in_child=lambda n=n: calls.append('child' + n),
                        after_in_parent=lambda n=n: calls.append('parent' + n))
pid = os.fork()
if not pid:
    print(calls)
    os._exit(0)
os.wait()
print(calls)
for arguments in {}, {'before': 1}:
    try:
        os.register_at_fork(**arguments)
    except TypeError as error:
        print(error)
