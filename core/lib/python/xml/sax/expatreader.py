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


class ExpatParser(xmlreader.IncrementalParser, xmlreader.Locator):
    """Reads, tells handlers."""

    def __init__(self, namespaceHandling=0, bufsize=2 ** 16 - 20):
        xmlreader.IncrementalParser.__init__(self, bufsize)
        self._source, self._parser, self._place = xmlreader.InputSource(), None, None
        self._namespaces, self._lex_handler_prop, self._parsing, self._entity_stack = namespaceHandling, None, False, []
        self._external_ges, self._interning = 0, None

    def parse(self, source):
        """Read a whole file."""
        source = saxutils.prepare_input_source(source)
        self._source = source
        try:
            self.reset()
            self._cont_handler.setDocumentLocator(ExpatLocator(self))
            xmlreader.IncrementalParser.parse(self, source)
        except:
            self._close_source()
            raise

    def prepareParser(self, source):
        if source.getSystemId() is not None:
            self._parser.SetBase(source.getSystemId())

    def setContentHandler(self, handler):
        xmlreader.IncrementalParser.setContentHandler(self, handler)
        if self._parsing:
            self._reset_cont_handler()

    def getFeature(self, name):
        if name == feature_namespaces:
            return self._namespaces
        if name == feature_string_interning:
            return self._interning is not None
        if name in (feature_validation, feature_external_pes, feature_namespace_prefixes):
            return 0
        if name == feature_external_ges:
            return self._external_ges
        raise SAXNotRecognizedException(f"Feature '{name}' not recognized")

    def setFeature(self, name, state):
        if self._parsing:
            raise SAXNotSupportedException('Cannot set features while parsing')
        if name == feature_namespaces:
            self._namespaces = state
        elif name == feature_external_ges:
            self._external_ges = state
        elif name == feature_string_interning:
            self._interning = {} if state and self._interning is None else self._interning if state else None
        elif name in (feature_validation, feature_external_pes, feature_namespace_prefixes):
            if state:
                raise SAXNotSupportedException({
                    feature_validation: 'expat does not support validation',
                    feature_external_pes: 'expat does not read external parameter entities',
                    feature_namespace_prefixes: 'expat does not report namespace prefixes'}[name])
        else:
            raise SAXNotRecognizedException(f"Feature '{name}' not recognized")

    def getProperty(self, name):
        if name == property_lexical_handler:
            return self._lex_handler_prop
        if name == property_interning_dict:
            return self._interning
        if name == property_xml_string:
            if self._parser:
                return self._parser.GetInputContext()
            raise SAXNotSupportedException('This version of expat does not support getting the XML string')
        raise SAXNotRecognizedException(f"Property '{name}' not recognized")

    def setProperty(self, name, value):
        if name == property_lexical_handler:
            self._lex_handler_prop = value
            if self._parsing:
                self._reset_lex_handler_prop()
        elif name == property_interning_dict:
            self._interning = value
        elif name == property_xml_string:
            raise SAXNotSupportedException(f"Property '{name}' cannot be set")
        else:
            raise SAXNotRecognizedException(f"Property '{name}' not recognized")

    def feed(self, data, isFinal=False):
        """More text."""
        if not self._parsing:
            self.reset()
            self._parsing = True
            self._cont_handler.startDocument()
        try:
            self._parser.Parse(data, isFinal)
        except expat.error as failure:
            self._err_handler.fatalError(SAXParseException(expat.ErrorString(failure.code), failure, self))

    def _close_source(self):
        for file in (self._source.getCharacterStream(), self._source.getByteStream()):
            if file is not None:
                file.close()

    def close(self):
        """The end of the text."""
        if self._entity_stack or self._parser is None:
            return
        try:
            self.feed(b'', isFinal=True)
            self._cont_handler.endDocument()
            self._parsing = False
        finally:
            self._parsing = False
            if self._parser is not None:
                self._place = self._parser.ErrorLineNumber, self._parser.ErrorColumnNumber
                self._parser = None
            self._close_source()

    flush = lambda self: None

    def _reset_cont_handler(self):
        self._parser.ProcessingInstructionHandler = self._cont_handler.processingInstruction
        self._parser.CharacterDataHandler = self._cont_handler.characters

    def _reset_lex_handler_prop(self):
        lexical, parser = self._lex_handler_prop, self._parser
        parser.CommentHandler = lexical and lexical.comment
        parser.StartCdataSectionHandler, parser.EndCdataSectionHandler = lexical and lexical.startCDATA, lexical and lexical.endCDATA
        parser.StartDoctypeDeclHandler, parser.EndDoctypeDeclHandler = lexical and self.start_doctype_decl, lexical and lexical.endDTD

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

    def getColumnNumber(self):
        return self._place and self._place[1] if self._parser is None else self._parser.ErrorColumnNumber

    def getLineNumber(self):
        return (self._place[0] if self._place else 1) if self._parser is None else self._parser.ErrorLineNumber

    def getPublicId(self):
        return self._source.getPublicId()

    def getSystemId(self):
        return self._source.getSystemId()

    def start_element(self, name, attrs):
        self._cont_handler.startElement(name, AttributesImpl(attrs))

    def end_element(self, name):
        self._cont_handler.endElement(name)

    @staticmethod
    def _pair(name):
        parts = name.split()
        if len(parts) == 1:
            return (None, name), name
        return (parts[0], parts[1]), f'{parts[2]}:{parts[1]}' if len(parts) == 3 else parts[1]

    def start_element_ns(self, name, attrs):
        values, qnames = {}, {}
        for key, value in attrs.items():
            pair, qname = self._pair(key)
            values[pair], qnames[pair] = value, qname
        self._cont_handler.startElementNS(self._pair(name)[0], None, AttributesNSImpl(values, qnames))

    def end_element_ns(self, name):
        self._cont_handler.endElementNS(self._pair(name)[0], None)

    def processing_instruction(self, target, data):
        self._cont_handler.processingInstruction(target, data)

    def character_data(self, data):
        self._cont_handler.characters(data)

    def start_namespace_decl(self, prefix, uri):
        self._cont_handler.startPrefixMapping(prefix, uri)

    def end_namespace_decl(self, prefix):
        self._cont_handler.endPrefixMapping(prefix)

    def start_doctype_decl(self, name, sysid, pubid, has_internal_subset):
        self._lex_handler_prop.startDTD(name, pubid, sysid)

    def unparsed_entity_decl(self, name, base, sysid, pubid, notation_name):
        self._dtd_handler.unparsedEntityDecl(name, pubid, sysid, notation_name)

    def notation_decl(self, name, base, sysid, pubid):
        self._dtd_handler.notationDecl(name, pubid, sysid)

    def external_entity_ref(self, context, base, sysid, pubid):
        if not self._external_ges:
            return 1
        source = saxutils.prepare_input_source(self._ent_handler.resolveEntity(pubid, sysid), self._source.getSystemId() or '')
        self._entity_stack.append((self._parser, self._source))
        self._parser = self._parser.ExternalEntityParserCreate(context)
        self._source = source
        try:
            xmlreader.IncrementalParser.parse(self, source)
        except Exception:
            return 0
        self._parser, self._source = self._entity_stack.pop()
        return 1

    def skipped_entity_handler(self, name, is_pe):
        self._cont_handler.skippedEntity(f'%{name}' if is_pe else name)


def create_parser(*args, **kwargs):
    return ExpatParser(*args, **kwargs)
