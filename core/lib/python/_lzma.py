"""Streams of LZMA data: xz, lzma and raw ones."""

from _lzbranch import CONVERTERS, Branch, Delta
from _lzcoder import Decoder, Encoder, LZMAError, corrupt
from _support import lay_out as _lay_out
from binascii import crc32
from operator import index

__all__ = ["CHECK_CRC32", "CHECK_CRC64", "CHECK_ID_MAX", "CHECK_NONE", "CHECK_SHA256", "CHECK_UNKNOWN", "FILTER_ARM", "FILTER_ARMTHUMB",
           "FILTER_DELTA", "FILTER_IA64", "FILTER_LZMA1", "FILTER_LZMA2", "FILTER_POWERPC", "FILTER_SPARC", "FILTER_X86", "FORMAT_ALONE",
           "FORMAT_AUTO", "FORMAT_RAW", "FORMAT_XZ", "LZMACompressor", "LZMADecompressor", "LZMAError", "MF_BT2", "MF_BT3", "MF_BT4",
           "MF_HC3", "MF_HC4", "MODE_FAST", "MODE_NORMAL", "PRESET_DEFAULT", "PRESET_EXTREME", "is_check_supported"]

CHECK_NONE, CHECK_CRC32, CHECK_CRC64, CHECK_SHA256, CHECK_ID_MAX, CHECK_UNKNOWN = 0, 1, 4, 10, 15, 16
FILTER_DELTA, FILTER_X86, FILTER_POWERPC, FILTER_IA64, FILTER_ARM, FILTER_ARMTHUMB, FILTER_SPARC = 3, 4, 5, 6, 7, 8, 9
FILTER_LZMA2, FILTER_LZMA1 = 0x21, 0x4000000000000001
FORMAT_AUTO, FORMAT_XZ, FORMAT_ALONE, FORMAT_RAW = range(4)
MF_HC3, MF_HC4, MF_BT2, MF_BT3, MF_BT4 = 3, 4, 18, 19, 20
MODE_FAST, MODE_NORMAL = 1, 2
PRESET_DEFAULT, PRESET_EXTREME = 6, 1 << 31
_CHECK_SIZES = {CHECK_NONE: 0, CHECK_CRC32: 4, CHECK_CRC64: 8, CHECK_SHA256: 32}
_PRESET_DICTS = (18, 20, 21, 22, 22, 23, 23, 24, 25, 26)
_MAGIC = b"\xfd7zXZ\0"
_INPUT, _ROOM = "input", "room"

LZMAError.__module__ = "_lzma"


def _options():
    return LZMAError("Invalid or unsupported options")


def is_check_supported(check_id):
    """Whether data can have such a checksum."""
    return check_id in _CHECK_SIZES


class _Crc64:
    def __init__(self):
        self.value = 0xFFFFFFFFFFFFFFFF
        self.table = [self._entry(c) for c in range(256)]

    @staticmethod
    def _entry(c):
        for _ in range(8):
            c = c >> 1 ^ 0xC96C5795D7870F42 if c & 1 else c >> 1
        return c

    def update(self, data):
        value, table = self.value, self.table
        for c in data:
            value = value >> 8 ^ table[(value ^ c) & 0xFF]
        self.value = value

    def digest(self):
        return (self.value ^ 0xFFFFFFFFFFFFFFFF).to_bytes(8, "little")


class _Crc32:
    value = 0

    def update(self, data):
        self.value = crc32(data, self.value)

    def digest(self):
        return self.value.to_bytes(4, "little")


class _NoCheck:
    def update(self, data):
        pass

    def digest(self):
        return b""


def _checker(check):
    if check == CHECK_SHA256:
        from hashlib import sha256
        return sha256()
    return {CHECK_NONE: _NoCheck, CHECK_CRC32: _Crc32, CHECK_CRC64: _Crc64}[check]()


# Filters: a spec is a dict; here it is completed and its values are checked.

_LZMA_KEYS = {"id", "preset", "dict_size", "lc", "lp", "pb", "mode", "nice_len", "mf", "depth"}


