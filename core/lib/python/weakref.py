"""Weak references: references that do not keep their object alive.

ref, proxy and the counting functions come from _weakref. Here: weak dictionaries and sets, weak bound methods, and finalize,
a callback at an object's end or at the program's.
"""

import _collections_abc
from _weakref import (CallableProxyType, ProxyType, ReferenceType, _remove_dead_weakref, getweakrefcount, getweakrefs, proxy, ref)
from _weakrefset import WeakSet, _IterationGuard

ProxyTypes = (ProxyType, CallableProxyType)

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType",
           "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]


class WeakMethod(ref):
    """A weak reference to a bound method: dead once the instance or the function is."""

    __slots__ = "_func_ref", "_meth_type", "_alive", "__weakref__"

    def __new__(cls, meth, callback=None):
        try:
            owner, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        def part_died(_):
            # The callbacks refer to the weak method weakly, else it would keep itself alive.
            weak_method = itself()
            if weak_method is None or not weak_method._alive:
                return
            weak_method._alive = False
            if callback is not None:
                callback(weak_method)

        self = ref.__new__(cls, owner, part_died)
        self._func_ref, self._meth_type, self._alive = ref(function, part_died), type(meth), True
        itself = ref(self)
        return self

    def __call__(self):
        owner, function = super().__call__(), self._func_ref()
        return None if owner is None or function is None else self._meth_type(function, owner)

    __hash__ = ref.__hash__

    def _is_like(self, other):
        """Both dead: whether they are one; else whether instance and function are equal."""
        if self._alive and other._alive:
            return ref.__eq__(self, other) and self._func_ref == other._func_ref
        return self is other

    def __eq__(self, other):
        return self._is_like(other) if isinstance(other, WeakMethod) else NotImplemented

    def __ne__(self, other):
        return not self._is_like(other) if isinstance(other, WeakMethod) else NotImplemented


class KeyedRef(ref):
    """The reference to a value of a WeakValueDictionary; it knows its key."""

    __slots__ = ("key",)

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


# ---- operators of both dictionaries ----

def _update_in_place(self, other):
    self.update(other)
    return self


def _joined(self, other):
    if not isinstance(other, _collections_abc.Mapping):
        return NotImplemented
    joined = self.copy()
    joined.update(other)
    return joined


def _joined_behind(self, other):
    if not isinstance(other, _collections_abc.Mapping):
        return NotImplemented
    joined = self.__class__()
    joined.update(other)
    joined.update(self)
    return joined


