"""Tar archives: ustar, GNU and pax headers, plain or compressed by gzip."""

import builtins
import contextlib
import copy
import io
import os
import re
import shutil
import stat
import struct
import sys
import time

__all__ = ["TarFile", "TarInfo", "is_tarfile", "TarError", "ReadError", "CompressionError", "StreamError", "ExtractError", "HeaderError",
           "ENCODING", "USTAR_FORMAT", "GNU_FORMAT", "PAX_FORMAT", "DEFAULT_FORMAT", "open"]

version = "0.9.0"
symlink_exception = (AttributeError, NotImplementedError, OSError)
NUL = b"\0"
BLOCKSIZE = 512
RECORDSIZE = BLOCKSIZE * 20
GNU_MAGIC, POSIX_MAGIC = b"ustar  \0", b"ustar\x0000"
LENGTH_NAME, LENGTH_LINK, LENGTH_PREFIX = 100, 100, 155
REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, CHRTYPE, BLKTYPE, DIRTYPE, FIFOTYPE, CONTTYPE = (b"0", b"\0", b"1", b"2", b"3", b"4", b"5", b"6",
                                                                                     b"7")
GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE = b"L", b"K", b"S"
XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE = b"x", b"g", b"X"
USTAR_FORMAT, GNU_FORMAT, PAX_FORMAT = range(3)
DEFAULT_FORMAT = PAX_FORMAT
SUPPORTED_TYPES = (REGTYPE, AREGTYPE, LNKTYPE, SYMTYPE, DIRTYPE, FIFOTYPE, CONTTYPE, CHRTYPE, BLKTYPE, GNUTYPE_LONGNAME, GNUTYPE_LONGLINK,
                   GNUTYPE_SPARSE)
REGULAR_TYPES = (REGTYPE, AREGTYPE, CONTTYPE, GNUTYPE_SPARSE)
GNU_TYPES = (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK, GNUTYPE_SPARSE)
PAX_FIELDS = ("path", "linkpath", "size", "mtime", "uid", "gid", "uname", "gname")
PAX_NAME_FIELDS = {"path", "linkpath", "uname", "gname"}
PAX_NUMBER_FIELDS = {"atime": float, "ctime": float, "mtime": float, "uid": int, "gid": int, "size": int}
ENCODING = "utf-8"
_open = builtins.open


class TarError(Exception):
    pass


class ExtractError(TarError):
    pass


class ReadError(TarError):
    pass


class CompressionError(TarError):
    pass


class StreamError(TarError):
    pass


class HeaderError(TarError):
    pass


class EmptyHeaderError(HeaderError):
    pass


class TruncatedHeaderError(HeaderError):
    pass


class EOFHeaderError(HeaderError):
    pass


class InvalidHeaderError(HeaderError):
    pass


class SubsequentHeaderError(HeaderError):
    pass


# ---- fields ----

def stn(s, length, encoding, errors):
    """A text as a field."""
    if s is None:
        raise ValueError("metadata cannot contain None")
    return s.encode(encoding, errors)[:length].ljust(length, NUL)


def nts(s, encoding, errors):
    """A field as a text."""
    p = s.find(b"\0")
    return (s if p == -1 else s[:p]).decode(encoding, errors)


def nti(s):
    """A field as a number."""
    if s[0] in (0o200, 0o377):
        n = int.from_bytes(s[1:], "big")
        return n - 256 ** (len(s) - 1) if s[0] == 0o377 else n
    try:
        return int(nts(s, "ascii", "strict").strip() or "0", 8)
    except ValueError:
        raise InvalidHeaderError("invalid header")


def itn(n, digits=8, format=DEFAULT_FORMAT):
    """A number as a field: octal digits, in GNU's format also binary."""
    n = int(n)
    if 0 <= n < 8 ** (digits - 1):
        return bytes("%0*o" % (digits - 1, n), "ascii") + NUL
    if format == GNU_FORMAT and -256 ** (digits - 1) <= n < 256 ** (digits - 1):
        return bytearray((0o200 if n >= 0 else 0o377,)) + (n % 256 ** (digits - 1)).to_bytes(digits - 1, "big")
    raise ValueError("overflow in number field")


def calc_chksums(buf):
    """Both sums of a header's bytes that count as its checksum."""
    return 256 + sum(struct.unpack_from("148B8x356B", buf)), 256 + sum(struct.unpack_from("148b8x356b", buf))


def copyfileobj(src, dst, length=None, exception=OSError, bufsize=None):
    """Copy `length` bytes, or all."""
    most = bufsize or 16384
    if length is None:
        shutil.copyfileobj(src, dst, most)
        length = 0
    while length > 0:
        piece = src.read(min(most, length))
        if not piece:
            raise exception("unexpected end of data")
        dst.write(piece)
        length -= len(piece)


# ---- what may be extracted ----

class FilterError(TarError):
    """A member that is not to be extracted: in `tarinfo`, and in words."""

    _words = None

    def __init__(self, tarinfo, path=None):
        self.tarinfo = tarinfo
        if path is not None:
            self._path = path
        if self._words:
            super().__init__(self._words.format(name=tarinfo.name, path=path))


class AbsolutePathError(FilterError):
    _words = 'member {name!r} has an absolute path'


class OutsideDestinationError(FilterError):
    _words = '{name!r} would be extracted to {path!r}, which is outside the destination'


class SpecialFileError(FilterError):
    _words = '{name!r} is a special file'


class AbsoluteLinkError(FilterError):
    _words = '{name!r} is a link to an absolute path'


class LinkOutsideDestinationError(FilterError):
    _words = '{name!r} would link to {path!r}, which is outside the destination'


def _inside(root, *path):
    """(whether the path leads into the folder, where it leads)"""
    target = os.path.realpath(os.path.join(root, *path))
    return os.path.commonpath([target, root]) == root, target


