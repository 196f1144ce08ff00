"""Numbers with the marks of a locale, the locales there are; parts of addresses that old programs ask for."""
import locale
import urllib.parse
import warnings

warnings.simplefilter('ignore')
print(locale.setlocale(locale.LC_NUMERIC), locale.setlocale(locale.LC_CTYPE), locale.getlocale())
print(locale.setlocale(locale.LC_ALL, ''), locale.setlocale(locale.LC_ALL, ('C', None)), locale.getlocale(locale.LC_ALL))
for name in ('nowhere', ('a', 'b', 'c')):
    try:
        locale.setlocale(locale.LC_ALL, name)
    except (locale.Error, TypeError) as error:
        print(error)
print(locale.format_string('%d of %(x)s' if 0 else '%d of %.2f, %s%%', (1234567, 1234.5, 'some'), grouping=True), locale.str(2.5))
print(locale.format_string('%(n)12d|%(t)s', {'n': 98765, 't': 1.5}, True), locale.delocalize('1,5'))
locale._override_localeconv = {
    'currency_symbol': 'Fr', 'int_curr_symbol': 'CHF ', 'decimal_point': ',', 'frac_digits': 2, 'int_frac_digits': 2, 'grouping': [3, 2, 0],
    'mon_decimal_point': '.', 'mon_grouping': [3, 127], 'mon_thousands_sep': "'", 'thousands_sep': '.', 'negative_sign': '-', 'positive_sign': '',
    'n_cs_precedes': 1, 'n_sep_by_space': 1, 'n_sign_posn': 4, 'p_cs_precedes': 0, 'p_sep_by_space': 1, 'p_sign_posn': 1}
for spec in ('%d', '%+d', '%14d|', '%-14d|', '%.3f', '%e', '%x', '%s'):
    print(locale.format_string(spec, 123456789, grouping=True), end=' ')
print()
print(locale.format_string('%*.*f and %i', (12, 1, -4321.25, 7000), grouping=True), locale.format_string('%d', -123, True))
for options in ({}, {'grouping': True}, {'international': True}, {'symbol': False}):
    print(locale.currency(1234567.891, **options), locale.currency(-5, **options))
for place in range(5):
    locale._override_localeconv['n_sign_posn'] = place
    print(locale.currency(-12345.6, grouping=True))
print(locale.delocalize('1.234,5'), locale.localize('1234.5', True), locale.atof('1.234,5'), locale.atoi('12.345'))
for spec in ('%d ', 'x%d', '%d%%', '%'):
    try:
        print(locale.format(spec, 5))
    except ValueError as error:
        print(error)
try:
    locale.strcoll('a\0', 'b')
except ValueError as error:
    print(error)

parse = urllib.parse
print(parse.splittype('Mailto:a@b'), parse.splittype('/a:b'), parse.splithost('//h:1?q'), parse.splithost('h/p'), parse.splituser('u@w@h'))
print(parse.splitport('h:80'), parse.splitport('h:'), parse.splitport('h:x'), parse.splitnport('h:8', 5), parse.splitnport('h:', 5), parse.splitnport('h:z', 5))
print(parse.splitquery('/p?a?b'), parse.splittag('/p'), parse.splitattr('/p;a=1;b'), parse.splitvalue('a=b=c'), parse.unwrap(' <URL:x:y> '))
print(parse.parse_qs('a=1;b=2;a=3', separator=b';'))
for url in ('http://[v1.x]/', 'http://[v.]/', 'http://[1.2.3.4]/', 'http://[nothing]/', 'http://a\u2100b/'):
    try:
        print(parse.urlsplit(url).netloc)
    except ValueError as error:
        print(error)
warnings.simplefilter('error')
for name in ('splithost', 'splitvalue', 'to_bytes', 'Quoter'):
    try:
        getattr(parse, name)('x')
    except DeprecationWarning as warning:
        print(warning)
