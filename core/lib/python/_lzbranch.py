"""Filters of xz that make machine code easier to compress: the targets of its branches, relative to their place, are made absolute."""

_IA64 = (0,) * 16 + (4, 4, 6, 6, 0, 0, 7, 7, 4, 4, 0, 0, 4, 4, 0, 0)


def _moved(value, place, encode):
    return value + place if encode else value - place


def _arm(data, size, pos, encode):
    for i in range(0, size - 3, 4):
        if data[i + 3] == 0xEB:
            target = _moved(int.from_bytes(data[i:i + 3], "little") << 2, pos + i + 8, encode) >> 2
            data[i:i + 3] = (target & 0xFFFFFF).to_bytes(3, "little")
    return size & ~3


def _armthumb(data, size, pos, encode):
    i = 0
    while i + 4 <= size:
        if data[i + 1] & 0xF8 == 0xF0 and data[i + 3] & 0xF8 == 0xF8:
            value = (data[i + 1] & 7) << 19 | data[i] << 11 | (data[i + 3] & 7) << 8 | data[i + 2]
            target = _moved(value << 1, pos + i + 4, encode) >> 1
            data[i:i + 4] = target >> 11 & 0xFF, 0xF0 | target >> 19 & 7, target & 0xFF, 0xF8 | target >> 8 & 7
            i += 2
        i += 2
    return i


def _powerpc(data, size, pos, encode):
    for i in range(0, size - 3, 4):
        word = int.from_bytes(data[i:i + 4], "big")
        if word >> 26 == 0x12 and word & 3 == 1:
            target = _moved(word & 0x3FFFFFC, pos + i, encode)
            data[i:i + 4] = (0x48000000 | target & 0x3FFFFFC | 1).to_bytes(4, "big")
    return size & ~3


def _sparc(data, size, pos, encode):
    for i in range(0, size - 3, 4):
        word = int.from_bytes(data[i:i + 4], "big")
        if word >> 22 in (0x100, 0x1FF):
            target = _moved(word << 2, pos + i, encode) >> 2
            high = 0x3FC00000 if target & 0x400000 else 0
            data[i:i + 4] = (0x40000000 | high | target & 0x3FFFFF).to_bytes(4, "big")
    return size & ~3


def _ia64(data, size, pos, encode):
    for i in range(0, size - 15, 16):
        mask = _IA64[data[i] & 0x1F]
        for slot in range(3):
            if not mask >> slot & 1:
                continue
            first, shift = divmod(5 + 41 * slot, 8)
            at = i + first
            word = int.from_bytes(data[at:at + 6], "little")
            code = word >> shift
            if code >> 37 & 15 == 5 and code >> 9 & 7 == 0:
                value = code >> 13 & 0xFFFFF | (code >> 36 & 1) << 20
                target = _moved(value << 4, pos + i, encode) >> 4
                code = code & ~(0x8FFFFF << 13) | (target & 0xFFFFF) << 13 | (target & 0x100000) << 16
                data[at:at + 6] = (word & (1 << shift) - 1 | code << shift).to_bytes(7, "little")[:6]
    return size & ~15


class Branch:
    """One of these filters, for one direction. feed() gives what is ready: instructions may be cut at the end of what came."""

    def __init__(self, convert, start, encode):
        self.convert, self.pos, self.encode, self.held = convert, start, encode, bytearray()
        self.mask, self.last = 0, start - 5

    def feed(self, data, final):
        held = self.held
        held += data
        done = self.x86() if self.convert is None else self.convert(held, len(held), self.pos, self.encode)
        self.pos += done
        if final:
            done = len(held)
        ready = bytes(held[:done])
        del held[:done]
        return ready

    def x86(self):
        """Calls and jumps of x86 whose distance fits 25 bits. `mask` says where bytes like the first ones stood just before."""
        data, i = self.held, 0
        while i + 5 <= len(data):
            if data[i] & 0xFE != 0xE8:
                i += 1
                continue
            place = self.pos + i
            gap = place - self.last
            self.last = place
            self.mask = 0 if gap > 5 else (self.mask & 0x77) << 1 if gap == 1 else self._aged(gap)
            if data[i + 4] in (0, 255) and self.mask >> 1 < 0x10 and self.mask >> 1 & 7 in (0, 1, 2, 4):
                value = int.from_bytes(data[i + 1:i + 5], "little")
                while True:
                    target = _moved(value, place + 5, self.encode) & 0xFFFFFFFF
                    if not self.mask:
                        break
                    bits = (0, 1, 2, 2, 3, 3, 3, 3)[self.mask >> 1] * 8
                    if target >> 24 - bits & 0xFF not in (0, 255):
                        break
                    value = target ^ (1 << 32 - bits) - 1
                data[i + 1:i + 5] = (target & 0xFFFFFF).to_bytes(3, "little") + (b"\xff" if target >> 24 & 1 else b"\0")
                i += 5
                self.mask = 0
            else:
                self.mask |= 0x11 if data[i + 4] in (0, 255) else 1
                i += 1
        return i

    def _aged(self, steps):
        for _ in range(steps):
            self.mask = (self.mask & 0x77) << 1
        return self.mask


class Delta:
    """The difference of each byte from that some places before it."""

    def __init__(self, distance, encode):
        self.encode, self.past = encode, bytearray(distance)

    def feed(self, data, final):
        result, past, distance = bytearray(), self.past, len(self.past)
        for i, c in enumerate(data):
            value = (c - past[i % distance] if self.encode else c + past[i % distance]) & 0xFF
            past[i % distance] = c if self.encode else value
            result.append(value)
        turn = len(data) % distance
        self.past = past[turn:] + past[:turn]
        return bytes(result)


CONVERTERS = {4: None, 5: _powerpc, 6: _ia64, 7: _arm, 8: _armthumb, 9: _sparc}
