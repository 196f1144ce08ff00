"""WeakSet: a set that holds its members weakly.

It is a set of references. One whose object dies is dropped by its callback, unless someone iterates: then it is noted, and
dropped when the last iteration ends or the set is next changed.
"""

from _weakref import ref

__all__ = ["WeakSet"]


class _IterationGuard:
    """While one is entered, entries of a weak container that die are only noted, and removed when the last one is left."""

    def __init__(self, weakcontainer):
        self.weakcontainer = ref(weakcontainer)

    def __enter__(self):
        if (entered := self.weakcontainer()) is not None:
            entered._iterating.add(self)
        return self

    def __exit__(self, e, t, b):
        if (left := self.weakcontainer()) is None:
            return
        left._iterating.remove(self)
        if not left._iterating:
            left._commit_removals()


class WeakSet:
    """A set whose members go when nobody else holds them."""

    def __init__(self, data=None):
        self.data = set()

        def _remove(item, selfref=ref(self)):
            owner = selfref()
            if owner is None:
                return
            if not owner._iterating:
                owner.data.discard(item)
            else:
                owner._pending_removals.append(item)

        self._remove, self._pending_removals, self._iterating = _remove, [], set()
        if data is not None:
            self.update(data)

    def _commit_removals(self):
        dead, data = self._pending_removals, self.data
        while dead:
            data.discard(dead.pop())

    def _settled(self, without=None):
        """The references, those dropped that are noted as dead; none are left when the set itself is to be taken away."""
        if self._pending_removals:
            self._commit_removals()
        if without is self:
            self.data.clear()
        return self.data

    # ---- members ----

    def __len__(self):
        return len(self.data) - len(self._pending_removals)

    def __iter__(self):
        with _IterationGuard(self):
            for member in self.data:
                item = member()
                if item is None:
                    continue
                yield item

    def __contains__(self, item):
        try:
            member = ref(item)
        except TypeError:  # there are no weak references to such things
            return False
        else:
            return member in self.data

    def __repr__(self):
        return repr(self.data)

    def __reduce__(self):
        return type(self), ([*self],), self.__getstate__()

    def add(self, item):
        """Make item a member."""
        data = self.data
        if self._pending_removals:
            self._commit_removals()
        data.add(ref(item, self._remove))

    def discard(self, item):
        """Item is no member any more."""
        if self._pending_removals:
            self._commit_removals()
        self.data.discard(ref(item))

    def remove(self, item):
        """Item is no member any more; KeyError when it was none."""
        self._settled().remove(ref(item))

    def pop(self):
        """Some member that lives, which is none any more; KeyError when there is none."""
        data = self._settled()
        while data:
            if (item := data.pop()()) is not None:
                return item
        raise KeyError("pop from empty WeakSet")

    def clear(self):
        """No members any more."""
        self._settled().clear()

    def copy(self):
        """Another one with these members."""
        return self.__class__(self)

    # ---- changed by another collection ----

    def update(self, other):
        """Add what is in other."""
        self._settled()
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def __isub__(self, other):
        self._settled(other).difference_update(map(ref, other))
        return self

    def __iand__(self, other):
        self._settled().intersection_update(map(ref, other))
        return self

    def __ixor__(self, other):
        self._settled(other).symmetric_difference_update(ref(item, self._remove) for item in other)
        return self

    def difference_update(self, other):
        """Drop what is in other."""
        self.__isub__(other)

    def intersection_update(self, other):
        """Drop what is not in other."""
        self.__iand__(other)

    def symmetric_difference_update(self, other):
        """Drop what is in other, add what was not there."""
        self.__ixor__(other)

    # ---- new ones ----

    def union(self, other):
        """The members of this and other."""
        return self.__class__(item for members in (self, other) for item in members)

    def intersection(self, other):
        """Those in both."""
        return self.__class__(item for item in other if item in self)

    def difference(self, other):
        """Those that are not in other."""
        rest = self.copy()
        rest.difference_update(other)
        return rest

    def symmetric_difference(self, other):
        """Those in one of the two."""
        either = self.copy()
        either.symmetric_difference_update(other)
        return either

    __or__, __and__, __sub__, __xor__ = union, intersection, difference, symmetric_difference

    # ---- compared ----

    def isdisjoint(self, other):
        """Whether no member is in other."""
        return not len(self.intersection(other))

    def issubset(self, other):
        """Whether all members are in other."""
        return self.data.issubset(map(ref, other))

    def issuperset(self, other):
        """Whether all that is in other is a member."""
        return self.data.issuperset(map(ref, other))

    __le__, __ge__ = issubset, issuperset

    def __lt__(self, other):
        return self.data < {*map(ref, other)}

    def __gt__(self, other):
        return self.data > {*map(ref, other)}

    def __eq__(self, other):
        return self.data == {*map(ref, other)} if isinstance(other, self.__class__) else NotImplemented
