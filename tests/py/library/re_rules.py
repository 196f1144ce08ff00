# What patterns may say, what they mean, and the words when they may not.
import re
import warnings


def says(pattern, flags=0):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        try:
            answer = re.compile(pattern, flags)
        except (re.error, ValueError, OverflowError) as error:
            answer = f'{type(error).__name__}: {error}'
    print(pattern, '->', answer, *(f'[{w.category.__name__}: {w.message}]' for w in seen))


class Text(str):
    pass


print('-- names and numbers of groups')
for pattern in (r'(?P<n>(?P=n))', r'(a\1)', r'(?P=x)', r'(?P<1>x)', r'()(?(+1)a|b)', r'(?(1)a|b)()', r'(?(2)a|b)()', r'(?(0)a)', r'(?(x)a)', r'\2',
                r'(?P<a>)(?P<a>)', b'(?P<\xe9>x)', b'(?P=\xe9)', r'\400', r'[\400]', r'\U00110000'):
    says(pattern)
print('-- look-behind')
for pattern in (r'(a)(?<=\1)', r'(a|bc)(?<=\1)', r'(?<=(a)\1)', r'(?<=a*)', r'(?<!(?P<x>a)(?(x)b|c))', r'(?<'):
    says(pattern)
print(re.findall(r'(.)b(?<=\1.)', 'abcb'))
print('-- flags')
for pattern in ('(?i)(?s)a', 'a(?i)', '(?i:a)b', '(?-i:a)', '(?i-i:a)', '(?-a:a)', '(?au:a)', '(?L:a)', b'(?u:a)', '(?i-)', '(?i-:a)', '(?q)', '(?iq)', '(?i',
                '(?-', '(?x) a # b', ' (?x)a', '(?a)(?u)', b'(?L)a', b'(?a)(?L)', '(?:(?i)a)', 'a|(?i)b', '(?#c)(?i)a'):
    says(pattern)
says('a', re.A | re.U)
says(b'a', re.U)
says('a', re.L)
says(b'a', re.L | re.A)
says(r'(?u)a', re.A)
print('-- sets that may mean something else one day')
for pattern in ('[[a]', '[a--b]', '[a&&b]', '[a~~b]', '[a||b]', '[--a]', '[&&]', '[+--]', r'[a\--b]', '[]-a]'):
    says(pattern)
print('-- repeats')
says('a{%d}' % 2 ** 40)
says('a{2,1}')
says('a**')
print('-- names of characters')
says(r'\N{LATIN SMALL LETTER Z}')
says(r'[\N{DIGIT ONE}-\N{DIGIT THREE}]')
says(r'\N')
says(r'\N{}')
says(r'\N{NO SUCH}')
print('-- case')
for pattern, text in (('k', '\u212a'), ('\u212a', 'k'), ('[j-m]', '\u212a'), ('[r-t]', '\u017f'), ('[\u2129-\u212b]', 'K'), ('\u00e5', '\u212b'), ('\u01c4', '\u01c6'),
                      ('\u03c3', '\u03c2'), ('i', '\u0130'), ('i', '\u0131'), ('\u1e9e', '\u00df'), ('\ufb05', '\ufb06'), ('(s)\\1', 's\u017f'), ('[^k]', '\u212a')):
    print(ascii((pattern, text)), bool(re.fullmatch(pattern, text, re.I)), bool(re.fullmatch(pattern, text, re.I | re.A)))
print('-- what pieces are made of')
print([type(x).__name__ for x in (re.match('a', Text('ab')).group(), re.sub('a', 'b', Text('aa')), re.split('b', Text('abc'))[0], *re.findall('.', Text('a')))])
print(re.match(b'.', bytearray(b'xyz')), re.sub(b'y', memoryview(b'a'), memoryview(b'xyz')), re.split(b'-', bytearray(b'a-b')))
print(re.search(r'\B', ''), re.search(r'\b', ''), re.search(r'\B', 'ab').span())
print('-- templates')
for template in (r'\g<1>\g<x>', r'\g<+1>', r'\400', r'\g<9>', r'\g<', r'\g<a b>', r'\09', r'\18', r'\118'):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        try:
            print(template, ascii(re.sub('(?P<x>a)', template, 'bab')), *(w.message for w in seen))
        except (re.error, IndexError) as error:
            print(template, type(error).__name__, error)
print('-- scanners')
scanner = re.Scanner([(r'\d+', lambda s, t: int(t)), (r'[a-z]\w*', lambda s, t: s.match.span()), (r'\s+', None), (r'(["\']).*?\1', 'text')])
print(scanner.scan('a1 22 "x" b ?rest'))
walk = re.compile('a|').scanner('aab')
print([walk.match() for _ in range(5)])
walk = re.compile('[ab]?').scanner('acb')
print([found.span() for found in iter(walk.search, None)], walk.pattern)
print('-- flags shown')
print(repr(re.I | re.S | re.X), repr(~re.I), repr(re.RegexFlag(0)), repr(re.RegexFlag(1 << 20)), repr(re.I | 1 << 20), re.compile('a', re.S | re.I | re.A))
pattern = re.compile('(?P<x>a)')
try:
    pattern.groupindex['y'] = 1
except TypeError as error:
    print(error)
print(re.search(r'\Ay', 'xy'), re.compile('^y').search('xy', 1))

print('-- their types')
for kind in re.Match, re.Pattern, type(walk):
    for wrong in lambda: setattr(kind, 'more', 1), kind:
        try:
            wrong()
        except TypeError as error:
            print(kind, error)

# What a template with groups is read as is kept, with the template and the pattern.
import sys
pairs = re.compile(r"(\w+) (\w+)")
template = "".join(["\\", "2-", "\\", "1"])
count = sys.getrefcount(template)
print(pairs.sub(template, "a b, c d"), pairs.subn(template, "a b, c d", 1), sys.getrefcount(template) - count)
re.purge()
print(sys.getrefcount(template) - count)
for odd in (bytearray(rb"\2"), [1], None, r"\3"):
    try:
        print(pairs.sub(odd, "a b"))
    except (TypeError, re.error) as error:
        print(type(error).__name__, error)
