"""Archives in the ZIP format: stored and deflated members, with the extensions for large files (ZIP64)."""

import binascii
import contextlib
import io
import itertools
import os
import posixpath
import shutil
import stat
import struct
import sys
import threading
import time
import zlib

crc32 = zlib.crc32

__all__ = ["BadZipFile", "BadZipfile", "error", "ZIP_STORED", "ZIP_DEFLATED", "ZIP_BZIP2", "ZIP_LZMA", "is_zipfile", "ZipInfo", "ZipFile",
           "PyZipFile", "LargeZipFile", "Path"]


class BadZipFile(Exception):
    pass


class LargeZipFile(Exception):
    """The archive needs the extensions of ZIP64, which are switched off."""


error = BadZipfile = BadZipFile

ZIP64_LIMIT = (1 << 31) - 1
ZIP_FILECOUNT_LIMIT = (1 << 16) - 1
ZIP_MAX_COMMENT = (1 << 16) - 1
ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA = 0, 8, 12, 14
DEFAULT_VERSION, ZIP64_VERSION, BZIP2_VERSION, LZMA_VERSION, MAX_EXTRACT_VERSION = 20, 45, 46, 63, 63

# Records of an archive: their layouts, how they begin, their sizes.
structFileHeader, stringFileHeader = "<4s2B4HL2L2H", b"PK\3\4"
structCentralDir, stringCentralDir = "<4s4B4HL2L5H2L", b"PK\1\2"
structEndArchive, stringEndArchive = b"<4s4H2LH", b"PK\5\6"
structEndArchive64, stringEndArchive64 = "<4sQ2H2L4Q", b"PK\6\6"
structEndArchive64Locator, stringEndArchive64Locator = "<4sLQL", b"PK\6\7"
sizeFileHeader, sizeCentralDir, sizeEndCentDir, sizeEndCentDir64, sizeEndCentDir64Locator = map(struct.calcsize, (
    structFileHeader, structCentralDir, structEndArchive, structEndArchive64, structEndArchive64Locator))

_MASK_ENCRYPTED, _MASK_USE_DATA_DESCRIPTOR, _MASK_UTF_FILENAME = 1, 8, 0x800
_DD_SIGNATURE = 0x08074b50

compressor_names = {0: 'store', 1: 'shrink', 2: 'reduce', 3: 'reduce', 4: 'reduce', 5: 'reduce', 6: 'implode', 7: 'tokenize',
                    8: 'deflate', 9: 'deflate64', 10: 'implode', 12: 'bzip2', 14: 'lzma', 18: 'terse', 19: 'lz77', 97: 'wavpack',
                    98: 'ppmd'}


def _check_compression(compression):
    if compression not in (ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA):
        raise NotImplementedError("That compression method is not supported")


class LZMACompressor:
    """LZMA as archives have it: version and properties first."""

    def __init__(self):
        self._inner = None

    def _begin(self):
        import lzma
        properties = lzma._encode_filter_properties({'id': lzma.FILTER_LZMA1})
        filters = [lzma._decode_filter_properties(lzma.FILTER_LZMA1, properties)]
        self._inner = lzma.LZMACompressor(lzma.FORMAT_RAW, filters=filters)
        return struct.pack('<BBH', 9, 4, len(properties)) + properties

    def compress(self, data):
        return (self._begin() if self._inner is None else b'') + self._inner.compress(data)

    def flush(self):
        return (self._begin() if self._inner is None else b'') + self._inner.flush()


class LZMADecompressor:
    """The other way."""

    def __init__(self):
        self._inner, self._head, self.eof = None, b'', False

    def decompress(self, data):
        if self._inner is None:
            import lzma
            self._head += data
            if len(self._head) <= 4 or len(self._head) <= 4 + struct.unpack('<H', self._head[2:4])[0]:
                return b''
            end = 4 + struct.unpack('<H', self._head[2:4])[0]
            filters = [lzma._decode_filter_properties(lzma.FILTER_LZMA1, self._head[4:end])]
            self._inner, data = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters), self._head[end:]
        result = self._inner.decompress(data)
        self.eof = self._inner.eof
        return result


def _get_compressor(compress_type, compresslevel=None):
    if compress_type == ZIP_BZIP2:
        import bz2
        return bz2.BZ2Compressor() if compresslevel is None else bz2.BZ2Compressor(compresslevel)
    if compress_type == ZIP_LZMA:
        return LZMACompressor()
    if compress_type != ZIP_DEFLATED:
        return None
    return zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION if compresslevel is None else compresslevel, zlib.DEFLATED, -15)


def _get_decompressor(compress_type):
    if compress_type == ZIP_STORED:
        return None
    if compress_type == ZIP_DEFLATED:
        return zlib.decompressobj(-15)
    if compress_type == ZIP_BZIP2:
        import bz2
        return bz2.BZ2Decompressor()
    if compress_type == ZIP_LZMA:
        return LZMADecompressor()
    name = compressor_names.get(compress_type)
    raise NotImplementedError(f"compression type {compress_type:d} ({name})" if name else f"compression type {compress_type:d}")


def is_zipfile(filename):
    """Whether a file, by path or open, ends as an archive does."""
    try:
        if hasattr(filename, "read"):
            return bool(_end_of_archive(filename))
        with open(filename, "rb") as fp:
            return bool(_end_of_archive(fp))
    except (OSError, BadZipFile):
        return False


def _end_of_archive(fp):
    """(disk, central directory's disk, entries here, entries, size and place of the directory, comment, where this record stands)."""
    size = fp.seek(0, 2)
    start = max(size - (1 << 16) - sizeEndCentDir, 0)
    fp.seek(start)
    data = fp.read()
    at = data.rfind(stringEndArchive)
    if at < 0 or len(data) - at < sizeEndCentDir:
        return None
    _, disk, dir_disk, here, entries, dir_size, dir_at, length = struct.unpack_from(structEndArchive, data, at)
    comment = data[at + sizeEndCentDir:at + sizeEndCentDir + length]
    place = start + at
    end = [disk, dir_disk, here, entries, dir_size, dir_at, comment, place]
    locator = place - sizeEndCentDir64Locator
    if locator >= 0:
        fp.seek(locator)
        sig, disk, where, disks = struct.unpack(structEndArchive64Locator, fp.read(sizeEndCentDir64Locator))
        if sig == stringEndArchive64Locator:
            if disk or disks > 1:
                raise BadZipFile("zipfiles that span multiple disks are not supported")
            fp.seek(locator - sizeEndCentDir64)
            record = fp.read(sizeEndCentDir64)
            if len(record) == sizeEndCentDir64 and record[:4] == stringEndArchive64:
                end[:6] = struct.unpack(structEndArchive64, record)[4:]
                end[7] = locator - sizeEndCentDir64
    return end


