"""Reads HTML: a method is called for each tag and text."""

import re
from html import unescape

__all__ = ["HTMLParser"]

_space = " \t\n\r\f"
_interesting = re.compile("[&<]")
_number_reference = re.compile("&#([0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F]")
_name_reference = re.compile("&([a-zA-Z][-.a-zA-Z0-9]*)[^a-zA-Z0-9]")
_section_name = re.compile(r"[a-zA-Z][-_.a-zA-Z0-9]*\s*")
_section_end = re.compile(r"]\s*]\s*>")
_end_tag = re.compile(r"</\s*([a-zA-Z][-.a-zA-Z0-9:_]*)\s*>")
_end_name = re.compile(r"([a-zA-Z][^\t\n\r\f />\x00]*)(?:\s|/(?!>))*")
_ms_section_end = re.compile(r"]\s*>")


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

    def _text(self, end):
        """Text up to `end`."""
        text = self.rawdata[:end]
        if text:
            self.handle_data(unescape(text) if self.convert_charrefs and not self.cdata_elem else text)
            self._advance(end)

    def _reference(self, data, final):
        """Where to go on after the & at the beginning; 0: stop here, what is left may become something else."""
        number = data.startswith("&#")
        found = (_number_reference if number else _name_reference).match(data)
        if found:
            (self.handle_charref if number else self.handle_entityref)(found[1])
            return found.end() - (data[found.end() - 1] != ";")
        if number:
            if ";" in data:
                self.handle_data(data[:2])
                self._advance(2)
            return 0
        if data[1:2].isascii() and data[1:2].isalpha():
            if final and len(data) == 2:
                self._advance(1)
            return 0
        if len(data) == 1:
            return 0
        self.handle_data("&")
        return 1

    def goahead(self, end):
        while self.rawdata:
            data = self.rawdata
            if self.cdata_elem:
                found = self._cdata_end.search(data)
                if not found:
                    return
                at = found.start()
            elif not self.convert_charrefs:
                found = _interesting.search(data)
                at = found.start() if found else len(data)
            else:
                at = data.find("<")
                if at < 0:
                    if end:
                        self._text(len(data))
                        return
                    hold = data.rfind("&", max(0, len(data) - 34))
                    if hold >= 0 and ";" not in data[hold:] and not any(c in _space for c in data[hold:]):
                        return
                    self._text(len(data))
                    return
            if at:
                self._text(at)
                continue
            if data[0] == "&" and not self.cdata_elem:
                stop = self._reference(data, end)
                if not stop:
                    if end:
                        self._text(len(self.rawdata))
                    return
                self._advance(stop)
                continue
            stop = self._markup(data)
            if stop < 0:
                if not end:
                    return
                at = data.find(">", 1) + 1 or max(1, data.find("<", 1))
                self.handle_data(data[:at])
                self._advance(at)
                continue
            self._advance(stop)

    def _markup(self, data):
        """Where the tag, comment or declaration at the beginning ends; -1: not there yet. Text that is none counts as text."""
        follows = data[1:2]
        if follows.isascii() and follows.isalpha():
            return self._start(data)
        if data.startswith("</"):
            return self._end(data)
        if data.startswith("<!["):
            return self._section(data)
        for start, stop, handle in (("<!--", "-->", self.handle_comment), ("<?", ">", self.handle_pi), ("<!", ">", None)):
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

    def _section(self, data):
        name = _section_name.match(data, 3)
        if not name and len(data) > 3:
            raise AssertionError("expected name token")
        if not name or name.end() == len(data):
            return -1
        word = name[0].strip().lower()
        if word not in ("temp", "cdata", "ignore", "include", "rcdata", "if", "else", "endif"):
            raise AssertionError(f"unknown status keyword {data[3:name.end()]!r} in marked section")
        close = (_ms_section_end if word in ("if", "else", "endif") else _section_end).search(data, 3)
        if not close:
            return -1
        self.unknown_decl(data[3:close.start()])
        return close.end()

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
        closed = text.endswith("/")
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
        stop = data.find(">") + 1
        if not stop:
            return -1
        plain = _end_tag.match(data)
        if not plain:
            name = _end_name.match(data, 2)
            if name:
                self.handle_endtag(name[1].lower())
                return data.find(">", name.end()) + 1
            if stop > 3:
                self.handle_comment(data[2:stop - 1])
            return stop
        self.handle_endtag(plain[1].lower())
        self.clear_cdata_mode()
        return stop

    def set_cdata_mode(self, elem):
        self.cdata_elem = elem.lower()
        self._cdata_end = re.compile(rf"</\s*{self.cdata_elem}\s*>", re.I)

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
