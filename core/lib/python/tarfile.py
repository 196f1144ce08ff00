"""Tar archives: ustar, GNU and pax headers, plain or compressed by gzip."""

import builtins
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
    s = s.encode(encoding, errors)
    return s[:length] + (length - len(s)) * NUL


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
    bufsize = bufsize or 16 * 1024
    if length == 0:
        return
    if length is None:
        shutil.copyfileobj(src, dst, bufsize)
        return
    while length > 0:
        buf = src.read(min(bufsize, length))
        if not buf:
            raise exception("unexpected end of data")
        dst.write(buf)
        length -= len(buf)


# ---- what may be extracted ----

class FilterError(TarError):
    pass


class AbsolutePathError(FilterError):
    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f'member {tarinfo.name!r} has an absolute path')


class OutsideDestinationError(FilterError):
    def __init__(self, tarinfo, path):
        self.tarinfo, self._path = tarinfo, path
        super().__init__(f'{tarinfo.name!r} would be extracted to {path!r}, which is outside the destination')


class SpecialFileError(FilterError):
    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f'{tarinfo.name!r} is a special file')


class AbsoluteLinkError(FilterError):
    def __init__(self, tarinfo):
        self.tarinfo = tarinfo
        super().__init__(f'{tarinfo.name!r} is a link to an absolute path')


class LinkOutsideDestinationError(FilterError):
    def __init__(self, tarinfo, path):
        self.tarinfo, self._path = tarinfo, path
        super().__init__(f'{tarinfo.name!r} would link to {path!r}, which is outside the destination')


