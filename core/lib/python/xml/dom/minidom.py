"""Trees of nodes, as the Document Object Model has them."""

import io
import xml.dom
from xml.dom import EMPTY_NAMESPACE, EMPTY_PREFIX, XMLNS_NAMESPACE, domreg
from xml.dom.minicompat import *

_CHILDREN = (1, 6, 5)  # nodes whose children count for id caches
_LEAVES = 'ELEMENT_NODE PROCESSING_INSTRUCTION_NODE COMMENT_NODE TEXT_NODE CDATA_SECTION_NODE ENTITY_REFERENCE_NODE'
_kinds = lambda names: tuple(getattr(xml.dom.Node, name) for name in names.split())


class Node(xml.dom.Node):
    """What all nodes can do."""

    namespaceURI = parentNode = ownerDocument = nextSibling = previousSibling = None
    prefix = EMPTY_PREFIX

    def __bool__(self):
        return True

    def toxml(self, encoding=None, standalone=None):
        """As text; as bytes when there is an encoding."""
        return self.toprettyxml('', '', encoding, standalone)

    def toprettyxml(self, indent='\t', newl='\n', encoding=None, standalone=None):
        """As text, an element a line."""
        if encoding is None:
            writer = io.StringIO()
        else:
            writer = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors='xmlcharrefreplace', newline='\n')
        if self.nodeType == Node.DOCUMENT_NODE:
            self.writexml(writer, '', indent, newl, encoding, standalone)
        else:
            self.writexml(writer, '', indent, newl)
        return writer.getvalue() if encoding is None else writer.detach().getvalue()

    def hasChildNodes(self):
        """Whether there is a node in this one."""
        return len(self.childNodes) > 0

    def _get_firstChild(self):
        return next(iter(self.childNodes), None)

    def _get_lastChild(self):
        return next(reversed(self.childNodes), None)

    def _get_childNodes(self):
        return self.childNodes

    def _check(self, child):
        if child.nodeType not in self._child_node_types:
            raise xml.dom.HierarchyRequestErr(f'{child!r} cannot be child of {self!r}')

    def _join(self):
        """Siblings know each other again."""
        before = None
        for child in self.childNodes:
            child.previousSibling, child.parentNode = before, self
            if before is not None:
                before.nextSibling = child
            before = child
        if before is not None:
            before.nextSibling = None

    def _place_of(self, child):
        if child not in self.childNodes:
            raise xml.dom.NotFoundErr()
        return self.childNodes.index(child)

    def _forget(self, *nodes):
        """What was found by id may not be there any more, if one of the nodes can hold such."""
        if any(node.nodeType in _CHILDREN for node in nodes):
            _clear_id_cache(self)

    def _adopt(self, child):
        """Check that the child can be one, and take it from its parent."""
        self._check(child)
        if child.parentNode is not None:
            child.parentNode.removeChild(child)

    @staticmethod
    def _lonely(child):
        child.parentNode = child.nextSibling = child.previousSibling = None

    def insertBefore(self, newChild, refChild):
        """Put a node, or what a fragment holds, before a child; at the end when that is None."""
        if newChild.nodeType == self.DOCUMENT_FRAGMENT_NODE:
            for held in [*newChild.childNodes]:
                self.insertBefore(held, refChild)
            return newChild
        self._adopt(newChild)
        if refChild is not None:
            self.childNodes.insert(self._place_of(refChild), newChild)
            self._forget(newChild)
            self._join()
        else:
            self.appendChild(newChild)
        return newChild

    def appendChild(self, node):
        """Put a node, or what a fragment holds, behind the children."""
        if node.nodeType == self.DOCUMENT_FRAGMENT_NODE:
            for held in [*node.childNodes]:
                self.appendChild(held)
            return node
        self._check(node)
        self._forget(node)
        self._adopt(node)
        node.nextSibling = None
        _append_child(self, node)
        return node

    def replaceChild(self, newChild, oldChild):
        """Put a node, or what a fragment holds, in the place of a child, which is returned."""
        if newChild.nodeType == self.DOCUMENT_FRAGMENT_NODE:
            after = oldChild.nextSibling
            self.removeChild(oldChild)
            return self.insertBefore(newChild, after)
        self._check(newChild)
        if oldChild is newChild:
            return None
        self._adopt(newChild)
        self.childNodes[self._place_of(oldChild)] = newChild
        self._lonely(oldChild)
        self._forget(newChild, oldChild)
        self._join()
        return oldChild

    def removeChild(self, oldChild):
        """Take a child away, which is returned."""
        del self.childNodes[self._place_of(oldChild)]
        self._forget(oldChild)
        self._lonely(oldChild)
        self._join()
        return oldChild

    def normalize(self):
        """Neighbouring texts become one, empty ones go."""
        kept = []
        for child in self.childNodes:
            if child.nodeType == Node.TEXT_NODE:
                if not child.data:
                    child.parentNode = child.nextSibling = child.previousSibling = None
                    child.unlink()
                    continue
                if kept and kept[-1].nodeType == child.nodeType:
                    kept[-1].data += child.data
                    child.unlink()
                    continue
            kept.append(child)
            if child.nodeType == Node.ELEMENT_NODE:
                child.normalize()
        self.childNodes[:] = kept
        self._join()

    def cloneNode(self, deep):
        """Another such node, with deep all that is in it."""
        return _clone_node(self, deep, self.ownerDocument or self)

    def isSupported(self, feature, version):
        """Whether the implementation has it."""
        return self.ownerDocument.implementation.hasFeature(feature, version)

    def _get_localName(self):
        return None

    def isSameNode(self, other):
        """Whether they are one."""
        return other is self

    def getInterface(self, feature):
        return self if self.isSupported(feature, None) else None

    def getUserData(self, key):
        """What setUserData() was given."""
        return getattr(self, '_user_data', {}).get(key, (None, None))[0]

    def setUserData(self, key, data, handler):
        table = self.__dict__.setdefault('_user_data', {})
        old = table[key][0] if key in table else None
        if data is None:
            table.pop(key, None)
        else:
            table[key] = (data, handler)
        return old

    def _call_user_data_handler(self, operation, src, dst):
        for key, (data, handler) in list(getattr(self, '_user_data', {}).items()):
            if handler is not None:
                handler.handle(operation, key, data, src, dst)

    def unlink(self):
        """The tree is taken apart."""
        self.parentNode = self.ownerDocument = self.previousSibling = self.nextSibling = None
        if self.childNodes:
            children, self.childNodes = self.childNodes, NodeList()
            for child in children:
                child.unlink()

    def __enter__(self):
        return self

    def __exit__(self, et, ev, tb):
        self.unlink()


