"""Paths of elements."""

from .ElementTree import _select

_cache = {}


def iterfind(elem, path, namespaces=None):
    return iter(_select(elem, path, namespaces))


def find(elem, path, namespaces=None):
    return next(iterfind(elem, path, namespaces), None)


def findall(elem, path, namespaces=None):
    return list(iterfind(elem, path, namespaces))


def findtext(elem, path, default=None, namespaces=None):
    found = find(elem, path, namespaces)
    return default if found is None else "" if found.text is None else found.text
