"""Paths as objects."""

import fnmatch
import io
import ntpath
import os
import posixpath
import re
from _collections_abc import Sequence
from errno import EBADF, ELOOP, ENOENT, ENOTDIR
from stat import S_ISBLK, S_ISCHR, S_ISDIR, S_ISFIFO, S_ISLNK, S_ISREG, S_ISSOCK

__all__ = ["PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath"]


def _quote(data):
    """As in an address: %20 for a space."""
    plain = b"/_.-~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return ''.join([chr(byte) if byte in plain else '%%%02X' % byte for byte in data])


class _Flavour:
    """The rules of one system's paths, for classes that are derived from them."""

    def __init__(self, paths):
        self._paths = paths
        self.sep, self.altsep = paths._sep, paths._altsep or ''
        self.has_drv = paths._windows
        self.pathmod = ntpath if paths._windows else posixpath
        self.is_supported = os.path is self.pathmod
        self.join = self.sep.join

    def casefold(self, text):
        return text.lower() if self.has_drv else text

    def casefold_parts(self, parts):
        return [self.casefold(part) for part in parts]

    def compile_pattern(self, pattern):
        return re.compile(fnmatch.translate(pattern), re.IGNORECASE if self.has_drv else 0).fullmatch

    def is_reserved(self, parts):
        return bool(parts) and self._paths(parts[-1]).is_reserved()

    def make_uri(self, path):
        return path.as_uri()

    def parse_parts(self, parts):
        return self._paths._parse_args(parts)

    def splitroot(self, part, sep=None):
        return self._paths._split(part)


class _Parents(Sequence):
    """The folders around a path, nearest first."""

    __slots__ = ('_type', '_drv', '_root', '_parts')

    def __init__(self, path):
        self._type, self._drv, self._root, self._parts = type(path), path._drv, path._root, path._parts

    def __len__(self):
        return len(self._parts) - bool(self._drv or self._root)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        if index >= len(self) or index < -len(self):
            raise IndexError(index)
        if index < 0:
            index += len(self)
        return self._type._from_parsed_parts(self._drv, self._root, self._parts[:-index - 1])

    def __repr__(self):
        return "<{}.parents>".format(self._type.__name__)


