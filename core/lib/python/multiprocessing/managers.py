"""A process that holds objects for others, and what stands for them there.

Requests go to it through one pipe, answers come back through one of a few: whoever asks takes the number of a free one out of a third.
"""

import array
import os
import pickle
import queue
import struct
import threading
import traceback
from . import connection, context, get_context, process, util
from .context import ProcessError
from .reduction import ForkingPickler

__all__ = ['BaseManager', 'SyncManager', 'BaseProxy', 'Token', 'SharedMemoryManager']
_ANSWERS = 12


class RemoteError(Exception):
    def __str__(self):
        return f"\n{'-' * 75}\n{self.args[0]}{'-' * 75}"


def all_methods(obj):
    """The names of the methods of an object."""
    return [name for name in dir(obj) if callable(getattr(obj, name))]


def public_methods(obj):
    return [name for name in all_methods(obj) if name[0] != '_']


class Token:
    """Which object of which manager."""

    def __init__(self, typeid, address, id):
        self.typeid, self.address, self.id = typeid, address, id

    def __repr__(self):
        return f'{type(self).__name__}(typeid={self.typeid!r}, address={self.address!r}, id={self.id!r})'


class _Channel:
    """The pipes to a manager's process."""

    def __init__(self):
        self.ask, self.answers = connection.Pipe(False), [connection.Pipe(False) for _ in range(_ANSWERS)]
        self.free = os.pipe()
        self.open = True
        os.write(self.free[1], bytes(range(_ANSWERS)))

    def call(self, *request):
        """What the process answers to a request."""
        data = bytes(ForkingPickler.dumps(request))
        if not self.open:
            raise ConnectionRefusedError(111, 'Connection refused')
        number = os.read(self.free[0], 1)
        try:
            self.ask[1].send_bytes(number + data)
            kind, result = self.answers[number[0]][0].recv()
        finally:
            os.write(self.free[1], number)
        if kind == '#RETURN':
            return result
        if kind == '#ERROR':
            raise result
        if kind == '#TRACEBACK':
            raise RemoteError(result)
        return _proxy(self, *result)


_channels = {}


class Server:
    """What the manager's process does."""

    def __init__(self, registry, channel, address):
        self.registry, self.channel, self.address = registry, channel, address
        self.objects, self.current = {}, threading.local()

    def serve(self):
        while True:
            message = self.channel.ask[0].recv_bytes()
            if message[1:] == b'#STOP':
                self.answer(message[0], ('#RETURN', None))
                return
            threading.Thread(target=self.work, args=(message[0], message[1:]), daemon=True).start()

    def answer(self, number, reply):
        self.channel.answers[number][1].send(reply)

    def work(self, number, data):
        self.current.client = data
        try:
            action, *args = ForkingPickler.loads(data)
            reply = getattr(self, f'do_{action}')(*args)
        except Exception as error:
            reply = '#ERROR', error
        try:
            self.answer(number, reply)
        except Exception:
            self.answer(number, ('#TRACEBACK', traceback.format_exc()))

    def add(self, typeid, obj, exposed):
        ident = f'{id(obj):x}'
        self.objects[ident] = [obj, exposed, self.objects[ident][2] + 1 if ident in self.objects else 1, typeid]
        return typeid, ident, exposed

    def do_create(self, typeid, args, kwds):
        callable_, exposed, method_to_typeid, proxytype = self.registry[typeid]
        if callable_ is None:
            if kwds or len(args) != 1:
                raise ValueError('Without callable, must have one non-keyword argument')
            obj = args[0]
        else:
            obj = callable_(*args, **kwds)
        if exposed is None:
            exposed = public_methods(obj)
        return '#RETURN', self.add(typeid, obj, tuple(exposed) + tuple(method_to_typeid or ()))

    def do_call(self, ident, name, args, kwds):
        if ident not in self.objects:
            raise KeyError(ident)
        obj, exposed, _, typeid = self.objects[ident]
        if name not in exposed:
            if name in ('__str__', '__repr__', '#GETVALUE'):
                return '#RETURN', obj if name == '#GETVALUE' else getattr(obj, name)()
            raise AttributeError(f'method {name!r} of {type(obj)!r} object is not in exposed={exposed!r}')
        result = getattr(obj, name)(*args, **kwds)
        kind = (self.registry[typeid][2] or {}).get(name)
        if kind:
            return '#PROXY', self.add(kind, result, tuple(self.registry[kind][1] or public_methods(result)))
        return '#RETURN', result

    def do_incref(self, ident):
        self.objects[ident][2] += 1
        return '#RETURN', None

    def do_decref(self, ident):
        if ident in self.objects:
            self.objects[ident][2] -= 1
            if not self.objects[ident][2]:
                del self.objects[ident]
        return '#RETURN', None

    def do_debug_info(self):
        lines = (f'  {ident}:       refcount={entry[2]}\n    {str(entry[0])[:75]}' for ident, entry in sorted(self.objects.items()))
        return '#RETURN', '\n'.join(lines)

    def do_number_of_objects(self):
        return '#RETURN', len(self.objects)