defproperty(Node, 'firstChild', doc='First child node, or None.')
defproperty(Node, 'lastChild', doc='Last child node, or None.')
defproperty(Node, 'localName', doc='Namespace-local name of this node.')


def _append_child(self, node):
    last = self.childNodes[-1] if self.childNodes else None
    if last is not None:
        node.previousSibling, last.nextSibling = last, node
    self.childNodes.append(node)
    node.parentNode = self


def _in_document(node):
    while node is not None and node.nodeType != Node.DOCUMENT_NODE:
        node = node.parentNode
    return node is not None


def _write_data(writer, data):
    if data:
        writer.write(data.replace('&', '&amp;').replace('<', '&lt;').replace('"', '&quot;').replace('>', '&gt;'))


def _get_elements_by_tagName_helper(parent, name, rc):
    for node in parent.childNodes:
        if node.nodeType == Node.ELEMENT_NODE and (name == '*' or node.tagName == name):
            rc.append(node)
        _get_elements_by_tagName_helper(node, name, rc)
    return rc


def _get_elements_by_tagName_ns_helper(parent, uri, local, found):
    for child in parent.childNodes:
        if child.nodeType != Node.ELEMENT_NODE:
            continue
        if uri in ('*', child.namespaceURI) and local in ('*', child.localName):
            found.append(child)
        _get_elements_by_tagName_ns_helper(child, uri, local, found)
    return found


class DocumentFragment(Node):
    nodeType, nodeName, nodeValue, attributes, parentNode = Node.DOCUMENT_FRAGMENT_NODE, '#document-fragment', None, None, None
    _child_node_types = _kinds(_LEAVES + ' NOTATION_NODE')

    def __init__(self):
        self.childNodes = NodeList()


class Attr(Node):
    __slots__ = ('_name', '_value', 'namespaceURI', '_prefix', 'childNodes', '_localName', 'ownerDocument', 'ownerElement')
    nodeType, attributes, specified, _is_id = Node.ATTRIBUTE_NODE, None, False, False
    _child_node_types = _kinds('TEXT_NODE ENTITY_REFERENCE_NODE')

    def __init__(self, qName, namespaceURI=EMPTY_NAMESPACE, localName=None, prefix=None):
        self.ownerElement = self.ownerDocument = None
        self._name, self.namespaceURI, self._prefix = qName, namespaceURI, prefix
        if localName is not None:
            self._localName = localName
        self.childNodes = NodeList()
        self.childNodes.append(Text())

    def _get_localName(self):
        return self._localName if hasattr(self, '_localName') else self.nodeName.partition(':')[2] or self.nodeName

    def _get_specified(self):
        return self.specified

    def _get_name(self):
        return self._name

    def _changed(self):
        """What was found by id may be another one now."""
        if self.ownerElement is not None:
            _clear_id_cache(self.ownerElement)

    def _set_name(self, value):
        self._name = value
        self._changed()

    nodeName = name = property(_get_name, _set_name)

    def _get_value(self):
        return self._value

    def _set_value(self, value):
        self._value = self.childNodes[0].data = value
        self._changed()

    nodeValue = value = property(_get_value, _set_value)

    def _get_prefix(self):
        return self._prefix

    def _set_prefix(self, prefix):
        if prefix == 'xmlns' and self.namespaceURI not in (None, '', XMLNS_NAMESPACE):
            raise xml.dom.NamespaceErr("illegal use of 'xmlns' prefix for the wrong namespace")
        self._prefix = prefix
        self.name = self.localName if prefix is None else f'{prefix}:{self.localName}'

    prefix = property(_get_prefix, _set_prefix)

    def unlink(self):
        """The element, if it has one, loses it."""
        element = self.ownerElement
        if element is not None:
            del element._attrs[self.nodeName]
            del element._attrsNS[self.namespaceURI, self._get_localName()]
            if self._is_id:
                self._is_id = False
                element._magic_id_nodes -= 1
                self.ownerDocument._magic_id_count -= 1
        while self.childNodes:
            self.childNodes.pop(0).unlink()

    def _get_isId(self):
        return self._is_id

    def _get_schemaType(self):
        return _no_type


defproperty(Attr, 'isId', doc='True if this attribute is an ID.')
defproperty(Attr, 'localName', doc='Namespace-local name of this attribute.')
defproperty(Attr, 'schemaType', doc='Schema type for this attribute.')


