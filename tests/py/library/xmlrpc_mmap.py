import xmlrpc.client as x, datetime, mmap, os
# XML-RPC values; mapped memory.
v = ([1, 'two<&>', 3.5, True, None, {'a': [1], 'é': 'ü'}, b'bytes', datetime.datetime(2020,1,2,3,4,5), (1,2), x.Binary(b'q'), x.DateTime('20200102T03:04:05')],)
s = x.dumps(v, 'meth.od', allow_none=True); print(s); r = x.loads(s, use_builtin_types=True); print(r)
r = x.loads(s)[0][0]; print(type(r[6]).__name__, str(r[6]), str(r[7]), r[7] == datetime.datetime(2020,1,2,3,4,5), r[7].timetuple()[:6], r[7] < x.DateTime('2021'))
print(x.dumps((5,), methodresponse=True), x.dumps(x.Fault(4, 'bad'))); 
try: x.loads(x.dumps(x.Fault(4, 'bad')))
except x.Fault as f: print(repr(f), f.faultCode)
class O:
    def __init__(s): s.p = 1
print(x.dumps((O(),), 'm'), x.loads("<params><param><value>plain</value></param><param><value><i4>7</i4></value></param></params>"))
l = []; l.append(l)
for f in (lambda: x.dumps((None,)), lambda: x.dumps((2**31,)), lambda: x.dumps((l,)), lambda: x.dumps(({1:2},)), lambda: x.dumps((object(),)), lambda: x.dumps((1j,)), lambda: x.dumps([1]), lambda: x.loads('<a></a>'), lambda: x.loads("<params><param><value><zz>7</zz></value></param></params>"), lambda: x.Binary('x'), lambda: x.ServerProxy('ftp://x'), lambda: x.loads("<params><param><value><boolean>7</boolean></value></param></params>")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(x.ServerProxy('http://h/p'), repr(x.ProtocolError('u', 4, 'm', {})), x.gzip_decode(x.gzip_encode(b'zz')))
m = mmap.mmap(-1, 20); print(len(m), m[:3], m.write(b'hello\nworld'), m.tell(), m.seek(0), m.readline(), m.read(3), m.find(b'l'), m.find(b'l', 0), m.rfind(b'l', 0), m[1]); m[0:2] = b'HE'; m[2] = 76; m.move(10, 0, 5); print(m[:], m.read_byte(), b'LL' in m, bytes(m[10:12])); 
for f in (lambda: m.__setitem__(slice(0,2), b'x'), lambda: m[99], lambda: m.write(b'x'*50), lambda: m.seek(99), lambda: m.__setitem__(0, 300), lambda: mmap.mmap(-1, 0), lambda: mmap.mmap(-1,-1), lambda: m.__delitem__(0), lambda: m.seek(0, 9)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
print(repr(m)); m.close(); print(m.closed, repr(m))
try: m.read()
except ValueError as e: print(e)
open('mapped','wb').write(b'0123456789')
with open('mapped','r+b') as f, mmap.mmap(f.fileno(), 0) as m: print(m[2:5], m.read(2)); m[0:2] = b'AB'; m.flush()
print(open('mapped','rb').read())
with open('mapped','rb') as f, mmap.mmap(f.fileno(), 5, access=mmap.ACCESS_READ) as m:
    try: m[0] = 1
    except TypeError as e: print(e)
    print(m[:], repr(m))
with open('mapped','r+b') as f:
    try: mmap.mmap(f.fileno(), 100)
    except ValueError as e: print(e)
os.remove('mapped')
