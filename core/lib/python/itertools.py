"""Iterators made from iterators."""

import operator as _operator

_missing = object()


class _Iterator:
    __slots__ = ()

    def __iter__(self):
        return self


class count(_Iterator):
    """start, start + step, start + 2 * step ..."""

    __slots__ = ("_next", "_step")

    def __init__(self, start=0, step=1):
        if not hasattr(start, "__add__") or isinstance(start, (str, bytes, list, tuple)):
            raise TypeError("a number is required")
        self._next = start
        self._step = step

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        if isinstance(self._step, int) and self._step == 1:
            return f"count({self._next!r})"
        return f"count({self._next!r}, {self._step!r})"

    def __reduce__(self):
        return count, (self._next,) if self._step == 1 else (self._next, self._step)


class cycle(_Iterator):
    """The items again and again."""

    __slots__ = ("_iterator", "_saved", "_position")

    def __init__(self, iterable, /):
        self._iterator = iter(iterable)
        self._saved = []
        self._position = 0

    def __next__(self):
        if self._iterator is not None:
            for item in self._iterator:
                self._saved.append(item)
                return item
            self._iterator = None
        if not self._saved:
            raise StopIteration
        item = self._saved[self._position]
        self._position = (self._position + 1) % len(self._saved)
        return item


class repeat(_Iterator):
    """The same object, for ever or so many times."""

    __slots__ = ("_object", "_times")

    def __init__(self, object, times=_missing):
        self._object = object
        if times is not _missing and not hasattr(times, "__index__"):
            raise TypeError(f"'{type(times).__name__}' object cannot be interpreted as an integer")
        self._times = -1 if times is _missing else max(0, times.__index__())

    def __next__(self):
        if self._times == 0:
            raise StopIteration
        if self._times > 0:
            self._times -= 1
        return self._object

    def __length_hint__(self):
        if self._times < 0:
            raise TypeError("len() of unsized object")
        return self._times

    def __repr__(self):
        return f"repeat({self._object!r})" if self._times < 0 else f"repeat({self._object!r}, {self._times})"


class chain(_Iterator):
    """The items of one iterable after those of the other."""

    __slots__ = ("_sources", "_active")

    def __init__(self, *iterables):
        self._sources = iter(iterables)
        self._active = None

    @classmethod
    def from_iterable(cls, iterable, /):
        self = cls()
        self._sources = iter(iterable)
        return self

    def __next__(self):
        while self._sources is not None:
            if self._active is None:
                try:
                    self._active = iter(next(self._sources))
                except BaseException:
                    self._sources = None
                    raise
            for item in self._active:
                return item
            self._active = None
        raise StopIteration


class compress(_Iterator):
    """The items whose selector is true."""

    __slots__ = ("_pairs",)

    def __init__(self, data, selectors):
        self._pairs = zip(data, selectors)

    def __next__(self):
        for item, selected in self._pairs:
            if selected:
                return item
        raise StopIteration


class dropwhile(_Iterator):
    """The items from the first on for which the predicate is false."""

    __slots__ = ("_predicate", "_iterator", "_started")

    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._iterator = iter(iterable)
        self._started = False

    def __next__(self):
        for item in self._iterator:
            if self._started or not self._predicate(item):
                self._started = True
                return item
        raise StopIteration


class takewhile(_Iterator):
    """The items up to the first for which the predicate is false."""

    __slots__ = ("_predicate", "_iterator", "_ended")

    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._iterator = iter(iterable)
        self._ended = False

    def __next__(self):
        if not self._ended:
            for item in self._iterator:
                if self._predicate(item):
                    return item
                self._ended = True
                break
        raise StopIteration


class filterfalse(_Iterator):
    """The items for which the function is false."""

    __slots__ = ("_function", "_iterator")

    def __init__(self, function, iterable, /):
        self._function = bool if function is None else function
        self._iterator = iter(iterable)

    def __next__(self):
        for item in self._iterator:
            if not self._function(item):
                return item
        raise StopIteration


class starmap(_Iterator):
    """function(*item) for each item."""

    __slots__ = ("_function", "_iterator")

    def __init__(self, function, iterable, /):
        self._function = function
        self._iterator = iter(iterable)

    def __next__(self):
        return self._function(*next(self._iterator))