class NamedNodeMap:
    """The attributes of an element."""

    __slots__ = ('_attrs', '_attrsNS', '_ownerElement')

    def __init__(self, attrs, attrsNS, ownerElement):
        self._attrs, self._attrsNS, self._ownerElement = attrs, attrsNS, ownerElement

    def _get_length(self):
        return len(self._attrs)

    def item(self, index):
        """The attribute with that number, None when there are not so many."""
        names = [*self._attrs]
        return self[names[index]] if -len(names) <= index < len(names) else None

    def items(self):
        return [(node.nodeName, node.value) for node in self._attrs.values()]

    def itemsNS(self):
        return [((node.namespaceURI, node.localName), node.value) for node in self._attrs.values()]

    def __contains__(self, key):
        return key in (self._attrs if isinstance(key, str) else self._attrsNS)

    def keys(self):
        """Names."""
        return self._attrs.keys()

    def keysNS(self):
        """Names as pairs of a namespace and a local name."""
        return self._attrsNS.keys()

    def values(self):
        """Attributes."""
        return self._attrs.values()

    def get(self, name, value=None):
        """The attribute of that name, or value."""
        return self._attrs.get(name, value)

    __len__ = _get_length

    def _compare(self, other):
        if self._attrs is getattr(other, '_attrs', None):
            return 0
        return (id(self) > id(other)) - (id(self) < id(other))

    def __eq__(self, other):
        return self._compare(other) == 0

    def __lt__(self, other):
        return self._compare(other) < 0

    def __le__(self, other):
        return self._compare(other) <= 0

    def __gt__(self, other):
        return self._compare(other) > 0

    def __ge__(self, other):
        return self._compare(other) >= 0

    def __getitem__(self, name):
        return (self._attrsNS if isinstance(name, tuple) else self._attrs)[name]

    def __setitem__(self, name, value):
        if isinstance(value, Attr):
            self.setNamedItem(value)
            return
        if not isinstance(value, str):
            raise TypeError('value must be a string or Attr object')
        if name not in self._attrs:
            made = Attr(name)
            made.ownerDocument = self._ownerElement.ownerDocument
            self.setNamedItem(made)
        self._attrs[name].value = value

    def getNamedItem(self, name):
        return self._attrs.get(name)

    def getNamedItemNS(self, namespaceURI, localName):
        return self._attrsNS.get((namespaceURI, localName))

    def _removed(self, node):
        if node is None:
            raise xml.dom.NotFoundErr()
        _clear_id_cache(self._ownerElement)
        del self._attrs[node.nodeName]
        del self._attrsNS[node.namespaceURI, node.localName]
        node.ownerElement = None
        return node

    def removeNamedItem(self, name):
        return self._removed(self.getNamedItem(name))

    def removeNamedItemNS(self, namespaceURI, localName):
        return self._removed(self.getNamedItemNS(namespaceURI, localName))

    def setNamedItem(self, node):
        """Put an attribute in; the one of its name that was there."""
        if not isinstance(node, Attr):
            raise xml.dom.HierarchyRequestErr(f'{node!r} cannot be child of {self!r}')
        before = self._attrs.get(node.name)
        if before:
            before.unlink()
        node.ownerElement = self._ownerElement
        self._attrs[node.name] = self._attrsNS[node.namespaceURI, node.localName] = node
        _clear_id_cache(self._ownerElement)
        return before


    def setNamedItemNS(self, node):
        return self.setNamedItem(node)

    def __delitem__(self, name):
        gone = self[name]
        _clear_id_cache(gone.ownerElement)
        gone.unlink()

    def __getstate__(self):
        return self._attrs, self._attrsNS, self._ownerElement

    def __setstate__(self, state):
        self._attrs, self._attrsNS, self._ownerElement = state


defproperty(NamedNodeMap, 'length', doc='Number of nodes in the NamedNodeMap.')
AttributeList = NamedNodeMap


class TypeInfo:
    __slots__ = 'namespace', 'name'

    def __init__(self, namespace, name):
        self.namespace, self.name = namespace, name

    def __repr__(self):
        if self.namespace:
            return f'<{self.__class__.__name__} {self.name!r} (from {self.namespace!r})>'
        return f'<{self.__class__.__name__} {self.name!r}>'

    def _get_name(self):
        return self.name

    def _get_namespace(self):
        return self.namespace


_no_type = TypeInfo(None, None)


class Element(Node):
    __slots__ = ('ownerDocument', 'parentNode', 'tagName', 'nodeName', 'prefix', 'namespaceURI', '_localName', 'childNodes', '_attrs',
                 '_attrsNS', 'nextSibling', 'previousSibling')
    nodeType, nodeValue, schemaType, _magic_id_nodes = Node.ELEMENT_NODE, None, _no_type, 0
    _child_node_types = _kinds(_LEAVES)

    def __init__(self, tagName, namespaceURI=EMPTY_NAMESPACE, prefix=None, localName=None):
        self.parentNode = self.ownerDocument = None
        self.tagName = self.nodeName = tagName
        self.prefix, self.namespaceURI, self.childNodes = prefix, namespaceURI, NodeList()
        self.nextSibling = self.previousSibling = None
        self._attrs = self._attrsNS = None

    def _ensure_attributes(self):
        if self._attrs is None:
            self._attrs, self._attrsNS = {}, {}

    def _get_localName(self):
        return self._localName if hasattr(self, '_localName') else self.tagName.partition(':')[2] or self.tagName

    def _get_tagName(self):
        return self.tagName

    def unlink(self):
        for attr in list((self._attrs or {}).values()):
            attr.unlink()
        self._attrs = self._attrsNS = None
        Node.unlink(self)

    def getAttribute(self, attname):
        """The value, '' when there is none."""
        attr = (self._attrs or {}).get(attname)
        return attr.value if attr is not None else ''

    def getAttributeNS(self, namespaceURI, localName):
        attr = (self._attrsNS or {}).get((namespaceURI, localName))
        return attr.value if attr is not None else ''

    def setAttribute(self, attname, value):
        """Give an attribute a value."""
        known = self.getAttributeNode(attname)
        if known is None:
            self._new_attribute(Attr(attname), value)
        elif known.value != value:
            known.value = value

    def _new_attribute(self, attr, value):
        attr.value, attr.ownerDocument = value, self.ownerDocument
        self.setAttributeNode(attr)

    def setAttributeNS(self, namespaceURI, qualifiedName, value):
        """Give an attribute in a namespace a value and a prefix."""
        prefix, local = _nssplit(qualifiedName)
        known = self.getAttributeNodeNS(namespaceURI, local)
        if known is None:
            self._new_attribute(Attr(qualifiedName, namespaceURI, local, prefix), value)
            return
        if known.value != value:
            known.value = value
        if known.prefix != prefix:
            known.prefix, known.nodeName = prefix, qualifiedName

    def getAttributeNode(self, attrname):
        return (self._attrs or {}).get(attrname)

    def getAttributeNodeNS(self, namespaceURI, localName):
        return (self._attrsNS or {}).get((namespaceURI, localName))

    def setAttributeNode(self, attr):
        if attr.ownerElement not in (None, self):
            raise xml.dom.InuseAttributeErr('attribute node already owned')
        self._ensure_attributes()
        old = self._attrs.get(attr.name)
        if old is not None:
            self.removeAttributeNode(old)
        old_ns = self._attrsNS.get((attr.namespaceURI, attr.localName))
        if old_ns is not None and old_ns is not old:
            self.removeAttributeNode(old_ns)
        self._attrs[attr.name] = self._attrsNS[attr.namespaceURI, attr.localName] = attr
        attr.ownerElement = self
        if attr.ownerDocument is None:
            attr.ownerDocument = self.ownerDocument
        _clear_id_cache(self)
        return old if old is not attr else old_ns if old_ns is not attr else None

    setAttributeNodeNS = setAttributeNode

    def removeAttribute(self, name):
        attr = (self._attrs or {}).get(name)
        if attr is None:
            raise xml.dom.NotFoundErr()
        self.removeAttributeNode(attr)

    def removeAttributeNS(self, namespaceURI, localName):
        attr = (self._attrsNS or {}).get((namespaceURI, localName))
        if attr is None:
            raise xml.dom.NotFoundErr()
        self.removeAttributeNode(attr)

    def removeAttributeNode(self, node):
        """Take an attribute away, which is returned."""
        if node is None or node.name not in (self._attrs or ()):
            raise xml.dom.NotFoundErr()
        node.unlink()
        _clear_id_cache(self)
        node.ownerDocument = self.ownerDocument
        return node

    removeAttributeNodeNS = removeAttributeNode

    def hasAttribute(self, name):
        return name in (self._attrs or ())

    def hasAttributeNS(self, namespaceURI, localName):
        return (namespaceURI, localName) in (self._attrsNS or ())

    def getElementsByTagName(self, name):
        """All elements of a name below this one; '*': of any."""
        return _get_elements_by_tagName_helper(self, name, NodeList())

    def getElementsByTagNameNS(self, namespaceURI, localName):
        return _get_elements_by_tagName_ns_helper(self, namespaceURI, localName, NodeList())

    def __repr__(self):
        return f'<DOM Element: {self.tagName} at {id(self):#x}>'

    def writexml(self, writer, indent='', addindent='', newl=''):
        """Its text: in lines, unless all that it has is text."""
        writer.write(f'{indent}<{self.tagName}')
        for name, value in self._get_attributes().items() if self._attrs else ():
            writer.write(f' {name}="')
            _write_data(writer, value)
            writer.write('"')
        children = self.childNodes
        if not children:
            writer.write(f'/>{newl}')
        elif len(children) == 1 and children[0].nodeType in (Node.TEXT_NODE, Node.CDATA_SECTION_NODE):
            writer.write('>')
            children[0].writexml(writer, '', '', '')
            writer.write(f'</{self.tagName}>{newl}')
        else:
            writer.write(f'>{newl}')
            for child in children:
                child.writexml(writer, indent + addindent, addindent, newl)
            writer.write(f'{indent}</{self.tagName}>{newl}')

    def _get_attributes(self):
        self._ensure_attributes()
        return NamedNodeMap(self._attrs, self._attrsNS, self)

    def hasAttributes(self):
        return bool(self._attrs)

    def setIdAttribute(self, name):
        self.setIdAttributeNode(self.getAttributeNode(name))

    def setIdAttributeNS(self, namespaceURI, localName):
        self.setIdAttributeNode(self.getAttributeNodeNS(namespaceURI, localName))

    def setIdAttributeNode(self, idAttr):
        """The value of an attribute is the element's id."""
        if idAttr is None or idAttr.ownerElement is not self:
            raise xml.dom.NotFoundErr()
        if idAttr._is_id:
            return
        idAttr._is_id = True
        self.ownerDocument._magic_id_count += 1
        self._magic_id_nodes += 1
        _clear_id_cache(self)


