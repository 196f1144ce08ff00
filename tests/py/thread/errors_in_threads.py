import _thread
import sys
import threading


def hook(args):
    print(args.exc_type.__name__, args.exc_value, args.thread.name, args.exc_traceback is not None, type(args).__name__)


threading.excepthook = hook
t = threading.Thread(target=lambda: 1 / 0, name='divider')
t.start()
t.join()
t = threading.Thread(target=sys.exit)
t.start()
t.join()
threading.excepthook = threading.__excepthook__

lines = []


class Out:
    def write(self, text):
        lines.append(text)

    def flush(self):
        pass


sys.stderr, old = Out(), sys.stderr
t = threading.Thread(target=[].pop)
t.start()
t.join()
sys.stderr = old
text = ''.join(lines).splitlines()
print(text[0], '|', text[1], '|', text[-1])

sys.unraisablehook = lambda args: print(args.err_msg, args.exc_type.__name__, args.object.__name__)
done = _thread.allocate_lock()
done.acquire()


def bad():
    try:
        raise KeyError(1)
    finally:
        done.release()


_thread.start_new_thread(bad, ())
done.acquire()
import time
time.sleep(0.01)


def state(n):
    try:
        raise ValueError(n)
    except ValueError:
        time.sleep(0.001 * n)
        found.append((n, sys.exc_info()[1].args[0]))


found = []
ts = [threading.Thread(target=state, args=(n,)) for n in (3, 1, 2)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(found), sys.exc_info())


def deep(n):
    return n and 1 + deep(n - 1)


def recurse():
    try:
        deep(10000)
    except RecursionError as e:
        depths.append(str(e))
    depths.append(deep(500))


depths = []
t = threading.Thread(target=recurse)
t.start()
t.join()
print(depths)
event, begun = threading.Event(), threading.Event()


def waiter():
    begun.set()
    event.wait()


t = threading.Thread(target=waiter)
t.start()
begun.wait()
time.sleep(0.01)
frames = sys._current_frames()
print(frames[threading.get_ident()] is sys._getframe(), t.ident in frames, sys._current_exceptions()[t.ident])
frame = frames[t.ident]
while frame.f_code.co_name != 'waiter': frame = frame.f_back
print(frame.f_lineno)
event.set()
t.join()
print(len(sys._current_frames()), _thread._count())
