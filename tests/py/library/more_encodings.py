# UTF-7, Punycode, names of hosts, and what `encodings` says.
import codecs
import encodings
import encodings.idna


def tried(function, *args):
    try:
        return function(*args)
    except (UnicodeError, LookupError) as error:
        return f'{type(error).__name__}: {error}'


for text in ('', 'abc', 'a+b', 'Hi Mom \u263a!', '\u263a-', '\u263aA', '\U0001f600\U0001f601x', '~\\', 'A\u2262\u0391.', '\ud800', 'a\u00e9', '\u00e9\u00e8 '):
    data = text.encode('utf-7')
    print(data, ascii(data.decode('utf-7')), data.decode('utf-7') == text)
for data in (b'+', b'+-', b'+AOk', b'+AOk-', b'+AOkx', b'+A', b'+AOl!', b'a+!', b'\xe9', b'+2D0', b'+2D3eAA-', b'+AGEAYg-', b'+AG-', b'+--', b'a+AOk\xff'):
    print(data, ascii(tried(data.decode, 'utf-7')), ascii(tried(data.decode, 'utf-7', 'replace')), codecs.utf_7_decode(data, 'ignore'))
decoder = codecs.getincrementaldecoder('utf-7')()
print([ascii(decoder.decode(bytes([byte]))) for byte in b'a+AOkA6Q-b'])

for text in ('', 'abc', 'b\u00fccher', '\u00fc', '\u4ed6\u4eec\u4e3a\u4ec0\u4e48\u4e0d\u8bf4\u4e2d\u6587', 'Pro\u010dprost\u011bnemluv\u00ed\u010desky', '\U0001f600-\U0001f601', 'a-b-\u00e9'):
    data = text.encode('punycode')
    print(data, data.decode('punycode') == text)
for data in (b'a-', b'tda!', b'9999999999', b'bcher-kva', b'BCHER-KVA', b'-'):
    print(data, ascii(tried(data.decode, 'punycode')))
for name in ('python.org', 'b\u00fccher.example', 'B\u00dcCHER.ex\u00e4mple.', 'stra\u00dfe.de', 'a..b', 'x' * 64, '\u3002a', 'p\u00fd\u3002org', '\u0645\u062b\u0627\u0644.x', 'a\u0645', '\u2460\u00e9', '\u2028\u00e9', 'xn--\u00e9', ''):
    print(ascii(name[:20]), ascii(tried(name.encode, 'idna')))
for name in (b'python.org', b'xn--bcher-kva.example', b'xn--a', b'XN--bcher-kva', b'a.', b'\xe9'):
    print(name, ascii(tried(name.decode, 'idna')))
print(encodings.idna.nameprep('\u00dcB\u00adC'), encodings.idna.ToASCII('\u00fc'), encodings.idna.ToUnicode('xn--tda'))
print(encodings.normalize_encoding('UTF 8--x'), encodings.aliases.aliases['latin1'] in ('latin_1', 'iso8859_1'), codecs.lookup('U7').name, encodings.search_function('no such'))
for function, data, name in ((codecs.decode, b'abc', 'hex'), (codecs.encode, 'abc', 'hex'), (codecs.decode, b'abc', 'no such'), (codecs.encode, 'a\u1234', 'latin-1')):
    try:
        print(function(data, name))
    except Exception as error:
        print(type(error).__name__, error, type(error.__cause__).__name__)
