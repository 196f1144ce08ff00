"""Numbers, strings and characters that are none."""
def show(source, mode="exec"):
    try:
        compile(source, "<test>", mode)
        print("fine:", repr(source))
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(f"{type(error).__name__}: {error.msg}", place, repr(error.text))


for source in [
    '1_',
    '1__0',
    '0x',
    '0xg',
    '0b12',
    '0o8',
    '0777',
    '1e',
    '1e+',
    '1.5abc',
    '12abc',
    '0b1_',
    '"abc',
    "'''abc\ndef",
    '"\\x4"',
    '"\\u12"',
    '"\\U00110000"',
    'b"\\x4"',
    'b"\xe9"',
    '"a" b"b"',
    'x = \u201cquoted\u201d',
    'a\xa0b',
    'a $ b',
    'a ? b',
    'a ! b',
    'a\\ b',
    '(\\\n',
    '"\\N{no such name}"',
]:
    show(source)
