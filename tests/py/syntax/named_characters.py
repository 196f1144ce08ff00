# \N{NAME} in literals and f-strings, and the words when there is no such name.
print(ascii('\N{BULLET}\N{LATIN SMALL LETTER A WITH ACUTE}|\N{greek small letter alpha}|\N{LF}|\N{HANGUL SYLLABLE GAG}|\N{CJK UNIFIED IDEOGRAPH-4E00}'))
print(ascii(f"{1}\N{bullet}{2:\N{BULLET}>4}{'{'}\N{DIGIT ONE}"), r'\N{x}', b'\\N{SPACE}', rf'\N{1}')
for text in (r"'\N{NOPE}'", r"'\N'", r"'\N{'", r"'abc\N{KEYCAP DIGIT ONE}'", r"'é\N{nope nope}'", r"'\N{}'", r"f'\N{NOPE}'", r"f'{1}\N'",
             r"f'\N{bullet'", r"f'{1!r:\N{nope}}'", r"'''\n\N{NOPE'''", r"'\N {SPACE}'", r"'\N{" + 'x' * 300 + "}'"):
    try:
        print(ascii(eval(text)))
    except SyntaxError as error:
        print(text[:20], error, error.args[1][1:3] if len(error.args) > 1 else '')
