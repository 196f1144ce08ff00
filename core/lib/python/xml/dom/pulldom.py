"""Nodes one by one, as a text is read."""

import xml.sax
import xml.sax.handler
from xml.dom import minidom

START_ELEMENT, END_ELEMENT, COMMENT, START_DOCUMENT, END_DOCUMENT = 'START_ELEMENT', 'END_ELEMENT', 'COMMENT', 'START_DOCUMENT', 'END_DOCUMENT'
PROCESSING_INSTRUCTION, IGNORABLE_WHITESPACE, CHARACTERS = 'PROCESSING_INSTRUCTION', 'IGNORABLE_WHITESPACE', 'CHARACTERS'
default_bufsize = (2 ** 14) - 20


class PullDOM(xml.sax.ContentHandler):
    """Keeps events until they are asked for."""

    _locator = document = None

    def __init__(self, documentFactory=None):
        from xml.dom import XML_NAMESPACE
        self.documentFactory, self.events, self.elementStack = documentFactory, [], []
        self._current_context, self._ns_contexts, self._xmlns_attrs = {XML_NAMESPACE: 'xml'}, [], []
        self.pending_events = []
        self.push = self.elementStack.append

    def pop(self):
        return self.elementStack.pop()

    def setDocumentLocator(self, locator):
        self._locator = locator

    def startPrefixMapping(self, prefix, uri):
        self._xmlns_attrs.append((prefix or 'xmlns', uri))
        self._ns_contexts.append(self._current_context.copy())
        self._current_context[uri] = prefix or None

    def endPrefixMapping(self, prefix):
        self._current_context = self._ns_contexts.pop()

    def _qualified(self, uri, local, given):
        if given:
            return given
        prefix = self._current_context.get(uri)
        return f'{prefix}:{local}' if prefix else local

    def startElementNS(self, name, tagName, attrs):
        uri, local = name
        if self.document is None:
            self.buildDocument(uri or None, self._qualified(uri, local, tagName))
            node = self._made_root
        elif uri:
            node = self.document.createElementNS(uri, self._qualified(uri, local, tagName))
        else:
            node = self.document.createElement(local)
        for prefix, value in self._xmlns_attrs:
            node.setAttributeNS('http://www.w3.org/2000/xmlns/', prefix if prefix == 'xmlns' else f'xmlns:{prefix}', value)
        self._xmlns_attrs = []
        for (a_uri, a_local), value in attrs.items():
            if a_uri:
                node.setAttributeNS(a_uri, self._qualified(a_uri, a_local, None), value)
            else:
                node.setAttribute(a_local, value)
        self.events.append((START_ELEMENT, node))
        self.push(node)

    def startElement(self, name, attrs):
        if self.document is None:
            self.buildDocument(None, name)
            node = self._made_root
        else:
            node = self.document.createElement(name)
        for key, value in attrs.items():
            node.setAttribute(key, value)
        self.events.append((START_ELEMENT, node))
        self.push(node)

    def endElementNS(self, name, tagName):
        self.events.append((END_ELEMENT, self.pop()))

    def endElement(self, name):
        self.events.append((END_ELEMENT, self.pop()))

    def _event(self, kind, make):
        if self.document is None:
            self.pending_events.append((kind, make))
        else:
            self.events.append((kind, make(self.document)))

    def comment(self, s):
        self._event(COMMENT, lambda document: document.createComment(s))

    def processingInstruction(self, target, data):
        self._event(PROCESSING_INSTRUCTION, lambda document: document.createProcessingInstruction(target, data))

    def ignorableWhitespace(self, chars):
        self.events.append((IGNORABLE_WHITESPACE, self.document.createTextNode(chars)))

    def characters(self, chars):
        self.events.append((CHARACTERS, self.document.createTextNode(chars)))

    def startDocument(self):
        if self.documentFactory is None:
            self.documentFactory = minidom.Document.implementation

    def buildDocument(self, uri, tagname):
        node = self.document = self.documentFactory.createDocument(uri, tagname, None)
        self._made_root = node.documentElement
        self.events.append((START_DOCUMENT, node))
        self.push(node)
        self.events.extend((kind, make(node)) for kind, make in self.pending_events)
        self.pending_events = []

    def endDocument(self):
        self.events.append((END_DOCUMENT, self.document))
        self.pop()

    def clear(self):
        self.document = None


class ErrorHandler:
    def warning(self, exception):
        print(exception)

    def error(self, exception):
        raise exception

    def fatalError(self, exception):
        raise exception


class DOMEventStream:
    """(event, node) as they are read."""

    _slurped = False

    def __init__(self, stream, parser, bufsize):
        self.stream, self.parser, self.bufsize = stream, parser, bufsize
        self.reset()

    def reset(self):
        self.pulldom = PullDOM()
        self.parser.setFeature(xml.sax.handler.feature_namespaces, 1)
        self.parser.setContentHandler(self.pulldom)

    def __next__(self):
        event = self.getEvent()
        if event:
            return event
        raise StopIteration

    def __iter__(self):
        return self

    def expandNode(self, node):
        """Read on until the node is complete."""
        parents = [node]
        while event := self.getEvent():
            token, current = event
            if current is node:
                return
            if token != END_ELEMENT:
                parents[-1].appendChild(current)
            if token == START_ELEMENT:
                parents.append(current)
            elif token == END_ELEMENT:
                del parents[-1]

    def getEvent(self):
        """The next one, or None."""
        while not self.pulldom.events:
            if not hasattr(self.parser, 'feed'):
                if self._slurped:
                    return None
                self._slurped = True
                self.parser.parse(self.stream)
            elif data := self.stream.read(self.bufsize):
                self.parser.feed(data)
            else:
                self.parser.close()
                return None
        return self.pulldom.events.pop(0)

    def clear(self):
        self.pulldom.clear()
        self.parser = self.stream = None


class SAX2DOM(PullDOM):
    """Builds the whole tree."""

    def startElementNS(self, name, tagName, attrs):
        PullDOM.startElementNS(self, name, tagName, attrs)
        self._attach()

    def startElement(self, name, attrs):
        PullDOM.startElement(self, name, attrs)
        self._attach()

    def _attach(self):
        node = self.elementStack[-1]
        if node is not self.document.documentElement:
            self.elementStack[-2].appendChild(node)

    def processingInstruction(self, target, data):
        PullDOM.processingInstruction(self, target, data)
        self.elementStack[-1].appendChild(self.events[-1][1])

    def ignorableWhitespace(self, chars):
        PullDOM.ignorableWhitespace(self, chars)
        self.elementStack[-1].appendChild(self.events[-1][1])

    def characters(self, chars):
        PullDOM.characters(self, chars)
        self.elementStack[-1].appendChild(self.events[-1][1])


def parse(stream_or_string, parser=None, bufsize=None):
    """The events of a file, given by name or open."""
    stream = open(stream_or_string, 'rb') if isinstance(stream_or_string, str) else stream_or_string
    return DOMEventStream(stream, parser or xml.sax.make_parser(), bufsize or default_bufsize)


def parseString(string, parser=None):
    """The events of a text."""
    from io import StringIO
    return DOMEventStream(StringIO(string), parser or xml.sax.make_parser(), len(string))
