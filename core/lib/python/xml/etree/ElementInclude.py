"""XInclude: documents in documents."""

import copy
from urllib.parse import urljoin
from . import ElementTree

XINCLUDE = "{http://www.w3.org/2001/XInclude}"
XINCLUDE_INCLUDE, XINCLUDE_FALLBACK = XINCLUDE + "include", XINCLUDE + "fallback"
DEFAULT_MAX_INCLUSION_DEPTH = 6


class FatalIncludeError(SyntaxError):
    """Something cannot be included."""


class LimitedRecursiveIncludeError(FatalIncludeError):
    """Documents include each other too deep."""


def default_loader(href, parse, encoding=None):
    """An element, or text, of a file."""
    if parse == "xml":
        with open(href, "rb") as file:
            return ElementTree.parse(file).getroot()
    with open(href, "r", encoding=encoding or "UTF-8") as file:
        return file.read()


def include(elem, loader=None, base_url=None, max_depth=DEFAULT_MAX_INCLUSION_DEPTH):
    """Replace the includes in a tree."""
    if max_depth is not None and max_depth < 0:
        raise ValueError("expected non-negative depth or None for 'max_depth', got %r" % max_depth)
    if hasattr(elem, "getroot"):
        elem = elem.getroot()
    _include(elem, loader or default_loader, base_url, max_depth, set())


def _include(elem, loader, base_url, max_depth, parents):
    i = 0
    while i < len(elem):
        e = elem[i]
        if e.tag == XINCLUDE_INCLUDE:
            href, kind = e.get("href"), e.get("parse", "xml")
            if base_url:
                href = urljoin(base_url, href)
            if kind == "xml":
                if href in parents:
                    raise FatalIncludeError("recursive include of %s" % href)
                if max_depth == 0:
                    raise LimitedRecursiveIncludeError("maximum xinclude depth reached when including file %s" % href)
                node = loader(href, kind)
                if node is None:
                    raise FatalIncludeError("cannot load %r as %r" % (href, kind))
                node = copy.copy(node)
                _include(node, loader, href, max_depth and max_depth - 1, {*parents, href})
                if e.tail:
                    node.tail = (node.tail or "") + e.tail
                elem[i] = node
            elif kind == "text":
                text = loader(href, kind, e.get("encoding"))
                if text is None:
                    raise FatalIncludeError("cannot load %r as %r" % (href, kind))
                text += e.tail or ""
                if i:
                    elem[i - 1].tail = (elem[i - 1].tail or "") + text
                else:
                    elem.text = (elem.text or "") + text
                del elem[i]
                continue
            else:
                raise FatalIncludeError("unknown parse type in xi:include tag (%r)" % kind)
        elif e.tag == XINCLUDE_FALLBACK:
            raise FatalIncludeError("xi:fallback tag must be child of xi:include (%r)" % e.tag)
        else:
            _include(e, loader, base_url, max_depth, parents)
        i += 1
