# While asyncio.run() runs, SIGINT cancels the main task; a second one raises. Its handler, which holds the task, is asked for as
# a member of an enum: that makes texts of it, and of the result.
import asyncio
import signal
import time


class Shown:
    def __repr__(self):
        print('shown')
        return 'Shown()'


async def returns(result):
    print(getattr(signal.getsignal(signal.SIGINT), 'func', None).__qualname__)
    return result


asyncio.run(returns(Shown()))
with asyncio.Runner() as runner:
    runner.run(returns([Shown()]))
    print('again')
    runner.run(returns(1))
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)


async def sleeps(seconds):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError as error:
        print('cancelled', repr(error))
        raise


signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(signal.SIGINT))
signal.setitimer(signal.ITIMER_REAL, 0.05)
start = time.monotonic()
try:
    asyncio.run(sleeps(5))
except KeyboardInterrupt as error:
    print(repr(error), repr(error.__context__), time.monotonic() - start < 2)


async def goes_on():
    signal.raise_signal(signal.SIGINT)
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        print(asyncio.current_task().cancelling(), asyncio.current_task().uncancel())
    return 'went on'


async def twice():
    signal.raise_signal(signal.SIGINT)
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        print('second')
    return 'done'


for run in goes_on, twice:
    try:
        print(asyncio.run(run()))
    except BaseException as error:
        print(repr(error))

signal.signal(signal.SIGINT, lambda *_: print('mine'))


async def other():
    signal.raise_signal(signal.SIGINT)
    return signal.getsignal(signal.SIGINT).__name__


print(asyncio.run(other()), signal.signal('2', signal.SIG_IGN).__name__, signal.getsignal(2))
