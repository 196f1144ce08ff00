import zlib, random, hashlib
def err(f):
    try: print(f())
    except BaseException as e: print(type(e), e)
s=b'witch which has which witches wrist watch'
t=zlib.compress(s); print(len(t), t, zlib.decompress(t), zlib.crc32(s), zlib.adler32(s), zlib.crc32(b'b',zlib.crc32(b'a')), zlib.adler32(b'',5))
random.seed(3)
words=[bytes(random.choices(b'abcdefghijklmnopqrstuvwxyz',k=random.randint(2,9))) for _ in range(60)]
tests=[b'',b'a',b'ab'*3,b'a'*1000,bytes(range(256))*2,b' '.join(random.choices(words,k=250)),random.randbytes(300),random.randbytes(60)*9,b'\x00'*1500,b'\n'.join(b'%d,%d'%(i,i*i) for i in range(90)),bytes(random.choices(b'ab',k=400)),b'abcabcabcd'*40+random.randbytes(50)]
for d in tests:
    for lv in (-1,1,3,4,5,9,0):
        c=zlib.compress(d,lv)
        print(len(d),lv,len(c),hashlib.md5(c).hexdigest())
    c=zlib.compress(d); assert zlib.decompress(c)==d
    o=zlib.decompressobj(); r=b''.join(o.decompress(c[i:i+7]) for i in range(0,len(c),7))+o.flush(); print(r==d,o.eof,o.unused_data)
c=zlib.compressobj(9,wbits=-15); r=c.compress(b'hello hello hello')+c.flush(); print(r, zlib.decompress(r,-15))
g=zlib.compressobj(6,zlib.DEFLATED,31); r=g.compress(b'hello hello hello')+g.flush(); print(r, zlib.decompress(r,31), zlib.decompress(r,47))
c=zlib.compressobj(); a=c.compress(b'hello world '*5); b=c.flush(zlib.Z_SYNC_FLUSH); e=c.compress(b'hello again world'); f=c.flush(); print(a,b,e,f, zlib.decompress(a+b+e+f)); o=zlib.decompressobj(); print(o.decompress(a+b))
err(lambda: zlib.decompress(b'junk')); err(lambda: zlib.decompress(t[:-3])); err(lambda: zlib.decompress(t[:-1]+b'x')); err(lambda: zlib.decompress(b'')); err(lambda: zlib.compress('x')); err(lambda: zlib.compress(b'x',10)); err(lambda: zlib.decompress(b'x\x9c\x07')); err(lambda: zlib.compressobj(50)); err(lambda: zlib.decompress(b'\x1f\x8b'))
o=zlib.decompressobj(); print(o.decompress(t+b'tail'), o.unused_data, o.eof); o=zlib.decompressobj(); x=o.decompress(zlib.compress(b'a'*100),10); print(x, o.decompress(o.unconsumed_tail,20), o.flush()==b'a'*70)
print(zlib.MAX_WBITS, zlib.Z_BEST_COMPRESSION, zlib.error)
z=zlib.compressobj(zdict=b'hello world'); q=z.compress(b'hello world hello')+z.flush(); print(q, zlib.decompressobj(zdict=b'hello world').decompress(q))
import gzip, io
b=io.BytesIO()
with gzip.GzipFile('name.txt','wb',fileobj=b,mtime=5) as f: f.write(b'line1\nline2\n'*3); print(f.tell())
print(b.getvalue()); b.seek(0)
with gzip.open(b) as f: print(f.readline(), f.read(3), list(f))
print(gzip.compress(b'abc'*9,mtime=0), gzip.decompress(gzip.compress(b'xyz')+gzip.compress(b'2')), gzip.compress(b'abc',1,mtime=7)); err(lambda: gzip.decompress(b'nogz')); err(lambda: gzip.decompress(gzip.compress(b'x'*50)[:-9]))
