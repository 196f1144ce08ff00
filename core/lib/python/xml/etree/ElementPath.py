"""Paths of elements."""

from .ElementTree import _select

_cache = {}


def iterfind(elem, path, namespaces=None):
    """The elements on the path below elem, in document order."""
    return iter(_select(elem, path, namespaces))


def findall(elem, path, namespaces=None):
    """A list of them."""
    return [*_select(elem, path, namespaces)]


def find(elem, path, namespaces=None):
    """The first of them, or None."""
    for first in _select(elem, path, namespaces):
        return first
    return None


def findtext(elem, path, default=None, namespaces=None):
    """The text of the first of them, or the default."""
    for first in _select(elem, path, namespaces):
        return first.text or ""
    return default
