"""Containers beside the builtin ones."""

import sys as _sys
from keyword import iskeyword as _iskeyword
from operator import itemgetter as _itemgetter

import _collections_abc as _abc

__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque", "namedtuple"]

_sys.modules["collections.abc"] = abc = _abc

_missing = object()
_inside = set()  # ids of containers whose repr is being made


def _guarded(self, fill, make):
    if id(self) in _inside:
        return fill
    _inside.add(id(self))
    try:
        return make()
    finally:
        _inside.discard(id(self))


# ---- deque ----

class deque:
    """A row that grows and shrinks at both ends."""

    __slots__ = ("_items", "_first", "_last", "_maxlen", "_state", "__weakref__")
    __class_getitem__ = classmethod(type(list[int]))
    __hash__ = None

    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        self._items = {}  # by position: first <= position < last
        self._first = self._last = self._state = 0
        self._maxlen = None
        return self

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        self._maxlen = maxlen
        self.clear()
        self.extend(iterable)

    @property
    def maxlen(self):
        return self._maxlen

    def append(self, x, /):
        self._items[self._last] = x
        self._last += 1
        self._state += 1
        if self._maxlen is not None and self._last - self._first > self._maxlen:
            self.popleft()

    def appendleft(self, x, /):
        self._first -= 1
        self._items[self._first] = x
        self._state += 1
        if self._maxlen is not None and self._last - self._first > self._maxlen:
            self.pop()

    def pop(self):
        if self._first == self._last:
            raise IndexError("pop from an empty deque")
        self._last -= 1
        self._state += 1
        return self._items.pop(self._last)

    def popleft(self):
        if self._first == self._last:
            raise IndexError("pop from an empty deque")
        self._first += 1
        self._state += 1
        return self._items.pop(self._first - 1)

    def extend(self, iterable, /):
        for item in list(iterable) if iterable is self else iterable:
            self.append(item)

    def extendleft(self, iterable, /):
        for item in list(iterable) if iterable is self else iterable:
            self.appendleft(item)

    def clear(self):
        items, self._items = self._items, {}
        self._first = self._last = 0
        self._state += 1
        items.clear()

    def copy(self):
        return type(self)(self) if self._maxlen is None else type(self)(self, self._maxlen)

    __copy__ = copy

    def rotate(self, n=1, /):
        size = len(self)
        if size < 2:
            return
        n %= size
        if n <= size // 2:
            for _ in range(n):
                self.appendleft(self.pop())
        else:
            for _ in range(size - n):
                self.append(self.popleft())

    def reverse(self):
        items = list(self)
        for i, item in enumerate(reversed(items)):
            self._items[self._first + i] = item

    def count(self, value, /):
        return sum(1 for item in self if item is value or item == value)

    def index(self, value, start=0, stop=_sys.maxsize, /):
        start, stop, _ = slice(start, stop).indices(len(self))
        for i in range(start, stop):
            item = self._items[self._first + i]
            if item is value or item == value:
                return i
        raise ValueError(f"{value!r} is not in deque")

    def insert(self, index, value, /):
        if self._maxlen is not None and len(self) >= self._maxlen:
            raise IndexError("deque already at its maximum size")
        items = list(self)
        items.insert(index, value)
        self._replace(items)

    def remove(self, value, /):
        state = self._state
        for i, item in enumerate(list(self)):
            found = item is value or item == value
            if self._state != state:
                raise IndexError("deque mutated during iteration")
            if found:
                del self[i]
                return
        raise ValueError("deque.remove(x): x not in deque")

    def _replace(self, items):
        self._items = dict(enumerate(items))
        self._first = 0
        self._last = len(items)
        self._state += 1

    def _position(self, index):
        if not hasattr(index, "__index__"):
            raise TypeError(f"sequence index must be integer, not '{type(index).__name__}'")
        index = index.__index__()
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError("deque index out of range")
        return self._first + index

    def __getitem__(self, index):
        return self._items[self._position(index)]

    def __setitem__(self, index, value):
        self._items[self._position(index)] = value

    def __delitem__(self, index):
        position = self._position(index)
        items = list(self)
        del items[position - self._first]
        self._replace(items)

    def __len__(self):
        return self._last - self._first

    def __bool__(self):
        return self._last != self._first

    def __iter__(self):
        state = self._state
        for position in range(self._first, self._last):
            if self._state != state:
                raise RuntimeError("deque mutated during iteration")
            yield self._items[position]

    def __reversed__(self):
        state = self._state
        for position in range(self._last - 1, self._first - 1, -1):
            if self._state != state:
                raise RuntimeError("deque mutated during iteration")
            yield self._items[position]

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
        result = self.copy()
        result.extend(other)
        return result

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, n):
        return type(self)(list(self) * n, self._maxlen)

    __rmul__ = __mul__

    def __imul__(self, n):
        items = list(self) * n
        self.clear()
        self.extend(items)
        return self

    def _compare(self, other, operation):
        return operation(list(self), list(other)) if isinstance(other, deque) else NotImplemented

    def __eq__(self, other):
        return self._compare(other, lambda a, b: a == b)

    def __lt__(self, other):
        return self._compare(other, lambda a, b: a < b)

    def __le__(self, other):
        return self._compare(other, lambda a, b: a <= b)

    def __gt__(self, other):
        return self._compare(other, lambda a, b: a > b)

    def __ge__(self, other):
        return self._compare(other, lambda a, b: a >= b)

    def __repr__(self):
        def make():
            limit = "" if self._maxlen is None else f", maxlen={self._maxlen}"
            return f"{type(self).__name__}({list(self)!r}{limit})"

        return _guarded(self, "[...]", make)

    def __reduce__(self):
        state = getattr(self, "__dict__", None) or None
        args = () if self._maxlen is None else ((), self._maxlen)
        return type(self), args, state, iter(self)


