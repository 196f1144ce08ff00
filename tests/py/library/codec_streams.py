"""Streams and pieces of codecs: marks of order, unfinished characters, codecs from bytes to bytes, modules of the package."""
import codecs
import encodings
import io
import warnings
from encodings import cp1140, rot_13

TEXT = "one\r\ntwo\rthree\u2028f\xfcr\n"


def attempt(function):
    try:
        print(ascii(function()))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))


for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "utf-7", "unicode-escape", "raw-unicode-escape"):
    data = TEXT.encode(name)
    reader = codecs.getreader(name)(io.BytesIO(data))
    print(name, ascii([reader.readline(), reader.read(1), reader.readline(2), reader.readline(keepends=False), reader.read(3, 2), reader.readlines()]))
    reader.seek(0)
    print(ascii(list(reader)) == ascii(TEXT.splitlines(True)))
    decoder = codecs.getincrementaldecoder(name)()
    pieces = []
    for i in range(len(data)):
        state = decoder.getstate()
        text = decoder.decode(data[i:i + 1])
        decoder.setstate(state)
        pieces.append(decoder.decode(data[i:i + 1]))
        assert pieces[-1] == text
    print("".join(pieces) == TEXT, len([piece for piece in pieces if piece]), decoder.getstate())
    stream = io.BytesIO()
    writer = codecs.getwriter(name)(stream)
    writer.write("a")
    writer.writelines(["b", "c"])
    encoder = codecs.getincrementalencoder(name)()
    print(stream.getvalue(), encoder.encode("x"), encoder.getstate(), encoder.encode("y"))

for name in ("utf-16", "utf-32"):
    attempt(lambda: codecs.getreader(name)(io.BytesIO(b"plain text without it..")).read())
attempt(lambda: codecs.utf_16_ex_decode(b"\xfe\xff\0a", "strict", 0, False))
attempt(lambda: codecs.utf_16_ex_decode(b"a\0b", "strict", -1, False))
attempt(lambda: codecs.utf_32_ex_decode(b"\xff\xfe", "strict", 0, False))
attempt(lambda: codecs.utf_8_decode(42))
attempt(lambda: codecs.charmap_decode("text"))
for data in (b"\xe0\x80", b"\xf0\x8f", b"\xf4\x90", b"\xed\xa0", b"\xe1\x80", b"\xf4\x8f"):
    attempt(lambda: codecs.getincrementaldecoder("utf-8")().decode(data))

for name in ("hex_codec", "base64_codec", "uu_codec", "quopri_codec", "zlib_codec"):
    data = codecs.encode(memoryview(b"some \xff bytes\t \n"), name)
    reader = codecs.getreader(name)(io.BytesIO(data))
    print(codecs.lookup(name).name, data if name != "zlib_codec" else len(data), codecs.decode(data, name), reader.readline())
    attempt(lambda: data.decode(name))
attempt(lambda: codecs.decode(b"no lines", "uu"))
attempt(lambda: codecs.decode(b"hello", "zip"))
attempt(lambda: codecs.encode("a", "undefined"))

print(list(codecs.iterencode(["p\xfcth", "on.o", "rg."], "idna")), list(codecs.iterdecode([b"xn--pth-", b"hoa", b".or", b"g."], "idna")))
print(list(codecs.iterencode(["ab", "cd"], "rot13")), codecs.getincrementaldecoder("rot13")().decode("no"))
for function, data in ((codecs.escape_decode, rb"\q\8"), (codecs.escape_decode, rb"\477"), (codecs.unicode_escape_decode, rb"\q\777")):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        print(ascii(function(data)), [str(warning.message) for warning in seen])
attempt(lambda: codecs.escape_encode(bytearray(b"a")))
attempt(lambda: codecs.readbuffer_encode(42))

print(encodings.utf_8.StreamReader.__name__, cp1140.decoding_table[0xc1], encodings.normalize_encoding("utf\xe9\u20ac-8"))
text = io.StringIO()
rot_13.rot13(io.StringIO("uryyb"), text)
print(text.getvalue())
attempt(lambda: encodings.no_such_one)

# The module of UTF-8 is there as soon as the package is: it can be imported by its whole name.
import encodings.utf_8
import sys
print(encodings.utf_8.__name__, encodings.utf_8.__file__.rpartition("/encodings/")[2], sys.modules["encodings.utf_8"] is encodings.utf_8, encodings.utf_8.getregentry().name)
