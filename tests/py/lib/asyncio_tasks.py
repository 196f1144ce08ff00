import asyncio, contextvars

async def work(name, delay, fail=False):
    print(name, 'begins')
    try:
        await asyncio.sleep(delay)
        if fail:
            raise ValueError(name)
        return name.upper()
    finally:
        print(name, 'ends')

async def gathering():
    print(await asyncio.gather(work('a', 0.7), work('b', 0.2), work('c', 0)))
    print(await asyncio.gather(work('d', 0), work('e', 0, True), return_exceptions=True))
    try:
        await asyncio.gather(work('f', 0.01), work('g', 0, True))
    except ValueError as error:
        print('caught', error)

async def cancelling():
    task = asyncio.create_task(work('h', 10), name='late')
    await asyncio.sleep(0)
    print(task.get_name(), task.done(), task.cancel('enough'), task.cancelling())
    try:
        await task
    except asyncio.CancelledError as error:
        print('cancelled', error.args, task.cancelled())
    try:
        await asyncio.wait_for(work('i', 10), 0.01)
    except asyncio.TimeoutError as error:
        print('timeout', repr(error), type(error.__cause__))
    async with asyncio.timeout(10):
        print(await work('j', 0))
    try:
        async with asyncio.timeout(0.01) as limit:
            await asyncio.sleep(1)
    except TimeoutError:
        print('over', limit.expired())

async def locking():
    lock, order = asyncio.Lock(), []
    async def use(n):
        async with lock:
            order.append(n)
            await asyncio.sleep(0)
            order.append(n)
    await asyncio.gather(*[use(n) for n in range(4)])
    print(order, lock.locked())
    event = asyncio.Event()
    waiting = [asyncio.create_task(event.wait()) for _ in range(2)]
    await asyncio.sleep(0)
    event.set()
    print([await each for each in waiting], event.is_set())
    limit, most, now = asyncio.Semaphore(2), 0, 0
    async def counted():
        nonlocal most, now
        async with limit:
            now += 1
            most = max(most, now)
            await asyncio.sleep(0)
            now -= 1
    await asyncio.gather(*[counted() for _ in range(6)])
    print('at most', most)
    try:
        lock.release()
    except RuntimeError as error:
        print(error)
    condition = asyncio.Condition()
    async def consumer():
        async with condition:
            await condition.wait()
            return 'told'
    told = [asyncio.create_task(consumer()) for _ in range(3)]
    await asyncio.sleep(0)
    async with condition:
        condition.notify(1)
    await asyncio.sleep(0.01)
    async with condition:
        condition.notify_all()
    print(await asyncio.gather(*told))

async def queueing():
    queue = asyncio.Queue(2)
    async def produce():
        for i in range(5):
            await queue.put(i)
            print('put', i, queue.qsize())
    async def consume():
        while True:
            item = await queue.get()
            print('got', item)
            queue.task_done()
    tasks = [asyncio.create_task(produce()), asyncio.create_task(consume())]
    await tasks[0]
    await queue.join()
    tasks[1].cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True))
    first = asyncio.PriorityQueue()
    for n in 3, 1, 2:
        first.put_nowait(n)
    print([first.get_nowait() for _ in range(3)], first.empty())
    try:
        first.get_nowait()
    except asyncio.QueueEmpty as error:
        print(repr(error))

async def waiting():
    tasks = {asyncio.create_task(work(name, delay)) for name, delay in (('k', 0.7), ('l', 0.01))}
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending), done.pop().result())
    for next_done in asyncio.as_completed(pending):
        print(await next_done)
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_soon(future.set_result, 'set')
    loop.call_later(0.01, print, 'later')
    print(await future, future.done())
    await asyncio.sleep(0.02)
    shielded = asyncio.create_task(work('m', 0.01))
    outer = asyncio.shield(shielded)
    await asyncio.sleep(0)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print('outer cancelled')
    print(await shielded)

async def grouping():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work(name, 0)) for name in 'no']
    print([task.result() for task in tasks])
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work('p', 1))
            group.create_task(work('q', 0, True))
    except* ValueError as errors:
        print(errors.exceptions)

variable = contextvars.ContextVar('variable', default='none')

async def contexts():
    async def change(value):
        variable.set(value)
        await asyncio.sleep(0)
        return variable.get()
    print(await asyncio.gather(change(1), change(2)), variable.get())

async def agen():
    try:
        for i in range(3):
            yield i
            await asyncio.sleep(0)
    finally:
        print('closed')

async def generators():
    print([i async for i in agen()])
    async for i in agen():
        print(i)

for part in gathering, cancelling, locking, queueing, waiting, grouping, contexts, generators:
    print('--', part.__name__)
    asyncio.run(part())
loop = asyncio.new_event_loop()
print(loop.run_until_complete(work('z', 0)), loop.is_closed(), loop.is_running())
loop.close()
try:
    loop.call_soon(print)
except RuntimeError as error:
    print(error)
try:
    asyncio.run(3)
except ValueError as error:
    print(error)
