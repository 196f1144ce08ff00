import mimetypes, quopri, uu, io, shelve, dbm, dbm.dumb, os
mimetypes.knownfiles.clear()
# MIME types, quoted-printable, uuencode, shelves on dbm.dumb.
for n in ('a.html','b.tar.gz','x.tgz','c.PNG','noext','q.unknown','http://h/x.css?y','data:text/html;charset=x,zz','data:,x','d.jpg','e.js','f.svgz', 'x.Z','a.txt.xz','.bashrc', 'data:nope'):
    print(n, mimetypes.guess_type(n), mimetypes.guess_type(n, strict=False))
for t in ('text/html','image/jpeg','image/jpg','application/octet-stream','text/plain','no/no','TEXT/CSS'): print(t, mimetypes.guess_extension(t), mimetypes.guess_all_extensions(t), mimetypes.guess_extension(t, strict=False))
mimetypes.add_type('x/y','.xy'); print(mimetypes.guess_type('q.xy'), mimetypes.inited)
m=mimetypes.MimeTypes(); m.readfp(io.StringIO('a/b ab abc # c\n#x\n')); print(m.guess_type('z.abc'), len(m.types_map[True]), len(m.types_map_inv[True]), mimetypes.read_mime_types('/nope'))
data=b'hello = w\xf6rld \t\n tab\there' + b'x'*100 + b'\n_under \n'
for q in (0,1):
    for h in (0,1):
        e=quopri.encodestring(data,q,h); print(e, quopri.decodestring(e,h)==data)
o=io.BytesIO(); quopri.encode(io.BytesIO(b'a=b\n'),o,False); print(o.getvalue()); print(quopri.needsquoting(b' ',1,0), quopri.quote(b'\xf0'), quopri.unhex(b'fF'), quopri.ishex(b'g'))
o=io.BytesIO(); uu.encode(io.BytesIO(b'The quick brown fox'*5), o, 'fox.txt', 0o644); print(o.getvalue())
o.seek(0); r=io.BytesIO(); uu.decode(o,r); print(r.getvalue()[:20])
for bad in (b'', b'begin 644 x\n#86)C', b'begin 644 x\n#86)C\nend\n', b'begin 644 ../x\n'):
    try: r=io.BytesIO(); uu.decode(io.BytesIO(bad),r if b'..' not in bad else None); print(r.getvalue())
    except uu.Error as e: print(e)
with shelve.open('shelf_t', writeback=True) as s:
    s['a']=[1,2]; s['b']={'x':(1,)}; s['a'].append(3); print(sorted(s), len(s), 'a' in s, s.get('zz',5), s['a'])
s=shelve.open('shelf_t', 'r'); print(dict(s), dbm.whichdb('shelf_t'), type(s.dict).__mro__[1].__name__)
try: s['q']=1
except dbm.error as e: print(e)
s.close()
try: s['a']
except ValueError as e: print(e)
print(repr(s.dict))
d=dbm.dumb.open('shelf_t','w'); print(sorted(d.keys()), len(d['a'])); d['k']='v'; d[b'k2']=b'w'*600; d['k2']='short'; del d['a']; print(sorted(d.items())[1:], d.get('no'), b'k' in d); 
try: d[1]=2
except TypeError as e: print(e)
try: d['nope']
except KeyError as e: print(repr(e))
d.close()
try: len(d)
except dbm.dumb.error as e: print(e)
print(sorted(n for n in os.listdir('.') if n.startswith('shelf_t')), open('shelf_t.dir').read())
for a in (('shelf_none','r'),('shelf_none','q')):
    for f in (dbm.open, dbm.dumb.open):
        try: f(*a)
        except Exception as e: print(type(e).__name__, e)
for n in os.listdir('.'):
    if n.startswith('shelf_t'): os.remove(n)
sh=shelve.Shelf({}); sh['x']=1; print(sh.dict.keys(), sh['x'], list(sh.items())); del sh['x']; print(len(sh)); print(mimetypes.types_map['.html'], shelve.Shelf.__mro__[1])
