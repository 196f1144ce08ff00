"""The C locale, the only one."""

__all__ = ['getlocale', 'getdefaultlocale', 'getpreferredencoding', 'getencoding', 'Error', 'setlocale', 'localeconv', 'strcoll', 'strxfrm',
           'str', 'atof', 'atoi', 'format_string', 'currency', 'normalize', 'resetlocale', 'delocalize', 'localize', 'LC_CTYPE',
           'LC_COLLATE', 'LC_MESSAGES', 'LC_TIME', 'LC_MONETARY', 'LC_NUMERIC', 'LC_ALL', 'CHAR_MAX']

from builtins import str as _str

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127


class Error(Exception):
    pass


def setlocale(category, locale=None):
    if not LC_CTYPE <= category <= LC_ALL:
        raise Error('invalid locale category')
    if locale is not None and not isinstance(locale, _str):
        locale = '.'.join(part for part in locale if part) or 'C'
    if locale not in (None, '', 'C', 'POSIX'):
        raise Error('unsupported locale setting')
    return 'C'


def resetlocale(category=LC_ALL):
    setlocale(category, 'C')


def getlocale(category=LC_CTYPE):
    if category == LC_ALL:
        raise TypeError('category LC_ALL is not supported')
    return None, None


def getdefaultlocale(envvars=('LC_ALL', 'LC_CTYPE', 'LANG', 'LANGUAGE')):
    return None, None


def getpreferredencoding(do_setlocale=True):
    return 'UTF-8'


def getencoding():
    return 'UTF-8'


def normalize(localename):
    return localename


def localeconv():
    numbers = ('int_frac_digits', 'frac_digits', 'p_cs_precedes', 'p_sep_by_space', 'n_cs_precedes', 'n_sep_by_space', 'p_sign_posn',
               'n_sign_posn')
    texts = ('int_curr_symbol', 'currency_symbol', 'mon_decimal_point', 'mon_thousands_sep', 'positive_sign', 'negative_sign', 'thousands_sep')
    return {'decimal_point': '.', 'grouping': [], 'mon_grouping': [], **dict.fromkeys(texts, ''), **dict.fromkeys(numbers, CHAR_MAX)}


def strcoll(a, b, /):
    return (a > b) - (a < b)


def strxfrm(a, /):
    return a


def format_string(f, val, grouping=False, monetary=False):
    return f % val


def format(percent, value, grouping=False, monetary=False, *additional):
    import warnings
    warnings.warn("This method will be removed in a future version of Python. Use 'locale.format_string()' instead.", DeprecationWarning,
                  stacklevel=2)
    return format_string(percent, (value, *additional) if additional else value, grouping, monetary)


def currency(val, symbol=True, grouping=False, international=False):
    raise ValueError("Currency formatting is not possible using the 'C' locale.")


def str(val):
    return f'{val:.12g}'


def delocalize(string):
    return string


def localize(string, grouping=False, monetary=False):
    return string


def atof(string, func=float):
    return func(delocalize(string))


def atoi(string):
    return int(delocalize(string))


def _texts():
    """(number, text) by name, of what nl_langinfo() tells."""
    days, months = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(), (
        'January February March April May June July August September October November December'.split())
    found = {'CODESET': (14, 'UTF-8'), 'CRNCYSTR': (262159, '-'), 'RADIXCHAR': (65536, '.'), 'THOUSEP': (65537, ''), 'YESEXPR': (327680, '^[yY]'),
             'NOEXPR': (327681, '^[nN]'), 'ERA': (131116, ''), 'ERA_D_FMT': (131118, ''), 'ALT_DIGITS': (131119, ''), 'ERA_D_T_FMT': (131120, ''),
             'ERA_T_FMT': (131121, '')}
    for kind, start, texts in (('ABDAY', 131072, [day[:3] for day in days]), ('DAY', 131079, days), ('ABMON', 131086, [month[:3] for month in months]),
                               ('MON', 131098, months)):
        found |= {f'{kind}_{i + 1}': (start + i, text) for i, text in enumerate(texts)}
    return found | {name: (131110 + i, text) for i, (name, text) in enumerate((
        ('AM_STR', 'AM'), ('PM_STR', 'PM'), ('D_T_FMT', '%a %b %e %H:%M:%S %Y'), ('D_FMT', '%m/%d/%y'), ('T_FMT', '%H:%M:%S'),
        ('T_FMT_AMPM', '%I:%M:%S %p')))}


def nl_langinfo(key, /):
    """A text of the locale."""
    for number, text in _texts().values():
        if number == key:
            return text
    raise ValueError('unsupported langinfo constant')


def __getattr__(name):
    if name.isupper() or '_' in name:
        if name in (texts := _texts()):
            return texts[name][0]
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
