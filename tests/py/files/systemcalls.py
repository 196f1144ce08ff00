"""Open files by number, folders, links and what os says of them."""
import os
import stat
import tempfile

os.chdir(tempfile.mkdtemp())


def tell(*calls):
    for call in calls:
        try:
            print(call())
        except Exception as error:
            print(type(error).__name__, '|', error)


fd = os.open('f', os.O_RDWR | os.O_CREAT)
print(os.write(fd, b'hello'), os.lseek(fd, 1, os.SEEK_SET), os.read(fd, 2), os.fstat(fd).st_size)
os.ftruncate(fd, 7)
os.rename('f', 'g')
os.unlink('g')
print(os.lseek(fd, 0, 0), os.read(fd, 99), os.path.exists('g'))
os.close(fd)
tell(lambda: os.read(fd, 1), lambda: os.close(fd), lambda: os.read(98, 1))
os.makedirs('a/b/c')
with open('a/f', 'w') as f:
    f.write('12')
tell(lambda: os.makedirs('a/b'), lambda: os.mkdir('x/y'), lambda: os.rmdir('a'), lambda: os.rmdir('a/f'), lambda: os.unlink('a'),
     lambda: os.rename('q', 'r'), lambda: os.rename('a', 'a/b/z'), lambda: os.rename('a/f', 'a/b'), lambda: os.rename('a', 'a/f'),
     lambda: os.listdir('q'), lambda: os.listdir('a/f'), lambda: os.chdir('a/f'), lambda: os.stat('a/f/'), lambda: os.open('a', os.O_WRONLY),
     lambda: os.readlink('a'), lambda: os.path.getsize('zz'))
os.symlink('a/f', 'link')
os.symlink('nowhere', 'dead')
os.symlink('loop', 'loop')
print(os.path.islink('link'), os.readlink('link'), open('link').read(), os.path.exists('dead'), os.path.lexists('dead'))
tell(lambda: open('loop'), lambda: os.stat('dead'), lambda: os.symlink('x', 'link'))
os.unlink('loop')
print(stat.filemode(os.lstat('link').st_mode), stat.filemode(os.stat('link').st_mode), stat.filemode(os.stat('a').st_mode))
for root, folders, files in os.walk('.'):
    print(root, sorted(folders), sorted(files))
print([root for root, _, _ in os.walk('a', topdown=False)])
with os.scandir('.') as entries:
    for entry in sorted(entries, key=lambda entry: entry.name):
        print(entry, entry.path, entry.is_dir(), entry.is_file(), entry.is_symlink())
os.chmod('a/f', 0o600)
os.utime('a/f', (5, 6))
print(oct(os.stat('a/f').st_mode), os.stat('a/f').st_mtime, os.path.getmtime('a/f'), os.access('a/f', os.R_OK), os.access('zz', os.F_OK))
os.replace('a/f', 'a/b/f')
os.truncate('a/b/f', 1)
os.removedirs('a/b/c')
print(os.path.getsize('a/b/f'), sorted(os.listdir('a/b')), os.path.relpath('a/b'), os.path.isdir('a//b/./../b/'))
here = os.getcwd()
os.chdir('a')
print(os.path.relpath(os.getcwd(), here), os.path.abspath('q') == here + '/a/q', os.path.realpath('../link') == os.path.realpath('..') + '/a/f')
with os.fdopen(os.open('n', os.O_CREAT | os.O_WRONLY), 'w') as f:
    f.write('x')
print(open('n').read(), os.path.samefile('n', '../a/n'), os.stat('n')[6], type(os.stat('n')))
tell(lambda: os.unlink(3), lambda: os.mkdir(None), lambda: os.stat('a\0'), lambda: open('n', 'w', opener=lambda path, flags: -5))
