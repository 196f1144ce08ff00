# token, tokenize: the tokens of texts whole and broken, text from tokens, encodings.
import io
import token
import tokenize

print(token.tok_name[54], token.ISEOF(0), token.EXACT_TOKEN_TYPES[':='], len(token.__all__), token.N_TOKENS, token.NT_OFFSET)
texts = ['def f(a, *b):\n\treturn (a +\n  1)  # c\n\n# alone\nx = 0x1F + 1_0.5e-3j + .5 if a else b"q" rb\'\\x\'\n',
         'if a:\n  if b:\n    c\n  d\ne', "s = '''a\nb''' f\"{x!r}\" + 'a\\\nb'\n", 'a = $ ? \u00e9t\u00e9 = 1\n', 'x = \\\n 1; y **= 2 -> ... :=\n',
         "'open\n", 'a\r\nb\r\n', '\n\n', '', 'f(\n', '"""x', 'if a:\n    b\n  c\n', 'async def f(): await x\n', '1if 2else 3\n', '\tx\n', 'a\x0cb\n']
for text in texts:
    print(repr(text))
    tokens = []
    try:
        for item in tokenize.generate_tokens(io.StringIO(text).readline):
            tokens.append(item)
            print('   ', item, token.tok_name[item.exact_type])
    except (tokenize.TokenError, IndentationError) as e:
        print('   ', repr(e))
    print('   ', repr(tokenize.untokenize(tokens)), repr(tokenize.untokenize([item[:2] for item in tokens])))
for data in (b'a\n', b'\xef\xbb\xbfa\n', b'# -*- coding: latin-1 -*-\n\xe9\n', b'\n# coding=UTF_8\n', b'x\n# coding: latin-1\n', b'# coding: nope\n',
             b'\xef\xbb\xbf# coding: latin-1\n', b'\xff\n', b'', b'#!/usr/bin/python\n# vim: set fileencoding=ascii :\n'):
    try:
        print(data, tokenize.detect_encoding(io.BytesIO(data).readline))
    except SyntaxError as e:
        print(data, repr(e))
items = list(tokenize.tokenize(io.BytesIO('# coding: latin-1\ns = "\u00e9"\n'.encode('latin-1')).readline))
print(items[0], items[5], tokenize.untokenize(items))
try:
    tokenize.untokenize([(1, 'a', (1, 3), (1, 4), ''), (1, 'b', (1, 0), (1, 1), '')])
except ValueError as e:
    print(e)
