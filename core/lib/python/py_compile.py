"""Compiled files (.pyc) of sources."""

import builtins
import enum
import marshal
import os
import os.path
import sys
import traceback

__all__ = ["compile", "main", "PyCompileError", "PycInvalidationMode"]

_MAGIC = (3495).to_bytes(2, 'little') + b'\r\n'


class PyCompileError(Exception):
    """A source that cannot be compiled: exc_type_name, exc_value, file, msg."""

    def __init__(self, exc_type, exc_value, file, msg=''):
        exc_type_name = exc_type.__name__
        if exc_type is SyntaxError:
            tbtext = ''.join(traceback.format_exception_only(exc_type, exc_value))
            errmsg = tbtext.replace('File "<string>"', 'File "%s"' % file)
        else:
            errmsg = "Sorry: %s: %s" % (exc_type_name, exc_value)
        Exception.__init__(self, msg or errmsg, exc_type_name, exc_value, file)
        self.exc_type_name = exc_type_name
        self.exc_value = exc_value
        self.file = file
        self.msg = msg or errmsg

    def __str__(self):
        return self.msg


class PycInvalidationMode(enum.Enum):
    """How it is found out that a compiled file is old."""
    TIMESTAMP = 1
    CHECKED_HASH = 2
    UNCHECKED_HASH = 3


def _get_default_invalidation_mode():
    return PycInvalidationMode.CHECKED_HASH if os.environ.get('SOURCE_DATE_EPOCH') else PycInvalidationMode.TIMESTAMP


def _cache_from_source(path, optimization=None):
    head, tail = os.path.split(path)
    base = tail.rpartition('.')[0] or tail
    name = f'{base}.{sys.implementation.cache_tag}' + (f'.opt-{optimization}' if optimization else '') + '.pyc'
    return os.path.join(head, '__pycache__', name)


def compile(file, cfile=None, dfile=None, doraise=False, optimize=-1, invalidation_mode=None, quiet=0):
    """Compile a source into a file; the file's path. Errors are printed, or raised as PyCompileError."""
    if invalidation_mode is None:
        invalidation_mode = _get_default_invalidation_mode()
    if cfile is None:
        cfile = _cache_from_source(file, optimize if optimize > 0 else None)
    if os.path.islink(cfile):
        raise FileExistsError(f'{cfile} is a symlink and will be changed into a regular file if import writes a byte-compiled file to it')
    if os.path.exists(cfile) and not os.path.isfile(cfile):
        raise FileExistsError(f'{cfile} is a non-regular file and will be changed into a regular one if import writes a byte-compiled '
                              'file to it')
    with open(file, 'rb') as f:
        source_bytes = f.read()
    try:
        code = builtins.compile(source_bytes, dfile or file, 'exec', dont_inherit=True, optimize=optimize)
    except Exception as err:
        py_exc = PyCompileError(err.__class__, err, dfile or file)
        if quiet < 2:
            if doraise:
                raise py_exc
            sys.stderr.write(py_exc.msg + '\n')
        return None
    folder = os.path.dirname(cfile)
    if folder:
        os.makedirs(folder, exist_ok=True)
    if invalidation_mode == PycInvalidationMode.TIMESTAMP:
        st = os.stat(file)
        head = bytes(4) + (int(st.st_mtime) & 0xFFFFFFFF).to_bytes(4, 'little') + (st.st_size & 0xFFFFFFFF).to_bytes(4, 'little')
    else:
        import hashlib
        flags = 3 if invalidation_mode == PycInvalidationMode.CHECKED_HASH else 1
        head = flags.to_bytes(4, 'little') + hashlib.sha256(source_bytes).digest()[:8]
    with open(cfile, 'wb') as f:
        f.write(_MAGIC + head + marshal.dumps(code))
    return cfile


def main():
    import argparse
    parser = argparse.ArgumentParser(description='A simple command-line interface for py_compile module.')
    parser.add_argument('-q', '--quiet', action='store_true', help='Suppress error output')
    parser.add_argument('filenames', nargs='+', help='Files to compile')
    args = parser.parse_args()
    for filename in sys.stdin if args.filenames == ['-'] else args.filenames:
        filename = filename.rstrip('\n')
        try:
            compile(filename, doraise=True)
        except PyCompileError as error:
            if args.quiet:
                parser.exit(1)
            parser.exit(1, error.msg)
        except OSError as error:
            if args.quiet:
                parser.exit(1)
            parser.exit(1, str(error))


if __name__ == "__main__":
    main()
