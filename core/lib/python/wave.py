"""Sounds in WAVE files: samples without compression."""

import builtins
import struct
from collections import namedtuple

__all__ = ["open", "Error", "Wave_read", "Wave_write"]

WAVE_FORMAT_PCM = 0x0001
_wave_params = namedtuple('_wave_params', 'nchannels sampwidth framerate nframes comptype compname')


class Error(Exception):
    pass


class _Chunk:
    """A part of a RIFF file: a name, a size, data."""

    def __init__(self, file):
        self.file = file
        head = file.read(8)
        if len(head) < 8:
            raise EOFError
        self.name, self.size = head[:4], struct.unpack_from('<L', head, 4)[0]
        self.read_bytes = 0
        self.start = file.tell()

    def read(self, size=-1):
        left = self.size - self.read_bytes
        data = self.file.read(left if size < 0 else min(size, left))
        self.read_bytes += len(data)
        return data

    def seek(self, pos):
        self.file.seek(self.start + pos)
        self.read_bytes = pos

    def skip(self):
        self.file.seek(self.start + self.size + (self.size & 1))


class _Parameters:
    """What both classes tell of a sound."""

    def getnchannels(self):
        return self._nchannels

    def getsampwidth(self):
        """Bytes of a sample."""
        return self._sampwidth

    def getframerate(self):
        """Frames a second."""
        return self._framerate

    def getcomptype(self):
        return self._comptype

    def getcompname(self):
        return self._compname

    def getmarkers(self):
        return None

    def getmark(self, id):
        raise Error('no marks')

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __del__(self):
        self.close()


class Wave_read(_Parameters):
    """A sound to be read, from a path or an open file."""

    _file = _i_opened_the_file = None

    def __init__(self, f):
        if isinstance(f, str):
            f = builtins.open(f, 'rb')
            self._i_opened_the_file = f
        try:
            self.initfp(f)
        except:
            if self._i_opened_the_file:
                f.close()
            raise

    def initfp(self, file):
        self._convert = None
        self._soundpos = 0
        riff = _Chunk(file)
        if riff.name != b'RIFF':
            raise Error('file does not start with RIFF id')
        if riff.read(4) != b'WAVE':
            raise Error('not a WAVE file')
        self._file = file
        self._fmt_chunk_read = 0
        self._data_chunk = None
        while True:
            self._data_seek_needed = 1
            try:
                chunk = _Chunk(file)
            except EOFError:
                break
            if chunk.name == b'fmt ':
                self._read_fmt_chunk(chunk)
                self._fmt_chunk_read = 1
            elif chunk.name == b'data':
                if not self._fmt_chunk_read:
                    raise Error('data chunk before fmt chunk')
                self._data_chunk = chunk
                self._nframes = chunk.size // self._framesize
                self._data_seek_needed = 0
                break
            chunk.skip()
        if not self._fmt_chunk_read or not self._data_chunk:
            raise Error('fmt chunk and/or data chunk missing')

    def getfp(self):
        return self._file

    def rewind(self):
        """Back to the first frame."""
        self._data_seek_needed = 1
        self._soundpos = 0

    def close(self):
        self._file = None
        file, self._i_opened_the_file = self._i_opened_the_file, None
        if file:
            file.close()

    def tell(self):
        """The next frame's number."""
        return self._soundpos

    def getnframes(self):
        return self._nframes

    def getparams(self):
        """All that is told of the sound."""
        return _wave_params(self.getnchannels(), self.getsampwidth(), self.getframerate(), self.getnframes(), self.getcomptype(),
                            self.getcompname())

    def setpos(self, pos):
        """Go on with a frame."""
        if pos < 0 or pos > self._nframes:
            raise Error('position not in range')
        self._soundpos = pos
        self._data_seek_needed = 1

    def readframes(self, nframes):
        """Up to so many frames as bytes."""
        if self._data_seek_needed:
            self._data_chunk.seek(self._soundpos * self._framesize)
            self._data_seek_needed = 0
        if nframes == 0:
            return b''
        data = self._data_chunk.read(nframes * self._framesize)
        self._soundpos += len(data) // (self._nchannels * self._sampwidth)
        return data

    def _read_fmt_chunk(self, chunk):
        try:
            wFormatTag, self._nchannels, self._framerate, _, _ = struct.unpack_from('<HHLLH', chunk.read(14))
        except struct.error:
            raise EOFError from None
        if wFormatTag != WAVE_FORMAT_PCM:
            raise Error('unknown format: %r' % (wFormatTag,))
        try:
            sampwidth = struct.unpack_from('<H', chunk.read(2))[0]
        except struct.error:
            raise EOFError from None
        self._sampwidth = (sampwidth + 7) // 8
        if not self._sampwidth:
            raise Error('bad sample width')
        if not self._nchannels:
            raise Error('bad # of channels')
        self._framesize = self._nchannels * self._sampwidth
        self._comptype = 'NONE'
        self._compname = 'not compressed'


