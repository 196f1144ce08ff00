# The contexts of errors that callbacks of an ExitStack raise, and where its traceback leads.
import asyncio
import contextlib
import gc
import traceback


def plain():
    raise KeyError('plain')


def other():
    raise ValueError('other')


def chained():
    try:
        raise OSError
    except OSError:
        raise LookupError('chained')


def chain(error):
    while error:
        yield repr(error)
        error = error.__context__


def frames(error):
    return [entry.name for entry in traceback.extract_tb(error.__traceback__)][:3]


async def asynchronous(callbacks, fails):
    async with contextlib.AsyncExitStack() as stack:
        for callback in callbacks:
            stack.callback(callback)
        if fails:
            1 / 0


def synchronous(callbacks, fails):
    with contextlib.ExitStack() as stack:
        for callback in callbacks:
            stack.callback(callback)
        if fails:
            1 / 0


def tell(*args):
    for run in synchronous, lambda *args: asyncio.run(asynchronous(*args)):
        try:
            run(*args)
        except Exception as error:
            print(list(chain(error)), frames(error) if run is synchronous else '')


for fails in False, True:
    for callbacks in (plain, other), (plain, chained), (chained, plain), (chained, chained), (plain,), (chained,):
        tell(callbacks, fails)
        try:
            raise EOFError
        except EOFError:
            tell(callbacks, fails)


def counted(enter):
    gc.collect()
    before = gc.get_count()[0]
    with enter():
        pass
    return gc.get_count()[0] - before


def with_callback():
    stack = contextlib.ExitStack()
    stack.callback(len, ())
    return stack


print([counted(enter) for enter in (contextlib.ExitStack, with_callback, contextlib.nullcontext, lambda: contextlib.suppress(KeyError))])