# ---- dicts ----

class defaultdict(dict):
    """A dict that makes the values for keys it does not have."""

    __slots__ = ("default_factory",)

    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        self.default_factory = default_factory
        super().__init__(*args, **kwargs)

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        self[key] = value = self.default_factory()
        return value

    def __repr__(self):
        factory = _guarded(self, "...", lambda: repr(self.default_factory))
        return f"{type(self).__name__}({factory}, {dict.__repr__(self)})"

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        args = () if self.default_factory is None else (self.default_factory,)
        return type(self), args, None, None, iter(self.items())

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.copy()
        result.update(other)
        return result

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = type(self)(self.default_factory, other)
        result.update(self)
        return result


class OrderedDict(dict):
    """A dict whose order counts when it is compared, and can be changed."""

    def popitem(self, last=True):
        if not self:
            raise KeyError("dictionary is empty")
        key = next(reversed(self) if last else iter(self))
        return key, self.pop(key)

    def move_to_end(self, key, last=True):
        value = dict.pop(self, key)
        if last:
            dict.__setitem__(self, key, value)
            return
        others = list(dict.items(self))
        dict.clear(self)
        dict.__setitem__(self, key, value)
        for other, kept in others:
            dict.__setitem__(self, other, kept)

    def pop(self, key, default=_missing):
        if key in self:
            value = self[key]
            del self[key]
            return value
        if default is _missing:
            if hasattr(type(self), "__missing__"):
                return type(self).__missing__(self, key)
            raise KeyError(key)
        return default

    def copy(self):
        return self.__class__(self)

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        self = cls()
        for key in iterable:
            self[key] = value
        return self

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and all(a == b for a, b in zip(self, other))
        return dict.__eq__(self, other)

    def __ne__(self, other):
        answer = self == other
        return answer if answer is NotImplemented else not answer

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.__class__(self)
        result.update(other)
        return result

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.__class__(other)
        result.update(self)
        return result

    def __ior__(self, other):
        self.update(other)
        return self

    def __repr__(self):
        if not self:
            return f"{type(self).__name__}()"
        return _guarded(self, "...", lambda: f"{type(self).__name__}({list(self.items())!r})")

    def __reduce__(self):
        return self.__class__, (), vars(self).copy() or None, None, iter(self.items())


def _count_elements(mapping, iterable):
    get = mapping.get
    for item in iterable:
        mapping[item] = get(item, 0) + 1


