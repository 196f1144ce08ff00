"""Results that come later."""
from . import events
from _asyncio import Future

__all__ = ('Future', 'isfuture', 'wrap_future')


def isfuture(obj):
    return hasattr(type(obj), '_asyncio_future_blocking') and obj._asyncio_future_blocking is not None


def wrap_future(future, *, loop=None):
    """A future of the loop for one of concurrent.futures, whose result comes from another thread."""
    if isfuture(future):
        return future
    from concurrent.futures import Future as Concurrent
    assert isinstance(future, Concurrent), f'concurrent.futures.Future is expected, got {future!r}'
    if loop is None:
        loop = events.get_event_loop()
    made = loop.create_future()

    def take_over():
        if made.cancelled():
            return
        if future.cancelled():
            made.cancel()
        elif (problem := future.exception()) is not None:
            made.set_exception(problem)
        else:
            made.set_result(future.result())

    def future_done(_):
        if made.cancelled() and loop.is_closed():
            return
        if events._get_running_loop() is loop:
            take_over()
        else:
            loop.call_soon_threadsafe(take_over)

    def made_done(_):
        if made.cancelled():
            future.cancel()

    made.add_done_callback(made_done)
    future.add_done_callback(future_done)
    return made