class WeakValueDictionary(_collections_abc.MutableMapping):
    """A mapping that holds its values weakly: an entry goes when its value dies."""

    def __init__(self, other=(), /, **kw):
        def remove(wr, selfref=ref(self), _atomic_removal=_remove_dead_weakref):
            owner = selfref()
            if owner is None:
                return
            if not owner._iterating:
                _atomic_removal(owner.data, wr.key)
            else:
                owner._pending_removals.append(wr.key)

        self._remove, self._pending_removals, self._iterating = remove, [], set()
        self.data = {}
        self.update(other, **kw)

    def _commit_removals(self, _atomic_removal=_remove_dead_weakref):
        keys, data = self._pending_removals, self.data
        while keys:
            _atomic_removal(data, keys.pop())

    def _settled(self):
        """Keys and references, those dropped that are noted as dead."""
        if self._pending_removals:
            self._commit_removals()
        return self.data

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def __len__(self):
        return len(self._settled())

    def __contains__(self, key):
        if self._pending_removals:
            self._commit_removals()
        held = self.data.get(key)
        return held is not None and held() is not None

    def __getitem__(self, key):
        if self._pending_removals:
            self._commit_removals()
        if (value := self.data[key]()) is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        if self._pending_removals:
            self._commit_removals()
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self._settled()[key]

    def get(self, key, default=None):
        """The value of the key if it lives, else default."""
        if self._pending_removals:
            self._commit_removals()
        held = self.data.get(key)
        if held is None or (value := held()) is None:
            return default
        return value

    def setdefault(self, key, default=None):
        """The value of the key if it lives; else it gets default."""
        if (value := self.get(key)) is None:
            self.data[key] = KeyedRef(default, self._remove, key)
            value = default
        return value

    def pop(self, key, *args):
        """The value of the key, whose entry goes."""
        held = self._settled().pop(key, None)
        if held is not None and (value := held()) is not None:
            return value
        if not args:
            raise KeyError(key)
        return args[0]

    def popitem(self):
        """Some key and its value, whose entry goes."""
        data, value = self._settled(), None
        while value is None:
            key, held = data.popitem()
            value = held()
        return key, value

    def update(self, other=None, /, **kwargs):
        """Take the entries of a mapping or of pairs, and those named."""
        data, dropped = self._settled(), self._remove
        if other is not None:
            pairs = other if hasattr(other, "items") else dict(other)
            for key, value in pairs.items():
                data[key] = KeyedRef(value, dropped, key)
        for name, value in kwargs.items():
            data[name] = KeyedRef(value, dropped, name)

    def _filled(self, new, copied_key):
        with _IterationGuard(self):
            for key, held in self.data.items():
                if (value := held()) is not None:
                    new[copied_key(key)] = value
        return new

    def copy(self):
        """Another one with the entries that live."""
        self._settled()
        new = WeakValueDictionary()
        return self._filled(new, lambda key: key)

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        self._settled()
        return self._filled(self.__class__(), lambda key: deepcopy(key, memo))

    __ior__, __or__, __ror__ = _update_in_place, _joined, _joined_behind

    # Who iterates holds the value that he has, no other.
    def keys(self):
        """Keys whose values live."""
        data = self._settled()
        with _IterationGuard(self):
            for key, held in data.items():
                if held() is None:
                    continue
                yield key

    __iter__ = keys

    def values(self):
        """Values that live."""
        data = self._settled()
        with _IterationGuard(self):
            for held in data.values():
                if (value := held()) is not None:
                    yield value

    def items(self):
        """Keys and values that live."""
        data = self._settled()
        with _IterationGuard(self):
            for key, held in data.items():
                if (value := held()) is not None:
                    yield key, value

    def itervaluerefs(self):
        """References to the values, dead ones too."""
        data = self._settled()
        with _IterationGuard(self):
            yield from data.values()

    def valuerefs(self):
        """A list of references to the values, dead ones too."""
        return [*self._settled().values()]


class WeakKeyDictionary(_collections_abc.MutableMapping):
    """A mapping that holds its keys weakly: an entry goes when its key dies."""

    def __init__(self, dict=None):
        self.data = {}

        def remove(k, selfref=ref(self)):
            owner = selfref()
            if owner is None:
                return
            if not owner._iterating:
                owner._drop(k)
            else:
                owner._pending_removals.append(k)

        self._remove, self._pending_removals, self._iterating = remove, [], set()
        self._dirty_len = False  # entries were deleted, which may be among those that are noted as dead
        if dict is not None:
            self.update(dict)

    def _drop(self, member):
        try:
            del self.data[member]
        except KeyError:
            pass

    def _commit_removals(self):
        dead = self._pending_removals
        while dead:
            self._drop(dead.pop())

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def __len__(self):
        if self._pending_removals and self._dirty_len:
            self._pending_removals = [member for member in self._pending_removals if member in self.data]
            self._dirty_len = False
        return len(self.data) - len(self._pending_removals)

    def __contains__(self, key):
        try:
            member = ref(key)
        except TypeError:  # there are no weak references to such things
            return False
        else:
            return member in self.data

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        self._dirty_len = True
        del self.data[ref(key)]

    def get(self, key, default=None):
        """The value of the key, or default."""
        return self.data.get(ref(key), default)

    def setdefault(self, key, default=None):
        """The value of the key, which gets default if it has none."""
        return self.data.setdefault(ref(key, self._remove), default)

    def pop(self, key, *args):
        """The value of the key, whose entry goes."""
        self._dirty_len = True
        return self.data.pop(ref(key), *args)

    def popitem(self):
        """Some key that lives and its value, whose entry goes."""
        self._dirty_len, key = True, None
        while key is None:
            member, value = self.data.popitem()
            key = member()
        return key, value

    def update(self, dict=None, /, **kwargs):
        """Take the entries of a mapping or of pairs, and those named."""
        if dict is not None:
            pairs = dict if hasattr(dict, "items") else {}.__class__(dict)
            for key, value in pairs.items():
                self.data[ref(key, self._remove)] = value
        if kwargs:
            self.update(kwargs)  # which says that there are no weak references to strings

    def _filled(self, new, copied):
        with _IterationGuard(self):
            for member, value in self.data.items():
                if (key := member()) is not None:
                    new[key] = copied(value)
        return new

    def copy(self):
        """Another one with the entries that live."""
        return self._filled(WeakKeyDictionary(), lambda value: value)

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        return self._filled(self.__class__(), lambda value: deepcopy(value, memo))

    __ior__, __or__, __ror__ = _update_in_place, _joined, _joined_behind

    def keys(self):
        """Keys that live."""
        with _IterationGuard(self):
            for member in self.data:
                if (key := member()) is not None:
                    yield key

    __iter__ = keys

    def values(self):
        """Values whose keys live."""
        with _IterationGuard(self):
            for member, value in self.data.items():
                if member() is None:
                    continue
                yield value

    def items(self):
        """Keys that live and their values."""
        with _IterationGuard(self):
            for member, value in self.data.items():
                if (key := member()) is not None:
                    yield key, value

    def keyrefs(self):
        """A list of references to the keys, dead ones too."""
        return [*self.data]