class Wave_write(_Parameters):
    """A sound to be written, to a path or an open file. The head is written before the first frame, and mended at the end."""

    _file = None

    def __init__(self, f):
        self._i_opened_the_file = None
        if isinstance(f, str):
            f = builtins.open(f, 'wb')
            self._i_opened_the_file = f
        try:
            self.initfp(f)
        except:
            if self._i_opened_the_file:
                f.close()
            raise

    def initfp(self, file):
        self._file = file
        self._convert = None
        self._nchannels = self._sampwidth = self._framerate = self._nframes = self._nframeswritten = self._datawritten = 0
        self._datalength = 0
        self._headerwritten = False

    def _early(self):
        if self._datawritten:
            raise Error('cannot change parameters after starting to write')

    def setnchannels(self, nchannels):
        self._early()
        if nchannels < 1:
            raise Error('bad # of channels')
        self._nchannels = nchannels

    def getnchannels(self):
        if not self._nchannels:
            raise Error('number of channels not set')
        return self._nchannels

    def setsampwidth(self, sampwidth):
        self._early()
        if sampwidth < 1 or sampwidth > 4:
            raise Error('bad sample width')
        self._sampwidth = sampwidth

    def getsampwidth(self):
        if not self._sampwidth:
            raise Error('sample width not set')
        return self._sampwidth

    def setframerate(self, framerate):
        self._early()
        if framerate <= 0:
            raise Error('bad frame rate')
        self._framerate = int(round(framerate))

    def getframerate(self):
        if not self._framerate:
            raise Error('frame rate not set')
        return self._framerate

    def setnframes(self, nframes):
        self._early()
        self._nframes = nframes

    def getnframes(self):
        return self._nframeswritten

    def setcomptype(self, comptype, compname):
        self._early()
        if comptype not in ('NONE',):
            raise Error('unsupported compression type')
        self._comptype = comptype
        self._compname = compname

    def setparams(self, params):
        nchannels, sampwidth, framerate, nframes, comptype, compname = params
        self._early()
        self.setnchannels(nchannels)
        self.setsampwidth(sampwidth)
        self.setframerate(framerate)
        self.setnframes(nframes)
        self.setcomptype(comptype, compname)

    def getparams(self):
        if not self._nchannels or not self._sampwidth or not self._framerate:
            raise Error('not all parameters set')
        return _wave_params(self._nchannels, self._sampwidth, self._framerate, self._nframes, self._comptype, self._compname)

    def setmark(self, id, pos, name):
        raise Error('setmark() not supported')

    def tell(self):
        return self._nframeswritten

    def writeframesraw(self, data):
        """Write frames; the head is not mended."""
        if not isinstance(data, (bytes, bytearray)):
            data = memoryview(data).cast('B')
        self._ensure_header_written(len(data))
        nframes = len(data) // (self._sampwidth * self._nchannels)
        self._file.write(data)
        self._datawritten += len(data)
        self._nframeswritten += nframes

    def writeframes(self, data):
        """Write frames, and mend the head."""
        self.writeframesraw(data)
        if self._datalength != self._datawritten:
            self._patchheader()

    def close(self):
        try:
            if self._file:
                self._ensure_header_written(0)
                if self._datalength != self._datawritten:
                    self._patchheader()
                self._file.flush()
                self._file = None
        finally:
            file, self._i_opened_the_file = self._i_opened_the_file, None
            if file:
                file.close()

    def _ensure_header_written(self, datasize):
        if not self._headerwritten:
            if not self._nchannels:
                raise Error('# channels not specified')
            if not self._sampwidth:
                raise Error('sample width not specified')
            if not self._framerate:
                raise Error('sampling rate not specified')
            self._write_header(datasize)

    def _write_header(self, initlength):
        assert not self._headerwritten
        self._file.write(b'RIFF')
        if not self._nframes:
            self._nframes = initlength // (self._nchannels * self._sampwidth)
        self._datalength = self._nframes * self._nchannels * self._sampwidth
        try:
            self._form_length_pos = self._file.tell()
        except (AttributeError, OSError):
            self._form_length_pos = None
        self._file.write(struct.pack('<L4s4sLHHLLHH4s', 36 + self._datalength, b'WAVE', b'fmt ', 16, WAVE_FORMAT_PCM, self._nchannels,
                                     self._framerate, self._nchannels * self._framerate * self._sampwidth,
                                     self._nchannels * self._sampwidth, self._sampwidth * 8, b'data'))
        if self._form_length_pos is not None:
            self._data_length_pos = self._file.tell()
        self._file.write(struct.pack('<L', self._datalength))
        self._headerwritten = True

    def _patchheader(self):
        assert self._headerwritten
        if self._datawritten == self._datalength:
            return
        curpos = self._file.tell()
        self._file.seek(self._form_length_pos, 0)
        self._file.write(struct.pack('<L', 36 + self._datawritten))
        self._file.seek(self._data_length_pos, 0)
        self._file.write(struct.pack('<L', self._datawritten))
        self._file.seek(curpos, 0)
        self._datalength = self._datawritten


def open(f, mode=None):
    """A sound, to be read ('r', 'rb') or written ('w', 'wb')."""
    if mode is None:
        mode = f.mode if hasattr(f, 'mode') else 'rb'
    if mode in ('r', 'rb'):
        return Wave_read(f)
    if mode in ('w', 'wb'):
        return Wave_write(f)
    raise Error("mode must be 'r', 'rb', 'w', or 'wb'")
