"""Encodings by name; codecs knows how to find them."""
import codecs

from . import aliases


class CodecRegistryError(LookupError, SystemError):
    pass


def normalize_encoding(encoding):
    """A name with anything but letters, digits and dots as one underscore."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, 'ascii')
    words = ''.join(c if c.isalnum() or c == '.' else ' ' for c in encoding).split()
    return '_'.join(word for word in words if word.isascii())


def search_function(encoding):
    """The codec of a name, None if there is none."""
    return codecs._search(normalize_encoding(encoding))
