import os, os.path
for p in '/a/b.c', 'a//b/../c/./d.tar.gz', '', '/', '//x', '///x', '.hidden', '..', 'a/', 'a/.b.c', '/..', '../../x':
    print(repr(p), os.path.split(p), os.path.splitext(p), os.path.basename(p), os.path.dirname(p), os.path.normpath(p), os.path.isabs(p), os.path.splitdrive(p))
print(os.path.join('a', 'b', '/c', 'd'), os.path.join('a/', ''), os.path.join('', 'x'), os.path.join(b'a', b'b'))
print(os.path.commonprefix(['/usr/lib', '/usr/local']), os.path.commonpath(['/usr/lib', '/usr/local/x']), os.path.commonpath(['a/b', 'a/c']))
print(os.path.relpath('/a/b/c', '/a/d'), os.path.relpath('/a', '/a'), os.path.abspath('/x/../y'))
print(os.sep, os.pathsep, os.curdir, os.linesep == '\n', os.name, os.altsep, os.devnull, os.extsep)
class P:
    def __fspath__(self): return '/p/q'
print(os.fspath(P()), os.path.join(P(), 'r'), isinstance(P(), os.PathLike), issubclass(int, os.PathLike), os.fsencode('é'), os.fsdecode(b'\xc3\xa9'))
for action in (lambda: os.fspath(3), lambda: os.path.join('a', b'b'), lambda: os.environ['no such name'], lambda: os.environ.__setitem__('a', 1), lambda: os.path.commonpath([]),
               lambda: os.path.commonpath(['/a', 'b']), lambda: os.listdir('/no/such/folder'), lambda: os.remove('/no/such/file'), lambda: os.path.getsize('/no/such/file')):
    try:
        action()
    except (TypeError, KeyError, ValueError, OSError) as error:
        print(type(error).__name__, error)
os.environ['HS_TEST'] = 'x'
print(os.getenv('HS_TEST'), os.environb[b'HS_TEST'], os.environ.pop('HS_TEST'), os.getenv('HS_TEST', 'gone'), 'HS_TEST' in os.environ, os.environ.get('HS_TEST'))
print(len(os.urandom(5)), os.path.exists('/no/such/file'), os.path.isfile('/no/such/file'), os.strerror(2), os.strerror(22))
