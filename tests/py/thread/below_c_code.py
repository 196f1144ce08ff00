# Waiting inside a sort key, a finalizer, a comparison, map() and a generator.
import threading
import time

lock = threading.Lock()
turn = []


def helper():
    for i in range(4):
        with lock:
            turn.append(i)
        time.sleep(0.001)


def key(x):
    time.sleep(0.002)
    with lock:
        return -x


t = threading.Thread(target=helper)
t.start()
print(sorted([1, 3, 2], key=key))
t.join()
print(turn)


class Guarded:
    def __del__(self):
        with lock:
            print('finalized')


def hold():
    with lock:
        started.set()
        time.sleep(0.01)
        print('released')


started = threading.Event()
t = threading.Thread(target=hold)
t.start()
started.wait()
g = Guarded()
del g
t.join()


class Slow:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        time.sleep(0.001)
        return self.n < other.n

    def __eq__(self, other):
        time.sleep(0.001)
        return self.n == other.n


ts = [threading.Thread(target=lambda: out.append([s.n for s in sorted([Slow(3), Slow(1), Slow(2)])])) for _ in range(3)]
out = []
for t in ts: t.start()
for t in ts: t.join()
print(out)
print(list(map(lock.acquire, [True, False])), lock.locked())
threading.Timer(0.01, lock.release).start()
print(list(map(lock.acquire, [True])))
threading.Timer(0.01, lock.release).start()
print([lock.acquire(**{'timeout': 5}), lock.acquire(*(True, 0.01))])
threading.Timer(0.01, lock.release).start()
print(lock.acquire(blocking=True, timeout=3))


def numbers():
    for i in range(3):
        time.sleep(0.001)
        yield i


print(sum(numbers()), lock.acquire(timeout=0.001))
