# Where a task waits: get_stack() and print_stack().
import asyncio
import io
import re


async def waits(n):
    await asyncio.sleep(n)


async def fails():
    def inner():
        raise ValueError('no')
    inner()


async def main():
    task = asyncio.create_task(waits(0))
    await asyncio.sleep(0)
    print([f.f_code.co_name for f in task.get_stack()], [f.f_lineno for f in task.get_stack(limit=1)])
    await task
    print(task.get_stack())
    broken = asyncio.create_task(fails())
    await asyncio.wait([broken])
    print([f.f_code.co_name for f in broken.get_stack()], len(broken.get_stack(limit=1)))
    for each in task, broken:
        out = io.StringIO()
        each.print_stack(file=out)
        each.done() and each.exception()
        print(re.sub(r'"[^"]*/|<Task.*>', '', out.getvalue()))

asyncio.run(main())
