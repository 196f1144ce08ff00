"""Finders of entries of the path: those that know only loaders, too; each is asked once."""
import importlib.util
import os
import sys
import types
import warnings


class Loader:
    def load_module(self, name):
        module = types.ModuleType(name)
        module.__loader__, module.said = self, 'hello'
        sys.modules[name] = module
        return module


class Old:
    def __init__(self, entry):
        if entry != 'old!':
            raise ImportError

    def find_module(self, name, path=None):
        asked.append(name)
        return Loader() if name == 'wanted_by_old' else None


class New(Old):
    def __init__(self, entry):
        if entry != 'new!':
            raise ImportError

    def find_spec(self, name, target=None):
        asked.append(name)
        return importlib.util.spec_from_loader(name, Loader()) if name == 'wanted_by_new' else None


warnings.simplefilter('ignore')
asked = []
sys.path_hooks += [Old, New]
for kind, entry in ('old', 'old!'), ('new', 'new!'):
    sys.path.insert(0, entry)
    sys.path_importer_cache.clear()
    module = __import__(f'wanted_by_{kind}')
    print(module.said, type(module.__loader__))
    try:
        __import__('unwanted')
    except ImportError as error:
        print(error)
    print([name for name in asked if 'wanted' in name])
    sys.path.remove(entry)
    asked.clear()
del sys.path_hooks[-2:]
