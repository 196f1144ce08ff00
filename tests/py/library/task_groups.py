# Groups of tasks: what they say of themselves, how they fail, and the functions that tracebacks name.
import asyncio, traceback
def names(e): return [f.name for f in traceback.extract_tb(e.__traceback__)]
async def bad(n=1): await asyncio.sleep(0); raise ValueError(n)
async def slow():
    try: await asyncio.sleep(100)
    except asyncio.CancelledError: raise
async def ok(x): return x
async def main():
    g = asyncio.TaskGroup(); print(repr(g))
    c = ok(1)
    try: g.create_task(c)
    except RuntimeError as e: print(e, names(e))
    c.close()
    async with g:
        print(repr(g)); t = g.create_task(ok(3)); print(repr(g))
    print(repr(g), t.result())
    for m in ('create_task',):
        c = ok(1)
        try: g.create_task(c)
        except RuntimeError as e: print(e)
        c.close()
    try:
        async with g: pass
    except RuntimeError as e: print(e)
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(bad()); g.create_task(slow()); g.create_task(bad(2))
            try: await asyncio.sleep(5)
            except asyncio.CancelledError:
                print(repr(g)); c = ok(2)
                try: g.create_task(c)
                except RuntimeError as e: print(e)
                c.close(); raise
    except BaseExceptionGroup as e: print(repr(e), names(e), repr(g))
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(slow()); raise KeyError(1)
    except BaseExceptionGroup as e: print(repr(e), names(e))
    async def outer():
        async with asyncio.TaskGroup() as g: g.create_task(slow())
    t = asyncio.create_task(outer()); await asyncio.sleep(0.01); t.cancel()
    try: await t
    except asyncio.CancelledError as e: print('cancelled', names(e), t.cancelled())
    async def inner():
        async with asyncio.TaskGroup() as a:
            async with asyncio.TaskGroup() as b: b.create_task(bad(7)); a.create_task(slow())
    try: await inner()
    except BaseExceptionGroup as e: print(repr(e), names(e))
    try:
        async with asyncio.TaskGroup() as g:
            async def quit(): raise SystemExit(3)
            raise KeyboardInterrupt
    except BaseException as e: print(repr(e))
asyncio.run(main())
