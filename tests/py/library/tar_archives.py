import tarfile, io, os, shutil, re, hashlib
# Tar archives in all formats.
def add(t, name, data=b'', **k):
    i = tarfile.TarInfo(name); i.size=len(data); i.mtime=1600000000
    for a,v in k.items(): setattr(i,a,v)
    t.addfile(i, io.BytesIO(data))
for fmt in (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
    b = io.BytesIO()
    with tarfile.open(fileobj=b, mode='w', format=fmt) as t:
        add(t, 'a.txt', b'hello'); add(t, 'd', type=tarfile.DIRTYPE, mode=0o755); add(t, 'd/'+'x'*98, b'long'*200); add(t, 'l', type=tarfile.SYMTYPE, linkname='a.txt'); add(t,'h', type=tarfile.LNKTYPE, linkname='a.txt'); add(t,'own',uid=5,gid=6,uname='me',gname='us')
        if fmt: add(t, 'p'*120+'/'+'q'*120, b'z'); add(t, 'ü', b'u'); add(t,'big',uid=10**9)
        if fmt==2: add(t,'fl',mtime=1.5)
        else:
            try: add(t,'o',uid=10**9 if fmt==0 else 10**30)
            except ValueError as e: print(e)
    print(fmt, len(b.getvalue()), hashlib.md5(b.getvalue()).hexdigest())
    b.seek(0); t = tarfile.open(fileobj=b)
    print([(m.name[:8], m.size, m.type, m.mode, m.mtime, m.uid, m.isdir(), m.isfile(), m.linkname, m.offset, m.offset_data, sorted(m.pax_headers)) for m in t])
    print(t.getnames()[:3], t.extractfile('a.txt').read(), t.extractfile('l').read(), t.extractfile('h').read(), t.extractfile('d'))
    t.list(); t.list(verbose=False)
    try: t.getmember('zz')
    except KeyError as e: print(e)
    with t.extractfile(t.getmember('a.txt')) as f: print(f.readline(), f.seek(1), f.read(2), f.tell(), f.name)
    t.close()
    try: t.getnames()
    except OSError as e: print(e)
os.makedirs('tt/sub', exist_ok=True); open('tt/one','w').write('1'*10); open('tt/sub/two','w').write('2'); os.utime('tt/one',(1e9,1e9))
with tarfile.open('t.tgz','w:gz') as t:
    t.add('tt', 'root', filter=lambda i: None if i.name.endswith('skip') else i); print(t.getnames()); i=t.gettarinfo('tt/one'); print(i.name, i.size, i.mtime, i.type, i.isreg(), re.sub('0x\w+','0x',repr(i)))
with tarfile.open('t.tgz') as t: print(t.getnames(), t.getmember('root/one').mtime); t.extractall('out'); t.extract('root/sub/two','out2'); print(open('out/root/one').read(), open('out2/root/sub/two').read(), os.stat('out/root/one').st_mtime)
with tarfile.open('t.tgz','r|gz') as t: print([m.name for m in t])
with tarfile.open('t.tar','w') as t: t.add('tt/one')
with tarfile.open('t.tar','a') as t: t.add('tt/sub')
with tarfile.open('t.tar','r:') as t: print(t.getnames()); t.extractall('out3', filter='data'); print(sorted(os.listdir('out3/tt')))
print(tarfile.is_tarfile('t.tar'), tarfile.is_tarfile('tt/one'), tarfile.is_tarfile('t.tgz'))
for a in (('tt/one','r:gz'), ('nope','r'), ('t.tar','r:zz'), ('t.tar','q'), (None,), ('t.tar','x')):
    try: tarfile.open(*a)
    except Exception as e: print(type(e).__name__, e)
b = io.BytesIO()
with tarfile.open(fileobj=b, mode='w') as t: add(t,'/abs',b'x'); add(t,'../out',b'x'); add(t,'s',type=tarfile.SYMTYPE,linkname='/etc'); add(t,'s2',type=tarfile.SYMTYPE,linkname='../../etc'); add(t,'fi',type=tarfile.FIFOTYPE)
b.seek(0); t=tarfile.open(fileobj=b)
for m in t.getmembers():
    for f in (tarfile.data_filter, tarfile.tar_filter):
        try: r=f(m,'/tmp/dest'); print(r.name, r.mode, r.uid)
        except tarfile.FilterError as e: print(type(e).__name__, e)
print(tarfile.itn(8), tarfile.itn(-1,8,tarfile.GNU_FORMAT), tarfile.nti(tarfile.itn(-1,8,tarfile.GNU_FORMAT)), tarfile.nti(b'0000010\0'))
for bad in (b'', b'x'*100, b'x'*512):
    try: tarfile.TarInfo.frombuf(bad,'utf8','strict')
    except tarfile.HeaderError as e: print(type(e).__name__, e)
    try: tarfile.TarFile(fileobj=io.BytesIO(bad))
    except tarfile.ReadError as e: print(e)
for d in ('tt','out','out2','out3'): shutil.rmtree(d)
for f in ('t.tar','t.tgz'): os.remove(f)
