"""Folders, names, links: os, os.path, shutil, glob, tempfile, fileinput."""
import tempfile, os, shutil, glob, fileinput
with tempfile.TemporaryDirectory() as d:
    for n in ('a.txt','b.txt','.h','c.py'): open(os.path.join(d,n),'w').write(n*2)
    os.makedirs(d+'/x/y'); open(d+'/x/y/d.txt','w').write('zz\nyy\n')
    os.chdir(d)
    print(sorted(glob.glob('*.txt')), sorted(glob.glob('**', recursive=True)), sorted(glob.glob('**/*.txt', recursive=True)), sorted(glob.glob('x/*')), sorted(glob.glob('*/')), glob.glob('nope*'), sorted(glob.glob('[ab].*')), sorted(glob.glob('.*')))
    print(shutil.copy('a.txt','x'), shutil.copytree('x','z'), sorted(os.listdir('z')), shutil.move('b.txt','x'), sorted(os.listdir('.')))
    print([ (l, fileinput.filename(), fileinput.lineno()) for l in fileinput.input(['a.txt','x/y/d.txt'])])
    with fileinput.input('x/y/d.txt', inplace=True) as f:
        for l in f: print('>',l,end='')
    print(open('x/y/d.txt').read())
    try: shutil.copyfile('a.txt','a.txt')
    except shutil.SameFileError as e: print(e)
    shutil.rmtree('x'); print(sorted(os.listdir()))
    try: shutil.rmtree('x')
    except FileNotFoundError as e: print(e)
    os.chdir('/')
print(os.path.exists(d))
with tempfile.NamedTemporaryFile('w+') as f:
    f.write('hi'); f.flush(); print(open(f.name).read()); n=f.name
print(os.path.exists(n))
with tempfile.TemporaryFile() as f: f.write(b'abc'); f.seek(0); print(f.read())
s=tempfile.SpooledTemporaryFile(5); s.write(b'abcdefgh'); print(s._rolled); s.seek(0); print(s.read())
fd,p=tempfile.mkstemp('.q'); os.write(fd,b'hey'); os.close(fd); print(open(p).read()); os.remove(p)
