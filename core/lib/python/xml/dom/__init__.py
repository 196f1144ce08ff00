"""The Document Object Model: names of kinds of nodes, errors, implementations."""


class Node:
    """What all nodes share."""

    (ELEMENT_NODE, ATTRIBUTE_NODE, TEXT_NODE, CDATA_SECTION_NODE, ENTITY_REFERENCE_NODE, ENTITY_NODE, PROCESSING_INSTRUCTION_NODE,
     COMMENT_NODE, DOCUMENT_NODE, DOCUMENT_TYPE_NODE, DOCUMENT_FRAGMENT_NODE, NOTATION_NODE) = range(1, 13)


(INDEX_SIZE_ERR, DOMSTRING_SIZE_ERR, HIERARCHY_REQUEST_ERR, WRONG_DOCUMENT_ERR, INVALID_CHARACTER_ERR, NO_DATA_ALLOWED_ERR,
 NO_MODIFICATION_ALLOWED_ERR, NOT_FOUND_ERR, NOT_SUPPORTED_ERR, INUSE_ATTRIBUTE_ERR, INVALID_STATE_ERR, SYNTAX_ERR,
 INVALID_MODIFICATION_ERR, NAMESPACE_ERR, INVALID_ACCESS_ERR, VALIDATION_ERR) = range(1, 17)


class DOMException(Exception):
    """Base of the errors, which have a code."""

    def __init__(self, *args, **kw):
        if self.__class__ is DOMException:
            raise RuntimeError('DOMException should not be instantiated directly')
        Exception.__init__(self, *args, **kw)

    def _get_code(self):
        return self.code


for _name, _code in (('IndexSize', 1), ('DomstringSize', 2), ('HierarchyRequest', 3), ('WrongDocument', 4), ('InvalidCharacter', 5),
                     ('NoDataAllowed', 6), ('NoModificationAllowed', 7), ('NotFound', 8), ('NotSupported', 9), ('InuseAttribute', 10),
                     ('InvalidState', 11), ('Syntax', 12), ('InvalidModification', 13), ('Namespace', 14), ('InvalidAccess', 15),
                     ('Validation', 16)):
    globals()[f'{_name}Err'] = type(f'{_name}Err', (DOMException,), {'code': _code, '__module__': __name__})
del _name, _code


class UserDataHandler:
    NODE_CLONED, NODE_IMPORTED, NODE_DELETED, NODE_RENAMED = 1, 2, 3, 4


XML_NAMESPACE, XMLNS_NAMESPACE = 'http://www.w3.org/XML/1998/namespace', 'http://www.w3.org/2000/xmlns/'
XHTML_NAMESPACE, EMPTY_NAMESPACE, EMPTY_PREFIX = 'http://www.w3.org/1999/xhtml', None, None

from .domreg import getDOMImplementation, registerDOMImplementation
