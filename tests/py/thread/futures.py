from concurrent.futures import ThreadPoolExecutor, Future, as_completed, wait, FIRST_COMPLETED, TimeoutError, CancelledError
import threading, re
def square(n): return n * n
def fail(): raise ValueError("no")
with ThreadPoolExecutor(max_workers=3) as pool:
    print(list(pool.map(square, range(6))), [f.result() for f in [pool.submit(square, i) for i in range(4)]])
    futures = [pool.submit(square, i) for i in range(5)]
    print(sorted(f.result() for f in as_completed(futures)), all(f.done() for f in futures))
    bad = pool.submit(fail)
    print(type(bad.exception()).__name__, bad.exception())
    try: bad.result()
    except ValueError as e: print("raised", e)
    done, waiting = wait(futures)
    print(len(done), len(waiting))
    print(list(pool.map(pow, [2, 3], [5, 2])))
try: pool.submit(square, 2)
except RuntimeError as e: print(e)
f = Future()
print(re.sub("0x[0-9a-f]+", "#", repr(f)), f.done(), f.running(), f.cancelled())
f.add_done_callback(lambda f: print("callback", f.result()))
print(f.set_running_or_notify_cancel(), f.running(), f.cancel())
try: f.result(timeout=0.01)
except TimeoutError: print("timeout")
f.set_result([1])
print(re.sub("0x[0-9a-f]+", "#", repr(f)), f.result())
f.add_done_callback(lambda f: print("at once"))
try: f.set_result(2)
except Exception as e: print(type(e).__name__, re.sub("0x[0-9a-f]+", "#", str(e)))
g = Future()
print(g.cancel(), g.cancelled(), g.cancel(), g.set_running_or_notify_cancel())
try: g.result()
except CancelledError as e: print(type(e).__name__)
for workers in (0, -1):
    try: ThreadPoolExecutor(workers)
    except ValueError as e: print(e)
seen = []
with ThreadPoolExecutor(2, thread_name_prefix="p", initializer=seen.append, initargs=(1,)) as pool:
    names = set(pool.map(lambda _: threading.current_thread().name, range(4)))
print(sorted(names)[0], set(seen))
gate = threading.Event()
with ThreadPoolExecutor(1) as pool:
    first, second = pool.submit(gate.wait), pool.submit(square, 3)
    print(wait([first, second], timeout=0.01, return_when=FIRST_COMPLETED).done)
    print(second.cancel(), first.cancel())
    gate.set()
print(first.result(), second.cancelled())
try: wait([first], return_when="x")
except ValueError as e: print(e)