class Counter(dict):
    """How often each item occurs."""

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        pairs = sorted(self.items(), key=_itemgetter(1), reverse=True)
        return pairs if n is None else pairs[:max(n, 0)]

    def elements(self):
        for item, times in self.items():
            for _ in range(times):
                yield item

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **kwds):
        if iterable is not None:
            if isinstance(iterable, _abc.Mapping):
                if self:
                    for item, times in iterable.items():
                        self[item] = times + self.get(item, 0)
                else:
                    super().update(iterable)
            else:
                _count_elements(self, iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        if iterable is not None:
            if isinstance(iterable, _abc.Mapping):
                for item, times in iterable.items():
                    self[item] = self.get(item, 0) - times
            else:
                for item in iterable:
                    self[item] = self.get(item, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, item):
        if item in self:
            super().__delitem__(item)

    def __repr__(self):
        if not self:
            return f"{self.__class__.__name__}()"
        try:
            shown = dict(self.most_common())
        except TypeError:
            shown = dict(self)
        return f"{self.__class__.__name__}({shown!r})"

    def _all_items(self, other):
        return [*self, *[item for item in other if item not in self]]

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[item] == other[item] for item in self._all_items(other))

    def __ne__(self, other):
        return not self == other if isinstance(other, Counter) else NotImplemented

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[item] <= other[item] for item in self._all_items(other))

    def __lt__(self, other):
        return self <= other and self != other if isinstance(other, Counter) else NotImplemented

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[item] >= other[item] for item in self._all_items(other))

    def __gt__(self, other):
        return self >= other and self != other if isinstance(other, Counter) else NotImplemented

    def _combined(self, other, operation):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for item in self._all_items(other):
            times = operation(self[item], other[item])
            if times > 0:
                result[item] = times
        return result

    def __add__(self, other):
        return self._combined(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._combined(other, lambda a, b: a - b)

    def __or__(self, other):
        return self._combined(other, max)

    def __and__(self, other):
        return self._combined(other, min)

    def __pos__(self):
        return self + Counter()

    def __neg__(self):
        return Counter() - self

    def _keep_positive(self):
        for item in [item for item, times in self.items() if not times > 0]:
            del self[item]
        return self

    def __iadd__(self, other):
        for item, times in other.items():
            self[item] += times
        return self._keep_positive()

    def __isub__(self, other):
        for item, times in other.items():
            self[item] -= times
        return self._keep_positive()

    def __ior__(self, other):
        for item, times in other.items():
            if times > self[item]:
                self[item] = times
        return self._keep_positive()

    def __iand__(self, other):
        for item, times in self.items():
            if other[item] < times:
                self[item] = other[item]
        return self._keep_positive()


# ---- namedtuple ----

def _check_names(typename, names):
    for name in [typename, *names]:
        if type(name) is not str:
            raise TypeError("Type names and field names must be strings")
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if _iskeyword(name):
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")


def _check_fields(names, rename):
    seen = set()
    for name in names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)


def _renamed(names):
    seen = set()
    result = []
    for i, name in enumerate(names):
        bad = not name.isidentifier() or _iskeyword(name) or name.startswith("_") or name in seen
        result.append(f"_{i}" if bad else name)
        seen.add(name)
    return result


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """A subclass of tuple whose items have names."""
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    names = [str(name) for name in field_names]
    typename = _sys.intern(str(typename))
    if rename:
        names = _renamed(names)
    _check_names(typename, names)
    _check_fields(names, rename)
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(names):
            raise TypeError("Got more default values than field names")
        field_defaults = dict(zip(names[len(names) - len(defaults):], defaults))
    names = tuple(_sys.intern(name) for name in names)
    listed = ", ".join(names) + ("," if len(names) == 1 else "")
    scope = {"_tuple_new": tuple.__new__, "__builtins__": {}, "__name__": f"namedtuple_{typename}"}
    __new__ = eval(f"lambda _cls, {listed}: _tuple_new(_cls, ({listed}))", scope)
    __new__.__name__ = "__new__"
    __new__.__qualname__ = f"{typename}.__new__"
    __new__.__doc__ = f"Create new instance of {typename}({', '.join(names)})"
    if defaults is not None:
        __new__.__defaults__ = defaults

    @classmethod
    def _make(cls, iterable):
        result = tuple.__new__(cls, iterable)
        if len(result) != len(names):
            raise TypeError(f"Expected {len(names)} arguments, got {len(result)}")
        return result

    def _replace(self, /, **kwds):
        result = self._make(map(kwds.pop, names, self))
        if kwds:
            raise ValueError(f"Got unexpected field names: {list(kwds)!r}")
        return result

    template = "(" + ", ".join(f"{name}=%r" for name in names) + ")"

    def __repr__(self):
        return self.__class__.__name__ + template % tuple(self)

    def _asdict(self):
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        return tuple(self)

    for method in (_make.__func__, _replace, __repr__, _asdict, __getnewargs__):
        method.__qualname__ = f"{typename}.{method.__name__}"
    namespace = {"__doc__": f"{typename}({', '.join(names)})", "__slots__": (), "_fields": names, "_field_defaults": field_defaults,
                 "__new__": __new__, "_make": _make, "_replace": _replace, "__repr__": __repr__, "_asdict": _asdict,
                 "__getnewargs__": __getnewargs__, "__match_args__": names}
    for i, name in enumerate(names):
        namespace[name] = property(_itemgetter(i), doc=f"Alias for field number {i}")
    result = type(typename, (tuple,), namespace)
    if module is None:
        module = _sys._getframe(1).f_globals.get("__name__", "__main__")
    result.__module__ = module
    return result


# ---- ChainMap and the User classes ----

