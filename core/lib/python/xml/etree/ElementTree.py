"""Trees of XML elements: read, searched, changed, written."""

import sys

from _support import lay_out as _lay_out

__all__ = ["Comment", "dump", "Element", "ElementTree", "fromstring", "fromstringlist", "indent", "iselement", "iterparse", "parse",
           "ParseError", "PI", "ProcessingInstruction", "QName", "SubElement", "tostring", "tostringlist", "TreeBuilder", "VERSION",
           "XML", "XMLID", "canonicalize", "C14NWriterTarget", "XMLParser", "XMLPullParser", "register_namespace"]
VERSION = "1.3.0"


class ParseError(SyntaxError):
    """A text is no XML: code, position (line, column)."""


class Element:
    """A tag with attributes, text, children, and the text behind it."""

    __slots__ = ("tag", "text", "tail", "_attrib", "_children", "_room", "__weakref__")  # _room: for so many children, 0 before the first

    def __init__(self, tag, attrib={}, **extra):
        if not isinstance(attrib, dict):
            raise TypeError(f"Element() argument 2 must be dict, not {type(attrib).__name__}")
        self.tag, self._attrib, self._children, self._room = tag, {**attrib, **extra} or None, [], 0
        self.text = self.tail = None
        if self._attrib:
            self._room = 4

    @property
    def attrib(self):
        if self._attrib is None:
            self._attrib, self._room = {}, self._room or 4
        return self._attrib

    @attrib.setter
    def attrib(self, value):
        if not isinstance(value, dict):
            raise TypeError(f"attrib must be dict, not {type(value).__name__}")
        self._attrib, self._room = value, self._room or 4

    def _grow(self, count):
        """There is room for so many more children: 4 without a table of their own."""
        wanted, room = len(self._children) + count, self._room or 4
        self._room = room if wanted <= room else wanted + (wanted >> 3) + (3 if wanted < 9 else 6)

    def __sizeof__(self):
        return object.__sizeof__(self) + (64 if self._room else 0) + (8 * self._room if self._room > 4 else 0)

    def __repr__(self):
        return f"<Element {self.tag!r} at {id(self):#x}>"

    def makeelement(self, tag, attrib, /):
        return self.__class__(tag, attrib)

    def __copy__(self):
        element = self.makeelement(self.tag, self._attrib or {})
        element.text, element.tail = self.text, self.tail
        element[:] = self
        return element

    def __deepcopy__(self, memo):
        import copy
        element = self.makeelement(self.tag, self._attrib or {})
        element.text, element.tail = self.text, self.tail
        if self._children:
            element._grow(len(self._children))
        element._children = [copy.deepcopy(child, memo) for child in self._children]
        return element

    def __getstate__(self):
        return {"tag": self.tag, "_children": list(self._children), "attrib": self._attrib or {}, "text": self.text, "tail": self.tail}

    def __setstate__(self, state):
        self.__init__(state["tag"], state.get("attrib") or {})
        self.text, self.tail = state.get("text"), state.get("tail")
        self.extend(state.get("_children", ()))

    def __len__(self):
        return len(self._children)

    def __bool__(self):
        import warnings
        warnings.warn("The behavior of this method will change in future versions.  Use specific 'len(elem)' or 'elem is not None' "
                      "test instead.", FutureWarning, stacklevel=2)
        return len(self._children) != 0

    def __getitem__(self, index):
        try:
            return self._children[index]
        except IndexError:
            raise IndexError("child index out of range") from None

    def __setitem__(self, index, element):
        many = isinstance(index, slice)
        elements = list(element) if many else [element]
        for item in elements:
            self._check(item)
        if many and (more := len(elements) - len(self._children[index])) > 0:
            self._grow(more)
        self._children[index] = elements if many else element

    def __delitem__(self, index):
        try:
            del self._children[index]
        except IndexError:
            raise IndexError("child assignment index out of range") from None

    def _check(self, element):
        if not isinstance(element, Element):
            raise TypeError(f"append() argument must be xml.etree.ElementTree.Element, not {type(element).__name__}")

    def append(self, subelement, /):
        self._check(subelement)
        self._grow(1)
        self._children.append(subelement)

    def extend(self, elements, /):
        for element in elements:
            if not isinstance(element, Element):
                raise TypeError(f"expected an Element, not \"{type(element).__name__}\"")
            self._grow(1)
            self._children.append(element)

    def insert(self, index, subelement, /):
        self._check(subelement)
        self._grow(1)
        self._children.insert(index, subelement)

    def remove(self, subelement, /):
        try:
            self._children.remove(subelement)
        except ValueError:
            raise ValueError("list.remove(x): x not in list") from None

    def find(self, path, namespaces=None):
        """The first element of a path."""
        return next(iter(_select(self, path, namespaces)), None)

    def findtext(self, path, default=None, namespaces=None):
        found = self.find(path, namespaces)
        return default if found is None else "" if found.text is None else found.text

    def findall(self, path, namespaces=None):
        """All elements of a path."""
        return _select(self, path, namespaces)

    def iterfind(self, path, namespaces=None):
        return iter(_select(self, path, namespaces))

    def clear(self):
        self._attrib, self._children, self._room = None, [], 0
        self.text = self.tail = None

    def get(self, key, default=None):
        return default if self._attrib is None else self._attrib.get(key, default)

    def set(self, key, value, /):
        self.attrib[key] = value

    def keys(self):
        return list(self._attrib or ())

    def items(self):
        return list((self._attrib or {}).items())

    def iter(self, tag=None):
        """This element and all below it."""
        if tag in ("*", None) or self.tag == tag:
            yield self
        tag = None if tag == "*" else tag
        for child in self._children:
            yield from child.iter(tag)

    def itertext(self):
        """All text in it."""
        if not isinstance(self.tag, str) and self.tag is not None:
            return
        if self.text:
            yield self.text
        for child in self._children:
            yield from child.itertext()
            if child.tail:
                yield child.tail


