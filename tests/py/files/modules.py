"""Programs that run programs, lines of files, data of packages."""
import linecache
import os
import pkgutil
import runpy
import tempfile

os.chdir(tempfile.mkdtemp())
with open('prog.py', 'w') as f:
    f.write('import sys\nx = 5\nprint(__name__, __file__, given, sys.argv[0])\n')
print(runpy.run_path('prog.py', {'given': 1})['x'])
print(runpy.run_path('prog.py', {'given': 2}, '__main__')['__name__'])
print(repr(linecache.getline('prog.py', 2)), repr(linecache.getline('prog.py', 9)), linecache.getlines('nope'))
os.makedirs('p/q')
for name in 'p/__init__.py', 'p/m.py', 'p/q/__init__.py', 'p/q/n.py', 'p/data':
    open(name, 'w').close()
print([(info.name, info.ispkg) for info in pkgutil.iter_modules(['p'])], [info.name for info in pkgutil.iter_modules(['.'], 'x.')])
print(pkgutil.resolve_name('os.path:join') is os.path.join, pkgutil.resolve_name('os.path.join') is os.path.join)
for name in 'a-b', 'os:nope':
    try:
        pkgutil.resolve_name(name)
    except (ValueError, AttributeError) as error:
        print(type(error).__name__, error)