class State:
    __slots__ = ['value']
    INITIAL, STARTED, SHUTDOWN = 0, 1, 2


class BaseManager:
    """Objects in a process of their own."""

    _registry = {}
    _Server = Server

    def __init__(self, address=None, authkey=None, serializer='pickle', ctx=None, *, shutdown_timeout=1.0):
        self._address, self._state, self._ctx = address, State(), ctx or get_context()
        self._authkey = process.AuthenticationString(authkey or process.current_process().authkey)
        self._state.value, self._process = State.INITIAL, None

    def get_server(self):
        raise OSError('managers are reached by the processes of their program only')

    def connect(self):
        raise ConnectionRefusedError(111, 'Connection refused')

    def start(self, initializer=None, initargs=()):
        """Start the process."""
        if self._state.value != State.INITIAL:
            raise ProcessError('Already started server' if self._state.value == State.STARTED else 'Manager has shut down')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._channel = _Channel()
        if self._address is None:
            self._address = f'/tmp/pymp-{os.getpid():x}/listener-{len(_channels)}'
        _channels[self._address] = self._channel
        self._process = self._ctx.Process(target=self._run_server, args=(initializer, initargs))
        self._process.name = f"{type(self).__name__}-{':'.join(map(str, self._process._identity))}"
        self._process.start()
        self._state.value = State.STARTED
        self.shutdown = util.Finalize(self, type(self)._end, args=(self._process, self._channel, self._state), exitpriority=0)

    def _run_server(self, initializer, initargs):
        import signal
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if initializer is not None:
            initializer(*initargs)
        self._Server(self._registry, self._channel, self._address).serve()

    @staticmethod
    def _end(process_obj, channel, state):
        if process_obj.is_alive():
            number = os.read(channel.free[0], 1)
            channel.ask[1].send_bytes(number + b'#STOP')
            channel.answers[number[0]][0].recv()
            process_obj.join()
        state.value = State.SHUTDOWN
        channel.open = False

    def join(self, timeout=None):
        if self._process is not None:
            self._process.join(timeout)

    @property
    def address(self):
        return self._address

    def _create(self, typeid, args, kwds):
        assert self._state.value == State.STARTED, 'server not yet started'
        return _proxy(self._channel, *self._channel.call('create', typeid, args, kwds), self)

    def _debug_info(self):
        return self._channel.call('debug_info')

    def _number_of_objects(self):
        return self._channel.call('number_of_objects')

    def __enter__(self):
        if self._state.value == State.INITIAL:
            self.start()
        assert self._state.value == State.STARTED
        return self

    def __exit__(self, *args):
        self.shutdown()

    @classmethod
    def register(cls, typeid, callable=None, proxytype=None, exposed=None, method_to_typeid=None, create_method=True):
        """A kind of object that the process can make."""
        if '_registry' not in cls.__dict__:
            cls._registry = cls._registry.copy()
        if proxytype is None:
            proxytype = AutoProxy
        exposed = exposed or getattr(proxytype, '_exposed_', None)
        method_to_typeid = method_to_typeid or getattr(proxytype, '_method_to_typeid_', None)
        cls._registry[typeid] = _proxy_types[typeid] = (callable, exposed, method_to_typeid, proxytype)
        if create_method:
            def make(self, /, *args, **kwds):
                util.debug('requesting creation of a shared %r object', typeid)
                return self._create(typeid, args, kwds)
            make.__name__ = typeid
            setattr(cls, typeid, make)


