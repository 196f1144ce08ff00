"""Encodings by name; codecs knows how to find them."""
import codecs

from . import aliases


class CodecRegistryError(LookupError, SystemError):
    pass


def normalize_encoding(encoding):
    """A name with anything but letters, digits and dots as one underscore."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, 'ascii')
    out, between = [], False
    for c in encoding:
        if not (c.isalnum() or c == '.'):
            between = True
            continue
        out.append('_' if between and out else '')
        out.append(c if c.isascii() else '')
        between = False
    return ''.join(out)


def search_function(encoding):
    """The codec of a name, None if there is none."""
    return codecs._search(normalize_encoding(encoding))


def __getattr__(name):
    """A module of one encoding, made when it is asked for."""
    from importlib.machinery import ModuleSpec
    import sys
    info = None if name.startswith('__') else codecs._search(name)
    if info is None or codecs._module_name(info.name) != name:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = type(sys)(f'{__name__}.{name}')
    module.encode, module.decode = info.encode, info.decode
    for part in info.incrementalencoder, info.incrementaldecoder, info.streamreader, info.streamwriter:
        setattr(module, part.__name__, part)
    module.getregentry = lambda: info
    if info.name in codecs._TABLES:
        start, table = next(iter(codecs._TABLES[info.name].items()))
        module.decoding_table = ''.join(map(chr, range(start))) + table
        module.encoding_table = codecs.charmap_build(module.decoding_table)
    if name == 'rot_13':
        module.rot13 = lambda infile, outfile: outfile.write(codecs.encode(infile.read(), 'rot-13'))
    module.__file__ = f'{__path__[0]}/{name}.py'
    module.__spec__ = ModuleSpec(module.__name__, None, origin=module.__file__)
    module.__spec__.has_location = True
    sys.modules[module.__name__] = globals()[name] = module
    return module


__getattr__('utf_8')  # a CPython has it from its start
