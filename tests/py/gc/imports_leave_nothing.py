# What importing a module leaves to the collector.
import gc

for name in ['types', 'functools', 'enum', 're', 'contextlib', 'copy', 'dataclasses', 'typing', 'inspect', 'queue', 'tempfile',
             'pathlib', 'json', 'random', 'threading', 'collections', 'string', 'os', 'asyncio']:
    __import__(name)
    print(name, gc.collect())
import types
print(types.MethodType is type([].append), types.MethodType is type(types.SimpleNamespace().__repr__), types.MethodType.__name__)
# texts that are asked for late
for text in (lambda: ValueError(1).__doc__, lambda: KeyError.__doc__):
    gc.collect()
    before = gc.get_count()[0]
    text()
    between = gc.get_count()[0]
    text()
    print(between - before, gc.get_count()[0] - between)
