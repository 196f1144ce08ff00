"""plistlib: what values become in both formats, what is read back, what is refused."""
import copy
import datetime
import io
import pickle
import plistlib
import struct
from plistlib import FMT_BINARY, FMT_XML, UID, InvalidFileException, dump, dumps, load, loads

print(plistlib.__all__, FMT_XML, repr(FMT_BINARY), list(plistlib.PlistFormat), plistlib.PlistFormat.FMT_XML is FMT_XML, plistlib.PLISTHEADER)


def ask(label, function, *args, **kw):
    try:
        result = function(*args, **kw)
    except BaseException as e:
        result = f'{type(e).__name__}: {e}'
    print(label, '->', result if isinstance(result, str) else repr(result))


date = datetime.datetime(2004, 10, 26, 10, 33, 33)
values = ['', 'text', 'a<b>&"c\'', 'line\nline\r\nline\rend\ttab', 'é', '\U0001f600', 'x' * 14, 'x' * 15, 'ü' * 300, 'x' * 70000, ']]>', True, False, 0, 1, -1, 127, 128, 255, 256,
          65535, 65536, 2**31, 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64 - 1, 2**64, -2**63, -2**63 - 1, 0.0, 1.5, -1e300, float('inf'), float('nan'), b'', b'a', b'abc' * 30,
          bytearray(b'some'), bytes(300), date, date.replace(microsecond=5), datetime.datetime(1, 1, 1), datetime.datetime(2001, 1, 1), datetime.date(2020, 1, 2),
          [], [1], (1, 'two', 3.0), [[[]], {}], {}, {'b': 1, 'a': 2}, {'k': {'k': {'k': [b'deep' * 20]}}}, {'e': '', '': 'e'}, list(range(20)), list(map(str, range(300))),
          [1, 1.0, True, 1, 1.0, True, 0, False], ['a', 'a', b'a', b'a', bytearray(b'a')], None, [None], object, {1: 2}, {'a': 1, 2: 3}, {'a': None}, 1j, {1, 2}, UID(0), UID(255), UID(256),
          UID(65536), UID(2**32), UID(2**64 - 1), [UID(1), UID(1)], {'u': UID(5)}, 'nul\0', 'bell\x07', 'ok\x7f\x85', '\ufffe', '\ud800', {'bad\x01': 1},
          {'a<b': '&'}, type('Sub', (dict,), {})(z=1), type('Sub', (str,), {})('sub'), type('Sub', (int,), {})(5), type('Sub', (list,), {})([1])]
for value in values:
    for fmt in (FMT_XML, FMT_BINARY):
        label = f'{value!r:.60} {fmt.name}' if '__main__' not in repr(value) else fmt.name
        try:
            data = dumps(value, fmt=fmt)
        except BaseException as e:
            print(label, '->', f'{type(e).__name__}: {e}')
            continue
        shown = data[len(plistlib.PLISTHEADER):] if fmt is FMT_XML else data
        print(label, '->', len(data), shown[:250], shown[-60:] if len(shown) > 250 else '')
        try:
            back = loads(data)
            print('    back', f'{back!r:.80}', back == value, repr(loads(data, fmt=fmt)) == repr(back))
        except BaseException as e:
            print('    back', f'{type(e).__name__}: {e}')
for fmt in (FMT_XML, FMT_BINARY):
    for kw in ({}, dict(sort_keys=False), dict(skipkeys=True), dict(skipkeys=True, sort_keys=False)):
        ask(('keys', kw), lambda: dumps({'b': 1, 'a': 2}, fmt=fmt, **kw)[-90:])
        ask(('mixed', kw), lambda: dumps({'b': 1, 5: 2, 'a': {None: 1}}, fmt=fmt, **kw)[-110:])
    shared = ['x']
    ask('shared', lambda: dumps([shared, shared, 'x'], fmt=fmt)[-80:])
    own = []
    own.append(own)
    if fmt is FMT_BINARY:
        data = dumps(own, fmt=fmt)
        ask('itself', lambda: (data, repr(loads(data))))
for fmt in (None, 3, 'FMT_XML', []):
    ask(('dump', fmt), dumps, {}, fmt=fmt)
    if fmt is not None:
        ask(('load', fmt), loads, b'', fmt=fmt)
