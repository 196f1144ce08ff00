"""Lines of the files that are named on the command line, or of standard input."""

import io
import os
import sys
from types import GenericAlias

__all__ = ["input", "close", "nextfile", "filename", "lineno", "filelineno", "fileno", "isfirstline", "isstdin", "FileInput", "hook_compressed",
           "hook_encoded"]

_state = None


def input(files=None, inplace=False, backup="", *, mode="r", openhook=None, encoding=None, errors=None):
    """The one that the functions of this module are about."""
    global _state
    if _state and _state._file:
        raise RuntimeError("input() already active")
    _state = FileInput(files, inplace, backup, mode=mode, openhook=openhook, encoding=encoding, errors=errors)
    return _state


def close():
    global _state
    state, _state = _state, None
    if state:
        state.close()


def _active():
    if not _state:
        raise RuntimeError("no active input()")
    return _state


def nextfile():
    return _active().nextfile()


def filename():
    return _active().filename()


def lineno():
    return _active().lineno()


def filelineno():
    return _active().filelineno()


def fileno():
    return _active().fileno()


def isfirstline():
    return _active().isfirstline()


def isstdin():
    return _active().isstdin()


class FileInput:
    """Lines of several files, one after the other."""

    def __init__(self, files=None, inplace=False, backup="", *, mode="r", openhook=None, encoding=None, errors=None):
        if isinstance(files, str):
            files = (files,)
        elif isinstance(files, os.PathLike):
            files = (os.fspath(files),)
        else:
            files = tuple(sys.argv[1:]) if files is None else tuple(files)
        if mode not in ('r', 'rb'):
            raise ValueError("FileInput opening mode must be 'r' or 'rb'")
        if openhook and inplace:
            raise ValueError("FileInput cannot use an opening hook in inplace mode")
        if openhook and not callable(openhook):
            raise ValueError("FileInput openhook must be callable")
        self._files = files or ("-",)
        self._inplace, self._backup, self._mode, self._openhook = inplace, backup, mode, openhook
        self._encoding, self._errors = encoding, errors
        self._file = self._output = self._filename = self._stdout = None
        self._backup_name = None
        self._lineno = self._filelineno = 0
        self._isstdin = False

    __class_getitem__ = classmethod(GenericAlias)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readline(self):
        while True:
            if self._file is None:
                if not self._files:
                    return b'' if 'b' in self._mode else ''
                self._open_next()
            line = self._file.readline()
            if line:
                self._lineno += 1
                self._filelineno += 1
                return line
            self.nextfile()

    def _open_next(self):
        self._filename, *rest = self._files
        self._files = tuple(rest)
        self._filelineno = 0
        binary = 'b' in self._mode
        text = {} if binary else {'encoding': self._encoding, 'errors': self._errors}
        if self._filename == '-':
            self._filename = '<stdin>'
            self._isstdin = True
            self._file = getattr(sys.stdin, 'buffer', sys.stdin) if binary else sys.stdin
        elif self._inplace:
            self._backup_name = os.fspath(self._filename) + (self._backup or ".bak")
            try:
                os.unlink(self._backup_name)
            except OSError:
                pass
            os.rename(self._filename, self._backup_name)
            self._file = open(self._backup_name, self._mode, **text)
            self._output = open(self._filename, self._mode.replace('r', 'w'), **text)
            self._stdout, sys.stdout = sys.stdout, self._output
        elif self._openhook:
            self._file = self._openhook(self._filename, self._mode, **{} if self._encoding is None else text)
        else:
            self._file = open(self._filename, self._mode, **text)

    def nextfile(self):
        """Leave the rest of this file out."""
        if self._stdout is not None:
            sys.stdout, self._stdout = self._stdout, None
        output, self._output = self._output, None
        file, self._file = self._file, None
        try:
            if output:
                output.close()
        finally:
            if file and not self._isstdin:
                file.close()
            if self._backup_name and not self._backup:
                os.unlink(self._backup_name)
            self._backup_name = None
            self._isstdin = False

    def filename(self):
        return self._filename

    def fileno(self):
        if not self._file:
            return -1
        try:
            return self._file.fileno()
        except (ValueError, io.UnsupportedOperation):
            return -1

    def lineno(self):
        return self._lineno

    def filelineno(self):
        return self._filelineno

    def isstdin(self):
        return self._isstdin

    def isfirstline(self):
        return self._filelineno == 1

    def __exit__(self, type, value, traceback):
        self.close()

    def __enter__(self):
        return self

    def close(self):
        try:
            self.nextfile()
        finally:
            self._files = ()

    def __del__(self):
        self.close()


def hook_compressed(filename, mode, *, encoding=None, errors=None):
    """For openhook: open what gzip or bz2 compressed by them, other files as they are."""
    if encoding is None and 'b' not in mode:
        encoding = 'locale'
    end = os.path.splitext(filename)[1]
    if end == '.gz':
        import gzip
        stream = gzip.open(filename, mode)
    elif end == '.bz2':
        import bz2
        stream = bz2.BZ2File(filename, mode)
    else:
        return open(filename, mode, encoding=encoding, errors=errors)
    if 'b' not in mode:
        import io
        stream = io.TextIOWrapper(stream, encoding=encoding, errors=errors)
    return stream


def hook_encoded(encoding, errors=None):
    """For openhook: open with this encoding."""
    def hook(filename, mode):
        return open(filename, mode, encoding=encoding, errors=errors)
    return hook
