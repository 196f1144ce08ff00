import plistlib, wave, io, datetime, ntpath, nturl2path, os
# Property lists, sounds, Windows paths.
d = {'s': 'a<b>&é', 'i': 5, 'n': -7, 'big': 2**63, 'f': 1.5, 't': True, 'x': False, 'l': [1, 'two', [], {}], 'b': b'bytes'*30, 'd': datetime.datetime(2020,1,2,3,4,5), 'e': {}, 'ü': {'nested': (1,2)}}
for fmt in plistlib.FMT_XML, plistlib.FMT_BINARY:
    data = plistlib.dumps(d, fmt=fmt); print(data); print(plistlib.loads(data)); print(plistlib.loads(data, fmt=fmt) == {**d, 'ü': {'nested': [1,2]}})
print(plistlib.dumps({'b':1,'a':2}, sort_keys=False).decode()[150:], plistlib.dumps({'a':1, 2:3}, skipkeys=True, sort_keys=False).decode()[-60:])
for f in (lambda: plistlib.dumps({1:2}), lambda: plistlib.dumps({'a':None}), lambda: plistlib.dumps(2**64), lambda: plistlib.dumps('\0'), lambda: plistlib.loads(b'junk'), lambda: plistlib.loads(b'bplist00junk'), lambda: plistlib.UID(-1), lambda: plistlib.UID('x'), lambda: plistlib.dumps({'a':1}, fmt=3), lambda: plistlib.dumps(2**70, fmt=plistlib.FMT_BINARY), lambda: plistlib.dumps(object(), fmt=plistlib.FMT_BINARY)):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e)[:20])
print(plistlib.UID(5), plistlib.loads(plistlib.dumps({'u': plistlib.UID(300)}, fmt=plistlib.FMT_BINARY)), plistlib.FMT_XML, plistlib.dumps({'z': 'x'*300}, fmt=plistlib.FMT_BINARY)[:20])
b = io.BytesIO()
with wave.open(b, 'wb') as w:
    w.setnchannels(2); w.setsampwidth(2); w.setframerate(8000); w.writeframes(bytes(range(40))); w.writeframesraw(b'\1\2\3\4'); print(w.getnframes(), w.tell(), w.getframerate())
    try: w.setnchannels(1)
    except wave.Error as e: print(e)
print(b.getvalue())
b.seek(0)
with wave.open(b) as r: print(r.getparams(), r.readframes(2), r.tell(), r.readframes(100)[-4:], r.rewind(), r.readframes(1), r.setpos(3), r.readframes(1))
for f in (lambda: wave.open(io.BytesIO(b'RIFX1234')), lambda: wave.open(io.BytesIO(b'')), lambda: wave.open(io.BytesIO(b'RIFF\0\0\0\0WAVE')), lambda: wave.open('x','q')):
    try: f()
    except Exception as e: print(type(e).__name__, e)
w = wave.open(io.BytesIO(),'w'); w.setparams((1,1,11025,0,'NONE','not compressed')); print(w.getparams()); w.writeframes(b''); w.close()
for p in ('c:\\a\\b.txt', 'c:a', '\\\\host\\share\\x', '//h/s/x/y', 'a/b\\c', '', '\\', 'C:/', 'c:\\..\\a', 'a\\..\\..\\b', './x', '\\\\?\\UNC\\s\\h\\d', 'x.tar.gz', '.rc', 'c:\\.', 'c:', b'c:\\a/b'):
    print(p, ntpath.splitdrive(p), ntpath.split(p), ntpath.splitext(p), ntpath.normpath(p), ntpath.isabs(p), ntpath.basename(p), ntpath.dirname(p), ntpath.normcase(p))
for a in (('c:\\a','b'),('c:a','d:b'),('c:\\a','C:b'),('a','\\b'),('c:','b'),('\\\\h\\s','b'),('a\\','b'),('a','c:\\b'),('',''),('c:/a','../b'),(b'a',b'b')): print(a, ntpath.join(*a))
print(ntpath.commonpath(['C:\\a\\b','c:/a\\c']), ntpath.relpath('c:\\a\\b','c:\\a\\d\\e'), ntpath.relpath('c:\\x','c:\\x'), ntpath.ismount('c:\\'), ntpath.ismount('c:\\a'), ntpath.ismount('\\\\h\\s'))
os.environ['NTV'] = 'val'; print(ntpath.expandvars('%NTV%\\$NTV\\${NTV}\\%%x%no%'), ntpath.expandvars("'%NTV%'"), ntpath.expanduser('a~'))
for f in (lambda: ntpath.join('a', b'b'), lambda: ntpath.commonpath([]), lambda: ntpath.commonpath(['c:\\a','d:\\a']), lambda: ntpath.commonpath(['c:a','c:\\a']), lambda: ntpath.relpath(''), lambda: ntpath.relpath('c:\\a','d:\\'), lambda: ntpath.join(1), lambda: ntpath.commonpath(['a', b'b'])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(nturl2path.pathname2url('C:\\a b\\c'), nturl2path.url2pathname('///C:/a%20b/c'), nturl2path.pathname2url('\\\\h\\s'), nturl2path.url2pathname('////h/s'))