Element.__module__ = "xml.etree.ElementTree"
_lay_out(Element, "gsi", 56, 0, 48)


def SubElement(parent, tag, attrib={}, **extra):
    """A new child of an element."""
    element = parent.makeelement(tag, {**attrib, **extra})
    parent.append(element)
    return element


def Comment(text=None):
    element = Element(Comment)
    element.text = text
    return element


def ProcessingInstruction(target, text=None):
    element = Element(ProcessingInstruction)
    element.text = f"{target} {text}" if text else target
    return element


PI = ProcessingInstruction


class QName:
    """A name in a namespace."""

    def __init__(self, text_or_uri, tag=None):
        self.text = f"{{{text_or_uri}}}{tag}" if tag else text_or_uri

    def __str__(self):
        return self.text

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.text!r}>"

    def __hash__(self):
        return hash(self.text)

    def __eq__(self, other):
        return self.text == (other.text if isinstance(other, QName) else other)

    def __lt__(self, other):
        return self.text < (other.text if isinstance(other, QName) else other)


def iselement(element):
    return hasattr(element, "tag")


# ---- paths ----

def _steps(path):
    """The steps of a path: '', '.', '..', '*', names, each with its conditions."""
    steps, start, depth, quote = [], 0, 0, ""
    for i, c in enumerate(path + "/"):
        if quote:
            quote = "" if c == quote else quote
        elif c in "'\"":
            quote = c
        elif c in "[{":
            depth += 1
        elif c in "]}":
            depth -= 1
        elif c == "/" and not depth:
            steps.append(path[start:i])
            start = i + 1
    return steps


def _expanded(name, namespaces):
    if name[:1] == "{" or name in ("", "*"):
        return name
    prefix, colon, local = name.partition(":")
    if colon:
        if not namespaces or prefix not in namespaces:
            raise SyntaxError(f"prefix {prefix!r} not found in prefix map")
        return f"{{{namespaces[prefix]}}}{local}"
    return f"{{{namespaces['']}}}{name}" if namespaces and namespaces.get("") else name


