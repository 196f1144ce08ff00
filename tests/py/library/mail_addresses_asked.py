"""Dates and addresses of headers: all that email._parseaddr shows."""
import email._parseaddr as module
from email.utils import getaddresses, parseaddr, parsedate_to_datetime


def ask(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


print(module.__all__)
print(repr(module.SPACE), repr(module.EMPTYSTRING), repr(module.COMMASPACE))
print(sorted(name for name in vars(module.AddrlistClass) if not name.startswith('_')))
print([hasattr(module.AddressList, name) for name in ('__len__', '__getitem__', '__add__', '__iadd__', '__sub__', '__isub__', '__iter__',
       '__eq__')])
print(module.AddressList.__mro__[1].__name__)

for text in (None, '', ' \t ', 'Mon,', 'Mon', 'Mon, 20 Jan 2020 10:20:30 +0100', '20 Jan 2020 10:20:30 -0530',
             'Mon,20 Jan 2020 10:20:30 GMT',
             'x,y,20 Jan 2020 10:20:30 EST', 'tue 20 January 20 10:20 Z', 'Jan 20, 2020 10:20:30 pdt', '20-Jan-2020 10:20:30',
             '20-Jan-2020 10:20:30 +0100',
             '20-Jan-20 1:2 z', '20 Jan 2020 10:20:30+0200', '20 Jan 2020 10:20:30-0200', '20 Jan 2020 +10:20', '20 Jan 2020 -1',
             '20 Jan 2020 1+2-3',
             'Jan 20 10:20:30 2020', 'Jan 20 10:20:30 2020 +0100', 'Jan 20 10:20:30 GMT 2020', '20 Jan , 10:20:30 2020',
             '20 Jan 2020, 10:20, GMT',
             '20 Jan 68 1:2:3 +1', '20 Jan 69 1:2:3 -1', '20 Jan 99 1:2:3 +0', '20 Jan 100 1:2:3 -0', '20 Jan 2020 1:2:3 -0000',
             '20 Jan 2020 1:2:3 +0000',
             '20 Jan 2020 1:2:3 nowhere', '20 Jan 2020 1.2.3 GMT', '20 Jan 2020 1.2 GMT', '20 Jan 2020 1.2.3.4 GMT',
             '20 Jan 2020 1:2:3:4 GMT',
             '20 Jan 2020 12 GMT', '20 Jan 2020 a:b GMT', '20 Jun 2020 1:2. GMT', '20 foo 2020 1:2 GMT', 'foo 20 2020 1:2 GMT',
             ', Jan 2020 1:2 GMT',
             '20-- 1:2 GMT', '--20 1:2 GMT', '20 Jan 2020 1:2:3 (comment) +0100', '99 dec 0 77:88:99 -9999 more words',
             '20 MAY 2020 1:2 +99',
             '20 sept 2020 1:2 GMT', '20 September 2020 1:2 GMT', '1_0 Jan 2_020 1:2 GMT', 'Friday 20 Jan 2020 1:2 GMT',
             '20, Jan 2020 1:2, ADT'):
    print(repr(text), ask(module._parsedate_tz, text))
    print('   ', ask(module.parsedate_tz, text), ask(module.parsedate, text), ask(parsedate_to_datetime, text))
for wrong in (5, b'Mon, 20 Jan 2020 10:20:30 +0100', ['Mon'], ()):
    print(repr(wrong), ask(module.parsedate_tz, wrong), ask(module.parsedate, wrong))

zones = ['UT', 'UTC', 'GMT', 'Z', 'AST', 'ADT', 'EST', 'EDT', 'CST', 'CDT', 'MST', 'MDT', 'PST', 'PDT', 'CET', 'A', '']
print([(zone, module.parsedate_tz(f'1 Mar 2001 1:2:3 {zone} x')[9]) for zone in zones])

print(module.mktime_tz((2020, 1, 20, 10, 20, 30, 0, 1, -1, 3600)), module.mktime_tz((1970, 1, 1, 0, 0, 0, 0, 1, 0, 0)))
print(module.mktime_tz((2020, 1, 20, 10, 20, 30, 0, 1, -1, None)) - module.mktime_tz((2020, 1, 20, 10, 20, 29, 0, 1, -1, None)))
for wrong in ((1, 2), None, [2020, 1, 20, 10, 20, 30, 0, 1, -1, None], (2020, 1, 20, 10, 20, 30, 0, 1, -1, 'x')):
    print(ask(module.mktime_tz, wrong))

print([module.quote(text) for text in ('', 'plain', 'a"b', 'a\\b', '\\"', "it's")], ask(module.quote, 5), module.quote(str='"'))

TEXTS = ['', ' ', ',', ',,', ';', ':', '<', '>', '<>', '@', '.', '[', ']', '"', '(', ')', '\\', 'bob', 'bob@x.org', '<bob@x.org>',
         'Bob <bob@x.org>',
         '"Bob B." <bob@x.org>', 'Bob B. <bob@x.org>', '"a\\"b" <c@d>', '"a\\\\b" <c@d>', '"a (b)" <c@d>', '"open <c@d>', '"end\\',
         'bob@x.org (Bob)', '(one) bob (two) @ (three) x.org (four)',
         'Bob (the (inner) man) <bob@x.org>', '(only)', '(open', '(a\\)b) c@d', 'a@b, c@d', 'a@b,, c@d', 'a@b c@d', 'a@b; c@d', 'a, b',
         'Group: a@b, C <c@d>;', 'Group: a@b, c@d', 'Group:;, e@f', 'G: a, H: b;; c',
         'a@[1.2.3.4]', 'a@[1\\].2]', 'a@[open', 'a@[x(y)]', '<@r1,@r2:bob@x.org>', '<@r1>', '<@', '<:a@b>', 'a@b@c', 'a@', '@b',
         '<a@b@c>', 'Bob <a@b@c>, d@e', 'a . b @ c . d', 'a  b@c', '"q r"@c', '"q" . r@c', 'a."b"@c', 'a."b c" d@e',
         'a\r\n b@c', 'Bob\r\n B <b@c>', '"a\rb"@c', '(a\rb) c@d', 'a@b\r\nc', 'a@b . c', 'a@b (x) . c', 'a\tb@c', '\x0b.a@b', 'a\xa0b@c',
         'a.@b', 'a..b@c', '.a@b', 'a. b <c@d>', 'a: b: c;', 'a <b> <c>', 'a <b', 'a <b@c', 'a <b@c (d)', '<b@c> d', '<b c@d>',
         'J\xf6rg <j@x.org>', 'a]b@c', 'a[b@c', 'x >y', 'a (b) c (d) <e@f> (g)', 'undisclosed-recipients:;', 'a@b.c.', '"" <a@b>', 'foo ',
         'foo. ', ' . ', 'b"c"d@e']
for text in TEXTS:
    print(repr(text), ask(lambda: module.AddressList(text).addresslist), ask(parseaddr, text))
print(getaddresses(['a@b', 'C <d@e>', 'f (g) @h', '']))
for odd in (None, 0, [], 5, b'a@b', ['a@b'], ('Bob', 'b@x'), ['a', ' ', '<', 'b', '@', 'c', '>'], ['"', 'x', '\\', 'y', '"']):
    print(repr(odd), ask(lambda: module.AddressList(odd).addresslist), ask(parseaddr, odd))

METHODS = ['gotonext', 'getaddrlist', 'getaddress', 'getrouteaddr', 'getaddrspec', 'getdomain', 'getdomainliteral', 'getquote',
           'getcomment', 'getatom', 'getphraselist']
for text in ('', ' (c) a.b', '"a b" c', '<a@b> c', '(x(y)z) w', '[1.2] x', 'a b . c @d', '.x', 'a <b@c>, d', '\r\n \t x', 'g: a@b;'):
    for method in METHODS:
        reader = module.AddrlistClass(text)
        print(repr(text), method, repr(ask(getattr(reader, method))), reader.pos, reader.commentlist)
reader = module.AddrlistClass('x|a\\|b(c)d|e')
print(vars(reader))
print(repr(reader.getdelimited('|', '|')), reader.pos)
reader.pos = 1
print(repr(reader.getdelimited('|', '|')), reader.pos)
reader.pos = 1
print(repr(reader.getdelimited('|', '|', False)), reader.pos, repr(reader.getatom('e')), reader.getatom(atomends=''), reader.pos)
reader.pos = 40
print(ask(reader.getatom), ask(reader.getphraselist), ask(reader.getdelimited, '|', '|'), reader.pos)


class Dots(module.AddrlistClass):
    """Its own signs, and one method of its own."""

    def __init__(self, field):
        super().__init__(field)
        self.specials += '!'
        self.atomends += '!'
        self.phraseends += '!'

    def getcomment(self):
        return 'seen ' + super().getcomment()


print(Dots('a!b@c (d)').getaddrlist(), Dots('a (b) <c@d>').getaddrlist())

one, two = module.AddressList('a@b, C <c@d>, a@b'), module.AddressList('c@d, C <c@d>, e@f, e@f')
print(len(one), len(two), one[0], one[-1], one[1:], list(one), ask(lambda: one[9]))
print((one + two).addresslist, (two + one).addresslist, (one - two).addresslist, (two - one).addresslist)
print(type(one + two).__name__, type(one - two).__name__, (one + two).field, (one - two).field)
kept = one
kept += two
print(kept is one, one.addresslist)
kept -= two
print(kept is one, one.addresslist, len(two))
kept -= module.AddressList('')
print(one.addresslist, bool(module.AddressList('')), bool(one))
print(ask(lambda: one + 5), ask(lambda: one - [1]), ask(lambda: one.__iadd__('x')), ask(lambda: one.__isub__('x')))


class Mine(module.AddressList):
    pass


print(type(Mine('a@b') + one).__name__, type(Mine('a@b') - one).__name__, (Mine('q@r') + one).addresslist)
print(ask(module.AddressList), ask(module.AddrlistClass))
