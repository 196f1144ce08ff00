"""Where CPython's codecs lie: pickles of protocols 0 to 2 name them."""
from codecs import decode, encode, escape_decode, escape_encode, lookup, lookup_error, register, register_error, unregister
