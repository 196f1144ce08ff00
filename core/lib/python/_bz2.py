"""bzip2: blocks sorted by what follows each byte, then recent bytes by number, then Huffman codes that change every 50 symbols."""

_BLOCK, _END, _GROUP = 0x314159265359, 0x177245385090, 50


def _table():
    table = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1 ^ (0x04c11db7 if value & 0x80000000 else 0)) & 0xffffffff
        table.append(value)
    return table


_crcs = _table()


def _crc(data, value=0xffffffff):
    table = _crcs
    for byte in data:
        value = (value << 8 & 0xffffffff) ^ table[value >> 24 ^ byte]
    return value


def _bytes(data):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return data if isinstance(data, bytes) else memoryview(data).cast('B').tobytes()


class BZ2Compressor:
    """Compresses bit by bit."""

    def __init__(self, compresslevel=9, /):
        if not 1 <= compresslevel <= 9:
            raise ValueError('compresslevel must be between 1 and 9')
        self._limit, self._block, self._crc, self._total = 100000 * compresslevel - 19, bytearray(), 0xffffffff, 0
        self._bits, self._count, self._out = 0, 0, bytearray(b'BZh%d' % compresslevel)
        self._byte, self._run, self._flushed = -1, 0, False

    def __reduce__(self):
        raise TypeError(f"cannot pickle {type(self).__name__!r} object")

    def _put(self, value, count):
        """Bits, the highest first."""
        self._bits, self._count = self._bits << count | value, self._count + count
        if self._count >= 64:
            self._drain()

    def _drain(self):
        spare = self._count & 7
        self._out += (self._bits >> spare).to_bytes(self._count >> 3, 'big')
        self._bits, self._count = self._bits & (1 << spare) - 1, spare

    def compress(self, data, /):
        """Take more data: what is ready of the compressed."""
        if self._flushed:
            raise ValueError('Compressor has been flushed')
        data = _bytes(data)
        at, size = 0, len(data)
        while at < size:
            byte = data[at]
            end = at + 1
            if byte == self._byte or (end < size and data[end] == byte):
                while end < size and data[end] == byte:
                    end += 1
            if byte != self._byte:
                self._end_run()
                self._byte = byte
            while at < end:
                taken = min(255 - self._run, end - at)
                self._run += taken
                at += taken
                if self._run == 255 and at < end:
                    self._end_run()
                    self._byte = byte
        out, self._out = bytes(self._out) if len(self._out) > 4 else b'', self._out if len(self._out) <= 4 else bytearray()
        return out

    def _end_run(self):
        """A run of equal bytes is over: from four on its length follows."""
        if self._run:
            run, self._run = self._run, 0
            if len(self._block) >= self._limit:
                self._write_block()
            part = bytes((self._byte,)) * run
            self._crc = _crc(part, self._crc)
            self._block += part if run < 4 else part[:4] + bytes((run - 4,))

    def flush(self):
        """The rest of the compressed data."""
        if self._flushed:
            raise ValueError('Repeated call to flush()')
        self._flushed = True
        self._end_run()
        if self._block:
            self._write_block()
        self._put(_END, 48)
        self._put(self._total, 32)
        self._drain()
        if self._count:
            self._out.append(self._bits << 8 - self._count)
        return bytes(self._out)

    def _sorted(self, block):
        """The rotations of a block in order."""
        size = len(block)
        rank, order, step = list(block), None, 1
        while True:
            keys = [first << 20 | second for first, second in zip(rank, rank[step % size:] + rank[:step % size])]
            order = sorted(range(size - 1, -1, -1), key=keys.__getitem__)
            new, number, before = [0] * size, -1, -1
            for place in order:
                if keys[place] != before:
                    number, before = number + 1, keys[place]
                new[place] = number
            rank = new
            step *= 2
            if number == size - 1 or step >= 2 * size:
                return order

    def _write_block(self):
        block, crc = bytes(self._block), self._crc ^ 0xffffffff
        self._block, self._crc = bytearray(), 0xffffffff
        self._total = (self._total << 1 & 0xffffffff | self._total >> 31) ^ crc
        order = self._sorted(block)
        put = self._put
        put(_BLOCK, 48)
        put(crc, 32)
        put(order.index(0), 25)
        used = sorted(set(block))
        rows = [sum(1 << 15 - column for column in range(16) if 16 * row + column in used) for row in range(16)]
        put(sum(1 << 15 - row for row in range(16) if rows[row]), 16)
        for row in filter(None, rows):
            put(row, 16)
        symbols = self._symbols(bytes(block[place - 1] for place in order), used)
        self._write_symbols(symbols, len(used) + 2)

    @staticmethod
    def _symbols(data, used):
        """Each byte as its place in the list of recent ones; runs of the first one in binary, of digits 1 and 2."""
        recent, symbols, zeros = list(used), [], 0
        end = len(used) + 1
        for byte in data:
            if byte == recent[0]:
                zeros += 1
                continue
            while zeros:
                symbols.append(1 - (zeros & 1))
                zeros = zeros - 1 >> 1
            place = recent.index(byte)
            del recent[place]
            recent.insert(0, byte)
            symbols.append(place + 1)
        while zeros:
            symbols.append(1 - (zeros & 1))
            zeros = zeros - 1 >> 1
        symbols.append(end)
        return symbols

    def _write_symbols(self, symbols, size):
        count = len(symbols)
        groups = 2 + sum(count >= bound for bound in (200, 600, 1200, 2400))
        frequencies = [0] * size
        for symbol in symbols:
            frequencies[symbol] += 1
        tables = self._first_tables(frequencies, groups, count, size)
        parts = [symbols[at:at + _GROUP] for at in range(0, count, _GROUP)]
        for _ in range(4):
            found, selectors = [[0] * size for _ in range(groups)], []
            for part in parts:
                costs = [sum(map(table.__getitem__, part)) for table in tables]
                best = costs.index(min(costs))
                selectors.append(best)
                counts = found[best]
                for symbol in part:
                    counts[symbol] += 1
            tables = [_lengths(counts, 17) for counts in found]
        put = self._put
        put(groups, 3)
        put(len(selectors), 15)
        recent = list(range(groups))
        for selector in selectors:
            place = recent.index(selector)
            recent.insert(0, recent.pop(place))
            put((1 << place) - 1 << 1, place + 1)
        for table in tables:
            current = table[0]
            put(current, 5)
            for length in table:
                while current != length:
                    put(2 if current < length else 3, 2)
                    current += 1 if current < length else -1
                put(0, 1)
        codes = [_codes(table) for table in tables]
        for part, selector in zip(parts, selectors):
            code, table = codes[selector], tables[selector]
            for symbol in part:
                put(code[symbol], table[symbol])

    @staticmethod
    def _first_tables(frequencies, groups, count, size):
        """Each table begins with a range of symbols of about the same weight."""
        tables, left, start = [None] * groups, count, 0
        for part in range(groups, 0, -1):
            wanted, end, weight = left // part, start - 1, 0
            while weight < wanted and end < size - 1:
                end += 1
                weight += frequencies[end]
            if end > start and part not in (groups, 1) and (groups - part) % 2 == 1:
                weight -= frequencies[end]
                end -= 1
            tables[part - 1] = [0 if start <= symbol <= end else 15 for symbol in range(size)]
            start, left = end + 1, left - weight
        return tables


