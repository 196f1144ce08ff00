"""Context.run, which CPython has in C: here threads, forks and checkpoints go on in what it calls."""

from _support import enter_context as _enter, leave_context as _leave

_missing = object()


class Context:
    def run(self, callable=_missing, /, *args, **kwargs):
        if callable is _missing:
            raise TypeError("run() missing 1 required positional argument")
        _enter(self)
        try:
            if kwargs:
                return callable(*args, **kwargs)
            del kwargs  # in C there is none while the function runs
            return callable(*args)
        finally:
            _leave(self)
