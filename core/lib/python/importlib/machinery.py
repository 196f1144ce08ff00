"""The parts of the import system: finders, loaders, specs."""

from ._bootstrap import BuiltinImporter, FrozenImporter, ModuleSpec
from ._bootstrap_external import (BYTECODE_SUFFIXES, DEBUG_BYTECODE_SUFFIXES, EXTENSION_SUFFIXES, OPTIMIZED_BYTECODE_SUFFIXES,
                                  SOURCE_SUFFIXES, ExtensionFileLoader, FileFinder, NamespaceLoader, PathFinder, SourceFileLoader,
                                  SourcelessFileLoader, WindowsRegistryFinder, all_suffixes)
