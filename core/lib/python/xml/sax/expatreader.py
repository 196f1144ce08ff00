"""The reader over pyexpat."""

version = '0.20'

from xml.parsers import expat
from . import handler, saxutils, xmlreader
from ._exceptions import SAXException, SAXNotRecognizedException, SAXNotSupportedException, SAXParseException, SAXReaderNotAvailable
from .handler import (feature_external_ges, feature_external_pes, feature_namespace_prefixes, feature_namespaces, feature_string_interning,
                      feature_validation, property_interning_dict, property_lexical_handler, property_xml_string)

AttributesImpl, AttributesNSImpl = xmlreader.AttributesImpl, xmlreader.AttributesNSImpl


class ExpatLocator(xmlreader.Locator):
    """Where the parser is."""

    def __init__(self, parser):
        self._ref = parser

    def getColumnNumber(self):
        parser = self._ref
        return parser._parser.ErrorColumnNumber if parser._parser is not None else 1 if parser._place is None else parser._place[1]

    def getLineNumber(self):
        parser = self._ref
        return parser._parser.ErrorLineNumber if parser._parser is not None else 1 if parser._place is None else parser._place[0]

    def getPublicId(self):
        return self._ref._source.getPublicId() if self._ref._source else None

    def getSystemId(self):
        return self._ref._source.getSystemId() if self._ref._source else None


# What a reader over expat never does, and says when it is asked to.
_CANNOT = {
    feature_validation: 'expat does not support validation',
    feature_external_pes: 'expat does not read external parameter entities',
    feature_namespace_prefixes: 'expat does not report namespace prefixes',
}


def _forwarded(method):
    """An event that is told to the content handler, by its method."""
    def event(self, *facts):
        getattr(self._cont_handler, method)(*facts)
    return event


def _unknown(kind, name):
    return SAXNotRecognizedException(f"{kind} '{name}' not recognized")


