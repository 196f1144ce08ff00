"""Parsing messages of texts and files."""

__all__ = ['Parser', 'HeaderParser', 'BytesParser', 'BytesHeaderParser', 'FeedParser', 'BytesFeedParser']

from email._policybase import compat32
from email.feedparser import BytesFeedParser, FeedParser
from io import StringIO, TextIOWrapper


class Parser:
    """parse() takes a file, parsestr() a text."""

    def __init__(self, _class=None, *, policy=compat32):
        self._class = _class
        self.policy = policy

    def parse(self, fp, headersonly=False):
        feedparser = FeedParser(self._class, policy=self.policy)
        if headersonly:
            feedparser._set_headersonly()
        while data := fp.read(8192):
            feedparser.feed(data)
        return feedparser.close()

    def parsestr(self, text, headersonly=False):
        return self.parse(StringIO(text, newline=''), headersonly=headersonly)


class HeaderParser(Parser):
    """A Parser that leaves the body as it is."""

    def parsestr(self, text, headersonly=True):
        return Parser.parsestr(self, text, headersonly=True)

    def parse(self, fp, headersonly=True):
        return Parser.parse(self, fp, headersonly=True)


class BytesParser:
    """parse() takes a binary file, parsebytes() bytes."""

    def __init__(self, *args, **kw):
        self.parser = Parser(*args, **kw)

    def parse(self, fp, headersonly=False):
        text = TextIOWrapper(fp, encoding='ascii', errors='surrogateescape', newline='')
        try:
            message = self.parser.parse(text, headersonly)
        finally:
            text.detach()  # the file stays open
        return message

    def parsebytes(self, text, headersonly=False):
        return self.parser.parsestr(text.decode('ASCII', errors='surrogateescape'), headersonly)


class BytesHeaderParser(BytesParser):
    """A BytesParser that leaves the body as it is."""

    def parse(self, fp, headersonly=True):
        return BytesParser.parse(self, fp, headersonly=True)

    def parsebytes(self, text, headersonly=True):
        return BytesParser.parsebytes(self, text, headersonly=True)