_proxy_types = {}


def _proxy(channel, typeid, ident, exposed, manager=None):
    """What stands for an object here."""
    kind = _proxy_types[typeid][3]
    address = next(address for address, other in _channels.items() if other is channel)
    return kind(Token(typeid, address, ident), 'pickle', manager=manager, exposed=exposed, incref=False)


class BaseProxy:
    """Stands for an object of a manager."""

    def __init__(self, token, serializer, manager=None, authkey=None, exposed=None, incref=True, manager_owned=False):
        self._token, self._id, self._manager, self._exposed = token, token.id, manager, exposed
        self._channel, self._pid = _channels[token.address], os.getpid()
        if incref:
            self._channel.call('incref', token.id)

    def __del__(self):
        channel = getattr(self, '_channel', None)
        if channel is not None and channel.open and self._pid == os.getpid() and not util.is_exiting():
            try:
                channel.call('decref', self._id)
            except Exception:
                pass

    def _callmethod(self, methodname, args=(), kwds={}):
        """Call a method of the object."""
        return self._channel.call('call', self._id, methodname, args, kwds)

    def _getvalue(self):
        """A copy of the object."""
        return self._callmethod('#GETVALUE')

    def __reduce__(self):
        return RebuildProxy, (type(self), self._token, 'pickle', {'exposed': self._exposed})

    def __deepcopy__(self, memo):
        return self._getvalue()

    def __repr__(self):
        return f'<{type(self).__name__} object, typeid {self._token.typeid!r} at {id(self):#x}>'

    def __str__(self):
        try:
            return self._callmethod('__repr__')
        except Exception:
            return repr(self)[:-1] + "; '__str__()' failed>"


def RebuildProxy(func, token, serializer, kwds):
    return func(token, serializer, incref=True, **kwds)


def _calling(name):
    def call(self, /, *args, **kwds):
        return self._callmethod(name, args, kwds)
    call.__name__ = name
    return call


def MakeProxyType(name, exposed, _cache={}):
    """A kind of proxy with methods of these names."""
    key = name, tuple(exposed)
    if key not in _cache:
        _cache[key] = type(name, (BaseProxy,), {**{method: _calling(method) for method in exposed}, '_exposed_': key[1]})
    return _cache[key]


def AutoProxy(token, serializer, manager=None, authkey=None, exposed=None, incref=True, manager_owned=False):
    """A proxy with the public methods of its object."""
    proxy = MakeProxyType(f'AutoProxy[{token.typeid}]', exposed)(token, serializer, manager, authkey, exposed, incref)
    proxy._isauto = True
    return proxy


class Namespace:
    def __init__(self, /, **kwds):
        self.__dict__.update(kwds)

    def __repr__(self):
        items = sorted(f'{name}={value!r}' for name, value in self.__dict__.items() if not name.startswith('_'))
        return f"{type(self).__name__}({', '.join(items)})"


class Value:
    def __init__(self, typecode, value, lock=True):
        self._typecode, self._value = typecode, value

    def get(self):
        return self._value

    def set(self, value):
        self._value = value

    value = property(get, set)

    def __repr__(self):
        return f'{type(self).__name__}({self._typecode!r}, {self._value!r})'


def Array(typecode, sequence, lock=True):
    return array.array(typecode, sequence)


