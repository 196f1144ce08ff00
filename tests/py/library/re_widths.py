"""How wide the matches of patterns are, asked of re's parser; the older names of its modules."""
import re._constants
import re._parser
import warnings

for pattern in ('a*', 'a+?', '(ab|c)d', 'a{2,5}', '', '(?i)x', '(?P<n>a)(?P=n)', '(a)(?(1)b|cd)', '(?=abc)d', '[a-z]{3,}', '(?>a|bc)',
                '((a{10})*){3}', '(?x) a  b # c', b'\\d{4}'):
    print(pattern, *map(int, re._parser.parse(pattern).getwidth()))
print(re._parser.MAXWIDTH, int(re._constants.MAXREPEAT))
try:
    re._parser.parse('(a')
except re._constants.error as error:
    print(error)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    import sre_compile, sre_constants, sre_parse
    print(*sorted(str(warning.message) for warning in caught), sep='\n')
print(sre_parse.parse('ab?').getwidth(), sre_constants.error is re.error)
