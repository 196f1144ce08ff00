"""Objects on their way from one process to another."""

import copyreg
import io
import pickle

__all__ = ['send_handle', 'recv_handle', 'ForkingPickler', 'register', 'dump']


class ForkingPickler(pickle.Pickler):
    """A pickler with reductions of this package."""

    _extra_reducers = {}
    _copyreg_dispatch = copyreg.dispatch_table

    def __init__(self, *args):
        super().__init__(*args)
        self.dispatch_table = {**self._copyreg_dispatch, **self._extra_reducers}

    @classmethod
    def register(cls, type, reduce):
        cls._extra_reducers[type] = reduce

    @classmethod
    def dumps(cls, obj, protocol=None):
        buffer = io.BytesIO()
        cls(buffer, protocol).dump(obj)
        return buffer.getbuffer()

    loads = pickle.loads


register = ForkingPickler.register


def dump(obj, file, protocol=None):
    ForkingPickler(file, protocol).dump(obj)


class AbstractReducer:
    """What another way to reduce offers."""

    ForkingPickler, register, dump = ForkingPickler, register, dump

    def __init__(self, *args):
        pass
