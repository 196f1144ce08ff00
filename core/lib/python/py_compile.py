"""Writes the compiled file (.pyc) of a source."""

import enum
import marshal
import os
import sys
import traceback
from importlib._bootstrap import cache_from_source as _cache_from_source

__all__ = ["compile", "main", "PyCompileError", "PycInvalidationMode"]

_MAGIC = b"\xa7\r\r\n"
_IN_THE_WAY = (
    (os.path.islink, "{} is a symlink and will be changed into a regular file if import writes a byte-compiled file to it"),
    (lambda path: os.path.exists(path) and not os.path.isfile(path),
     "{} is a non-regular file and will be changed into a regular one if import writes a byte-compiled file to it"))


class PyCompileError(Exception):
    """A source that cannot be compiled: exc_type_name, exc_value, file, msg."""

    def __init__(self, exc_type, exc_value, file, msg=''):
        self.exc_type_name, self.exc_value, self.file = exc_type.__name__, exc_value, file
        if not msg and exc_type is SyntaxError:
            lines = traceback.format_exception_only(exc_type, exc_value)
            msg = "".join(lines).replace('File "<string>"', f'File "{file}"')
        self.msg = msg or f"Sorry: {self.exc_type_name}: {exc_value}"
        super().__init__(self.msg, self.exc_type_name, exc_value, file)

    def __str__(self):
        return self.msg


class PycInvalidationMode(enum.Enum):
    """How it is found out that a compiled file is old."""
    TIMESTAMP = 1
    CHECKED_HASH = 2
    UNCHECKED_HASH = 3


def _words(*numbers):
    """Numbers in four bytes each, as they stand in the head of a compiled file."""
    return b"".join((number & 0xFFFFFFFF).to_bytes(4, "little") for number in numbers)


def _source_hash(source):
    """SipHash-1-3 of a source, with the version as its key."""
    key = int.from_bytes(_MAGIC, "little")
    a, b, c, d = key ^ 0x736F6D6570736575, 0x646F72616E646F6D, key ^ 0x6C7967656E657261, 0x7465646279746573
    full = 0xFFFFFFFFFFFFFFFF
    whole = len(source) & ~7
    words = [int.from_bytes(source[at:at + 8], "little") for at in range(0, whole, 8)]
    words.append(int.from_bytes(source[whole:], "little") | (len(source) & 0xFF) << 56)
    for word in (*words, None, 0, 0):
        if word is None:
            c ^= 0xFF
            word = 0
        d ^= word
        a = a + b & full
        c = c + d & full
        b = (b << 13 | b >> 51) & full ^ a
        d = (d << 16 | d >> 48) & full ^ c
        a = (a << 32 | a >> 32) & full
        c = c + b & full
        a = a + d & full
        b = (b << 17 | b >> 47) & full ^ c
        d = (d << 21 | d >> 43) & full ^ a
        c = (c << 32 | c >> 32) & full
        a ^= word
    return (a ^ b ^ c ^ d).to_bytes(8, "little")


def _head(file, source, mode):
    """The bytes before the code: the version, how to tell the age, and either time and size or a hash."""
    if mode == PycInvalidationMode.TIMESTAMP:
        facts = os.stat(file)
        return _MAGIC + _words(0, int(facts.st_mtime), facts.st_size)
    return _MAGIC + _words(1 | (mode == PycInvalidationMode.CHECKED_HASH) << 1) + _source_hash(source)


def _write_whole(path, data, permissions):
    """Put a file in its place when it is complete."""
    folder = os.path.dirname(path)
    if folder:
        os.makedirs(folder, exist_ok=True)
    spare = f"{path}.{id(path)}"
    with open(spare, "xb", opener=lambda name, flags: os.open(name, flags, permissions)) as file:
        try:
            file.write(data)
        except OSError:
            os.unlink(spare)
            raise
    os.replace(spare, path)


def compile(file, cfile=None, dfile=None, doraise=False, optimize=-1, invalidation_mode=None, quiet=0):
    """Compile a source into a file; the file's path. Errors are printed, or raised as PyCompileError."""
    import builtins
    if invalidation_mode is None:
        by_hash = os.environ.get("SOURCE_DATE_EPOCH")
        invalidation_mode = PycInvalidationMode.CHECKED_HASH if by_hash else PycInvalidationMode.TIMESTAMP
    if cfile is None:
        cfile = _cache_from_source(os.fspath(file), optimization=None if optimize < 0 else optimize or "")
    for is_so, text in _IN_THE_WAY:
        if is_so(cfile):
            raise FileExistsError(text.format(cfile))
    with open(str(file), "rb") as opened:
        source = opened.read()
    shown = dfile or file
    try:
        code = builtins.compile(source, shown, "exec", dont_inherit=True, optimize=optimize)
    except Exception as error:
        failure = PyCompileError(type(error), error, shown)
        if quiet > 1:
            return None
        if doraise:
            raise failure
        print(failure.msg, file=sys.stderr)
        return None
    _write_whole(cfile, _head(file, source, invalidation_mode) + marshal.dumps(code), os.stat(file).st_mode & 0o666 | 0o200)
    return cfile


def main():
    """The command: compiles the files that the arguments name and ends at the first that fails."""
    from argparse import ArgumentParser
    parser = ArgumentParser(description="Compile Python sources.")
    parser.add_argument("-q", "--quiet", action="store_true", help="do not print what went wrong")
    parser.add_argument("filenames", nargs="+", help="sources; a single -: standard input names them, one in a line")
    told = parser.parse_args()
    names = [line.rstrip("\n") for line in sys.stdin] if told.filenames == ["-"] else told.filenames
    try:
        for name in names:
            compile(name, doraise=True)
    except (PyCompileError, OSError) as error:
        parser.exit(1, None if told.quiet else str(error))


if __name__ == "__main__":
    main()
