"""Processes that are started below C functions: in coroutines, generators, key functions, executors of an event loop."""
import asyncio
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache


def run(text='print("hi")'):
    return subprocess.run([sys.executable, '-c', text], capture_output=True, text=True).stdout.strip()


def square(x):
    return x * x


def generator():
    got = yield run()
    yield run(f'print({got})')


@lru_cache
def cached():
    return run()


async def in_a_thread():
    return await asyncio.to_thread(run, 'print("thread")')


async def main():
    print(run())
    print(await asyncio.gather(in_a_thread(), asyncio.sleep(0, 'slept')))
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2) as pool:
        print(await loop.run_in_executor(pool, square, 7))
        print(await asyncio.gather(*[loop.run_in_executor(pool, square, i) for i in range(5)]))
    process = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(0.1); print("late")'], stdout=subprocess.PIPE, text=True)
    over = loop.create_future()
    threading.Thread(target=lambda: loop.call_soon_threadsafe(over.set_result, process.wait())).start()
    print(await over, process.stdout.read())


if __name__ == '__main__':
    steps = generator()
    print(next(steps), steps.send(5))
    print(list(map(run, ['print(1)', 'print(2)'])), sorted([2, 1], key=lambda x: run(f'print({x})')), cached())
    print(list(filter(run, ['print(1)', ''])), max([3, 4], key=lambda x: run(f'print({-x})')))
    asyncio.run(main())
    with ProcessPoolExecutor(2) as pool:
        print(list(pool.map(square, range(4))), sum(pool.map(square, range(4))))
