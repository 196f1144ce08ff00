"""Reading XML as events."""

from ._exceptions import SAXException, SAXNotRecognizedException, SAXNotSupportedException, SAXParseException, SAXReaderNotAvailable
from .handler import ContentHandler, ErrorHandler
from .xmlreader import InputSource

default_parser_list = ['xml.sax.expatreader']


def parse(source, handler, errorHandler=ErrorHandler()):
    """Tell a handler what is in a file."""
    reader = make_parser()
    reader.setErrorHandler(errorHandler)
    reader.setContentHandler(handler)
    reader.parse(source)


def parseString(string, handler, errorHandler=ErrorHandler()):
    """Tell a handler what is in a text."""
    import io
    source = InputSource()
    if isinstance(string, str):
        source.setCharacterStream(io.StringIO(string))
    else:
        source.setByteStream(io.BytesIO(string))
    reader = make_parser()
    reader.setErrorHandler(ErrorHandler() if errorHandler is None else errorHandler)
    reader.setContentHandler(handler)
    reader.parse(source)


def make_parser(parser_list=()):
    """A parser: of the first module of the list that has one, else the usual one."""
    for name in [*parser_list, *default_parser_list]:
        try:
            return __import__(name, {}, {}, ['create_parser']).create_parser()
        except (ImportError, SAXReaderNotAvailable):
            pass
    raise SAXReaderNotAvailable('No parsers found', None)
