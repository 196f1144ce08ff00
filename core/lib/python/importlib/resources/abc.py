"""What readers of files in packages have to have."""

import abc
import os
from typing import Any, BinaryIO, Iterable, Iterator, NoReturn, Optional, Protocol, Text, Union, runtime_checkable

__all__ = ["ResourceReader", "Traversable", "TraversableResources"]

StrPath = Union[str, os.PathLike[str]]


class ResourceReader(metaclass=abc.ABCMeta):
    """Reads the files of one package."""

    @abc.abstractmethod
    def open_resource(self, resource: Text) -> BinaryIO:
        """A file, opened for reading bytes."""
        raise FileNotFoundError

    @abc.abstractmethod
    def resource_path(self, resource: Text) -> Text:
        """Its path in the file system."""
        raise FileNotFoundError

    @abc.abstractmethod
    def is_resource(self, path: Text) -> bool:
        """Whether this is a file, not a folder."""
        raise FileNotFoundError

    @abc.abstractmethod
    def contents(self) -> Iterable[str]:
        """The names of what lies in the package."""
        raise FileNotFoundError


@runtime_checkable
class Traversable(Protocol):
    """A file or folder, as far as pathlib.Path and zipfile.Path are alike."""

    @abc.abstractmethod
    def iterdir(self) -> Iterator["Traversable"]:
        """What lies in the folder."""

    def read_bytes(self) -> bytes:
        """The content as bytes."""
        with self.open("rb") as file:
            return file.read()

    def read_text(self, encoding: Optional[str] = None) -> str:
        """The content as text."""
        with self.open(encoding=encoding) as file:
            return file.read()

    @abc.abstractmethod
    def is_dir(self) -> bool:
        """Whether it is a folder."""

    @abc.abstractmethod
    def is_file(self) -> bool:
        """Whether it is a file."""

    @abc.abstractmethod
    def joinpath(self, *descendants: StrPath) -> "Traversable":
        """What lies below, by name."""

    def __truediv__(self, child: StrPath) -> "Traversable":
        return self.joinpath(child)

    @abc.abstractmethod
    def open(self, mode="r", *args, **kwargs):
        """A stream: 'r' for text, 'rb' for bytes."""

    @property
    @abc.abstractmethod
    def name(self) -> str:
        """The last part of the path."""


class TraversableResources(ResourceReader):
    """A reader for whom files() is enough."""

    @abc.abstractmethod
    def files(self) -> Traversable:
        """The folder of the package."""

    def open_resource(self, resource: StrPath) -> BinaryIO:
        return self.files().joinpath(resource).open("rb")

    def resource_path(self, resource: Any) -> NoReturn:
        raise FileNotFoundError(resource)

    def is_resource(self, path: StrPath) -> bool:
        return self.files().joinpath(path).is_file()

    def contents(self) -> Iterator[str]:
        return (item.name for item in self.files().iterdir())
