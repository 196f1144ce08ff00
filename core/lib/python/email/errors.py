"""What can be wrong with a message: exceptions, and defects that are only noted."""


class MessageError(Exception):
    pass


class MessageParseError(MessageError):
    pass


class HeaderParseError(MessageParseError):
    pass


class BoundaryError(MessageParseError):
    pass


class MultipartConversionError(MessageError, TypeError):
    pass


class CharsetError(MessageError):
    pass


class MessageDefect(ValueError):
    """Something in a message that is against the rules."""

    def __init__(self, line=None):
        if line is not None:
            super().__init__(line)
        self.line = line


def _defect(name, base, doc):
    return type(name, (base,), {'__module__': __name__, '__doc__': doc})


for _name, _doc in (('NoBoundaryInMultipartDefect', 'No boundary is given.'), ('StartBoundaryNotFoundDefect', 'The boundary never came.'),
                    ('CloseBoundaryNotFoundDefect', 'The last boundary never came.'),
                    ('FirstHeaderLineIsContinuationDefect', 'The first line begins with a blank.'),
                    ('MisplacedEnvelopeHeaderDefect', 'A From line among the headers.'),
                    ('MissingHeaderBodySeparatorDefect', 'A line that is no header, and no empty line before.'),
                    ('MultipartInvariantViolationDefect', 'A multipart message that has no parts.'),
                    ('InvalidMultipartContentTransferEncodingDefect', 'A multipart message with an encoding of its own.'),
                    ('UndecodableBytesDefect', 'Bytes beyond ASCII in a header.'), ('InvalidBase64PaddingDefect', 'Wrong padding.'),
                    ('InvalidBase64CharactersDefect', 'Characters that are none of base64.'),
                    ('InvalidBase64LengthDefect', 'A number of characters that cannot be.')):
    globals()[_name] = _defect(_name, MessageDefect, _doc)
MalformedHeaderDefect = MissingHeaderBodySeparatorDefect


class HeaderDefect(MessageDefect):
    """Something in a header that is against the rules."""

    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)


for _name, _doc in (('InvalidHeaderDefect', 'No valid header.'), ('HeaderMissingRequiredValue', 'A header without its value.'),
                    ('ObsoleteHeaderDefect', 'A form that is no longer used.'), ('NonASCIILocalPartDefect', 'An address beyond ASCII.'),
                    ('InvalidDateDefect', 'No valid date.')):
    globals()[_name] = _defect(_name, HeaderDefect, _doc)
del _name, _doc


class NonPrintableDefect(HeaderDefect):
    """Characters that cannot be printed."""

    def __init__(self, non_printables):
        super().__init__(non_printables)
        self.non_printables = non_printables

    def __str__(self):
        return "the following ASCII non-printables found in header: {}".format(self.non_printables)
