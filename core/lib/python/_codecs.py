"""Where CPython's codecs lie: pickles of protocols 0 to 2 name them."""
from codecs import decode, encode, escape_decode, escape_encode, lookup, lookup_error, register, register_error, unregister


def __getattr__(name):
    if name.endswith(('_encode', '_decode')) or name == 'charmap_build':
        import codecs
        return getattr(codecs, name)
    raise AttributeError(f"module '_codecs' has no attribute {name!r}")
