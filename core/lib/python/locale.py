"""The locales C and C.UTF-8, the only ones: they differ in the encoding of text. Numbers and money as others would write them."""

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


def _joined(locale):
    """The name of a locale that is given in parts."""
    if isinstance(locale, _str):
        return locale
    try:
        language, encoding = locale
    except (TypeError, ValueError):
        raise TypeError('Locale must be None, a string, or an iterable of two strings -- language code, encoding.') from None
    return '.'.join(part for part in (language or 'C', encoding) if part)


def setlocale(category, locale=None):
    """Choose the locale of a category, and tell the one it has."""
    numbers = {LC_ALL: None} | dict(zip((*range(LC_ALL), *range(LC_ALL + 1, 13)), _CATEGORIES))
    if category not in numbers:
        raise Error('unsupported locale setting')
    name = numbers[category]
    if locale is not None:
        locale = _joined(locale)
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
    if category == LC_ALL and ';' in setlocale(LC_ALL):
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


_override_localeconv = {}


def localeconv():
    numbers = ('int_frac_digits', 'frac_digits', 'p_cs_precedes', 'p_sep_by_space', 'n_cs_precedes', 'n_sep_by_space', 'p_sign_posn',
               'n_sign_posn')
    texts = ('int_curr_symbol', 'currency_symbol', 'mon_decimal_point', 'mon_thousands_sep', 'positive_sign', 'negative_sign')
    plain = {**dict.fromkeys(texts[:4], ''), 'mon_grouping': [], **dict.fromkeys(texts[4:], ''), **dict.fromkeys(numbers, CHAR_MAX),
            'decimal_point': '.', 'thousands_sep': '', 'grouping': []}
    return plain | _override_localeconv


def _without_null(*texts):
    if any('\0' in text for text in texts):
        raise ValueError('embedded null character')


def strcoll(a, b, /):
    _without_null(a, b)
    return (a > b) - (a < b)


def strxfrm(a, /):
    _without_null(a)
    return a


def _sizes(grouping):
    """The sizes of groups from the right: 0 repeats the last one, CHAR_MAX ends them."""
    last = None
    for size in grouping:
        if size == CHAR_MAX:
            return
        if size == 0:
            break
        yield (last := size)
    while last and grouping[-1] == 0:
        yield last


def _grouped(text, monetary):
    """(text with marks between thousands, how many characters more)"""
    conv = localeconv()
    mark, grouping = (conv['mon_thousands_sep'], conv['mon_grouping']) if monetary else (conv['thousands_sep'], conv['grouping'])
    if not grouping:
        return text, 0
    start = next((i for i, c in enumerate(text) if c.isdigit()), len(text))
    end = len(text.rstrip())
    groups = []
    for size in _sizes(grouping):
        if end - start <= size:
            break
        groups.insert(0, text[end - size:end])
        end -= size
    return text[:end] + ''.join(mark + group for group in groups) + text[len(text.rstrip()):], len(mark) * len(groups)


def _without_blanks(text, amount):
    """The text with that many blanks less, taken where it is padded."""
    left = min(len(text) - len(text.lstrip()), amount)
    right = min(len(text) - len(text.rstrip()), amount - left)
    return text[left:len(text) - right]


def _localize(text, grouping=False, monetary=False):
    """A number as Python writes it, with the marks of the locale."""
    whole, dot, rest = text.partition('.')
    more = 0
    if grouping:
        whole, more = _grouped(whole, monetary)
    if dot:
        whole += localeconv()['mon_decimal_point' if monetary else 'decimal_point'] + rest
    return _without_blanks(whole, more)


def _pattern():
    import re
    return re.compile(r'%(?:\(.*?\))?([-#0-9 +*.hlL]*?)[eEfFgGdiouxXcrs%]')


def format_string(f, val, grouping=False, monetary=False):
    """Format as % does, numbers with the marks of the locale."""
    pattern, results, at = _pattern(), [], 0
    named = hasattr(val, 'keys')
    if not named and not isinstance(val, tuple):
        val = (val,)
    for found in pattern.finditer(f):
        spec = found[0]
        if spec[-1] == '%':
            results.append('%')
            continue
        taken = val if named else val[at:(at := at + 1 + found[1].count('*'))]
        text = spec % taken
        results.append(_localize(text, grouping, monetary) if spec[-1] in 'eEfFgGdiu' else text)
    return pattern.sub('%s', f) % tuple(results)


def format(percent, value, grouping=False, monetary=False, *additional):
    import warnings
    warnings.warn("This method will be removed in a future version of Python. Use 'locale.format_string()' instead.", DeprecationWarning,
                  stacklevel=2)
    found = _pattern().match(percent)
    if not found or found.end() != len(percent):
        raise ValueError(f'format() must be given exactly one %char format specifier, {percent!r} not valid')
    return format_string(percent, (value, *additional), grouping, monetary)


def currency(val, symbol=True, grouping=False, international=False):
    """A sum of money as the locale writes it."""
    conv = localeconv()
    digits = conv['int_frac_digits' if international else 'frac_digits']
    if digits == CHAR_MAX:
        raise ValueError("Currency formatting is not possible using the 'C' locale.")
    text = _localize(f'{abs(val):.{digits}f}', grouping, True)
    side = 'n' if val < 0 else 'p'
    unit = conv['int_curr_symbol' if international else 'currency_symbol'] if symbol else ''
    blank = ' ' if conv[f'{side}_sep_by_space'] else ''
    place, sign = conv[f'{side}_sign_posn'], conv['negative_sign' if val < 0 else 'positive_sign']
    if place == 3:
        text = sign + text
    elif place == 4:
        text += sign
    if symbol and conv[f'{side}_cs_precedes']:
        text = unit + blank + text
    elif symbol:
        text += blank + (unit.removesuffix(' ') if international else unit)
    if place == 0:
        return f'({text})'
    return text + sign if place == 2 else text if place in (3, 4) else sign + text


def str(val):
    return format_string('%.12g', val)


def delocalize(string):
    """A number without the marks of the locale."""
    conv = localeconv()
    if conv['thousands_sep']:
        string = string.replace(conv['thousands_sep'], '')
    return string.replace(conv['decimal_point'], '.') if conv['decimal_point'] else string


def localize(string, grouping=False, monetary=False):
    return _localize(string, grouping, monetary)


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
    if name in ('gettext', 'dgettext', 'dcgettext', 'textdomain', 'bindtextdomain', 'bind_textdomain_codeset'):
        import _locale
        return getattr(_locale, name)
    if name.isupper() or '_' in name:
        if name in (texts := _texts()):
            return texts[name][0]
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