class ChainMap(_abc.MutableMapping):
    """Several mappings as one: the first that has a key gives the value."""

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                pass
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        keys = {}
        for mapping in reversed(self.maps):
            keys |= dict.fromkeys(mapping)
        return iter(keys)

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __bool__(self):
        return any(self.maps)

    def __repr__(self):
        return _guarded(self, "...", lambda: f"{self.__class__.__name__}({', '.join(map(repr, self.maps))})")

    @classmethod
    def fromkeys(cls, iterable, *args):
        return cls(dict.fromkeys(iterable, *args))

    def copy(self):
        return self.__class__(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        if m is None:
            m = kwargs
        elif kwargs:
            m.update(kwargs)
        return self.__class__(m, *self.maps)

    @property
    def parents(self):
        return self.__class__(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def popitem(self):
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.")

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}")

    def clear(self):
        self.maps[0].clear()

    def __or__(self, other):
        if not isinstance(other, _abc.Mapping):
            return NotImplemented
        result = self.copy()
        result.maps[0].update(other)
        return result

    def __ior__(self, other):
        self.maps[0].update(other)
        return self


class UserDict(_abc.MutableMapping):
    """A mapping to derive from: its items are in self.data."""

    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        if hasattr(self.__class__, "__missing__"):
            return self.__class__.__missing__(self, key)
        raise KeyError(key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def __repr__(self):
        return repr(self.data)

    def copy(self):
        other = self.__class__.__new__(self.__class__)
        other.__dict__.update(self.__dict__)
        other.data = self.data.copy()
        return other

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        self = cls()
        for key in iterable:
            self[key] = value
        return self

    def __or__(self, other):
        return self.__class__(self.data | dict(other))

    def __ior__(self, other):
        self.data |= dict(other)
        return self


class _UserSequence:
    """What UserList and UserString share: work on self.data."""

    @staticmethod
    def _data(other):
        return other.data if isinstance(other, _UserSequence) else other

    def __repr__(self):
        return repr(self.data)

    def __len__(self):
        return len(self.data)

    def __eq__(self, other):
        return self.data == self._data(other)

    def __lt__(self, other):
        return self.data < self._data(other)

    def __le__(self, other):
        return self.data <= self._data(other)

    def __gt__(self, other):
        return self.data > self._data(other)

    def __ge__(self, other):
        return self.data >= self._data(other)

    def __contains__(self, item):
        return self._data(item) in self.data

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__
    __hash__ = None


class UserList(_UserSequence, _abc.MutableSequence):
    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(self._data(initlist))

    def __getitem__(self, i):
        return self.__class__(self.data[i]) if isinstance(i, slice) else self.data[i]

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def __contains__(self, item):
        return item in self.data

    def __add__(self, other):
        return self.__class__(self.data + list(self._data(other)))

    def __radd__(self, other):
        return self.__class__(list(self._data(other)) + self.data)

    def __iadd__(self, other):
        self.data += self._data(other)
        return self

    def __imul__(self, n):
        self.data *= n
        return self

    def append(self, item):
        self.data.append(item)

    def insert(self, i, item):
        self.data.insert(i, item)

    def pop(self, i=-1):
        return self.data.pop(i)

    def remove(self, item):
        self.data.remove(item)

    def clear(self):
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    __copy__ = copy

    def count(self, item):
        return self.data.count(item)

    def index(self, item, *args):
        return self.data.index(item, *args)

    def reverse(self):
        self.data.reverse()

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def extend(self, other):
        self.data.extend(self._data(other))


class UserString(_UserSequence, _abc.Sequence):
    def __init__(self, seq):
        self.data = seq.data[:] if isinstance(seq, UserString) else str(seq)

    def __str__(self):
        return self.data

    def __hash__(self):
        return hash(self.data)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __add__(self, other):
        return self.__class__(self.data + str(other))

    def __radd__(self, other):
        return self.__class__(str(other) + self.data)

    def __mod__(self, args):
        return self.__class__(self.data % args)


def _user_string_method(name, wraps):
    def method(self, *args, **kwds):
        result = getattr(self.data, name)(*map(self._data, args), **kwds)
        return self.__class__(result) if wraps else result

    method.__name__ = name
    setattr(UserString, name, method)


for _name in "capitalize casefold center expandtabs format format_map ljust lower lstrip removeprefix removesuffix replace rjust \
rstrip strip swapcase title translate upper zfill".split():
    _user_string_method(_name, True)
for _name in "count encode endswith find index isalpha isalnum isascii isdecimal isdigit isidentifier islower isnumeric isprintable \
isspace istitle isupper join partition rfind rindex rpartition rsplit split splitlines startswith".split():
    _user_string_method(_name, False)
del _name
_abc.MutableSequence.register(deque)
