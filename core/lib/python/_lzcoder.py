"""LZMA itself: bits whose likelihoods are learnt, coded as parts of a range; literals, matches and repeated distances made of such bits.
The coders of streams (_lzma) use it. Chances are counted in 2048ths; the names of places in the list of them are offsets."""

_MATCH, _REP, _REP0, _REP1, _REP2, _REP0_LONG, _SLOT, _SPECIAL, _ALIGN, _LEN, _REPLEN, _LITERAL = (
    0, 192, 204, 216, 228, 240, 432, 688, 816, 832, 1346, 1860)
_AFTER_LITERAL = (0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 4, 5)
# A length: whether it is 10 or more, 18 or more, then 3 bits, 3 bits (for each place) or 8 bits.
_LOW, _MID, _HIGH = 2, 130, 258


class LZMAError(Exception):
    """Data that cannot be decompressed, or options that do not fit."""


def corrupt():
    return LZMAError("Corrupt input data")


class Decoder:
    """Takes LZMA bits; `out` is the dictionary and what came out."""

    def __init__(self, out, lc, lp, pb):
        self.out = out
        self.base = len(out)
        self.reset(lc, lp, pb)

    def reset(self, lc=None, lp=None, pb=None):
        """Forget what was learnt, with other options or the same."""
        if lc is not None:
            self.lc, self.lp, self.pb = lc, lp, pb
        self.probs = [1024] * (_LITERAL + (768 << self.lc + self.lp))
        self.state, self.reps = 0, [0, 0, 0, 0]

    def start(self, data, pos):
        """Take the first five bytes of the range coder."""
        if data[pos]:
            raise corrupt()
        self.range, self.code = 0xFFFFFFFF, int.from_bytes(data[pos + 1:pos + 5], "big")
        return pos + 5

    def run(self, data, pos, stop, end, dict_size):
        """(place after what was taken, whether the end mark came). Goes on until `out` has `stop` bytes or fewer than 21 bytes are left,
        then as far as the bytes to `end` reach: what is begun and not complete is taken back."""
        done = False
        pos, done = self._symbols(data, pos, stop, end - 21, dict_size, 1 << 62)
        if done or len(self.out) >= stop or end != len(data):
            return pos, done
        kept = self.probs[:], self.state, self.reps[:], self.range, self.code, len(self.out), pos
        count = 0
        try:
            while len(self.out) < stop:
                pos, done = self._symbols(data, pos, stop, end, dict_size, 1)
                if done:
                    return pos, done
                count += 1
        except IndexError:
            self.probs, self.state, self.reps, self.range, self.code, size, pos = kept
            del self.out[size:]
            if count:
                pos, done = self._symbols(data, pos, stop, end, dict_size, count)
        return pos, done

    def _symbols(self, data, pos, stop, last, dict_size, count):
        """Up to `count` literals and matches, until `stop` bytes are there or the place is past `last`."""
        probs, out, reps, state, rng, code = self.probs, self.out, self.reps, self.state, self.range, self.code
        lc, lp_mask, pb_mask, base = self.lc, (1 << self.lp) - 1, (1 << self.pb) - 1, self.base

        def bit(i):
            nonlocal rng, code, pos
            prob = probs[i]
            bound = (rng >> 11) * prob
            if code < bound:
                rng = bound
                probs[i] = prob + (2048 - prob >> 5)
                value = 0
            else:
                rng -= bound
                code -= bound
                probs[i] = prob - (prob >> 5)
                value = 1
            if rng < 0x1000000:
                rng <<= 8
                code = code << 8 | data[pos]
                pos += 1
            return value

        def tree(at, bits):
            value = 1
            for _ in range(bits):
                value = value << 1 | bit(at + value)
            return value - (1 << bits)

        def reverse(at, bits):
            value, node = 0, 1
            for i in range(bits):
                b = bit(at + node)
                node = node << 1 | b
                value |= b << i
            return value

        def length(at, place):
            if not bit(at):
                return 2 + tree(at + _LOW + (place << 3), 3)
            if not bit(at + 1):
                return 10 + tree(at + _MID + (place << 3), 3)
            return 18 + tree(at + _HIGH, 8)

        done = False
        while count and len(out) < stop and pos <= last:
            count -= 1
            size = len(out)
            place = size - base & pb_mask
            if not bit(_MATCH + (state << 4) + place):
                before = out[-1] if size > base else 0
                at = _LITERAL + 768 * (((size - base & lp_mask) << lc) + (before >> 8 - lc))
                symbol = 1
                if state >= 7:
                    match, offset = out[size - reps[0] - 1], 0x100
                    while symbol < 0x100:
                        match <<= 1
                        wanted = match & offset
                        b = bit(at + offset + wanted + symbol)
                        symbol = symbol << 1 | b
                        offset &= wanted if b else ~wanted
                else:
                    while symbol < 0x100:
                        symbol = symbol << 1 | bit(at + symbol)
                out.append(symbol & 0xFF)
                state = _AFTER_LITERAL[state]
                continue
            if not bit(_REP + state):
                much = length(_LEN, place)
                slot = tree(_SLOT + (min(much - 2, 3) << 6), 6)
                distance = slot
                if slot > 3:
                    bits = (slot >> 1) - 1
                    distance = (2 | slot & 1) << bits
                    if slot < 14:
                        distance += reverse(_SPECIAL + distance - slot, bits)
                    else:
                        direct = 0
                        for _ in range(bits - 4):
                            rng >>= 1
                            b = code >= rng
                            if b:
                                code -= rng
                            direct = direct << 1 | b
                            if rng < 0x1000000:
                                rng <<= 8
                                code = code << 8 | data[pos]
                                pos += 1
                        distance += (direct << 4) + reverse(_ALIGN, 4)
                if distance == 0xFFFFFFFF:
                    done = True
                    break
                reps = [distance, *reps[:3]]
                state = 7 if state < 7 else 10
            else:
                which = 0
                if bit(_REP0 + state):
                    which = 2 + bit(_REP2 + state) if bit(_REP1 + state) else 1
                elif not bit(_REP0_LONG + (state << 4) + place):
                    which = -1
                if which < 0:
                    much = 1
                    state = 9 if state < 7 else 11
                else:
                    reps = [reps[which], *reps[:which], *reps[which + 1:]]
                    much = length(_REPLEN, place)
                    state = 8 if state < 7 else 11
            at = size - reps[0] - 1
            if at < base or reps[0] >= dict_size:
                raise corrupt()
            for i in range(much):
                out.append(out[at + i])
        self.state, self.reps, self.range, self.code = state, reps, rng, code
        return pos, done


