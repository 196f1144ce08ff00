# Encoding and decoding with each error handler, and the texts of the errors.
texts = ["", "abc", "é", "中", "😀", "a\udc80b", "\ud800\udc00", "é中!"]
for encoding in ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "ascii", "UTF8", "utf_8_sig"]:
    for errors in ["strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass"]:
        row = []
        for text in texts:
            try:
                row.append(text.encode(encoding, errors))
            except UnicodeError as error:
                row.append(str(error))
        print(encoding, errors, ascii(row))
data = [b"", b"abc", b"\xc3\xa9", b"\xe4\xb8\xad", b"\xf0\x9f\x98\x80", b"\xff", b"a\xc3", b"\xe4\xb8", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\xc0\x80",
        b"\xf4\x90\x80\x80", b"a\xe4a", b"\xe4\xb8a", b"\xff\xfea\x00", b"\xfe\xff\x00a", b"\x00\xd8", b"\x00\xdc", b"\x00\xd8a\x00"]
for encoding in ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "latin-1", "ascii"]:
    for errors in ["strict", "ignore", "replace", "backslashreplace"]:
        row = []
        for raw in data:
            try:
                row.append(raw.decode(encoding, errors))
            except UnicodeError as error:
                row.append(str(error))
        print(encoding, errors, ascii(row))
print(ascii(b"\xff\x80a".decode("utf-8", "surrogateescape")), ascii(b"\xed\xa0\x80".decode("utf-8", "surrogatepass")))
for call in [lambda: "a".encode("nothing"), lambda: b"a".decode("nothing"), lambda: "é".encode("ascii", "nothing"), lambda: b"\xff".decode("utf-8", "nothing"),
             lambda: "a".encode(1), lambda: "a".encode(errors=1), lambda: b"a".decode(None)]:
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
try:
    "ab\ud800c".encode()
except UnicodeEncodeError as error:
    print(error.encoding, ascii(error.object), error.start, error.end, error.reason)
try:
    b"ab\xffc".decode()
except UnicodeDecodeError as error:
    print(error.encoding, error.object, error.start, error.end, error.reason)
