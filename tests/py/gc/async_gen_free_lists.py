# Steps of asynchronous generators and contexts wait in free lists when they are dead: the count goes down with the lists only.
import asyncio
import contextvars
import gc


async def agen():
    yield [1]
    yield [2]


def run():
    g = agen()
    before = gc.get_count()[0]
    step = g.__anext__()
    try:
        step.send(None)
    except StopIteration as stop:
        x = stop.value
    during = gc.get_count()[0]
    del step
    x = None
    after = gc.get_count()[0]
    steps = [g.asend(1) for i in range(3)]
    three = gc.get_count()[0]
    for step in steps:
        step.close()
    steps = step = None
    print(during - before, after - before, three - before, gc.get_count()[0] - before)


def contexts(n):
    made = [contextvars.copy_context() for i in range(n)]
    before = gc.get_count()[0]
    made = None
    between = gc.get_count()[0]
    made = [contextvars.copy_context() for i in range(n)]
    print(between - before, gc.get_count()[0] - between)


async def abandons():
    async for x in agen():
        break

for i in range(2):
    gc.collect()
    run()
    run()
gc.collect()
contexts(3)
contexts(2)
contexts(5)
asyncio.run(abandons())
print(gc.collect())
