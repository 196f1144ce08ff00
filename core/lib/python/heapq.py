"""Heaps: lists whose item k is not greater than the items 2k+1 and 2k+2."""

__all__ = ["heapify", "heappop", "heappush", "heappushpop", "heapreplace", "merge", "nlargest", "nsmallest"]


from _heapq import _heapify_max, _heappop_max, _heapreplace_max, heapify, heappop, heappush, heappushpop, heapreplace


def merge(*iterables, key=None, reverse=False):
    """The items of sorted iterables in order."""
    waiting = []
    for i, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for item in iterator:
            waiting.append([item if key is None else key(item), i, item, iterator])
            break
    while waiting:
        best = waiting[0]
        for other in waiting:
            if (best[0] < other[0]) if reverse else (other[0] < best[0]):
                best = other
        yield best[2]
        for item in best[3]:
            best[0] = item if key is None else key(item)
            best[2] = item
            break
        else:
            waiting.remove(best)


def _first(n, iterable, key, best, reverse):
    """The first n of the sorted items."""
    if n == 1:
        items = list(iterable)
        return [best(items, key=key)] if items else []
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=reverse)[:n]
    return sorted(iterable, key=key, reverse=reverse)[:max(n, 0)]


def nsmallest(n, iterable, key=None):
    """The n least items, as sorted(iterable, key=key)[:n]."""
    return _first(n, iterable, key, min, False)


def nlargest(n, iterable, key=None):
    """The n greatest items, as sorted(iterable, key=key, reverse=True)[:n]."""
    return _first(n, iterable, key, max, True)
