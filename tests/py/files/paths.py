"""Paths as objects, and the files that are there."""
from pathlib import *
import os, tempfile
p=Path('/a/b/../c.tar.gz'); print(p, repr(p), p.name, p.suffix, p.suffixes, p.stem, p.parent, list(p.parents), p.parts, p.anchor, p.is_absolute())
print(Path('a')/'b'/'/c', Path('a','b','..'), Path('.'), Path(''), Path('a//b/./c/'), '/x'/Path('y'), Path('a').joinpath('b','c'), Path('/a/b').relative_to('/a'), p.with_suffix('.zip'), p.with_name('q'), p.with_stem('z'), Path('//a/b'), Path('///a'))
print(PurePath('a/b.py').match('*.py'), PurePath('/a/b/c.py').match('b/*.py'), Path('a')==Path('a/'), hash(Path('a'))==hash(Path('a')), Path('b')>Path('a'), sorted([Path('b'),Path('a')]))
for f in (lambda: Path('/a').relative_to('/b'), lambda: Path('a').relative_to('/b'), lambda: Path('a').with_suffix('zip'), lambda: Path('/').with_name('x'), lambda: Path(3), lambda: Path('a')/3, lambda: WindowsPath('a'), lambda: list(Path('.').glob('')), lambda: Path('nope').read_text(), lambda: Path('a') < 'b', lambda: Path('x').write_text(b'd')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
w=PureWindowsPath('c:/Program Files/x.txt'); print(w, repr(w), w.drive, w.root, w.parts, w.as_posix(), w==PureWindowsPath('C:\\program files\\X.TXT'), PureWindowsPath('c:a'), PureWindowsPath('//srv/share/d').parts, PureWindowsPath('c:/a')/'d:b', PureWindowsPath('c:/a')/'/b')
with tempfile.TemporaryDirectory() as d:
    r=Path(d); (r/'s'/'t').mkdir(parents=True); print((r/'s'/'f.txt').write_text('hey\nyou\n')); (r/'s'/'t'/'g.py').write_bytes(b'1'); (r/'e').touch()
    print(sorted(x.relative_to(r).as_posix() for x in r.rglob('*')), sorted(x.name for x in r.iterdir()), sorted(x.name for x in r.glob('**/*.py')), sorted(x.name for x in r.glob('s/*')),sorted(x.name for x in r.glob('**')).__len__())
    print((r/'s/f.txt').read_text().split(), (r/'s/f.txt').stat().st_size, (r/'s').is_dir(), (r/'zz').exists(), (r/'e').rename(r/'e2').name, (r/'e2').exists())
    with (r/'s/f.txt').open() as f: print(f.readline())
    for f in (lambda: (r/'s').mkdir(), lambda: (r/'s').rmdir(), lambda: (r/'q').unlink()):
        try: f()
        except OSError as e: print(type(e).__name__, e.errno)
    (r/'q').unlink(missing_ok=True); (r/'s').mkdir(exist_ok=True)
    (r/'l').symlink_to(r/'s'); print((r/'l').is_symlink(), (r/'l/f.txt').resolve().relative_to(r.resolve()), os.fspath(r/'x')==d+'/x')
print(Path('/a b/c').as_uri(), Path('a/b') in {Path('a/b')}, isinstance(Path('a'), os.PathLike), type(Path('a')), Path('a/b').parents[0], Path('~').expanduser()!=Path('~'))
import pickle; print(pickle.loads(pickle.dumps(Path('a/b'))))
