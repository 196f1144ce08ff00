"""The locales C and C.UTF-8, the only ones: they differ in the encoding of text."""

__all__ = ['getlocale', 'getdefaultlocale', 'getpreferredencoding', 'getencoding', 'Error', 'setlocale', 'localeconv', 'strcoll', 'strxfrm',
           'str', 'atof', 'atoi', 'format_string', 'currency', 'normalize', 'resetlocale', 'delocalize', 'localize', 'LC_CTYPE',
           'LC_COLLATE', 'LC_MESSAGES', 'LC_TIME', 'LC_MONETARY', 'LC_NUMERIC', 'LC_ALL', 'CHAR_MAX']

from builtins import str as _str

_CATEGORIES = ('LC_CTYPE', 'LC_NUMERIC', 'LC_TIME', 'LC_COLLATE', 'LC_MONETARY', 'LC_MESSAGES', 'LC_PAPER', 'LC_NAME', 'LC_ADDRESS',
               'LC_TELEPHONE', 'LC_MEASUREMENT', 'LC_IDENTIFICATION')
LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127
_NAMES = {'C': 'C', 'POSIX': 'C', 'C.UTF-8': 'C.UTF-8', 'C.utf8': 'C.utf8', '': 'C.UTF-8'}
_chosen = dict.fromkeys(_CATEGORIES, 'C') | {'LC_CTYPE': 'C.UTF-8'}


class Error(Exception):
    pass


def _all_of(names):
    """The choices for all categories that names stands for: one name, or what setlocale(LC_ALL) has returned."""
    if '=' not in names:
        return dict.fromkeys(_CATEGORIES, names)
    return dict(each.partition('=')[::2] for each in names.split(';'))


def setlocale(category, locale=None):
    """Choose the locale of a category, and tell the one it has."""
    numbers = {LC_ALL: None} | dict(zip((*range(LC_ALL), *range(LC_ALL + 1, 13)), _CATEGORIES))
    if category not in numbers:
        raise Error('unsupported locale setting')
    name = numbers[category]
    if locale is not None:
        if not isinstance(locale, _str):
            locale = '.'.join(part for part in locale if part) or 'C'
        wanted = {name: locale} if name else _all_of(locale)
        if not all(key in _chosen and value in _NAMES for key, value in wanted.items()):
            raise Error('unsupported locale setting')
        _chosen.update((key, _NAMES[value]) for key, value in wanted.items())
    if name:
        return _chosen[name]
    different = set(_chosen.values())
    return different.pop() if len(different) == 1 else ';'.join(map('='.join, _chosen.items()))


def resetlocale(category=LC_ALL):
    import warnings
    warnings.warn('Use locale.setlocale(locale.LC_ALL, "") instead', DeprecationWarning, stacklevel=2)
    setlocale(category, '')


def getlocale(category=LC_CTYPE):
    """Language and encoding of a category's locale."""
    if category == LC_ALL:
        raise TypeError('category LC_ALL is not supported')
    return (None, None) if setlocale(category) == 'C' else ('en_US', 'UTF-8')


def getdefaultlocale(envvars=('LC_ALL', 'LC_CTYPE', 'LANG', 'LANGUAGE')):
    import warnings
    warnings.warn("'locale.getdefaultlocale' is deprecated and slated for removal in Python 3.15. Use setlocale(), getencoding() and "
                  "getlocale() instead.", DeprecationWarning, stacklevel=2)
    return 'en_US', 'UTF-8'


def getpreferredencoding(do_setlocale=True):
    return 'UTF-8'


def getencoding():
    return 'ANSI_X3.4-1968' if setlocale(LC_CTYPE) == 'C' else 'UTF-8'


def normalize(localename):
    return localename


def localeconv():
    numbers = ('int_frac_digits', 'frac_digits', 'p_cs_precedes', 'p_sep_by_space', 'n_cs_precedes', 'n_sep_by_space', 'p_sign_posn',
               'n_sign_posn')
    texts = ('int_curr_symbol', 'currency_symbol', 'mon_decimal_point', 'mon_thousands_sep', 'positive_sign', 'negative_sign')
    return {**dict.fromkeys(texts[:4], ''), 'mon_grouping': [], **dict.fromkeys(texts[4:], ''), **dict.fromkeys(numbers, CHAR_MAX),
            'decimal_point': '.', 'thousands_sep': '', 'grouping': []}


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
    for name, (number, text) in _texts().items():
        if number == key:
            return getencoding() if name == 'CODESET' else text
    raise ValueError('unsupported langinfo constant')


def __getattr__(name):
    if name.isupper() or '_' in name:
        if name in (texts := _texts()):
            return texts[name][0]
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
