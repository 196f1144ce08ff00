# Queues of every kind: order, waiting with and without time, refused times, tasks, and what they take.
import queue, threading, time, gc, sys
for cls in queue.Queue, queue.LifoQueue, queue.PriorityQueue, queue.SimpleQueue:
    q = cls(); print(cls.__name__, [n for n in vars(cls) if not n.startswith('__')][:40] if 0 else '')
    for x in 3, 1, 2: q.put(x)
    print([q.get() for _ in range(3)], q.empty(), q.qsize())
    for f in (lambda: q.get(False), lambda: q.get(True, 0.01), lambda: q.get(timeout=-1), lambda: q.get_nowait(), lambda: q.get(False, -1)):
        try: f()
        except Exception as e: print(type(e).__name__, e)
q = queue.Queue(2); q.put(1); q.put(2)
for f in (lambda: q.put(3, False), lambda: q.put(3, True, 0.01), lambda: q.put(3, timeout=-1), lambda: q.put_nowait(3), lambda: q.put(3, timeout=0)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
print(q.full(), q.unfinished_tasks)
def worker():
    while True:
        x = q.get()
        if x is None: q.task_done(); break
        time.sleep(.001); q.task_done()
t = threading.Thread(target=worker); t.start()
for i in range(10): q.put(i)
q.put(None); q.join(); t.join(); print(q.unfinished_tasks)
try: q.task_done()
except ValueError as e: print(e)
gc.collect(); n = len(gc.get_objects()); b = sys.getallocatedblocks()
q = queue.Queue(); print(len(gc.get_objects())-n, sys.getallocatedblocks()-b)
q.put(1); q.put(2); q.get(); print(len(gc.get_objects())-n, sys.getallocatedblocks()-b, gc.get_count()[0])