def _safe_mode(member, for_data):
    """The permissions that a member may have; of data, those of folders and links are not its own."""
    mode = member.mode & 0o755
    if not for_data:
        return mode
    if member.isdir() or member.issym():
        return None
    if not (member.isreg() or member.islnk()):
        raise SpecialFileError(member)
    return 0o600 | (mode if mode & 0o100 else mode & ~0o111)


def _filtered(member, dest_path, for_data):
    """The attributes that a member gets to be extracted there; FilterError if it is not to be."""
    new, name, root = {}, member.name, os.path.realpath(dest_path)
    if name[:1] in ('/', os.sep):
        name = new['name'] = member.path.lstrip('/' + os.sep)
    if os.path.isabs(name):
        raise AbsolutePathError(member)
    inside, target = _inside(root, name)
    if not inside:
        raise OutsideDestinationError(member, target)
    if member.mode is not None and (mode := _safe_mode(member, for_data)) != member.mode:
        new['mode'] = mode
    if for_data:
        new.update((who, None) for who in ('uid', 'gid', 'uname', 'gname') if getattr(member, who) is not None)
        if member.issym() or member.islnk():
            if os.path.isabs(member.linkname):
                raise AbsoluteLinkError(member)
            inside, target = _inside(root, os.path.dirname(name) if member.issym() else '', member.linkname)
            if not inside:
                raise LinkOutsideDestinationError(member, target)
    return new


def fully_trusted_filter(member, dest_path):
    """All as it is."""
    return member


def tar_filter(member, dest_path):
    """Nothing outside the folder, no write permission for others."""
    new = _filtered(member, dest_path, False)
    return member.replace(**new, deep=False) if new else member


def data_filter(member, dest_path):
    """As tar_filter, and only files, folders and links inside; owners are left out."""
    new = _filtered(member, dest_path, True)
    return member.replace(**new, deep=False) if new else member


_NAMED_FILTERS = {"fully_trusted": fully_trusted_filter, "tar": tar_filter, "data": data_filter}
_KEEP = object()


# ---- members ----

class _FileInFile:
    """The data of a member as a file without a buffer."""

    def __init__(self, fileobj, offset, size):
        self.fileobj, self.offset, self.size, self.position, self.closed = fileobj, offset, size, 0, False
        self.name = getattr(fileobj, 'name', None)

    def flush(self):
        pass

    def readable(self):
        return True

    def writable(self):
        return False

    def seekable(self):
        return self.fileobj.seekable()

    def tell(self):
        return self.position

    def seek(self, position, whence=io.SEEK_SET):
        if whence not in (io.SEEK_SET, io.SEEK_CUR, io.SEEK_END):
            raise ValueError("Invalid argument")
        start = (0, self.position, self.size)[whence]
        self.position = max(min(position, self.size) if whence == io.SEEK_SET else min(start + position, self.size), 0)
        return self.position

    def read(self, size=None):
        left = self.size - self.position
        size = left if size is None or size < 0 else min(size, left)
        self.fileobj.seek(self.offset + self.position)
        data = self.fileobj.read(size)
        if len(data) < size:
            raise ReadError("unexpected end of data")
        self.position += size
        return data

    def readinto(self, b):
        buf = self.read(len(b))
        b[:len(buf)] = buf
        return len(buf)

    def close(self):
        self.closed = True


class ExFileObject(io.BufferedReader):
    """What extractfile() gives."""

    def __init__(self, tarfile, tarinfo):
        super().__init__(_FileInFile(tarfile.fileobj, tarinfo.offset_data, tarinfo.size))