class islice(_Iterator):
    """Items as iterable[start:stop:step] would give them."""

    __slots__ = ("_iterator", "_index", "_next", "_stop", "_step")

    def __init__(self, iterable, /, *bounds):
        if not 1 <= len(bounds) <= 3:
            raise TypeError(f"islice expected at {'least 2' if not bounds else 'most 4'} arguments, got {len(bounds) + 1}")
        start, stop, step = (0, bounds[0], 1) if len(bounds) == 1 else (*bounds, 1)[:3]
        start = 0 if start is None else start
        step = 1 if step is None else step
        if stop is not None and not self._is_index(stop):
            raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if not self._is_index(start):
            raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if not self._is_index(step) or step.__index__() < 1:
            raise ValueError("Step for islice() must be a positive integer or None.")
        self._iterator = iter(iterable)
        self._index = 0
        self._next = start.__index__()
        self._stop = None if stop is None else stop.__index__()
        self._step = step.__index__()

    @staticmethod
    def _is_index(value):
        return hasattr(value, "__index__") and value.__index__() >= 0

    def __next__(self):
        if self._iterator is None:
            raise StopIteration
        wanted = self._next if self._stop is None or self._next < self._stop else self._stop
        while self._index < wanted:
            try:
                next(self._iterator)
            except StopIteration:
                self._iterator = None
                raise
            self._index += 1
        if self._stop is not None and self._index >= self._stop:
            self._iterator = None
            raise StopIteration
        try:
            item = next(self._iterator)
        except StopIteration:
            self._iterator = None
            raise
        self._index += 1
        self._next += self._step
        return item


class accumulate(_Iterator):
    """Running totals, or results of func."""

    __slots__ = ("_iterator", "_function", "_total", "_initial")

    def __init__(self, iterable, func=None, *, initial=None):
        self._iterator = iter(iterable)
        self._function = _operator.add if func is None else func
        self._total = _missing
        self._initial = initial

    def __next__(self):
        if self._initial is not None:
            self._total = self._initial
            self._initial = None
            return self._total
        item = next(self._iterator)
        self._total = item if self._total is _missing else self._function(self._total, item)
        return self._total


class pairwise(_Iterator):
    """(a, b), (b, c), (c, d) ..."""

    __slots__ = ("_iterator", "_old")

    def __init__(self, iterable, /):
        self._iterator = iter(iterable)
        self._old = _missing

    def __next__(self):
        if self._old is _missing:
            self._old = next(self._iterator)
        new = next(self._iterator)
        pair = self._old, new
        self._old = new
        return pair


class zip_longest(_Iterator):
    """Tuples of the iterables' items; shorter ones are filled up."""

    __slots__ = ("_iterators", "_fill", "_active")

    def __init__(self, *iterables, fillvalue=None):
        self._iterators = [iter(iterable) for iterable in iterables]
        self._active = len(iterables)
        self._fill = fillvalue

    def __next__(self):
        if not self._active:
            raise StopIteration
        row = []
        for i, iterator in enumerate(self._iterators):
            item = self._fill
            if iterator is not None:
                try:
                    item = next(iterator)
                except StopIteration:
                    self._iterators[i] = None
                    self._active -= 1
                    if not self._active:
                        raise
            row.append(item)
        return tuple(row)


class product(_Iterator):
    """All tuples with an item of each iterable; the last position turns fastest."""

    __slots__ = ("_pools", "_indices")

    def __init__(self, *iterables, repeat=1):
        if repeat < 0:
            raise ValueError("repeat argument cannot be negative")
        self._pools = [tuple(iterable) for iterable in iterables] * repeat
        self._indices = None

    def __next__(self):
        pools, indices = self._pools, self._indices
        if pools is None:
            raise StopIteration
        if indices is None:
            if not all(pools):
                self._pools = None
                raise StopIteration
            self._indices = indices = [0] * len(pools)
        else:
            for i in range(len(pools) - 1, -1, -1):
                indices[i] += 1
                if indices[i] < len(pools[i]):
                    break
                indices[i] = 0
            else:
                self._pools = None
                raise StopIteration
        return tuple([pool[i] for pool, i in zip(pools, indices)])


