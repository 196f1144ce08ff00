"""Deflate (RFC 1951) as zlib does it, so that the output is zlib's: hash chains of three bytes, lazy matches, and the cheapest of stored,
fixed and dynamic codes for each block."""

_MAX_DISTANCE = 32768 - 262
# Level: a match so long makes the search shorter, a match so long ends it early, is long enough, how many are tried; lazy?
_levels = (None, (4, 4, 8, 4, False), (4, 5, 16, 8, False), (4, 6, 32, 32, False), (4, 4, 16, 16, True), (8, 16, 32, 32, True),
           (8, 16, 128, 128, True), (8, 32, 128, 256, True), (32, 128, 258, 1024, True), (32, 258, 258, 4096, True))
_length_extra = [0] * 8 + [i // 4 - 1 for i in range(8, 28)] + [0]
_distance_extra = [0] * 4 + [i // 2 - 1 for i in range(4, 30)]
_order = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)
_more_bits = [0] * 16 + [2, 3, 7]


def _bases(extra, start):
    result = []
    for bits in extra:
        result.append(start)
        start += 1 << bits
    return result


_length_base, _distance_base = _bases(_length_extra, 0), _bases(_distance_extra, 0)
_length_base[28] = 255
_length_code = [0] * 256
for _code in range(28):
    for _i in range(1 << _length_extra[_code]):
        _length_code[_length_base[_code] + _i] = _code
_length_code[255] = 28


def _distance_code(distance):
    """The code of a distance - 1."""
    if distance < 4:
        return distance
    bits = distance.bit_length() - 2
    return bits * 2 + (distance >> bits)


def _codes(lengths):
    """Codes of lengths, their bits reversed."""
    counts = [0] * 17
    for length in lengths:
        counts[length] += 1
    counts[0] = 0
    code, following = 0, [0] * 17
    for bits in range(1, 16):
        code = code + counts[bits - 1] << 1
        following[bits] = code
    result = []
    for length in lengths:
        if length:
            result.append(int(f"{following[length]:0{length}b}"[::-1], 2))
            following[length] += 1
        else:
            result.append(0)
    return result


_fixed_lengths = [8] * 144 + [9] * 112 + [7] * 24 + [8] * 8
_fixed_codes, _fixed_distance_codes = _codes(_fixed_lengths), _codes([5] * 30)


def _tree(freq, most, elems):
    """(lengths of a Huffman code, greatest symbol). Ties are decided as in zlib: by depth, then by place in the heap."""
    freq = freq + [0] * (elems + 1)
    depth, dad, length = [0] * (2 * elems + 1), [0] * (2 * elems + 1), [0] * (2 * elems + 1)
    heap, last = [0], -1
    for n in range(elems):
        if freq[n]:
            heap.append(n)
            last = n
    while len(heap) < 3:
        node = 0
        if last < 2:
            last += 1
            node = last
        heap.append(node)
        freq[node] = 1

    def down(k):
        v = heap[k]
        key = (freq[v], depth[v])
        size = len(heap)
        j = k * 2
        while j < size:
            n = heap[j]
            best = (freq[n], depth[n])
            if j + 1 < size:
                m = heap[j + 1]
                if (freq[m], depth[m]) <= best:
                    n, best = m, (freq[m], depth[m])
                    j += 1
            if key <= best:
                break
            heap[k] = n
            k = j
            j *= 2
        heap[k] = v

    for k in range((len(heap) - 1) // 2, 0, -1):
        down(k)
    taken = []
    node = elems
    while len(heap) > 2:
        n = heap[1]
        heap[1] = heap[-1]
        heap.pop()
        down(1)
        m = heap[1]
        taken += [n, m]
        freq[node] = freq[n] + freq[m]
        depth[node] = max(depth[n], depth[m]) + 1
        dad[n] = dad[m] = node
        heap[1] = node
        node += 1
        down(1)
    taken.append(heap[1])
    counts, overflow = [0] * (most + 2), 0
    for n in reversed(taken[:-1]):
        bits = length[dad[n]] + 1
        if bits > most:
            bits = most
            overflow += 1
        length[n] = bits
        if n < elems:
            counts[bits] += 1
    while overflow > 0:
        bits = most - 1
        while not counts[bits]:
            bits -= 1
        counts[bits] -= 1
        counts[bits + 1] += 2
        counts[most] -= 1
        overflow -= 2
        if overflow <= 0:
            leaves = iter([n for n in taken if n < elems])
            for bits in range(most, 0, -1):
                for _ in range(counts[bits]):
                    length[next(leaves)] = bits
    return length[:elems], last


def _runs(lengths):
    """Lengths of codes as (symbol, value of its extra bits)."""
    result = []
    before, count = -1, 0
    most, least = (138, 3) if lengths[0] == 0 else (7, 4)
    for i, length in enumerate(lengths):
        following = lengths[i + 1] if i + 1 < len(lengths) else -1
        count += 1
        if count < most and length == following:
            continue
        if count < least:
            result += [(length, 0)] * count
        elif length:
            if length != before:
                result.append((length, 0))
                count -= 1
            result.append((16, count - 3))
        else:
            result.append((17, count - 3) if count <= 10 else (18, count - 11))
        count, before = 0, length
        most, least = (138, 3) if following == 0 else (6, 3) if length == following else (7, 4)
    return result


class Deflater:
    """Compresses a stream."""

    def __init__(self, level, mem_level=8, strategy=0):
        self.level, self.strategy = level, strategy
        self.full = (1 << mem_level + 6) - 1
        self.shift, self.mask = (mem_level + 9) // 3, (1 << mem_level + 7) - 1
        self.data = b""
        self.at = self.start = self.inserted = 0
        self.heads, self.before = {}, []
        self.symbols = []
        self.out, self.bits, self.count = bytearray(), 0, 0

    def feed(self, data):
        self.data += data

    def dictionary(self, data):
        """Data that both sides know beforehand."""
        self.data += data[-32768:]
        self.at = self.start = len(self.data)

    def put(self, value, bits):
        self.bits |= value << self.count
        self.count += bits
        while self.count >= 8:
            self.out.append(self.bits & 255)
            self.bits >>= 8
            self.count -= 8

    def align(self):
        if self.count:
            self.put(0, 8 - self.count)

    def insert(self, at):
        """Remember the three bytes there; where they, or others with the same hash, were last, -1: nowhere."""
        if at < self.inserted:
            return -1
        data, shift, before = self.data, self.shift, self.before
        while True:
            i = self.inserted
            key = (data[i] << 2 * shift ^ data[i + 1] << shift ^ data[i + 2]) & self.mask
            head = self.heads.get(key, -1)
            before.append(head)
            self.heads[key] = i
            self.inserted += 1
            if i == at:
                return head

    def longest(self, head, best):
        """(length, place) of the best match that is longer than `best`."""
        good, _, nice, chain, _ = _levels[self.level]
        data, at, before = self.data, self.at, self.before
        ahead = len(data) - at
        if best >= good:
            chain >>= 2
        nice = min(nice, ahead)
        limit = max(at - _MAX_DISTANCE, 0)
        most, place = min(258, ahead), 0
        if best >= ahead:
            return ahead, place
        end = data[at:at + most]
        first, second, last, scan = end[0], end[1], end[best - 1], end[best]
        while True:
            if data[head + best] == scan and data[head + best - 1] == last and data[head] == first and data[head + 1] == second:
                size = 2
                if data[head:head + most] == end:
                    size = most
                else:
                    step = 16
                    while data[head + size:head + size + step] == end[size:size + step]:
                        size += step
                    while data[head + size] == end[size]:
                        size += 1
                if size > best:
                    place, best = head, size
                    if size >= nice:
                        break
                    last, scan = end[best - 1], end[best]
            head = before[head]
            chain -= 1
            if head <= limit or not chain:
                break
        return min(best, ahead), place

    def run(self, finish, mode=4):
        """What the data so far becomes."""
        if self.level == 0:
            self.store_all(finish)
        else:
            if self.strategy == 2:
                while self.at < len(self.data):
                    self.at += 1
                    self.tally(self.data[self.at - 1])
            else:
                (self.lazy if _levels[self.level][4] else self.greedy)()
            if finish or self.symbols:
                self.block(self.at, finish)
        if finish:
            self.align()
        elif mode in (2, 3):
            self.put(0, 3)
            self.align()
            self.out += b"\0\0\xff\xff"
            if mode == 3:
                self.heads.clear()
        elif mode == 1:
            self.put(2, 10)
        result = bytes(self.out)
        self.out.clear()
        return result

    def store_all(self, finish):
        while self.at < len(self.data) or finish:
            size = min(len(self.data) - self.at, 65535)
            last = finish and self.at + size == len(self.data)
            self.stored(self.at, self.at + size, last)
            self.at += size
            if last:
                break

    def tally(self, symbol):
        """A literal, or (length - 3, distance - 1); true: the block is full."""
        self.symbols.append(symbol)
        return len(self.symbols) == self.full

    def lazy(self):
        data, end = self.data, len(self.data)
        _, max_lazy, _, _, _ = _levels[self.level]
        waiting, length, place = False, 2, 0
        while self.at < end:
            at = self.at
            head = self.insert(at) if end - at >= 3 else -1
            old_length, old_place, length = length, place, 2
            if head > 0 and old_length < max_lazy and at - head <= _MAX_DISTANCE:
                length, found = self.longest(head, old_length)
                if length > old_length:
                    place = found
                if length <= 5 and (self.strategy == 1 or length == 3 and at - place > 4096):
                    length = 2
            if old_length >= 3 and length <= old_length:
                full = self.tally((old_length - 3, at - 2 - old_place))
                stop = at - 1 + old_length
                if stop - 1 <= end - 3:
                    self.insert(stop - 1)
                elif end - 3 > at:
                    self.insert(end - 3)
                self.at = stop
                waiting, length = False, 2
                if full:
                    self.block(self.at, False)
            elif waiting:
                full = self.tally(data[at - 1])
                if full:
                    self.block(self.at, False)
                self.at += 1
            else:
                waiting = True
                self.at += 1
        if waiting:
            self.tally(data[self.at - 1])

    def greedy(self):
        data, end = self.data, len(self.data)
        max_insert = _levels[self.level][1]
        while self.at < end:
            at = self.at
            head = self.insert(at) if end - at >= 3 else -1
            length = 2
            if head > 0 and at - head <= _MAX_DISTANCE:
                length, place = self.longest(head, 2)
            if length >= 3:
                full = self.tally((length - 3, at - place - 1))
                self.at += length
                if length <= max_insert and end - self.at >= 3:
                    self.insert(self.at - 1)
                else:
                    while self.inserted < min(self.at, end - 2):
                        self.before.append(-1)
                        self.inserted += 1
            else:
                full = self.tally(data[at])
                self.at += 1
            if full:
                self.block(self.at, False)

    def stored(self, start, stop, last):
        self.put(int(last), 3)
        self.align()
        size = stop - start
        self.out += size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little") + self.data[start:stop]

    def block(self, stop, last):
        """The symbols since the last block, in the cheapest way."""
        literal, distance = [0] * 286, [0] * 30
        for symbol in self.symbols:
            if symbol.__class__ is int:
                literal[symbol] += 1
            else:
                literal[257 + _length_code[symbol[0]]] += 1
                distance[_distance_code(symbol[1])] += 1
        literal[256] = 1
        lengths, last_literal = _tree(literal, 15, 286)
        far, last_distance = _tree(distance, 15, 30)
        runs = _runs(lengths[:last_literal + 1]) + _runs(far[:last_distance + 1])
        counts = [0] * 19
        for symbol, _ in runs:
            counts[symbol] += 1
        sizes, _ = _tree(counts, 7, 19)
        shown = 19
        while shown > 4 and not sizes[_order[shown - 1]]:
            shown -= 1
        extra = sum(literal[257 + i] * bits for i, bits in enumerate(_length_extra)) + sum(map(int.__mul__, distance, _distance_extra))
        dynamic = (sum(map(int.__mul__, literal, lengths)) + sum(map(int.__mul__, distance, far)) + extra
                   + sum(counts[i] * (sizes[i] + _more_bits[i]) for i in range(19)) + shown * 3 + 14)
        fixed = sum(map(int.__mul__, literal, _fixed_lengths)) + 5 * sum(distance) + extra
        dynamic, fixed = dynamic + 10 >> 3, fixed + 10 >> 3
        if fixed <= dynamic or self.strategy == 4:
            dynamic = fixed
        if stop - self.start + 4 <= dynamic and stop - self.start <= 65535:
            self.stored(self.start, stop, last)
        elif dynamic == fixed:
            self.put(2 + last, 3)
            self.write(_fixed_lengths, _fixed_codes, [5] * 30, _fixed_distance_codes)
        else:
            self.put(4 + last, 3)
            self.put(last_literal - 256, 5)
            self.put(last_distance, 5)
            self.put(shown - 4, 4)
            for i in range(shown):
                self.put(sizes[_order[i]], 3)
            codes = _codes(sizes)
            for symbol, value in runs:
                self.put(codes[symbol], sizes[symbol])
                if symbol > 15:
                    self.put(value, _more_bits[symbol])
            self.write(lengths, _codes(lengths), far, _codes(far))
        self.symbols.clear()
        self.start = stop

    def write(self, lengths, codes, far, far_codes):
        put = self.put
        for symbol in self.symbols:
            if symbol.__class__ is int:
                put(codes[symbol], lengths[symbol])
                continue
            size, distance = symbol
            code = _length_code[size]
            put(codes[257 + code] | size - _length_base[code] << lengths[257 + code], lengths[257 + code] + _length_extra[code])
            code = _distance_code(distance)
            put(far_codes[code] | distance - _distance_base[code] << far[code], far[code] + _distance_extra[code])
        put(codes[256], lengths[256])
