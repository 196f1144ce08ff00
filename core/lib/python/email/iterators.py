"""Ways through a message."""

__all__ = ['body_line_iterator', 'typed_subpart_iterator', 'walk']

import sys
from io import StringIO


def walk(self):
    """The message and all parts below it."""
    yield self
    parts = self.get_payload() if self.is_multipart() else ()
    for part in parts:
        yield from part.walk()


def body_line_iterator(msg, decode=False):
    """The lines of all parts that are text."""
    contents = (part.get_payload(decode=decode) for part in msg.walk())
    for text in contents:
        if isinstance(text, str):
            yield from StringIO(text)


def typed_subpart_iterator(msg, maintype='text', subtype=None):
    """The parts of a type."""
    for part in msg.walk():
        if maintype != part.get_content_maintype():
            continue
        if subtype is None or subtype == part.get_content_subtype():
            yield part


def _structure(msg, fp=None, level=0, include_default=False):
    """Print the types of the parts, one below the other."""
    out = sys.stdout if fp is None else fp
    behind = f' [{msg.get_default_type()}]' if include_default else ''
    out.write(f"{'':{4 * level}}{msg.get_content_type()}{behind}\n")
    parts = msg.get_payload() if msg.is_multipart() else ()
    for part in parts:
        _structure(part, out, level + 1, include_default)