class IteratorProxy(BaseProxy):
    _exposed_ = '__next__', 'send', 'throw', 'close'

    def __iter__(self):
        return self

    __next__, send, throw, close = map(_calling, _exposed_)


class AcquirerProxy(BaseProxy):
    _exposed_ = 'acquire', 'release'

    def acquire(self, blocking=True, timeout=None):
        return self._callmethod('acquire', (blocking,) if timeout is None else (blocking, timeout))

    def release(self):
        return self._callmethod('release')

    def __enter__(self):
        return self._callmethod('acquire')

    def __exit__(self, *args):
        return self._callmethod('release')


class _RLock:
    """A lock that its owner, a thread of a process, can acquire again."""

    def __init__(self):
        self._lock, self._owner, self._count = threading.Lock(), None, 0

    def acquire(self, who, *args):
        if self._owner == who:
            self._count += 1
            return True
        if not self._lock.acquire(*args):
            return False
        self._owner, self._count = who, 1
        return True

    def release(self, who):
        if self._owner != who:
            raise RuntimeError('cannot release un-acquired lock')
        self._count -= 1
        if not self._count:
            self._owner = None
            self._lock.release()


class _RLockProxy(AcquirerProxy):
    def _who(self):
        return os.getpid(), threading.get_ident()

    def acquire(self, blocking=True, timeout=-1):
        return self._callmethod('acquire', (self._who(), blocking, timeout))

    def release(self):
        return self._callmethod('release', (self._who(),))

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()


class _Condition:
    """A condition whose lock is held from one request to the next."""

    def __init__(self, lock=None):
        self._lock, self._waiters = threading.Lock(), []

    def acquire(self, *args):
        return self._lock.acquire(*args)

    def release(self):
        self._lock.release()

    def wait(self, timeout=None):
        waiter = threading.Lock()
        waiter.acquire()
        self._waiters.append(waiter)
        self._lock.release()
        woken = waiter.acquire(True, -1 if timeout is None else max(timeout, 0))
        if not woken and waiter in self._waiters:
            self._waiters.remove(waiter)
        self._lock.acquire()
        return woken

    def notify(self, n=1):
        if not self._lock.locked():
            raise RuntimeError('cannot notify on un-acquired lock')
        woken, self._waiters = self._waiters[:n], self._waiters[n:]
        for waiter in woken:
            waiter.release()

    def notify_all(self):
        self.notify(len(self._waiters))


class ConditionProxy(AcquirerProxy):
    _exposed_ = 'acquire', 'release', 'wait', 'notify', 'notify_all'
    wait, notify, notify_all = map(_calling, _exposed_[2:])

    wait_for = threading.Condition.wait_for


class EventProxy(BaseProxy):
    _exposed_ = 'is_set', 'set', 'clear', 'wait'
    is_set, set, clear, wait = map(_calling, _exposed_)


class BarrierProxy(BaseProxy):
    _exposed_ = '__getattribute__', 'wait', 'abort', 'reset'
    wait, abort, reset = map(_calling, _exposed_[1:])
    parties, n_waiting, broken = (property(lambda self, name=name: self._callmethod('__getattribute__', (name,)))
                                  for name in ('parties', 'n_waiting', 'broken'))


class NamespaceProxy(BaseProxy):
    _exposed_ = '__getattribute__', '__setattr__', '__delattr__'

    def __getattr__(self, key):
        if key[0] == '_':
            return object.__getattribute__(self, key)
        return object.__getattribute__(self, '_callmethod')('__getattribute__', (key,))

    def __setattr__(self, key, value):
        if key[0] == '_':
            return object.__setattr__(self, key, value)
        return object.__getattribute__(self, '_callmethod')('__setattr__', (key, value))

    def __delattr__(self, key):
        if key[0] == '_':
            return object.__delattr__(self, key)
        return object.__getattribute__(self, '_callmethod')('__delattr__', (key,))