_collections_abc.MutableSet.register(WeakSet)


class finalize:
    """finalize(obj, func, /, *args, **kwargs): calls func(*args, **kwargs) when obj dies, or at the program's end while atexit is
    true. Calling the finalizer runs it now; it runs at most once.
    """

    # Entries are kept here, not in the objects, so that a finalizer lives without being held by the program.
    __slots__ = ()

    _registry = {}
    _shutdown = False
    _index = 0
    _dirty = False
    _registered_with_atexit = False

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "index")

    def __init__(self, obj, func, /, *args, **kwargs):
        if not self._registered_with_atexit:
            import atexit
            atexit.register(self._exitfunc)
            finalize._registered_with_atexit = True
        entry = self._Info()
        entry.weakref, entry.func = ref(obj, self), func
        entry.args, entry.kwargs = args, kwargs or None
        entry.atexit, entry.index = True, finalize._index
        finalize._index += 1
        finalize._dirty = True
        self._registry[self] = entry

    def __call__(self, _=None):
        """If alive, mark as dead and return func(*args, **kwargs); otherwise return None."""
        info = self._registry.pop(self, None)
        if info and not self._shutdown:
            return info.func(*info.args, **(info.kwargs or {}))

    def peek(self):
        """If alive, return (obj, func, args, kwargs); otherwise return None."""
        entry = self._registry.get(self)
        obj = entry and entry.weakref()
        return None if obj is None else (obj, entry.func, entry.args, entry.kwargs or {})

    def detach(self):
        """If alive, mark as dead and return (obj, func, args, kwargs); otherwise return None."""
        known = self.peek()
        return known if known and self._registry.pop(self, None) else None

    @property
    def alive(self):
        """Whether the finalizer is alive"""
        return self in self._registry

    @property
    def atexit(self):
        """Whether the finalizer should be called at exit"""
        info = self._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is None:
            return "<%s object at %#x; dead>" % (type(self).__name__, id(self))
        return "<%s object at %#x; for %r at %#x>" % (type(self).__name__, id(self), type(obj).__name__, id(obj))

    @classmethod
    def _select_for_exit(cls):
        """Live finalizers marked for exit, oldest first."""
        marked = [(entry.index, finalizer) for finalizer, entry in cls._registry.items() if entry.atexit]
        marked.sort(key=lambda pair: pair[0])
        return [finalizer for index, finalizer in marked]

    @classmethod
    def _exitfunc(cls):
        # At shutdown the newest goes first, and no garbage is collected between, as its finalizers might come back.
        import gc
        import sys
        was_on, left = gc.isenabled(), None
        gc.disable()
        try:
            while cls._registry:
                if left is None or finalize._dirty:  # new ones came
                    left = cls._select_for_exit()
                    finalize._dirty = False
                if not left:
                    break
                newest = left.pop()
                try:
                    newest()
                except Exception:
                    sys.excepthook(*sys.exc_info())
                assert newest not in cls._registry
        finally:
            finalize._shutdown = True  # from now on they do nothing
            if was_on:
                gc.enable()
