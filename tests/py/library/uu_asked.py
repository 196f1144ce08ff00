"""uu: what is written and read, by paths, files and standard streams; what is refused."""
import warnings
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter('always')
    import uu
print([(w.category.__name__, str(w.message)) for w in told])
import contextlib
import io
import os
import pathlib
import shutil
import sys
import tempfile

print(uu.__all__, uu.Error.__mro__[1], uu.Error.__name__)
home = tempfile.mkdtemp()
os.chdir(home)
every = bytes(range(256)) * 2


class Std:
    def __init__(self, data=b''):
        self.buffer = io.BytesIO(data)


def ask(label, function, *args, **kw):
    err = io.StringIO()
    was = sys.stderr
    sys.stderr = err
    try:
        result = function(*args, **kw)
    except BaseException as e:
        result = f'{type(e).__name__}: {e} {e.args!r:.100}'
    finally:
        sys.stderr = was
    print(label, '->', result if isinstance(result, str) else repr(result), err.getvalue().splitlines()[-1:])


def encoded(data, *args, **kw):
    out = io.BytesIO()
    uu.encode(io.BytesIO(data), out, *args, **kw)
    return out.getvalue()


def decoded(data, *args, **kw):
    out = io.BytesIO()
    uu.decode(io.BytesIO(data), out, *args, **kw)
    return out.getvalue()


for size in (0, 1, 2, 3, 44, 45, 46, 90, 300):
    for backtick in (False, True):
        text = encoded(every[:size], 'n', 0o640, backtick=backtick)
        print(text, decoded(text) == every[:size])
for name in (None, '', 'a b c', 'a\nb\rc', 'dir/x', 'é', b'x', 5):
    ask(('name', name), encoded, b'cat', name)
for mode in (None, 0, 0o777, 0o100644, 0o7777, -1, 'x'):
    ask(('mode', mode), encoded, b'cat', 'n', mode)
ask('few', uu.encode, 1)
ask('text', uu.encode, io.StringIO('text'), io.BytesIO())
ask('to text', uu.encode, io.BytesIO(b'text'), io.StringIO())
ask('from text', uu.decode, io.StringIO('begin 644 x\n'), io.BytesIO())
ask('no file', uu.encode, 'none', io.BytesIO())
ask('no file', uu.decode, 'none', io.BytesIO())
ask('number', uu.encode, 5, io.BytesIO())
pathlib.Path('cat').write_bytes(b'cat' * 30)
os.chmod('cat', 0o640)
ask('paths', uu.encode, 'cat', 'cat.uu')
print(pathlib.Path('cat.uu').read_bytes())
ask('other name', uu.encode, 'cat', 'cat.uu', 'dog', 0o600)
print(pathlib.Path('cat.uu').read_bytes()[:16])
ask('to name inside', uu.decode, 'cat.uu')
print(pathlib.Path('dog').read_bytes() == b'cat' * 30, oct(os.stat('dog').st_mode))
ask('again', uu.decode, 'cat.uu')
ask('to path', uu.decode, 'cat.uu', 'fish', 0o400)
print(oct(os.stat('fish').st_mode))
ask('to path', uu.decode, 'cat.uu', 'bird')
print(oct(os.stat('bird').st_mode))
ask('path objects', uu.encode, pathlib.Path('cat'), io.BytesIO())
ask('no folder', uu.encode, 'cat', 'nowhere/x')
ask('no folder', uu.decode, 'cat.uu', 'nowhere/x')
for name in (b'/abs/file', b'../up', b'a/../b', b'..', b'a/..', b'', b'fine \t', b'\xff', b'nowhere/x', b'a\r', b'-'):
    ask(name, uu.decode, io.BytesIO(b'begin 644 ' + name + b'\n#86)C\n \nend\n'))
    print('   ', sorted(os.listdir('.')))
good = b'begin 644 x\n#86)C\n \nend\n'
for data in (b'', b'\n\n', b'begin\n', b'begin 644\n', b'begin 644 \n', b'begin 888 x\n', b'beginning 644 x\n', b'begin 888 x\n' + good, b'junk\nbegin of it\n' + good,
             good + b'more', b'begin 644 x\n', b'begin 644 x\n#86)C\n', good[:-1], b'begin 644 x\n#86)C\n \n end\t\r\n', b'begin 644 x\n#86)C\n \n\nend\n',
             b'begin 644 x\n#86)C86)C\nend\n', b'begin 644 x\n#86)C!!!!!\nend\n', b'begin 644 x\n#8\nend\n', b'begin 644 x\n#\x00\x01\x02\nend\n',
             b'begin 644 x\n\x80\x81\nend\n', b'begin 644 x\n#\xff\xff\xff\xff\nend\n', b'begin -1 x\nend\n', b'begin 0o7 x\nend\n', b'begin  644 x\nend\n',
             b'begin 644 x\r\n#86)C\r\n`\r\nend\r\n', b'begin 644 a b\nend\n', b'begin\t644 x\nend\n', b'begin 644 x\nend of it\nend\n'):
    for quiet in (False, True):
        ask((data, quiet), decoded, data, quiet=quiet)
out = io.BytesIO()
closed = io.BytesIO(good)
uu.decode(closed, out)
print(closed.closed, out.closed, closed.tell())
was = sys.stdin, sys.stdout
for job in (lambda: uu.encode('-', '-'), lambda: uu.encode('-', '-', 'n', 0o1), lambda: uu.decode('-', '-'), lambda: uu.encode('cat', '-'), lambda: uu.decode('-')):
    sys.stdin, sys.stdout = Std(good.replace(b' x\n', b' unseen\n')), Std()
    told = sys.stdout
    try:
        job()
    finally:
        sys.stdin, sys.stdout = was
    print(told.buffer.getvalue())
print(pathlib.Path('unseen').read_bytes())


def program(*args, data=good):
    sys.argv = ['uu', *args]
    told = Std()
    lines = []
    told.write = lines.append
    told.flush = lambda: None
    err = io.StringIO()
    sys.stdin, sys.stdout, sys.stderr, errs = Std(data), told, err, sys.stderr
    try:
        uu.test()
        result = None
    except BaseException as e:
        result = f'{type(e).__name__}: {e}'
    finally:
        (sys.stdin, sys.stdout), sys.stderr = was, errs
    print(args, result, told.buffer.getvalue(), ''.join(lines), err.getvalue().splitlines()[-1:])


program()
program('-d')
program('--decode', 'cat.uu')
program('cat')
program('cat', 'by.uu')
print(pathlib.Path('by.uu').read_bytes()[:20])
program('-d', 'by.uu', 'by')
program('-t')
program('-t', 'cat')
program('-t', '-d', 'by.uu')
program('-d', '-t', 'by.uu', 'by2')
print(pathlib.Path('by2').exists())
program('a', 'b', 'c')
program('-z')
program('-d', data=b'')
os.chdir('/')
shutil.rmtree(home)