def _strip_extra(extra, xids):
    """The extra field without the entries of some kinds."""
    kept, at = [], 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from('<HH', extra, at)
        end = at + 4 + length
        if kind not in xids:
            kept.append(extra[at:end])
        at = end
    return b''.join(kept) + extra[at:]


class ZipInfo:
    """A member: name, time, sizes, how it is compressed."""

    __slots__ = ('orig_filename', 'filename', 'date_time', 'compress_type', '_compresslevel', 'comment', 'extra', 'create_system',
                 'create_version', 'extract_version', 'reserved', 'flag_bits', 'volume', 'internal_attr', 'external_attr',
                 'header_offset', 'CRC', 'compress_size', 'file_size', '_raw_time')

    def __init__(self, filename="NoName", date_time=(1980, 1, 1, 0, 0, 0)):
        self.orig_filename = filename
        name = filename.partition('\0')[0]
        self.filename = name if os.sep == '/' else name.replace(os.sep, '/')
        self.date_time = date_time
        if date_time[0] < 1980:
            raise ValueError('ZIP does not support timestamps before 1980')
        self.compress_type, self._compresslevel = ZIP_STORED, None
        self.comment = self.extra = b""
        self.create_system = 3  # Unix
        self.create_version = self.extract_version = DEFAULT_VERSION
        self.reserved = self.flag_bits = self.volume = self.internal_attr = self.external_attr = 0
        self.compress_size = self.file_size = 0

    def __repr__(self):
        parts = [f'<{self.__class__.__name__} filename={self.filename!r}']
        if self.compress_type != ZIP_STORED:
            parts.append(f'compress_type={compressor_names.get(self.compress_type, self.compress_type)}')
        hi, lo = self.external_attr >> 16, self.external_attr & 0xFFFF
        if hi:
            parts.append(f'filemode={stat.filemode(hi)!r}')
        if lo:
            parts.append(f'external_attr={lo:#x}')
        isdir = self.is_dir()
        if not isdir or self.file_size:
            parts.append(f'file_size={self.file_size!r}')
        if (not isdir or self.compress_size) and (self.compress_type != ZIP_STORED or self.file_size != self.compress_size):
            parts.append(f'compress_size={self.compress_size!r}')
        return ' '.join(parts) + '>'

    def _times(self):
        y, mo, d, h, mi, s = self.date_time[:6]
        return (y - 1980) << 9 | mo << 5 | d, h << 11 | mi << 5 | s // 2

    def FileHeader(self, zip64=None):
        """The header before the member's data."""
        dosdate, dostime = self._times()
        if self.flag_bits & _MASK_USE_DATA_DESCRIPTOR:
            CRC = compress_size = file_size = 0
        else:
            CRC, compress_size, file_size = self.CRC, self.compress_size, self.file_size
        extra = self.extra
        large = file_size > ZIP64_LIMIT or compress_size > ZIP64_LIMIT
        if zip64 is None:
            zip64 = large
        if zip64:
            extra += struct.pack('<HHQQ', 1, 16, file_size, compress_size)
        if large:
            if not zip64:
                raise LargeZipFile("Filesize would require ZIP64 extensions")
            file_size = compress_size = 0xFFFFFFFF
        least = {ZIP_BZIP2: BZIP2_VERSION, ZIP_LZMA: LZMA_VERSION}.get(self.compress_type, 0)
        self.extract_version, self.create_version = max(least, self.extract_version), max(least, self.create_version)
        if zip64 or large:
            self.extract_version = max(ZIP64_VERSION, self.extract_version)
            self.create_version = max(ZIP64_VERSION, self.create_version)
        filename, flag_bits = self._encodeFilenameFlags()
        return struct.pack(structFileHeader, stringFileHeader, self.extract_version, self.reserved, flag_bits, self.compress_type,
                           dostime, dosdate, CRC, compress_size, file_size, len(filename), len(extra)) + filename + extra

    def _encodeFilenameFlags(self):
        name = self.filename
        if name.isascii():
            return name.encode(), self.flag_bits
        return name.encode('utf-8'), self.flag_bits | _MASK_UTF_FILENAME

    def _decodeExtra(self):
        """Take large sizes from the extra field."""
        extra = self.extra
        while len(extra) >= 4:
            kind, length = struct.unpack('<HH', extra[:4])
            if length + 4 > len(extra):
                raise BadZipFile(f"Corrupt extra field {kind:04x} (size={length:d})")
            if kind == 1:
                data = extra[4:length + 4]
                field = ''
                try:
                    for field, name, limits in (('File size', 'file_size', (0xFFFFFFFFFFFFFFFF, 0xFFFFFFFF)),
                                                ('Compress size', 'compress_size', (0xFFFFFFFF,)),
                                                ('Header offset', 'header_offset', (0xFFFFFFFF,))):
                        if getattr(self, name) in limits:
                            setattr(self, name, struct.unpack('<Q', data[:8])[0])
                            data = data[8:]
                except struct.error:
                    raise BadZipFile(f"Corrupt zip64 extra field. {field} not found.") from None
            extra = extra[length + 4:]

    @classmethod
    def from_file(cls, filename, arcname=None, *, strict_timestamps=True):
        """A member for a file or folder."""
        path = os.fspath(filename) if isinstance(filename, os.PathLike) else filename
        facts = os.stat(path)
        changed = time.localtime(facts.st_mtime)[:6]
        if not strict_timestamps:
            changed = min(max(changed, (1980, 1, 1, 0, 0, 0)), (2107, 12, 31, 23, 59, 59))
        name = os.path.normpath(os.path.splitdrive(path if arcname is None else arcname)[1])
        while name[0] in (os.sep, os.altsep):
            name = name[1:]
        folder = stat.S_ISDIR(facts.st_mode)
        member = cls(name + '/' if folder else name, changed)
        member.file_size = 0 if folder else facts.st_size
        member.external_attr = (facts.st_mode & 0xFFFF) << 16 | (0x10 if folder else 0)  # what Unix knows, and MS-DOS's bit of folders
        return member

    def is_dir(self):
        """Whether it is a folder: its name ends with a slash."""
        return self.filename[-1] == '/'


