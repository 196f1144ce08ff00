"""Messages written as text or bytes."""

__all__ = ['Generator', 'DecodedGenerator', 'BytesGenerator']

import random
import re
import sys
import time
from copy import deepcopy
from email.utils import _has_surrogates
from io import BytesIO, StringIO

UNDERSCORE, NL = '_', '\n'
NLCRE = re.compile(r'\r\n|\r|\n')
fcre = re.compile(r'^From ', re.MULTILINE)


class Generator:
    """Writes messages into a file of text."""

    _NL, _EMPTY = '\n', ''

    def __init__(self, outfp, mangle_from_=None, maxheaderlen=None, *, policy=None):
        self._fp, self.policy, self.maxheaderlen = outfp, policy, maxheaderlen
        by_policy = policy is None or policy.mangle_from_
        self._mangle_from_ = by_policy if mangle_from_ is None else mangle_from_

    def write(self, s):
        """Put text into the file."""
        self._fp.write(s)

    def flatten(self, msg, unixfrom=False, linesep=None):
        """Write a message, with unixfrom a From line before it."""
        wanted = {'linesep': linesep, 'max_line_length': self.maxheaderlen}
        policy = msg.policy if self.policy is None else self.policy
        wanted = {name: value for name, value in wanted.items() if value is not None}
        if wanted:
            policy = policy.clone(**wanted)
        self._NL, self._encoded_NL = policy.linesep, self._encode(policy.linesep)
        before = self.policy, msg.policy
        self.policy = msg.policy = policy
        try:
            if unixfrom:
                self.write((msg.get_unixfrom() or f'From nobody {time.ctime(time.time())}') + self._NL)
            self._write(msg)
        finally:
            self.policy, msg.policy = before

    def clone(self, fp):
        """The same for another file."""
        return self.__class__(fp, self._mangle_from_, None, policy=self.policy)

    def _new_buffer(self):
        return StringIO()

    def _encode(self, s):
        return s

    def _flattened(self, part):
        """What a part looks like, as the file's kind of text."""
        buffer = self._new_buffer()
        self.clone(buffer).flatten(part, unixfrom=False, linesep=self._NL)
        return buffer.getvalue()

    def _marked(self, text):
        return fcre.sub('>From ', text) if self._mangle_from_ else text

    def _write_lines(self, lines):
        """Lines, with the policy's ends."""
        if lines:
            *whole, rest = NLCRE.split(lines)
            for line in whole:
                self.write(line)
                self.write(self._NL)
            if rest:
                self.write(rest)

    def _write(self, msg):
        # The body is made first, as it may say that other headers are needed.
        out, body = self._fp, self._new_buffer()
        self._fp, self._munge_cte = body, None
        try:
            self._dispatch(msg)
        finally:
            self._fp, changed = out, self._munge_cte
            del self._munge_cte
        if changed:
            encoding, kind = changed
            msg = deepcopy(msg)
            if 'content-transfer-encoding' in msg:
                msg.replace_header('content-transfer-encoding', encoding)
            else:
                msg['Content-Transfer-Encoding'] = encoding
            msg.replace_header('content-type', kind)
        if hasattr(msg, '_write_headers'):
            msg._write_headers(self)
        else:
            self._write_headers(msg)
        out.write(body.getvalue())

    def _dispatch(self, msg):
        main, sub = msg.get_content_maintype(), msg.get_content_subtype()
        for specific in (main + '_' + sub, main):
            meth = getattr(self, '_handle_' + specific.replace('-', '_'), None)
            if meth is not None:
                break
        (meth or self._writeBody)(msg)

    def _write_headers(self, msg):
        for name, value in msg.raw_items():
            self.write(self.policy.fold(name, value))
        self.write(self._NL)

    def _handle_text(self, msg):
        text = msg.get_payload()
        if text is None:
            return
        if not isinstance(text, str):
            raise TypeError(f'string payload expected: {type(text)}')
        charset = msg.get_param('charset') if _has_surrogates(msg._payload) else None
        if charset is not None:  # bytes in disguise: written in that charset
            again = deepcopy(msg)
            del again['content-transfer-encoding']
            again.set_payload(again._payload, charset)
            text = again.get_payload()
            self._munge_cte = again['content-transfer-encoding'], again['content-type']
        self._write_lines(self._marked(text))

    _writeBody = _handle_text

    def _handle_multipart(self, msg):
        parts = msg.get_payload()
        if isinstance(parts, str):
            self.write(parts)
            return
        if not isinstance(parts, list):
            parts = [] if parts is None else [parts]
        texts = [self._flattened(part) for part in parts]
        boundary = msg.get_boundary()
        if not boundary:
            boundary = self._make_boundary(self._encoded_NL.join(texts))
            msg.set_boundary(boundary)
        line = f'--{boundary}'
        if msg.preamble is not None:
            self._write_lines(self._marked(msg.preamble))
            self.write(self._NL)
        self.write(line + self._NL)
        for number, text in enumerate(texts):
            if number:
                self.write(self._NL + line + self._NL)
            self._fp.write(text)
        self.write(f'{self._NL}{line}--{self._NL}')
        if msg.epilogue is not None:
            self._write_lines(self._marked(msg.epilogue))

    def _handle_multipart_signed(self, msg):
        # Headers stay as they are, else the signature would not fit.
        policy, self.policy = self.policy, self.policy.clone(max_line_length=0)
        try:
            self._handle_multipart(msg)
        finally:
            self.policy = policy

    def _handle_message_delivery_status(self, msg):
        end = self._encoded_NL
        texts = map(self._flattened, msg.get_payload())
        self._fp.write(end.join(text[:-len(end)] if text.endswith(end * 2) else text for text in texts))

    def _handle_message(self, msg):
        held = msg._payload
        self._fp.write(self._flattened(msg.get_payload(0)) if isinstance(held, list) else self._encode(held))

    @classmethod
    def _make_boundary(cls, text=None):
        """A boundary that is not in the text."""
        width = len(repr(sys.maxsize - 1))
        boundary = '=' * 15 + '%0*d' % (width, random.randrange(sys.maxsize)) + '=='
        if text is None:
            return boundary
        b, counter = boundary, 0
        while cls._compile_re('^--' + re.escape(b) + '(--)?$', re.MULTILINE).search(text):
            b = boundary + '.' + str(counter)
            counter += 1
        return b

    @classmethod
    def _compile_re(cls, s, flags):
        return re.compile(s, flags)