def _fits(element, name):
    tag = element.tag
    if name == "*" or tag == name:
        return True
    if not isinstance(tag, str):
        return False
    if name[:3] == "{*}":
        return tag.rpartition("}")[2] == name[3:] or name == "{*}*"
    if name[:2] == "{}":
        return "{" not in tag and name[2:] in ("*", tag)
    return name[-2:] == "}*" and tag.startswith(name[:-1])


def _satisfies(element, condition, siblings, namespaces):
    left, negated, right = condition.partition("!=")
    equals = "!=" if negated else ""
    if not negated:
        left, equals, right = condition.partition("=")
    left, right = left.strip(), right.strip()
    if equals:
        if right[:1] not in ("'", '"') or right[-1:] != right[:1]:
            raise SyntaxError("invalid predicate")
        right = right[1:-1]
        if left[:1] == "@":
            value = element.get(left[1:])
            return value is not None and (value != right if negated else value == right)
        if left == ".":
            return ("".join(element.itertext()) == right) != bool(negated)
        return any(("".join(child.itertext()) == right) != bool(negated) for child in element if _fits(child, _expanded(left, namespaces)))
    if left[:1] == "@":
        return element.get(left[1:]) is not None
    if left.lstrip("-").isdigit():
        n = int(left)
        if n < 1:
            raise SyntaxError("XPath position >= 1 expected")
        return n <= len(siblings) and siblings[n - 1] is element
    if left.startswith("last()"):
        rest = left[6:].replace(" ", "")
        if rest and not rest[1:].isdigit() or rest[:1] not in ("", "-", "+"):
            raise SyntaxError("unsupported expression")
        if rest and int(rest) >= 0:
            raise SyntaxError("XPath offset from last() must be negative")
        n = len(siblings) + int(rest or 0)
        return 1 <= n and siblings[n - 1] is element
    if not left or "(" in left:
        raise SyntaxError("invalid predicate")
    return any(_fits(child, _expanded(left, namespaces)) for child in element)


def _select(root, path, namespaces):
    if path[-1:] == "/":
        path += "*"
    if path[:1] == "/":
        raise SyntaxError("cannot use absolute path on element")
    found, parents, deep = [root], None, False
    for step in _steps(path):
        if step == "":
            deep = True
            continue
        name, _, rest = (step, "", "") if step[:1] == "[" else (step.partition("[") if step[:1] != "{" else
                                                              (step[:step.index("}") + 1] + step[step.index("}") + 1:].partition("[")[0],
                                                               "", step[step.index("}") + 1:].partition("[")[2]))
        conditions = [part.strip() for part in rest.removesuffix("]").split("][")] if rest else []
        if name == "..":
            if parents is None:
                parents = {child: parent for parent in root.iter() for child in parent}
            found = list(dict.fromkeys(parents[element] for element in found if element in parents))
        elif name != ".":
            name = _expanded(name, namespaces)
            if deep:
                found = [e for element in found for e in element.iter() if e is not element and _fits(e, name)]
            else:
                found = [child for element in found for child in element if _fits(child, name)]
        deep = False
        for condition in conditions:
            if parents is None:
                parents = {child: parent for parent in root.iter() for child in parent}
            found = [e for e in found if _satisfies(e, condition, [c for c in parents.get(e, ()) if c.tag == e.tag], namespaces)]
    return found


# ---- writing ----

_namespace_map = {"http://www.w3.org/XML/1998/namespace": "xml", "http://www.w3.org/1999/xhtml": "html",
                  "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf", "http://schemas.xmlsoap.org/wsdl/": "wsdl",
                  "http://www.w3.org/2001/XMLSchema": "xs", "http://www.w3.org/2001/XMLSchema-instance": "xsi",
                  "http://purl.org/dc/elements/1.1/": "dc"}


def register_namespace(prefix, uri):
    """The prefix that a namespace has in output."""
    if prefix[:2] == "ns" and prefix[2:].isdigit():
        raise ValueError("Prefix format reserved for internal use")
    for known, value in list(_namespace_map.items()):
        if known == uri or value == prefix:
            del _namespace_map[known]
    _namespace_map[uri] = prefix