def _ZipDecrypter(pwd):
    """The old encryption of ZIP: a function that decrypts bytes."""
    from zlib import crc32

    def crc(ch, value):  # one step of the checksum, without its inversions
        return crc32(bytes((ch,)), value ^ 0xFFFFFFFF) ^ 0xFFFFFFFF

    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(c):
        keys[0] = crc(c, keys[0])
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = crc(keys[1] >> 24, keys[2])

    for p in pwd:
        update(p)

    def decrypter(data):
        result = bytearray()
        for c in data:
            k = keys[2] | 2
            c ^= (k * (k ^ 1) >> 8) & 0xFF
            update(c)
            result.append(c)
        return bytes(result)

    return decrypter


class ZipExtFile(io.BufferedIOBase):
    """A member opened to be read."""

    MAX_N = 1 << 31 - 1
    MIN_READ_SIZE = 4096
    MAX_SEEK_READ = 1 << 24

    def __init__(self, fileobj, mode, zipinfo, pwd=None, close_fileobj=False):
        self._fileobj, self._close_fileobj, self._pwd = fileobj, close_fileobj, pwd
        self._info = zipinfo
        self.mode, self.name, self.newlines = mode, zipinfo.filename, None
        self._expected_crc = getattr(zipinfo, 'CRC', None)
        self._start = fileobj.tell()
        self._seekable = fileobj.seekable() if hasattr(fileobj, 'seekable') else False
        self._begin()

    def _begin(self):
        info = self._info
        self._compress_left, self._left = info.compress_size, info.file_size
        self._decompressor = _get_decompressor(info.compress_type)
        self._running_crc = crc32(b'')
        self._eof = False
        self._readbuffer, self._offset = b'', 0
        self._decrypter = None
        if self._pwd:
            check = info._raw_time >> 8 & 0xFF if info.flag_bits & _MASK_USE_DATA_DESCRIPTOR else info.CRC >> 24 & 0xFF
            self._decrypter = _ZipDecrypter(self._pwd)
            header = self._decrypter(self._fileobj.read(12))
            self._compress_left -= 12
            if header[11] != check:
                raise RuntimeError("Bad password for file %r" % info.orig_filename)

    def __repr__(self):
        parts = [f'<{self.__class__.__module__}.{self.__class__.__qualname__}']
        if self.closed:
            parts.append(' [closed]')
        else:
            parts.append(f' name={self.name!r} mode={self.mode!r}')
            if self._info.compress_type != ZIP_STORED:
                parts.append(f' compress_type={compressor_names.get(self._info.compress_type, self._info.compress_type)}')
        return ''.join(parts) + '>'

    def _more(self, n):
        """Up to about n more bytes of the member."""
        if self._eof or n <= 0:
            return b''
        if getattr(self._decompressor, 'unconsumed_tail', b''):
            data = self._decompressor.unconsumed_tail
        else:
            n = max(n, self.MIN_READ_SIZE) if self._decompressor else n
            data = self._fileobj.read(min(n, self._compress_left))
            if not data and self._compress_left > 0:
                raise EOFError
            self._compress_left -= len(data)
            if self._decrypter:
                data = self._decrypter(data)
        if self._decompressor is None:
            self._eof = self._compress_left <= 0
        elif self._info.compress_type != ZIP_DEFLATED:
            data = self._decompressor.decompress(data)
            self._eof = self._decompressor.eof or self._compress_left <= 0
        else:
            data = self._decompressor.decompress(data, max(n, self.MIN_READ_SIZE))
            self._eof = self._decompressor.eof or self._compress_left <= 0 and not self._decompressor.unconsumed_tail
            if self._eof:
                data += self._decompressor.flush()
        data = data[:self._left]
        self._left -= len(data)
        if self._left <= 0:
            self._eof = True
        if self._expected_crc is not None:
            self._running_crc = crc32(data, self._running_crc)
            if self._eof and self._running_crc != self._expected_crc:
                raise BadZipFile("Bad CRC-32 for file %r" % self.name)
        return data

    def _take(self, n):
        """n bytes, fewer at the end."""
        parts = [self._readbuffer[self._offset:self._offset + n]]
        self._offset += len(parts[0])
        n -= len(parts[0])
        while n > 0 and not self._eof:
            data = self._more(n)
            if len(data) > n:
                self._readbuffer, self._offset = data, n
                data = data[:n]
            parts.append(data)
            n -= len(data)
        return b''.join(parts)

    def _check_open(self, what="read from"):
        if self.closed:
            raise ValueError(what + " closed file.")

    def read(self, n=-1):
        """n bytes, without a number all that is left."""
        self._check_open()
        if n is None or n < 0:
            n = sys.maxsize
            parts = [self._take(len(self._readbuffer) - self._offset)]
            while not self._eof:
                parts.append(self._more(self.MAX_N))
            return b''.join(parts)
        return self._take(n)

    def read1(self, n):
        """Up to n bytes, with at most one read."""
        if n is None or n < 0:
            n = self.MAX_N
        have = self._readbuffer[self._offset:]
        if have:
            self._offset += min(n, len(have))
            return have[:n]
        data = b''
        while n > 0 and not data and not self._eof:
            data = self._more(n)
        if len(data) > n:
            self._readbuffer, self._offset = data, n
        return data[:n]

    def peek(self, n=1):
        """What comes next, without going on."""
        while n > len(self._readbuffer) - self._offset and not self._eof:
            self._readbuffer = self._readbuffer[self._offset:] + self._more(max(n, self.MIN_READ_SIZE))
            self._offset = 0
        return self._readbuffer[self._offset:self._offset + 512]

    def readline(self, limit=-1):
        """A line, with its end."""
        if limit < 0:
            i = self._readbuffer.find(b'\n', self._offset) + 1
            if i > 0:
                line = self._readbuffer[self._offset:i]
                self._offset = i
                return line
        return io.BufferedIOBase.readline(self, limit)

    def readable(self):
        self._check_open("I/O operation on")
        return True

    def seekable(self):
        self._check_open("I/O operation on")
        return self._seekable

    def _position(self):
        return self._info.file_size - self._left - len(self._readbuffer) + self._offset

    def seek(self, offset, whence=os.SEEK_SET):
        self._check_open("seek on")
        if not self._seekable:
            raise io.UnsupportedOperation("underlying stream is not seekable")
        here = self._position()
        if whence == os.SEEK_SET:
            goal = offset
        elif whence == os.SEEK_CUR:
            goal = here + offset
        elif whence == os.SEEK_END:
            goal = self._info.file_size + offset
        else:
            raise ValueError("whence must be os.SEEK_SET (0), os.SEEK_CUR (1), or os.SEEK_END (2)")
        goal = max(0, min(goal, self._info.file_size))
        if goal < here:
            self._fileobj.seek(self._start)
            self._begin()
            here = 0
        while here < goal:
            step = len(self._take(min(goal - here, self.MAX_SEEK_READ)))
            if not step:
                break
            here += step
        return self._position()

    def tell(self):
        self._check_open("tell on")
        if not self._seekable:
            raise io.UnsupportedOperation("underlying stream is not seekable")
        return self._position()

    def close(self):
        try:
            if self._close_fileobj:
                self._fileobj.close()
        finally:
            super().close()


