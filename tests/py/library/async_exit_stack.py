import asyncio, contextlib


class Raises:
    def __init__(self, error):
        self.error = error

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        raise self.error


async def call(what):
    raise what


def chain(error):
    names = []
    while error is not None:
        names.append(type(error).__name__)
        error = error.__context__
    return names


async def main():
    try:
        async with contextlib.AsyncExitStack() as stack:
            await stack.enter_async_context(Raises(KeyError(1)))
            stack.push_async_callback(call, ValueError(2))
            await stack.enter_async_context(Raises(OSError(3)))
            1 / 0
    except Exception as e:
        print(chain(e))
    try:
        raise LookupError
    except LookupError:
        try:
            async with contextlib.AsyncExitStack() as stack:
                await stack.enter_async_context(Raises(KeyError(1)))
                await stack.enter_async_context(Raises(OSError(3)))
        except Exception as e:
            print(chain(e))
    error = TypeError(0)
    error.__context__ = None
    stack = contextlib.AsyncExitStack()
    stack.push_async_callback(call, error)
    print(stack._exit_callbacks[0][1].__wrapped__ is call)
    try:
        await stack.aclose()
    except TypeError as e:
        print(chain(e))
asyncio.run(main())
try:
    with contextlib.ExitStack() as stack:
        stack.callback(int, "x")
        {}[1]
except ValueError as e:
    print(chain(e))