defproperty(Element, 'attributes', doc='NamedNodeMap of attributes on the element.')
defproperty(Element, 'localName', doc='Namespace-local name of this element.')


class Childless:
    """A node without children."""

    __slots__ = ()
    attributes, childNodes = None, EmptyNodeList()
    firstChild = lastChild = None

    def _get_firstChild(self):
        return None


    def _get_lastChild(self):
        return None

    def appendChild(self, node):
        raise xml.dom.HierarchyRequestErr(f'{self.nodeName} nodes cannot have children')

    def hasChildNodes(self):
        return False

    def insertBefore(self, newChild, refChild):
        raise xml.dom.HierarchyRequestErr(f'{self.nodeName} nodes do not have children')

    def removeChild(self, oldChild):
        raise xml.dom.NotFoundErr(f'{self.nodeName} nodes do not have children')

    def normalize(self):
        pass

    def replaceChild(self, newChild, oldChild):
        raise xml.dom.HierarchyRequestErr(f'{self.nodeName} nodes do not have children')


class ProcessingInstruction(Childless, Node):
    nodeType = Node.PROCESSING_INSTRUCTION_NODE
    __slots__ = ('target', 'data')

    def __init__(self, target, data):
        self.target, self.data = target, data

    nodeValue = property(lambda self: self.data, lambda self, value: setattr(self, 'data', value))
    nodeName = property(lambda self: self.target, lambda self, value: setattr(self, 'target', value))

    def writexml(self, writer, indent='', addindent='', newl=''):
        writer.write(f'{indent}<?{self.target} {self.data}?>{newl}')


class CharacterData(Childless, Node):
    __slots__ = ('_data', 'ownerDocument', 'parentNode', 'previousSibling', 'nextSibling')

    def __init__(self):
        super().__init__()
        self._data = ''
        self.ownerDocument = self.parentNode = self.previousSibling = self.nextSibling = None

    def __len__(self):
        return len(self.data)

    _get_length = __len__

    def _get_data(self):
        return self._data

    def _set_data(self, data):
        self._data = data

    data = nodeValue = property(_get_data, _set_data)

    def __repr__(self):
        data = self.data
        return f"<DOM {self.__class__.__name__} node \"{data[:10]!r}{'...' if len(data) > 10 else ''}\">"

    def _range(self, offset, count=0):
        if offset < 0:
            raise xml.dom.IndexSizeErr('offset cannot be negative')
        if offset >= len(self.data):
            raise xml.dom.IndexSizeErr('offset cannot be beyond end of data')
        if count < 0:
            raise xml.dom.IndexSizeErr('count cannot be negative')

    def substringData(self, offset, count):
        self._range(offset, count)
        return self.data[offset:offset + count]

    def appendData(self, arg):
        self.data += arg

    def insertData(self, offset, arg):
        self._range(offset)
        if arg:
            self.data = self.data[:offset] + arg + self.data[offset:]

    def deleteData(self, offset, count):
        self._range(offset, count)
        if count:
            self.data = self.data[:offset] + self.data[offset + count:]

    def replaceData(self, offset, count, arg):
        self._range(offset, count)
        if count:
            self.data = self.data[:offset] + arg + self.data[offset + count:]


defproperty(CharacterData, 'length', doc='Length of the string data.')