class _SharedFile:
    """A part of the archive that keeps its own position."""

    def __init__(self, archive, position):
        self._archive, self._file, self._at = archive, archive.fp, position
        archive._fileRefCnt += 1

    def seekable(self):
        return self._archive._seekable

    def tell(self):
        return self._at

    def seek(self, offset, whence=0):
        self._at = offset
        return offset

    def read(self, n=-1):
        with self._archive._lock:
            if self._archive._writing:
                raise ValueError("Can't read from the ZIP file while there is an open writing handle on it. "
                                 "Close the writing handle before trying to read.")
            self._file.seek(self._at)
            data = self._file.read(n)
            self._at = self._file.tell()
            return data

    def close(self):
        if self._file is not None:
            self._file = None
            self._archive._fpclose(self._archive.fp)


class _ZipWriteFile(io.BufferedIOBase):
    """A member opened to be written."""

    def __init__(self, zf, zinfo, zip64):
        self._zinfo, self._zip64, self._zipfile = zinfo, zip64, zf
        self._compressor = _get_compressor(zinfo.compress_type, zinfo._compresslevel)
        self._file_size = self._compress_size = self._crc = 0

    @property
    def _fileobj(self):
        return self._zipfile.fp

    @property
    def name(self):
        return self._zinfo.filename

    @property
    def mode(self):
        return 'wb'

    def writable(self):
        return True

    def write(self, data):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        data = data if isinstance(data, (bytes, bytearray)) else memoryview(data).cast('B')
        size = len(data)
        self._file_size += size
        self._crc = crc32(data, self._crc)
        if self._compressor:
            data = self._compressor.compress(data)
            self._compress_size += len(data)
        self._fileobj.write(data)
        return size

    def close(self):
        if self.closed:
            return
        try:
            super().close()
            zinfo, zf = self._zinfo, self._zipfile
            if self._compressor:
                rest = self._compressor.flush()
                self._compress_size += len(rest)
                self._fileobj.write(rest)
                zinfo.compress_size = self._compress_size
            else:
                zinfo.compress_size = self._file_size
            zinfo.CRC = self._crc
            zinfo.file_size = self._file_size
            if not self._zip64:
                if self._file_size > ZIP64_LIMIT:
                    raise RuntimeError("File size too large, try using force_zip64")
                if self._compress_size > ZIP64_LIMIT:
                    raise RuntimeError("Compressed size too large, try using force_zip64")
            if zinfo.flag_bits & _MASK_USE_DATA_DESCRIPTOR:
                self._fileobj.write(struct.pack('<LLQQ' if self._zip64 else '<LLLL', _DD_SIGNATURE, zinfo.CRC, zinfo.compress_size,
                                                zinfo.file_size))
                zf.start_dir = self._fileobj.tell()
            else:
                zf.start_dir = self._fileobj.tell()
                self._fileobj.seek(zinfo.header_offset)
                self._fileobj.write(zinfo.FileHeader(self._zip64))
                self._fileobj.seek(zf.start_dir)
            zf._list(zinfo)
        finally:
            self._zipfile._writing = False


class _Tellable:
    """A file that cannot be asked where it is: what is written is counted."""

    def __init__(self, fp):
        self.fp, self.offset = fp, 0

    def tell(self):
        return self.offset

    def close(self):
        self.fp.close()

    def flush(self):
        self.fp.flush()

    def write(self, data):
        written = self.fp.write(data)
        self.offset += written
        return written


