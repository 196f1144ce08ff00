"""An exception that goes through a context manager made of an async generator has no entries of it."""
import asyncio
import traceback
from contextlib import asynccontextmanager


@asynccontextmanager
async def passing():
    yield


@asynccontextmanager
async def again(kind):
    try:
        yield
    except kind as error:
        raise error


async def entries(manager, error):
    try:
        async with manager:
            raise error
    except BaseException as caught:
        return [(entry.name, entry.line) for entry in traceback.extract_tb(caught.__traceback__)], caught is error


for kind in (ValueError, RuntimeError, StopIteration, StopAsyncIteration):
    print(asyncio.run(entries(passing(), kind('one'))))
    print(asyncio.run(entries(again(kind), kind('two'))))