class _Selection(_Iterator):
    __slots__ = ("_pool", "_rows")

    def __init__(self, iterable, r):
        if not hasattr(r, "__index__"):
            raise TypeError(f"'{type(r).__name__}' object cannot be interpreted as an integer")
        r = r.__index__()
        if r < 0:
            raise ValueError("r must be non-negative")
        self._pool = tuple(iterable)
        self._rows = self._select(len(self._pool), r)

    def __next__(self):
        pool = self._pool
        return tuple([pool[i] for i in next(self._rows)])


class combinations(_Selection):
    """All choices of r items, in order."""

    __slots__ = ()

    def __init__(self, iterable, r):
        super().__init__(iterable, r)

    @staticmethod
    def _select(n, r):
        if r > n:
            return
        indices = list(range(r))
        while True:
            yield indices
            i = r - 1
            while i >= 0 and indices[i] == n - r + i:
                i -= 1
            if i < 0:
                return
            indices[i:] = range(indices[i] + 1, indices[i] + 1 + r - i)


class combinations_with_replacement(_Selection):
    """All choices of r items, each as often as one likes."""

    __slots__ = ()

    @staticmethod
    def _select(n, r):
        if not n and r:
            return
        indices = [0] * r
        while True:
            yield indices
            i = r - 1
            while i >= 0 and indices[i] == n - 1:
                i -= 1
            if i < 0:
                return
            indices[i:] = [indices[i] + 1] * (r - i)


class permutations(_Selection):
    """All orders of r items."""

    __slots__ = ()

    def __init__(self, iterable, r=None):
        pool = tuple(iterable)
        if r is not None and not isinstance(r, int):
            raise TypeError("Expected int as r")
        super().__init__(pool, len(pool) if r is None else r)

    @staticmethod
    def _select(n, r):
        if r > n:
            return
        indices = list(range(n))
        turns = list(range(n, n - r, -1))
        while True:
            yield indices[:r]
            for i in range(r - 1, -1, -1):
                turns[i] -= 1
                if turns[i]:
                    j = n - turns[i]
                    indices[i], indices[j] = indices[j], indices[i]
                    break
                indices[i:] = indices[i + 1:] + indices[i:i + 1]
                turns[i] = n - i
            else:
                return


class groupby(_Iterator):
    """(key, iterator of the neighbours that have it)"""

    __slots__ = ("_iterator", "_key", "_value", "_current", "_target", "_group")

    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        self._value = self._current = self._target = _missing
        self._group = None

    def _advance(self):
        self._value = next(self._iterator)
        self._current = self._value if self._key is None else self._key(self._value)

    def __next__(self):
        self._group = None
        if self._current is _missing:
            self._advance()
        while self._target is not _missing and self._current == self._target:
            self._advance()
        self._target = self._current
        self._group = _grouper(self, self._target)
        return self._target, self._group


class _grouper(_Iterator):
    __slots__ = ("_parent", "_target")

    def __init__(self, parent, target):
        self._parent = parent
        self._target = target

    def __next__(self):
        parent = self._parent
        if parent._group is not self:
            raise StopIteration
        if parent._value is _missing:
            parent._advance()
        if parent._current != self._target:
            raise StopIteration
        value = parent._value
        parent._value = _missing
        return value


class _tee(_Iterator):
    """One of several iterators over the same items: a chain of [item, rest] cells that the slowest one lets go of."""

    __slots__ = ("_iterator", "_cell", "__weakref__")

    def __init__(self, iterable):
        if isinstance(iterable, _tee):
            self._iterator = iterable._iterator
            self._cell = iterable._cell
        else:
            self._iterator = iter(iterable)
            self._cell = []

    def __next__(self):
        cell = self._cell
        if not cell:
            cell.append(next(self._iterator))
            cell.append([])
        item, self._cell = cell
        return item

    def __copy__(self):
        return _tee(self)


def tee(iterable, n=2, /):
    """n iterators over the items of one."""
    if n < 0:
        raise ValueError("n must be >= 0")
    if n == 0:
        return ()
    first = _tee(iterable)
    return (first, *[_tee(first) for _ in range(n - 1)])