class TarInfo(object):
    """A member: name, mode, owner, size, time, type, link."""

    __slots__ = dict(name='Name of the archive member.', mode='Permission bits.', uid='User ID.', gid='Group ID.', size='Size in bytes.',
                     mtime='Time of last modification.', chksum='Header checksum.', type='File type.',
                     linkname='Name of the target of a link.', uname='User name.', gname='Group name.', devmajor='Device major number.',
                     devminor='Device minor number.', offset='The tar header starts here.', offset_data="The file's data starts here.",
                     pax_headers='Key-value pairs of the pax extended header.', sparse='Sparse member information.', tarfile=None,
                     _sparse_structs=None, _link_target=None)

    def __init__(self, name=""):
        self.name = name
        self.mode = 0o644
        self.uid = self.gid = self.size = self.mtime = self.chksum = 0
        self.type = REGTYPE
        self.linkname = self.uname = self.gname = ""
        self.devmajor = self.devminor = self.offset = self.offset_data = 0
        self.sparse = self.tarfile = None
        self.pax_headers = {}

    path = property(lambda self: self.name, lambda self, name: setattr(self, 'name', name), doc='The name, as pax headers call it.')


    linkpath = property(lambda self: self.linkname, lambda self, name: setattr(self, 'linkname', name), doc='As pax headers call it.')


    def __repr__(self):
        return "<%s %r at %#x>" % (self.__class__.__name__, self.name, id(self))

    def replace(self, *, name=_KEEP, mtime=_KEEP, mode=_KEEP, linkname=_KEEP, uid=_KEEP, gid=_KEEP, uname=_KEEP, gname=_KEEP, deep=True,
                _KEEP=_KEEP):
        """A copy with other attributes."""
        result = copy.deepcopy(self) if deep else copy.copy(self)
        for attr, value in dict(name=name, mtime=mtime, mode=mode, linkname=linkname, uid=uid, gid=gid, uname=uname, gname=gname).items():
            if value is not _KEEP:
                setattr(result, attr, value)
        return result

    def get_info(self):
        """The attributes as a dict."""
        info = {"name": self.name, "mode": None if self.mode is None else self.mode & 0o7777}
        for name in "uid gid size mtime chksum type linkname uname gname devmajor devminor".split():
            info[name] = getattr(self, name)
        if info["type"] == DIRTYPE and not info["name"].endswith("/"):
            info["name"] += "/"
        return info

    def tobuf(self, format=DEFAULT_FORMAT, encoding=ENCODING, errors="surrogateescape"):
        """The header's blocks."""
        info = self.get_info()
        if missing := [name for name, value in info.items() if value is None]:
            raise ValueError(f"{missing[0]} may not be None")
        if format == PAX_FORMAT:
            return self.create_pax_header(info, encoding)
        makers = {USTAR_FORMAT: self.create_ustar_header, GNU_FORMAT: self.create_gnu_header}
        if format not in makers:
            raise ValueError("invalid format")
        return makers[format](info, encoding, errors)

    def create_ustar_header(self, info, encoding, errors):
        """The block of POSIX 1003.1-1988: names are short."""
        size = lambda field: len(info[field].encode(encoding, errors))
        if size("linkname") > LENGTH_LINK:
            raise ValueError("linkname is too long")
        info["magic"] = POSIX_MAGIC
        if size("name") > LENGTH_NAME:
            info["prefix"], info["name"] = self._posix_split_name(info["name"], encoding, errors)
        return self._create_header(info, USTAR_FORMAT, encoding, errors)

    def create_gnu_header(self, info, encoding, errors):
        info["magic"] = GNU_MAGIC
        buf = b""
        for field, length, kind in (("linkname", LENGTH_LINK, GNUTYPE_LONGLINK), ("name", LENGTH_NAME, GNUTYPE_LONGNAME)):
            if len(info[field].encode(encoding, errors)) > length:
                name = info[field].encode(encoding, errors) + NUL
                head = {"name": "././@LongLink", "type": kind, "size": len(name), "magic": GNU_MAGIC}
                buf += self._create_header(head, USTAR_FORMAT, encoding, errors) + self._create_payload(name)
        return buf + self._create_header(info, GNU_FORMAT, encoding, errors)

    def create_pax_header(self, info, encoding):
        info["magic"] = POSIX_MAGIC
        pax_headers = self.pax_headers.copy()
        for name, hname, length in (("name", "path", LENGTH_NAME), ("linkname", "linkpath", LENGTH_LINK), ("uname", "uname", 32),
                                    ("gname", "gname", 32)):
            if hname not in pax_headers and (not info[name].isascii() or len(info[name]) > length):
                pax_headers[hname] = info[name]
        for name, digits in (("uid", 8), ("gid", 8), ("size", 12), ("mtime", 12)):
            val = info[name]
            if not 0 <= val < 8 ** (digits - 1):
                info[name] = 0
            elif isinstance(val, float):
                info[name] = int(round(val))
            else:
                continue
            pax_headers.setdefault(name, str(val))
        buf = self._create_pax_generic_header(pax_headers, XHDTYPE, encoding) if pax_headers else b""
        return buf + self._create_header(info, USTAR_FORMAT, "ascii", "replace")

    @classmethod
    def create_pax_global_header(cls, pax_headers):
        return cls._create_pax_generic_header(pax_headers, XGLTYPE, "utf-8")

    def _posix_split_name(self, name, encoding, errors):
        """(prefix, name) of a long name."""
        parts = name.split("/")
        for i in range(1, len(parts)):
            prefix, rest = "/".join(parts[:i]), "/".join(parts[i:])
            if len(prefix.encode(encoding, errors)) <= LENGTH_PREFIX and len(rest.encode(encoding, errors)) <= LENGTH_NAME:
                return prefix, rest
        raise ValueError("name is too long")

    @staticmethod
    def _create_header(info, format, encoding, errors):
        kind = info.get("type", REGTYPE)
        if kind in (CHRTYPE, BLKTYPE):
            devices = itn(info.get("devmajor", 0), 8, format) + itn(info.get("devminor", 0), 8, format)
        else:
            devices = NUL * 16
        buf = struct.pack("%ds" % BLOCKSIZE, b"".join([
            stn(info.get("name", ""), 100, encoding, errors), itn(info.get("mode", 0) & 0o7777, 8, format),
            itn(info.get("uid", 0), 8, format), itn(info.get("gid", 0), 8, format), itn(info.get("size", 0), 12, format),
            itn(info.get("mtime", 0), 12, format), b"        ", kind, stn(info.get("linkname", ""), 100, encoding, errors),
            info.get("magic", POSIX_MAGIC), stn(info.get("uname", ""), 32, encoding, errors),
            stn(info.get("gname", ""), 32, encoding, errors), devices, stn(info.get("prefix", ""), 155, encoding, errors)]))
        return buf[:148] + bytes("%06o\0" % calc_chksums(buf)[0], "ascii") + buf[155:]

    @staticmethod
    def _create_payload(payload):
        return payload + -len(payload) % BLOCKSIZE * NUL

    @classmethod
    def _create_pax_generic_header(cls, pax_headers, type, encoding):
        binary = False
        for value in pax_headers.values():
            try:
                value.encode("utf-8", "strict")
            except UnicodeEncodeError:
                binary = True
        records = b"21 hdrcharset=BINARY\n" if binary else b""
        for keyword, value in pax_headers.items():
            record = b" " + keyword.encode("utf-8") + b"="
            record += (value.encode(encoding, "surrogateescape") if binary else value.encode("utf-8")) + b"\n"
            length, before = len(record), 0
            while length + len(str(before)) != before:  # the length counts its own digits
                before = length + len(str(before))
            records += bytes(str(before), "ascii") + record
        info = {"name": "././@PaxHeader", "type": type, "size": len(records), "magic": POSIX_MAGIC}
        return cls._create_header(info, USTAR_FORMAT, "ascii", "replace") + cls._create_payload(records)

    @classmethod
    def frombuf(cls, buf, encoding, errors):
        """The member of a header's block."""
        if not buf:
            raise EmptyHeaderError("empty header")
        if len(buf) != BLOCKSIZE:
            raise TruncatedHeaderError("truncated header")
        if not any(buf):
            raise EOFHeaderError("end of file header")
        number = lambda start, end: nti(buf[start:end])
        text = lambda start, end: nts(buf[start:end], encoding, errors)
        sum_there = number(148, 156)
        if sum_there not in calc_chksums(buf):
            raise InvalidHeaderError("bad checksum")
        member = cls()
        member.name, member.chksum, member.type = text(0, 100), sum_there, buf[156:157]
        member.mode, member.uid, member.gid = number(100, 108), number(108, 116), number(116, 124)
        member.size, member.mtime = number(124, 136), number(136, 148)
        member.linkname, member.uname, member.gname = text(157, 257), text(265, 297), text(297, 329)
        member.devmajor, member.devminor, prefix = number(329, 337), number(337, 345), text(345, 500)
        if member.type == AREGTYPE and member.name[-1:] == "/":  # of an old archive
            member.type = DIRTYPE
        if member.isdir():
            member.name = member.name.rstrip("/")
        if prefix and member.type not in GNU_TYPES:
            member.name = f"{prefix}/{member.name}"
        return member

    @classmethod
    def fromtarfile(cls, tarfile):
        """The next member of an archive."""
        obj = cls.frombuf(tarfile.fileobj.read(BLOCKSIZE), tarfile.encoding, tarfile.errors)
        obj.offset = tarfile.fileobj.tell() - BLOCKSIZE
        return obj._proc_member(tarfile)

    def _proc_member(self, tarfile):
        if self.type in (GNUTYPE_LONGNAME, GNUTYPE_LONGLINK):
            return self._proc_gnulong(tarfile)
        if self.type in (XHDTYPE, XGLTYPE, SOLARIS_XHDTYPE):
            return self._proc_pax(tarfile)
        return self._proc_builtin(tarfile)

    def _proc_builtin(self, tarfile):
        self.offset_data = tarfile.fileobj.tell()
        tarfile.offset = self._end()
        self._apply_pax_info(tarfile.pax_headers, tarfile.encoding, tarfile.errors)
        self.name = self.name.rstrip("/") if self.isdir() else self.name
        return self

    def _end(self):
        """Where the header behind its data is; what is no file, of a type that is known, has no data."""
        has_data = self.isreg() or self.type not in SUPPORTED_TYPES
        return self.offset_data + (self._block(self.size) if has_data else 0)

    def _next(self, tarfile):
        try:
            return self.fromtarfile(tarfile)
        except HeaderError as e:
            raise SubsequentHeaderError(str(e)) from None

    def _proc_gnulong(self, tarfile):
        buf = tarfile.fileobj.read(self._block(self.size))
        following = self._next(tarfile)
        following.offset = self.offset
        text = nts(buf, tarfile.encoding, tarfile.errors)
        if self.type == GNUTYPE_LONGNAME:
            following.name = text
        else:
            following.linkname = text
        if following.isdir():
            following.name = following.name.removesuffix("/")
        return following

    def _proc_pax(self, tarfile):
        buf = tarfile.fileobj.read(self._block(self.size))
        pax_headers = tarfile.pax_headers if self.type == XGLTYPE else tarfile.pax_headers.copy()
        binary = re.search(rb"\d+ hdrcharset=([^\n]+)\n", buf[:self.size])
        if binary:
            pax_headers["hdrcharset"] = binary.group(1).decode("utf-8")
        encoding = tarfile.encoding if pax_headers.get("hdrcharset") == "BINARY" else "utf-8"
        pos = 0
        while match := re.compile(rb"(\d+) ([^=]+)=").match(buf, pos):
            length = int(match[1])
            if length == 0:
                raise InvalidHeaderError("invalid header")
            keyword = match[2].decode("utf-8", tarfile.errors)
            value = buf[match.end():pos + length - 1]
            pax_headers[keyword] = value.decode(encoding if keyword in PAX_NAME_FIELDS else "utf-8", tarfile.errors)
            pos += length
        following = self._next(tarfile)
        if self.type in (XHDTYPE, SOLARIS_XHDTYPE):
            following._apply_pax_info(pax_headers, tarfile.encoding, tarfile.errors)
            following.offset = self.offset
            if "size" in pax_headers:
                tarfile.offset = following._end()
        return following

    def _apply_pax_info(self, pax_headers, encoding, errors):
        for name, value in pax_headers.items():
            if name not in PAX_FIELDS:
                continue
            if name in PAX_NUMBER_FIELDS:
                try:
                    value = PAX_NUMBER_FIELDS[name](value)
                except ValueError:
                    value = 0
            setattr(self, name, value.rstrip("/") if name == "path" else value)
        self.pax_headers = {**pax_headers}

    def _block(self, count):
        """A size in whole blocks."""
        return (count + BLOCKSIZE - 1) // BLOCKSIZE * BLOCKSIZE

    def isreg(self):
        return self.type in REGULAR_TYPES

    def isfile(self):
        return self.isreg()

    def isdir(self):
        return self.type == DIRTYPE

    def issym(self):
        return self.type == SYMTYPE

    def islnk(self):
        return self.type == LNKTYPE

    def ischr(self):
        return self.type == CHRTYPE

    def isblk(self):
        return self.type == BLKTYPE

    def isfifo(self):
        return self.type == FIFOTYPE

    def issparse(self):
        return self.sparse is not None

    def isdev(self):
        return self.type in (CHRTYPE, BLKTYPE, FIFOTYPE)