register_namespace._namespace_map = _namespace_map


def _escape_text(text):
    if not isinstance(text, str):
        raise TypeError(f"cannot serialize {text!r} (type {type(text).__name__})")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _escape_value(text):
    return _escape_text(text).replace('"', "&quot;").replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")


class _Writer:
    def __init__(self, root, default, short, method):
        self.parts, self.short, self.method = [], short, method
        self.names, self.spaces = {None: None}, {}
        if default:
            self.spaces[default] = ""
        self.default = default
        for element in root.iter():
            if isinstance(element.tag, (str, QName)):
                self.name(element.tag)
            elif element.tag is not None and element.tag is not Comment and element.tag is not PI:
                raise TypeError(f"cannot serialize {element.tag!r} (type {type(element.tag).__name__})")
            for key, value in element.items():
                self.name(key)
                if isinstance(value, QName):
                    self.name(value)
            if isinstance(element.text, QName):
                self.name(element.text)

    def name(self, qname):
        """A name with its prefix."""
        text = qname.text if isinstance(qname, QName) else qname
        if text not in self.names:
            if not isinstance(text, str):
                raise TypeError(f"cannot serialize {text!r} (type {type(text).__name__})")
            if text[:1] == "{":
                uri, local = text[1:].rsplit("}", 1)
                prefix = self.spaces.get(uri)
                if prefix is None:
                    prefix = _namespace_map.get(uri) or f"ns{len(self.spaces)}"
                    if prefix != "xml":
                        self.spaces[uri] = prefix
                self.names[text] = f"{prefix}:{local}" if prefix else local
            else:
                if self.default:
                    raise ValueError("cannot use non-qualified names with default_namespace option")
                self.names[text] = text
        return self.names[text]

    def text(self, value):
        return self.name(value) if isinstance(value, QName) else _escape_text(value)

    def element(self, e, root=False):
        write = self.parts.append
        if e.tag is Comment:
            write(f"<!--{e.text}-->")
        elif e.tag is PI:
            write(f"<?{e.text}?>")
        elif e.tag is None:
            if e.text:
                write(self.text(e.text))
            for child in e:
                self.element(child)
        else:
            name = self.name(e.tag)
            write("<" + name)
            if root:
                for uri, prefix in sorted(self.spaces.items(), key=lambda pair: pair[1]):
                    write(f' xmlns{":" + prefix if prefix else ""}="{_escape_value(uri)}"')
            for key, value in e.items():
                value = self.name(value) if isinstance(value, QName) else _escape_value(value)
                write(f' {self.name(key)}="{value}"')
            void = self.method == "html" and name.lower() in _VOID
            if e.text or len(e) or not self.short or self.method == "html":
                write(">")
                if e.text:
                    write(e.text if self.method == "html" and name.lower() in ("script", "style") else self.text(e.text))
                for child in e:
                    self.element(child)
                if not void:
                    write(f"</{name}>")
            else:
                write(" />")
        if e.tail:
            write(_escape_text(e.tail))


HTML_EMPTY = _VOID = {"area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "isindex", "link", "meta", "param", "source",
                     "track", "wbr"}


def _serialized(element, encoding, declare, default, method, short):
    """(text, encoding for bytes or None)"""
    if method == "text":
        text = "".join(element.itertext()) + (element.tail or "")
    elif method in (None, "xml", "html"):
        writer = _Writer(element, default, short, method)
        writer.element(element, True)
        text = "".join(writer.parts)
    else:
        raise ValueError(f"unknown method {method!r}")
    lower = (encoding or "us-ascii").lower()
    if method in (None, "xml") and (declare or declare is None and lower not in ("utf-8", "us-ascii", "unicode")):
        shown = "utf-8" if lower == "unicode" else encoding or "us-ascii"
        text = f"<?xml version='1.0' encoding='{shown}'?>\n" + text
    return text if lower == "unicode" else text.encode(encoding or "us-ascii", "xmlcharrefreplace")


