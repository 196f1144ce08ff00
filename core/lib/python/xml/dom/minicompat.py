"""Lists of nodes."""

import xml.dom

__all__ = ['NodeList', 'EmptyNodeList', 'StringTypes', 'defproperty']
StringTypes = (str,)


class NodeList(list):
    """Nodes, counted and fetched as DOM does it."""

    __slots__ = ()

    def __setstate__(self, state):
        self[:] = state if state else []

    def _set_length(self, value):
        raise xml.dom.NoModificationAllowedErr("attempt to modify read-only attribute 'length'")

    def _get_length(self):
        return len(self)

    length = property(_get_length, _set_length, doc='The number of nodes in the NodeList.')

    def item(self, index):
        return self[index] if 0 <= index < len(self) else None


class EmptyNodeList(tuple):
    __slots__ = ()

    def __add__(self, other):
        return NodeList(other)

    def __radd__(self, other):
        return NodeList(other)

    def item(self, index):
        return None

    _get_length = NodeList._get_length
    _set_length = NodeList._set_length
    length = property(_get_length, _set_length, doc='The number of nodes in the NodeList.')


def defproperty(klass, name, doc):
    """An attribute that a method computes."""
    def set(self, value):
        raise xml.dom.NoModificationAllowedErr(f'attempt to modify read-only attribute {name!r}')
    setattr(klass, name, property(getattr(klass, f'_get_{name}'), set, doc=doc))