# ---- archives ----

_MODES = {"r": "rb", "a": "r+b", "w": "wb", "x": "xb"}

class TarFile(object):
    """An archive: of a path or an open file, to be read ('r'), made ('w', 'x') or added to ('a')."""

    debug = 0
    dereference = False
    ignore_zeros = False
    errorlevel = 1
    format = DEFAULT_FORMAT
    encoding = ENCODING
    errors = None
    tarinfo = TarInfo
    fileobject = ExFileObject
    extraction_filter = None

    def __init__(self, name=None, mode="r", fileobj=None, format=None, tarinfo=None, dereference=None, ignore_zeros=None, encoding=None,
                 errors="surrogateescape", pax_headers=None, debug=None, errorlevel=None, copybufsize=None):
        if mode not in _MODES:
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        self._extfileobj = bool(fileobj)
        if not fileobj:
            self.mode = "w" if mode == "a" and not os.path.exists(name) else mode
            self._mode = _MODES[self.mode]
            fileobj = _open(name, self._mode)
        else:
            self.mode, self._mode = mode, getattr(fileobj, "mode", _MODES[mode])
            if name is None and isinstance(getattr(fileobj, "name", None), (str, bytes)):
                name = fileobj.name
        self.fileobj, self.name = fileobj, os.path.abspath(name) if name else None
        for key, value in dict(format=format, tarinfo=tarinfo, dereference=dereference, ignore_zeros=ignore_zeros, encoding=encoding,
                               debug=debug, errorlevel=errorlevel).items():
            if value is not None:
                setattr(self, key, value)
        self.pax_headers = pax_headers if self.format == PAX_FORMAT and pax_headers is not None else {}
        self.errors, self.copybufsize = errors, copybufsize
        self.members, self.inodes, self.firstmember = [], {}, None
        self.closed = self._loaded = False
        self.offset = fileobj.tell()
        try:
            if self.mode == "r":
                self.firstmember = self.next()
            else:
                if self.mode == "a":
                    self._read_to_end()
                self._loaded = True
                if self.pax_headers:
                    self._write(self.tarinfo.create_pax_global_header({**self.pax_headers}))
        except:
            self._leave()
            raise

    def _read_to_end(self):
        """Know the members; new ones take the place of the empty blocks."""
        try:
            while True:
                self.fileobj.seek(self.offset)
                self.members.append(self.tarinfo.fromtarfile(self))
        except EOFHeaderError:
            self.fileobj.seek(self.offset)
        except HeaderError as problem:
            raise ReadError(str(problem)) from None

    def _write(self, data):
        self.fileobj.write(data)
        self.offset += len(data)

    def _leave(self):
        """No more is done with the file."""
        self.closed = True
        if not self._extfileobj:
            self.fileobj.close()

    @classmethod
    def open(cls, name=None, mode="r", fileobj=None, bufsize=RECORDSIZE, **kwargs):
        """An archive; modes as 'r', 'r:', 'r:gz', 'w:gz', 'r:*', and with '|' in place of ':' for streams."""
        if not name and not fileobj:
            raise ValueError("nothing to open")
        if mode in ("r", "r:*"):
            return cls._open_any(name, fileobj, kwargs)
        for separator in ":|":
            if separator in mode:
                access, _, packing = mode.partition(separator)
                access, packing = access or "r", packing or "tar"
                if separator == "|":
                    return cls._open_stream(name, access, packing, fileobj, kwargs)
                if packing not in cls.OPEN_METH:
                    raise CompressionError("unknown compression type %r" % packing)
                return getattr(cls, cls.OPEN_METH[packing])(name, access, fileobj, **kwargs)
        if mode not in ("a", "w", "x"):
            raise ValueError("undiscernible mode")
        return cls.taropen(name, mode, fileobj, **kwargs)

    @classmethod
    def _open_any(cls, name, fileobj, kwargs):
        """However it is packed: tried one after the other, plain ones last."""
        begin = None if fileobj is None else fileobj.tell()
        problems = []
        for packing in sorted(cls.OPEN_METH, key="tar".__eq__):
            try:
                return getattr(cls, cls.OPEN_METH[packing])(name, "r", fileobj, **kwargs)
            except (ReadError, CompressionError) as problem:
                problems.append(f'\n- method {packing}: {problem!r}')
            if fileobj is not None:
                fileobj.seek(begin)
        raise ReadError("file could not be opened successfully:" + ''.join(problems))

    @classmethod
    def _open_stream(cls, name, access, packing, fileobj, kwargs):
        if access not in ("r", "w"):
            raise ValueError("mode must be 'r' or 'w'")
        stream = _Stream(name, access, packing, fileobj)
        try:
            return cls._owning(cls(name, access, stream, **kwargs))
        except:
            stream.close()
            raise

    @staticmethod
    def _owning(archive):
        """One that closes its file, which was opened for it."""
        archive._extfileobj = False
        return archive

    @classmethod
    def taropen(cls, name, mode="r", fileobj=None, **kwargs):
        """One that is not packed."""
        return cls(name, mode, fileobj, **kwargs)

    @classmethod
    def gzopen(cls, name, mode="r", fileobj=None, compresslevel=9, **kwargs):
        """One packed by gzip."""
        cls._check_packed(mode)
        from gzip import GzipFile
        try:
            packed = GzipFile(name, mode + "b", compresslevel, fileobj)
        except OSError as problem:
            if mode == 'r' and fileobj is not None:
                raise ReadError("not a gzip file") from problem
            raise
        return cls._other(packed, "a gzip", name, mode, kwargs)

    @staticmethod
    def _check_packed(mode):
        if mode not in ("r", "w", "x"):
            raise ValueError("mode must be 'r', 'w' or 'x'")

    @classmethod
    def bz2open(cls, name, mode="r", fileobj=None, compresslevel=9, **kwargs):
        """One packed by bzip2."""
        cls._check_packed(mode)
        try:
            from bz2 import BZ2File
        except ImportError:
            raise CompressionError("bz2 module is not available") from None
        return cls._other(BZ2File(fileobj or name, mode, compresslevel=compresslevel), "a bzip2", name, mode, kwargs)

    @classmethod
    def xzopen(cls, name, mode="r", fileobj=None, preset=None, **kwargs):
        """One packed by xz."""
        cls._check_packed(mode)
        try:
            from lzma import LZMAFile
        except ImportError:
            raise CompressionError("lzma module is not available") from None
        return cls._other(LZMAFile(fileobj or name, mode, preset=preset), "an lzma", name, mode, kwargs)

    @classmethod
    def _other(cls, packed, kind, name, mode, kwargs):
        try:
            return cls._owning(cls.taropen(name, mode, packed, **kwargs))
        except BaseException as problem:
            packed.close()
            if mode == 'r' and isinstance(problem, Exception) and not isinstance(problem, TarError):
                raise ReadError(f"not {kind} file") from problem
            raise

    OPEN_METH = {"tar": "taropen", "gz": "gzopen", "bz2": "bz2open", "xz": "xzopen"}

    def close(self):
        """Close it; two empty blocks are its end."""
        if not self.closed:
            try:
                if self.mode != "r":
                    self._write(bytes(2 * BLOCKSIZE))
                    self._write(bytes(-self.offset % RECORDSIZE))
            finally:
                self._leave()

    def getmember(self, name):
        """The last member of a name."""
        for member in reversed(self.getmembers()):
            if name.rstrip('/') == member.name:
                return member
        raise KeyError("filename %r not found" % name)

    def getmembers(self):
        """All members in order."""
        self._check()
        if not self._loaded:
            self._load()
        return self.members

    def getnames(self):
        return [tarinfo.name for tarinfo in self.getmembers()]

    def gettarinfo(self, name=None, arcname=None, fileobj=None):
        """A member for a file."""
        self._check("awx")
        if fileobj is not None:
            name = fileobj.name
        if arcname is None:
            arcname = name
        arcname = os.path.splitdrive(arcname)[1].replace(os.sep, "/").lstrip("/")
        tarinfo = self.tarinfo()
        tarinfo.tarfile = self
        if fileobj is not None:
            statres = os.fstat(fileobj.fileno())
        else:
            statres = os.stat(name) if self.dereference else os.lstat(name)
        linkname = ""
        mode = statres.st_mode
        if stat.S_ISREG(mode):
            inode = statres.st_ino, statres.st_dev
            if not self.dereference and statres.st_nlink > 1 and inode in self.inodes and arcname != self.inodes[inode]:
                kind, linkname = LNKTYPE, self.inodes[inode]
            else:
                kind = REGTYPE
                if inode[0]:
                    self.inodes[inode] = arcname
        elif stat.S_ISDIR(mode):
            kind = DIRTYPE
        elif stat.S_ISLNK(mode):
            kind, linkname = SYMTYPE, os.readlink(name)
        elif stat.S_ISFIFO(mode):
            kind = FIFOTYPE
        elif stat.S_ISCHR(mode):
            kind = CHRTYPE
        elif stat.S_ISBLK(mode):
            kind = BLKTYPE
        else:
            return None
        tarinfo.name, tarinfo.mode, tarinfo.uid, tarinfo.gid = arcname, mode, statres.st_uid, statres.st_gid
        tarinfo.size = statres.st_size if kind == REGTYPE else 0
        tarinfo.mtime = statres.st_mtime
        tarinfo.type, tarinfo.linkname = kind, linkname
        try:
            import grp
            import pwd
            tarinfo.uname = pwd.getpwuid(tarinfo.uid)[0]
            tarinfo.gname = grp.getgrgid(tarinfo.gid)[0]
        except (ImportError, KeyError):
            pass
        return tarinfo

    def list(self, verbose=True, *, members=None):
        """Print a table of the members."""
        self._check()
        for tarinfo in self if members is None else members:
            parts = []
            if verbose:
                parts.append("??????????" if tarinfo.mode is None else stat.filemode(tarinfo.mode))
                parts.append("%s/%s" % (tarinfo.uname or tarinfo.uid, tarinfo.gname or tarinfo.gid))
                if tarinfo.ischr() or tarinfo.isblk():
                    parts.append("%10s" % ("%d,%d" % (tarinfo.devmajor, tarinfo.devminor)))
                else:
                    parts.append("%10d" % tarinfo.size)
                parts.append("????-??-?? ??:??:??" if tarinfo.mtime is None else
                             "%d-%02d-%02d %02d:%02d:%02d" % time.localtime(tarinfo.mtime)[:6])
            parts.append(tarinfo.name + ("/" if tarinfo.isdir() else ""))
            if verbose:
                if tarinfo.issym():
                    parts.append("-> " + tarinfo.linkname)
                if tarinfo.islnk():
                    parts.append("link to " + tarinfo.linkname)
            print(*parts, '')

    def add(self, name, arcname=None, recursive=True, *, filter=None):
        """Add a file, or a folder with all in it. filter gets each member and may change it, or give None."""
        self._check("awx")
        if arcname is None:
            arcname = name
        if self.name is not None and os.path.abspath(name) == self.name:
            return
        tarinfo = self.gettarinfo(name, arcname)
        if tarinfo is None:
            return
        if filter is not None:
            tarinfo = filter(tarinfo)
            if tarinfo is None:
                return
        if tarinfo.isreg():
            with _open(name, "rb") as f:
                self.addfile(tarinfo, f)
        elif tarinfo.isdir():
            self.addfile(tarinfo)
            if recursive:
                for f in sorted(os.listdir(name)):
                    self.add(os.path.join(name, f), os.path.join(arcname, f), recursive, filter=filter)
        else:
            self.addfile(tarinfo)

    def addfile(self, tarinfo, fileobj=None):
        """Add a member, with tarinfo.size bytes of a file."""
        self._check("awx")
        member = copy.copy(tarinfo)
        self._write(member.tobuf(self.format, self.encoding, self.errors))
        if fileobj is not None:
            copyfileobj(fileobj, self.fileobj, member.size, bufsize=self.copybufsize)
            self.offset += member.size
            self._write(bytes(-member.size % BLOCKSIZE))
        self.members.append(member)

    # ---- extracting ----

    def _get_filter_function(self, filter):
        if filter is not None:
            if not callable(filter) and filter not in _NAMED_FILTERS:
                raise ValueError(f"filter {filter!r} not found") from None
            return filter if callable(filter) else _NAMED_FILTERS[filter]
        if isinstance(self.extraction_filter, str):
            raise TypeError('String names are not supported for TarFile.extraction_filter. Use a function such as '
                            'tarfile.data_filter directly.')
        return fully_trusted_filter if self.extraction_filter is None else self.extraction_filter

    def extractall(self, path=".", members=None, *, numeric_owner=False, filter=None):
        """Write all members, or the given ones, into a folder."""
        function, folders = self._get_filter_function(filter), []
        for member in self if members is None else members:
            tarinfo = self._get_extract_tarinfo(member, function, path)
            if tarinfo is not None:
                if tarinfo.isdir():
                    folders.append(tarinfo)
                self._extract_one(tarinfo, path, not tarinfo.isdir(), numeric_owner)
        # Folders that may not be written to are made so when all is in them.
        for folder in sorted(folders, key=lambda member: member.name, reverse=True):
            with self._tolerant():
                self._set_attrs(folder, os.path.join(path, folder.name), numeric_owner)

    @contextlib.contextmanager
    def _tolerant(self):
        """What goes wrong ends it all, or is told, as errorlevel says."""
        try:
            yield
        except (OSError, FilterError) as problem:
            self._handle_fatal_error(problem)
        except ExtractError as problem:
            self._handle_nonfatal_error(problem)

    def extract(self, member, path="", set_attrs=True, *, numeric_owner=False, filter=None):
        """Write a member into a folder."""
        tarinfo = self._get_extract_tarinfo(member, self._get_filter_function(filter), path)
        if tarinfo is not None:
            self._extract_one(tarinfo, path, set_attrs, numeric_owner)

    def _get_extract_tarinfo(self, member, filter_function, path):
        tarinfo = self.getmember(member) if isinstance(member, str) else member
        with self._tolerant():
            tarinfo = filter_function(tarinfo, path)
        if tarinfo is not None and tarinfo.islnk():
            tarinfo = copy.copy(tarinfo)
            tarinfo._link_target = os.path.join(path, tarinfo.linkname)
        return tarinfo

    def _extract_one(self, tarinfo, path, set_attrs, numeric_owner):
        self._check("r")
        with self._tolerant():
            self._extract_member(tarinfo, os.path.join(path, tarinfo.name), set_attrs, numeric_owner)

    def _handle_nonfatal_error(self, e):
        if self.errorlevel > 1:
            raise
        self._dbg(1, "tarfile: %s" % e)

    def _handle_fatal_error(self, e):
        if self.errorlevel > 0:
            raise
        self._dbg(1, "tarfile: %s" % (e.strerror if isinstance(e, OSError) and e.filename is None else e))

    def extractfile(self, member):
        """A member's data as a file; None if it is no file."""
        self._check("r")
        tarinfo = self.getmember(member) if isinstance(member, str) else member
        if tarinfo.isreg() or tarinfo.type not in SUPPORTED_TYPES:
            return self.fileobject(self, tarinfo)
        if tarinfo.islnk() or tarinfo.issym():
            if isinstance(self.fileobj, _Stream):
                raise StreamError("cannot extract (sym)link as file object")
            return self.extractfile(self._find_link_target(tarinfo))
        return None

    def _extract_member(self, tarinfo, targetpath, set_attrs=True, numeric_owner=False):
        targetpath = targetpath.replace("/", os.sep).rstrip(os.sep)
        if folder := os.path.dirname(targetpath):
            os.makedirs(folder, exist_ok=True)
        self._dbg(1, tarinfo.name)
        makers = {REGTYPE: self.makefile, DIRTYPE: self.makedir, FIFOTYPE: self.makefifo, CHRTYPE: self.makedev, BLKTYPE: self.makedev,
                  LNKTYPE: self.makelink, SYMTYPE: self.makelink}
        make = self.makefile if tarinfo.isreg() else makers.get(tarinfo.type, self.makeunknown)
        make(tarinfo, targetpath)
        if set_attrs and not tarinfo.issym():
            self._set_attrs(tarinfo, targetpath, numeric_owner)

    def _set_attrs(self, tarinfo, targetpath, numeric_owner=False):
        self.chown(tarinfo, targetpath, numeric_owner)
        self.chmod(tarinfo, targetpath)
        self.utime(tarinfo, targetpath)

    def makedir(self, tarinfo, targetpath):
        try:
            os.mkdir(targetpath) if tarinfo.mode is None else os.mkdir(targetpath, 0o700)
        except FileExistsError:
            if not os.path.isdir(targetpath):
                raise

    def makefile(self, tarinfo, targetpath):
        source = self.fileobj
        source.seek(tarinfo.offset_data)
        with _open(targetpath, "wb") as target:
            copyfileobj(source, target, tarinfo.size, ReadError, self.copybufsize)

    def makeunknown(self, tarinfo, targetpath):
        self.makefile(tarinfo, targetpath)
        self._dbg(1, "tarfile: Unknown file type %r, extracted as regular file." % tarinfo.type)

    def makefifo(self, tarinfo, targetpath):
        raise ExtractError("fifo not supported by system")

    def makedev(self, tarinfo, targetpath):
        raise ExtractError("special devices not supported by system")

    def makelink(self, tarinfo, targetpath):
        if tarinfo.issym():
            if os.path.lexists(targetpath):
                os.unlink(targetpath)
            os.symlink(tarinfo.linkname, targetpath)
            return
        try:
            os.link(tarinfo._link_target, targetpath)
        except (AttributeError, OSError):
            try:
                self._extract_member(self._find_link_target(tarinfo), targetpath)
            except KeyError:
                raise ExtractError("unable to resolve link inside archive") from None

    def chown(self, tarinfo, targetpath, numeric_owner):
        """There are no owners here."""

    def chmod(self, tarinfo, targetpath):
        if tarinfo.mode is not None:
            try:
                os.chmod(targetpath, tarinfo.mode)
            except OSError as e:
                raise ExtractError("could not change mode") from e

    def utime(self, tarinfo, targetpath):
        if tarinfo.mtime is not None:
            try:
                os.utime(targetpath, (tarinfo.mtime, tarinfo.mtime))
            except OSError as e:
                raise ExtractError("could not change modification time") from e

    # ---- reading ----

    def next(self):
        """The next member, None at the end."""
        self._check("ra")
        if self.firstmember is not None:
            first, self.firstmember = self.firstmember, None
            return first
        if self.fileobj.tell() != self.offset:
            if not self.offset:
                return None
            self.fileobj.seek(self.offset - 1)
            if not self.fileobj.read(1):
                raise ReadError("unexpected end of data")
        member = self._read_header()
        if member is None:
            self._loaded = True
        else:
            self.members.append(member)
        return member

    def _read_header(self):
        """The member whose header comes, None if there is none. With ignore_zeros, blocks that are no header are skipped."""
        while True:
            try:
                return self.tarinfo.fromtarfile(self)
            except (EOFHeaderError, InvalidHeaderError) as problem:
                if not self.ignore_zeros:
                    wrong = isinstance(problem, InvalidHeaderError) and str(problem)
                    break
                self._dbg(2, f"0x{self.offset:X}: {problem}")
                self.offset += BLOCKSIZE
            except EmptyHeaderError:
                wrong = "empty file"
                break
            except TruncatedHeaderError as problem:
                wrong = str(problem)
                break
            except SubsequentHeaderError as problem:
                raise ReadError(str(problem)) from None
            except Exception as problem:
                import zlib
                if not isinstance(problem, zlib.error):
                    raise
                raise ReadError(f'zlib error: {problem}') from None
        if wrong and not self.offset:  # else it is taken for the end
            raise ReadError(wrong)

    def _find_link_target(self, tarinfo):
        if tarinfo.issym():
            linkname = "/".join(filter(None, (os.path.dirname(tarinfo.name), tarinfo.linkname)))
            members = self.getmembers()
        else:
            linkname = tarinfo.linkname
            members = self.getmembers()
            if tarinfo in members:
                members = members[:members.index(tarinfo)]
        linkname = os.path.normpath(linkname)
        for member in reversed(members):
            if member.name == linkname:
                return member
        raise KeyError("linkname %r not found" % linkname)

    def _load(self):
        while self.next() is not None:
            pass
        self._loaded = True

    def __iter__(self):
        if self._loaded:
            yield from self.members
            return
        # Somebody else may read on meanwhile.
        count, member = 0, self.next() if self.firstmember is not None else None
        while True:
            if member is None:
                if count < len(self.members):
                    member = self.members[count]
                elif self._loaded or not (member := self.next()):
                    self._loaded = True
                    return
            count += 1
            yield member
            member = None

    def _check(self, mode=None):
        if self.closed:
            raise OSError("%s is closed" % self.__class__.__name__)
        if mode is not None and self.mode not in mode:
            raise OSError("bad operation for mode %r" % self.mode)

    def _dbg(self, level, msg):
        if self.debug >= level:
            print(msg, file=sys.stderr)

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, kind, value, traceback):
        if kind is not None:
            self._leave()  # what was written is no archive
        else:
            self.close()


