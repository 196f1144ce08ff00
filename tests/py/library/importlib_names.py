"""What importlib has for those who make importers: resources, decorators of long ago, files of compiled code."""
import importlib
import importlib.abc
import importlib.resources
import importlib.util
import io
import sys
import types
import warnings
from importlib.abc import ResourceReader, Traversable, TraversableResources

print(importlib.abc.__all__, importlib.resources.ResourceReader is ResourceReader)
for cls in ResourceReader, Traversable, TraversableResources:
    print(cls.__module__, cls.__name__, sorted(cls.__abstractmethods__))


class Entry:
    def __init__(self, name, data=None, inner=()):
        self._name, self._data, self._inner = name, data, inner

    name = property(lambda self: self._name)

    def iterdir(self):
        return iter(self._inner)

    def is_dir(self):
        return self._data is None

    def is_file(self):
        return self._data is not None

    def joinpath(self, *names):
        return next((one for one in self._inner if one.name == names[0]), Entry(names[0]))

    __truediv__ = joinpath
    read_bytes, read_text = Traversable.read_bytes, Traversable.read_text

    def open(self, mode='r', *, encoding=None):
        return io.BytesIO(self._data) if 'b' in mode else io.TextIOWrapper(io.BytesIO(self._data), encoding)


class Reader(TraversableResources):
    def files(self):
        return Entry('', inner=[Entry('a.txt', 'ä'.encode()), Entry('folder')])


reader = Reader()
print(list(reader.contents()), reader.is_resource('a.txt'), reader.is_resource('folder'), reader.open_resource('a.txt').read())
print((reader.files() / 'a.txt').read_text('utf-8'), isinstance(reader.files(), Traversable), isinstance(3, Traversable))
try:
    reader.resource_path('a.txt')
except FileNotFoundError as error:
    print(repr(error))


class Loader(importlib.abc.Loader):
    def get_resource_reader(self, name):
        return Reader()

    def exec_module(self, module):
        pass


package = importlib.util.module_from_spec(importlib.util.spec_from_loader('made', Loader(), is_package=True))
package.__spec__.submodule_search_locations = []
print(importlib.resources.files(package).joinpath('a.txt').read_bytes())


class Old:
    def __repr__(self):
        return 'Old()'

    def is_package(self, name):
        return name == 'p.q'

    @importlib.util.set_loader
    @importlib.util.set_package
    def make(self, name):
        return types.ModuleType(name)


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    module = Old().make('p.q')
    print(module.__loader__.__class__, module.__package__)

    @importlib.util.module_for_loader
    def load_module(self, module):
        print(module, module.__package__, module.__name__ in sys.modules)
        return module
    load_module(Old(), 'p.q')
    load_module(Old(), 'p.q.r')
    print(importlib.abc.MetaPathFinder().find_module('x', None), importlib.abc.PathEntryFinder().find_loader('x'), importlib.abc.PathEntryFinder().find_module('x'))
    try:
        Loader().module_repr(module)
    except NotImplementedError as error:
        print(repr(error))
for one in caught:
    print(one.category.__name__, one.message, one.filename == __file__)
for path in 'x', '/a/b.py', 'a.b/file', 'foo.bar/x.y.py':
    print(importlib.util.cache_from_source(path))
sys.pycache_prefix = '/tmp/cache/'
print(importlib.util.cache_from_source('/a/b.py'), importlib.util.source_from_cache('/tmp/cache/a/b.cpython-311.pyc'))
sys.pycache_prefix = None
for path in 'x.pyc', '__pycache__/a.b.c.d.pyc', '__pycache__/a.b.c.pyc', '__pycache__/x.cpython-311.opt-1.pyc':
    try:
        print(importlib.util.source_from_cache(path))
    except ValueError as error:
        print(error)
spec = importlib.util.spec_from_file_location('one', 'one.pyc')
print(spec.cached == spec.origin, importlib._pack_uint32(258), importlib._unpack_uint32(b'\1\1\0\0'))
module = types.ModuleType('other')
try:
    importlib._bootstrap._exec(spec, module)
except ImportError as error:
    print(error, error.name)
