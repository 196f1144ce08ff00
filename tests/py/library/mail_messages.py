# Mail: parsed, made, written, with headers as texts and as objects.
import email, email.policy, email.utils, email.header, io
from email.message import EmailMessage, Message
from email.mime.text import MIMEText
from email.mime.multipart import MIMEMultipart
from email.mime.base import MIMEBase
from email.mime.application import MIMEApplication
from email.mime.image import MIMEImage
from email import encoders
m = email.message_from_string('From: Me <me@x.org>\nTo: a@b.c,\n "X, Y" <x@y.z>\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?= hi\nContent-Type: text/plain; charset="utf-8"\n\nBody\nline 2\n')
print(m['from'], m['TO'], m['subject'], m.get_content_type(), m.get_payload(), m.keys(), len(m), 'cc' in m, m.get('x', 5), m.get_content_charset(), m.is_multipart(), m.get_all('to'))
print(email.header.decode_header(m['subject']), str(email.header.make_header(email.header.decode_header(m['subject']))))
print(m.as_string()); print(bytes(m)[:30]); print(email.utils.getaddresses([m['to']]), email.utils.parseaddr('"Q \\"x\\" R" <q@r>'), email.utils.parseaddr('q@r (Comment here)'), email.utils.parseaddr('bad <'), email.utils.formataddr(('Ä B','a@b.c')), email.utils.formataddr(('A, B','a@b.c')))
for d in ('Fri, 09 Nov 2001 01:08:47 -0000','Mon, 20 Nov 1995 19:12:08 -0500','20 Nov 95 19:12 EST','nonsense', '', 'Tue Nov 20 19:12:08 1995 +0100'): print(email.utils.parsedate_tz(d), email.utils.parsedate(d))
print(email.utils.formatdate(1e9), email.utils.formatdate(1e9, usegmt=True), email.utils.parsedate_to_datetime('Mon, 20 Nov 1995 19:12:08 -0500'), email.utils.format_datetime(email.utils.parsedate_to_datetime('Mon, 20 Nov 1995 19:12:08 -0000')), email.utils.mktime_tz(email.utils.parsedate_tz('Mon, 20 Nov 1995 19:12:08 -0500')))
t = MIMEText('héllo wörld', 'plain', 'utf-8'); print(t.as_string(), t.get_payload(decode=True), t.get_charsets())
t = MIMEText('plain'); t['Subject'] = 'x'*90 + ' y'*20; t['To'] = 'ä@b'; print(t); t.replace_header('subject','new'); del t['to']; print(t.items())
t = MIMEText('caf\xe9', _charset='iso-8859-1'); print(t.as_string())
mp = MIMEMultipart('alternative', boundary='BBB'); mp['Subject']='multi'; mp.attach(MIMEText('one')); mp.attach(MIMEText('<b>two</b>', 'html')); mp.preamble='pre'; mp.epilogue='epi'
a = MIMEBase('application','octet-stream'); a.set_payload(b'\0\1\2data'*20); encoders.encode_base64(a); a.add_header('Content-Disposition','attachment', filename='f ü.bin'); mp.attach(a); mp.attach(MIMEApplication(b'zz', Name='q.bin')); mp.attach(MIMEImage(b'GIF89a...'))
text = mp.as_string(); print(text)
p = email.message_from_string(text); print([x.get_content_type() for x in p.walk()], [x.get_filename() for x in p.walk()], p.get_payload(2).get_payload(decode=True)[:9], p.preamble, p.epilogue, p.get_boundary(), p.defects, p.as_string()==text)
from email.iterators import _structure, body_line_iterator; _structure(p); print(list(body_line_iterator(p)))
n = email.message_from_string('Content-Type: multipart/mixed; boundary=out\n\n--out\nContent-Type: multipart/digest; boundary="in"\n\n--in\n\nSubject: s1\n\nb1\n--in\n\nSubject: s2\n\nb2\n--in--\n\n--out\nContent-Type: message/rfc822\n\nSubject: inner\n\nbody\n--out--\ntrail\n'); _structure(n); print(n.as_string()); print([x['subject'] for x in n.walk()])
b = email.message_from_bytes(b'Subject: caf\xc3\xa9\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nna\xc3\xafve\n'); print(b.get_payload(), b.get_payload(decode=True), str(b['subject']), bytes(b))
for bad in ('no headers here\n', ' cont\nA: b\n\n', 'A: b\nbad line\n\nbody', 'Content-Type: multipart/mixed\n\nx', 'Content-Type: multipart/mixed; boundary=q\n\nx', 'Content-Type: multipart/mixed; boundary=q\n\n--q\n\nx', ''): x = email.message_from_string(bad); print(x.defects, x.items(), repr(x.get_payload())[:20])
e = EmailMessage(); e['Subject'] = 'Ünïcode sübject'; e['From'] = 'Me <me@x.y>'; e['To'] = 'a@b.c, Bob B <bob@b.c>'; e['Date'] = 'Mon, 20 Nov 1995 19:12:08 -0500'
e.set_content('Hello\nwörld\n'); e.add_alternative('<p>hi</p>', subtype='html'); e.add_attachment(b'data', maintype='application', subtype='x-y', filename='d.bin')
print(repr(e['subject']), e['to'].addresses, e['from'].addresses[0].username, e['date'].datetime, e.get_content_type(), [x.get_content_type() for x in e.walk()], e.get_body(('plain',)).get_content(), [x.get_filename() for x in e.iter_attachments()])
try: e['Subject'] = 'again'
except ValueError as x: print(x)
try: e['X'] = 'a\nb'
except ValueError as x: print(x)
e = EmailMessage(); e['Subject']='plain'; e['To']='x@y.z'; e.set_content('Just text\n'); print(e.as_string()); print(bytes(e)); print(e.get_content(), e['to'], e['content-type'].params['charset'])
q = email.message_from_string('To: =?utf-8?q?J=C3=BCrgen?= <j@x>\nContent-Type: text/html; charset=latin-1\nContent-Transfer-Encoding: quoted-printable\n\nd=E9j=E0', policy=email.policy.default); print(q['to'], q['to'].addresses[0].display_name, q.get_content(), type(q).__name__)
t = Message(); t['A']='1'; t['a']='2'; t.add_header('Content-Type','text/x', charset='u', name='n m'); print(t.get_params(), t.get_param('name'), t.get_all('a')); t.set_param('charset','z'); t.del_param('name'); t.set_type('a/b'); print(t['content-type'], t.values())
try: t.attach(1); t.set_payload('x'); t.attach(2)
except TypeError as x: print(x)
print(email.policy.default.clone(linesep='\r\n'), email.policy.SMTP.linesep == '\r\n', email.policy.compat32)
h = email.header.Header('Größe der Dinge '*6, 'utf-8', header_name='Subject'); print(h.encode()); print(str(h) == 'Größe der Dinge '*6); h = email.header.Header('abc ', header_name='X'); h.append('dé', 'iso-8859-1'); print(h.encode(), h)
