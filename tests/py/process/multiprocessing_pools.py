"""Pools of processes and threads: results, errors, order."""
import os
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import Pool, TimeoutError, dummy
from multiprocessing.pool import ThreadPool


def square(x):
    if x == 13:
        raise ValueError('unlucky')
    return x * x


def begin(number):
    global base
    base = number


def add_base(x):
    return base + x


def leave(x):
    os._exit(3)


def slow(x):
    time.sleep(0.001)
    return x + 1


def numbers():
    yield 1
    yield 2
    raise KeyError('no more')


with Pool(2) as pool:
    print(pool, pool.map(square, range(5)), pool.apply(square, (5,)), pool.starmap(pow, [(1, 2), (2, 3)]))
    print(list(pool.imap(square, range(4))), sorted(pool.imap_unordered(square, range(4), 2)), pool.map(square, []))
    result = pool.apply_async(square, (3,), callback=lambda value: print('called with', value))
    result.wait()
    print(result.get(), result.ready(), result.successful())
    for wrong in (lambda: pool.map(square, [1, 13]), lambda: pool.apply(lambda: 1), lambda: list(pool.imap(square, numbers())),
                  lambda: pool.apply_async(time.sleep, (5,)).get(0.01), lambda: pool.imap(square, [1], 0)):
        try:
            wrong()
        except TimeoutError as error:
            print('too late', repr(error))
        except Exception as error:
            print(type(error).__name__, str(error).split(' at ')[0], type(error.__cause__).__name__)
for wrong in (lambda: pool.map(square, [1]), lambda: Pool(0)):
    try:
        wrong()
    except ValueError as error:
        print(error)
print(pool)
with Pool(6) as pool:
    print(pool.map(slow, range(12)), pool.starmap(max, [(1, 2)]))
pool = Pool(2, begin, (10,), 1)
print(pool.map(add_base, range(4), 1))
pool.close()
pool.join()
for kind in ThreadPool, dummy.Pool:
    with kind(2) as pool:
        print(pool, pool.map(square, range(4)))
child = dummy.Process(target=print, args=('a thread',))
child.start()
child.join()
print(child.exitcode, dummy.active_children())

with ProcessPoolExecutor(2) as executor:
    print(list(executor.map(square, range(5), chunksize=2)), sorted(f.result() for f in as_completed([executor.submit(pow, 2, i) for i in range(4)])))
    future = executor.submit(square, 13)
    print(repr(future.exception()), type(future.exception().__cause__).__name__)
try:
    executor.submit(square, 1)
except RuntimeError as error:
    print(error)
with ProcessPoolExecutor(1) as executor:
    print(repr(executor.submit(leave, 1).exception()))