class ZipFile:
    """An archive: of a path or an open file, to be read ('r'), made ('w', 'x') or added to ('a')."""

    fp = None
    _windows_illegal_name_trans_table = None

    def __init__(self, file, mode="r", compression=ZIP_STORED, allowZip64=True, compresslevel=None, *, strict_timestamps=True,
                 metadata_encoding=None):
        if mode not in ('r', 'w', 'x', 'a'):
            raise ValueError("ZipFile requires mode 'r', 'w', 'x', or 'a'")
        _check_compression(compression)
        self.mode, self.compression, self.compresslevel = mode, compression, compresslevel
        self.filelist, self.NameToInfo = [], {}
        self.debug, self.pwd, self._comment = 0, None, b''
        self._allowZip64, self._strict_timestamps = allowZip64, strict_timestamps
        self._didModify = self._writing = False
        self.metadata_encoding = metadata_encoding
        if metadata_encoding and mode != 'r':
            raise ValueError("metadata_encoding is only supported for reading files")
        path = os.fspath(file) if isinstance(file, os.PathLike) else file
        self._filePassed = 0 if isinstance(path, str) else 1
        if self._filePassed:
            self.fp, self.filename = path, getattr(path, 'name', None)
        else:
            self.fp, self.filename = self._opened(path, mode), path
        self._fileRefCnt, self._lock, self._seekable = 1, threading.RLock(), True
        try:
            {'r': self._RealGetContents, 'a': self._begin_behind}.get(mode, self._begin_new)()
        except:
            self._let_go()
            raise

    @staticmethod
    def _opened(path, mode):
        try:
            return io.open(path, {'r': 'rb', 'w': 'w+b', 'x': 'x+b', 'a': 'r+b'}[mode])
        except FileNotFoundError:
            if mode == 'a':
                return io.open(path, 'w+b')
            raise

    def _begin_new(self):
        """An empty archive, where the file stands."""
        self._didModify = True
        try:
            self.start_dir = self.fp.tell()
        except (AttributeError, OSError):
            self.fp, self.start_dir, self._seekable = _Tellable(self.fp), 0, False
            return
        try:
            self.fp.seek(self.start_dir)
        except (AttributeError, OSError):
            self._seekable = False

    def _begin_behind(self):
        """New members take the place of the directory; a file that is no archive gets one at its end."""
        try:
            self._RealGetContents()
        except BadZipFile:
            self._didModify = True
            self.fp.seek(0, 2)
            self.start_dir = self.fp.tell()
        else:
            self.fp.seek(self.start_dir)

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def __repr__(self):
        parts = [f'<{self.__class__.__module__}.{self.__class__.__qualname__}']
        if self.fp is not None:
            if self._filePassed:
                parts.append(f' file={self.fp!r}')
            elif self.filename is not None:
                parts.append(f' filename={self.filename!r}')
            parts.append(f' mode={self.mode!r}')
        else:
            parts.append(' [closed]')
        return ''.join(parts) + '>'

    def _RealGetContents(self):
        """Read the directory at the end."""
        fp = self.fp
        try:
            end = _end_of_archive(fp)
        except OSError:
            raise BadZipFile("File is not a zip file")
        if not end:
            raise BadZipFile("File is not a zip file")
        dir_size, dir_at, self._comment, place = end[4:]
        before = place - dir_size - dir_at  # bytes in front of the archive
        self.start_dir = dir_at + before
        if self.start_dir < 0:
            raise BadZipFile("Bad offset for central directory")
        fp.seek(self.start_dir)
        data = io.BytesIO(fp.read(dir_size))
        total = 0
        while total < dir_size:
            head = data.read(sizeCentralDir)
            if len(head) != sizeCentralDir:
                raise BadZipFile("Truncated central directory")
            fields = struct.unpack(structCentralDir, head)
            if fields[0] != stringCentralDir:
                raise BadZipFile("Bad magic number for central directory")
            name_length, extra_length, comment_length = fields[12:15]
            name = data.read(name_length)
            filename = name.decode('utf-8' if fields[5] & _MASK_UTF_FILENAME else self.metadata_encoding or 'cp437')
            x = ZipInfo(filename)
            x.extra = data.read(extra_length)
            x.comment = data.read(comment_length)
            (x.create_version, x.create_system, x.extract_version, x.reserved, x.flag_bits, x.compress_type, t, d, x.CRC, x.compress_size,
             x.file_size) = fields[1:12]
            x.volume, x.internal_attr, x.external_attr, x.header_offset = fields[15:]
            if x.extract_version > MAX_EXTRACT_VERSION:
                raise NotImplementedError(f"zip file version {x.extract_version / 10:.1f}")
            x._raw_time = t
            x.date_time = ((d >> 9) + 1980, d >> 5 & 0xF, d & 0x1F, t >> 11, t >> 5 & 0x3F, (t & 0x1F) * 2)
            x._decodeExtra()
            x.header_offset += before
            self.filelist.append(x)
            self.NameToInfo[x.filename] = x
            total += sizeCentralDir + name_length + extra_length + comment_length

    def namelist(self):
        """Names of the members."""
        return [data.filename for data in self.filelist]

    def infolist(self):
        """A ZipInfo for each member."""
        return self.filelist

    def printdir(self, file=None):
        """Print a table of the members."""
        print("%-46s %19s %12s" % ("File Name", "Modified    ", "Size"), file=file)
        for zinfo in self.filelist:
            date = "%d-%02d-%02d %02d:%02d:%02d" % zinfo.date_time[:6]
            print("%-46s %s %12d" % (zinfo.filename, date, zinfo.file_size), file=file)

    def testzip(self):
        """The name of the first member that is damaged, or None."""
        for zinfo in self.filelist:
            try:
                with self.open(zinfo.filename, "r") as f:
                    while f.read(1 << 20):
                        pass
            except BadZipFile:
                return zinfo.filename

    def getinfo(self, name):
        """The ZipInfo of a name."""
        info = self.NameToInfo.get(name)
        if info is None:
            raise KeyError(f'There is no item named {name!r} in the archive')
        return info

    def setpassword(self, pwd):
        """The password for members that are encrypted."""
        if pwd and not isinstance(pwd, bytes):
            raise TypeError(f"pwd: expected bytes, got {type(pwd).__name__}")
        self.pwd = pwd or None

    @property
    def comment(self):
        """The archive's comment."""
        return self._comment

    @comment.setter
    def comment(self, comment):
        if not isinstance(comment, bytes):
            raise TypeError(f"comment: expected bytes, got {type(comment).__name__}")
        if len(comment) > ZIP_MAX_COMMENT:
            import warnings
            warnings.warn(f'Archive comment is too long; truncating to {ZIP_MAX_COMMENT:d} bytes', stacklevel=2)
            comment = comment[:ZIP_MAX_COMMENT]
        self._comment = comment
        self._didModify = True

    def read(self, name, pwd=None):
        """What is in a member."""
        with self.open(name, "r", pwd) as fp:
            return fp.read()

    def open(self, name, mode="r", pwd=None, *, force_zip64=False):
        """A member as a file of bytes: read, or with 'w' made."""
        if mode not in {"r", "w"}:
            raise ValueError('open() requires mode "r" or "w"')
        if pwd and mode == "w":
            raise ValueError("pwd is only supported for reading files")
        if not self.fp:
            raise ValueError("Attempt to use ZIP archive that was already closed")
        if mode == 'w':
            if not isinstance(name, ZipInfo):
                name = self._new_member(name)
            return self._open_to_write(name, force_zip64=force_zip64)
        zinfo = name if isinstance(name, ZipInfo) else self.getinfo(name)
        if self._writing:
            raise ValueError("Can't read from the ZIP file while there is an open writing handle on it. "
                             "Close the writing handle before trying to read.")
        data = _SharedFile(self, zinfo.header_offset)
        try:
            self._skip_header(data, zinfo)
            return ZipExtFile(data, mode, zinfo, self._password(name, zinfo, pwd), True)
        except:
            data.close()
            raise

    def _new_member(self, name, *date_time):
        zinfo = ZipInfo(name, *date_time)
        zinfo.compress_type, zinfo._compresslevel = self.compression, self.compresslevel
        return zinfo

    def _skip_header(self, file, zinfo):
        """Go to the member's data; what the header says of it has to be what the directory says."""
        head = file.read(sizeFileHeader)
        if len(head) != sizeFileHeader:
            raise BadZipFile("Truncated file header")
        fields = struct.unpack(structFileHeader, head)
        if fields[0] != stringFileHeader:
            raise BadZipFile("Bad magic number for file header")
        fname, _ = file.read(fields[10]), fields[11] and file.read(fields[11])
        if zinfo.flag_bits & 0x20:
            raise NotImplementedError("compressed patched data (flag bit 5)")
        if zinfo.flag_bits & 0x40:
            raise NotImplementedError("strong encryption (flag bit 6)")
        text = fname.decode("utf-8" if fields[3] & _MASK_UTF_FILENAME else self.metadata_encoding or "cp437")
        if text != zinfo.orig_filename:
            raise BadZipFile(f'File name in directory {zinfo.orig_filename!r} and header {fname!r} differ.')

    def _password(self, name, zinfo, pwd):
        if not zinfo.flag_bits & _MASK_ENCRYPTED:
            return None
        pwd = pwd or self.pwd
        if not pwd:
            raise RuntimeError("File %r is encrypted, password required for extraction" % name)
        if not isinstance(pwd, bytes):
            raise TypeError(f"pwd: expected bytes, got {type(pwd).__name__}")
        return pwd

    def _open_to_write(self, zinfo, force_zip64=False):
        if force_zip64 and not self._allowZip64:
            raise ValueError("force_zip64 is True, but allowZip64 was False when opening the ZIP file.")
        if self._writing:
            raise ValueError("Can't write to the ZIP file while there is another write handle open on it. "
                             "Close the first handle before opening another.")
        zinfo.compress_size = zinfo.CRC = 0
        zinfo.flag_bits = 0 if self._seekable else _MASK_USE_DATA_DESCRIPTOR
        zinfo.external_attr = zinfo.external_attr or 0o600 << 16
        zip64 = force_zip64 or zinfo.file_size * 1.05 > ZIP64_LIMIT
        if zip64 and not self._allowZip64:
            raise LargeZipFile("Filesize would require ZIP64 extensions")
        self._write_header(zinfo, zip64)
        self._writing = True
        return _ZipWriteFile(self, zinfo, zip64)

    def _to_directory(self):
        """Go to where the directory is, or was: the next member's place."""
        if self._seekable:
            self.fp.seek(self.start_dir)

    def _write_header(self, zinfo, zip64):
        self._to_directory()
        zinfo.header_offset = self.fp.tell()
        if zip64 is False and zinfo.compress_type == ZIP_LZMA:
            zinfo.flag_bits |= 2
        self._writecheck(zinfo)
        self._didModify = True
        self.fp.write(zinfo.FileHeader(zip64))

    def _list(self, zinfo):
        self.filelist.append(zinfo)
        self.NameToInfo[zinfo.filename] = zinfo

    def extract(self, member, path=None, pwd=None):
        """Write a member into a folder; the path of the file."""
        return self._extract_member(member, os.getcwd() if path is None else os.fspath(path), pwd)

    def extractall(self, path=None, members=None, pwd=None):
        """Write all members, or the given ones, into a folder."""
        path = os.getcwd() if path is None else os.fspath(path)
        for zipinfo in self.namelist() if members is None else members:
            self._extract_member(zipinfo, path, pwd)

    _windows_illegal_name_trans_table = str.maketrans(':<>|"?*', '_' * 7)

    @classmethod
    def _sanitize_windows_name(cls, arcname, pathsep):
        """A name that Windows can have: other letters for some, no dots at the end of its parts."""
        parts = (part.rstrip('.') for part in arcname.translate(cls._windows_illegal_name_trans_table).split(pathsep))
        return pathsep.join(filter(None, parts))

    def _extract_member(self, member, targetpath, pwd):
        zinfo = member if isinstance(member, ZipInfo) else self.getinfo(member)
        # Names cannot lead out of the folder.
        local = os.path.splitdrive(zinfo.filename.replace('/', os.sep))[1].split(os.sep)
        path = os.path.normpath(os.path.join(targetpath, *(part for part in local if part not in ('', os.curdir, os.pardir))))
        if folder := os.path.dirname(path):
            os.makedirs(folder, exist_ok=True)
        if zinfo.is_dir():
            os.path.isdir(path) or os.mkdir(path)
        else:
            with self.open(zinfo, pwd=pwd) as source, open(path, "wb") as target:
                shutil.copyfileobj(source, target)
        return path

    def _writecheck(self, zinfo):
        if zinfo.filename in self.NameToInfo:
            import warnings
            warnings.warn(f'Duplicate name: {zinfo.filename!r}', stacklevel=4)
        if self.mode not in ('w', 'x', 'a'):
            raise ValueError("write() requires mode 'w', 'x', or 'a'")
        if not self.fp:
            raise ValueError("Attempt to write ZIP archive that was already closed")
        _check_compression(zinfo.compress_type)
        if not self._allowZip64:
            what = None
            if len(self.filelist) >= ZIP_FILECOUNT_LIMIT:
                what = "Files count"
            elif zinfo.file_size > ZIP64_LIMIT:
                what = "Filesize"
            elif zinfo.header_offset > ZIP64_LIMIT:
                what = "Zipfile size"
            if what:
                raise LargeZipFile(what + " would require ZIP64 extensions")

    def _check_writable(self, what="write to"):
        if not self.fp:
            raise ValueError(f"Attempt to {what} ZIP archive that was already closed")
        if self._writing:
            raise ValueError("Can't write to ZIP archive while an open writing handle exists")

    def write(self, filename, arcname=None, compress_type=None, compresslevel=None):
        """Add a file."""
        self._check_writable()
        zinfo = ZipInfo.from_file(filename, arcname, strict_timestamps=self._strict_timestamps)
        if zinfo.is_dir():
            zinfo.compress_size = 0
            zinfo.CRC = 0
            self.mkdir(zinfo)
            return
        zinfo.compress_type = self.compression if compress_type is None else compress_type
        zinfo._compresslevel = self.compresslevel if compresslevel is None else compresslevel
        with open(filename, "rb") as src, self.open(zinfo, 'w') as dest:
            shutil.copyfileobj(src, dest, 1024 * 8)

    def writestr(self, zinfo_or_arcname, data, compress_type=None, compresslevel=None):
        """Add a member of the given text or bytes."""
        if isinstance(data, str):
            data = data.encode("utf-8")
        zinfo = zinfo_or_arcname
        if not isinstance(zinfo, ZipInfo):
            zinfo = self._new_member(zinfo, time.localtime(time.time())[:6])
            zinfo.external_attr = 0o40775 << 16 | 0x10 if zinfo.is_dir() else 0o600 << 16
        self._check_writable()
        zinfo.compress_type = zinfo.compress_type if compress_type is None else compress_type
        zinfo._compresslevel = zinfo._compresslevel if compresslevel is None else compresslevel
        zinfo.file_size = len(data)
        with self._lock, self.open(zinfo, mode='w') as dest:
            dest.write(data)

    def mkdir(self, zinfo_or_directory_name, mode=511):
        """Add a folder."""
        zinfo = zinfo_or_directory_name
        if isinstance(zinfo, str):
            zinfo = ZipInfo(zinfo if zinfo.endswith("/") else zinfo + "/")
            zinfo.CRC = 0
            zinfo.external_attr = ((0o40000 | mode) & 0xFFFF) << 16 | 0x10
        elif not isinstance(zinfo, ZipInfo):
            raise TypeError("Expected type str or ZipInfo")
        elif not zinfo.is_dir():
            raise ValueError("The given ZipInfo does not describe a directory")
        with self._lock:
            self._write_header(zinfo, False)
            self._list(zinfo)
            self.start_dir = self.fp.tell()

    def __del__(self):
        self.close()

    def close(self):
        """Close it; with modes 'w', 'x' and 'a' the directory is written."""
        if self.fp is None:
            return
        if self._writing:
            raise ValueError("Can't close the ZIP file while there is an open writing handle on it. "
                             "Close the writing handle before closing the zip.")
        try:
            if self._didModify and self.mode != 'r':
                with self._lock:
                    self._to_directory()
                    self._write_end_record()
        finally:
            self._let_go()

    def _let_go(self):
        file, self.fp = self.fp, None
        self._fpclose(file)

    def _write_end_record(self):
        for zinfo in self.filelist:
            dosdate, dostime = zinfo._times()
            large = []
            file_size, compress_size, header_offset = zinfo.file_size, zinfo.compress_size, zinfo.header_offset
            if file_size > ZIP64_LIMIT or compress_size > ZIP64_LIMIT:
                large += [file_size, compress_size]
                file_size = compress_size = 0xFFFFFFFF
            if header_offset > ZIP64_LIMIT:
                large.append(header_offset)
                header_offset = 0xFFFFFFFF
            extra = zinfo.extra
            version = {ZIP_BZIP2: BZIP2_VERSION, ZIP_LZMA: LZMA_VERSION}.get(zinfo.compress_type, 0)
            if large:
                extra = struct.pack(f'<HH{len(large)}Q', 1, 8 * len(large), *large) + extra
                version = max(version, ZIP64_VERSION)
            zinfo.extract_version = max(version, zinfo.extract_version)
            zinfo.create_version = max(version, zinfo.create_version)
            filename, flag_bits = zinfo._encodeFilenameFlags()
            self.fp.write(struct.pack(structCentralDir, stringCentralDir, zinfo.create_version, zinfo.create_system, zinfo.extract_version,
                                      zinfo.reserved, flag_bits, zinfo.compress_type, dostime, dosdate, zinfo.CRC, compress_size,
                                      file_size, len(filename), len(extra), len(zinfo.comment), 0, zinfo.internal_attr,
                                      zinfo.external_attr, header_offset) + filename + extra + zinfo.comment)
        end = self.fp.tell()
        count, size, offset = len(self.filelist), end - self.start_dir, self.start_dir
        what = "Files count" if count > ZIP_FILECOUNT_LIMIT else "Central directory offset" if offset > ZIP64_LIMIT else \
            "Central directory size" if size > ZIP64_LIMIT else None
        if what:
            if not self._allowZip64:
                raise LargeZipFile(what + " would require ZIP64 extensions")
            self.fp.write(struct.pack(structEndArchive64, stringEndArchive64, 44, 45, 45, 0, 0, count, count, size, offset))
            self.fp.write(struct.pack(structEndArchive64Locator, stringEndArchive64Locator, 0, end, 1))
            count, size, offset = min(count, 0xFFFF), min(size, 0xFFFFFFFF), min(offset, 0xFFFFFFFF)
        self.fp.write(struct.pack(structEndArchive, stringEndArchive, 0, 0, count, count, size, offset, len(self._comment)))
        self.fp.write(self._comment)
        if self.mode == "a":
            self.fp.truncate()
        self.fp.flush()

    def _fpclose(self, fp):
        """One user of the file less: the archive itself, or a member that is read."""
        assert self._fileRefCnt > 0
        self._fileRefCnt -= 1
        if not (self._fileRefCnt or self._filePassed):
            fp.close()