class PurePath:
    """A path as text, without looking at files."""

    __slots__ = ('_drv', '_root', '_parts', '_text', '_hash_value', '_folded', '_pparts')
    _windows = False
    _sep = '/'
    _altsep = None

    def __new__(cls, *args):
        if cls is PurePath:
            cls = PureWindowsPath if os.name == 'nt' else PurePosixPath
        return cls._from_parts(args)

    def __reduce__(self):
        return self.__class__, tuple(self._parts)

    # making

    @classmethod
    def _texts(cls, args):
        for arg in args:
            if isinstance(arg, PurePath):
                yield from arg._parts
                continue
            text = os.fspath(arg)
            if not isinstance(text, str):
                raise TypeError("argument should be a str object or an os.PathLike object returning str, not %r" % type(text))
            yield str(text)

    @classmethod
    def _split(cls, text):
        """(drive, root, rest)."""
        if not text.startswith('/'):
            return '', '', text
        rest = text.lstrip('/')
        return '', '//' if len(text) - len(rest) == 2 else '/', rest

    @classmethod
    def _parse_args(cls, args):
        cls._flavour
        drive = root = ''
        names = []
        for text in cls._texts(args):
            drv, start, rest = cls._split(text)
            if start or drv:
                if drv and drv.lower() != drive.lower() or start:
                    names = []
                if start and not drv and drive:
                    drv = drive
                if drv and not start and drv.lower() == drive.lower():
                    start = root
                drive, root = drv, start
            names += [name for name in rest.split(cls._sep) if name and name != '.']
        return drive, root, ([drive + root] if drive or root else []) + names

    @classmethod
    def _from_parts(cls, args):
        return cls._from_parsed_parts(*cls._parse_args(args))

    @classmethod
    def _from_parsed_parts(cls, drv, root, parts):
        self = object.__new__(cls)
        self._drv, self._root, self._parts = drv, root, parts
        return self

    @classmethod
    def _format_parsed_parts(cls, drv, root, parts):
        return drv + root + cls._sep.join(parts[1:]) if drv or root else cls._sep.join(parts)

    @property
    def _names(self):
        return self._parts[1:] if self._drv or self._root else self._parts

    # as text

    def __str__(self):
        try:
            return self._text
        except AttributeError:
            self._text = self._format_parsed_parts(self._drv, self._root, self._parts) or '.'
            return self._text

    def __fspath__(self):
        return str(self)

    def as_posix(self):
        """With / between the parts."""
        return str(self).replace(self._sep, '/')

    def __bytes__(self):
        return os.fsencode(self)

    def __repr__(self):
        return "{}({!r})".format(self.__class__.__name__, self.as_posix())

    def as_uri(self):
        """As a file: address."""
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        if self._windows:
            drive = self._drv
            if len(drive) == 2:
                return 'file:///' + drive + _quote(self.as_posix()[2:].encode('utf-8'))
            return 'file:' + _quote(self.as_posix().encode('utf-8'))
        return 'file://' + _quote(bytes(self))

    # comparing

    @property
    def _cparts(self):
        try:
            return self._folded
        except AttributeError:
            self._folded = [part.lower() for part in self._parts] if self._windows else self._parts
            return self._folded

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._cparts == other._cparts and self._windows is other._windows

    def __hash__(self):
        try:
            return self._hash_value
        except AttributeError:
            self._hash_value = hash(tuple(self._cparts))
            return self._hash_value

    def _other(self, other):
        return other._cparts if isinstance(other, PurePath) and self._windows is other._windows else None

    def __lt__(self, other):
        parts = self._other(other)
        return NotImplemented if parts is None else self._cparts < parts

    def __le__(self, other):
        parts = self._other(other)
        return NotImplemented if parts is None else self._cparts <= parts

    def __gt__(self, other):
        parts = self._other(other)
        return NotImplemented if parts is None else self._cparts > parts

    def __ge__(self, other):
        parts = self._other(other)
        return NotImplemented if parts is None else self._cparts >= parts

    __class_getitem__ = classmethod(type(list[int]))

    # parts

    drive = property(lambda self: self._drv, doc="The drive, '' on POSIX.")
    root = property(lambda self: self._root, doc="The root, or ''.")

    @property
    def anchor(self):
        return self._drv + self._root

    @property
    def parts(self):
        return tuple(self._parts)

    @property
    def name(self):
        """The last part."""
        names = self._names
        return names[-1] if names else ''

    @property
    def suffix(self):
        """The last part's ending, with its dot."""
        name = self.name
        i = name.rfind('.')
        return name[i:] if 0 < i < len(name) - 1 else ''

    @property
    def suffixes(self):
        name = self.name
        return [] if name.endswith('.') else ['.' + suffix for suffix in name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        """The last part without its ending."""
        name = self.name
        i = name.rfind('.')
        return name[:i] if 0 < i < len(name) - 1 else name

    def with_name(self, name):
        """With another last part."""
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        drive, root, parts = self._parse_args((name,))
        if not name or name[-1] in (self._sep, self._altsep) or drive or root or len(parts) != 1:
            raise ValueError("Invalid name %r" % name)
        return self._from_parsed_parts(self._drv, self._root, self._parts[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        """With another ending."""
        if self._sep in suffix or self._altsep and self._altsep in suffix or suffix and not suffix.startswith('.') or suffix == '.':
            raise ValueError("Invalid suffix %r" % suffix)
        name = self.name
        if not name:
            raise ValueError("%r has an empty name" % (self,))
        old = self.suffix
        return self._from_parsed_parts(self._drv, self._root, self._parts[:-1] + [name[:len(name) - len(old)] + suffix])

    def relative_to(self, *other):
        """The way from another path to this one."""
        if not other:
            raise TypeError("need at least one argument")
        base = self._from_parts(other)
        count = len(base._parts)
        if base._cparts != self._cparts[:count] or not base._drv and not base._root and (self._drv or self._root) and count:
            raise ValueError("{!r} is not in the subpath of {!r} OR one path is relative and the other is absolute.".format(str(self), str(base)))
        if not count and (self._drv or self._root):
            raise ValueError("{!r} is not in the subpath of {!r} OR one path is relative and the other is absolute.".format(str(self), str(base)))
        return self._from_parsed_parts('', '', self._parts[count:]) if count else self._from_parsed_parts(self._drv, self._root, self._parts)

    def is_relative_to(self, *other):
        try:
            self.relative_to(*other)
            return True
        except ValueError:
            return False

    def joinpath(self, *args):
        """This path with others behind it."""
        return self._from_parts((self, *args))

    def __truediv__(self, key):
        try:
            return self._from_parts((self, key))
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self._from_parts((key, self))
        except TypeError:
            return NotImplemented

    @property
    def parent(self):
        """The folder around it."""
        if not self._names:
            return self
        return self._from_parsed_parts(self._drv, self._root, self._parts[:-1])

    @property
    def parents(self):
        return _Parents(self)

    def is_absolute(self):
        return bool(self._root and (self._drv or not self._windows))

    def is_reserved(self):
        return False

    def match(self, path_pattern):
        """Whether it matches a pattern; a relative one is about its end."""
        pattern = self._from_parts((path_pattern,))
        if not pattern._parts:
            raise ValueError("empty pattern")
        wanted, parts = pattern._cparts, self._cparts
        if pattern._drv or pattern._root:
            if len(wanted) != len(parts):
                return False
        elif len(wanted) > len(parts):
            return False
        return all(fnmatch.fnmatchcase(part, glob) for part, glob in zip(reversed(parts), reversed(wanted)))


os.PathLike.register(PurePath)


class PurePosixPath(PurePath):
    """With / between the parts."""

    __slots__ = ()


class PureWindowsPath(PurePath):
    r"""With \ between the parts, and drives."""

    __slots__ = ()
    _windows = True
    _sep = '\\'
    _altsep = '/'

    @classmethod
    def _split(cls, text):
        text = text.replace('/', '\\')
        drive, rest = (text[:2], text[2:]) if text[1:2] == ':' else ('', text)
        share = re.match(r'\\\\[^\\]+\\[^\\]+(?!\\\\)', text)
        if share and text[2] != '\\':
            drive, rest = share[0], text[share.end():]
        root = '\\' if rest.startswith('\\') or drive.startswith('\\\\') else ''
        return drive, root, rest.lstrip('\\')

    def is_reserved(self):
        name = self.name.partition('.')[0].partition(':')[0].rstrip(' ').upper()
        return bool(re.fullmatch(r'CON|PRN|AUX|NUL|(COM|LPT)[1-9]', name)) and not self._drv.startswith('\\\\')


_posix_flavour = PurePosixPath._flavour = _Flavour(PurePosixPath)
_windows_flavour = PureWindowsPath._flavour = _Flavour(PureWindowsPath)


class Path(PurePath):
    """A path and the file that is there."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = WindowsPath if os.name == 'nt' else PosixPath
        if cls._windows:
            raise NotImplementedError("cannot instantiate %r on your system" % (cls.__name__,))
        return cls._from_parts(args)

    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        pass

    @classmethod
    def cwd(cls):
        """The working folder."""
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        """The reader's own folder."""
        return cls("~").expanduser()

    def samefile(self, other_path):
        other = other_path.stat() if hasattr(other_path, 'stat') else os.stat(other_path)
        return os.path.samestat(self.stat(), other)

    def iterdir(self):
        """The paths in a folder."""
        for name in os.listdir(self):
            yield self._child(name)

    def _child(self, name):
        return self._from_parsed_parts(self._drv, self._root, self._parts + [name])

    def _pattern(self, pattern):
        if not pattern:
            raise ValueError("Unacceptable pattern: {!r}".format(pattern))
        drive, root, parts = self._parse_args((pattern,))
        if drive or root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        return parts + [''] if pattern[-1] == self._sep else parts

    def glob(self, pattern):
        """The paths below that match a pattern; ** stands for folders of any depth."""
        yield from self._select(self._pattern(pattern), set())

    def rglob(self, pattern):
        """The same at any depth."""
        parts = self._parse_args((pattern,))
        if parts[0] or parts[1]:
            raise NotImplementedError("Non-relative patterns are unsupported")
        yield from self._select(['**', *parts[2], *([''] if pattern and pattern[-1] == self._sep else [])], set())

    def _select(self, parts, seen):
        if not parts:
            yield self
            return
        first, *rest = parts
        if first == '**':
            for folder in self._folders():
                for found in folder._select(rest, set()):
                    if found not in seen:
                        seen.add(found)
                        yield found
            return
        if '**' in first:
            raise ValueError("Invalid pattern: '**' can only be an entire path component")
        if first in ('', '..') or not re.search(r'[*?[]', first):
            child = self._child(first) if first else self
            if child.is_dir() if rest or not first else child.exists():
                yield from child._select(rest, seen)
            return
        matches = re.compile(fnmatch.translate(first)).match
        for name, is_folder in self._entries():
            if matches(name) and (is_folder or not rest):
                yield from self._child(name)._select(rest, seen)

    def _entries(self):
        try:
            with os.scandir(self) as entries:
                return [(entry.name, entry.is_dir()) for entry in entries]
        except PermissionError:
            return []
        except OSError as error:
            if error.errno in (ENOENT, ENOTDIR):
                return []
            raise

    def _folders(self):
        if not self.is_dir():
            return
        yield self
        for name, is_folder in self._entries():
            child = self._child(name)
            if is_folder and not child.is_symlink():
                yield from child._folders()

    def absolute(self):
        """With the working folder in front, nothing resolved."""
        return self if self.is_absolute() else self._from_parts((os.getcwd(), self))

    def resolve(self, strict=False):
        """Without links and '..'."""
        try:
            text = os.path.realpath(self, strict=strict)
        except OSError as error:
            if error.errno == ELOOP:
                raise RuntimeError("Symlink loop from %r" % error.filename) from None
            raise
        return self._from_parts((text,))

    def stat(self, *, follow_symlinks=True):
        """What os.stat() tells."""
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        return self.stat(follow_symlinks=False)

    def owner(self):
        self.stat()
        return 'user'

    group = owner

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        """A stream on the file."""
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        """All bytes of the file."""
        with self.open(mode='rb') as file:
            return file.read()

    def read_text(self, encoding=None, errors=None):
        """All text of the file."""
        with self.open(mode='r', encoding=encoding, errors=errors) as file:
            return file.read()

    def write_bytes(self, data):
        """A new file with these bytes; their number."""
        view = memoryview(data)
        with self.open(mode='wb') as file:
            return file.write(view)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        """A new file with this text; the number of its characters."""
        if not isinstance(data, str):
            raise TypeError('data must be str, not %s' % data.__class__.__name__)
        with self.open(mode='w', encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)

    def readlink(self):
        """What the link refers to."""
        return self._from_parts((os.readlink(self),))

    def touch(self, mode=0o666, exist_ok=True):
        """A file, empty if it is new."""
        if exist_ok and self.exists():
            os.utime(self)
            return
        os.close(os.open(self, os.O_CREAT | os.O_WRONLY | (0 if exist_ok else os.O_EXCL), mode))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """A new folder."""
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self, mode, follow_symlinks=follow_symlinks)

    def lchmod(self, mode):
        self.chmod(mode, follow_symlinks=False)

    def unlink(self, missing_ok=False):
        """Remove the file."""
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        """Remove the empty folder."""
        os.rmdir(self)

    def rename(self, target):
        """Give it another name; the new path."""
        os.rename(self, target)
        return self.__class__(target)

    def replace(self, target):
        os.replace(self, target)
        return self.__class__(target)

    def symlink_to(self, target, target_is_directory=False):
        """Make a link here."""
        os.symlink(target, self, target_is_directory)

    def hardlink_to(self, target):
        os.link(target, self)

    def _mode(self, follow=True):
        """0: there is nothing."""
        try:
            return self.stat(follow_symlinks=follow).st_mode
        except OSError as error:
            if error.errno not in (ENOENT, ENOTDIR, EBADF, ELOOP):
                raise
        except ValueError:
            pass
        return 0

    def exists(self):
        """Whether there is a file."""
        return self._mode() != 0

    def is_dir(self):
        return S_ISDIR(self._mode())

    def is_file(self):
        return S_ISREG(self._mode())

    def is_mount(self):
        return self.is_dir() and os.path.ismount(self)

    def is_symlink(self):
        return S_ISLNK(self._mode(False))

    def is_block_device(self):
        return S_ISBLK(self._mode())

    def is_char_device(self):
        return S_ISCHR(self._mode())

    def is_fifo(self):
        return S_ISFIFO(self._mode())

    def is_socket(self):
        return S_ISSOCK(self._mode())

    def expanduser(self):
        """With a home folder in place of ~."""
        if not (self._drv or self._root) and self._parts and self._parts[0][:1] == '~':
            home = os.path.expanduser(self._parts[0])
            if home[:1] == "~":
                raise RuntimeError("Could not determine home directory.")
            return self._from_parts((home, *self._parts[1:]))
        return self


class PosixPath(Path, PurePosixPath):
    """A path and the file that is there."""

    __slots__ = ()


class WindowsPath(Path, PureWindowsPath):
    r"""Not on this system."""

    __slots__ = ()