class _Stream:
    """A file that is only read on or only written on, perhaps compressed."""

    def __init__(self, name, mode, comptype, fileobj):
        self._own = fileobj is None
        self.name = name or ""
        if fileobj is None:
            fileobj = _open(name, mode + "b")
        self._raw = self.fileobj = fileobj
        if comptype == "*":
            data = fileobj.read()
            comptype = "gz" if data[:3] == b"\037\213\010" else "tar"
            self.fileobj = fileobj = io.BytesIO(data)
        if comptype == "gz":
            from gzip import GzipFile
            self.fileobj = GzipFile(None, mode + "b", 9, fileobj)
        elif comptype != "tar":
            raise CompressionError("unknown compression type %r" % comptype)
        self.pos = 0

    def tell(self):
        return self.pos

    def seek(self, pos=0):
        if pos < self.pos:
            raise StreamError("seeking backwards is not allowed")
        self.read(pos - self.pos)
        return self.pos

    def seekable(self):
        return False

    def read(self, size):
        data = b""
        while len(data) < size:
            more = self.fileobj.read(size - len(data))
            if not more:
                break
            data += more
        self.pos += len(data)
        return data

    def write(self, s):
        self.fileobj.write(s)
        self.pos += len(s)

    def close(self):
        if self.fileobj is not self._raw:
            self.fileobj.close()
        if self._own:
            self._raw.close()