class PyZipFile(ZipFile):
    """An archive of Python modules."""

    def __init__(self, file, mode="r", compression=ZIP_STORED, allowZip64=True, optimize=-1):
        ZipFile.__init__(self, file, mode=mode, compression=compression, allowZip64=allowZip64)
        self._optimize = optimize

    def writepy(self, pathname, basename="", filterfunc=None):
        """Add a module, a package with all in it, or the modules of a folder: their sources."""
        pathname = os.fspath(pathname)
        if filterfunc and not filterfunc(pathname):
            return
        folder, name = os.path.split(pathname)
        if not os.path.isdir(pathname):
            if pathname[-3:] != ".py":
                raise RuntimeError('Files added with writepy() must end with ".py"')
            self.write(pathname, posixpath.join(basename, name))
            return
        if os.path.isfile(os.path.join(pathname, "__init__.py")):
            basename = posixpath.join(basename, name)
            self.write(os.path.join(pathname, "__init__.py"), basename + "/__init__.py")
        for filename in sorted(os.listdir(pathname)):
            path = os.path.join(pathname, filename)
            if filename == "__init__.py":
                continue
            if os.path.isdir(path):
                if os.path.isfile(os.path.join(path, "__init__.py")):
                    self.writepy(path, basename, filterfunc=filterfunc)
            elif filename.endswith(".py") and (not filterfunc or filterfunc(path)):
                self.write(path, posixpath.join(basename, filename))


