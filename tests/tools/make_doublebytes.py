#!/usr/bin/env python3
"""Write core/lib/python/encodings/_cp932.py and its like from this Python's own codecs: characters of one or two bytes of East Asian encodings.

A family has one whole table, by first byte; the other encodings of the family say what is different. What is not said by a table is found
by comparing every pair of bytes and every character: characters with two encodings, characters that are only encoded."""
import os
import sys

NONE = '\ufffe'
FAMILIES = {'cp932': ['shift_jis'], 'gbk': ['gb2312', 'gb18030'], 'cp950': ['big5'], 'cp949': ['euc_kr']}
FIRST = 0x40


def decoded(codec, data):
    try:
        char = data.decode(codec)
    except UnicodeDecodeError:
        return NONE
    return char if len(char) == 1 else NONE


def pairs(codec):
    """{first byte: the characters of the second bytes from 0x40} and the characters of one byte that are not ASCII."""
    single = {byte: char for byte in range(256) if (char := decoded(codec, bytes([byte]))) != NONE and not char == chr(byte) < '\x80'}
    rows = {}
    for first in range(0x80, 256):
        row = ''.join(decoded(codec, bytes([first, second])) for second in range(FIRST, 256)) if first not in single else ''
        if row.strip(NONE):
            rows[first] = row.rstrip(NONE)
    return rows, single


def difference(base, rows):
    """What changes in each row: {first byte: [(place, characters)]}; None: the row is not there."""
    changes = {}
    for first in sorted({*base, *rows}):
        old, new = base.get(first, ''), rows.get(first, '')
        if old == new:
            continue
        size = max(len(old), len(new))
        old, new = old.ljust(size, NONE), new.ljust(size, NONE)
        if not new.strip(NONE):
            changes[first] = None
            continue
        runs, at = [], 0
        while at < size:
            end = at
            while end < size and old[end] != new[end]:
                end += 1
            if end > at:
                run = new[at:end]
                runs.append((at, len(run) if not run.strip(NONE) else run))
            at = end + 1
        changes[first] = runs
    return changes


def encodings(codec, rows, single):
    """Characters whose bytes are not the first ones of the tables."""
    known = {char: bytes([byte]) for byte, char in single.items()}
    for first, row in sorted(rows.items()):
        for at, char in enumerate(row):
            if char != NONE:
                known.setdefault(char, bytes([first, FIRST + at]))
    special = {}
    for code in range(0x80, 0x10000):
        if 0xD800 <= code < 0xE000:
            continue
        char = chr(code)
        try:
            data = char.encode(codec)
        except UnicodeEncodeError:
            data = b''
        if known.get(char, b'') != data and len(data) <= 2:
            special[char] = data
    return special


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), '../../core/lib/python/encodings')
    for base, others in FAMILIES.items():
        table, changes, singles, specials = None, {}, {}, {}
        for codec in [base, *others]:
            rows, single = pairs(codec)
            table = table or rows
            changes[codec] = difference(table, rows)
            singles[codec] = single
            specials[codec] = encodings(codec, rows, single)
        with open(f'{folder}/_{base}.py', 'w', encoding='utf-8') as out:
            out.write('"""Characters of two bytes, printed by tests/tools/make_doublebytes.py: do not edit."""\n\nTABLE = {\n')
            out.write(''.join(f'    {first}: {row!r},\n' for first, row in table.items()) + '}\n')
            for name, values in ('CHANGES', changes), ('SINGLE', singles), ('SPECIAL', specials):
                out.write(f'{name} = {values!r}\n')


if __name__ == '__main__':
    main()
