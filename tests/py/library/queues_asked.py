# Queues between threads and between tasks: answers, errors and the functions that tracebacks name.
import queue, asyncio, threading, traceback
def show(f, *a, **k):
    try: print(f.__name__, f(*a, **k))
    except BaseException as e: print(f.__name__, repr(e), [x.name for x in traceback.extract_tb(e.__traceback__)])
for kind in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
    q = kind(2)
    show(q.get_nowait); show(q.get, True, -1); show(q.get, timeout=0.01); show(q.get, False, -1)
    show(q.put, 1); show(q.put, 2)
    show(q.put, 3, False); show(q.put_nowait, 3); show(q.put, 3, True, 0.01); show(q.put, 3, True, -2); show(q.full)
    show(q.empty); show(q.qsize); show(q.get); show(q.get)
    show(q.task_done); show(q.task_done); show(q.task_done); show(q.join)
    print(list(vars(q)), q.maxsize, q.unfinished_tasks)
q = queue.Queue(3); done=[]
def worker():
    while (x := q.get()) is not None:
        done.append(x); q.task_done()
ts=[threading.Thread(target=worker) for _ in range(3)]
for t in ts: t.start()
for i in range(50): q.put(i)
q.join(); print(sorted(done)==list(range(50)))
for t in ts: q.put(None)
for t in ts: t.join()
async def main():
    for kind in (asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue):
        q = kind(2); print(str(q), list(vars(q)), kind[int])
        show(q.get_nowait); q.put_nowait(3); await q.put(1); show(q.put_nowait, 1); print(str(q), q.full(), q.empty(), q.qsize(), q.maxsize)
        try: await asyncio.wait_for(q.put(5), 0.01)
        except asyncio.TimeoutError as e: print(repr(e), [x.name for x in traceback.extract_tb(e.__traceback__)], [x.name for x in traceback.extract_tb(e.__context__.__traceback__)])
        t = asyncio.create_task(q.put(7)); t2 = asyncio.create_task(q.put(8)); await asyncio.sleep(0); print(str(q)); t.cancel(); await asyncio.sleep(0); print(str(q)); print(await q.get()); await asyncio.sleep(0); print(str(q), t2.done())
        print(await q.get(), await q.get()); g=[asyncio.create_task(q.get()) for _ in range(3)]; await asyncio.sleep(0); print(str(q)); q.put_nowait('a'); g[0].cancel(); await asyncio.sleep(0); await asyncio.sleep(0); print([x.done() for x in g], str(q)); g[2].cancel()
        for _ in range(4): q.task_done()
        show(q.task_done); await q.join()
asyncio.run(main())

# a SimpleQueue is one list: items that were taken are None until they are half of it
import gc, sys
q = queue.SimpleQueue()
for i in range(10):
    q.put(i)
print(sys.getsizeof(q), [type(x).__name__ for x in gc.get_referents(q)])
for i in range(10):
    print(q.get(), q.qsize(), gc.get_referents(q)[0])
for ask in (lambda: q.get(False), q.get_nowait, lambda: q.get(timeout=0.01), lambda: q.get(timeout=-1)):
    try:
        print(ask())
    except Exception as e:
        print(type(e).__name__, e)
out = []


def take():
    while (x := q.get()) is not None:
        out.append(x)


workers = [threading.Thread(target=take) for i in range(4)]
for t in workers:
    t.start()
for i in range(500):
    q.put(i)
for t in workers:
    q.put(None)
for t in workers:
    t.join()
print(sorted(out) == list(range(500)), q.qsize())
q = queue.SimpleQueue()
q.put([q])
gc.collect()
del q
print(gc.collect())
print('-- asked wrongly')
simple = queue.SimpleQueue()
for wrong in (lambda: simple.put(), lambda: simple.get(1, 2, 3), lambda: simple.put(1, 2, 3, 4), lambda: simple.put_nowait(), lambda: simple.get(colour=1),
              lambda: simple.get(timeout=-1), lambda: queue.SimpleQueue(1), lambda: simple.get_nowait()):
    try:
        print(wrong())
    except Exception as error:
        trace = error.__traceback__
        while trace.tb_next:
            trace = trace.tb_next
        print(type(error), error, trace.tb_frame.f_code.co_name)
slow = queue._PySimpleQueue()
slow.put(1)
print(slow.get(), slow.empty(), slow.qsize(), sorted(vars(slow)))
