# finders in sys.meta_path, specs, loaders, modules that the program itself writes
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import pkgutil
import sys
import tempfile


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        print('find', name, path)
        if name.startswith('virtual'):
            return importlib.util.spec_from_loader(name, Loader())


class Loader(importlib.abc.Loader):
    def create_module(self, spec):
        print('create', spec.name)

    def exec_module(self, module):
        print('exec', module.__name__)
        module.x = 42
        module.__path__ = []


sys.meta_path.insert(0, Finder())
import virtual
print(virtual.x, virtual.__spec__.name, repr(virtual).startswith("<module 'virtual' (<__main__.Loader object"))
import virtual.sub
print(virtual.sub.x)
for module in 'missing_one', 'missing_two':
    try:
        __import__(module)
    except ImportError as e:
        print(repr(e), e.name)
    sys.meta_path.append(sys.meta_path.pop(0))
sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, Finder)]

for name in 'json', 'no_such_module', 'sys', 'os.path':
    spec = importlib.util.find_spec(name)
    print(name, spec and (spec.name, spec.origin if spec.origin in ('built-in', 'frozen') else spec.origin.rpartition('/')[2]))
try:
    importlib.util.find_spec('no_such.module')
except ModuleNotFoundError as e:
    print(e)
print(importlib.util.resolve_name('.x', 'a.b'), importlib.util.cache_from_source('/a/b.py'))
print(importlib.machinery.SOURCE_SUFFIXES, importlib.util.MAGIC_NUMBER)

folder = tempfile.mkdtemp()
path = folder + '/written_here.py'
with open(path, 'w') as file:
    file.write('print("running", __name__)\nVALUE = 5\n')
spec = importlib.util.spec_from_file_location('another_name', path)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
print(module.VALUE, module.__name__, module.__spec__ is spec, spec.has_location, module.__file__ == path)
sys.path.insert(0, folder)
import written_here
print(written_here.__file__ == path, written_here.__spec__.name, written_here.__loader__ is written_here.__spec__.loader)
with open(path, 'w') as file:
    file.write('VALUE = "another"\n')
importlib.reload(written_here)
print(written_here.VALUE)
loader = importlib.machinery.SourceFileLoader('name', path)
print(loader.get_source('name'), loader.is_package('name'), loader.path == path)
try:
    loader.get_source('other')
except ImportError as e:
    print(e)

os.makedirs(folder + '/outer_package/inner')
for name, text in {'__init__': 'from .inner import leaf\n', 'inner/__init__': '', 'inner/leaf': 'from .. import inner as up\nprint(up.__name__, __package__)\n'}.items():
    with open(f'{folder}/outer_package/{name}.py', 'w') as file:
        file.write(text)
import outer_package
print(outer_package.leaf.__spec__.parent, outer_package.__path__ == [folder + '/outer_package'])
print([info.name for info in pkgutil.walk_packages(outer_package.__path__, 'outer_package.')])
os.mkdir(folder + '/space')
with open(folder + '/space/part.py', 'w') as file:
    file.write('where = __name__\n')
import space.part
print(space.part.where, type(space.__path__).__name__, space.__file__ if hasattr(space, '__file__') else 'no file', repr(space)[:16])
sys.path.remove(folder)
del sys.modules['written_here']
try:
    import written_here
except ModuleNotFoundError as e:
    print(e)

for module in sys, os, importlib, os.path:
    for again in range(12):
        spec = module.__spec__
    print(spec.name, module.__loader__ is spec.loader)
print(os, sys)
