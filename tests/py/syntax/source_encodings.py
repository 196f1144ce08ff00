"""Source text in bytes: every encoding that codecs know, and what is said of the others; file names that are bytes."""
import warnings


def shown(source):
    try:
        print(ascii(eval(source)))
    except SyntaxError as error:
        print(type(error).__name__, ascii(error.args))


for line in (b"iso8859-15 -*-\n'\xc2\xa4'", b"cp1252\n'\x80'", b"koi8-r\n'\xc1\xc2'", b"utf-7\n'+AGE-'", b"latin-1\n'\xe9'", b"ascii\n'e'",
             b"cp1252\n'\x81'", b"ascii\n'\x81'", b"rot13\n'a'", b"hex\n'a'", b"utf-16\n'a'", b"there-is-none\n'a'"):
    shown(b"# coding: " + line + b"\n")

for name in ("plain.py", b"file\xff.py", bytearray(b"array.py"), memoryview(b"view.py"), ["list"], 1):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        try:
            print(ascii(compile("1", name, "exec").co_filename), *[warning.message for warning in seen])
        except TypeError as error:
            print(error)
for name in b"utf-8", b"utf8", b"UTF8", b"utf_8", b"utf-8-x", b"latin-1":
    try:
        print(name, compile(b"\xef\xbb\xbf#coding: " + name + b"\nx='\xe6\x88\x91'\n", "f", "exec").co_filename)
    except SyntaxError as error:
        print(name, error, error.lineno, error.offset, error.text)