def _preset(preset):
    try:
        level = index(preset) & 31
    except TypeError:
        raise TypeError("an integer is required") from None
    if not 0 <= preset < 1 << 32:
        raise OverflowError("can't convert negative int to unsigned" if preset < 0 else "Value too large for uint32_t type")
    if level > 9 or preset & ~(31 | PRESET_EXTREME):
        raise _options()
    return {"dict_size": 1 << _PRESET_DICTS[level], "lc": 3, "lp": 0, "pb": 2, "depth": 4 + 4 * level}


def _filter(spec):
    """A filter's spec with all its values."""
    try:
        keys = set(spec.keys())
        known = spec["id"]
    except (AttributeError, TypeError):
        raise TypeError("Filter specifier must be a dict or dict-like object") from None
    except KeyError:
        raise ValueError('Filter specifier must have an "id" entry') from None
    if known in (FILTER_LZMA1, FILTER_LZMA2):
        if keys - _LZMA_KEYS:
            raise ValueError("Invalid filter specifier for LZMA filter")
        full = {"id": known, **_preset(spec.get("preset", PRESET_DEFAULT))}
        full.update((key, index(value)) for key, value in spec.items() if key not in ("id", "preset") and (key != "depth" or value))
        return full
    if known == FILTER_DELTA:
        if keys - {"id", "dist"}:
            raise ValueError("Invalid filter specifier for delta filter")
        return {"id": known, "dist": index(spec.get("dist", 1))}
    if known in CONVERTERS:
        if keys - {"id", "start_offset"}:
            raise ValueError("Invalid filter specifier for BCJ filter")
        return {"id": known, "start_offset": index(spec.get("start_offset", 0))}
    raise ValueError(f"Invalid filter ID: {known}")


def _chain(filters, last=(FILTER_LZMA1, FILTER_LZMA2)):
    """The filters of a chain, the coder last."""
    if isinstance(filters, dict):
        raise TypeError("dict is not a sequence")
    if len(filters) > 4:
        raise ValueError("Too many filters - liblzma supports a maximum of 4")
    chain = [_filter(spec) for spec in filters]
    if not chain:
        raise LZMAError("Internal error")
    for spec in chain:
        is_coder = spec["id"] in (FILTER_LZMA1, FILTER_LZMA2)
        if is_coder != (spec is chain[-1]) or is_coder and spec["id"] not in last or not _fits(spec):
            raise _options()
    return chain


def _fits(spec):
    """Whether the values of a filter are allowed."""
    if "dist" in spec:
        return 1 <= spec["dist"] <= 256
    if "lc" in spec:
        return min(spec["lc"], spec["lp"]) >= 0 and spec["lc"] + spec["lp"] <= 4 and 0 <= spec["pb"] <= 4 and 4096 <= spec["dict_size"] < 1 << 32
    return 0 <= spec["start_offset"] < 1 << 32


def _encode_filter_properties(filter):
    """The bytes of a filter's values, without its id."""
    spec = _filter(filter)
    if "dist" in spec:
        if not _fits(spec):
            raise LZMAError("Internal error")
        return bytes([spec["dist"] - 1])
    if "start_offset" in spec:
        return spec["start_offset"].to_bytes(4, "little") if spec["start_offset"] else b""
    if not _fits(spec):
        raise LZMAError("Internal error")
    if spec["id"] == FILTER_LZMA1:
        return bytes([(spec["pb"] * 5 + spec["lp"]) * 9 + spec["lc"]]) + spec["dict_size"].to_bytes(4, "little")
    return bytes([next((code for code in range(40) if (2 | code & 1) << (code >> 1) + 11 >= spec["dict_size"]), 40)])


def _decode_filter_properties(filter_id, encoded_props):
    """A filter's spec from the bytes of its values."""
    data = bytes(memoryview(encoded_props))
    if filter_id == FILTER_LZMA1 and len(data) == 5 and data[0] < 225:
        rest, lc = divmod(data[0], 9)
        pb, lp = divmod(rest, 5)
        if lc + lp <= 4:
            return {"id": filter_id, "lc": lc, "lp": lp, "pb": pb, "dict_size": int.from_bytes(data[1:], "little")}
    if filter_id == FILTER_LZMA2 and len(data) == 1 and data[0] <= 40:
        size = 0xFFFFFFFF if data[0] == 40 else (2 | data[0] & 1) << (data[0] >> 1) + 11
        return {"id": filter_id, "dict_size": size}
    if filter_id == FILTER_DELTA and len(data) == 1:
        return {"id": filter_id, "dist": data[0] + 1}
    if filter_id in CONVERTERS and len(data) in (0, 4):
        return {"id": filter_id, "start_offset": int.from_bytes(data, "little")} if data else {"id": filter_id}
    raise _options()


