"""Results that come later."""
from . import events, exceptions
from _asyncio import Future

__all__ = ('Future', 'isfuture', 'wrap_future')


_CFuture = _PyFuture = Future  # CPython has it twice


def isfuture(obj):
    return hasattr(obj.__class__, '_asyncio_future_blocking') and obj._asyncio_future_blocking is not None


def _get_loop(fut):
    """The loop of a future: old classes have no method for it."""
    get_loop = getattr(fut, 'get_loop', None)
    return fut._loop if get_loop is None else get_loop()


def _set_result_unless_cancelled(fut, result):
    if not fut.cancelled():
        fut.set_result(result)


def _convert_future_exc(exc):
    """The exception of concurrent.futures as asyncio has it."""
    from concurrent import futures as concurrent
    kind = {concurrent.CancelledError: exceptions.CancelledError, concurrent.InvalidStateError: exceptions.InvalidStateError,
            concurrent.TimeoutError: exceptions.TimeoutError}.get(type(exc))
    return exc if kind is None else kind(*exc.args)


def _set_concurrent_future_state(concurrent, source):
    """What came of a future of asyncio becomes that of one of concurrent.futures."""
    assert source.done()
    if source.cancelled():
        concurrent.cancel()
    if not concurrent.set_running_or_notify_cancel():
        return
    problem = source.exception()
    if problem is not None:
        concurrent.set_exception(_convert_future_exc(problem))
    else:
        concurrent.set_result(source.result())


def _copy_future_state(source, dest):
    """What came of a future of either kind becomes that of one of asyncio."""
    assert source.done()
    if dest.cancelled():
        return
    assert not dest.done()
    if source.cancelled():
        dest.cancel()
    elif (problem := source.exception()) is not None:
        dest.set_exception(_convert_future_exc(problem))
    else:
        dest.set_result(source.result())


def _chain_future(source, destination):
    """Let one future end as another does, and be cancelled where the other is: futures of both kinds, of any loops."""
    from concurrent.futures import Future as Concurrent
    for which, one in ('source', source), ('destination', destination):
        if not isfuture(one) and not isinstance(one, Concurrent):
            raise TypeError(f'A future is required for {which} argument')
    source_loop = _get_loop(source) if isfuture(source) else None
    dest_loop = _get_loop(destination) if isfuture(destination) else None

    def take_over():
        if dest_loop is None:
            _set_concurrent_future_state(destination, source)
        else:
            _copy_future_state(source, destination)

    def destination_done(destination):
        if destination.cancelled():
            if source_loop is None or source_loop is dest_loop:
                source.cancel()
            else:
                source_loop.call_soon_threadsafe(source.cancel)

    def source_done(_):
        if destination.cancelled() and dest_loop is not None and dest_loop.is_closed():
            return
        if dest_loop is None or dest_loop is source_loop or events._get_running_loop() is dest_loop:
            take_over()
        elif not dest_loop.is_closed():
            dest_loop.call_soon_threadsafe(take_over)

    destination.add_done_callback(destination_done)
    source.add_done_callback(source_done)


def wrap_future(future, *, loop=None):
    """A future of the loop for one of concurrent.futures, whose result comes from another thread."""
    if isfuture(future):
        return future
    from concurrent.futures import Future as Concurrent
    assert isinstance(future, Concurrent), f'concurrent.futures.Future is expected, got {future!r}'
    made = (events.get_event_loop() if loop is None else loop).create_future()
    _chain_future(future, made)
    return made
