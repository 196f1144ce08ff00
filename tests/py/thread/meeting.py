# Condition, Event, Semaphore, Barrier, Timer and the queues between real threads.
import queue
import threading
import time

cond = threading.Condition()
items = []
got = []


def consume():
    for _ in range(5):
        with cond:
            cond.wait_for(lambda: items)
            got.append(items.pop(0))


t = threading.Thread(target=consume)
t.start()
for i in range(5):
    with cond:
        items.append(i)
        cond.notify()
t.join()
print(got)
with cond:
    print(cond.wait(0.01), cond.wait_for(lambda: False, 0.01))

gate = threading.Event()
seen = []
ts = [threading.Thread(target=lambda k=k: (gate.wait(), seen.append(k))) for k in range(3)]
for t in ts: t.start()
print(seen, gate.is_set())
gate.set()
for t in ts: t.join()
print(sorted(seen), gate.wait(0))

room = threading.Semaphore(2)
inside = most = 0
guard = threading.Lock()


def visit():
    global inside, most
    with room:
        with guard:
            inside += 1
            most = max(most, inside)
        time.sleep(0.01)
        with guard:
            inside -= 1


ts = [threading.Thread(target=visit) for _ in range(6)]
for t in ts: t.start()
for t in ts: t.join()
print(most, inside)

ends = []
barrier = threading.Barrier(3, action=lambda: ends.append('action'))
ts = [threading.Thread(target=lambda: ends.append(barrier.wait())) for _ in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print(ends[0], sorted(ends[1:]), barrier.broken)
broken = []


def wait_in_vain():
    try:
        barrier.wait(0.01)
    except threading.BrokenBarrierError as e:
        broken.append(type(e).__name__)


ts = [threading.Thread(target=wait_in_vain) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
print(broken, barrier.broken)

rung = []
t = threading.Timer(0.01, rung.append, ('ding',))
t.start()
t.join()
t = threading.Timer(60, rung.append, ('never',))
t.start()
t.cancel()
t.join()
print(rung)

q = queue.Queue(2)
out = []


def drain():
    while (item := q.get()) is not None:
        out.append(item)
        q.task_done()


t = threading.Thread(target=drain)
t.start()
for i in range(10): q.put(i)
q.join()
q.put(None)
t.join()
print(out)
for make in queue.LifoQueue, queue.PriorityQueue, queue.SimpleQueue:
    q = make()
    for i in 2, 3, 1: q.put(i)
    print(make.__name__, q.qsize(), [q.get() for _ in range(3)], q.empty())
    try:
        q.get(timeout=0.01)
    except queue.Empty as e:
        print(type(e))
try:
    queue.Queue(1).task_done()
except ValueError as e:
    print(e)
q = queue.Queue(1)
q.put_nowait(1)
try:
    q.put(2, timeout=0.01)
except queue.Full as e:
    print(type(e))