class Text(CharacterData):
    __slots__ = ()
    nodeType, nodeName, attributes = Node.TEXT_NODE, '#text', None

    def splitText(self, offset):
        if offset < 0 or offset > len(self.data):
            raise xml.dom.IndexSizeErr('illegal offset value')
        new = self.__class__()
        new.data, new.ownerDocument = self.data[offset:], self.ownerDocument
        if self.parentNode and self in self.parentNode.childNodes:
            after = self.nextSibling
            self.parentNode.appendChild(new) if after is None else self.parentNode.insertBefore(new, after)
        self.data = self.data[:offset]
        return new

    def writexml(self, writer, indent='', addindent='', newl=''):
        _write_data(writer, f'{indent}{self.data}{newl}')

    def _neighbours(self):
        """Texts beside this one, and itself."""
        nodes = [self]
        for way in ('previousSibling', 'nextSibling'):
            node = getattr(self, way)
            while node is not None and node.nodeType in (Node.TEXT_NODE, Node.CDATA_SECTION_NODE):
                nodes.insert(0, node) if way == 'previousSibling' else nodes.append(node)
                node = getattr(node, way)
        return nodes

    def _get_wholeText(self):
        return ''.join(node.data for node in self._neighbours())

    def replaceWholeText(self, content):
        parent = self.parentNode
        for node in self._neighbours():
            if node is not self:
                parent.removeChild(node)
        if content:
            self.data = content
            return self
        parent.removeChild(self)
        return None

    def _get_isWhitespaceInElementContent(self):
        return False


defproperty(Text, 'isWhitespaceInElementContent', doc='True iff this text node contains only whitespace and is in element content.')
defproperty(Text, 'wholeText', doc='The text of all logically-adjacent text nodes.')


class Comment(CharacterData):
    nodeType, nodeName = Node.COMMENT_NODE, '#comment'

    def __init__(self, data):
        CharacterData.__init__(self)
        self._data = data

    def writexml(self, writer, indent='', addindent='', newl=''):
        if '--' in self.data:
            raise ValueError("'--' is not allowed in a comment node")
        writer.write(f'{indent}<!--{self.data}-->{newl}')


class CDATASection(Text):
    __slots__ = ()
    nodeType, nodeName = Node.CDATA_SECTION_NODE, '#cdata-section'

    def writexml(self, writer, indent='', addindent='', newl=''):
        if ']]>' in self.data:
            raise ValueError("']]>' not allowed in a CDATA section")
        writer.write(f'<![CDATA[{self.data}]]>')


class ReadOnlySequentialNamedNodeMap:
    """Entities or notations."""

    __slots__ = '_seq',

    def __init__(self, seq=()):
        self._seq = seq

    def _find(self, **facts):
        for node in self._seq:
            if all(getattr(node, name) == value for name, value in facts.items()):
                return node
        return None

    def __len__(self):
        return len(self._seq)

    _get_length = __len__

    def getNamedItem(self, name):
        return self._find(nodeName=name)

    def getNamedItemNS(self, namespaceURI, localName):
        return self._find(namespaceURI=namespaceURI, localName=localName)

    def __getitem__(self, name_or_tuple):
        node = self.getNamedItemNS(*name_or_tuple) if isinstance(name_or_tuple, tuple) else self.getNamedItem(name_or_tuple)
        if node is None:
            raise KeyError(name_or_tuple)
        return node

    def item(self, index):
        return self._seq[index] if 0 <= index < len(self._seq) else None

    def _refuse(self, *args):
        raise xml.dom.NoModificationAllowedErr('NamedNodeMap instance is read-only')

    removeNamedItem = removeNamedItemNS = setNamedItem = setNamedItemNS = _refuse

    def __getstate__(self):
        return [self._seq]

    def __setstate__(self, state):
        self._seq = state[0]


defproperty(ReadOnlySequentialNamedNodeMap, 'length', doc='Number of entries in the NamedNodeMap.')


class Identified:
    """What has a public and a system identifier."""

    __slots__ = 'publicId', 'systemId'

    def _identified_mixin_init(self, publicId, systemId):
        self.publicId, self.systemId = publicId, systemId

    def _get_publicId(self):
        return self.publicId

    def _get_systemId(self):
        return self.systemId


class DocumentType(Identified, Childless, Node):
    nodeType, nodeValue, name, publicId, systemId, internalSubset = Node.DOCUMENT_TYPE_NODE, None, None, None, None, None

    def __init__(self, qualifiedName):
        self.entities, self.notations = ReadOnlySequentialNamedNodeMap(), ReadOnlySequentialNamedNodeMap()
        if qualifiedName:
            self.name = _nssplit(qualifiedName)[1]
        self.nodeName = self.name

    def _get_internalSubset(self):
        return self.internalSubset

    def cloneNode(self, deep):
        if self.ownerDocument is not None:
            return None
        clone = DocumentType(None)
        clone.name = clone.nodeName = self.name
        if deep:
            clone.entities._seq, clone.notations._seq = [], []
            for notation in self.notations._seq:
                clone.notations._seq.append(Notation(notation.nodeName, notation.publicId, notation.systemId))
            for entity in self.entities._seq:
                made = Entity(entity.nodeName, entity.publicId, entity.systemId, entity.notationName)
                made.actualEncoding, made.encoding, made.version = entity.actualEncoding, entity.encoding, entity.version
                clone.entities._seq.append(made)
        return clone

    def writexml(self, writer, indent='', addindent='', newl=''):
        writer.write(f'<!DOCTYPE {self.name}')
        if self.publicId:
            writer.write(f"{newl}  PUBLIC '{self.publicId}'{newl}  '{self.systemId}'")
        elif self.systemId:
            writer.write(f"{newl}  SYSTEM '{self.systemId}'")
        if self.internalSubset is not None:
            writer.write(f' [{self.internalSubset}]')
        writer.write(f'>{newl}')


class Entity(Identified, Node):
    attributes, nodeType, nodeValue = None, Node.ENTITY_NODE, None
    actualEncoding = encoding = version = None

    def __init__(self, name, publicId, systemId, notation):
        self.nodeName, self.notationName, self.childNodes = name, notation, NodeList()
        self._identified_mixin_init(publicId, systemId)

    def _refuse(self, *args):
        raise xml.dom.HierarchyRequestErr('cannot change children of an entity node')

    appendChild = insertBefore = removeChild = replaceChild = _refuse


class Notation(Identified, Childless, Node):
    nodeType, nodeValue = Node.NOTATION_NODE, None

    def __init__(self, name, publicId, systemId):
        self.nodeName = name
        self._identified_mixin_init(publicId, systemId)


