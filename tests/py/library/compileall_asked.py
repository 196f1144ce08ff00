"""compileall: which files are compiled where, what is printed and what compiled files tell of their sources."""
import compileall
import contextlib
import io
import marshal
import os
import pathlib
import py_compile
import re
import shutil
import sys
import tempfile

print(sorted(n for n in compileall.__all__))
home = tempfile.mkdtemp()
os.chdir(home)


def fresh():
    for name in os.listdir('.'):
        shutil.rmtree(name) if os.path.isdir(name) else os.remove(name)
    for folder in ('top/in/deep', 'top/__pycache__', 'top/empty'):
        os.makedirs(folder)
    for name, text in (('top/a.py', 'x = 1\n'), ('top/b.py', '"doc"\nassert True\n'), ('top/notes.txt', 'no'), ('top/in/c.py', 'y = 2\n'),
                       ('top/in/deep/d.py', 'z = 3\n'), ('top/__pycache__/never.py', 'q = 1\n'), ('top/w.pyw', 'x')):
        pathlib.Path(name).write_text(text)
        os.utime(name, (1_500_000_000, 1_500_000_000))


def tree(where='top'):
    found = []
    for folder, below, files in os.walk(where):
        below.sort()
        for name in files:
            path = os.path.join(folder, name)
            if name.endswith('.pyc'):
                with open(path, 'rb') as file:
                    data = file.read()
                code = marshal.loads(data[16:])
                found.append((path, data[4:12].hex(), code.co_filename))
    for item in sorted(found):
        print('   ', *item)


def ask(label, function, *args, **kw):
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            result = function(*args, **kw)
    except BaseException as e:
        result = type(e).__name__ + ': ' + str(e)
    print(label, '->', repr(result))
    for line in out.getvalue().splitlines():
        print('  |', line)


fresh()
ask('all', compileall.compile_dir, 'top')
tree()
ask('again', compileall.compile_dir, 'top')
ask('forced quiet', compileall.compile_dir, 'top', force=True, quiet=1)
os.utime('top/a.py', (1_500_000_100, 1_500_000_100))
ask('one newer', compileall.compile_dir, 'top')
fresh()
ask('no levels', compileall.compile_dir, 'top', 0)
tree()
fresh()
ask('one level, path object', compileall.compile_dir, pathlib.Path('top'), maxlevels=1)
tree()
fresh()
ask('path object, quiet 2', compileall.compile_dir, pathlib.Path('top'), maxlevels=1, quiet=2)
fresh()
ask('legacy', compileall.compile_dir, 'top', legacy=True, quiet=1)
tree()
for kw in (dict(ddir='/else'), dict(stripdir='top'), dict(prependdir='/pre'), dict(stripdir='top/in', prependdir='/pre'),
           dict(stripdir='other/in'), dict(stripdir=pathlib.Path('top'), prependdir=pathlib.Path('/p'))):
    fresh()
    ask(sorted(kw.items(), key=str), compileall.compile_dir, 'top', quiet=1, **kw)
    tree()
fresh()
ask('ddir of a file', compileall.compile_file, 'top/a.py', 'shown')
tree()
os.makedirs('a/b/c/a')
pathlib.Path('a/b/c/a/f.py').write_text('')
os.utime('a/b/c/a/f.py', (1_400_000_000, 1_400_000_000))
for strip in ('x/y/z/a', 'a/b', 'a/x/c', '', '/a/b', 'a/b/c/a/f.py/more'):
    ask('strip %r' % strip, compileall.compile_file, 'a/b/c/a/f.py', force=True, stripdir=strip, quiet=1)
    tree('a')
for optimize in (0, 1, 2, -1, [0, 1, 2], (2, 2), []):
    fresh()
    ask('optimize %r' % (optimize,), compileall.compile_dir, 'top', 0, optimize=optimize)
    tree()
fresh()
ask('levels', compileall.compile_file, 'top/b.py', optimize=[0, 1])
os.remove('top/__pycache__/' + os.path.basename(py_compile.compile('top/b.py', optimize=1)))
ask('one gone', compileall.compile_file, 'top/b.py', optimize=[0, 1])
ask('none gone', compileall.compile_file, 'top/b.py', optimize=[0, 1])
for optimize in ([0], 1, -1, [1, 1]):
    ask('links %r' % (optimize,), compileall.compile_file, 'top/a.py', optimize=optimize, hardlink_dupes=True)
ask('links of a folder', compileall.compile_dir, 'top', optimize=2, hardlink_dupes=True, quiet=2)
for name in 'ab':
    fresh()
    ask('linked ' + name, compileall.compile_file, f'top/{name}.py', optimize=[0, 1, 2], hardlink_dupes=True)
    made = sorted(p for p in os.listdir('top/__pycache__') if p.endswith('.pyc'))
    print('   ', made)
fresh()
ask('pattern', compileall.compile_dir, 'top', rx=re.compile(r'in/|b\.py'))
ask('not there', compileall.compile_dir, 'nowhere')
ask('not there, quiet', compileall.compile_dir, 'nowhere', quiet=1)
ask('not there, silent', compileall.compile_dir, 'nowhere', quiet=2)
ask('a text', compileall.compile_file, 'top/notes.txt')
ask('a pyw', compileall.compile_file, 'top/w.pyw')
ask('no file', compileall.compile_file, 'top/none.py')
ask('a folder', compileall.compile_file, 'top')
ask('path object', compileall.compile_file, pathlib.Path('top/a.py'))
ask('bad', compileall.compile_file, None)
for kw in (dict(ddir='a', stripdir='b'), dict(ddir='a', prependdir='b'), dict(workers=-1)):
    ask(kw, compileall.compile_dir, 'top', **kw)
    if 'workers' not in kw:
        ask(kw, compileall.compile_file, 'top/a.py', **kw)