def _lengths(frequencies, longest):
    """The length of each symbol's code; a heap of weights, with the depth of the tree in their lowest byte."""
    weights = [0] + [(frequency or 1) << 8 for frequency in frequencies]
    size = len(frequencies)
    while True:
        weight, parent, heap = weights[:], [-2] + [-1] * size, [0]

        def up(at):
            node = heap[at]
            while weight[node] < weight[heap[at >> 1]]:
                heap[at] = heap[at >> 1]
                at >>= 1
            heap[at] = node

        def pop():
            first, node = heap[1], heap.pop()
            count = len(heap) - 1
            if count:
                at = 1
                while (below := at << 1) <= count:
                    if below < count and weight[heap[below + 1]] < weight[heap[below]]:
                        below += 1
                    if weight[node] < weight[heap[below]]:
                        break
                    heap[at] = heap[below]
                    at = below
                heap[at] = node
            return first

        for symbol in range(1, size + 1):
            heap.append(symbol)
            up(symbol)
        while len(heap) > 2:
            first, second = pop(), pop()
            parent[first] = parent[second] = len(weight)
            weight.append((weight[first] & ~255) + (weight[second] & ~255) | 1 + max(weight[first] & 255, weight[second] & 255))
            parent.append(-1)
            heap.append(len(weight) - 1)
            up(len(heap) - 1)
        lengths = []
        for node in range(1, size + 1):
            depth = 0
            while parent[node] >= 0:
                node, depth = parent[node], depth + 1
            lengths.append(depth)
        if max(lengths) <= longest:
            return lengths
        weights = [0] + [1 + (value >> 8) // 2 << 8 for value in weights[1:]]


def _codes(lengths):
    """Codes of such lengths, in order."""
    codes, code = [0] * len(lengths), 0
    for length in range(min(lengths), max(lengths) + 1):
        for symbol, other in enumerate(lengths):
            if other == length:
                codes[symbol] = code
                code += 1
        code <<= 1
    return codes


class _More(Exception):
    """The data ends within a block."""


class BZ2Decompressor:
    """Decompresses one stream."""

    def __init__(self):
        self.eof, self.needs_input, self.unused_data = False, True, b''
        self._data, self._at, self._level, self._total, self._ready = bytearray(), 0, 0, 0, b''
        self._word, self._have = 0, 0

    def __reduce__(self):
        raise TypeError(f"cannot pickle {type(self).__name__!r} object")

    def _bits(self, count):
        while self._have < count:
            chunk = self._data[self._at:self._at + 8]
            if not chunk:
                raise _More
            self._at += len(chunk)
            self._word = self._word << 8 * len(chunk) | int.from_bytes(chunk, 'big')
            self._have += 8 * len(chunk)
        self._have -= count
        value = self._word >> self._have
        self._word &= (1 << self._have) - 1
        return value

    def decompress(self, data, max_length=-1):
        """Take more data: what it holds, up to max_length bytes."""
        if self.eof:
            raise EOFError('End of stream already reached')
        self._data += _bytes(data)
        parts, size = [self._ready], len(self._ready)
        while not self.eof and (max_length < 0 or size < max_length):
            kept = self._at, self._word, self._have
            try:
                part = self._step()
            except _More:
                self._at, self._word, self._have = kept
                break
            parts.append(part)
            size += len(part)
        if not self.eof and self._at:
            del self._data[:self._at]
            self._at = 0
        result = b''.join(parts)
        if 0 <= max_length < len(result):
            result, self._ready = result[:max_length], result[max_length:]
        else:
            self._ready = b''
        ended = self.eof
        self.needs_input = not ended and not self._ready and not (0 <= max_length <= len(result))
        if self._ready:
            self.eof = False
            self._ended = ended
        elif getattr(self, '_ended', False):
            self.eof = True
        return result

    def _step(self):
        """What the next block holds; b'' after the head or the end of the stream."""
        if not self._level:
            head = bytes(self._data[:4])
            if not b'BZh'.startswith(head[:3]) or (len(head) == 4 and not 49 <= head[3] <= 57):
                raise OSError('Invalid data stream')
            if len(head) < 4:
                raise _More
            self._at, self._level = 4, head[3] - 48
            return b''
        mark = self._bits(48)
        if mark == _END:
            if self._bits(32) != self._total:
                raise OSError('Invalid data stream')
            self.eof = True
            end = self._at - self._have // 8
            self.unused_data, self._data = bytes(self._data[end:]), bytearray()
            return b''
        if mark != _BLOCK:
            raise OSError('Invalid data stream')
        crc = self._bits(32)
        block = self._block()
        if _crc(block) ^ 0xffffffff != crc:
            raise OSError('Invalid data stream')
        self._total = (self._total << 1 & 0xffffffff | self._total >> 31) ^ crc
        return block

    def _tables(self):
        """(bytes used, numbers of tables, tables): a table has symbols by (length, code)."""
        bits = self._bits
        if bits(1):
            raise OSError('Invalid data stream')
        origin, rows, used = bits(24), bits(16), []
        for row in range(16):
            if rows >> 15 - row & 1:
                columns = bits(16)
                used += [16 * row + column for column in range(16) if columns >> 15 - column & 1]
        groups, count = bits(3), bits(15)
        if not used or not 2 <= groups <= 6 or not count:
            raise OSError('Invalid data stream')
        recent, selectors = list(range(groups)), []
        for _ in range(count):
            place = 0
            while bits(1):
                place += 1
                if place >= groups:
                    raise OSError('Invalid data stream')
            recent.insert(0, recent.pop(place))
            selectors.append(recent[0])
        tables = []
        for _ in range(groups):
            length, lengths = bits(5), []
            for _ in range(len(used) + 2):
                while True:
                    if not 1 <= length <= 20:
                        raise OSError('Invalid data stream')
                    if not bits(1):
                        break
                    length += -1 if bits(1) else 1
                lengths.append(length)
            tables.append({(size, code): symbol for symbol, (size, code) in enumerate(zip(lengths, _codes(lengths)))})
        return origin, used, selectors, tables

    def _block(self):
        origin, used, selectors, tables = self._tables()
        bits, limit = self._bits, 100000 * self._level
        recent, data, end, run, weight = used[:], bytearray(), len(used) + 1, 0, 1
        for selector in selectors:
            table = tables[selector]
            for _ in range(_GROUP):
                code = length = 0
                while True:
                    code, length = code << 1 | bits(1), length + 1
                    symbol = table.get((length, code))
                    if symbol is not None:
                        break
                    if length > 20:
                        raise OSError('Invalid data stream')
                if symbol < 2:
                    run += weight << symbol
                    weight <<= 1
                    if run > limit:
                        raise OSError('Invalid data stream')
                    continue
                if run:
                    data += bytes((recent[0],)) * run
                    run = 0
                weight = 1
                if symbol == end:
                    return self._unsorted(data, origin, limit)
                byte = recent.pop(symbol - 1)
                recent.insert(0, byte)
                data.append(byte)
        raise OSError('Invalid data stream')

    @staticmethod
    def _unsorted(data, origin, limit):
        """The block from the last bytes of its sorted rotations, runs spelt out."""
        if origin >= len(data) or len(data) > limit:
            raise OSError('Invalid data stream')
        order = sorted(range(len(data)), key=data.__getitem__)
        block, place = bytearray(), order[origin]
        for _ in range(len(data)):
            block.append(data[place])
            place = order[place]
        out, at, size = bytearray(), 0, len(block)
        while at < size:
            byte = block[at]
            if block[at:at + 4] == bytes((byte,)) * 4:
                out += bytes((byte,)) * (4 + (block[at + 4] if at + 4 < size else 0))
                at += 5
            else:
                out.append(byte)
                at += 1
        return bytes(out)
