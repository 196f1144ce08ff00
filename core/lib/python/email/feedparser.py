"""Parsing messages that come in pieces."""

__all__ = ['FeedParser', 'BytesFeedParser']

import re
from email import errors
from email._policybase import compat32

_HEADER = re.compile(r'^(From |[\041-\071\073-\176]*:|[\t ])')


class FeedParser:
    """feed() takes text, close() gives the message."""

    def __init__(self, _factory=None, *, policy=compat32):
        self.policy = policy
        self._old_style_factory = False
        if _factory is None:
            if policy.message_factory is None:
                from email.message import Message
                self._factory = Message
            else:
                self._factory = policy.message_factory
        else:
            self._factory = _factory
            try:
                _factory(policy=self.policy)
            except TypeError:
                self._old_style_factory = True
        self._text = []
        self._headersonly = False

    def feed(self, data):
        """More of the message."""
        self._text.append(data)

    def _set_headersonly(self):
        self._headersonly = True

    def close(self):
        """The message."""
        # Lines end with \\n, \\r or \\r\\n and with nothing else.
        self._lines = re.findall(r'[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z', ''.join(self._text))
        self._at = 0
        root = self._message([], None)
        if root.get_content_maintype() == 'multipart' and not root.is_multipart() and not self._headersonly:
            self.policy.handle_defect(root, errors.MultipartInvariantViolationDefect())
        return root

    def _line(self, stops):
        """The next line, or None where the part ends."""
        if self._at >= len(self._lines) or any(stop(self._lines[self._at]) for stop in stops):
            return None
        self._at += 1
        return self._lines[self._at - 1]

    def _rest(self, stops):
        lines = []
        while (line := self._line(stops)) is not None:
            lines.append(line)
        return ''.join(lines)

    def _new_message(self, parent):
        msg = self._factory() if self._old_style_factory else self._factory(policy=self.policy)
        if parent is not None and parent.get_content_type() == 'multipart/digest':
            msg.set_default_type('message/rfc822')
        return msg

    def _message(self, stops, parent):
        """A message, up to a line that one of `stops` knows."""
        msg = self._new_message(parent)
        headers = []
        while (line := self._line(stops)) is not None:
            if not _HEADER.match(line):
                if line.strip('\r\n'):
                    self.policy.handle_defect(msg, errors.MissingHeaderBodySeparatorDefect())
                    self._at -= 1
                break
            headers.append(line)
        self._parse_headers(msg, headers)
        if self._headersonly:
            msg.set_payload(self._rest(stops))
        elif msg.get_content_type() == 'message/delivery-status':
            # Blocks of headers, each a message.
            while True:
                sub = self._message([*stops, lambda line: not line.strip('\r\n')], msg)
                msg.attach(sub)
                while self._at < len(self._lines) and not self._lines[self._at].strip('\r\n'):
                    self._at += 1
                if self._at >= len(self._lines) or any(stop(self._lines[self._at]) for stop in stops):
                    break
        elif msg.get_content_maintype() == 'message':
            msg.attach(self._message(stops, msg))
        elif msg.get_content_maintype() == 'multipart':
            self._multipart(msg, stops)
        else:
            msg.set_payload(self._rest(stops))
        return msg

    def _multipart(self, msg, stops):
        boundary = msg.get_boundary()
        if boundary is None:
            self.policy.handle_defect(msg, errors.NoBoundaryInMultipartDefect())
            msg.set_payload(self._rest(stops))
            return
        if str(msg.get('content-transfer-encoding', '8bit')).lower() not in ('7bit', '8bit', 'binary'):
            self.policy.handle_defect(msg, errors.InvalidMultipartContentTransferEncodingDefect())
        mark = re.compile('(?P<sep>--' + re.escape(boundary) + r')(?P<end>--)?(?P<ws>[ \t]*)(?P<linesep>\r\n|\r|\n)?$').match
        preamble = []
        started = closed = False
        while (line := self._line(stops)) is not None:
            found = mark(line)
            if not found:
                if not started:
                    preamble.append(line)
                continue
            if found['end']:
                closed = True
                linesep = found['linesep']
                break
            if not started:
                started = True
                if preamble:
                    preamble[-1] = re.sub(r'(\r\n|\r|\n)\Z', '', preamble[-1])
                    msg.preamble = ''.join(preamble)
                preamble = []
            if self._at < len(self._lines) and mark(self._lines[self._at]) and not mark(self._lines[self._at])['end']:
                continue
            part = self._message([*stops, mark], msg)
            msg.attach(part)
            # The end of line before a boundary belongs to the boundary.
            last = part
            while last.is_multipart() and last.get_content_maintype() == 'message' and last.get_payload():
                last = last.get_payload()[-1]
            if last.get_content_maintype() == 'multipart' and last.is_multipart():
                if last.epilogue == '':
                    last.epilogue = None
                elif last.epilogue is not None:
                    last.epilogue = re.sub(r'(\r\n|\r|\n)\Z', '', last.epilogue)
            elif isinstance(last._payload, str):
                last._payload = re.sub(r'(\r\n|\r|\n)\Z', '', last._payload)
        if not started:
            self.policy.handle_defect(msg, errors.StartBoundaryNotFoundDefect())
            msg.set_payload(''.join(preamble))
            msg.epilogue = self._rest(stops) if closed else None
            return
        if not closed:
            self.policy.handle_defect(msg, errors.CloseBoundaryNotFoundDefect())
            return
        epilogue = ([''] if linesep else []) + re.findall(r'[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z', self._rest(stops))
        if epilogue:
            epilogue[0] = re.sub(r'\A(\r\n|\r|\n)', '', epilogue[0])
        msg.epilogue = ''.join(epilogue)

    def _parse_headers(self, msg, lines):
        """Headers of lines; those that begin with a blank go on."""
        last = []
        for lineno, line in enumerate(lines):
            if line[0] in ' \t':
                if not last:
                    self.policy.handle_defect(msg, errors.FirstHeaderLineIsContinuationDefect(line))
                    continue
                last.append(line)
                continue
            if last:
                msg.set_raw(*self.policy.header_source_parse(last))
                last = []
            if line.startswith('From '):
                if lineno == 0:
                    msg.set_unixfrom(re.sub(r'(\r\n|\r|\n)\Z', '', line))
                elif lineno == len(lines) - 1:
                    self._at -= 1
                    return
                else:
                    defect = errors.MisplacedEnvelopeHeaderDefect(line)
                    msg.defects.append(defect)
                continue
            if line.find(':') == 0:
                self.policy.handle_defect(msg, errors.InvalidHeaderDefect("Missing header name."))
                continue
            last = [line]
        if last:
            msg.set_raw(*self.policy.header_source_parse(last))


class BytesFeedParser(FeedParser):
    """A FeedParser for bytes."""

    def feed(self, data):
        super().feed(data.decode('ascii', 'surrogateescape'))
