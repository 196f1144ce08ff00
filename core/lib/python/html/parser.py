"""Reads HTML: a method is called for each tag and text."""

from html import unescape

__all__ = ["HTMLParser"]

_space = " \t\n\r\f"


class HTMLParser:
    """To be subclassed; the handle_ methods do nothing."""

    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        self.rawdata, self.lasttag, self.cdata_elem = "", "???", None
        self.lineno, self.offset = 1, 0
        self.__starttag_text = None

    def feed(self, data):
        """More text."""
        self.rawdata += data
        self.goahead(False)

    def close(self):
        """There is no more text."""
        self.goahead(True)

    def getpos(self):
        """(line, column)"""
        return self.lineno, self.offset

    def get_starttag_text(self):
        return self.__starttag_text

    def _advance(self, end):
        """What was read is left behind."""
        done = self.rawdata[:end]
        lines = done.count("\n")
        if lines:
            self.lineno += lines
            self.offset = len(done) - done.rindex("\n") - 1
        else:
            self.offset += end
        self.rawdata = self.rawdata[end:]

    def _text(self, end, final):
        """Text up to `end`, with its references."""
        text = self.rawdata[:end]
        if not text:
            return
        if self.convert_charrefs or self.cdata_elem:
            self.handle_data(text if self.cdata_elem else unescape(text))
            self._advance(end)
            return
        while text:
            at = text.find("&")
            if at:
                stop = at if at > 0 else len(text)
                self.handle_data(text[:stop])
            else:
                stop = self._reference(text)
            self._advance(stop)
            text = text[stop:]

    def _reference(self, text):
        number = text.startswith("&#")
        end = 2 if number else 1
        while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] in "-." and not number):
            end += 1
        name = text[2 if number else 1:end]
        if not name or not number and not name[0].isalpha():
            self.handle_data(text[:1])
            return 1
        (self.handle_charref if number else self.handle_entityref)(name)
        return end + (text[end:end + 1] == ";")

    def goahead(self, end):
        while self.rawdata:
            data = self.rawdata
            if self.cdata_elem:
                at = data.lower().find("</" + self.cdata_elem)
                if at < 0:
                    if end:
                        self._text(len(data), True)
                    return
            else:
                at = data.find("<")
                if at < 0:
                    if end:
                        self._text(len(data), True)
                        return
                    hold = data.rfind("&", max(0, len(data) - 34)) if self.convert_charrefs else -1
                    if hold >= 0 and ";" not in data[hold:] and not any(c in _space for c in data[hold:]):
                        return
                    self._text(len(data), False)
                    return
            if at:
                self._text(at, end)
                continue
            stop = self._markup(data)
            if stop < 0:
                if not end:
                    return
                self._text(max(1, data.find("<", 1) if data.find("<", 1) > 0 else len(data)), True)
                continue
            self._advance(stop)

    def _markup(self, data):
        """Where the tag, comment or declaration at the beginning ends; -1: not there yet. Text that is none counts as text."""
        follows = data[1:2]
        if follows.isascii() and follows.isalpha():
            return self._start(data)
        if data.startswith("</"):
            return self._end(data)
        for start, stop, handle in (("<!--", "-->", self.handle_comment), ("<?", ">", self.handle_pi), ("<![", "]>", self.unknown_decl),
                                    ("<!", ">", None)):
            if data.startswith(start):
                at = data.find(stop, len(start))
                if at < 0:
                    return -1
                text = data[len(start):at]
                if handle is None:
                    handle = self.handle_decl if text[:7].lower() == "doctype" else self.handle_comment
                handle(text)
                return at + len(stop)
        if len(data) < 2:
            return -1
        self.handle_data("<")
        return 1

    def _tag_end(self, data):
        quote = None
        for i, c in enumerate(data):
            if quote:
                quote = None if c == quote else quote
            elif c in "\"'" and data[:i].rstrip(_space)[-1:] == "=":
                quote = c
            elif c == ">":
                return i + 1
        return -1

    def _start(self, data):
        stop = self._tag_end(data)
        if stop < 0:
            return -1
        self.__starttag_text = data[:stop]
        inner = data[1:stop - 1]
        end = 0
        while end < len(inner) and inner[end] not in _space + "/":
            end += 1
        tag = self.lasttag = inner[:end].lower()
        attrs, closed = self._attributes(inner[end:])
        if closed:
            self.handle_startendtag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return stop

    def _attributes(self, text):
        attrs = []
        at = 0
        closed = text.rstrip(_space).endswith("/") and not text.rstrip(_space).endswith('"/') or text.endswith("/")
        while at < len(text):
            if text[at] in _space + "/":
                at += 1
                continue
            start = at
            at += 1
            while at < len(text) and text[at] not in _space + "/=":
                at += 1
            name, value = text[start:at].lower(), None
            after = at
            while after < len(text) and text[after] in _space:
                after += 1
            if text[after:after + 1] == "=":
                at = after + 1
                while at < len(text) and text[at] in _space:
                    at += 1
                quote = text[at:at + 1]
                if quote and quote in "\"'":
                    end = text.find(quote, at + 1)
                    end = len(text) if end < 0 else end
                    value, at = text[at + 1:end], end + 1
                else:
                    start = at
                    while at < len(text) and text[at] not in _space:
                        at += 1
                    value = text[start:at]
                    closed = closed and not value.endswith("/")
                value = unescape(value)
            attrs.append((name, value))
        return attrs, closed

    def _end(self, data):
        stop = data.find(">")
        if stop < 0:
            return -1
        name = data[2:stop].strip(_space).split(None, 1)
        tag = name[0].lower().rstrip("/") if name else ""
        if tag and (tag[0].isalpha() or self.cdata_elem):
            self.handle_endtag(tag)
            self.clear_cdata_mode()
        elif tag:
            self.handle_comment(data[2:stop])
        return stop + 1

    def set_cdata_mode(self, elem):
        self.cdata_elem = elem.lower()

    def clear_cdata_mode(self):
        self.cdata_elem = None

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_data(self, data):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unknown_decl(self, data):
        pass
