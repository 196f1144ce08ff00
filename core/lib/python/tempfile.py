"""Files and folders for a while: removed when they are closed, or with the object."""

__all__ = ["NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp", "mktemp", "TMP_MAX",
           "gettempprefix", "tempdir", "gettempdir", "gettempprefixb", "gettempdirb"]

import functools as _functools
import io as _io
import os as _os
import shutil as _shutil
import types as _types
import warnings as _warnings
import weakref as _weakref
from random import Random as _Random

TMP_MAX = 238328
template = "tmp"
tempdir = None


_bin_openflags = _text_openflags = _os.O_RDWR | _os.O_CREAT | _os.O_EXCL | _os.O_NOFOLLOW | _os.O_CLOEXEC
_O_TMPFILE_WORKS = False


class _RandomNameSequence:
    """Names that are not taken; in every run the same ones."""

    characters = "abcdefghijklmnopqrstuvwxyz0123456789_"

    def __init__(self):
        self._random = _Random(1)

    def __iter__(self):
        return self

    def __next__(self):
        return ''.join(self._random.choices(self.characters, k=8))


_name_sequence = None


def _get_candidate_names():
    global _name_sequence
    if _name_sequence is None:
        _name_sequence = _RandomNameSequence()
    return _name_sequence


def _infer_return_type(*parts):
    """The type that the given parts have; where none is given, that of the folder for such files."""
    kinds = []
    for part in parts:
        if part is not None:
            name = _os.fspath(part) if isinstance(part, _os.PathLike) else part
            kinds.append(bytes if isinstance(name, bytes) else str)
    if len({*kinds}) > 1:
        raise TypeError("Can't mix bytes and non-bytes in path components.")
    return kinds[0] if kinds else bytes if isinstance(tempdir, bytes) else str


def _sanitize_params(prefix, suffix, dir):
    kind = _infer_return_type(prefix, suffix, dir)
    if suffix is None:
        suffix = kind()
    if prefix is None:
        prefix = gettempprefix() if kind is str else gettempprefixb()
    if dir is None:
        dir = gettempdir() if kind is str else gettempdirb()
    return prefix, suffix, dir, kind


def _candidate_tempdir_list():
    """Folders that would do, the wanted ones first."""
    named = [folder for name in ("TMPDIR", "TEMP", "TMP") if (folder := _os.getenv(name))]
    return [*map(_os.path.abspath, named), "/tmp", "/var/tmp", "/usr/tmp", _os.getcwd()]


def _get_default_tempdir():
    """The first of the folders in which a file can be made and written."""
    folders = _candidate_tempdir_list()
    for folder in folders:
        path = _os.path.join(_os.path.abspath(folder), next(_get_candidate_names()))
        try:
            fd = _os.open(path, _bin_openflags, 0o600)
            try:
                _os.write(fd, b"blat")
            finally:
                _os.close(fd)
                _os.unlink(path)
            return folder
        except OSError:
            continue
    raise FileNotFoundError(2, f"No usable temporary directory found in {folders}")


def _names(kind, what):
    """TMP_MAX names of that type; behind them the error that none of them was free."""
    names = _get_candidate_names()
    for _ in range(TMP_MAX):
        yield kind(next(names)) if kind is str else _os.fsencode(next(names))
    raise FileExistsError(17, f"No usable temporary {what} name found")


def _mkstemp_inner(dir, pre, suf, flags, output_type):
    for name in _names(output_type, "file"):
        path = _os.path.join(dir, pre + name + suf)
        try:
            return _os.open(path, flags, 0o600), _os.path.abspath(path)
        except FileExistsError:
            pass


def gettempprefix():
    return _os.fsdecode(template)


def gettempprefixb():
    return _os.fsencode(template)


def gettempdir():
    """The folder for such files."""
    global tempdir
    if tempdir is None:
        tempdir = _get_default_tempdir()
    return _os.fsdecode(tempdir)


def gettempdirb():
    return _os.fsencode(gettempdir())


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """(number of an open file, its path); the caller removes it."""
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    return _mkstemp_inner(dir, prefix, suffix, _text_openflags if text else _bin_openflags, kind)


def mkdtemp(suffix=None, prefix=None, dir=None):
    """Path of a new folder; the caller removes it."""
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    for name in _names(kind, "directory"):
        path = _os.path.join(dir, prefix + name + suffix)
        try:
            _os.mkdir(path, 0o700)
        except FileExistsError:
            continue
        return path


def mktemp(suffix="", prefix=template, dir=None):
    """A path that is free now."""
    if dir is None:
        dir = gettempdir()
    for _ in range(TMP_MAX):
        path = _os.path.join(dir, prefix + next(_get_candidate_names()) + suffix)
        if not _os.path.lexists(path):
            return path
    raise FileExistsError(17, "No usable temporary filename found")


# ---- files ----

class _TemporaryFileCloser:
    """Removes the file once, when the wrapper is closed or gone."""

    def __init__(self, file, name, delete=True):
        self.file, self.name = file, name
        self.delete, self.close_called = delete, False

    def __del__(self):
        self.close()

    def close(self):
        if self.close_called or self.file is None:
            return
        self.close_called = True
        try:
            self.file.close()
        finally:
            if self.delete:
                _os.unlink(self.name)