fresh()
pathlib.Path('top/bad.py').write_text('x = = 1\n')
pathlib.Path('top/cp.py').write_bytes(b'# coding: nothing-like-it\n')
pathlib.Path('top/nul.py').write_bytes(b'x = 1\0\n')
pathlib.Path('top/utf.py').write_bytes(b'x = "\xff"\n')
pathlib.Path('top/tab.py').write_bytes(b'if 1:\n\tx\n        y\n')
for quiet in range(3):
    ask('wrong ones %d' % quiet, compileall.compile_dir, 'top', 0, force=True, quiet=quiet)
    ask('wrong one %d' % quiet, compileall.compile_file, 'top/bad.py', quiet=quiet, optimize=[0, 1], ddir='sh')
fresh()
os.makedirs(os.path.dirname(py_compile.compile('top/b.py')) + '/x')
made = py_compile.compile('top/a.py')
os.remove(made)
os.mkdir(made)
for quiet in range(3):
    ask('in the way', compileall.compile_file, 'top/a.py', quiet=quiet, force=True)
    ask('in the way of levels', compileall.compile_file, 'top/a.py', quiet=quiet, force=True, optimize=[0, 1])
fresh()
os.mkdir('out')
os.symlink(os.path.abspath('top/a.py'), 'out/link.py')
os.symlink(os.path.abspath('top'), 'out/folder')
ask('links', compileall.compile_dir, 'out')
tree('out')
shutil.rmtree('out/__pycache__')
for limit in ('out', 'top', pathlib.Path('.'), '/'):
    ask('limit %s' % limit, compileall.compile_dir, 'out', limit_sl_dest=limit, force=True)
fresh()
for mode in py_compile.PycInvalidationMode:
    ask(mode, compileall.compile_dir, 'top', 0, force=True, invalidation_mode=mode)
    tree()
    ask('second', compileall.compile_dir, 'top', 0, invalidation_mode=mode)
fresh()
was = sys.path[:]
sys.path[:] = ['', 'top', '.', 'nowhere', 'top/in']
ask('path', compileall.compile_path)
ask('path', compileall.compile_path, maxlevels=1, quiet=1)
ask('path', compileall.compile_path, skip_curdir=0, quiet=2)
pathlib.Path('top/bad.py').write_text('x = = 1\n')
fresh()
pathlib.Path('top/bad.py').write_text('x = = 1\n')
ask('path after a wrong one', compileall.compile_path)
tree()
sys.path[:] = was


def program(*args):
    sys.argv = ['compileall', *args]
    err = io.StringIO()
    with contextlib.redirect_stderr(err):
        ask(args, compileall.main)
    print('  ', err.getvalue().splitlines()[-1:])


for args in (['top'], ['-l', 'top'], ['-r', '1', 'top'], ['-r', '0', '-f', 'top'], ['-f', '-q', 'top'], ['-qq', 'top'], ['-b', '-l', 'top'],
             ['-d', '/else', '-l', 'top'], ['-s', 'top', '-p', '/pre', '-l', 'top'], ['-x', 'a.py', '-l', 'top'], ['top/a.py', 'top/in'],
             ['-i', 'list', '-l'], ['-i', 'nolist', '-q'], ['-i', 'nolist'], ['-i', 'nolist', '-qq'], ['-o', '1', '-o', '2', '-l', 'top'], ['-o', '1', '-l', 'top'],
             ['--hardlink-dupes', '-o', '0', '-o', '1', '-l', 'top'], ['--hardlink-dupes', 'top'], ['--hardlink-dupes', '-o', '1', 'top'],
             ['--invalidation-mode', 'checked-hash', '-l', 'top'], ['--invalidation-mode', 'unchecked-hash', '-l', 'top'],
             ['--invalidation-mode', 'timestamp', '-l', 'top'], ['--invalidation-mode', 'other', 'top'], ['-e', 'out', 'out'],
             ['-d', 'x', '-s', 'y', 'top'], ['-d', 'x', '-p', 'y', 'top'], ['-r', 'x', 'top'], ['-e', 'out', 'top/none.py'], ['nowhere'],
             ['--nothing'], ['-l', '-r', '1', 'top'], ['-j', '-1', 'top'], ['-j', 'x', 'top'], ['-s', '', '-l', 'top']):
    fresh()
    pathlib.Path('list').write_text('top\ntop/in/c.py\n')
    os.mkdir('out')
    os.symlink(os.path.abspath('top/a.py'), 'out/link.py')
    program(*args)
    tree()
fresh()
sys.path[:] = ['top', '']
program()
program('-q')
program('-f', '-b', '-qq')
tree()
sys.path[:] = was
pathlib.Path('top/bad.py').write_text('x = = 1\n')
program('-q', 'top', 'top/in')
program('-q', 'top/bad.py')
sys.stdin = io.StringIO('top/a.py\ntop/in\n')
program('-f', '-i', '-')
os.chdir('/')
shutil.rmtree(home)