def _filtered(member, dest_path, for_data):
    new = {}
    name = member.name
    dest_path = os.path.realpath(dest_path)
    if name.startswith(('/', os.sep)):
        name = new['name'] = member.path.lstrip('/' + os.sep)
    if os.path.isabs(name):
        raise AbsolutePathError(member)
    target_path = os.path.realpath(os.path.join(dest_path, name))
    if os.path.commonpath([target_path, dest_path]) != dest_path:
        raise OutsideDestinationError(member, target_path)
    mode = member.mode
    if mode is not None:
        mode &= 0o755
        if for_data:
            if member.isreg() or member.islnk():
                if not mode & 0o100:
                    mode &= ~0o111
                mode |= 0o600
            elif member.isdir() or member.issym():
                mode = None
            else:
                raise SpecialFileError(member)
        if mode != member.mode:
            new['mode'] = mode
    if for_data:
        for attr in ('uid', 'gid', 'uname', 'gname'):
            if getattr(member, attr) is not None:
                new[attr] = None
        if member.islnk() or member.issym():
            if os.path.isabs(member.linkname):
                raise AbsoluteLinkError(member)
            start = (dest_path, os.path.dirname(name), member.linkname) if member.issym() else (dest_path, member.linkname)
            target_path = os.path.realpath(os.path.join(*start))
            if os.path.commonpath([target_path, dest_path]) != dest_path:
                raise LinkOutsideDestinationError(member, target_path)
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

    @property
    def path(self):
        return self.name

    @path.setter
    def path(self, name):
        self.name = name

    @property
    def linkpath(self):
        return self.linkname

    @linkpath.setter
    def linkpath(self, linkname):
        self.linkname = linkname

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
        for name, value in info.items():
            if value is None:
                raise ValueError("%s may not be None" % name)
        if format == USTAR_FORMAT:
            return self.create_ustar_header(info, encoding, errors)
        if format == GNU_FORMAT:
            return self.create_gnu_header(info, encoding, errors)
        if format == PAX_FORMAT:
            return self.create_pax_header(info, encoding)
        raise ValueError("invalid format")

    def create_ustar_header(self, info, encoding, errors):
        info["magic"] = POSIX_MAGIC
        if len(info["linkname"].encode(encoding, errors)) > LENGTH_LINK:
            raise ValueError("linkname is too long")
        if len(info["name"].encode(encoding, errors)) > LENGTH_NAME:
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
        if len(buf) == 0:
            raise EmptyHeaderError("empty header")
        if len(buf) != BLOCKSIZE:
            raise TruncatedHeaderError("truncated header")
        if buf.count(NUL) == BLOCKSIZE:
            raise EOFHeaderError("end of file header")
        chksum = nti(buf[148:156])
        if chksum not in calc_chksums(buf):
            raise InvalidHeaderError("bad checksum")
        obj = cls()
        obj.name = nts(buf[0:100], encoding, errors)
        obj.mode, obj.uid, obj.gid, obj.size, obj.mtime = (nti(buf[a:b]) for a, b in ((100, 108), (108, 116), (116, 124), (124, 136),
                                                                                     (136, 148)))
        obj.chksum = chksum
        obj.type = buf[156:157]
        obj.linkname, obj.uname, obj.gname = (nts(buf[a:b], encoding, errors) for a, b in ((157, 257), (265, 297), (297, 329)))
        obj.devmajor = nti(buf[329:337])
        obj.devminor = nti(buf[337:345])
        prefix = nts(buf[345:500], encoding, errors)
        if obj.type == AREGTYPE and obj.name.endswith("/"):
            obj.type = DIRTYPE
        if obj.isdir():
            obj.name = obj.name.rstrip("/")
        if prefix and obj.type not in GNU_TYPES:
            obj.name = prefix + "/" + obj.name
        return obj

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
        offset = self.offset_data
        if self.isreg() or self.type not in SUPPORTED_TYPES:
            offset += self._block(self.size)
        tarfile.offset = offset
        self._apply_pax_info(tarfile.pax_headers, tarfile.encoding, tarfile.errors)
        if self.isdir():
            self.name = self.name.rstrip("/")
        return self

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
                offset = following.offset_data
                if following.isreg() or following.type not in SUPPORTED_TYPES:
                    offset += following._block(following.size)
                tarfile.offset = offset
        return following

    def _apply_pax_info(self, pax_headers, encoding, errors):
        for keyword, value in pax_headers.items():
            if keyword in PAX_FIELDS:
                if keyword in PAX_NUMBER_FIELDS:
                    try:
                        value = PAX_NUMBER_FIELDS[keyword](value)
                    except ValueError:
                        value = 0
                if keyword == "path":
                    value = value.rstrip("/")
                setattr(self, keyword, value)
        self.pax_headers = pax_headers.copy()

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
        modes = {"r": "rb", "a": "r+b", "w": "wb", "x": "xb"}
        if mode not in modes:
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        self.mode = mode
        self._mode = modes[mode]
        if not fileobj:
            if self.mode == "a" and not os.path.exists(name):
                self.mode, self._mode = "w", "wb"
            fileobj = _open(name, self._mode)
            self._extfileobj = False
        else:
            if name is None and isinstance(getattr(fileobj, "name", None), (str, bytes)):
                name = fileobj.name
            if hasattr(fileobj, "mode"):
                self._mode = fileobj.mode
            self._extfileobj = True
        self.name = os.path.abspath(name) if name else None
        self.fileobj = fileobj
        for key, value in dict(format=format, tarinfo=tarinfo, dereference=dereference, ignore_zeros=ignore_zeros, encoding=encoding,
                               debug=debug, errorlevel=errorlevel).items():
            if value is not None:
                setattr(self, key, value)
        self.errors = errors
        self.pax_headers = pax_headers if pax_headers is not None and self.format == PAX_FORMAT else {}
        self.copybufsize = copybufsize
        self.closed = False
        self.members = []
        self._loaded = False
        self.offset = self.fileobj.tell()
        self.inodes = {}
        self.firstmember = None
        try:
            if self.mode == "r":
                self.firstmember = self.next()
            elif self.mode == "a":
                while True:
                    self.fileobj.seek(self.offset)
                    try:
                        self.members.append(self.tarinfo.fromtarfile(self))
                    except EOFHeaderError:
                        self.fileobj.seek(self.offset)
                        break
                    except HeaderError as e:
                        raise ReadError(str(e)) from None
            if self.mode in ("a", "w", "x"):
                self._loaded = True
                if self.pax_headers:
                    buf = self.tarinfo.create_pax_global_header(self.pax_headers.copy())
                    self.fileobj.write(buf)
                    self.offset += len(buf)
        except:
            if not self._extfileobj:
                self.fileobj.close()
            self.closed = True
            raise

    @classmethod
    def open(cls, name=None, mode="r", fileobj=None, bufsize=RECORDSIZE, **kwargs):
        """An archive; modes as 'r', 'r:', 'r:gz', 'w:gz', 'r:*', and with '|' in place of ':' for streams."""
        if not name and not fileobj:
            raise ValueError("nothing to open")
        if mode in ("r", "r:*"):
            saved_pos = fileobj.tell() if fileobj is not None else None
            problems = []
            for comptype in sorted(cls.OPEN_METH, key=lambda kind: kind == "tar"):
                try:
                    return getattr(cls, cls.OPEN_METH[comptype])(name, "r", fileobj, **kwargs)
                except (ReadError, CompressionError) as e:
                    problems.append(f'- method {comptype}: {e!r}')
                    if fileobj is not None:
                        fileobj.seek(saved_pos)
            raise ReadError("file could not be opened successfully:\n" + '\n'.join(problems))
        if ":" in mode:
            filemode, comptype = mode.split(":", 1)
            filemode, comptype = filemode or "r", comptype or "tar"
            if comptype not in cls.OPEN_METH:
                raise CompressionError("unknown compression type %r" % comptype)
            return getattr(cls, cls.OPEN_METH[comptype])(name, filemode, fileobj, **kwargs)
        if "|" in mode:
            filemode, comptype = mode.split("|", 1)
            filemode, comptype = filemode or "r", comptype or "tar"
            if filemode not in ("r", "w"):
                raise ValueError("mode must be 'r' or 'w'")
            stream = _Stream(name, filemode, comptype, fileobj)
            try:
                t = cls(name, filemode, stream, **kwargs)
            except:
                stream.close()
                raise
            t._extfileobj = False
            return t
        if mode in ("a", "w", "x"):
            return cls.taropen(name, mode, fileobj, **kwargs)
        raise ValueError("undiscernible mode")

    @classmethod
    def taropen(cls, name, mode="r", fileobj=None, **kwargs):
        if mode not in ("r", "a", "w", "x"):
            raise ValueError("mode must be 'r', 'a', 'w' or 'x'")
        return cls(name, mode, fileobj, **kwargs)

    @classmethod
    def gzopen(cls, name, mode="r", fileobj=None, compresslevel=9, **kwargs):
        if mode not in ("r", "w", "x"):
            raise ValueError("mode must be 'r', 'w' or 'x'")
        from gzip import GzipFile
        try:
            fileobj = GzipFile(name, mode + "b", compresslevel, fileobj)
        except OSError as e:
            if fileobj is not None and mode == 'r':
                raise ReadError("not a gzip file") from e
            raise
        try:
            t = cls.taropen(name, mode, fileobj, **kwargs)
        except (OSError, EOFError) as e:
            fileobj.close()
            if mode == 'r':
                raise ReadError("not a gzip file") from e
            raise
        except:
            fileobj.close()
            raise
        t._extfileobj = False
        return t

    @classmethod
    def bz2open(cls, name, mode="r", fileobj=None, compresslevel=9, **kwargs):
        if mode not in ("r", "w", "x"):
            raise ValueError("mode must be 'r', 'w' or 'x'")
        try:
            from bz2 import BZ2File
        except ImportError:
            raise CompressionError("bz2 module is not available") from None
        return cls._other(BZ2File(fileobj or name, mode, compresslevel=compresslevel), "bzip2", name, mode, kwargs)

    @classmethod
    def xzopen(cls, name, mode="r", fileobj=None, preset=None, **kwargs):
        if mode not in ("r", "w", "x"):
            raise ValueError("mode must be 'r', 'w' or 'x'")
        try:
            from lzma import LZMAFile
        except ImportError:
            raise CompressionError("lzma module is not available") from None
        return cls._other(LZMAFile(fileobj or name, mode, preset=preset), "lzma", name, mode, kwargs)

    @classmethod
    def _other(cls, fileobj, kind, name, mode, kwargs):
        try:
            t = cls.taropen(name, mode, fileobj, **kwargs)
        except Exception as e:
            fileobj.close()
            if mode == 'r' and not isinstance(e, TarError):
                raise ReadError(f"not {'an' if kind[0] == 'l' else 'a'} {kind} file") from e
            raise
        t._extfileobj = False
        return t

    OPEN_METH = {"tar": "taropen", "gz": "gzopen", "bz2": "bz2open", "xz": "xzopen"}

    def close(self):
        """Close it; two empty blocks are its end."""
        if self.closed:
            return
        self.closed = True
        try:
            if self.mode in ("a", "w", "x"):
                self.fileobj.write(NUL * (BLOCKSIZE * 2))
                self.offset += BLOCKSIZE * 2
                self.fileobj.write(NUL * (-self.offset % RECORDSIZE))
        finally:
            if not self._extfileobj:
                self.fileobj.close()

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
        tarinfo = copy.copy(tarinfo)
        buf = tarinfo.tobuf(self.format, self.encoding, self.errors)
        self.fileobj.write(buf)
        self.offset += len(buf)
        if fileobj is not None:
            copyfileobj(fileobj, self.fileobj, tarinfo.size, bufsize=self.copybufsize)
            rest = -tarinfo.size % BLOCKSIZE
            self.fileobj.write(NUL * rest)
            self.offset += tarinfo.size + rest
        self.members.append(tarinfo)

    # ---- extracting ----

    def _get_filter_function(self, filter):
        if filter is None:
            filter = self.extraction_filter
            if filter is None:
                return fully_trusted_filter
            if isinstance(filter, str):
                raise TypeError('String names are not supported for TarFile.extraction_filter. Use a function such as '
                                'tarfile.data_filter directly.')
            return filter
        if callable(filter):
            return filter
        try:
            return _NAMED_FILTERS[filter]
        except KeyError:
            raise ValueError(f"filter {filter!r} not found") from None

    def extractall(self, path=".", members=None, *, numeric_owner=False, filter=None):
        """Write all members, or the given ones, into a folder."""
        directories = []
        function = self._get_filter_function(filter)
        for member in self if members is None else members:
            tarinfo = self._get_extract_tarinfo(member, function, path)
            if tarinfo is None:
                continue
            if tarinfo.isdir():
                directories.append(tarinfo)
            self._extract_one(tarinfo, path, set_attrs=not tarinfo.isdir(), numeric_owner=numeric_owner)
        for tarinfo in sorted(directories, key=lambda a: a.name, reverse=True):
            dirpath = os.path.join(path, tarinfo.name)
            try:
                self._set_attrs(tarinfo, dirpath, numeric_owner)
            except ExtractError as e:
                self._handle_nonfatal_error(e)

    def extract(self, member, path="", set_attrs=True, *, numeric_owner=False, filter=None):
        """Write a member into a folder."""
        tarinfo = self._get_extract_tarinfo(member, self._get_filter_function(filter), path)
        if tarinfo is not None:
            self._extract_one(tarinfo, path, set_attrs, numeric_owner)

    def _get_extract_tarinfo(self, member, filter_function, path):
        tarinfo = self.getmember(member) if isinstance(member, str) else member
        try:
            tarinfo = filter_function(tarinfo, path)
        except (OSError, FilterError) as e:
            self._handle_fatal_error(e)
        except ExtractError as e:
            self._handle_nonfatal_error(e)
        if tarinfo is None:
            return None
        if tarinfo.islnk():
            tarinfo = copy.copy(tarinfo)
            tarinfo._link_target = os.path.join(path, tarinfo.linkname)
        return tarinfo

    def _extract_one(self, tarinfo, path, set_attrs, numeric_owner):
        self._check("r")
        try:
            self._extract_member(tarinfo, os.path.join(path, tarinfo.name), set_attrs, numeric_owner)
        except OSError as e:
            self._handle_fatal_error(e)
        except ExtractError as e:
            self._handle_nonfatal_error(e)

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
        targetpath = targetpath.rstrip("/").replace("/", os.sep)
        upperdirs = os.path.dirname(targetpath)
        if upperdirs and not os.path.exists(upperdirs):
            os.makedirs(upperdirs, exist_ok=True)
        self._dbg(1, tarinfo.name)
        if tarinfo.isreg():
            self.makefile(tarinfo, targetpath)
        elif tarinfo.isdir():
            self.makedir(tarinfo, targetpath)
        elif tarinfo.isfifo():
            self.makefifo(tarinfo, targetpath)
        elif tarinfo.ischr() or tarinfo.isblk():
            self.makedev(tarinfo, targetpath)
        elif tarinfo.islnk() or tarinfo.issym():
            self.makelink(tarinfo, targetpath)
        else:
            self.makeunknown(tarinfo, targetpath)
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
            m, self.firstmember = self.firstmember, None
            return m
        if self.offset != self.fileobj.tell():
            if self.offset == 0:
                return None
            self.fileobj.seek(self.offset - 1)
            if not self.fileobj.read(1):
                raise ReadError("unexpected end of data")
        tarinfo = None
        while True:
            try:
                tarinfo = self.tarinfo.fromtarfile(self)
            except EOFHeaderError as e:
                if self.ignore_zeros:
                    self._dbg(2, "0x%X: %s" % (self.offset, e))
                    self.offset += BLOCKSIZE
                    continue
            except InvalidHeaderError as e:
                if self.ignore_zeros:
                    self._dbg(2, "0x%X: %s" % (self.offset, e))
                    self.offset += BLOCKSIZE
                    continue
                if self.offset == 0:
                    raise ReadError(str(e)) from None
            except EmptyHeaderError:
                if self.offset == 0:
                    raise ReadError("empty file") from None
            except TruncatedHeaderError as e:
                if self.offset == 0:
                    raise ReadError(str(e)) from None
            except SubsequentHeaderError as e:
                raise ReadError(str(e)) from None
            except Exception as e:
                import zlib
                if isinstance(e, zlib.error):
                    raise ReadError(f'zlib error: {e}') from None
                raise
            break
        if tarinfo is not None:
            self.members.append(tarinfo)
        else:
            self._loaded = True
        return tarinfo

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
        index = 0
        if self.firstmember is not None:
            tarinfo = self.next()
            index += 1
            yield tarinfo
        while True:
            if index < len(self.members):
                tarinfo = self.members[index]
            elif not self._loaded:
                tarinfo = self.next()
                if not tarinfo:
                    self._loaded = True
                    return
            else:
                return
            index += 1
            yield tarinfo

    def _check(self, mode=None):
        if self.closed:
            raise OSError("%s is closed" % self.__class__.__name__)
        if mode is not None and self.mode not in mode:
            raise OSError("bad operation for mode %r" % self.mode)

    def _dbg(self, level, msg):
        if level <= self.debug:
            print(msg, file=sys.stderr)

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, type, value, traceback):
        if type is None:
            self.close()
        else:
            if not self._extfileobj:
                self.fileobj.close()
            self.closed = True


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
    try:
        if hasattr(name, "read"):
            pos = name.tell()
            t = open(fileobj=name)
            name.seek(pos)
        else:
            t = open(name)
        t.close()
        return True
    except TarError:
        return False


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
