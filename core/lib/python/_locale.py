"""The names of locale that CPython has in C."""
import locale as _of
from locale import (CHAR_MAX, Error, LC_ALL, LC_COLLATE, LC_CTYPE, LC_MESSAGES, LC_MONETARY, LC_NUMERIC, LC_TIME, getencoding, nl_langinfo, setlocale,
                    strcoll, strxfrm)

localeconv = _of._localeconv if hasattr(_of, '_localeconv') else _of.localeconv
globals().update({name: number for name, (number, _) in _of._texts().items()})
_domain = 'messages'


def gettext(msg, /):
    """The message: no catalogue is open."""
    return msg


def dgettext(domain, msg, /):
    return msg


def dcgettext(domain, msg, category, /):
    return msg


def textdomain(domain, /):
    """The domain whose messages are meant."""
    global _domain
    if domain is not None:
        _domain = domain or 'messages'
    return _domain


def bindtextdomain(domain, dir, /):
    """Where its catalogues lie."""
    if not domain:
        raise Error('domain must be a non-empty string')
    return '/usr/share/locale' if dir is None else str(dir)


def bind_textdomain_codeset(domain, codeset, /):
    return codeset