class DOMImplementation:
    """What makes documents."""

    _features = [('core', '1.0'), ('core', '2.0'), ('core', None), ('xml', '1.0'), ('xml', '2.0'), ('xml', None), ('ls-load', '3.0'),
                 ('ls-load', None)]

    def hasFeature(self, feature, version):
        return (feature.lower(), version or None) in self._features

    def createDocument(self, namespaceURI, qualifiedName, doctype):
        if doctype and doctype.parentNode is not None:
            raise xml.dom.WrongDocumentErr('doctype object owned by another DOM tree')
        doc = Document()
        if not (namespaceURI is None and qualifiedName is None and doctype is None):
            if not qualifiedName:
                raise xml.dom.InvalidCharacterErr('Element with no name')
            prefix, localname = _nssplit(qualifiedName)
            if prefix == 'xml' and namespaceURI != xml.dom.XML_NAMESPACE:
                raise xml.dom.NamespaceErr("illegal use of 'xml' prefix")
            if prefix and not namespaceURI:
                raise xml.dom.NamespaceErr('illegal use of prefix without namespaces')
            if doctype:
                doc.appendChild(doctype)
            doc.appendChild(doc.createElementNS(namespaceURI, qualifiedName))
        if doctype:
            doctype.parentNode = doctype.ownerDocument = doc
        doc.doctype, doc.implementation = doctype, self
        return doc

    def createDocumentType(self, qualifiedName, publicId, systemId):
        doctype = DocumentType(qualifiedName)
        doctype.publicId, doctype.systemId = publicId, systemId
        return doctype

    def getInterface(self, feature):
        return self if self.hasFeature(feature, None) else None

    def _create_document(self):
        return Document()


DOMImplementationLS = DOMImplementation


class ElementInfo:
    """What is known of an element's content model: nothing."""

    __slots__ = 'tagName',

    def __init__(self, name):
        self.tagName = name

    def getAttributeType(self, aname):
        """Of no attribute the type is known."""
        return _no_type

    def getAttributeTypeNS(self, namespaceURI, localName):
        """Nor of one in a namespace."""
        return _no_type

    def isElementContent(self):
        """Whether it holds only elements."""
        return False

    def isEmpty(self):
        return False

    def isId(self, aname):
        return False

    def isIdNS(self, namespaceURI, localName):
        return False


def _clear_id_cache(node):
    if node.nodeType == Node.DOCUMENT_NODE:
        document = node
    elif _in_document(node):
        document = node.ownerDocument
    else:
        return
    document._id_cache.clear()
    document._id_search_stack = None


class Document(Node):
    __slots__ = ('_elem_info', 'doctype', '_id_search_stack', 'childNodes', '_id_cache')
    _child_node_types = _kinds('ELEMENT_NODE PROCESSING_INSTRUCTION_NODE COMMENT_NODE DOCUMENT_TYPE_NODE')
    implementation = DOMImplementation()
    nodeType, nodeName, nodeValue, attributes, parentNode = Node.DOCUMENT_NODE, '#document', None, None, None
    previousSibling = nextSibling = None
    actualEncoding = encoding = standalone = version = documentURI = None
    strictErrorChecking, _magic_id_count, async_ = False, 0, False

    def __init__(self):
        self.doctype, self.childNodes = None, NodeList()
        self._elem_info, self._id_cache, self._id_search_stack, self._id_attributes = {}, {}, None, {}

    def appendChild(self, node):
        if node.nodeType not in self._child_node_types:
            raise xml.dom.HierarchyRequestErr(f'{node!r} cannot be child of {self!r}')
        if node.parentNode is not None:
            node.parentNode.removeChild(node)
        if node.nodeType == Node.ELEMENT_NODE and self._get_documentElement():
            raise xml.dom.HierarchyRequestErr('two document elements disallowed')
        return Node.appendChild(self, node)

    def removeChild(self, oldChild):
        """Take a child away, which is returned."""
        del self.childNodes[self._place_of(oldChild)]
        self._lonely(oldChild)
        return oldChild

    def _get_documentElement(self):
        return next((node for node in self.childNodes if node.nodeType == Node.ELEMENT_NODE), None)

    def unlink(self):
        """The tree is taken apart."""
        doctype, self.doctype = self.doctype, None
        if doctype is not None:
            doctype.unlink()
        super().unlink()

    def cloneNode(self, deep):
        if not deep:
            return None
        clone = self.implementation.createDocument(None, None, None)
        clone.encoding, clone.standalone, clone.version = self.encoding, self.standalone, self.version
        for node in self.childNodes:
            child = _clone_node(node, deep, clone)
            clone.childNodes.append(child)
            if child.nodeType == Node.DOCUMENT_TYPE_NODE:
                clone.doctype = child
            child.parentNode = clone
        self._call_user_data_handler(xml.dom.UserDataHandler.NODE_CLONED, self, clone)
        return clone

    def _own(self, node):
        node.ownerDocument = self
        return node

    def createDocumentFragment(self):
        return self._own(DocumentFragment())

    def createElement(self, tagName):
        return self._own(Element(tagName))

    def createTextNode(self, data):
        if not isinstance(data, str):
            raise TypeError('node contents must be a string')
        node = Text()
        node.data = data
        return self._own(node)

    def createCDATASection(self, data):
        if not isinstance(data, str):
            raise TypeError('node contents must be a string')
        node = CDATASection()
        node.data = data
        return self._own(node)

    def createComment(self, data):
        return self._own(Comment(data))

    def createProcessingInstruction(self, target, data):
        return self._own(ProcessingInstruction(target, data))

    def createAttribute(self, qName):
        attr = self._own(Attr(qName))
        attr.value = ''
        return attr

    def createElementNS(self, namespaceURI, qualifiedName):
        return self._own(Element(qualifiedName, namespaceURI, _nssplit(qualifiedName)[0]))

    def createAttributeNS(self, namespaceURI, qualifiedName):
        prefix, localName = _nssplit(qualifiedName)
        attr = self._own(Attr(qualifiedName, namespaceURI, localName, prefix))
        attr.value = ''
        return attr

    def _create_entity(self, name, publicId, systemId, notationName):
        return self._own(Entity(name, publicId, systemId, notationName))

    def _create_notation(self, name, publicId, systemId):
        return self._own(Notation(name, publicId, systemId))

    def getElementById(self, id):
        """The element with an attribute of type ID and that value."""
        for node in self.getElementsByTagName('*'):
            for attr in (node._attrs or {}).values():
                if (attr._is_id or attr.name in self._id_attributes.get(node.tagName, ())) and attr.value == id:
                    return node
        return None

    def getElementsByTagName(self, name):
        return _get_elements_by_tagName_helper(self, name, NodeList())

    def getElementsByTagNameNS(self, namespaceURI, localName):
        return _get_elements_by_tagName_ns_helper(self, namespaceURI, localName, NodeList())

    def isSupported(self, feature, version):
        return self.implementation.hasFeature(feature, version)

    def importNode(self, node, deep):
        if node.nodeType == Node.DOCUMENT_NODE:
            raise xml.dom.NotSupportedErr('cannot import document nodes')
        if node.nodeType == Node.DOCUMENT_TYPE_NODE:
            raise xml.dom.NotSupportedErr('cannot import document type nodes')
        return _clone_node(node, deep, self)

    def abort(self):
        raise NotImplementedError("haven't figured out what this means yet")

    def load(self, uri):
        raise NotImplementedError('not written yet')

    def loadXML(self, source):
        raise NotImplementedError('not written yet')

    def saveXML(self, snode):
        if snode is None:
            snode = self
        elif snode.ownerDocument is not self:
            raise xml.dom.WrongDocumentErr()
        return snode.toxml()

    def writexml(self, writer, indent='', addindent='', newl='', encoding=None, standalone=None):
        parts = []
        if encoding:
            parts.append(f'encoding="{encoding}"')
        if standalone is not None:
            parts.append(f'standalone="{"yes" if standalone else "no"}"')
        writer.write(f'<?xml version="1.0" {" ".join(parts)}?>{newl}')
        for node in self.childNodes:
            node.writexml(writer, indent, addindent, newl)

    def renameNode(self, n, namespaceURI, name):
        if n.ownerDocument is not self:
            raise xml.dom.WrongDocumentErr('cannot rename nodes from other documents;\n'
                                           f'expected {self},\nfound {n.ownerDocument}')
        if n.nodeType not in (Node.ELEMENT_NODE, Node.ATTRIBUTE_NODE):
            raise xml.dom.NotSupportedErr('renameNode() only applies to element and attribute nodes')
        if namespaceURI != EMPTY_NAMESPACE:
            prefix, localName = _nssplit(name) if ':' in name else (None, name)
            if 'xmlns' in (prefix, name if n.nodeType == Node.ATTRIBUTE_NODE else None) and namespaceURI != XMLNS_NAMESPACE:
                raise xml.dom.NamespaceErr("illegal use of 'xmlns' prefix")
        else:
            prefix = localName = None
        if n.nodeType == Node.ATTRIBUTE_NODE:
            element, is_id = n.ownerElement, n._is_id
            if element is not None:
                element.removeAttributeNode(n)
        else:
            element = None
        n._prefix = n._localName = None
        if n.nodeType == Node.ELEMENT_NODE:
            n.prefix, n._localName, n.namespaceURI, n.nodeName, n.tagName = prefix, localName, namespaceURI, name, name
        else:
            n._prefix, n._localName, n.namespaceURI, n.name = prefix, localName, namespaceURI, name
            if element is not None:
                element.setAttributeNode(n)
                if is_id:
                    element.setIdAttributeNode(n)
        return n


