import re

cases = [
    (r'(a+)(b*)', 'xaabbaab'), (r'(?P<year>\d{4})-(?P<month>\d\d)', 'on 2024-05 and 1999-12'), (r'\b\w+\b', 'some words, here'), (r'(x)?(y)?z', 'xz yz z'),
    (r'a*?b|c', 'aabcb'), (r'^\s*(\w+)\s*=\s*(.*?)\s*$', '  key =  some value  '), (r'(?<=\$)\d+(?!\d*€)', '$12 $34€ $5'), (r'(\w)\1', 'hello bookkeeper'),
    (r'[^a-c\s]+', 'abcdef ghi'), (r'(?i)HELLO', 'say Hello hello'), (r'a{2,3}', 'a aa aaa aaaa'), (r'(?:ab)+?', 'ababab'), (r'(a|ab)(c|bcd)(d*)', 'abcd'), ('', 'abc'), (r'x*', 'axb'),
    (r'(?>a+)b', 'aaab'), (r'a++a', 'aaa'), (r'(\()?x(?(1)\)|y)', '(x) xy x'), (r'\d+(?#digits)', '12 34'), (r'^\w', 'one\ntwo'), (r'[\w.]+@[\w.]+', 'me@x.org, you@y.com'),
    (r'(?m)^\w$', 'a\nb\ncc'), (r'(?s)a.b', 'a\nb'), ('(?x) a  b # comment\n c', 'abc'), (r'\Aa|b\Z', 'ab'), (r'\x41\u0042\t', 'AB\t'), (r'[]\-^]+', 'a]-^b'), (r'(a)|b', 'ab'),
]
for pattern, text in cases:
    found = re.search(pattern, text)
    print(repr(pattern), found, found and (found.groups(), found.groupdict(), found.regs, found.lastindex, found.lastgroup), re.findall(pattern, text),
          [each.span() for each in re.finditer(pattern, text)], re.split(pattern, text), re.subn(pattern, r'<\g<0>>', text))
print(re.sub(r'(\w+) (\w+)', r'\2 \1', 'one two three four'), re.sub('a', lambda m: m[0].upper(), 'banana', 2), re.sub(r'(?P<n>x)', r'[\g<n>]', 'axb'), re.sub('x', r'\n\\', 'x'))
print(re.match('b', 'ab'), re.fullmatch('a', 'ab'), re.compile('b').match('ab', 1), re.compile('b').search('abab', 2, 3), re.compile('^b').match('ab', 1))
print(re.split(r'[,;]', 'a,b;c', 1), re.split('(-)', 'a-b-c'), re.escape('a.b*c[d]'), re.escape(b'x+'), re.findall(b'[a-z]+', b'ab 12 cd'))
pattern = re.compile(r'(?P<a>x)(y)', re.I | re.M)
print(pattern, pattern.flags, pattern.groups, dict(pattern.groupindex), re.compile('x'), re.I, re.I | re.S, repr(re.compile(b'x', re.X)), re.compile('x') == re.compile('x'))
found = pattern.search('aXYb')
print(found.expand(r'\2-\g<a>'), found['a'], found[2], found.start('a'), found.end(), found.span(2), found.pos, found.endpos, found.string, found.re is pattern)
for bad in '(', ')', '[a', 'a**', '*', r'\1', '(?P<n>a)(?P<n>b)', '(?z)', r'\q', '[b-a]', 'a{3,2}', '(?P=x)', '(?<=a*)b', '(?', 'a(?i)b', '\\', '(?<x', '(?P<1>a)':
    try:
        re.compile(bad)
        print('fine', bad)
    except re.error as error:
        print(bad, '|', error, error.pos, error.lineno, error.colno)
for action in (lambda: re.sub('a', r'\2', 'a'), lambda: re.sub('a', r'\q', 'a'), lambda: re.match('a', b'a'), lambda: re.match(b'a', 'a'), lambda: re.match('a', 3), lambda: re.compile(3),
               lambda: found.group(5), lambda: found['no'], lambda: re.sub('a', r'\g<x>', 'a'), lambda: re.compile('a', re.A | re.U)):
    try:
        print(action())
    except (re.error, TypeError, IndexError, ValueError) as error:
        print(type(error).__name__, error)
print(re.findall(r'(\w)(\d)?', 'a1b'), re.search('é', 'É', re.I), re.search(r'\w', 'é', re.A), re.search(r'(.)*', 'abc').groups(), len(re.findall('a|b', 'ab' * 5000)))
print(re.match(r'(?:a|b)*c', 'ab' * 20000 + 'c').end(), re.sub(r'\s+', ' ', 'a \n\t b'), re.search(r'(a?)*b', 'aab').groups())