def tostring(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None, short_empty_elements=True):
    """An element as bytes; as text with encoding="unicode"."""
    return _serialized(element, encoding, xml_declaration, default_namespace, method, short_empty_elements)


def tostringlist(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None, short_empty_elements=True):
    return [tostring(element, encoding, method, xml_declaration=xml_declaration, default_namespace=default_namespace,
                     short_empty_elements=short_empty_elements)]


def dump(elem):
    """Write an element to sys.stdout."""
    if not isinstance(elem, ElementTree):
        elem = ElementTree(elem)
    elem.write(sys.stdout, encoding="unicode")
    tail = elem.getroot().tail
    if not tail or tail[-1] != "\n":
        sys.stdout.write("\n")


def indent(tree, space="  ", level=0):
    """Line ends and blanks put between the elements."""
    if isinstance(tree, ElementTree):
        tree = tree.getroot()
    if level < 0:
        raise ValueError(f"Initial indentation level must be >= 0, got {level}")
    if not len(tree):
        return

    def inner(element, depth):
        before = "\n" + space * (depth + 1)
        if not element.text or not element.text.strip():
            element.text = before
        for child in element:
            if len(child):
                inner(child, depth + 1)
            if not child.tail or not child.tail.strip():
                child.tail = before
        if not child.tail.strip():
            child.tail = "\n" + space * depth

    inner(tree, level)


class ElementTree:
    """A whole document."""

    def __init__(self, element=None, file=None):
        self._root = element
        if file:
            self.parse(file)

    def getroot(self):
        return self._root

    def _setroot(self, element):
        self._root = element

    def parse(self, source, parser=None):
        """Read a file."""
        opened = None
        if not hasattr(source, "read"):
            source = opened = open(source, "rb")
        try:
            parser = parser or XMLParser()
            while data := source.read(65536):
                parser.feed(data)
            self._root = parser.close()
            return self._root
        finally:
            if opened:
                opened.close()

    def iter(self, tag=None):
        return self._root.iter(tag)

    def _relative(self, path):
        if path[:1] == "/":
            path = "." + path
            import warnings
            warnings.warn("This search is broken in 1.3 and earlier, and will be fixed in a future version.  If you rely on the current behaviour, "
                          f"change it to {path!r}", FutureWarning, stacklevel=3)
        return path

    def find(self, path, namespaces=None):
        return self._root.find(self._relative(path), namespaces)

    def findtext(self, path, default=None, namespaces=None):
        return self._root.findtext(self._relative(path), default, namespaces)

    def findall(self, path, namespaces=None):
        return self._root.findall(self._relative(path), namespaces)

    def iterfind(self, path, namespaces=None):
        return self._root.iterfind(self._relative(path), namespaces)

    def write(self, file_or_filename, encoding=None, xml_declaration=None, default_namespace=None, method=None, *,
              short_empty_elements=True):
        """Write the document to a file."""
        data = _serialized(self._root, encoding, xml_declaration, default_namespace, method, short_empty_elements)
        if hasattr(file_or_filename, "write"):
            file_or_filename.write(data)
        elif isinstance(data, str):
            with open(file_or_filename, "w", encoding="utf-8") as file:
                file.write(data)
        else:
            with open(file_or_filename, "wb") as file:
                file.write(data)


# ---- reading ----