defproperty(Document, 'documentElement', doc='Top-level element of this document.')
DocumentLS = Document


def _clone_node(node, deep, newOwnerDocument):
    """A copy that belongs to a document."""
    operation = xml.dom.UserDataHandler.NODE_CLONED if node.ownerDocument is newOwnerDocument else xml.dom.UserDataHandler.NODE_IMPORTED
    kind = node.nodeType
    if kind == Node.ELEMENT_NODE:
        clone = newOwnerDocument.createElementNS(node.namespaceURI, node.nodeName)
        for attr in (node._attrs or {}).values():
            clone.setAttributeNS(attr.namespaceURI, attr.nodeName, attr.value)
            clone.getAttributeNodeNS(attr.namespaceURI, attr.localName).specified = attr.specified
    elif kind == Node.DOCUMENT_FRAGMENT_NODE:
        clone = newOwnerDocument.createDocumentFragment()
    elif kind == Node.TEXT_NODE:
        clone = newOwnerDocument.createTextNode(node.data)
    elif kind == Node.CDATA_SECTION_NODE:
        clone = newOwnerDocument.createCDATASection(node.data)
    elif kind == Node.PROCESSING_INSTRUCTION_NODE:
        clone = newOwnerDocument.createProcessingInstruction(node.target, node.data)
    elif kind == Node.COMMENT_NODE:
        clone = newOwnerDocument.createComment(node.data)
    elif kind == Node.ATTRIBUTE_NODE:
        clone = newOwnerDocument.createAttributeNS(node.namespaceURI, node.nodeName)
        clone.specified, clone.value = True, node.value
    elif kind == Node.DOCUMENT_TYPE_NODE:
        assert node.ownerDocument is not newOwnerDocument
        operation = xml.dom.UserDataHandler.NODE_IMPORTED
        clone = newOwnerDocument.implementation.createDocumentType(node.name, node.publicId, node.systemId)
        clone.ownerDocument = newOwnerDocument
        if deep:
            clone.entities._seq = [newOwnerDocument._create_entity(e.nodeName, e.publicId, e.systemId, e.notationName) for e in node.entities._seq]
            clone.notations._seq = [Notation(n.nodeName, n.publicId, n.systemId) for n in node.notations._seq]
    else:
        raise xml.dom.NotSupportedErr(f'Cannot clone node {node!r}')
    if deep and kind in (Node.ELEMENT_NODE, Node.DOCUMENT_FRAGMENT_NODE):
        for child in node.childNodes:
            clone.appendChild(_clone_node(child, deep, newOwnerDocument))
    if hasattr(node, '_call_user_data_handler'):
        node._call_user_data_handler(operation, node, clone)
    return clone


def _nssplit(qualifiedName):
    prefix, colon, local = qualifiedName.partition(':')
    return (prefix, local) if colon else (None, qualifiedName)