def _parents(path):
    path = path.rstrip('/')
    while path := posixpath.dirname(path):
        yield path + '/'


class CompleteDirs(ZipFile):
    """An archive that also lists the folders that only names of members tell of."""

    @staticmethod
    def _implied_dirs(names):
        known = set(names)
        return (d for d in dict.fromkeys(itertools.chain.from_iterable(map(_parents, names))) if d not in known)

    def namelist(self):
        names = super().namelist()
        return names + list(self._implied_dirs(names))

    def _name_set(self):
        return set(self.namelist())

    def resolve_dir(self, name):
        """The name with a slash where it is a folder's."""
        names = self._name_set()
        return name + '/' if name not in names and name + '/' in names else name

    def getinfo(self, name):
        """The member; for a folder that only names tell of, one made up."""
        if name.endswith('/') and name not in self.NameToInfo and name in self._name_set():
            return ZipInfo(name)
        return super().getinfo(name)

    @classmethod
    def make(cls, source):
        """Such an archive of a path or a ZipFile."""
        if not isinstance(source, ZipFile):
            return cls(source)
        if not isinstance(source, CompleteDirs):
            # What is still written to changes, so that its names are not kept.
            source.__class__ = cls if 'r' in source.mode else CompleteDirs
        return source


class FastLookup(CompleteDirs):
    """One that works out its names only once."""

    def namelist(self):
        with contextlib.suppress(AttributeError):
            return self.__names
        self.__names = super().namelist()
        return self.__names

    def _name_set(self):
        with contextlib.suppress(AttributeError):
            return self.__lookup
        self.__lookup = super()._name_set()
        return self.__lookup


