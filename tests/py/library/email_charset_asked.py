import email.charset as c
from email.charset import Charset


def ask(label, f, *args):
    try:
        shown = f(*args)
        print(label, '->', shown.__name__ if callable(shown) else repr(shown))
    except Exception as error:
        print(label, '!!', type(error).__name__, error, type(error.__context__).__name__)


print(sorted(c.__all__), c.QP, c.BASE64, c.SHORTEST, c.RFC2047_CHROME_LEN, c.DEFAULT_CHARSET, c.UNKNOWN8BIT, repr(c.EMPTYSTRING))
for table in (c.CHARSETS, c.ALIASES, c.CODEC_MAP):
    print(sorted(table.items()))
texts = '', 'plain', 'caf\xe9 au lait', '\u65e5\u672c\u8a9e', 'mixed \u3042 and = ? _ signs', '\udce9x', 'long words ' * 12, '\xe9' * 40
names = ['us-ascii', 'ASCII', 'utf-8', 'UTF8', 'latin-1', 'latin_10', 'iso-8859-15', 'windows-1252', 'viscii', 'big5', 'gb2312', 'euc-jp',
         'euc_jp',
         'shift_jis', 'iso-2022-jp', 'koi8-r', 'euc_kr', 'cp949', 'unknown-8bit', 'made-up', '', b'UTF-8']
for name in names:
    s = Charset(name)
    print(repr(name), str(s), repr(s), vars(s), s.get_output_charset())
    ask('body', s.get_body_encoding)
    if s.output_charset in ('iso-2022-jp', 'big5', 'gb2312', 'euc-kr', 'ks_c_5601-1987'):
        continue
    for text in texts:
        ask(f'header {text[:9]!a}', s.header_encode, text)
        for widths in ([75] * 20, [5, 30] + [40] * 50, [20]):
            ask(f'lines {text[:9]!a} {widths[:2]}', s.header_encode_lines, text, iter(widths))
        ask(f'text {text[:9]!a}', s.body_encode, text)
    for data in (b'', b'caf\xe9', b'x' * 100):
        ask(f'bytes {data[:9]}', s.body_encode, data)
for wrong in ('\xe9', b'\xe9', 5, None):
    ask(f'of {wrong!a}', Charset, wrong)
print(Charset('latin-1') == 'ISO-8859-1', Charset('a') == Charset('A'), Charset('a') != 'b', Charset('a') == 5, Charset().input_charset)
ask('hash', hash, Charset())
ask('SHORTEST', c.add_charset, 'x', None, c.SHORTEST)
c.add_charset('made-up', c.QP, None, 'utf-8')
c.add_alias('mine', 'made-up')
c.add_codec('made-up', 'latin-1')
s = Charset('MINE')
print(vars(s), s.header_encode('\xe9'), s.get_body_encoding().__name__, s.body_encode('x'))
ask('not ASCII', s.body_encode, '\xe9')
s.body_encoding = c.SHORTEST
ask('SHORTEST', s.get_body_encoding)
s.output_charset = None
print(s.get_output_charset())
