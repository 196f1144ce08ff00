"""filecmp: files by facts and by content, what is remembered, folders and their reports."""
import contextlib
import filecmp
import getopt
import io
import os
import pathlib
import shutil
import sys
import tempfile
from filecmp import cmp, cmpfiles, dircmp

print(filecmp.__all__, filecmp.DEFAULT_IGNORES, filecmp.BUFSIZE, filecmp._cache)
print(sorted(dircmp.methodmap), list(dircmp.methodmap)[0] in dircmp.methodmap, dircmp[int], sorted(n for n in vars(dircmp) if n.startswith('phase')))
home = tempfile.mkdtemp()
os.chdir(home)


def put(name, text, time=1_000_000_000):
    os.makedirs(os.path.dirname(name) or '.', exist_ok=True)
    pathlib.Path(name).write_bytes(text.encode())
    os.utime(name, (time, time))


def ask(label, function, *args, **kw):
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            result = function(*args, **kw)
    except BaseException as e:
        result = type(e).__name__, str(e)
    print(label, '->', result)
    for line in out.getvalue().splitlines():
        print('  |', line)


put('a', 'one')
put('b', 'one')
put('c', 'two')
put('d', 'one', 5)
put('e', 'longer')
put('f', 'x' * 8192 * 2)
put('g', 'x' * 8192 + 'y' * 8192)
put('h', 'x' * 8192 * 2, 9)
put('empty', '')
put('none', '', 3)
os.mkdir('folder')
os.symlink('a', 'link')
os.symlink('nowhere', 'broken')
os.mkfifo('pipe') if hasattr(os, 'mkfifo') else None
names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'empty', 'none', 'folder', 'link']
for shallow in (True, False):
    for one in names:
        print(one, shallow, [other for other in names if cmp(one, other, shallow)], len(filecmp._cache))
for (one, other, *facts), answer in sorted(filecmp._cache.items())[:3]:
    print(one, other, facts, answer)
filecmp.clear_cache()
print(filecmp._cache)
for args in (('a', 'missing'), ('missing', 'a'), ('a', 'broken'), ('a', 'folder'), ('folder', 'folder'), ('a\0', 'b'), (None, 'a'), ('a',), (1.5, 'a'),
             (b'a', b'b'), (b'a', 'b', False), (pathlib.Path('a'), pathlib.Path('d')), ('/dev/null', '/dev/null'), ([], 'a')):
    ask(args, cmp, *args)
print(sorted(map(repr, filecmp._cache.values())), len(filecmp._cache))
filecmp.clear_cache()
for time in range(105):
    os.utime('d', (time, time))
    cmp('a', 'd')
    if time > 98:
        print(time, len(filecmp._cache))
put('a', 'eno')
print(cmp('a', 'd'))
put('a', 'one')
print(cmp('a', 'd'))
for args in (('.', '.', ['a', 'missing', 'folder', 'broken']), ('.', '.', ['a\0b']), ('.', '.', []), ('.', 'folder', ['a']), ('.', '.', ('a', 'e'), False), ('.', '.', 'abc'),
             ('.', '.'), (None, '.', ['a']), (b'.', b'.', [b'a'])):
    ask(args, cmpfiles, *args)

for side, other in (('l', 'r'), ('r', 'l')):
    put(side + '/same', 'text')
    put(side + '/differs', side)
    put(side + '/only_' + side, '')
    put(side + '/Case_' + side, '')
    put(side + '/in/deep/file', 'text')
    put(side + '/in/deep/er/' + side, 'text')
    put(side + '/in/other', side)
    put(side + '/another/x', side * 2)
    put(side + '/__pycache__/skipped', 'text')
    put(side + '/RCS', 'text')
    put(side + '/.hidden', 'text')
    os.symlink('nowhere', side + '/broken')
put('l/mixed', '')
os.mkdir('r/mixed')
os.symlink('same', 'l/linked')
put('r/linked', 'text')
os.symlink('/dev/null', 'l/null')
os.symlink('/dev/null', 'r/null')
wanted = ['left', 'right', 'hide', 'ignore', 'left_list', 'right_list', 'common', 'left_only', 'right_only', 'common_dirs', 'common_files', 'common_funny',
          'same_files', 'diff_files', 'funny_files']
for kw in ({}, dict(ignore=['same']), dict(hide=['in', 'same']), dict(ignore=[], hide=[]), dict(ignore=('a',)), dict(hide=('.',), ignore=('same', 'in'))):
    d = dircmp('l', 'r', **kw)
    print(sorted(vars(d)))
    for name in wanted:
        ask(name, getattr, d, name)
    ask('below', lambda: {k: (type(v).__name__, v.left, v.right, v.ignore is d.ignore, v.hide is d.hide) for k, v in d.subdirs.items()})
for first in ('subdirs', 'same_files', 'common_dirs', 'common', 'left_list', 'right_only'):
    d = dircmp('l', 'r')
    getattr(d, first)
    print(first, sorted(vars(d)))
d = dircmp('l', 'r')
kept = d.left_list
put('l/later', '')
print(d.left_list is kept, 'later' in d.left_list, 'later' in dircmp('l', 'r').left_list)
d = dircmp('l', 'r')
d.left_list = ['b', 'a', 'B', 'c', 'same']
d.right_list = ['c', 'zz', 'same', 'a', 'y']
print(d.common, d.left_only, d.right_only)
ask('report of these', d.report)
d = dircmp('l', 'r')
d.common = ['same', 'a\0b', 'gone', 'broken', 'null', 'mixed']
for name in wanted[9:] + ['subdirs']:
    ask(name, getattr, d, name)
ask('report', dircmp('l', 'r').report)
ask('some', dircmp('l', 'r').report_partial_closure)
ask('all', dircmp('l', 'r').report_full_closure)
ask('paths', dircmp(pathlib.Path('l'), pathlib.Path('r')).report_full_closure)
ask('bytes', dircmp(b'l', b'r', [], []).report_full_closure)
ask('itself', dircmp('l/in', 'l/in').report_full_closure)
ask('nothing', dircmp('folder', 'folder').report)
ask('missing', dircmp('missing', 'l').report)
ask('a file', dircmp('a', 'l').report)
ask('few', dircmp, 'l')
ask('unknown', getattr, d, 'unknown')
ask('default', getattr, d, 'unknown', 5)
ask('closure', d.phase4_closure)


class Mine(dircmp):
    def report(self):
        print('mine', self.left)


ask('mine', Mine('l', 'r').report_full_closure)
ask('mine', Mine('l', 'r').report_partial_closure)
d = Mine('l', 'r')
d.phase4_closure()
print({k: {n: type(w) for n, w in v.subdirs.items()} for k, v in d.subdirs.items()})
for args in (['l', 'r'], ['-r', 'l', 'r'], ['l'], [], ['-x', 'l', 'r'], ['-r', '-r', 'l/in', 'r/in'], ['l', 'r', 'l']):
    sys.argv = ['filecmp', *args]
    ask(args, filecmp.demo)
os.chdir('/')
shutil.rmtree(home)
