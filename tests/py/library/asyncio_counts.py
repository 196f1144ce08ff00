"""What a loop, its tasks and its futures leave on the free lists: objects that the collector has counted and that nobody uses."""
import asyncio
import gc


async def nothing():
    pass


async def gather():
    await asyncio.gather(nothing(), nothing())


async def sleep():
    await asyncio.sleep(0.001)


async def task():
    await asyncio.create_task(asyncio.sleep(0))


async def group():
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(nothing())


async def queue():
    made = asyncio.Queue()
    await made.put(1)
    await made.get()


async def event():
    made = asyncio.Event()
    asyncio.get_running_loop().call_soon(made.set)
    await made.wait()


async def lock():
    async with asyncio.Lock():
        pass


async def future():
    made = asyncio.get_running_loop().create_future()
    made.set_result(1)
    await made


async def fails():
    async def inner():
        raise KeyError

    try:
        await asyncio.create_task(inner())
    except KeyError:
        pass


async def left():
    asyncio.create_task(asyncio.sleep(1))


async def result():
    return [len(functions), 1], {1}


async def closed():
    async def values():
        yield 1

    async for _ in values():
        break
    del _
    await asyncio.sleep(0)
    return 1, 2, len(functions)


async def woken():
    asyncio.get_running_loop().call_soon_threadsafe(len, [])
    await asyncio.sleep(0)
    await asyncio.sleep(0)


async def wait_for():
    await asyncio.wait_for(nothing(), 1)


async def shield():
    await asyncio.shield(nothing())


async def completed():
    for each in asyncio.as_completed([nothing(), task()]):
        await each


async def timeout():
    async with asyncio.timeout(1):
        await nothing()


async def cancel():
    asleep = asyncio.create_task(asyncio.sleep(1))
    await asyncio.sleep(0)
    asleep.cancel()
    try:
        await asleep
    except asyncio.CancelledError:
        pass


async def callbacks():
    made = asyncio.get_running_loop().create_future()
    log = []
    several = [lambda _, number=number: log.append(number) for number in range(4)]
    print(made._callbacks)
    for each in *several, several[0]:
        made.add_done_callback(each)
    print(len(made._callbacks), made.remove_done_callback(several[0]), made.remove_done_callback(several[0]), len(made._callbacks))
    made.add_done_callback(several[0])
    made.set_result(1)
    await asyncio.sleep(0)
    print(log, made._callbacks)


def new_loop():
    asyncio.new_event_loop().close()


def runner():
    with asyncio.Runner():
        pass


asyncio.run(callbacks())
gc.disable()
functions = nothing, gather, sleep, task, group, queue, event, lock, future, fails, left, result, closed, woken, wait_for, shield, completed, timeout, cancel
runs = [new_loop, runner, *(lambda function=function: asyncio.run(function()) for function in functions)]
for run in runs:
    run()
counts = []
for run in runs:
    gc.collect()
    run()
    counts.append(gc.get_count()[0])
print(counts)
