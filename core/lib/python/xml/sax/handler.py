"""What is told of the events: classes to derive from, names of features and properties."""

version = '2.0beta'


class ErrorHandler:
    """What becomes of errors."""

    def error(self, exception):
        raise exception

    def fatalError(self, exception):
        raise exception

    def warning(self, exception):
        print(exception)


class ContentHandler:
    """What is told of the contents."""

    def __init__(self):
        self._locator = None

    def setDocumentLocator(self, locator):
        self._locator = locator

    def startDocument(self):
        """The document begins."""

    def endDocument(self):
        """It ends."""

    def startPrefixMapping(self, prefix, uri):
        """A prefix stands for a namespace from here on."""

    def endPrefixMapping(self, prefix):
        """It does no more."""

    def startElement(self, name, attrs):
        """An element begins."""

    def endElement(self, name):
        """It ends."""

    def startElementNS(self, name, qname, attrs):
        """The same with namespaces: name is (namespace, local name)."""

    def endElementNS(self, name, qname):
        """It ends."""

    def characters(self, content):
        """Text."""

    def ignorableWhitespace(self, whitespace):
        """Blanks between elements."""

    def processingInstruction(self, target, data):
        """An instruction."""

    def skippedEntity(self, name):
        """An entity that was not read."""


class DTDHandler:
    def notationDecl(self, name, publicId, systemId):
        """A notation."""

    def unparsedEntityDecl(self, name, publicId, systemId, ndata):
        """An entity that is no XML."""


class EntityResolver:
    def resolveEntity(self, publicId, systemId):
        return systemId


_features, _properties = 'http://xml.org/sax/features/', 'http://xml.org/sax/properties/'
feature_namespaces, feature_namespace_prefixes = f'{_features}namespaces', f'{_features}namespace-prefixes'
feature_string_interning, feature_validation = f'{_features}string-interning', f'{_features}validation'
feature_external_ges, feature_external_pes = f'{_features}external-general-entities', f'{_features}external-parameter-entities'
all_features = [feature_namespaces, feature_namespace_prefixes, feature_string_interning, feature_validation, feature_external_ges,
                feature_external_pes]
property_lexical_handler, property_declaration_handler = f'{_properties}lexical-handler', f'{_properties}declaration-handler'
property_dom_node, property_xml_string = f'{_properties}dom-node', f'{_properties}xml-string'
property_encoding = 'http://www.python.org/sax/properties/encoding'
property_interning_dict = 'http://www.python.org/sax/properties/interning-dict'
all_properties = [property_lexical_handler, property_dom_node, property_declaration_handler, property_xml_string, property_encoding,
                  property_interning_dict]


class LexicalHandler:
    def comment(self, content):
        """A comment."""

    def startDTD(self, name, public_id, system_id):
        """The document type begins."""

    def endDTD(self):
        """It ends."""

    def startCDATA(self):
        """A CDATA section begins."""

    def endCDATA(self):
        """It ends."""