class _Builder:
    """Makes a document of what a parser tells."""

    def __init__(self):
        from pyexpat import ParserCreate
        self.document = self.node = Document()
        self.text, self.in_cdata, self.new_cdata = None, False, False
        self.parser = parser = ParserCreate(namespace_separator=' ')
        parser.buffer_text = parser.ordered_attributes = parser.specified_attributes = parser.namespace_prefixes = True
        self.spaces, self.doctype, self.subset = [], None, None
        for handler in ('StartElement', 'EndElement', 'CharacterData', 'ProcessingInstruction', 'Comment', 'StartCdataSection', 'EndCdataSection',
                        'StartDoctypeDecl', 'EndDoctypeDecl', 'XmlDecl', 'StartNamespaceDecl', 'EntityDecl', 'NotationDecl', 'AttlistDecl'):
            setattr(parser, f'{handler}Handler', getattr(self, f'on_{handler}'))

    def on_XmlDecl(self, version, encoding, standalone):
        self.document.version, self.document.encoding = version, encoding
        if standalone >= 0:
            self.document.standalone = bool(standalone)

    def on_StartNamespaceDecl(self, prefix, uri):
        self.spaces.append((prefix, uri))

    def split(self, name):
        """(namespace, local name, prefix, full name)"""
        parts = name.split(' ')
        if len(parts) == 3:
            return parts[0], parts[1], parts[2], f'{parts[2]}:{parts[1]}'
        if len(parts) == 2:
            return parts[0], parts[1], EMPTY_PREFIX, parts[1]
        return EMPTY_NAMESPACE, name, EMPTY_PREFIX, name

    def on_StartElement(self, name, attributes):
        uri, local, prefix, full = self.split(name) if ' ' in name else (EMPTY_NAMESPACE, name, None, name)
        node = Element(full, uri, prefix, local)
        node.ownerDocument = self.document
        if ' ' in name:
            node._localName = local
        _append_child(self.node, node)
        self.node = node
        if self.spaces or attributes:
            node._ensure_attributes()
        for prefix, uri in self.spaces:
            if prefix:
                self.attribute(node, f'xmlns:{prefix}', XMLNS_NAMESPACE, prefix, 'xmlns', uri)
            else:
                self.attribute(node, 'xmlns', XMLNS_NAMESPACE, 'xmlns', EMPTY_PREFIX, uri or '')
        self.spaces = []
        for index in range(0, len(attributes), 2):
            uri, local, prefix, full = self.split(attributes[index])
            self.attribute(node, full, uri, local, prefix, attributes[index + 1])

    def attribute(self, node, full, uri, local, prefix, value):
        attr = Attr(full, uri, local, prefix)
        attr.ownerDocument, attr.ownerElement, attr._value, attr.specified = self.document, node, value, True
        attr.childNodes[0]._data = value
        node._attrs[full] = node._attrsNS[uri, local] = attr

    def on_EndElement(self, name):
        self.node = self.node.parentNode

    def on_CharacterData(self, data):
        children = self.node.childNodes
        kind = Node.CDATA_SECTION_NODE if self.in_cdata else Node.TEXT_NODE
        if children and children[-1].nodeType == kind and not self.new_cdata:
            children[-1]._data += data
            return
        node = CDATASection() if self.in_cdata else Text()
        node._data, node.ownerDocument, self.new_cdata = data, self.document, False
        _append_child(self.node, node)

    def on_StartCdataSection(self):
        self.in_cdata = self.new_cdata = True

    def on_EndCdataSection(self):
        self.in_cdata = self.new_cdata = False

    def on_ProcessingInstruction(self, target, data):
        self.add(self.document.createProcessingInstruction(target, data))

    def on_Comment(self, data):
        self.add(self.document.createComment(data))

    def add(self, node):
        if self.doctype is None or self.doctype.parentNode is not None:
            _append_child(self.node, node)

    def on_StartDoctypeDecl(self, name, system, public, has_internal_subset):
        doctype = self.document.implementation.createDocumentType(name, public, system)
        doctype.ownerDocument, self.document.doctype = self.document, doctype
        _append_child(self.document, doctype)
        if has_internal_subset:
            doctype.entities._seq, doctype.notations._seq = [], []
            self.doctype, self.subset = doctype, self.parser._at
            doctype.internalSubset = ''
            text, at = self.parser._text, self.parser._at
            begin = text.find('[', at)
            end = self._subset_end(text, begin + 1)
            doctype.internalSubset = text[begin + 1:end]

    @staticmethod
    def _subset_end(text, at):
        """Where the internal subset ends."""
        quote = ''
        while at < len(text):
            if quote:
                quote = '' if text[at] == quote else quote
            elif text.startswith('<!--', at):
                at = text.find('-->', at) + 2
            elif text.startswith('<?', at):
                at = text.find('?>', at) + 1
            elif text[at] in '"\'':
                quote = text[at]
            elif text[at] == ']':
                return at
            at += 1
        return at

    def on_EndDoctypeDecl(self):
        self.doctype = None

    def on_EntityDecl(self, name, is_parameter, value, base, system, public, notation):
        if is_parameter or self.doctype is None:
            return
        entity = self.document._create_entity(name, public, system, notation)
        if value is not None:
            child = self.document.createTextNode(value)
            entity.childNodes.append(child)
        self.doctype.entities._seq.append(entity)

    def on_NotationDecl(self, name, base, system, public):
        if self.doctype is not None:
            self.doctype.notations._seq.append(self.document._create_notation(name, public, system))

    def on_AttlistDecl(self, element, name, kind, default, required):
        if kind == 'ID':
            self.document._id_attributes.setdefault(element, set()).add(name)


def _parsed(text):
    builder = _Builder()
    builder.parser.Parse(text, True)
    return builder.document


def _by_events(function, args, kwargs):
    events = function(*args, **kwargs)
    _, root = events.getEvent()
    events.expandNode(root)
    events.clear()
    return root


def parse(file, parser=None, bufsize=None):
    """The document of a file, given by name or open."""
    if parser is None and not bufsize:
        if isinstance(file, str):
            with open(file, 'rb') as opened:
                return _parsed(opened.read())
        return _parsed(file.read())
    from xml.dom import pulldom
    return _by_events(pulldom.parse, (file,), {'parser': parser, 'bufsize': bufsize})


def parseString(string, parser=None):
    """The document of a text."""
    if parser is None:
        return _parsed(string)
    from xml.dom import pulldom
    return _by_events(pulldom.parseString, (string,), {'parser': parser})


def getDOMImplementation(features=None):
    """The implementation, if it has these features."""
    if features:
        if isinstance(features, str):
            features = domreg._parse_feature_string(features)
        if not all(Document.implementation.hasFeature(*pair) for pair in features):
            return None
    return Document.implementation