def _extract_text_encoding(encoding=None, *args, **kwargs):
    return io.text_encoding(encoding, 3), args, kwargs


class Path:
    """A place in an archive, with the most used methods of pathlib.Path."""

    def __init__(self, root, at=""):
        self.root = FastLookup.make(root)
        self.at = at

    def __repr__(self):
        return f"{self.__class__.__name__}({self.root.filename!r}, {self.at!r})"

    def __str__(self):
        return posixpath.join(self.root.filename, self.at)

    def __eq__(self, other):
        if self.__class__ is not other.__class__:
            return NotImplemented
        return (self.root, self.at) == (other.root, other.at)

    def __hash__(self):
        return hash((self.root, self.at))

    def open(self, mode='r', *args, pwd=None, **kwargs):
        """The member as a file, of text unless mode has 'b'."""
        if self.is_dir():
            raise IsADirectoryError(self)
        if mode[0] == 'r' and not self.exists():
            raise FileNotFoundError(self)
        member = self.root.open(self.at, mode[0], pwd=pwd)
        if 'b' not in mode:
            encoding, args, kwargs = _extract_text_encoding(*args, **kwargs)
            return io.TextIOWrapper(member, encoding, *args, **kwargs)
        if args or kwargs:
            raise ValueError("encoding args invalid for binary operation")
        return member

    def _base(self):
        import pathlib
        return pathlib.PurePosixPath(self.at or self.root.filename)

    name = property(lambda self: self._base().name)
    suffix = property(lambda self: self._base().suffix)
    suffixes = property(lambda self: self._base().suffixes)
    stem = property(lambda self: self._base().stem)

    @property
    def filename(self):
        import pathlib
        return pathlib.Path(self.root.filename).joinpath(self.at)

    def read_text(self, *args, **kwargs):
        """The text of the member."""
        encoding, args, kwargs = _extract_text_encoding(*args, **kwargs)
        with self.open('r', encoding, *args, **kwargs) as file:
            return file.read()

    def read_bytes(self):
        """The bytes of the member."""
        with self.open('rb') as file:
            return file.read()

    def _next(self, at):
        return self.__class__(self.root, at)

    def is_dir(self):
        """Whether it is a folder's place."""
        return self.at[-1:] in ('', '/')

    def is_file(self):
        """Whether a member is there."""
        return not self.is_dir() and self.exists()

    def exists(self):
        """Whether the archive has it."""
        return self.at in self.root._name_set()

    def iterdir(self):
        """The places in a folder."""
        if not self.is_dir():
            raise ValueError("Can't listdir a file")
        return filter(self._is_child, map(self._next, self.root.namelist()))

    def _is_child(self, path):
        return posixpath.dirname(path.at.rstrip("/")) == self.at.rstrip("/")

    def joinpath(self, *other):
        return self._next(self.root.resolve_dir(posixpath.join(self.at, *other)))

    __truediv__ = joinpath

    @property
    def parent(self):
        """The folder that it is in; of the archive itself, that of the file."""
        if self.at:
            folder = posixpath.dirname(self.at.rstrip('/'))
            return self._next(folder and folder + '/')
        return self.filename.parent


def main(args=None):
    import argparse
    parser = argparse.ArgumentParser(description='A simple command-line interface for zipfile module.')
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument('-l', '--list', metavar='<zipfile>', help='Show listing of a zipfile')
    group.add_argument('-e', '--extract', nargs=2, metavar=('<zipfile>', '<output_dir>'), help='Extract zipfile into target dir')
    group.add_argument('-c', '--create', nargs='+', metavar=('<name>', '<file>'), help='Create zipfile from sources')
    group.add_argument('-t', '--test', metavar='<zipfile>', help='Test if a zipfile is valid')
    parser.add_argument('--metadata-encoding', metavar='<encoding>', help='Specify encoding of member names for -l, -e and -t')
    args = parser.parse_args(args)
    encoding = args.metadata_encoding
    if args.test is not None:
        with ZipFile(args.test, 'r', metadata_encoding=encoding) as zf:
            badfile = zf.testzip()
        if badfile:
            print(f"The following enclosed file is corrupted: {badfile!r}")
        print("Done testing")
    elif args.list is not None:
        with ZipFile(args.list, 'r', metadata_encoding=encoding) as zf:
            zf.printdir()
    elif args.extract is not None:
        with ZipFile(args.extract[0], 'r', metadata_encoding=encoding) as zf:
            zf.extractall(args.extract[1])
    else:
        with ZipFile(args.create.pop(0), 'w', ZIP_DEFLATED) as zf:
            for path in args.create:
                base = os.path.basename(path) or os.path.basename(os.path.dirname(path))
                for folder, _, names in os.walk(path) if os.path.isdir(path) else [(os.path.dirname(path), [], [os.path.basename(path)])]:
                    for name in names:
                        full = os.path.join(folder, name)
                        zf.write(full, os.path.normpath(os.path.join(base, os.path.relpath(full, path))))


if __name__ == "__main__":
    main()