class _TemporaryFileWrapper:
    """A file that is removed when it is closed."""

    def __init__(self, file, name, delete=True):
        self.file, self.name, self.delete = file, name, delete
        self._closer = _TemporaryFileCloser(file, name, delete)

    def __iter__(self):
        for line in self.file:
            yield line

    def __getattr__(self, name):
        found = getattr(self.__dict__['file'], name)
        if isinstance(found, int):
            return found  # what it is now
        if callable(found):
            function = found

            @_functools.wraps(function)
            def func_wrapper(*args, **kwargs):
                return function(*args, **kwargs)
            func_wrapper._closer = self._closer  # the file lives as long as its method
            found = func_wrapper
        setattr(self, name, found)
        return found

    def close(self):
        self._closer.close()

    def __exit__(self, exc, value, tb):
        dealt_with = self.file.__exit__(exc, value, tb)
        self.close()
        return dealt_with

    def __enter__(self):
        self.file.__enter__()
        return self


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None):
    """A file with a name, removed when it is closed."""
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    made = []

    def opener(*args):
        made[:] = _mkstemp_inner(dir, prefix, suffix, _bin_openflags, kind)
        return made[0]

    try:
        file = _io.open(dir, mode, buffering, encoding, errors, newline, opener=opener)
        raw = getattr(file, 'buffer', file)
        getattr(raw, 'raw', raw).name = made[1]
        return _TemporaryFileWrapper(file, made[1], delete)
    except BaseException:
        if made:
            _os.unlink(made[1])
        raise


def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    """A file without a name."""
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)

    def opener(*args):
        fd, path = _mkstemp_inner(dir, prefix, suffix, _bin_openflags, kind)
        _os.unlink(path)
        return fd

    file = _io.open(dir, mode, buffering, encoding, errors, newline, opener=opener)
    raw = getattr(file, 'buffer', file)
    getattr(raw, 'raw', raw).name = file.fileno()
    return file


class SpooledTemporaryFile(_io.IOBase):
    """In memory until it is longer than max_size, then a file."""

    _rolled = False

    def __init__(self, max_size=0, mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
        self._file = _io.BytesIO() if 'b' in mode else _io.TextIOWrapper(_io.BytesIO(), encoding=encoding, errors=errors, newline=newline)
        self._max_size = max_size
        self._TemporaryFileArgs = {'mode': mode, 'buffering': buffering, 'suffix': suffix, 'prefix': prefix, 'encoding': encoding,
                                   'newline': newline, 'dir': dir, 'errors': errors}

    __class_getitem__ = classmethod(_types.GenericAlias)

    def _check(self):
        if not self._rolled and self._max_size and self._file.tell() > self._max_size:
            self.rollover()

    def rollover(self):
        """From now on it is a file."""
        if self._rolled:
            return
        old, position = self._file, self._file.tell()
        new = self._file = TemporaryFile(**self._TemporaryFileArgs)
        old.seek(0)
        new.write(old.read())
        new.seek(position)
        self._rolled = True

    # ---- what is in it ----

    def readlines(self, *args):
        return self._file.readlines(*args)

    def readline(self, *args):
        return self._file.readline(*args)

    def read(self, *args):
        return self._file.read(*args)

    def readinto(self, b):
        return self._file.readinto(b)

    def read1(self, *args):
        return self._file.read1(*args)

    def readinto1(self, b):
        return self._file.readinto1(b)

    def write(self, s):
        written = self._file.write(s)
        self._check()
        return written

    def writelines(self, iterable):
        self._file.writelines(iterable)
        self._check()

    def truncate(self, size=None):
        if size is not None and size > self._max_size:
            self.rollover()
        return self._file.truncate(size)

    def __iter__(self):
        return iter(self._file)

    # ---- where it is ----

    def tell(self):
        return self._file.tell()

    def seek(self, *args):
        return self._file.seek(*args)

    def flush(self):
        self._file.flush()

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    # ---- what it is ----

    @property
    def mode(self):
        return getattr(self._file, 'mode', self._TemporaryFileArgs['mode'])

    @property
    def name(self):
        return getattr(self._file, 'name', None)

    @property
    def errors(self):
        return self._file.errors

    @property
    def encoding(self):
        return self._file.encoding

    @property
    def newlines(self):
        return self._file.newlines

    @property
    def closed(self):
        return self._file.closed

    def writable(self):
        return self._file.writable()

    def readable(self):
        return self._file.readable()

    def seekable(self):
        return self._file.seekable()

    def isatty(self):
        return self._file.isatty()

    # ---- its end ----

    def close(self):
        self._file.close()

    def detach(self):
        return self._file.detach()

    def __exit__(self, exc, value, tb):
        self._file.close()

    def __enter__(self):
        if not self._file.closed:
            return self
        raise ValueError("Cannot enter context with closed file")

    def __del__(self):
        if not self.closed:
            _warnings.warn(f"Unclosed file {self!r}", ResourceWarning, stacklevel=2, source=self)
            self.close()


class TemporaryDirectory:
    """A folder that is removed, with all that is in it, at the end of a with statement or with the object."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_cleanup_errors = ignore_cleanup_errors
        self._finalizer = _weakref.finalize(self, self._cleanup, self.name, warn_message="Implicitly cleaning up {!r}".format(self),
                                            ignore_errors=ignore_cleanup_errors)

    @classmethod
    def _cleanup(cls, name, warn_message, ignore_errors=False):
        cls._rmtree(name, ignore_errors)
        _warnings.warn(warn_message, ResourceWarning)

    @classmethod
    def _rmtree(cls, name, ignore_errors=False):
        def gone(function, path, error):
            if not issubclass(error[0], FileNotFoundError) and not ignore_errors:
                raise
        _shutil.rmtree(name, onerror=gone)

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.name!r}>"

    def __exit__(self, exc, value, tb):
        self.cleanup()

    def __enter__(self):
        return self.name

    def cleanup(self):
        """Remove it now."""
        if self._finalizer.detach() or _os.path.exists(self.name):
            self._rmtree(self.name, ignore_errors=self._ignore_cleanup_errors)

    __class_getitem__ = classmethod(_types.GenericAlias)