def _slot_of(distance):
    """The two highest bits of a distance and where they stand."""
    if distance < 4:
        return distance
    bits = distance.bit_length() - 1
    return bits << 1 | distance >> bits - 1 & 1


class Encoder:
    """Makes LZMA bits of `data`, from its beginning; looks for matches at no more than `depth` earlier places."""

    def __init__(self, data, lc, lp, pb, depth, dict_size):
        self.data, self.lc, self.lp, self.pb, self.depth, self.dict_size = data, lc, lp, pb, depth, dict_size
        self.heads, self.earlier, self.pos = {}, [], 0
        self.reset()

    def reset(self):
        """Forget what was learnt."""
        self.probs = [1024] * (_LITERAL + (768 << self.lc + self.lp))
        self.state, self.reps = 0, [0, 0, 0, 0]

    def _note(self, upto):
        """Put the places before `upto` into the chains of places with the same three bytes."""
        data, heads, earlier = self.data, self.heads, self.earlier
        for at in range(len(earlier), upto):
            key = data[at:at + 3]
            earlier.append(heads.get(key, -1))
            heads[key] = at

    def _same(self, at, earlier, most):
        """How many bytes at two places are the same."""
        data, size = self.data, 0
        while size < most and data[earlier + size] == data[at + size]:
            size += 1
        return size

    def _longest(self, at, most):
        """(length, distance - 1) of the best match that begins there; of length 0 if there is none of three bytes."""
        self._note(at)
        best, found = 0, 0
        if most < 3:
            return 0, 0
        data, earlier, oldest = self.data, self.earlier, at - self.dict_size
        place = self.heads.get(data[at:at + 3], -1)
        for _ in range(self.depth):
            if place < 0 or place < oldest:
                break
            if not best or data[place + best] == data[at + best]:
                size = self._same(at, place, most)
                if size > best:
                    best, found = size, at - place - 1
                    if size == most:
                        break
            place = earlier[place]
        return best, found

    def run(self, end, limit, mark=False):
        """The bytes for the data from the place reached to `end`, or less when they come to `limit`; with the end mark."""
        data, probs, reps, state, pos = self.data, self.probs, self.reps, self.state, self.pos
        lc, lp_mask, pb_mask = self.lc, (1 << self.lp) - 1, (1 << self.pb) - 1
        rng, low, out = 0xFFFFFFFF, 0, bytearray(1)

        def shift():
            nonlocal low
            if low >> 32:
                at = len(out) - 1
                while out[at] == 255:
                    out[at] = 0
                    at -= 1
                out[at] += 1
            out.append(low >> 24 & 0xFF)
            low = (low & 0xFFFFFF) << 8

        def bit(i, value):
            nonlocal rng, low
            prob = probs[i]
            bound = (rng >> 11) * prob
            if value:
                low += bound
                rng -= bound
                probs[i] = prob - (prob >> 5)
            else:
                rng = bound
                probs[i] = prob + (2048 - prob >> 5)
            if rng < 0x1000000:
                rng <<= 8
                shift()

        def tree(at, bits, value):
            node = 1
            for i in range(bits - 1, -1, -1):
                b = value >> i & 1
                bit(at + node, b)
                node = node << 1 | b

        def reverse(at, bits, value):
            node = 1
            for i in range(bits):
                b = value >> i & 1
                bit(at + node, b)
                node = node << 1 | b

        def length(at, place, much):
            bit(at, much >= 10)
            if much < 10:
                return tree(at + _LOW + (place << 3), 3, much - 2)
            bit(at + 1, much >= 18)
            if much < 18:
                return tree(at + _MID + (place << 3), 3, much - 10)
            tree(at + _HIGH, 8, much - 18)

        def match(place, much, distance):
            nonlocal rng, low
            bit(_MATCH + (state << 4) + place, 1)
            bit(_REP + state, 0)
            length(_LEN, place, much)
            slot = _slot_of(distance)
            tree(_SLOT + (min(much - 2, 3) << 6), 6, slot)
            if slot > 3:
                bits = (slot >> 1) - 1
                first = (2 | slot & 1) << bits
                if slot < 14:
                    return reverse(_SPECIAL + first - slot, bits, distance - first)
                for i in range(bits - 1, 3, -1):
                    rng >>= 1
                    if distance - first >> i & 1:
                        low += rng
                    if rng < 0x1000000:
                        rng <<= 8
                        shift()
                reverse(_ALIGN, 4, distance & 15)

        while pos < end and len(out) < limit:
            place = pos & pb_mask
            most = min(273, end - pos)
            rep, which = 0, 0
            for i, distance in enumerate(reps):
                if distance < pos:
                    size = self._same(pos, pos - distance - 1, most)
                    if size > rep:
                        rep, which = size, i
            much, distance = self._longest(pos, most)
            if much == 3 and distance > 1 << 14:
                much = 0
            if rep >= 2 and rep + 1 >= much:
                bit(_MATCH + (state << 4) + place, 1)
                bit(_REP + state, 1)
                bit(_REP0 + state, which > 0)
                if which:
                    bit(_REP1 + state, which > 1)
                    if which > 1:
                        bit(_REP2 + state, which > 2)
                else:
                    bit(_REP0_LONG + (state << 4) + place, 1)
                length(_REPLEN, place, rep)
                reps = [reps[which], *reps[:which], *reps[which + 1:]]
                state = 8 if state < 7 else 11
                pos += rep
            elif much >= 3:
                match(place, much, distance)
                reps = [distance, *reps[:3]]
                state = 7 if state < 7 else 10
                pos += much
            else:
                bit(_MATCH + (state << 4) + place, 0)
                at = _LITERAL + 768 * (((pos & lp_mask) << lc) + ((data[pos - 1] if pos else 0) >> 8 - lc))
                symbol = data[pos] | 0x100
                if state >= 7:
                    other, offset, node = data[pos - reps[0] - 1], 0x100, 1
                    for i in range(7, -1, -1):
                        other <<= 1
                        wanted = other & offset
                        b = symbol >> i & 1
                        bit(at + offset + wanted + node, b)
                        node = node << 1 | b
                        offset &= wanted if b else ~wanted
                else:
                    tree(at, 8, symbol & 0xFF)
                state = _AFTER_LITERAL[state]
                pos += 1
        if mark:
            match(pos & pb_mask, 2, 0xFFFFFFFF)
        for _ in range(4):
            shift()
        self.reps, self.state, self.pos = reps, state, pos
        return bytes(out)
