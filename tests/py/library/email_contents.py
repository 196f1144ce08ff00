# Contents put into messages: every transfer encoding, by hand and chosen; texts, bytes, messages; handlers by class and by type.
from email.message import EmailMessage, Message
from email import policy, message_from_bytes
import email.contentmanager as c
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def mk(*a, pol=policy.default, **k):
    def f():
        m = EmailMessage(policy=pol); m['Subject'] = 'x'; m.set_content(*a, **k); return m.as_bytes(), type(m.get_content()).__name__, isinstance(m.get_content(), Message) or m.get_content()
    return f
for pol in policy.default, policy.SMTP, policy.default.clone(cte_type='7bit'):
    for text in 'hello\n', 'hé\n', 'x'*100, 'é'*100+'\n', 'a\nb\n\n', '', '\u20ac'*30+'\nabc'*20, 'a\r\nb':
        for cte in None, '7bit', '8bit', 'base64', 'quoted-printable', 'bad':
            t(mk(text, cte=cte, pol=pol))
t(mk('x', subtype='html', charset='latin-1', filename='a.txt', cid='<1>', params={'k': 'v'}, headers=['X-A: 1', 'To: foo@bar']))
t(mk('x', disposition='inline'))
for cte in 'base64', '7bit', '8bit', 'binary', 'quoted-printable', 'zz':
    t(mk(b'abc\xff' if cte!='7bit' else b'abc', 'image', 'png', cte=cte, filename='f.png'))
t(mk(bytearray(b'x'*100), 'application', 'octet-stream'))
inner = EmailMessage(); inner['To']='a@b'; inner.set_content('inside')
for sub in 'rfc822', 'external-body', 'partial', 'other':
    for cte in None, '7bit', '8bit', 'base64': t(mk(inner, subtype=sub, cte=cte))
t(mk(3)); 
class S(str): pass
t(mk(S('sub')))
m = EmailMessage(); m.make_mixed(); t(lambda: m.set_content('x')); t(lambda: m.get_content())
class Foo: pass
cm = c.ContentManager(); seen=[]
for key in Foo, '__main__.Foo', 'Foo', None, object:
    cm = c.ContentManager(); cm.add_set_handler(key, lambda m, o, *a, **k: seen.append((a, k)))
    e = EmailMessage(); cm.set_content(e, Foo(), 1, b=2); print(key, seen.pop())
cm = c.ContentManager(); t(lambda: cm.set_content(EmailMessage(), Foo())); t(lambda: cm.get_content(EmailMessage()))
for key in 'text/plain', 'text', '':
    cm = c.ContentManager(); cm.add_get_handler(key, lambda m, *a, **k: (a, k)); print(cm.get_content(EmailMessage(), 1, z=2))
print(sorted(map(str, c.raw_data_manager.get_handlers)), [k.__name__ for k in c.raw_data_manager.set_handlers])
