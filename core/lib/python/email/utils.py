"""Addresses, dates, message ids and parameters, as headers of mail write them."""

__all__ = ['collapse_rfc2231_value', 'decode_params', 'decode_rfc2231', 'encode_rfc2231', 'formataddr', 'formatdate', 'format_datetime',
           'getaddresses', 'make_msgid', 'mktime_tz', 'parseaddr', 'parsedate', 'parsedate_tz', 'parsedate_to_datetime', 'quote', 'unquote',
           'localtime']

import datetime
import os
import random
import re
import socket
import time
import urllib.parse
from email._parseaddr import AddressList as _AddressList, _parsedate_tz, mktime_tz, parsedate, parsedate_tz, quote
from email.charset import Charset

COMMASPACE, EMPTYSTRING, UEMPTYSTRING, CRLF, TICK = ', ', '', '', '\r\n', "'"
specialsre = re.compile(r'[][\\()<>@,:;".]')
escapesre = re.compile(r'[\\"]')
rfc2231_continuation = re.compile(r'(?P<name>\w+)\*((?P<num>[0-9]+)\*?)?', re.ASCII)


def _has_surrogates(s):
    """Whether a text has bytes that could not be decoded."""
    try:
        s.encode()
    except UnicodeEncodeError:
        return True
    return False


def _sanitize(string):
    return string.encode('utf-8', 'surrogateescape').decode('utf-8', 'replace')


# ---- addresses ----

def formataddr(pair, charset='utf-8'):
    """'name <address>'; the name in quotes or encoded where it must be."""
    name, address = pair
    address.encode('ascii')  # refused if it is not
    if not name:
        return address
    if name.isascii():
        shown = escapesre.sub(r'\\\g<0>', name)
        shown = f'"{shown}"' if specialsre.search(name) else shown
    else:
        shown = (Charset(charset) if isinstance(charset, str) else charset).header_encode(name)
    return f'{shown} <{address}>'


def getaddresses(fieldvalues):
    """The pairs (name, address) of several headers."""
    return _AddressList(COMMASPACE.join(map(str, fieldvalues))).addresslist


def parseaddr(addr):
    """The first pair (name, address) of a header; two empty texts if there is none."""
    return next(iter(_AddressList(addr).addresslist), ('', ''))


def unquote(str):
    """What stands between quotes or angle brackets, if the text has them around it."""
    for opening, closing in '""', '<>':
        if len(str) > 1 and str.startswith(opening) and str.endswith(closing):
            inside = str[1:-1]
            return inside.replace(r'\\', '\\').replace(r'\"', '"') if opening == '"' else inside
    return str


# ---- dates ----

_WEEK = 'Mon Tue Wed Thu Fri Sat Sun'.split()
_YEAR = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()


def format_datetime(dt, usegmt=False):
    """'Mon, 01 Jan 2024 00:00:00 +0000' of a datetime; -0000 if it has no zone, GMT if that is asked for."""
    if not usegmt:
        zone = '-0000' if dt.tzinfo is None else dt.strftime('%z')
    elif dt.tzinfo == datetime.timezone.utc:
        zone = 'GMT'
    else:
        raise ValueError("usegmt option requires a UTC datetime")
    return f'{_WEEK[dt.weekday()]}, {dt.day:02} {_YEAR[dt.month - 1]} {dt.year:04} {dt.hour:02}:{dt.minute:02}:{dt.second:02} {zone}'


def formatdate(timeval=None, localtime=False, usegmt=False):
    """The same of seconds since 1970, None: now."""
    moment = datetime.datetime.fromtimestamp(time.time() if timeval is None else timeval, datetime.timezone.utc)
    if localtime:
        return format_datetime(moment.astimezone())
    return format_datetime(moment if usegmt else moment.replace(tzinfo=None), usegmt)


def parsedate_to_datetime(data):
    """The datetime that a header tells."""
    parts = _parsedate_tz(data)
    if parts is None:
        raise ValueError('Invalid date value or format "%s"' % str(data))
    zone = None if parts[-1] is None else datetime.timezone(datetime.timedelta(seconds=parts[-1]))
    return datetime.datetime(*parts[:6], tzinfo=zone)


def localtime(dt=None, isdst=-1):
    """A datetime in the local zone; without one the time now."""
    return (datetime.datetime.now(datetime.timezone.utc) if dt is None else dt).astimezone()


def make_msgid(idstring=None, domain=None):
    """A new id for a message: time, process, chance, and the host."""
    parts = [int(time.time() * 100), os.getpid(), random.getrandbits(64)] + ([] if idstring is None else [idstring])
    return f"<{'.'.join(map(str, parts))}@{socket.getfqdn() if domain is None else domain}>"


# ---- parameters (RFC 2231) ----

def encode_rfc2231(s, charset=None, language=None):
    """A text with percent signs; behind charset'language' if there is any."""
    coded = urllib.parse.quote(s, safe='', encoding=charset or 'ascii')
    return coded if charset is None and language is None else TICK.join((str(charset), language or '', coded))


def decode_rfc2231(s):
    """(charset, language, text) of what may begin with charset'language'."""
    parts = s.split(TICK, 2)
    return parts if len(parts) == 3 else (None, None, s)


def decode_params(params):
    """Parameters [(name, value)] of a header; a value that came in parts (name*0, name*1*) is put together."""
    first, *others = params
    decoded, pieces = [first], {}
    for name, value in others:
        found = rfc2231_continuation.match(name)
        if found:
            number = found['num'] and int(found['num'])
            pieces.setdefault(found['name'], []).append((number, unquote(value), name[-1] == '*'))
        else:
            decoded.append((name, f'"{quote(unquote(value))}"'))
    for name, parts in pieces.items():
        texts = [urllib.parse.unquote(text, encoding='latin-1') if coded else text
                 for _, text, coded in (sorted(parts) if len(parts) > 1 else parts)]
        whole = quote(EMPTYSTRING.join(texts))
        if any(coded for _, _, coded in parts):
            charset, language, whole = decode_rfc2231(whole)
            decoded.append((name, (charset, language, f'"{whole}"')))
        else:
            decoded.append((name, f'"{whole}"'))
    return decoded


def collapse_rfc2231_value(value, errors='replace', fallback_charset='us-ascii'):
    """A parameter's value, a text or (charset, language, text), as a text."""
    if not (isinstance(value, tuple) and len(value) == 3):
        return unquote(value)
    charset, _, text = value
    try:
        return text.encode('raw-unicode-escape').decode(fallback_charset if charset is None else charset, errors)
    except LookupError:  # a charset that nobody knows
        return unquote(text)
