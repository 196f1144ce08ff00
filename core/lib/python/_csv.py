"""The names of csv that CPython has in C."""
from csv import _Reader as Reader, _Writer as Writer
from csv import (Error, QUOTE_ALL, QUOTE_MINIMAL, QUOTE_NONE, QUOTE_NONNUMERIC, _Format as Dialect, __doc__, __version__, _dialects, field_size_limit,
                 get_dialect, list_dialects, reader, register_dialect, unregister_dialect, writer)
