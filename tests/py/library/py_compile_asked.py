"""py_compile: where compiled files lie, what they begin with, what wrong sources give."""
import contextlib
import io
import marshal
import os
import pathlib
import pickle
import py_compile
import shutil
import sys
import tempfile
from py_compile import PyCompileError, PycInvalidationMode

print(sorted(py_compile.__all__), list(PycInvalidationMode), repr(PycInvalidationMode(2)), PycInvalidationMode['TIMESTAMP'].value)
os.environ.pop('SOURCE_DATE_EPOCH', None)
home = tempfile.mkdtemp()
os.chdir(home)
pathlib.Path('a.py').write_text('"doc"\nassert 1\nx = 5\ndef f():\n    "inner"\n')
os.makedirs('deep/er')
pathlib.Path('deep/er/b.x.py').write_text('y = 1')
pathlib.Path('plain').write_text('y = 1')
for name in ('a.py', 'deep/er/b.x.py', 'plain'):
    os.utime(name, (1_234_567_890.75, 5_000_000_000.5))


def show(path):
    data = pathlib.Path(path).read_bytes()
    code = marshal.loads(data[16:])
    print('   ', path, data[:16].hex(), code.co_filename, code.co_consts[:1], code.co_names, oct(os.stat(path).st_mode))


def ask(label, function, *args, **kw):
    out, err = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            result = function(*args, **kw)
    except BaseException as e:
        result = None
        print(label, '->', type(e).__name__, e, repr(e.__cause__), isinstance(e, PyCompileError) and type(e.__context__).__name__)
    else:
        print(label, '->', repr(result))
    for stream, mark in ((out, '  | '), (err, '  ! ')):
        for line in stream.getvalue().splitlines():
            print(mark + line)
    return result


for file in ('a.py', './a.py', 'deep/er/b.x.py', pathlib.Path('a.py'), os.path.abspath('a.py')):
    made = ask(str(file).replace(home, 'HOME'), lambda: py_compile.compile(file).replace(home, 'HOME'))
    if 'HOME' not in made:
        show(made)
for optimize in (-1, 0, 1, 2, 3, -2, 10):
    made = ask(optimize, py_compile.compile, 'a.py', optimize=optimize)
    if made:
        show(made)
for cfile in ('out.pyc', 'new/folder/out.bin', pathlib.Path('obj.pyc')):
    made = ask(cfile, py_compile.compile, 'a.py', cfile, 'shown as this')
    show(made)
for mode in (*PycInvalidationMode, 1, 'x', None):
    show(ask(mode, py_compile.compile, 'a.py', 'm.pyc', invalidation_mode=mode))
for size in (*range(18), 1000):
    pathlib.Path('sized.py').write_bytes(b'#' * size)
    print(size, pathlib.Path(py_compile.compile('sized.py', 'm.pyc', invalidation_mode=PycInvalidationMode(2))).read_bytes()[8:16].hex())
os.environ['SOURCE_DATE_EPOCH'] = '1'
show(py_compile.compile('a.py'))
show(py_compile.compile('a.py', invalidation_mode=PycInvalidationMode.TIMESTAMP))
os.environ['SOURCE_DATE_EPOCH'] = ''
show(py_compile.compile('a.py'))
for permissions in (0o644, 0o600, 0o444):
    os.chmod('a.py', permissions)
    os.path.exists('p.pyc') and os.remove('p.pyc')
    show(py_compile.compile('a.py', 'p.pyc'))
os.chmod('a.py', 0o644)
print(sorted(os.listdir('.')), sorted(os.listdir('__pycache__')))
os.symlink('a.py', 'link.pyc')
os.mkdir('folder.pyc')
for cfile in ('link.pyc', 'folder.pyc', '/dev/null', 'a.py/x/y.pyc'):
    ask(cfile, py_compile.compile, 'a.py', cfile)
for file in ('none.py', 'folder.pyc', None, 5.5):
    ask(file, py_compile.compile, file)
    ask(file, py_compile.compile, file, 'c.pyc', doraise=True)
wrong = {'bad.py': b'x = = 1\n', 'indent.py': b'if 1:\nx\n', 'tab.py': b'if 1:\n\tx\n        y\n', 'nul.py': b'a\0b', 'code.py': b'# coding: unheard\n',
         'utf.py': b'"\xff"'}
for name, text in wrong.items():
    pathlib.Path(name).write_bytes(text)
    for quiet in range(3):
        for doraise in (False, True):
            ask((name, quiet, doraise), py_compile.compile, name, doraise=doraise, quiet=quiet)
    ask((name, 'shown'), py_compile.compile, name, dfile='elsewhere.py')
print(os.path.exists('__pycache__/bad.cpython-311.pyc'))
try:
    py_compile.compile('bad.py', doraise=True)
except PyCompileError as e:
    print(e.args[1], type(e.args[2]), e.args[3], len(e.args), e.exc_type_name, type(e.exc_value), e.file, e.msg == str(e) == e.args[0])
for args in ((SyntaxError, SyntaxError('said'), 'f'), (SyntaxError, SyntaxError('said', ('<string>', 3, 2, 'a b')), 'f'), (ValueError, ValueError('v'), 'f'),
             (ValueError, 'v', 'f', 'own words'), (SyntaxError, SyntaxError('said'), 'f', 'own'), (IndentationError, IndentationError('ind'), 'f')):
    e = PyCompileError(*args)
    print(repr(e), str(e), e.args, sorted(vars(e)))
ask('few', PyCompileError)
ask('no name', PyCompileError, 5, 5, 5)


def program(*args, text=''):
    sys.argv = ['py_compile', *args]
    sys.stdin = io.StringIO(text)
    ask(args, py_compile.main)


for args in (['a.py'], ['a.py', 'deep/er/b.x.py'], ['bad.py'], ['-q', 'bad.py'], ['none.py'], ['--quiet', 'none.py'], ['a.py', 'bad.py', 'none.py'],
             ['tab.py', 'a.py'], ['-x', 'a.py'], []):
    program(*args)
program('-', text='a.py\ndeep/er/b.x.py\n')
program('-', text='a.py\nbad.py\nnone.py')
program('-q', '-', text='none.py\n')
program('-')
os.chdir('/')
shutil.rmtree(home)
