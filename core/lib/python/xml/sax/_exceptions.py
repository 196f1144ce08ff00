"""The errors of this package."""


class SAXException(Exception):
    """An error or a warning, perhaps with the exception behind it."""

    def __init__(self, msg, exception=None):
        self._msg, self._exception = msg, exception
        Exception.__init__(self, msg)

    def getMessage(self):
        return self._msg

    def getException(self):
        return self._exception

    def __str__(self):
        return self._msg

    def __getitem__(self, ix):
        raise AttributeError('__getitem__')


class SAXParseException(SAXException):
    """An error at a place of a text."""

    def __init__(self, msg, exception, locator):
        SAXException.__init__(self, msg, exception)
        self._locator = locator
        self._systemId, self._colnum, self._linenum = locator.getSystemId(), locator.getColumnNumber(), locator.getLineNumber()

    def getColumnNumber(self):
        return self._colnum

    def getLineNumber(self):
        return self._linenum

    def getPublicId(self):
        return self._locator.getPublicId()

    def getSystemId(self):
        return self._systemId

    def __str__(self):
        system, line, column = self.getSystemId(), self.getLineNumber(), self.getColumnNumber()
        return f"{'<unknown>' if system is None else system}:{'?' if line is None else line}:{'?' if column is None else column}: {self._msg}"


class SAXNotRecognizedException(SAXException):
    """A feature or property is not known."""


class SAXNotSupportedException(SAXException):
    """A feature or property cannot have that value."""


class SAXReaderNotAvailable(SAXNotSupportedException):
    """There is no parser."""
