"""Other names of encodings, and the modules that they stand for."""
import codecs as _codecs

aliases = {alias: name.replace('-', '_') for alias, name in _codecs._ALIASES.items() if alias != name.replace('-', '_')}
