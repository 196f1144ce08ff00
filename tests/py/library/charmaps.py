# Encodings of one byte a character: both ways, by any name.
import codecs
for name in ('cp437', 'IBM850', 'cp1251', 'windows-1251', 'koi8-r', 'KOI8_U', 'iso8859-2', 'latin2', 'ISO-8859-5', 'greek', 'mac-roman', 'macintosh', 'cp037', 'cp1026', 'cp500',
             'hp-roman8', 'tis-620', 'cp874', 'iso-8859-16', 'ptcp154', 'cp720', 'hebrew', 'maclatin2'):
    info = codecs.lookup(name)
    known = [i for i in range(256) if info.decode(bytes([i]), 'ignore')[0]]
    text = bytes(known).decode(name)
    print(name, info.name, len(known), hash(text), bytes(known).decode(name).encode(name) == bytes(known))
for function in (lambda: '\u4e00'.encode('cp437'), lambda: b'\x81'.decode('cp1253'), lambda: 'a'.encode('no-such-encoding'), lambda: '\u20ac'.encode('cp437', 'replace'), lambda: codecs.lookup('cp9999')):
    try:
        print(function())
    except (UnicodeError, LookupError) as error:
        print(type(error).__name__, error)
