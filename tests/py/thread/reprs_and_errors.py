import threading


def hide(text):
    # Addresses and idents.
    for end in '=> ,)':
        text = text.replace(end, end + '\n')
    lines = [line[:-1] if line[:-1].isdigit() and len(line) > 9 else line for line in text.split('\n')]
    return ''.join('#' if line.startswith('0x') or len(line) > 9 and line.isdigit() else line for line in lines)


def show(f, *args, **kwargs):
    try:
        text = repr(f(*args, **kwargs))
    except BaseException as e:
        text = f'{type(e).__name__}: {e}'
    print(hide(text))


def work():
    pass


t = threading.Thread(target=work)
show(lambda: t)
t.start()
t.join()
show(lambda: t)
show(t.start)
show(threading.Thread().join)
show(threading.current_thread().join)
show(threading.main_thread)
show(threading.Thread, 1)
show(threading.Thread, name='n', daemon=True)
show(lambda: setattr(threading.current_thread(), 'daemon', True))
show(object.__new__(threading.Thread).start)
show(lambda: threading.Thread(target=lambda: 0).name)
lock = threading.Lock()
show(lambda: lock)
show(lock.release)
show(type(lock))
show(lock.acquire, False, 1)
show(lock.acquire, True, -2)
show(lock.acquire, True, 1e300)
show(lock.acquire, 'x')
show(lock.acquire, foo=1)
with lock:
    show(lambda: lock)
r = threading.RLock()
show(lambda: r)
with r, r:
    show(lambda: r)
    show(r._recursion_count)
show(r.release)
for make in threading.Semaphore, threading.BoundedSemaphore, threading.Event, threading.Condition:
    show(make)
show(threading.Barrier, 2)
show(threading.Semaphore, -1)
show(threading.BoundedSemaphore().release)
show(threading.Semaphore().release, 0)
show(threading.Semaphore().acquire, False, 3)
show(threading.Condition().wait)
show(threading.Condition().notify)
show(threading.local, 1)
show(setattr, threading.local(), '__dict__', {})
show(threading.stack_size, 5)
show(threading.excepthook, 1)


# The main thread's hook is that of the start, whatever sys.excepthook is when the module comes; the others look at it when they are made.
import subprocess, sys

for hook in ('del sys.excepthook', 'sys.excepthook = None'):
    program = f'import sys\n{hook}\nimport threading\ntry: threading.Thread(target=print)\nexcept (AttributeError, RuntimeError) as error: print(error)'
    print(subprocess.run([sys.executable, '-c', program], capture_output=True, text=True).stdout)
