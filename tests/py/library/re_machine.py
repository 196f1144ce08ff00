# What the machine of regular expressions does: ways tried, loops with empty turns, case, long texts.
import re

for pattern, text, flags in [
    (r'(a*)*', 'aab', 0), (r'(a|b*?)+c', 'abbc', 0), (r'(x?){2,3}?y', 'xy', 0), (r'(?:(a)|b)*', 'ab', 0),
    (r'(a+?)(a*)$', 'aaa', 0), (r'(?>a+)a', 'aaa', 0), (r'a++b', 'aaab', 0), (r'(?:ab)?+abc', 'ababc', 0),
    (r'(?<=ab)c(?!d)', 'abcd abce', 0), (r'(?<!\d)\d{2}(?!\d)', '123 45 6', 0), (r'(["\']).*?\1', '''a 'b" c' "d"''', 0),
    (r'(a)?b(?(1)c|d)', 'abd bd abc', 0), (r'^\w+$', 'one\ntwo\n', re.M), (r'.+', 'a\nb', re.S), (r'\bno\B', 'no nod', 0),
    (r'[^\W\d_]+', 'ab1_é', 0), (r'[^\W\d_]+', 'ab1_é', re.A), (r'straße', 'STRAẞE', re.I), (r'[k-m]+', 'KLM\u212a', re.I),
    (r'[k-m]+', 'KLM\u212a', re.I | re.A), (r'ſ[α-ω]', 'SΣ', re.I), (r'(é)\1', 'éÉ', re.I), (r'[^a]', 'A', re.I), (r'\s+', 'a\x1c\x85 b', re.A),
    (r'(?s:.)(?-i:B)', '\nb\nB', re.I), (rb'[\x80-\xff]+', b'a\xe9\xff', 0), (rb'\w+', b'\xe9a', 0), (r'', 'ab', 0),
]:
    found = re.search(pattern, text, flags)
    print(ascii(pattern), found and (found.regs, found.lastindex), ascii(re.findall(pattern, text, flags)), ascii(re.split(pattern, text, 1, flags)),
          ascii(re.sub(pattern, lambda m: m.group()[:0] + m.group()[::-1], text, flags=flags)))

many = 'ab' * 50_000
print(len(re.findall('(?:a|b)', many)), re.fullmatch('(a|b)*', many).span(1), re.search('(?:a|b)*c', many[:2000]), len(re.sub('a', '', many)))
pattern = re.compile(r'\w')
print(pattern.match('abc', 1, 2), pattern.match('abc', 3), pattern.search('abc', 5, 1), pattern.findall('abcd', -5, 3), pattern.fullmatch('ab', 1).pos)
print(pattern.match('abc', 10 ** 30 if False else 2, 10 ** 18).endpos, [m.span() for m in re.finditer('a*', 'baac')], re.split('(,)|;', 'a,b;c'))
print(re.sub('(.)(x)?', r'[\1\2]', 'ab'), re.subn(b'.', b'-', bytearray(b'abc'), 2), re.sub('z', 'y', 'abc') is not None, re.split('b', 'abc', -1))
for bad in (b'(?\xe9a)', r'(?\d)', r'(?P\x)', rb'(?<\w)'):
    try:
        re.compile(bad)
    except re.error as error:
        print(error)
