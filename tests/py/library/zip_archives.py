import zipfile, io, os, shutil
# Archives: made, read, listed, damaged.

b = io.BytesIO()
with zipfile.ZipFile(b, 'w', zipfile.ZIP_DEFLATED) as z:
    z.writestr(zipfile.ZipInfo('a.txt', (2020,1,2,3,4,6)), 'hello '*100, compress_type=zipfile.ZIP_DEFLATED)
    z.writestr(zipfile.ZipInfo('dir/ü.bin', (2021,5,6,7,8,10)), b'\0\1\2')
    with z.open(zipfile.ZipInfo('w.txt'), 'w') as f: f.write(b'line1\n'); f.write(b'line2\nline3')
    z.mkdir('d2'); z.comment = b'a comment'
    print(z.namelist(), repr(z)[:40])
print(len(b.getvalue()), zipfile.is_zipfile(b), zipfile.is_zipfile(io.BytesIO(b'xx')))
z = zipfile.ZipFile(b)
for i in z.infolist(): print(i, i.date_time, i.CRC, i.compress_size, i.file_size, i.is_dir(), i.external_attr, i.flag_bits, i.header_offset, i.create_version)
print(z.read('a.txt')[:12], z.read('dir/ü.bin'), z.comment, z.testzip(), z.getinfo('w.txt').filename)
z.printdir()
with z.open('w.txt') as f: print(repr(f), f.readline(), f.peek(3)[:3], f.tell(), f.read(3), f.seek(0), f.read(), f.read(), list(f), f.seekable(), f.readable(), f.name, f.mode)
print(repr(f))
with z.open('a.txt') as f: print(f.read(7), f.read1(5), f.tell(), f.seek(-3, 2), f.read(), f.seek(2), f.read(4))
with io.TextIOWrapper(z.open('w.txt'), 'utf8') as t: print(t.readlines())
for f in (lambda: z.read('nope'), lambda: z.open('a.txt','x'), lambda: zipfile.ZipFile(io.BytesIO(b'garbage')), lambda: zipfile.ZipFile('nope.zip'), lambda: zipfile.ZipFile(b,'q'), lambda: zipfile.ZipFile(b, compression=99), lambda: z.writestr('x','y'), lambda: zipfile.ZipInfo('x',(1979,1,1,0,0,0)), lambda: z.setpassword('x')):
    try: f()
    except Exception as e: print(type(e).__name__, e)
z.close(); print(repr(z))
try: z.read('a.txt')
except ValueError as e: print(e)
with zipfile.ZipFile(b, 'a') as z: z.writestr('new', 'x'); z.writestr(zipfile.ZipInfo('s'), b'')
with zipfile.ZipFile(b) as z: print(z.namelist()); 
data = bytearray(b.getvalue()); i = data.find(b'line1'); 
with zipfile.ZipFile(b) as z:
    p = zipfile.Path(z); print([x.at for x in p.iterdir()], (p/'dir'/'ü.bin').read_bytes(), (p/'w.txt').read_text(), (p/'dir').is_dir(), (p/'x').exists(), p.joinpath('dir','q').parent.at, (p/'a.txt').name, (p/'a.txt').suffix, str((p/'dir').at))
os.makedirs('zt/sub', exist_ok=True); open('zt/one','w').write('1'*1000); open('zt/sub/two','w').write('2')
with zipfile.ZipFile('zt.zip', 'w', zipfile.ZIP_DEFLATED, compresslevel=9) as z:
    z.write('zt/one'); z.write('zt/sub'); z.write('zt/sub/two', 'renamed/two', zipfile.ZIP_STORED); print(repr(z))
with zipfile.ZipFile('zt.zip') as z: print(z.namelist(), [i.compress_type for i in z.infolist()]); z.extractall('out'); print(os.path.relpath(z.extract('zt/one', 'out2')), sorted(os.listdir('out')), open('out/renamed/two').read(), len(open('out2/zt/one').read()))
print(zipfile.is_zipfile('zt.zip'), zipfile.is_zipfile('zt/one'))
raw = open('zt.zip','rb').read(); bad = raw.replace(b'renamed/two2', b'renamed/two3'); 
with zipfile.ZipFile(io.BytesIO(bad)) as z:
    print(z.testzip())
    try: z.read('renamed/two')
    except zipfile.BadZipFile as e: print(e)
with zipfile.ZipFile(io.BytesIO(b'prefix'+raw)) as z: print(z.read('renamed/two'))
zipfile.main(['-t','zt.zip'])
class W:
    def __init__(s): s.b=b''
    def write(s,d): s.b+=d; return len(d)
    def flush(s): pass
w=W()
with zipfile.ZipFile(w,'w') as z: z.writestr('a','data')
with zipfile.ZipFile(io.BytesIO(w.b)) as z: print(z.read('a'), z.infolist()[0].flag_bits)
shutil.rmtree('zt'); shutil.rmtree('out'); shutil.rmtree('out2'); os.remove('zt.zip')