def _steps(chain, encode):
    """The filters before the coder, in the order in which data goes through them."""
    steps = [Delta(spec["dist"], encode) if "dist" in spec else Branch(CONVERTERS[spec["id"]], spec.get("start_offset", 0), encode)
             for spec in chain[:-1]]
    return steps if encode else steps[::-1]


def _vli(number):
    """A number in as many bytes as it needs, seven bits each."""
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _summed(data):
    return data + crc32(data).to_bytes(4, "little")


class LZMACompressor:
    """Compresses what it is given piece by piece."""

    __slots__ = ("_format", "_check", "_filters", "_parts", "_began", "_flushed")

    def __init__(self, format=FORMAT_XZ, check=-1, preset=None, filters=None):
        if preset is not None and filters is not None:
            raise ValueError("Cannot specify both preset and filter chain")
        self._format, self._check = index(format), index(check)
        if format != FORMAT_XZ and check not in (-1, CHECK_NONE):
            raise ValueError("Integrity checks are only supported by FORMAT_XZ")
        if format == FORMAT_XZ:
            self._check = CHECK_CRC64 if check == -1 else check
            chain = self._given(filters, preset, FILTER_LZMA2)
            if not is_check_supported(self._check):
                raise LZMAError("Unsupported integrity check" if self._check <= CHECK_ID_MAX else "Internal error")
        elif format == FORMAT_ALONE:
            if filters is not None and (len(filters) != 1 or _filter(filters[0])["id"] != FILTER_LZMA1):
                raise ValueError("Invalid filter chain for FORMAT_ALONE - must be a single LZMA1 filter")
            chain = self._given(filters, preset, FILTER_LZMA1)
        elif format == FORMAT_RAW:
            if filters is None:
                raise ValueError("Must specify filters for FORMAT_RAW")
            chain = _chain(filters)
        else:
            raise ValueError(f"Invalid container format: {format}")
        self._filters, self._parts, self._began, self._flushed = chain, [], False, False

    @staticmethod
    def _given(filters, preset, coder):
        if filters is not None:
            return _chain(filters, (coder,))
        return [{"id": coder, **_preset(PRESET_DEFAULT if preset is None else preset)}]

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle '_lzma.{type(self).__name__}' object")

    def compress(self, data, /):
        """Data taken in; what is ready."""
        data = bytes(memoryview(data))
        if self._flushed:
            raise ValueError("Compressor has been flushed")
        head = b"" if self._began else self._head()
        if data and not self._parts and self._format == FORMAT_XZ:
            head += self._block_head()
        self._began = True
        if data:
            self._parts.append(data)
        return head

    def flush(self):
        """The rest; nothing can follow."""
        if self._flushed:
            raise ValueError("Repeated call to flush()")
        head = b"" if self._began else self._head()
        self._flushed = True
        data, self._parts = b"".join(self._parts), []
        return head + (self._xz(data) if self._format == FORMAT_XZ else self._coded(data))

    def _head(self):
        if self._format == FORMAT_XZ:
            flags = bytes([0, self._check])
            return _MAGIC + _summed(flags)
        return _encode_filter_properties(self._filters[0]) + b"\xff" * 8 if self._format == FORMAT_ALONE else b""

    def _block_head(self):
        body = bytes([len(self._filters) - 1])
        for spec in self._filters:
            values = _encode_filter_properties(spec)
            body += _vli(spec["id"]) + _vli(len(values)) + values
        size = (len(body) + 1 + 3) // 4
        return _summed(bytes([size]) + body.ljust(size * 4 - 1, b"\0"))

    def _xz(self, data):
        records, result = b"\0", b""
        if data:
            checker = _checker(self._check)
            checker.update(data)
            coded = self._coded(data)
            digest = checker.digest()
            result = coded + bytes(-len(coded) % 4) + digest
            records = b"\1" + _vli(len(self._block_head()) + len(coded) + len(digest)) + _vli(len(data))
        records = b"\0" + records
        records = _summed(records + bytes(-len(records) % 4))
        tail = (len(records) // 4 - 1).to_bytes(4, "little") + bytes([0, self._check])
        return result + records + crc32(tail).to_bytes(4, "little") + tail + b"YZ"

    def _coded(self, data):
        for step in _steps(self._filters, True):
            data = step.feed(data, True)
        spec = self._filters[-1]
        encoder = Encoder(data, spec["lc"], spec["lp"], spec["pb"], spec["depth"], spec["dict_size"])
        if spec["id"] == FILTER_LZMA1:
            return encoder.run(len(data), 1 << 62, True)
        props = bytes([(spec["pb"] * 5 + spec["lp"]) * 9 + spec["lc"]])
        result, start, fresh = [], 0, 3
        while start < len(data):
            coded = encoder.run(min(len(data), start + (1 << 20)), 60000)
            stop = encoder.pos
            if len(coded) < stop - start:
                size = stop - start - 1
                result.append((0x80 | fresh << 5 | size >> 16, size, len(coded) - 1, props if fresh > 1 else b"", coded))
                fresh = 0
            else:
                for at in range(start, stop, 1 << 16):
                    piece = data[at:min(stop, at + (1 << 16))]
                    result.append((1 if fresh == 3 else 2, len(piece) - 1, None, b"", piece))
                    fresh = 2 if fresh > 1 else 1
                encoder.reset()
            start = stop
        return b"".join(bytes([control]) + (size & 0xFFFF).to_bytes(2, "big") + (b"" if coded is None else coded.to_bytes(2, "big")) + more + piece
                        for control, size, coded, more, piece in result) + b"\0"


class _Stream:
    """What a decompressor does and knows, with a generator that goes through the stream."""

    def __init__(self, format=FORMAT_AUTO, memlimit=None, filters=None):
        format = index(format)
        if memlimit is not None:
            if format == FORMAT_RAW:
                raise ValueError("Cannot specify memory limit with FORMAT_RAW")
            memlimit = index(memlimit)
        if format == FORMAT_RAW and filters is None:
            raise ValueError("Must specify filters for FORMAT_RAW")
        if format != FORMAT_RAW and filters is not None:
            raise ValueError("Cannot specify filters except with FORMAT_RAW")
        if format not in (FORMAT_AUTO, FORMAT_XZ, FORMAT_ALONE, FORMAT_RAW):
            raise ValueError(f"Invalid container format: {format}")
        self.check = CHECK_UNKNOWN if format in (FORMAT_AUTO, FORMAT_XZ) else CHECK_NONE
        self.eof, self.needs_input, self.unused_data = False, True, b""
        self._memlimit, self._error = memlimit, None
        self._data, self._pos, self._room, self._ready = b"", 0, 0, bytearray()
        if format == FORMAT_RAW:
            chain = _chain(filters)
            self._machine = self._coded(chain, _NoCheck(), None)
        else:
            self._machine = {FORMAT_AUTO: self._auto, FORMAT_XZ: self._xz, FORMAT_ALONE: self._alone}[format]()

    def decompress(self, data, max_length=-1):
        data = bytes(memoryview(data))
        max_length = index(max_length)
        if self.eof:
            raise EOFError("Already at end of stream")
        if self._error:
            raise LZMAError(self._error)
        self._data, self._pos = self._data[self._pos:] + data, 0
        waits, ended = None, False
        try:
            while waits is not _INPUT and (max_length < 0 or len(self._ready) < max_length):
                self._room = 1 << 62 if max_length < 0 else max_length - len(self._ready)
                waits = next(self._machine)
        except StopIteration:
            ended = True
        except LZMAError as error:
            self._error = str(error)
            raise
        result = bytes(self._ready if max_length < 0 else self._ready[:max_length])
        del self._ready[:len(result)]
        if ended and not self._ready:
            self.eof, self.unused_data = True, self._data[self._pos:]
            self._data, self._pos = b"", 0
        elif ended:
            self._machine = iter(())
        self.needs_input = not ended and waits is _INPUT and (max_length < 0 or len(result) < max_length)
        return result

    def _bytes(self, count):
        """The next bytes of the input."""
        while len(self._data) - self._pos < count:
            yield _INPUT
        self._pos += count
        return self._data[self._pos - count:self._pos]

    def _number(self):
        """A number of as many bytes as it has, and these."""
        number, data = 0, b""
        while True:
            c = yield from self._bytes(1)
            number |= (c[0] & 0x7F) << 7 * len(data)
            data += c
            if not c[0] & 0x80:
                if not c[0] and len(data) > 1:
                    raise corrupt()
                return number, data
            if len(data) == 9:
                raise corrupt()

    def _allow(self, dict_size):
        if self._memlimit is not None and dict_size + 65536 > self._memlimit:
            raise LZMAError("Memory usage limit exceeded")

    def _auto(self):
        first = yield from self._bytes(1)
        self._pos -= 1
        if first == _MAGIC[:1]:
            yield from self._xz()
        else:
            self.check = CHECK_NONE
            yield from self._alone()

    def _alone(self):
        head = yield from self._bytes(13)
        unsupported = LZMAError("Input format not supported by decoder")
        size, dict_size = int.from_bytes(head[5:], "little"), int.from_bytes(head[1:5], "little")
        low = dict_size & -dict_size
        if head[0] >= 225 or dict_size != 0xFFFFFFFF and (not dict_size or dict_size not in (low, 3 * low)):
            raise unsupported
        try:
            spec = _decode_filter_properties(FILTER_LZMA1, head[:5])
        except LZMAError:
            raise unsupported from None
        if 1 << 38 <= size < (1 << 64) - 1:
            raise unsupported
        self._allow(dict_size)
        yield from self._coded([spec], _NoCheck(), None if size == (1 << 64) - 1 else size)

    def _xz(self):
        head = yield from self._bytes(12)
        if head[:6] != _MAGIC:
            raise LZMAError("Input format not supported by decoder")
        if _summed(head[6:8]) != head[6:]:
            raise corrupt()
        if head[6] or head[7] > CHECK_ID_MAX:
            raise _options()
        self.check = head[7]
        if not is_check_supported(self.check):
            raise LZMAError("Unsupported integrity check")
        records = []
        while True:
            size = yield from self._bytes(1)
            if size == b"\0":
                break
            records.append((yield from self._block(size)))
        length = yield from self._index(records)
        tail = yield from self._bytes(12)
        if tail[10:] != b"YZ" or _summed(tail[4:10])[-4:] != tail[:4] or tail[8:10] != head[6:8] or (
                int.from_bytes(tail[4:8], "little") + 1) * 4 != length:
            raise corrupt()

    def _block(self, first):
        """One block: its size and that of its contents."""
        count = first[0] * 4
        head = first + (yield from self._bytes(count + 3))
        if _summed(head[:-4]) != head:
            raise corrupt()
        at, sizes = 2, []

        def number():
            nonlocal at
            value, shift = 0, 0
            while True:
                value |= (head[at] & 0x7F) << shift
                shift += 7
                at += 1
                if not head[at - 1] & 0x80:
                    return value

        flags, chain = head[1], []
        for bit in 0x40, 0x80:
            sizes.append(number() if flags & bit else None)
        for _ in range((flags & 3) + 1):
            known = number()
            length = number()
            chain.append(_decode_filter_properties(known, head[at:at + length]))
            at += length
        if chain[-1]["id"] != FILTER_LZMA2 or flags & 0x3C:
            raise _options()
        self._allow(chain[-1]["dict_size"])
        checker = _checker(self.check)
        length, size = yield from self._coded(chain, checker, None)
        if sizes[0] not in (None, length) or sizes[1] not in (None, size) or any((yield from self._bytes(-length % 4))):
            raise corrupt()
        digest = checker.digest()
        if (yield from self._bytes(len(digest))) != digest:
            raise corrupt()
        return len(head) + length + len(digest), size

    def _index(self, records):
        """What is said at the end of a stream about its blocks; how long it is."""
        count, data = yield from self._number()
        data = b"\0" + data
        if count != len(records):
            raise corrupt()
        for record in records:
            for wanted in record:
                number, more = yield from self._number()
                data += more
                if number != wanted:
                    raise corrupt()
        data += yield from self._bytes(-len(data) % 4)
        if _summed(data)[-4:] != (yield from self._bytes(4)):
            raise corrupt()
        return len(data) + 4

    def _coded(self, chain, checker, size):
        """Data through the coder and the filters; (length of the input, length of the output)."""
        spec, steps, out = chain[-1], _steps(chain, False), bytearray()
        count = [0, 0]
        moved = 0

        def move(final):
            nonlocal moved
            data = bytes(out[moved:])
            moved = len(out)
            for step in steps:
                data = step.feed(data, final)
            checker.update(data)
            count[1] += len(data)
            self._ready += data

        source = self._lzma1(spec, out, size) if spec["id"] == FILTER_LZMA1 else self._lzma2(spec, out)
        start = self._pos
        for waits in source:
            count[0] += self._pos - start
            move(False)
            yield waits
            start = self._pos
        count[0] += self._pos - start
        move(True)
        return count

    def _lzma1(self, spec, out, size):
        decoder = Decoder(out, spec["lc"], spec["lp"], spec["pb"])
        while len(self._data) - self._pos < 5:
            yield _INPUT
        self._pos = decoder.start(self._data, self._pos)
        ended = yield from self._run(decoder, 1 << 62 if size is None else size, spec["dict_size"])
        if ended and size is not None:
            raise corrupt()

    def _run(self, decoder, stop, dict_size):
        """Decode until the output has so many bytes; whether the end mark came."""
        out, dict_size = decoder.out, max(4096, dict_size)
        while len(out) < stop:
            wanted = min(stop, len(out) + self._room)
            self._pos, ended = decoder.run(self._data, self._pos, wanted, len(self._data), dict_size)
            if ended:
                return True
            if len(out) < wanted:
                yield _INPUT
            elif len(out) < stop:
                yield _ROOM
        if len(out) > stop:
            raise corrupt()
        return False

    def _lzma2(self, spec, out):
        decoder, fresh = None, True
        while True:
            control = (yield from self._bytes(1))[0]
            if not control:
                return
            if control >= 0xE0 or control == 1:
                fresh = False
                if decoder:
                    decoder.base = len(out)
            elif fresh:
                raise corrupt()
            if control >= 0x80:
                head = yield from self._bytes(4)
                stop = len(out) + ((control & 0x1F) << 16 | head[0] << 8 | head[1]) + 1
                length = (head[2] << 8 | head[3]) + 1
                if control >= 0xC0:
                    props = yield from self._bytes(1)
                    try:
                        values = _decode_filter_properties(FILTER_LZMA1, props + bytes(4))
                    except LZMAError:
                        raise corrupt() from None
                    options = values["lc"], values["lp"], values["pb"]
                    if decoder:
                        decoder.reset(*options)
                    else:
                        decoder = Decoder(out, *options)
                        decoder.base = 0
                elif not decoder:
                    raise corrupt()
                elif control >= 0xA0:
                    decoder.reset()
                while len(self._data) - self._pos < 5:
                    yield _INPUT
                before = self._pos
                self._pos = decoder.start(self._data, self._pos)
                taken = 0
                for waits in self._run(decoder, stop, spec["dict_size"]):
                    taken += self._pos - before
                    yield waits
                    before = self._pos
                if taken + self._pos - before != length:
                    raise corrupt()
            elif control <= 2:
                left = int.from_bytes((yield from self._bytes(2)), "big") + 1
                while left:
                    piece = self._data[self._pos:self._pos + min(left, self._room)]
                    self._pos += len(piece)
                    left -= len(piece)
                    out += piece
                    if left:
                        yield _ROOM if self._pos < len(self._data) else _INPUT
            else:
                raise corrupt()


class LZMADecompressor:
    """Decompresses one stream, piece by piece."""

    __slots__ = ("_stream",)
    __reduce_ex__ = LZMACompressor.__reduce_ex__

    def __init__(self, format=FORMAT_AUTO, memlimit=None, filters=None):
        self._stream = _Stream(format, memlimit, filters)

    def decompress(self, data, max_length=-1):
        """What the data hold, up to so many bytes; the rest comes with the next calls."""
        return self._stream.decompress(data, max_length)

    check = property(lambda self: self._stream.check)
    eof = property(lambda self: self._stream.eof)
    needs_input = property(lambda self: self._stream.needs_input)
    unused_data = property(lambda self: self._stream.unused_data)


for _cls, _size in (LZMACompressor, 192), (LZMADecompressor, 224):
    _lay_out(_cls, "f", _size)
