# A generator carries its locals and its stack, or has a frame apart.
import sys


def plain(): yield
def counting(n):
    i = 0
    while i < n:
        yield i
        i += 1
def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
def lines(path):
    with open(path) as file:
        for line in file: yield line.strip()
def guarded(x):
    try: yield 1
    finally: print(x)
async def coroutine(x): return x
async def agen(x): yield x


print(*map(sys.getsizeof, (plain(), counting(1), fibonacci(), lines(""), guarded(1), agen(1))))
print(*map(sys.getsizeof, ((i for i in range(9)), (i * i for i in range(9)), (i for i in range(9) if i % 2), (str(i) for i in ()), (x + y for x in () for y in ()))))
made = coroutine(1)
print(sys.getsizeof(made), sys.getsizeof(counting))
made.close()


async def waits(x):
    await x


async def walks(x):
    async for y in x:
        yield y


async def within(x):
    async with x as y:
        return y


async def nested(x, y):
    return max(1, await x, await y)


def delegates(x):
    return 1, 2, (yield from x)


for f in waits, walks, within, delegates:
    made = f(())
    print(f.__name__, sys.getsizeof(made), f.__code__.co_stacksize if sys.version_info > (3, 11) else 0)
    getattr(made, 'close', print)()
print(nested.__code__.co_stacksize if sys.version_info > (3, 11) else 0)