class ValueProxy(BaseProxy):
    _exposed_ = 'get', 'set'
    get, set = map(_calling, _exposed_)
    value = property(get, set)
    __class_getitem__ = classmethod(__import__('types').GenericAlias)


BaseListProxy = MakeProxyType('BaseListProxy', (
    '__add__', '__contains__', '__delitem__', '__getitem__', '__len__', '__mul__', '__reversed__', '__rmul__', '__setitem__',
    'append', 'count', 'extend', 'index', 'insert', 'pop', 'remove', 'reverse', 'sort', '__imul__'))


class ListProxy(BaseListProxy):
    def __iadd__(self, value):
        self._callmethod('extend', (value,))
        return self

    def __imul__(self, value):
        self._callmethod('__imul__', (value,))
        return self


DictProxy = MakeProxyType('DictProxy', (
    '__contains__', '__delitem__', '__getitem__', '__iter__', '__len__', '__setitem__', 'clear', 'copy', 'get', 'items', 'keys', 'pop',
    'popitem', 'setdefault', 'update', 'values'))
DictProxy._method_to_typeid_ = {'__iter__': 'Iterator'}
ArrayProxy = MakeProxyType('ArrayProxy', ('__len__', '__getitem__', '__setitem__'))
BasePoolProxy = MakeProxyType('PoolProxy', (
    'apply', 'apply_async', 'close', 'imap', 'imap_unordered', 'join', 'map', 'map_async', 'starmap', 'starmap_async', 'terminate'))
BasePoolProxy._method_to_typeid_ = {'apply_async': 'AsyncResult', 'map_async': 'AsyncResult', 'starmap_async': 'AsyncResult',
                                    'imap': 'Iterator', 'imap_unordered': 'Iterator'}


class PoolProxy(BasePoolProxy):
    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.terminate()


class _Dict(dict):
    """A dict whose views can be sent."""

    def keys(self):
        return list(dict.keys(self))

    def values(self):
        return list(dict.values(self))

    def items(self):
        return list(dict.items(self))

    def copy(self):
        return dict(self)

    def __reduce__(self):
        return dict, (dict(self),)


class SyncManager(BaseManager):
    """The manager of the kinds that Manager() offers."""


def _pool(*args):
    from .pool import Pool
    process.current_process()._config['daemon'] = False
    return Pool(*args)


SyncManager.register('Queue', queue.Queue)
SyncManager.register('JoinableQueue', queue.Queue)
SyncManager.register('Event', threading.Event, EventProxy)
SyncManager.register('Lock', threading.Lock, AcquirerProxy)
SyncManager.register('RLock', _RLock, _RLockProxy)
SyncManager.register('Semaphore', threading.Semaphore, AcquirerProxy)
SyncManager.register('BoundedSemaphore', threading.BoundedSemaphore, AcquirerProxy)
SyncManager.register('Condition', _Condition, ConditionProxy)
SyncManager.register('Barrier', threading.Barrier, BarrierProxy)
SyncManager.register('Pool', _pool, PoolProxy)
SyncManager.register('list', list, ListProxy)
SyncManager.register('dict', _Dict, DictProxy)
SyncManager.register('Value', Value, ValueProxy)
SyncManager.register('Array', Array, ArrayProxy)
SyncManager.register('Namespace', Namespace, NamespaceProxy)
SyncManager.register('Iterator', proxytype=IteratorProxy, create_method=False)
SyncManager.register('AsyncResult', create_method=False)


class SharedMemoryManager(BaseManager):
    """A manager of blocks of shared memory."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._blocks = []

    def SharedMemory(self, size):
        from .shared_memory import SharedMemory
        self._blocks.append(SharedMemory(create=True, size=size))
        return self._blocks[-1]

    def ShareableList(self, sequence):
        from .shared_memory import ShareableList
        made = ShareableList(sequence)
        self._blocks.append(made.shm)
        return made

    def __exit__(self, *args):
        self.shutdown()
        for block in self._blocks:
            try:
                block.close()
                block.unlink()
            except FileNotFoundError:
                pass
