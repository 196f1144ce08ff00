"""What error handlers of codecs may give: other data, places before the start, text that the codec cannot write, nonsense."""
import codecs


def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


def other_data(error):
    error.object = b'' if error.object != b'x\xff' else b'xyz'
    return '\u4242', 0


def number(error):
    error.object = 42
    return '?', 0


codecs.register_error('other', other_data)
codecs.register_error('number', number)
BAD = {'ascii': b'\xff', 'utf-7': b'++', 'utf-8': b'\xff', 'utf-16': b'\xff', 'utf-32': b'\xff', 'unicode-escape': b'\\u123g',
       'raw-unicode-escape': b'\\u123g', 'cp1252': b'\x81'}
for encoding, data in BAD.items():
    show(lambda: data.decode(encoding, 'other'))
    show(lambda: data.decode(encoding, 'number'))
show(lambda: b'x\xff'.decode('ascii', 'other'))

for place in -1, -2, -3, 2, 3, -100, True:
    codecs.register_error('place', lambda error: ('', place) if error.end < 2 or place != -2 else ('!', 2))
    show(lambda: b'a\xff'.decode('ascii', 'place') if place not in (-1, -2, True) else place)
    show(lambda: 'a\u1234b'.encode('ascii', 'place') if place not in (-2, -3, True) else place)
    show(lambda: 'a\u1234b'.encode('cp437', 'place') if place not in (-2, -3, True) else place)

for answer in 42, 'foo', (1, 2, 3), ('foo', None), ('foo',), (1, 1), (b'x', 1), ['a', 1]:
    codecs.register_error('answer', lambda error: answer)
    show(lambda: '\u3042'.encode('ascii', 'answer'))
    show(lambda: '\u3042'.encode('iso8859-15', 'answer'))
    show(lambda: b'\xff'.decode('ascii', 'answer'))

for replacement in 'abc', '\xbd', '\u20ac', '\U0001f40d', b'a', b'ab', b'abcd':
    codecs.register_error('replacement', lambda error: (replacement, error.end))
    for encoding in 'ascii', 'latin-1', 'utf-8', 'utf-16-le', 'utf-32-be', 'iso8859-15':
        show(lambda: ('[\udc80]' if encoding.startswith('utf') else '[\u3042]').encode(encoding, 'replacement'))

for handler in 'strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'namereplace', 'surrogateescape', 'surrogatepass':
    function = codecs.lookup_error(handler)
    for error in (42, UnicodeError('ouch'), UnicodeEncodeError('ascii', 'a\u3042b', 1, 2, 'ouch'), UnicodeEncodeError('utf-8', 'a\ud842b', 1, 2, 'ouch'),
                  UnicodeDecodeError('ascii', b'a\xffb', 1, 2, 'ouch'), UnicodeDecodeError('utf-8', b'a\xed\xa0\x80', 1, 2, 'ouch'),
                  UnicodeTranslateError('a\u3042b', 1, 2, 'ouch')):
        show(lambda: function(error))
show(lambda: codecs.charmap_decode(b'\xff', 'strict', {255: 0x110000}))
show(lambda: codecs.charmap_decode(b'\xff', 'replace', {255: 0xfffe}))
print('-- places outside of the object')
for name in 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'namereplace', 'surrogateescape', 'surrogatepass':
    handler = codecs.lookup_error(name)
    for error in (UnicodeEncodeError('utf-8', 'abc', 0, 5, 'r'), UnicodeDecodeError('utf-8', b'abc', 1, 9, 'r'), UnicodeTranslateError('abc', -3, 10, 'r'),
                  UnicodeEncodeError('utf-16', '\ud800\udfff', 0, 9, 'r'), UnicodeDecodeError('ascii', b'\x80\xff', -2, 14, 'r')):
        try:
            print(name, ascii(handler(error)))
        except Exception as other:
            print(name, type(other).__name__, ascii(str(other)))
