"""A lock whose first waiters are cancelled in the turn in which it is released."""
import asyncio


async def task(number, lock, flag):
    try:
        await lock.acquire()
    except asyncio.CancelledError:
        print('task', number, 'cancelled')
        return
    print('task', number, flag)
    flag[0] = True
    await asyncio.sleep(0)
    lock.release()
    flag[0] = False
    print('task', number, 'done')


async def main(cancelled):
    lock, flag = asyncio.Lock(), [True]
    await lock.acquire()
    tasks = [asyncio.create_task(task(i, lock, flag)) for i in range(4)]
    await asyncio.sleep(0)
    for i in cancelled:
        tasks[i].cancel()
    lock.release()
    flag[0] = False
    for _ in range(12):
        await asyncio.sleep(0)
    print(cancelled, lock.locked())


for cancelled in ((), (0,), (1, 2), (0, 1), (0, 1, 2, 3), (3,)):
    asyncio.run(main(cancelled))