class ExpatParser(xmlreader.IncrementalParser, xmlreader.Locator):
    """Reads, tells handlers."""

    def __init__(self, namespaceHandling=0, bufsize=2 ** 16 - 20):
        xmlreader.IncrementalParser.__init__(self, bufsize)
        self._source, self._parser, self._place = xmlreader.InputSource(), None, None
        self._namespaces, self._lex_handler_prop, self._parsing, self._entity_stack = namespaceHandling, None, False, []
        self._external_ges, self._interning = 0, None

    # ---- features and properties ----

    def getFeature(self, name):
        """Whether the reader does this."""
        if name in _CANNOT:
            return 0
        does = {feature_namespaces: self._namespaces, feature_external_ges: self._external_ges,
                feature_string_interning: self._interning is not None}
        if name not in does:
            raise _unknown('Feature', name)
        return does[name]

    def setFeature(self, name, state):
        """Have the reader do this, or not."""
        if self._parsing:
            raise SAXNotSupportedException('Cannot set features while parsing')
        if name in _CANNOT:
            if state:
                raise SAXNotSupportedException(_CANNOT[name])
        elif name == feature_external_ges:
            self._external_ges = state
        elif name == feature_namespaces:
            self._namespaces = state
        elif name != feature_string_interning:
            raise _unknown('Feature', name)
        elif not state:
            self._interning = None
        elif self._interning is None:
            self._interning = {}

    def getProperty(self, name):
        """A thing that belongs to the reader."""
        if name == property_xml_string:
            if not self._parser:
                raise SAXNotSupportedException('This version of expat does not support getting the XML string')
            return self._parser.GetInputContext()
        has = {property_lexical_handler: self._lex_handler_prop, property_interning_dict: self._interning}
        if name not in has:
            raise _unknown('Property', name)
        return has[name]

    def setProperty(self, name, value):
        """Give the reader a thing."""
        if name == property_xml_string:
            raise SAXNotSupportedException(f"Property '{name}' cannot be set")
        if name == property_interning_dict:
            self._interning = value
        elif name != property_lexical_handler:
            raise _unknown('Property', name)
        else:
            self._lex_handler_prop = value
            if self._parsing:
                self._reset_lex_handler_prop()

    # ---- text ----

    def parse(self, source):
        """Read a whole file."""
        self._source = source = saxutils.prepare_input_source(source)
        try:
            self.reset()
            self._cont_handler.setDocumentLocator(ExpatLocator(self))
            super().parse(source)
        except:
            self._close_source()
            raise

    def prepareParser(self, source):
        """Tell expat where the text lies."""
        place = source.getSystemId()
        if place is not None:
            self._parser.SetBase(place)

    def setContentHandler(self, handler):
        """Who is told from now on."""
        super().setContentHandler(handler)
        if self._parsing:
            self._reset_cont_handler()

    def feed(self, data, isFinal=False):
        """More text."""
        if not self._parsing:
            self.reset()
            self._parsing = True  # before the handler, which may set other handlers
            self._cont_handler.startDocument()
        try:
            self._parser.Parse(data, isFinal)
        except expat.error as failure:
            self._err_handler.fatalError(SAXParseException(expat.ErrorString(failure.code), failure, self))

    def close(self):
        """The end of the text."""
        if self._parser is None or self._entity_stack:
            return
        try:
            self.feed(b'', isFinal=True)
            self._cont_handler.endDocument()
        finally:
            self._parsing, parser = False, self._parser
            if parser is not None:
                self._place = parser.ErrorLineNumber, parser.ErrorColumnNumber
                self._parser = None
            self._close_source()

    def _close_source(self):
        for stream in (self._source.getCharacterStream(), self._source.getByteStream()):
            if stream is not None:
                stream.close()

    flush = lambda self: None

    def reset(self):
        """Begin anew."""
        parser = self._parser = expat.ParserCreate(self._source.getEncoding(), ' ' if self._namespaces else None, intern=self._interning)
        if self._namespaces:
            parser.namespace_prefixes = 1
            parser.StartElementHandler, parser.EndElementHandler = self.start_element_ns, self.end_element_ns
        else:
            parser.StartElementHandler, parser.EndElementHandler = self.start_element, self.end_element
        self._reset_cont_handler()
        parser.UnparsedEntityDeclHandler, parser.NotationDeclHandler = self.unparsed_entity_decl, self.notation_decl
        parser.StartNamespaceDeclHandler, parser.EndNamespaceDeclHandler = self.start_namespace_decl, self.end_namespace_decl
        self._reset_lex_handler_prop()
        parser.ExternalEntityRefHandler = self.external_entity_ref
        parser.SkippedEntityHandler = self.skipped_entity_handler
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
        self._parsing, self._entity_stack = False, []

    def _reset_cont_handler(self):
        told = self._cont_handler
        self._parser.CharacterDataHandler, self._parser.ProcessingInstructionHandler = told.characters, told.processingInstruction

    def _reset_lex_handler_prop(self):
        lexical, parser = self._lex_handler_prop, self._parser
        parser.CommentHandler = lexical and lexical.comment
        parser.StartCdataSectionHandler, parser.EndCdataSectionHandler = lexical and lexical.startCDATA, lexical and lexical.endCDATA
        parser.StartDoctypeDeclHandler, parser.EndDoctypeDeclHandler = lexical and self.start_doctype_decl, lexical and lexical.endDTD

    # ---- where it is ----

    def getColumnNumber(self):
        return self._place and self._place[1] if self._parser is None else self._parser.ErrorColumnNumber

    def getLineNumber(self):
        return (self._place[0] if self._place else 1) if self._parser is None else self._parser.ErrorLineNumber

    def getSystemId(self):
        return self._source.getSystemId()

    def getPublicId(self):
        return self._source.getPublicId()

    # ---- events, which expat tells and handlers are told ----

    def start_element(self, name, attrs):
        """<name attrs>"""
        self._cont_handler.startElement(name, AttributesImpl(attrs))

    def end_element(self, name):
        """</name>"""
        self._cont_handler.endElement(name)

    @staticmethod
    def _pair(name):
        parts = name.split()
        if len(parts) == 1:
            return (None, name), name
        return (parts[0], parts[1]), f'{parts[2]}:{parts[1]}' if len(parts) == 3 else parts[1]

    def start_element_ns(self, name, attrs):
        """<name attrs> in a namespace"""
        values, qnames = {}, {}
        for key, value in attrs.items():
            pair, qname = self._pair(key)
            values[pair], qnames[pair] = value, qname
        self._cont_handler.startElementNS(self._pair(name)[0], None, AttributesNSImpl(values, qnames))

    def end_element_ns(self, name):
        """</name> in a namespace"""
        self._cont_handler.endElementNS(self._pair(name)[0], None)

    processing_instruction, character_data = _forwarded('processingInstruction'), _forwarded('characters')
    start_namespace_decl, end_namespace_decl = _forwarded('startPrefixMapping'), _forwarded('endPrefixMapping')

    def start_doctype_decl(self, name, sysid, pubid, has_internal_subset):
        """<!DOCTYPE name ...>"""
        self._lex_handler_prop.startDTD(name, pubid, sysid)

    def notation_decl(self, name, base, sysid, pubid):
        """<!NOTATION name ...>"""
        self._dtd_handler.notationDecl(name, pubid, sysid)

    def unparsed_entity_decl(self, name, base, sysid, pubid, notation_name):
        """<!ENTITY name ... NDATA notation_name>"""
        self._dtd_handler.unparsedEntityDecl(name, pubid, sysid, notation_name)

    def external_entity_ref(self, context, base, sysid, pubid):
        """&name; of an entity that lies elsewhere: 1 when it was read, or is not to be"""
        if self._external_ges:
            found = self._ent_handler.resolveEntity(pubid, sysid)
            found = saxutils.prepare_input_source(found, self._source.getSystemId() or '')
            self._entity_stack.append((self._parser, self._source))
            self._parser, self._source = self._parser.ExternalEntityParserCreate(context), found
            try:
                super().parse(found)
            except Exception:
                return 0
            self._parser, self._source = self._entity_stack.pop()
        return 1

    def skipped_entity_handler(self, name, is_pe):
        """&name; or %name; of an entity that is not known"""
        self._cont_handler.skippedEntity(f'%{name}' if is_pe else name)


def create_parser(*args, **kwargs):
    """A reader, as xml.sax.make_parser() asks for it."""
    return ExpatParser(*args, **kwargs)
