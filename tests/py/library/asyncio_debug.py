# What futures, tasks and handles are printed as, and what the debug mode of a loop says, refuses and remembers.
import asyncio
import functools
import io
import re
import selectors
import sys
import threading
import time


def plain(*objects):
    """Without places in the library, times and addresses."""
    for obj in objects:
        text = re.sub(r" (at|created at|running at|defined at) (<frozen [^>]*>|\S*/asyncio/\S*?):\d+", r" \1 LIBRARY", str(obj))
        text = re.sub(r"\S*/(asyncio_debug\.py)", r"\1", text)
        print(re.sub(r"when=[\d.]+|took [\d.]+|0x[0-9a-f]+", "", text).replace(",>", ">"))


def callback(x=1, *args):
    pass


@functools.wraps(callback)
def wrapped(*args):
    pass


async def shown():
    loop = asyncio.get_running_loop()
    plain(asyncio.current_task())
    future = loop.create_future()
    for one in callback, functools.partial(callback, 1, x=2), print, wrapped:
        future.add_done_callback(one)
        plain(future)
    future.remove_done_callback(one)
    for one in callback, functools.partial(callback, "long" * 20, k=[1]), print, wrapped, [].append, len:
        soon, later = loop.call_soon(one, 1, "a"), loop.call_later(100, one, 2)
        plain(soon, later)
        soon.cancel(), later.cancel()
        plain(soon, later, later._callback)
    task = asyncio.create_task(asyncio.sleep(0, 3))
    plain(task)
    await task
    both = asyncio.gather(asyncio.sleep(0))
    plain(task, both)
    await both
    future.remove_done_callback(callback)


async def slow():
    time.sleep(.4)


async def debugged():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 100
    print(loop.get_debug(), sys.get_coroutine_origin_tracking_depth())
    for attempt in (lambda: loop.call_soon(3), lambda: loop.call_soon(slow), lambda: loop.call_later(1, None), lambda: loop.call_soon_threadsafe(slow)):
        try:
            attempt()
        except TypeError as error:
            plain(error)

    def elsewhere():
        for method in loop.call_soon, functools.partial(loop.call_later, 1):
            try:
                method(callback)
            except RuntimeError as error:
                print(error)
        loop.call_soon_threadsafe(print, "safe")
    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    await asyncio.sleep(0)
    handle = loop.call_soon(callback, 1)
    plain(handle)
    handle.cancel()
    plain(handle, handle._callback)
    future, task = loop.create_future(), asyncio.create_task(slow(), name="slow one")
    plain(future, asyncio.Future(), task)
    loop.slow_callback_duration = .4
    await task
    loop.slow_callback_duration = 100
    loop.set_exception_handler(lambda loop, context: plain(sorted(context), context["message"], context["source_traceback"][-1].name))
    future.set_exception(ValueError(1))
    del future
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    loop.set_exception_handler(None)
    loop.call_soon(loop.call_exception_handler, {"message": "told"})
    await asyncio.sleep(0)
    loop.set_debug(False)
    await asyncio.sleep(0)
    plain(loop.create_future(), loop.call_soon(callback))


async def odd():
    async with asyncio.timeout(100.25) as timeout:
        print(str(timeout)[:23])
    print(timeout)
    for attempt in (lambda: timeout.reschedule(3), lambda: asyncio.timeout(1).reschedule(2), timeout.__aenter__().send):
        try:
            attempt(None) if attempt is not None and "send" in str(attempt) else attempt()
        except RuntimeError as error:
            print(error)
    group, coroutine = asyncio.TaskGroup(), asyncio.sleep(0)
    try:
        group.create_task(coroutine)
    except RuntimeError as error:
        plain(error)
    coroutine.close()
    print(asyncio.tasks.Task is asyncio.Task, asyncio.iscoroutinefunction(slow), asyncio.isfuture(asyncio.get_running_loop().create_future()))
    future = asyncio.get_running_loop().create_future()
    try:
        future._log_traceback = True
    except ValueError as error:
        print(error)
    task = asyncio.current_task()
    for function in asyncio.tasks._enter_task, asyncio.tasks._leave_task:
        try:
            function(asyncio.get_running_loop(), None)
        except RuntimeError as error:
            plain(str(error)[:40])
    print(asyncio.format_helpers._format_callback(functools.partial(callback, 1), (2,), {"k": 3}),
          asyncio.format_helpers.extract_stack(limit=1)[-1].name)


asyncio.run(shown())
errors, sys.stderr = sys.stderr, io.StringIO()
asyncio.run(debugged(), debug=True)
errors, sys.stderr = sys.stderr, errors
for line in errors.getvalue().splitlines():
    if not line.startswith("  "):
        plain(line)
print(sys.get_coroutine_origin_tracking_depth())
loop = asyncio.SelectorEventLoop(selectors.SelectSelector())
loop.run_until_complete(odd())
loop.close()