class TreeBuilder:
    """Makes a tree of what a parser tells."""

    __slots__ = ("_data", "_elem", "_last", "_root", "_tail", "_factory", "_comment", "_pi", "insert_comments", "insert_pis")

    def __init__(self, element_factory=None, *, comment_factory=None, pi_factory=None, insert_comments=False, insert_pis=False):
        self._data, self._elem, self._last, self._root, self._tail = [], [], None, None, False
        self._factory = element_factory or Element
        self._comment, self._pi = comment_factory or Comment, pi_factory or ProcessingInstruction
        self.insert_comments, self.insert_pis = insert_comments, insert_pis

    def close(self):
        if self._elem:
            raise AssertionError("missing end tags")
        return self._root

    def _flush(self):
        if self._data:
            if self._last is not None:
                text = "".join(self._data)
                if self._tail:
                    self._last.tail = (self._last.tail or "") + text
                else:
                    self._last.text = (self._last.text or "") + text
            self._data = []

    def data(self, data):
        self._data.append(data)

    def start(self, tag, attrs):
        self._flush()
        self._last = element = self._factory(tag, attrs)
        if self._elem:
            self._elem[-1].append(element)
        elif self._root is None:
            self._root = element
        self._elem.append(element)
        self._tail = False
        return element

    def end(self, tag):
        self._flush()
        self._last = self._elem.pop()
        self._tail = True
        return self._last

    def _single(self, made, insert):
        if insert:
            self._flush()
            self._last = made
            if self._elem:
                self._elem[-1].append(made)
            self._tail = True
        return made

    def comment(self, text):
        return self._single(self._comment(text), self.insert_comments)

    def pi(self, target, text=None):
        return self._single(self._pi(target, text), self.insert_pis)


_lay_out(TreeBuilder, "gsi", 160)


class XMLParser:
    """Reads text and tells a target of it."""

    __slots__ = ("target", "entity", "version", "_parser", "_names")

    def __init__(self, *, target=None, encoding=None):
        from pyexpat import ParserCreate
        self.target, self.entity, self.version, self._names = TreeBuilder() if target is None else target, {}, "Expat 2.5.0", {}
        self._parser = parser = ParserCreate(encoding, "}")
        parser.DefaultHandlerExpand = self._other
        target = self.target
        if hasattr(target, "start"):
            parser.StartElementHandler = self._start
        if hasattr(target, "end"):
            parser.EndElementHandler = self._end
        for name, handler in (("data", "CharacterDataHandler"), ("comment", "CommentHandler"), ("end_ns", "EndNamespaceDeclHandler")):
            if hasattr(target, name):
                setattr(parser, handler, getattr(target, name))
        if hasattr(target, "pi"):
            parser.ProcessingInstructionHandler = lambda name, text: target.pi(name, text or None)
        if hasattr(target, "start_ns"):
            parser.StartNamespaceDeclHandler = lambda prefix, uri: target.start_ns(prefix or "", uri or "")
        if hasattr(target, "end_ns"):
            parser.EndNamespaceDeclHandler = lambda prefix: target.end_ns(prefix or "")
        parser.StartDoctypeDeclHandler = self._doctype

    def _name(self, name):
        full = self._names[name] = "{" + name if "}" in name else name
        return full

    def _start(self, tag, attributes):
        names = self._names
        return self.target.start(names.get(tag) or self._name(tag), {names.get(key) or self._name(key): attributes[key] for key in attributes})

    def _end(self, tag):
        return self.target.end(self._names.get(tag) or self._name(tag))

    def _doctype(self, name, system, public, has_internal_subset):
        if hasattr(self.target, "doctype"):
            self.target.doctype(name, public, system)
        elif hasattr(self, "doctype"):
            import warnings
            warnings.warn("The doctype() method of XMLParser is deprecated.  Define doctype() method on the TreeBuilder target.", RuntimeWarning,
                          stacklevel=2)

    def _other(self, text):
        if text[:1] != "&":
            return
        if text[1:-1] in self.entity:
            if hasattr(self.target, "data"):
                self.target.data(self.entity[text[1:-1]])
            return
        parser = self._parser
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber
        error = ParseError(f"undefined entity {text}: line {line}, column {column}")
        error.code, error.position = 11, (line, column)
        raise error

    def _parse(self, data, final):
        from pyexpat import ExpatError
        try:
            self._parser.Parse(data, final)
        except ExpatError as failure:
            error = ParseError(str(failure))
            error.code, error.position = failure.code, (failure.lineno, failure.offset)
        else:
            return
        raise error

    def _setevents(self, queue, wanted):
        """Note what happens in a list, too."""
        parser, target = self._parser, self.target

        def start_ns(prefix, uri):
            pair = prefix or "", uri or ""
            queue.append(("start-ns", target.start_ns(*pair) if hasattr(target, "start_ns") else pair))

        def end_ns(prefix):
            queue.append(("end-ns", target.end_ns(prefix or "") if hasattr(target, "end_ns") else None))

        noting = {"start": ("StartElementHandler", lambda tag, attributes: queue.append(("start", self._start(tag, attributes)))),
                  "end": ("EndElementHandler", lambda tag: queue.append(("end", self._end(tag)))),
                  "start-ns": ("StartNamespaceDeclHandler", start_ns), "end-ns": ("EndNamespaceDeclHandler", end_ns),
                  "comment": ("CommentHandler", lambda text: queue.append(("comment", target.comment(text)))),
                  "pi": ("ProcessingInstructionHandler", lambda name, text: queue.append(("pi", target.pi(name, text or None))))}
        for event in wanted:
            if event not in noting:
                raise ValueError(f"unknown event {event!r}")
            setattr(parser, *noting[event])

    def feed(self, data, /):
        self._parse(data, False)

    def close(self):
        """The end of the text: what the target has made."""
        self._parse(b"", True)
        return self.target.close() if hasattr(self.target, "close") else None

    def flush(self):
        pass


