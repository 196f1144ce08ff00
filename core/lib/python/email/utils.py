"""Helpers for addresses, dates, ids and parameters of headers."""

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
        return False
    except UnicodeEncodeError:
        return True


def _sanitize(string):
    return string.encode('utf-8', 'surrogateescape').decode('utf-8', 'replace')


def formataddr(pair, charset='utf-8'):
    """'name <address>' of a pair."""
    name, address = pair
    address.encode('ascii')
    if name:
        try:
            name.encode('ascii')
        except UnicodeEncodeError:
            if isinstance(charset, str):
                charset = Charset(charset)
            return "%s <%s>" % (charset.header_encode(name), address)
        quotes = '"' if specialsre.search(name) else ''
        return '%s%s%s <%s>' % (quotes, escapesre.sub(r'\\\g<0>', name), quotes, address)
    return address


def getaddresses(fieldvalues):
    """Pairs (name, address) of headers' values."""
    return _AddressList(COMMASPACE.join(str(v) for v in fieldvalues)).addresslist


def parseaddr(addr):
    """(name, address) of a text; ('', '') if it is none."""
    addrs = _AddressList(addr).addresslist
    return addrs[0] if addrs else ('', '')


def _format_timetuple_and_zone(timetuple, zone):
    return '%s, %02d %s %04d %02d:%02d:%02d %s' % (
        ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][timetuple[6]], timetuple[2],
        ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][timetuple[1] - 1],
        timetuple[0], timetuple[3], timetuple[4], timetuple[5], zone)


def formatdate(timeval=None, localtime=False, usegmt=False):
    """The text of seconds since 1970."""
    if timeval is None:
        timeval = time.time()
    dt = datetime.datetime.fromtimestamp(timeval, datetime.timezone.utc)
    if localtime:
        dt = dt.astimezone()
        usegmt = False
    elif not usegmt:
        dt = dt.replace(tzinfo=None)
    return format_datetime(dt, usegmt)


def format_datetime(dt, usegmt=False):
    """The text of a datetime."""
    now = dt.timetuple()
    if usegmt:
        if dt.tzinfo is None or dt.tzinfo != datetime.timezone.utc:
            raise ValueError("usegmt option requires a UTC datetime")
        zone = 'GMT'
    elif dt.tzinfo is None:
        zone = '-0000'
    else:
        zone = dt.strftime("%z")
    return _format_timetuple_and_zone(now, zone)


def make_msgid(idstring=None, domain=None):
    """A new id of a message."""
    timeval = int(time.time() * 100)
    idstring = '' if idstring is None else '.' + idstring
    if domain is None:
        domain = socket.getfqdn()
    return '<%d.%d.%d%s@%s>' % (timeval, os.getpid(), random.getrandbits(64), idstring, domain)


def parsedate_to_datetime(data):
    """The datetime of a text."""
    parsed_date_tz = _parsedate_tz(data)
    if parsed_date_tz is None:
        raise ValueError('Invalid date value or format "%s"' % str(data))
    *dtuple, tz = parsed_date_tz
    if tz is None:
        return datetime.datetime(*dtuple[:6])
    return datetime.datetime(*dtuple[:6], tzinfo=datetime.timezone(datetime.timedelta(seconds=tz)))


def unquote(str):
    """Without quotes or angle brackets."""
    if len(str) > 1:
        if str.startswith('"') and str.endswith('"'):
            return str[1:-1].replace('\\\\', '\\').replace('\\"', '"')
        if str.startswith('<') and str.endswith('>'):
            return str[1:-1]
    return str


def decode_rfc2231(s):
    """(charset, language, text)"""
    parts = s.split(TICK, 2)
    return (None, None, s) if len(parts) <= 2 else parts


def encode_rfc2231(s, charset=None, language=None):
    """A text with percent signs; before it charset and language if any is given."""
    s = urllib.parse.quote(s, safe='', encoding=charset or 'ascii')
    if charset is None and language is None:
        return s
    return "%s'%s'%s" % (charset, language or '', s)


def decode_params(params):
    """Parameters [(name, value)] of a header, those in parts put together."""
    new_params = [params[0]]
    rfc2231_params = {}
    for name, value in params[1:]:
        encoded = name.endswith('*')
        value = unquote(value)
        mo = rfc2231_continuation.match(name)
        if mo:
            name, num = mo.group('name', 'num')
            rfc2231_params.setdefault(name, []).append((int(num) if num is not None else None, value, encoded))
        else:
            new_params.append((name, '"%s"' % quote(value)))
    for name, continuations in rfc2231_params.items():
        value = []
        extended = False
        if len(continuations) > 1:
            continuations.sort()
        for num, s, encoded in continuations:
            if encoded:
                s = urllib.parse.unquote(s, encoding="latin-1")
                extended = True
            value.append(s)
        value = quote(EMPTYSTRING.join(value))
        if extended:
            charset, language, value = decode_rfc2231(value)
            new_params.append((name, (charset, language, '"%s"' % value)))
        else:
            new_params.append((name, '"%s"' % value))
    return new_params


def collapse_rfc2231_value(value, errors='replace', fallback_charset='us-ascii'):
    """The text of a parameter's value."""
    if not isinstance(value, tuple) or len(value) != 3:
        return unquote(value)
    charset, language, text = value
    if charset is None:
        charset = fallback_charset
    rawbytes = bytes(text, 'raw-unicode-escape')
    try:
        return str(rawbytes, charset, errors)
    except LookupError:
        return unquote(text)


def localtime(dt=None, isdst=-1):
    """A datetime in the local zone; without one the time now."""
    return datetime.datetime.now(datetime.timezone.utc).astimezone() if dt is None else dt.astimezone()
