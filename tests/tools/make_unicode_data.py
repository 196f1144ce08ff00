#!/usr/bin/env python3.11
"""Write core/lib/python/unicodedata.bin from this Python's own Unicode database (3.11: Unicode 14.0).

The file is read by core/object/unicode_data.c, which describes it. All numbers are little-endian. Names are sequences of words: a byte
below the first lead byte is one of the most frequent words, a lead byte and a second one any other; 0 ends a name. Both lists of words
are sorted, so that the words of a name that is looked up are found by halving.
"""
import collections
import ctypes
import os
import struct
import sys
import unicodedata

LIMIT = 0x110000
BLOCK = 16  # names or words from one known offset to the next
EXTRA_FIRST, EXTRA_LAST = 0xF0000, 0xF0FFF  # where this Python keeps aliases and sequences


def runs_of(values):
    """(start, value) wherever the value changes."""
    return [(c, values[c]) for c in range(LIMIT) if c == 0 or values[c] != values[c - 1]]


def u16(values):
    return b"".join(struct.pack("<H", value) for value in values)


def u32(values):
    return b"".join(struct.pack("<I", value) for value in values)


def texts(items):
    """Texts after each other, NUL-terminated; U+0000 is an empty one."""
    return b"".join(item.strip("\0").encode() + b"\0" for item in items)


class File:
    """Sections, each at a multiple of 4; the head has offset and count of each."""

    def __init__(self):
        self.sections = []

    def add(self, data, count):
        self.sections.append((data, count))

    def bytes(self):
        at, head, body = 8 * len(self.sections), [], b""
        for data, count in self.sections:
            head += at + len(body), count
            body += data + b"\0" * (-len(data) % 4)
        return u32(head) + body


def changed_by(c, seconds):
    """Bits of the normal forms in which a text with c may look different: NFC, NFD, NFKC, NFKD."""
    joins = chr(c) in seconds or 0x1161 <= c <= 0x1175 or 0x11A8 <= c <= 0x11C2
    bits = [unicodedata.normalize(form, chr(c)) != chr(c) or joins and "C" in form for form in ("NFC", "NFD", "NFKC", "NFKD")]
    return sum(bit << i for i, bit in enumerate(bits))


def properties(file, database):
    """Records (category, bidirectional, width, combining, mirrored, changed_by) and the runs that have them."""
    values, seconds = [], {text[1] for _, _, text in composed()}
    for c in range(LIMIT):
        s = chr(c)
        values.append((database.category(s).encode(), database.bidirectional(s).encode(), database.east_asian_width(s).encode(),
                       database.combining(s), database.mirrored(s), changed_by(c, seconds) if database is unicodedata else 15))
    records = sorted(set(values))
    file.add(b"".join(struct.pack("2s4s2sBBBx", *record) for record in records), len(records))
    number = {record: i for i, record in enumerate(records)}
    runs = runs_of(values)
    file.add(u32(start | number[value] << 21 for start, value in runs), len(runs))


def numerics(file, database):
    """Values, and the characters that have them: numeric in 16 bits, then digit and decimal in 8 bits each (255: none)."""
    rows = [(c, database.numeric(chr(c), None), database.digit(chr(c), 255), database.decimal(chr(c), 255)) for c in range(LIMIT)]
    rows = [row for row in rows if row[1] is not None]
    values = sorted({row[1] for row in rows})
    file.add(b"".join(struct.pack("<d", value) for value in values), len(values))
    file.add(b"".join(struct.pack("<IHBB", c, values.index(value), digit, decimal) for c, value, digit, decimal in rows), len(rows))


def decomposed():
    """(character, tag, text) of all that have a decomposition."""
    for c in range(LIMIT):
        parts = unicodedata.decomposition(chr(c)).split()
        if parts:
            tag = parts.pop(0) if parts[0].startswith("<") else ""
            yield c, tag, "".join(chr(int(part, 16)) for part in parts)


def composed():
    """(number, character, text) of those that two characters compose to."""
    return [(i, c, text) for i, (c, tag, text) in enumerate(decomposed())
            if not tag and len(text) == 2 and unicodedata.normalize("NFC", text) == chr(c)]


