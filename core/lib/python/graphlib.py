"""Nodes of a graph in an order in which each comes after those it needs."""

from types import GenericAlias

__all__ = ["TopologicalSorter", "CycleError"]

_OUT, _DONE = -1, -2


class CycleError(ValueError):
    """The graph has a cycle; args[1] is one, its first node again at the end."""


class _Node:
    __slots__ = ("node", "left", "successors")

    def __init__(self, node):
        self.node, self.left, self.successors = node, 0, []


class TopologicalSorter:
    """Sorts a graph: {node: nodes it needs}."""

    def __init__(self, graph=None):
        self._nodes, self._ready = {}, None
        self._passed = self._finished = 0
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)

    def _info(self, node):
        if node not in self._nodes:
            self._nodes[node] = _Node(node)
        return self._nodes[node]

    def add(self, node, *predecessors):
        """A node and what it needs."""
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        info = self._info(node)
        info.left += len(predecessors)
        for predecessor in predecessors:
            self._info(predecessor).successors.append(node)

    def prepare(self):
        """No more nodes are added; a cycle is found now."""
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [info.node for info in self._nodes.values() if info.left == 0]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def get_ready(self):
        """The nodes that need nothing more, those given before left out."""
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        result = tuple(self._ready)
        for node in result:
            self._nodes[node].left = _OUT
        self._ready.clear()
        self._passed += len(result)
        return result

    def is_active(self):
        """Whether there is more to be done."""
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        return self._finished < self._passed or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        """These nodes are done: others may become ready."""
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        for node in nodes:
            info = self._nodes.get(node)
            if info is None:
                raise ValueError(f"node {node!r} was not added using add()")
            if info.left != _OUT:
                if info.left >= 0:
                    raise ValueError(f"node {node!r} was not passed out (still not ready)")
                raise ValueError(f"node {node!r} was already marked done")
            info.left = _DONE
            for successor in info.successors:
                other = self._nodes[successor]
                other.left -= 1
                if other.left == 0:
                    self._ready.append(successor)
            self._finished += 1

    def _find_cycle(self):
        path, places, seen, iterators = [], {}, set(), []
        for node in self._nodes:
            if node in seen:
                continue
            while True:
                if node in seen:
                    if node in places:
                        return path[places[node]:] + [node]
                else:
                    seen.add(node)
                    iterators.append(iter(self._nodes[node].successors))
                    places[node] = len(path)
                    path.append(node)
                while path:
                    try:
                        node = next(iterators[-1])
                        break
                    except StopIteration:
                        del places[path.pop()]
                        iterators.pop()
                else:
                    break
        return None

    def static_order(self):
        """All nodes in order."""
        self.prepare()
        while self.is_active():
            group = self.get_ready()
            yield from group
            self.done(*group)

    __class_getitem__ = classmethod(GenericAlias)
