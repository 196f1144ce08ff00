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


class _Sound:
    """What both classes tell of a sound, and how they begin and end: with a path or an open file."""

    _file = _i_opened_the_file = None
    _mode = 'rb'

    def __init__(self, f):
        if isinstance(f, str):
            f = self._i_opened_the_file = builtins.open(f, self._mode)
        try:
            self.initfp(f)
        except:
            self._close_own()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        self.close()

    def __del__(self):
        self.close()

    def _close_own(self):
        ours, self._i_opened_the_file = self._i_opened_the_file, None
        if ours:
            ours.close()

    def getnchannels(self):
        """Samples of a frame."""
        return self._nchannels

    def getsampwidth(self):
        """Bytes of a sample."""
        return self._sampwidth

    def getframerate(self):
        """Frames a second."""
        return self._framerate

    def getcomptype(self):
        """'NONE'"""
        return self._comptype

    def getcompname(self):
        """'not compressed'"""
        return self._compname

    def getmarkers(self):
        """There are none."""
        return None

    def getmark(self, id):
        """There are none."""
        raise Error('no marks')


def _byteswap(data, width):
    """Samples of the other byte order."""
    swapped = bytearray(len(data))
    for i in range(width):
        swapped[i::width] = data[width - 1 - i::width]
    return bytes(swapped)