print(type(loads(dumps({'a': {'b': 1}}), dict_type=type('D', (dict,), {})).popitem()[1]).__name__)
out = io.BytesIO()
print(dump({'a': 1}, out), out.tell(), load(io.BytesIO(out.getvalue())), load(io.BytesIO(out.getvalue()), fmt=FMT_XML))
ask('text file', dump, {}, io.StringIO())
ask('no file', dump, {}, 5)
ask('text', loads, 'text')
ask('few', dumps)
ask('place', dump, {}, io.BytesIO(), FMT_XML)
for value in (0, 1, 2**64 - 1, 2**64, -1, 'x', 1.5, True, None):
    ask(('UID', value), UID, value)
u = UID(5)
print(u == UID(5), u == 5, u == UID(6), hash(u) == hash(5), pickle.loads(pickle.dumps(u)), copy.deepcopy(u), range(9)[u], hex(u), u.__reduce__()[1], {u: 1}[UID(5)], vars(u))
for number in (-1, 2**64, 'x'):
    u.data = number
    ask(('changed', number), dumps, u, fmt=FMT_BINARY)
    ask(('changed', number), dumps, u)
print(InvalidFileException(), InvalidFileException('said'), InvalidFileException.__mro__[1])
head = b'<?xml version="1.0"?>\n'
for body in (b'<plist></plist>', b'<plist/>', b'<plist><true/></plist>', b'<plist><integer>5</integer></plist>', b'<plist><integer>0x1F</integer></plist>', b'<plist><integer>-7</integer></plist>',
             b'<plist><integer>-0x1</integer></plist>', b'<plist><integer></integer></plist>', b'<plist><integer>5.5</integer></plist>', b'<plist><integer>0XfF</integer></plist>',
             b'<plist><real>5</real></plist>', b'<plist><real>x</real></plist>', b'<plist><real> 1e5 </real></plist>', b'<plist><string/></plist>', b'<plist><string> a &amp; b </string></plist>',
             b'<plist><string><![CDATA[<x>]]></string></plist>', b'<plist><data>YWJj</data></plist>', b'<plist><data>\n  YW\n Jj\n</data></plist>', b'<plist><data>!</data></plist>',
             b'<plist><data>YQ</data></plist>', b'<plist><date>2004-10-26T10:33:33Z</date></plist>', b'<plist><date>2004</date></plist>', b'<plist><date>2004-10Z</date></plist>', b'<plist><date>2004-10-26Z</date></plist>',
             b'<plist><date>2004-13-26T10:33:33Z</date></plist>', b'<plist><date>x</date></plist>', b'<plist><array><true/><false/></array></plist>',
             b'<plist><array><key>a</key></array></plist>', b'<plist><key>a</key></plist>', b'<plist><dict>\n<key>a</key>\n<key>b</key></dict></plist>', b'<plist><dict>\n<true/></dict></plist>',
             b'<plist><dict>\n<key>a</key></dict></plist>', b'<plist><dict><key>a</key>\n<true/><array/></dict></plist>', b'<plist><dict><key>a</key><array><true/></array><key>a</key><true/></dict></plist>',
             b'<plist><dict><key/><true/></dict></plist>', b'<plist><other/></plist>', b'<plist><dict><key>a</key><other>x</other></dict></plist>', b'<plist><true/><false/></plist>',
             b'<dict><key>a</key><true/></dict>', b'<string>bare</string>', b'<plist><dict><string>x</string></dict></plist>', b'<plist><string>x</plist>', b'<plist>', b'', b'<a></a><b/>',
             b'<plist><array><string>a<true/>b</string></array></plist>', b'<plist><string>a<true>x</true>b</string></plist>', b'<plist><dict><key/></dict></plist>', b'<plist><array><dict><key/></dict><true/></array></plist>',
             b'<plist>loose<true/>text</plist>', b'<plist version="1.0"><!-- said --><true/></plist>',
             b'<!DOCTYPE plist [<!ENTITY e "x">]><plist><string>&e;</string></plist>', b'<plist><string>\xff</string></plist>', b'<plist><string>a\r\nb</string></plist>',
             b'<plist><true>text</true></plist>', b'<plist><array><dict/></array></plist>', b'<plist><dict><key>a</key><dict><key>b</key><true/></dict></dict></plist>'):
    ask(body, loads, head + body)
