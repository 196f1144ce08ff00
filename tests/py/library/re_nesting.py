"""Patterns nest as deeply as CPython's: an open group takes two levels of calls."""
import re


def fits(make, depth):
    try:
        return re.compile(make(depth)).pattern == make(depth)
    except RecursionError:
        return 'too deep'


for make in (lambda n: '(' * n + ')' * n, lambda n: '(?:a|' * n + ')' * n, lambda n: '(?:a*' * n + ')' * n, lambda n: '(?P<a>x)' + '(?(a)' * n + ')' * n):
    print([fits(make, depth) for depth in (200, 480, 1200)])
print(re.compile('(' * 300 + 'a' + ')' * 300).match('a').span(300))
for pattern in ('(a)(?(1)b|c|d)', '(a)(?(1)b|c', '(?:', '(?<=a|bc)', '(a)(?(1)(b|c)|d)', '(a)(?(1)|d)x', '(?:a(?i:b)c)', '((?i:a)b)', '(a(?i))'):
    try:
        found = re.compile(pattern)
        print(pattern, found.groups, [bool(found.match(text)) for text in ('a', 'ab', 'ac', 'ax', 'aBc', 'Ab')])
    except re.error as error:
        print(pattern, error)