_lay_out(XMLParser, "gsi", 120)


def XML(text, parser=None):
    """The element that a text describes."""
    parser = parser or XMLParser(target=TreeBuilder())
    parser.feed(text)
    return parser.close()


fromstring = XML


def fromstringlist(sequence, parser=None):
    parser = parser or XMLParser(target=TreeBuilder())
    for text in sequence:
        parser.feed(text)
    return parser.close()


def XMLID(text, parser=None):
    """(element, {id: element})"""
    tree = XML(text, parser)
    return tree, {element.get("id"): element for element in tree.iter() if element.get("id")}


def parse(source, parser=None):
    """The ElementTree of a file."""
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


def iterparse(source, events=None, parser=None):
    """(event, element) for each start or end of an element of a file."""
    puller = XMLPullParser(events=events, _parser=parser)
    opened = None if hasattr(source, "read") else open(source, "rb")

    def read():
        try:
            while True:
                yield from puller.read_events()
                data = (opened or source).read(16 * 1024)
                if not data:
                    break
                puller.feed(data)
            root = puller._close_and_return_root()
            yield from puller.read_events()
            it.root = root
        finally:
            if opened:
                opened.close()

    class IterParseIterator:
        __next__ = read().__next__

        def __iter__(self):
            return self

    it = IterParseIterator()
    it.root = None
    return it


class XMLPullParser:
    """Text is fed in, events are read."""

    def __init__(self, events=None, *, _parser=None):
        self._events_queue, self._parser = [], _parser or XMLParser(target=TreeBuilder())
        self._parser._setevents(self._events_queue, ("end",) if events is None else events)

    def feed(self, data):
        """More text."""
        if self._parser is None:
            raise ValueError("feed() called after end of stream")
        if data:
            try:
                self._parser.feed(data)
            except SyntaxError as error:
                self._events_queue.append(error)

    def _close_and_return_root(self):
        root = self._parser.close()
        self._parser = None
        return root

    def close(self):
        """The end of the text."""
        self._close_and_return_root()

    def read_events(self):
        """What has happened since."""
        events = self._events_queue
        while events:
            event = events.pop(0)
            if isinstance(event, Exception):
                raise event
            yield event


