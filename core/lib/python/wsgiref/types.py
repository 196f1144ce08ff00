"""The types of WSGI, for annotations."""

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any, Protocol, TypeAlias

__all__ = ['StartResponse', 'WSGIEnvironment', 'WSGIApplication', 'InputStream', 'ErrorStream', 'FileWrapper']
_ExcInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType]
_OptExcInfo: TypeAlias = _ExcInfo | tuple[None, None, None]


class StartResponse(Protocol):
    def __call__(self, status: str, headers: list[tuple[str, str]], exc_info: _OptExcInfo | None = ..., /) -> Callable[[bytes], object]: ...


WSGIEnvironment: TypeAlias = dict[str, Any]
WSGIApplication: TypeAlias = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]

# ---- what of files WSGI needs ----


class _Readable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


class FileWrapper(Protocol):
    """Makes the parts of an answer of a file."""

    def __call__(self, file: _Readable, block_size: int = ..., /) -> Iterable[bytes]: ...


class InputStream(Protocol):
    """The body of a request."""

    def __iter__(self) -> Iterator[bytes]: ...
    def readlines(self, hint: int = ..., /) -> list[bytes]: ...
    def readline(self, size: int = ..., /) -> bytes: ...
    def read(self, size: int = ..., /) -> bytes: ...


class ErrorStream(Protocol):
    """Where complaints go."""

    def writelines(self, seq: list[str], /) -> object: ...
    def write(self, s: str, /) -> object: ...
    def flush(self) -> object: ...
