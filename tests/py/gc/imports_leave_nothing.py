# What importing a module leaves to the collector.
import gc

for name in ['types', 'functools', 'enum', 're', 'contextlib', 'copy', 'dataclasses', 'typing', 'inspect', 'queue', 'tempfile',
             'pathlib', 'json', 'random', 'threading', 'collections', 'string', 'os', 'asyncio']:
    __import__(name)
    print(name, gc.collect())
import types
print(types.MethodType is type([].append), types.MethodType is type(types.SimpleNamespace().__repr__), types.MethodType.__name__)
