# Small answers of library objects: hints of lengths, refused arguments, fields of log formats.
import hashlib
import logging
import time
import xml.parsers.expat


def tell(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


class NoLength:
    def __getitem__(self, index):
        if index < 2:
            return index
        raise IndexError


class Length(NoLength):
    def __len__(self):
        return 5


for cls in NoLength, Length:
    iterator = iter(cls())
    print(iterator.__length_hint__(), next(iterator), iterator.__length_hint__(), list(iterator), iterator.__length_hint__())

for size in 0, 2**31, 2**63, 20:
    tell(lambda: hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1, size))

parser = xml.parsers.expat.ParserCreate()
for call in parser.SetBase, parser.SetParamEntityParsing:
    for value in None, "x", b"x", 1, 2**100:
        tell(lambda: call(value))

for text in "{customfield['key']} {a.b[0].c}", "{message!a:15}", "{message:>>9}", "{a-b}", "{message:9Q}", "{message!x}", "none", "{process:03d} {levelname:^+#012,.3f}":
    tell(lambda: logging.Formatter(text, style="{")._fmt)

tell(lambda: time.mktime())
print(time.strftime.__module__, time.gmtime.__module__)
