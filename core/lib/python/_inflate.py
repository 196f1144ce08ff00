"""Inflate (RFC 1951) with the wrappers of zlib (RFC 1950) and gzip (RFC 1952)."""


class error(Exception):
    """Data that is not compressed as it should be."""

    __module__ = "zlib"


_lengths = [(3 + i, 0) for i in range(8)] + [(3 + (4 + i % 4 << i // 4 - 1), i // 4 - 1) for i in range(8, 28)] + [(258, 0)]
_distances = [(1 + i, 0) for i in range(4)] + [(1 + (2 + i % 2 << i // 2 - 1), i // 2 - 1) for i in range(4, 30)]
_order = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)


def _bad(message):
    return error("Error -3 while decompressing data: " + message)


def _table(lengths, message, partial=False):
    """(list by the next bits: length << 16 | symbol, how many bits)"""
    most = max(lengths, default=0)
    if not most:
        return [0], 0
    counts = [0] * 16
    for length in lengths:
        counts[length] += 1
    counts[0] = 0
    left, code, starts = 1, 0, [0] * 17
    for bits in range(1, 16):
        left = left * 2 - counts[bits]
        if left < 0:
            raise _bad(message)
        code = code + counts[bits - 1] << 1
        starts[bits] = code
    if left and (not partial or most != 1):
        raise _bad(message)
    table = [0] * (1 << most)
    for symbol, length in enumerate(lengths):
        if length:
            code = int(f"{starts[length]:0{length}b}"[::-1], 2)
            starts[length] += 1
            table[code::1 << length] = [length << 16 | symbol] * (1 << most - length)
    return table, most


class Inflater:
    """Reads a stream; feed() gives what the data stands for."""

    def __init__(self, wbits, zdict, crc32, adler32):
        self.args = wbits, zdict, crc32, adler32
        self.fed = b""
        self.input, self.at, self.eof, self.rest, self.skip = b"", 0, False, b"", 0
        self.bits = self.count = self.hidden = 0
        self.out = bytearray()
        self.steps = self.read(wbits, zdict, crc32, adler32)

    def copy(self):
        """Another one that has read the same."""
        other = Inflater(*self.args)
        if self.fed:
            other.feed(self.fed)
        other.skip = self.skip
        return other

    def feed(self, data):
        data, self.skip = data[self.skip:], max(self.skip - len(data), 0)
        self.fed += data
        self.input = self.input[self.at:] + data
        self.at = 0
        start = len(self.out)
        for _ in self.steps:
            break
        else:
            self.eof = True
            self.rest = self.input[self.at:]
        result = bytes(memoryview(self.out)[start + self.hidden:])
        self.hidden = 0
        return result

    def take(self, n):
        """So many bits."""
        while self.count < n:
            while self.at == len(self.input):
                yield
            self.bits |= self.input[self.at] << self.count
            self.at += 1
            self.count += 8
        value = self.bits & (1 << n) - 1
        self.bits >>= n
        self.count -= n
        return value

    def symbol(self, table, most):
        """The next symbol of a code."""
        while True:
            entry = table[self.bits & (1 << most) - 1]
            length = entry >> 16
            if length and length <= self.count:
                self.bits >>= length
                self.count -= length
                return entry & 0xFFFF
            if self.count >= most:
                return -1
            while self.at == len(self.input):
                yield
            self.bits |= self.input[self.at] << self.count
            self.at += 1
            self.count += 8

    def read(self, wbits, zdict, crc32, adler32):
        """All steps; each yield asks for more data."""
        kind = "raw" if wbits < 0 else "gzip" if 24 <= wbits <= 31 else "zlib"
        if wbits >= 0:
            first = yield from self.take(16)
            if first == 0x8B1F and (kind == "gzip" or wbits >= 32):
                kind = "gzip"
                yield from self.gzip_header()
            elif kind == "gzip":
                raise _bad("incorrect header check")
            else:
                head = (first & 255) << 8 | first >> 8
                if head % 31:
                    raise _bad("incorrect header check")
                if head >> 8 & 15 != 8:
                    raise _bad("unknown compression method")
                if (head >> 12) + 8 > (wbits & 15 or 15):
                    raise _bad("invalid window size")
                if head & 32:
                    wanted = yield from self.take(32)
                    if zdict is None:
                        raise error("Error 2 while decompressing data")
                    if adler32(zdict) != int.from_bytes(wanted.to_bytes(4, "little"), "big"):
                        raise error("Error -3 while setting zdict")
        before = len(zdict) if zdict else 0
        if zdict:
            self.out += zdict
            self.hidden = before
        last = 0
        while not last:
            last = yield from self.take(1)
            how = yield from self.take(2)
            if how == 0:
                yield from self.stored()
            elif how == 3:
                raise _bad("invalid block type")
            else:
                yield from self.compressed(*((yield from self.dynamic()) if how == 2 else _fixed()))
        self.bits >>= self.count % 8
        self.count -= self.count % 8
        # Bytes read ahead belong to what follows.
        while self.count >= 8:
            self.at -= 1
            self.count -= 8
        self.bits = self.count = 0
        if kind == "raw":
            return
        wanted = yield from self.take(32)
        data = bytes(self.out[before:])
        if kind == "gzip":
            if crc32(data) != wanted:
                raise _bad("incorrect data check")
            if (yield from self.take(32)) != len(data) & 0xFFFFFFFF:
                raise _bad("incorrect length check")
        elif adler32(data) != int.from_bytes(wanted.to_bytes(4, "little"), "big"):
            raise _bad("incorrect data check")

    def gzip_header(self):
        method = yield from self.take(8)
        flags = yield from self.take(8)
        if method != 8:
            raise _bad("unknown compression method")
        if flags & 0xE0:
            raise _bad("unknown header flags set")
        yield from self.take(48)
        if flags & 4:
            for _ in range((yield from self.take(16))):
                yield from self.take(8)
        for flag in (8, 16):
            while flags & flag and (yield from self.take(8)):
                pass
        if flags & 2:
            yield from self.take(16)

    def stored(self):
        yield from self.take(self.count % 8)
        size = yield from self.take(16)
        if size ^ 0xFFFF != (yield from self.take(16)):
            raise _bad("invalid stored block lengths")
        while size and self.count:
            self.out.append((yield from self.take(8)))
            size -= 1
        while size:
            while self.at == len(self.input):
                yield
            part = self.input[self.at:self.at + size]
            self.out += part
            self.at += len(part)
            size -= len(part)

    def dynamic(self):
        """The codes of a block that brings its own."""
        literals = (yield from self.take(5)) + 257
        distances = (yield from self.take(5)) + 1
        count = (yield from self.take(4)) + 4
        if literals > 286 or distances > 30:
            raise _bad("too many length or distance symbols")
        lengths = [0] * 19
        for i in range(count):
            lengths[_order[i]] = yield from self.take(3)
        table, most = _table(lengths, "invalid code lengths set")
        lengths = []
        while len(lengths) < literals + distances:
            symbol = yield from self.symbol(table, most)
            if symbol < 16:
                lengths.append(symbol)
                continue
            if symbol == 16:
                if not lengths:
                    raise _bad("invalid bit length repeat")
                lengths += [lengths[-1]] * ((yield from self.take(2)) + 3)
            else:
                lengths += [0] * ((yield from self.take(3)) + 3 if symbol == 17 else (yield from self.take(7)) + 11)
            if len(lengths) > literals + distances:
                raise _bad("invalid bit length repeat")
        if not lengths[256]:
            raise _bad("invalid code -- missing end-of-block")
        return (*_table(lengths[:literals], "invalid literal/lengths set", True), *_table(lengths[literals:], "invalid distances set", True))

    def compressed(self, table, most, far, far_most):
        """The symbols of a block. While there is plenty of input it is read here, else step by step."""
        out, mask, far_mask = self.out, (1 << most) - 1, (1 << far_most) - 1
        while True:
            data, at, bits, count = self.input, self.at, self.bits, self.count
            safe = len(data) - 8
            while at < safe:
                while count < 48:
                    bits |= data[at] << count
                    at += 1
                    count += 8
                    if at >= safe:
                        break
                if count < 48:
                    break
                entry = table[bits & mask]
                length = entry >> 16
                symbol = entry & 0xFFFF
                if not length:
                    raise _bad("invalid literal/length code")
                bits >>= length
                count -= length
                if symbol < 256:
                    out.append(symbol)
                    continue
                if symbol == 256:
                    self.at, self.bits, self.count = at, bits, count
                    return
                if symbol > 285:
                    raise _bad("invalid literal/length code")
                base, extra = _lengths[symbol - 257]
                size = base + (bits & (1 << extra) - 1)
                bits >>= extra
                count -= extra
                entry = far[bits & far_mask]
                length = entry >> 16
                symbol = entry & 0xFFFF
                if not length or symbol > 29:
                    raise _bad("invalid distance code")
                bits >>= length
                base, extra = _distances[symbol]
                distance = base + (bits & (1 << extra) - 1)
                bits >>= extra
                count -= length + extra
                self.repeat(size, distance)
            self.at, self.bits, self.count = at, bits, count
            symbol = yield from self.symbol(table, most)
            if symbol < 0 or symbol > 285:
                raise _bad("invalid literal/length code")
            if symbol < 256:
                out.append(symbol)
            elif symbol == 256:
                return
            else:
                base, extra = _lengths[symbol - 257]
                size = base + (yield from self.take(extra))
                symbol = yield from self.symbol(far, far_most)
                if symbol < 0 or symbol > 29:
                    raise _bad("invalid distance code")
                base, extra = _distances[symbol]
                self.repeat(size, base + (yield from self.take(extra)))

    def repeat(self, size, distance):
        out = self.out
        start = len(out) - distance
        if start < 0:
            raise _bad("invalid distance too far back")
        if size <= distance:
            out += out[start:start + size]
        else:
            part = out[start:]
            out += (part * (size // distance + 1))[:size]


def _fixed():
    return (*_table([8] * 144 + [9] * 112 + [7] * 24 + [8] * 8, ""), *_table([5] * 32, ""))