def is_tarfile(name):
    """Whether a file, by path or open, is an archive that can be read."""
    place = name.tell() if hasattr(name, "read") else None
    try:
        with open(fileobj=name) if place is not None else open(name):
            pass
    except TarError:
        return False
    if place is not None:
        name.seek(place)
    return True


open = TarFile.open


def main():
    import argparse
    parser = argparse.ArgumentParser(description='A simple command-line interface for tarfile module.')
    parser.add_argument('-v', '--verbose', action='store_true', default=False, help='Verbose output')
    parser.add_argument('--filter', metavar='<filtername>', choices=_NAMED_FILTERS, help='Filter for extraction')
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument('-l', '--list', metavar='<tarfile>', help='Show listing of a tarfile')
    group.add_argument('-e', '--extract', nargs='+', metavar=('<tarfile>', '<output_dir>'), help='Extract tarfile into target dir')
    group.add_argument('-c', '--create', nargs='+', metavar=('<name>', '<file>'), help='Create tarfile from sources')
    group.add_argument('-t', '--test', metavar='<tarfile>', help='Test if a tarfile is valid')
    args = parser.parse_args()
    if args.create is not None:
        name = args.create.pop(0)
        with TarFile.open(name, 'w:gz' if name.endswith(('gz', 'tgz')) else 'w') as tf:
            for file in args.create:
                tf.add(file)
        if args.verbose:
            print('{!r} file created.'.format(name))
        return
    src = args.test or args.list or args.extract[0]
    if not is_tarfile(src):
        parser.exit(1, '{!r} is not a tar archive.\n'.format(src))
    with open(src, 'r:*') as tf:
        if args.list is not None:
            tf.list(verbose=args.verbose)
        elif args.test is not None:
            tf.getmembers()
            if args.verbose:
                print('{!r} is a tar archive.'.format(src))
        else:
            tf.extractall(path=args.extract[1] if len(args.extract) > 1 else os.curdir, filter=args.filter)


if __name__ == '__main__':
    main()
