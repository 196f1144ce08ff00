import configparser as c
class P(c.ConfigParser):
    def get_(self):pass
    get4=getx_1=get_
    getattrx=3
    def getconverterx(self): pass
print(dict(P().converters))
q=c.ConfigParser(); q.read_string('[a]\nx=1')
for f in (lambda:q['a'].getint('x',raw=True), lambda:q['a'].getfoo, lambda: q.getint('a','x',foo=1), lambda:q.get('a','X'),lambda:q.get('b','x'),lambda:q.remove_option('z','y'),lambda:q.set('z','y','1'),lambda:q.set('z','y',1),lambda:q.options('z'),lambda:q.items('z'), lambda:q.items('a',vars={'k':'v'}),lambda:q['b']):
    try: print(f())
    except Exception as e: print(type(e).__name__,e)
r=c.RawConfigParser(); r.read_string('[a]\nx=1'); 
try: r['a']['y']=3; print(r['a']['y'])
except TypeError as e: print(e)
r.set('a','z',3); print(r.get('a','z'))
class Q(c.ConfigParser):
    import re
    SECTCRE=re.compile(r'<(?P<header>[^>]*)>')
q = Q(converters={"list": str.split}, allow_no_value=True)
q.read_string("<a>\nx = a b c\n d\nnone\n")
print(q['a'].getlist('x'), q['a'].getlist('q'), q['a'].getlist('q',5), dict(q['a']))
q=c.ConfigParser(interpolation=c.ExtendedInterpolation(),delimiters=('->','='),comment_prefixes=('//',)); q.read_string('[a]\nx -> 1=2\ny = 3 -> ${x}\n// c\nz=\n  1\n  2\n')
print(dict(q['a']))
for bad in ('[a]\nfoo\nbar','x=1','[a]\nx=1\nx=2','[a]\n[a]','[]\nx=1','[a]\n=3\n','[a]\n x=1\n  y\n\n  z\n'):
    try:
        q=c.ConfigParser(); q.read_string(bad); print({k:dict(v) for k,v in q.items()})
    except c.Error as e: print(type(e).__name__, e, e.args)

import pathlib
import tempfile
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder, 'a.ini')
    path.write_text('[a]\nb = 1\n')
    print([name == str(path) for name in c.ConfigParser().read([path, str(path), pathlib.Path(folder, 'missing.ini')])])