def decompositions(file):
    """Tags; characters with the number of their tag; the offset of each text and one more; the texts; numbers of those that compose;
    characters that 3.2.0 takes for others."""
    rows = list(decomposed())
    tags = sorted({tag for _, tag, _ in rows})
    assert tags[0] == ""
    file.add(texts(tags), len(tags))
    file.add(u32(c | tags.index(tag) << 21 for c, tag, _ in rows), len(rows))
    offsets, pool = [], b""
    for _, _, text in rows:
        offsets.append(len(pool))
        pool += text.encode()
    file.add(u16(offsets + [len(pool)]), len(offsets) + 1)
    file.add(pool, len(pool))
    pairs = sorted((text, i) for i, _, text in composed())
    file.add(u16(i for _, i in pairs), len(pairs))
    old = unicodedata.ucd_3_2_0
    others = [(c, ord(old.normalize("NFD", chr(c)))) for c in range(LIMIT) if old.decomposition(chr(c))
              and old.normalize("NFD", chr(c)) != unicodedata.normalize("NFD", chr(c))]
    file.add(u32(x for row in others for x in row), len(others))
    print(len(rows), "decompositions,", len(pairs), "compose,", len(others), "others")


def extra_names():
    """(name, text) of aliases and named sequences."""
    get = ctypes.pythonapi.PyCapsule_GetPointer
    get.restype, get.argtypes = ctypes.c_void_p, (ctypes.py_object, ctypes.c_char_p)
    functions = get(unicodedata._ucnhash_CAPI, b"unicodedata._ucnhash_CAPI")
    get_name = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_uint32, ctypes.c_char_p, ctypes.c_int, ctypes.c_int).from_address(functions)
    buffer = ctypes.create_string_buffer(300)
    for c in range(EXTRA_FIRST, EXTRA_LAST):
        if get_name(c, buffer, 300, 1):
            name = buffer.value.decode()
            yield name, unicodedata.lookup(name)


def names(file):
    """Prefixes of names that end in the code; names of the others, in the order of their codes, then aliases and sequences."""
    plain, ranges = [], []
    for c in range(LIMIT):
        name = unicodedata.name(chr(c), "")
        if not name or name.startswith("HANGUL SYLLABLE "):
            continue
        end = f"{c:X}"
        if not name.endswith("-" + end):
            plain.append((c, name))
        elif ranges and ranges[-1][1] == c - 1 and ranges[-1][2] == name.removesuffix(end):
            ranges[-1][1] = c
        else:
            ranges.append([c, c, name.removesuffix(end)])
    prefixes = sorted({prefix for _, _, prefix in ranges})
    file.add(texts(prefixes), len(prefixes))
    file.add(u32(x for first, last, prefix in ranges for x in (first | prefixes.index(prefix) << 21, last)), len(ranges))
    runs = [(c, i) for i, (c, _) in enumerate(plain) if i == 0 or plain[i - 1][0] != c - 1]
    file.add(u32(x for run in runs for x in run), len(runs))
    extra = list(extra_names())
    file.add(texts(text for _, text in extra), len(extra))
    words_and_names(file, [name for _, name in plain] + [name for name, _ in extra])


def words_and_names(file, all_names):
    count = collections.Counter(word for name in all_names for word in name.split(" "))
    lead = max(n for n in range(2, 256) if (256 - n) * 255 >= len(count) - (n - 1))
    frequent = sorted(word for word, _ in count.most_common(lead - 1))
    others = sorted(set(count) - set(frequent))
    assert len(others) <= (256 - lead) * 255
    code = {word: bytes([i + 1]) for i, word in enumerate(frequent)}
    code |= {word: bytes([lead + i // 255, i % 255 + 1]) for i, word in enumerate(others)}
    offsets, pool = [], b""
    for i, word in enumerate(frequent + others):
        if i % BLOCK == 0:
            offsets.append(len(pool))
        pool += word.encode() + b"\0"
    starts, data = [], b""
    for i, name in enumerate(all_names):
        if i % BLOCK == 0:
            starts.append(len(data))
        data += b"".join(code[word] for word in name.split(" ")) + b"\0"
    file.add(u32(offsets), lead)
    file.add(pool, len(frequent + others))
    file.add(u32(starts), len(all_names))
    file.add(data, len(data))


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "../../core/lib/python/unicodedata.bin")
    file = File()
    properties(file, unicodedata)
    numerics(file, unicodedata)
    decompositions(file)
    names(file)
    properties(file, unicodedata.ucd_3_2_0)
    numerics(file, unicodedata.ucd_3_2_0)
    with open(path, "wb") as out:
        out.write(file.bytes())


if __name__ == "__main__":
    main()