text = '<?xml version="1.0" encoding="%s"?><plist><string>é€</string></plist>'
import codecs
for encoding, mark in (('utf-8', codecs.BOM_UTF8), ('utf-16-le', codecs.BOM_UTF16_LE), ('utf-16-be', codecs.BOM_UTF16_BE), ('utf-8', b''), ('iso-8859-1', b'')):
    name = encoding[:6] if encoding.startswith('utf-16') else encoding
    ask(encoding, loads, mark + (text % name).replace('€', '').encode(encoding))
ask('plist first', loads, b'<plist><true/></plist>')
ask('forced', loads, b'  <plist><true/></plist>', fmt=FMT_XML)
for data in (b'', b'junk', b'<dict/>', b' <plist/>', b'bplist', b'bplist00', b'bplist01', bytes(40), b'<!-- -->'):
    ask(data, loads, data)
    ask((data, 'binary'), loads, data, fmt=FMT_BINARY)


def binary(*objects, size=1, refs=1, top=0, count=None, table=None, offsets=None):
    places, body = [], b'bplist00'
    for item in objects:
        places.append(len(body))
        body += item
    places = places if offsets is None else offsets
    at = len(body) if table is None else table
    body += b''.join(p.to_bytes(size or 1, 'big') for p in places)
    return body + struct.pack('>6xBBQQQ', size, refs, len(places) if count is None else count, top, at)


for objects in ((b'\0',), (b'\x08',), (b'\x09',), (b'\x0f',), (b'\x01',), (b'\x10\xff',), (b'\x11\xff\xff',), (b'\x12\xff\xff\xff\xff',), (b'\x13' + b'\xff' * 8,), (b'\x14' + b'\xff' * 16,),
                (b'\x14' + bytes(8) + b'\xff' * 8,), (b'\x15' + bytes(32),), (b'\x22' + struct.pack('>f', 1.5),), (b'\x23' + struct.pack('>d', 2.5),), (b'\x21xx',), (b'\x24' + bytes(16),),
                (b'\x33' + struct.pack('>d', 0),), (b'\x33' + struct.pack('>d', -1.25),), (b'\x33' + struct.pack('>d', 1e300),), (b'\x33' + struct.pack('>d', float('nan')),), (b'\x43abc',),
                (b'\x4f\x10\x03abc',), (b'\x4f\x11\0\x03abc',), (b'\x4f\x10\xffabc',), (b'\x53abc',), (b'\x53ab\xff',), (b'\x62\0a\xd8\0',), (b'\x62\0a\0b',), (b'\x70',), (b'\x80\x05',), (b'\x83\1\2\3\4',),
                (b'\x87' + b'\xff' * 8,), (b'\x88' + b'\xff' * 9,), (b'\xa0',), (b'\xa1\1', b'\x09'), (b'\xa1\0',), (b'\xa1\5',), (b'\xa2\1\1', b'\xa1\2', b'\x08'), (b'\xd0',), (b'\xd1\1\2', b'\x51k', b'\x09'),
                (b'\xd1\1\0', b'\x51k'), (b'\xd1\1\1', b'\xa0'), (b'\xd1\1\2', b'\x10\1', b'\x09'), (b'\xb0',), (b'\xc1\1', b'\x09'), (b'\xe0',), (b'\xf0',), (b'\xd2\1\2\1\2', b'\x51a', b'\x51b')):
    ask(objects, loads, binary(*objects))
for kw in (dict(size=0), dict(size=2), dict(size=8), dict(refs=0), dict(refs=2), dict(top=1), dict(top=2**63), dict(count=0), dict(count=5), dict(count=2**60), dict(table=0), dict(table=2**63),
           dict(table=10**6), dict(offsets=[200]), dict(offsets=[0]), dict(offsets=[])):
    ask(kw, loads, binary(b'\xa1\0', **kw))
    ask(('empty', kw), loads, binary(b'\xa0', **kw))
    ask(('no keys', kw), loads, binary(b'\xd0', **kw))
ask('equal', lambda: dumps([bytearray(b'a'), bytearray(b'a'), bytes(2), bytes([0, 0])], fmt=FMT_BINARY))