class BytesGenerator(Generator):
    """Writes messages into a binary file."""

    def write(self, s):
        """Put text into the file; surrogates stand for bytes."""
        self._fp.write(s.encode('ascii', 'surrogateescape'))

    def _new_buffer(self):
        return BytesIO()

    def _encode(self, s):
        return s.encode('ascii')

    def _write_headers(self, msg):
        for name, value in msg.raw_items():
            self._fp.write(self.policy.fold_binary(name, value))
        self.write(self._NL)

    def _handle_text(self, msg):
        text = msg._payload
        if text is None:
            return
        if self.policy.cte_type == '7bit' or not _has_surrogates(text):
            super()._handle_text(msg)
            return
        msg._payload = self._marked(text)
        self._write_lines(msg._payload)

    _writeBody = _handle_text

    @classmethod
    def _compile_re(cls, s, flags):
        return re.compile(s.encode('ascii'), flags)


class DecodedGenerator(Generator):
    """Writes the texts of a message, and a line for each other part."""

    def __init__(self, outfp, mangle_from_=None, maxheaderlen=None, fmt=None, *, policy=None):
        Generator.__init__(self, outfp, mangle_from_, maxheaderlen, policy=policy)
        self._fmt = '[Non-text (%(type)s) part of message omitted, filename %(filename)s]' if fmt is None else fmt

    def _dispatch(self, msg):
        for part in msg.walk():
            kind = part.get_content_maintype()
            if kind == 'multipart':
                continue
            print(part.get_payload(decode=False) if kind == 'text' else self._fmt % {
                'type': part.get_content_type(), 'maintype': kind, 'subtype': part.get_content_subtype(),
                'filename': part.get_filename('[no filename]'), 'description': part.get('Content-Description', '[no description]'),
                'encoding': part.get('Content-Transfer-Encoding', '[no encoding]')}, file=self)