class C14NWriterTarget:
    """A target that writes canonical XML."""

    def __init__(self, write, *, with_comments=False, strip_text=False, rewrite_prefixes=False, qname_aware_tags=None, qname_aware_attrs=None,
                 exclude_attrs=None, exclude_tags=None):
        self._write, self._comments, self._strip, self._rewrite = write, with_comments, strip_text, rewrite_prefixes
        self._without_attributes, self._without = set(exclude_attrs or ()), set(exclude_tags or ())
        self._declared, self._new, self._data, self._depth, self._skipped = [{"xml": "http://www.w3.org/XML/1998/namespace"}], [], [], 0, 0
        self._after, self._pending = False, None
        self._tags, self._attributes = set(qname_aware_tags or ()), set(qname_aware_attrs or ())
        self._stack, self._prefixes, self._given = [], {}, [{"xml": "http://www.w3.org/XML/1998/namespace"}]

    def start_ns(self, prefix, uri):
        self._new.append((prefix, uri))

    def data(self, data):
        if not self._skipped and self._depth:
            self._data.append(data)

    def _flush(self):
        text, self._data = "".join(self._data), []
        if self._strip:
            text = text.strip()
        if text:
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#xD;")
            self._write(text)

    def _qname(self, name, declared, fresh, attribute=False):
        """A name with the prefix that stands for its namespace; a namespace that has none here yet is noted in fresh."""
        if name[:1] != "{":
            if not attribute and declared.get(""):
                fresh[""] = declared[""] = ""
            return name
        uri, _, local = name[1:].rpartition("}")
        if uri == "http://www.w3.org/XML/1998/namespace":
            return f"xml:{local}"
        for prefix, bound in declared.items():
            if bound == uri and (prefix or not attribute):
                return f"{prefix}:{local}" if prefix else local
        if self._rewrite:
            prefix = self._prefixes.setdefault(uri, f"n{len(self._prefixes)}")
        else:
            prefix = next((prefix for prefix, bound in reversed(self._given[-1].items()) if bound == uri and (prefix or not attribute)), None)
            if prefix is None:
                raise ValueError(f'Namespace "{uri}" is not declared in scope')
        declared[prefix] = fresh[prefix] = uri
        return f"{prefix}:{local}" if prefix else local

    def start(self, tag, attrs):
        if self._skipped or tag in self._without:
            self._skipped += 1
            return
        self._flush()
        self._given.append({**self._given[-1], **dict(self._new)})
        self._new = []
        declared, fresh = dict(self._declared[-1]), {}
        names = {name: value for name, value in attrs.items() if name not in self._without_attributes}
        if self._rewrite:
            for name in sorted([tag, *names], key=lambda name: name.rpartition("}")[::2]):
                self._qname(name, declared, fresh, name != tag)
        written = self._qname(tag, declared, fresh)
        pairs = [(name.rpartition("}")[0], name.rpartition("}")[2], self._qname(name, declared, fresh, True), value)
                 for name, value in names.items()]
        self._declared.append(declared)
        self._stack.append(written)
        self._write(f"<{written}")
        for prefix, uri in sorted(fresh.items()):
            self._write(f' xmlns{":" if prefix else ""}{prefix}="{self._quoted(uri)}"')
        for _, _, name, value in sorted(pairs):
            self._write(f' {name}="{self._quoted(value)}"')
        self._write(">")
        self._depth += 1

    @staticmethod
    def _quoted(value):
        for c, text in (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;"), ("\t", "&#x9;"), ("\n", "&#xA;"), ("\r", "&#xD;")):
            value = value.replace(c, text)
        return value

    def end(self, tag):
        if self._skipped:
            self._skipped -= 1
            return
        self._flush()
        self._write(f"</{self._stack.pop()}>")
        self._declared.pop()
        self._given.pop()
        self._depth -= 1
        self._after = not self._depth

    def _outside(self, text):
        if self._skipped:
            return
        if self._depth:
            self._flush()
            self._write(text)
        else:
            self._write(f"\n{text}" if self._after else f"{text}\n")

    def comment(self, text):
        if self._comments:
            self._outside("<!--" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "-->")

    def pi(self, target, data):
        self._outside(f"<?{target} {data}?>" if data else f"<?{target}?>")


def canonicalize(xml_data=None, *, out=None, from_file=None, **options):
    """Canonical XML of a text or a file: written to out, or returned."""
    if xml_data is None and from_file is None:
        raise ValueError("Either 'xml_data' or 'from_file' must be provided as input")
    parts = []
    parser = XMLParser(target=C14NWriterTarget(out.write if out is not None else parts.append, **options))
    if xml_data is not None:
        parser.feed(xml_data)
        parser.close()
    elif from_file is not None:
        parse(from_file, parser=parser)
    return "".join(parts) if out is None else None
