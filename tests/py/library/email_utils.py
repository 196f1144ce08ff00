# What email.utils makes of addresses, dates, ids and parameters, right and wrong ones.
import email.utils as u, datetime
from email.charset import Charset
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
for p in ('', 'a@b'), ('Joe', 'a@b'), ('J. "D" \\ Doe', 'a@b'), ('Jöe', 'a@b'), ('x', 'ä@b'), ('A,B', 'c@d'), (None, 'a@b'):
    t(lambda: u.formataddr(p)); t(lambda: u.formataddr(p, 'latin-1')); t(lambda: u.formataddr(p, Charset('iso-8859-15')))
for x in ['Joe <a@b>, c@d'], ['"A, B" <x@y>', 'z'], [], ['group: a@b, c@d;'], ['a@b (comment)']: t(lambda: u.getaddresses(x))
for x in 'Joe <a@b>', '', 'nonsense', '<a@b>', 'a b c <d@e', ' ': t(lambda: u.parseaddr(x))
for x in '"a"', '<a>', '"', '', 'a', '"a\\"b\\\\c"', '<"x">', '""', '<>', '"x>': t(lambda: u.unquote(x))
utc = datetime.timezone.utc
for d in datetime.datetime(2024, 2, 29, 1, 2, 3), datetime.datetime(2024, 12, 31, 23, 59, 59, tzinfo=utc), datetime.datetime(99, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=-5, minutes=-30))):
    t(lambda: u.format_datetime(d)); t(lambda: u.format_datetime(d, True))
for k in {}, {'usegmt': True}, {'localtime': True}, {'localtime': True, 'usegmt': True}: t(lambda: u.formatdate(1e9, **k)[:-5]); t(lambda: u.formatdate(0, **k)[:25])
for x in 'Mon, 01 Jan 2024 10:00:00 +0130', '1 Jan 2024 10:00', 'Mon, 01 Jan 2024 10:00:00 -0000', 'x', '', None, 'Tue, 32 Foo 2024', '01 Jan 24 1:2:3 EST':
    t(lambda: u.parsedate_to_datetime(x)); t(lambda: u.parsedate(x)); t(lambda: u.parsedate_tz(x))
t(lambda: u.localtime(datetime.datetime(2024, 1, 1, tzinfo=utc)).utctimetuple()[:6])
m = u.make_msgid('abc', 'dom'); print(m[0], m.count('.'), m[-9:]); m = u.make_msgid(domain='q'); print(m.count('.'))
for a in ('a b',), ('é', 'utf-8'), ('é', 'latin-1', 'de'), ('x', None, 'en'), ('é',): t(lambda: u.encode_rfc2231(*a))
for x in "utf-8'en'a%20b", "a'b", 'x', "a'b'c'd": t(lambda: u.decode_rfc2231(x))
for ps in [('text/plain', ''), ('a', '"b"'), ('name*0', '"x"'), ('name*1', 'y z')], [('t', ''), ('n*0*', "utf-8'en'%C3%A9"), ('n*1', 'b'), ('n*2*', '%20c')], [('t', ''), ('n*', "us-ascii''a%20b")], [('t', '')], [('t', ''), ('n*1', 'b'), ('n*0', 'a'), ('x', 'a"b')]:
    t(lambda: u.decode_params(ps))
for v in 'a', '"a"', ('utf-8', 'en', 'Ã©'), (None, None, 'x'), ('nope', '', '"x"'), ('us-ascii', '', '\xe9'), ('utf-8', 'x'): t(lambda: u.collapse_rfc2231_value(v)); 
t(lambda: u.collapse_rfc2231_value(('utf-8', '', '\xff'), 'strict')); t(lambda: u.collapse_rfc2231_value((None, '', '\xe9'), fallback_charset='latin-1'))
print(u._has_surrogates('a\udc80'), u._has_surrogates('é'), u._sanitize('a\udc80b'))