class Wave_read(_Sound):
    """A sound to be read, from a path or an open file."""

    def initfp(self, file):
        """Read what lies before the frames."""
        self._convert, self._soundpos = None, 0
        whole = _Chunk(file)
        if whole.name != b'RIFF':
            raise Error('file does not start with RIFF id')
        if whole.read(4) != b'WAVE':
            raise Error('not a WAVE file')
        self._file, self._fmt_chunk_read, self._data_chunk, self._data_seek_needed = file, 0, None, 1
        while not self._data_chunk:
            try:
                part = _Chunk(file)
            except EOFError:
                raise Error('fmt chunk and/or data chunk missing') from None
            if part.name == b'data':
                self._found_frames(part)
            else:
                if part.name == b'fmt ':
                    self._read_fmt_chunk(part)
                part.skip()

    def _found_frames(self, part):
        if not self._fmt_chunk_read:
            raise Error('data chunk before fmt chunk')
        self._data_chunk, self._data_seek_needed = part, 0
        self._nframes = part.size // self._framesize

    def _read_fmt_chunk(self, part):
        head = part.read(14)
        if len(head) < 14:
            raise EOFError
        kind, self._nchannels, self._framerate = struct.unpack_from('<HHL', head)
        if kind != WAVE_FORMAT_PCM:
            raise Error(f'unknown format: {kind!r}')
        bits = part.read(2)
        if len(bits) < 2:
            raise EOFError
        self._sampwidth = -(-int.from_bytes(bits, 'little') // 8)
        for value, words in (self._sampwidth, 'bad sample width'), (self._nchannels, 'bad # of channels'):
            if not value:
                raise Error(words)
        self._framesize = self._sampwidth * self._nchannels
        self._comptype, self._compname, self._fmt_chunk_read = 'NONE', 'not compressed', 1

    def close(self):
        """Read no more."""
        self._file = None
        self._close_own()

    def getfp(self):
        """The file."""
        return self._file

    def getnframes(self):
        """How many frames there are."""
        return self._nframes

    def getparams(self):
        """All that is told of the sound."""
        return _wave_params(self.getnchannels(), self.getsampwidth(), self.getframerate(), self.getnframes(), self.getcomptype(),
                            self.getcompname())

    def tell(self):
        """The next frame's number."""
        return self._soundpos

    def rewind(self):
        """Back to the first frame."""
        self._soundpos, self._data_seek_needed = 0, 1

    def setpos(self, pos):
        """Go on with a frame."""
        if not 0 <= pos <= self._nframes:
            raise Error('position not in range')
        self._soundpos, self._data_seek_needed = pos, 1

    def readframes(self, nframes):
        """Up to so many frames as bytes."""
        frames = self._data_chunk
        if self._data_seek_needed:
            frames.seek(self._framesize * self._soundpos)
            self._data_seek_needed = 0
        data = frames.read(nframes * self._framesize) if nframes else b''
        self._soundpos += len(data) // self._framesize
        return data


class Wave_write(_Sound):
    """A sound to be written, to a path or an open file. The head is written before the first frame, and mended at the end."""

    _mode = 'wb'

    def initfp(self, file):
        """Nothing is known of the sound."""
        self._file, self._convert, self._headerwritten = file, None, False
        self._nchannels = self._sampwidth = self._framerate = 0
        self._nframes = self._nframeswritten = self._datawritten = self._datalength = 0

    # ---- what is to be told of it ----

    def _set(self, good=True, words=None, **values):
        if self._datawritten:
            raise Error('cannot change parameters after starting to write')
        if not good:
            raise Error(words)
        vars(self).update(values)

    def _known(self, value, words):
        if not value:
            raise Error(words)
        return value

    def setnchannels(self, nchannels):
        """Samples of a frame."""
        self._set(nchannels >= 1, 'bad # of channels', _nchannels=nchannels)

    def getnchannels(self):
        """Samples of a frame."""
        return self._known(self._nchannels, 'number of channels not set')

    def setsampwidth(self, sampwidth):
        """Bytes of a sample."""
        self._set(1 <= sampwidth <= 4, 'bad sample width', _sampwidth=sampwidth)

    def getsampwidth(self):
        """Bytes of a sample."""
        return self._known(self._sampwidth, 'sample width not set')

    def setframerate(self, framerate):
        """Frames a second."""
        self._set(framerate > 0, 'bad frame rate', _framerate=int(round(framerate)))

    def getframerate(self):
        """Frames a second."""
        return self._known(self._framerate, 'frame rate not set')

    def setnframes(self, nframes):
        """How many frames there will be."""
        self._set(_nframes=nframes)

    def getnframes(self):
        """How many frames were written."""
        return self._nframeswritten

    tell = getnframes

    def setcomptype(self, comptype, compname):
        """'NONE' and a name for it."""
        self._set(comptype == 'NONE', 'unsupported compression type', _comptype=comptype, _compname=compname)

    def setparams(self, params):
        """All of these."""
        nchannels, sampwidth, framerate, nframes, *compression = params
        self._set()
        self.setnchannels(nchannels)
        self.setsampwidth(sampwidth)
        self.setframerate(framerate)
        self.setnframes(nframes)
        self.setcomptype(*compression)

    def getparams(self):
        """All of these."""
        self._known(self._nchannels and self._sampwidth and self._framerate, 'not all parameters set')
        return _wave_params(self._nchannels, self._sampwidth, self._framerate, self._nframes, self._comptype, self._compname)

    def setmark(self, id, pos, name):
        """There are none."""
        raise Error('setmark() not supported')

    # ---- frames ----

    def writeframesraw(self, data):
        """Write frames; the head is not mended."""
        data = data if isinstance(data, (bytes, bytearray)) else memoryview(data).cast('B')
        size = len(data)
        self._ensure_header_written(size)
        self._file.write(data)
        self._nframeswritten += size // (self._nchannels * self._sampwidth)
        self._datawritten += size

    def writeframes(self, data):
        """Write frames, and mend the head."""
        self.writeframesraw(data)
        self._patchheader()

    def close(self):
        """Mend the head and write no more."""
        try:
            if self._file:
                self._ensure_header_written(0)
                self._patchheader()
                self._file.flush()
                self._file = None
        finally:
            self._close_own()

    def _ensure_header_written(self, datasize):
        if self._headerwritten:
            return
        self._known(self._nchannels, '# channels not specified')
        self._known(self._sampwidth, 'sample width not specified')
        self._known(self._framerate, 'sampling rate not specified')
        frame = self._nchannels * self._sampwidth
        self._nframes = self._nframes or datasize // frame
        self._datalength = self._nframes * frame
        self._file.write(b'RIFF')
        self._form_length_pos = self._place()
        self._file.write(struct.pack('<L4s4sLHHLLHH4s', 36 + self._datalength, b'WAVE', b'fmt ', 16, WAVE_FORMAT_PCM, self._nchannels,
                                     self._framerate, frame * self._framerate, frame, 8 * self._sampwidth, b'data'))
        self._data_length_pos = None if self._form_length_pos is None else self._file.tell()
        self._file.write(struct.pack('<L', self._datalength))
        self._headerwritten = True

    def _place(self):
        try:
            return self._file.tell()
        except (AttributeError, OSError):  # the head cannot be mended
            return None

    def _patchheader(self):
        if self._datalength == self._datawritten:
            return
        end = self._file.tell()
        for place, size in (self._form_length_pos, 36 + self._datawritten), (self._data_length_pos, self._datawritten):
            self._file.seek(place, 0)
            self._file.write(struct.pack('<L', size))
        self._file.seek(end, 0)
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
