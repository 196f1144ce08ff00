# What a match can begin with is known before a search; choices that cannot match are passed by. Neither may be seen.
import re

TEXTS = ['', 'a', 'b', 'ab', 'ba', 'aab', 'abab', 'cab', 'x\nab', 'Ab', 'aB c', 'Ж', 'aЖb', 'жa', '\u212a', 'k', 'ſ', 's', 'ÿ', 'Ÿ', '12', 'a1b2']
PATTERNS = [
    'a', 'ab', '[ab]', '[^a]', 'a*', 'a*b', 'a+b', 'a?b', 'a*?b', 'a??', '(a)|b', 'a|b|c', '(?:a|)b', '(?:|a)b', '(a*)*b', '(a*)+', '(?:a*b*)*c',
    '(?:ab){2}', '(?:ab){0,2}?b', '^a', '^', '$', 'a$', r'\bab', r'\Bb', r'\b', '(?=a)', '(?=ab)a', '(?!a)b', '(?!a)', '(?<=a)b', '(?<!a)b', '(?>a*)b',
    '(?>a|ab)', 'a*+b', '(a)?(?(1)b|c)', '()', '(|a)+', r'(a|b)\1', r'(?:(a)|b)*', 'Ж', '[Ж-Ы]', '.', r'\w', r'\d+', '(?s:.)b', 'ж|a', '\u212a', 's', 'ÿ',
    '(?:a|b)*?c', '(?:a|ab)(?:c|b)', '(?:(?:a|b)|c)+b', '(?P<x>a)(?P=x)?',
]


def shown(match):
    return '%d-%d' % match.span() + (f'/{match.lastindex}' if match.lastindex else '') if match else '.'


for pattern in PATTERNS:
    for flags in (0, re.I) if pattern.islower() else (0,):
        made = re.compile(pattern, flags)
        print(ascii(pattern), int(flags), *(shown(made.search(text)) for text in TEXTS))
        print('  ', *(shown(made.match(text, 1)) + shown(made.fullmatch(text)) for text in TEXTS), sum(len(made.findall(text)) for text in TEXTS))

scanner = re.compile('(?P<word>[a-z]+)|(?P<number>[0-9]+)|(?P<rest>.)').scanner('ab12 c')
print([scanner.match().lastgroup for _ in range(4)], scanner.match())
scanner = re.compile('x*').scanner('axb', 1)
print([m.span() for m in iter(scanner.search, None)], scanner.search(), scanner.match())
for pattern in (b'a|b', b'[\xe0-\xff]', b'(?i)\xe0|b'):
    print(pattern, [re.search(pattern, text) and re.search(pattern, text).span() for text in (b'', b'a', b'xb', b'\xe9', b'B\xc0', b'\xe0')])
