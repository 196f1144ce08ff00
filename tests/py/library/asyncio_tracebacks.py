# Futures and tasks leave no entry of theirs in a traceback, and keep what died with a task no longer than CPython's.
import asyncio
import gc


class T:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name)


def entries(error):
    trace, names = error.__traceback__, []
    while trace is not None:
        names.append(trace.tb_frame.f_code.co_name)
        trace = trace.tb_next
    return names


async def leaf():
    held = T('leaf')
    await asyncio.sleep(0)


async def boom():
    raise ValueError(T('argument'))


async def waits(future):
    await future


async def main():
    task = asyncio.create_task(boom())
    try:
        await task
    except ValueError as error:
        print(entries(error))
    del task
    print('one')
    task = asyncio.create_task(leaf())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        print(entries(error))
    del task
    print('two')
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(boom())
            group.create_task(leaf())
    except* ValueError as errors:
        print(entries(errors), len(errors.exceptions))
    print('three')
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(waits(future))
    await asyncio.sleep(0)
    future.set_exception(KeyError('late'))
    try:
        await task
    except KeyError as error:
        print(entries(error), entries(future.exception()))
    for action in (future.result, lambda: future.set_result(1), lambda: asyncio.Future().result(), lambda: asyncio.Future().exception()):
        try:
            action()
        except (KeyError, asyncio.InvalidStateError) as error:
            print(type(error).__name__, error, len(entries(error)))


gc.disable()
asyncio.run(main())
print('end')
gc.collect()
print('collected')
