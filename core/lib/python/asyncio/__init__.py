"""Coroutines, tasks and an event loop."""
from . import events, exceptions, futures, locks, queues, runners, taskgroups, tasks, timeouts
from .events import *
from .exceptions import *
from .futures import *
from .locks import *
from .queues import *
from .runners import *
from .taskgroups import *
from .tasks import *
from .timeouts import *

_LATER = {  # loaded when they are first asked for
    'protocols': ('BaseProtocol', 'Protocol', 'DatagramProtocol', 'SubprocessProtocol', 'BufferedProtocol'),
    'streams': ('StreamReader', 'StreamWriter', 'StreamReaderProtocol', 'open_connection', 'start_server', 'open_unix_connection',
                'start_unix_server'),
    'transports': ('BaseTransport', 'ReadTransport', 'WriteTransport', 'Transport', 'DatagramTransport', 'SubprocessTransport'),
    'selector_events': ('Server',),
    'subprocess': ('create_subprocess_exec', 'create_subprocess_shell'),
}

__all__ = (events.__all__ + exceptions.__all__ + futures.__all__ + locks.__all__ + queues.__all__ + runners.__all__
           + tasks.__all__ + timeouts.__all__ + sum(_LATER.values(), ()))


def __getattr__(name):
    for module, names in _LATER.items():
        if name == module or name in names:
            from importlib import import_module
            found = import_module('.' + module, __name__)
            globals().update({each: getattr(found, each) for each in names})
            return globals()[name]
    if name in ('base_events', 'base_subprocess', 'constants', 'coroutines', 'format_helpers', 'log', 'threads', 'unix_events'):
        from importlib import import_module
        return import_module('.' + name, __name__)
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
