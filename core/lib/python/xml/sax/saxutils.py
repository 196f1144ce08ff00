"""Text in and out of XML."""

import codecs
import io
import os
from urllib.parse import urljoin
from . import handler, xmlreader


def _replaced(data, entities):
    for text, other in entities.items():
        data = data.replace(text, other)
    return data


def escape(data, entities={}):
    """&, < and > as references, and what entities says."""
    return _replaced(data.replace('&', '&amp;').replace('>', '&gt;').replace('<', '&lt;'), entities)


def unescape(data, entities={}):
    """The other way."""
    return _replaced(data.replace('&lt;', '<').replace('&gt;', '>'), entities).replace('&amp;', '&')


def quoteattr(data, entities={}):
    """A value between quotes, as it stands in a tag."""
    data = escape(data, {**entities, '\n': '&#10;', '\r': '&#13;', '\t': '&#9;'})
    if '"' not in data:
        return f'"{data}"'
    return "'%s'" % data if "'" not in data else '"%s"' % data.replace('"', '&quot;')


def _gettextwriter(out, encoding):
    if out is None:
        import sys
        return sys.stdout
    if isinstance(out, (io.TextIOBase, codecs.StreamWriter, codecs.StreamReaderWriter)):
        return out
    buffer = io.BufferedIOBase()
    buffer.write = out.write
    buffer.writable = lambda: True
    buffer.seekable = getattr(out, 'seekable', lambda: False)
    if hasattr(out, 'tell'):
        buffer.tell = out.tell
    return io.TextIOWrapper(buffer, encoding=encoding, errors='xmlcharrefreplace', newline='\n', write_through=True)


class XMLGenerator(handler.ContentHandler):
    """Writes what it is told."""

    def __init__(self, out=None, encoding='iso-8859-1', short_empty_elements=False):
        handler.ContentHandler.__init__(self)
        out = _gettextwriter(out, encoding)
        self._write, self._flush, self._encoding, self._short_empty_elements = out.write, out.flush, encoding, short_empty_elements
        self._ns_contexts, self._undeclared_ns_maps, self._pending_start_element = [{}], [], False
        self._current_context = self._ns_contexts[-1]

    def _qname(self, name):
        uri, local = name
        if not uri:
            return local
        if uri == 'http://www.w3.org/XML/1998/namespace':
            return f'xml:{local}'
        prefix = self._current_context[uri]
        return f'{prefix}:{local}' if prefix else local

    def _finish_pending_start_element(self, endElement=False):
        if self._pending_start_element:
            self._write('>')
            self._pending_start_element = False

    def startDocument(self):
        self._write(f'<?xml version="1.0" encoding="{self._encoding}"?>\n')

    def endDocument(self):
        self._flush()

    def startPrefixMapping(self, prefix, uri):
        self._ns_contexts.append(self._current_context.copy())
        self._current_context[uri] = prefix
        self._undeclared_ns_maps.append((prefix, uri))

    def endPrefixMapping(self, prefix):
        self._current_context = self._ns_contexts.pop()

    def _start(self, name, attributes, spaces=()):
        self._finish_pending_start_element()
        self._write(f'<{name}')
        for prefix, uri in spaces:
            self._write(f' xmlns:{prefix}="{uri}"' if prefix else f' xmlns="{uri}"')
        for key, value in attributes:
            self._write(f' {key}={quoteattr(value)}')
        if self._short_empty_elements:
            self._pending_start_element = True
        else:
            self._write('>')

    def _end(self, name):
        if self._pending_start_element:
            self._write('/>')
            self._pending_start_element = False
        else:
            self._write(f'</{name}>')

    def startElement(self, name, attrs):
        self._start(name, attrs.items())

    def endElement(self, name):
        self._end(name)

    def startElementNS(self, name, qname, attrs):
        spaces, self._undeclared_ns_maps = self._undeclared_ns_maps, []
        self._start(self._qname(name), [(self._qname(key), value) for key, value in attrs.items()], spaces)

    def endElementNS(self, name, qname):
        self._end(self._qname(name))

    def characters(self, content):
        if content:
            self._finish_pending_start_element()
            self._write(escape(content if isinstance(content, str) else str(content, self._encoding)))

    def ignorableWhitespace(self, content):
        if content:
            self._finish_pending_start_element()
            self._write(content if isinstance(content, str) else str(content, self._encoding))

    def processingInstruction(self, target, data):
        self._finish_pending_start_element()
        self._write(f'<?{target} {data}?>')


def _passing(names, where):
    def method(name):
        def call(self, *args):
            return getattr(getattr(self, where), name)(*args)
        call.__name__ = name
        return call
    return {name: method(name) for name in names.split()}


class XMLFilterBase(xmlreader.XMLReader):
    """A reader that passes on what another reader tells."""

    def __init__(self, parent=None):
        xmlreader.XMLReader.__init__(self)
        self._parent = parent

    def setDocumentLocator(self, locator):
        self._locator = locator
        self._cont_handler.setDocumentLocator(locator)

    def parse(self, source):
        self._parent.setContentHandler(self)
        self._parent.setErrorHandler(self)
        self._parent.setEntityResolver(self)
        self._parent.setDTDHandler(self)
        self._parent.parse(source)

    def getParent(self):
        return self._parent

    def setParent(self, parent):
        self._parent = parent


for _names, _where in (('error fatalError warning', '_err_handler'), ('resolveEntity', '_ent_handler'), ('notationDecl unparsedEntityDecl', '_dtd_handler'),
                       ('setLocale getFeature setFeature getProperty setProperty', '_parent'),
                       ('startDocument endDocument startPrefixMapping endPrefixMapping startElement endElement startElementNS endElementNS '
                        'characters ignorableWhitespace processingInstruction skippedEntity', '_cont_handler')):
    for _name, _function in _passing(_names, _where).items():
        setattr(XMLFilterBase, _name, _function)
del _names, _where, _name, _function


def prepare_input_source(source, base=''):
    """An InputSource that can be read, of a name, an open file, or an InputSource."""
    if isinstance(source, os.PathLike):
        source = os.fspath(source)
    if isinstance(source, str):
        source = xmlreader.InputSource(source)
    elif hasattr(source, 'read'):
        file, source = source, xmlreader.InputSource()
        source.setCharacterStream(file) if isinstance(file.read(0), str) else source.setByteStream(file)
        if hasattr(file, 'name') and isinstance(file.name, str):
            source.setSystemId(file.name)
    if source.getCharacterStream() is None and source.getByteStream() is None:
        name = source.getSystemId()
        path = os.path.join(os.path.dirname(os.path.normpath(base)), name)
        if os.path.isfile(path):
            source.setSystemId(path)
            source.setByteStream(open(path, 'rb'))
        else:
            from urllib.request import urlopen
            source.setSystemId(urljoin(base, name))
            source.setByteStream(urlopen(source.getSystemId()))
    return source
