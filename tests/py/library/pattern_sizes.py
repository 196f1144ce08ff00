"""Sizes of compiled patterns: the words of code that the engine of CPython has for them."""
import re, sys
pats = ['', 'a', 'abc', '(a)', '(a)(b)', '[a-z]+', 'a|b', r'\d+\s*', '(?P<n>x)', 'a*?b{2,3}', '(?i)hello', '^x$', 'a.c', '[^abc]', '(?:ab)+', '(?=x)y', r'(a)\1', '[a-zA-Z0-9_]+@[a-z.]+', 'abc|abd', 'abc|xyz', 'foo|bar|baz', '(foo|bar)+', '[aeiou]', '[^a]', '[a]', r'[\w.-]+', r'[\d]', r'\w', r'\bfoo\b', '(?!x)y', '(?<=a)b', '(?<!ab)c', '(?:a|b)c', '(a|b)c', 'a{3}', 'a{2,}', 'a+?', 'a++', '(?>ab)c', '(?:(a)|b)(?(1)c|d)', 'x', '(?i)[a-z]', '(?i)[abc]x', '(?i)this is', '(?i)[^k-s]', 'é', '[é-ü]', '[а-я]+', '[a-я]', '\U0001f600', '[\U0001f600-\U0001f64f]', '(?s).', '.', '.*', '(?m)^a$', r'(\d{4})-(\d\d)-(\d\d)', r'https?://[^\s/]+', r'"([^"\\]|\\.)*"', r'^\s*#.*$', r'(?x) a b # c', '(?i:a)b', 'a(?i:b)', '(?:)', '()', '(|a)', 'a|', '|', '(?!)', 'ab*c?', '((a)(b)?)*', '[-+]?[0-9]+(?:\\.[0-9]*)?', r'[\W\d]', r'[^\s]', '[a-cx-z]', '[a-cm-ox-z]', '[\x00-\xff]', '[ab]|c', '[^a]|b', 'a|[b-d]', 'aa|a', '(?:abc|abd)e', r'\A\w\Z', '(?a)\\w[é]', '(?i)é', '(?i)[é]', '(?i)µ', '(?i)ß', '(?i)σ', 'x{0}', 'x{1}', '(?:x){1,1}', '(x)?', '(?:x)?', 'a(?=b)(?=c)', '[[]', '[]]', '[^]]', '(?P<a>b)(?P=a)', '(?P<a>b)?(?(a)c)', '1|2|3', 'ab|ac|ad', '(?i)ab|ac', 'x|(y)', '(?:x|y|z)+', '(a+)+', '(?:a+)+', r'\.', r'[.]', '\n', r'\x41', r'\141', r'\0']
out = []
for p in pats:
    for q in (p, p.encode() if p.isascii() else None):
        if q is None: continue
        try: out.append((q, (sys.getsizeof(re.compile(q)) - 112) // 4))
        except re.error as e: out.append((q, str(e)))
for o in out: print(o)
for f in (re.I, re.M, re.S, re.A, re.I | re.A): print([(sys.getsizeof(re.compile(p, f)) - 112) // 4 for p in ('abc', '[a-f]x', 'kelvin', '(is|it)', '.', r'\w\d', '[k]', '[^i]', 'é')])
