"""Encodings of a message's payload."""

__all__ = ['encode_7or8bit', 'encode_base64', 'encode_noop', 'encode_quopri']

from base64 import encodebytes as _bencode
from quopri import encodestring as _encodestring


def encode_base64(msg):
    """base64, and say so in a header."""
    orig = msg.get_payload(decode=True)
    msg.set_payload(str(_bencode(orig), 'ascii'))
    msg['Content-Transfer-Encoding'] = 'base64'


def encode_quopri(msg):
    """Quoted-printable, and say so in a header."""
    orig = msg.get_payload(decode=True)
    msg.set_payload(_encodestring(orig, quotetabs=True).replace(b' ', b'=20').decode('ascii', 'surrogateescape'))
    msg['Content-Transfer-Encoding'] = 'quoted-printable'


def encode_7or8bit(msg):
    """Say which of the two it is."""
    payload = msg.get_payload(decode=True)
    is_plain = payload is None or payload.isascii()
    msg['Content-Transfer-Encoding'] = '7bit' if is_plain else '8bit'


def encode_noop(msg):
    """As it is."""
    msg.get_payload(decode=True)
