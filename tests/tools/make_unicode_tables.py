#!/usr/bin/env python3.11
"""Print core/object/unicode_tables.h from this Python's own Unicode database (3.11: Unicode 14.0).

Classes are run-length coded: a run is (length varint, record). A record is a set of class bits; records from
ALTERNATE on swap upper and lower case at each character. Anchors give the offset of every 32nd run. Case mappings are
arithmetic: (first, last, stride, delta). What does not fit goes to the list of special mappings.
"""
import sys
import unicodedata

LIMIT = 0x110000
BITS = ["ALPHA", "DECIMAL", "DIGIT", "NUMERIC", "SPACE", "PRINTABLE", "XID_START", "XID_CONTINUE", "LOWER", "UPPER",
        "TITLE", "CASED", "CASE_IGNORABLE"]
BIT = {name: 1 << i for i, name in enumerate(BITS)}
ANCHOR_EVERY = 32


def is_case_ignorable(c):
    """A final sigma test with `c` between a cased letter and the sigma, and after it, tells whether c is skipped."""
    return not is_cased(c) and ("a" + chr(c) + "\u03a3").lower().endswith("\u03c2")


def is_cased(c):
    return ("." + chr(c) + "\u03a3").lower().endswith("\u03c2")


def classes(c):
    s = chr(c)
    bits = 0
    surrogate = 0xD800 <= c <= 0xDFFF
    tests = {
        "ALPHA": s.isalpha(), "DECIMAL": s.isdecimal(), "DIGIT": s.isdigit(), "NUMERIC": s.isnumeric(),
        "SPACE": s.isspace(), "PRINTABLE": s.isprintable(),
        "XID_START": s != "_" and s.isidentifier(), "XID_CONTINUE": ("a" + s).isidentifier(),
        "LOWER": s.islower(), "UPPER": s.isupper() and not unicodedata.category(s) == "Lt",
        "TITLE": unicodedata.category(s) == "Lt",
        "CASED": not surrogate and is_cased(c), "CASE_IGNORABLE": not surrogate and is_case_ignorable(c),
    }
    for name, holds in tests.items():
        if holds:
            bits |= BIT[name]
    return bits


def varint(n):
    out = []
    while n >= 0x80:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)
    return out


def class_runs():
    """Runs (start, length, bits, alternating)."""
    upper_lower = BIT["UPPER"] | BIT["LOWER"]
    values = [classes(c) for c in range(LIMIT)]
    runs, c = [], 0
    while c < LIMIT:
        end = c + 1
        while end < LIMIT and values[end] == values[c]:
            end += 1
        alternate = c + 1
        if values[c] & upper_lower and (values[c] & upper_lower) != upper_lower:
            while alternate < LIMIT and values[alternate] == values[alternate - 1] ^ upper_lower:
                alternate += 1
        if alternate > end + 1:
            runs.append((c, alternate - c, values[c], True))
            c = alternate
        else:
            runs.append((c, end - c, values[c], False))
            c = end
    return values, runs


def simple_maps(function):
    """Arithmetic ranges of a one-to-one mapping, and the mappings to several characters."""
    pairs, special = [], []
    for c in range(LIMIT):
        if 0xD800 <= c <= 0xDFFF:
            continue
        to = function(chr(c))
        if len(to) > 1:
            special.append((c, [ord(x) for x in to]))
        elif ord(to) != c:
            pairs.append((c, ord(to) - c))
    ranges, i = [], 0
    while i < len(pairs):
        first, delta = pairs[i]
        best = (first, 1, i + 1)
        for stride in (1, 2):
            j = i + 1
            while j < len(pairs) and pairs[j] == (pairs[j - 1][0] + stride, delta):
                j += 1
            if j > best[2]:
                best = (pairs[j - 1][0], stride, j)
        ranges.append((first, best[0], best[1], delta))
        i = best[2]
    return ranges, special


def print_array(kind, name, values, width=100):
    print(f"static const {kind} {name}[{len(values)}] = {{")
    line = "   "
    for value in values:
        item = f" {value},"
        if len(line) + len(item) > width:
            print(line)
            line = "   "
        line += item
    print(line)
    print("};")


def print_map(name, ranges):
    print(f"static const CaseRange unicode_{name}_ranges[{len(ranges)}] = {{")
    line = "   "
    for first, last, stride, delta in ranges:
        item = f" {{ {first}, {last - first}, {stride}, {delta} }},"
        if len(line) + len(item) > 100:
            print(line)
            line = "   "
        line += item
    print(line)
    print("};")


def lower_alone(s):
    return s.lower() if s != "\u03a3" else "\u03c3"


def main():
    values, runs = class_runs()
    plain = sorted({bits for _, _, bits, alternating in runs if not alternating})
    alternating = sorted({bits for _, _, bits, is_alternating in runs if is_alternating})
    records = {(bits, False): i for i, bits in enumerate(plain)}
    records.update({(bits, True): len(plain) + i for i, bits in enumerate(alternating)})
    data, anchors = [], []
    for i, (start, length, bits, is_alternating) in enumerate(runs):
        if i % ANCHOR_EVERY == 0:
            anchors.append((start, len(data)))
        data.append(records[bits, is_alternating])
        data += varint(length)
    print("/* Character classes and case mappings of Unicode " + unicodedata.unidata_version + ".")
    print(" * Printed by tests/tools/make_unicode_tables.py: do not edit. Unit of the ranges: code points. */")
    print("#ifndef HS_OBJECT_UNICODE_TABLES_H\n#define HS_OBJECT_UNICODE_TABLES_H\n\n#include \"base/base.h\"\n")
    print("enum {")
    for name in BITS:
        print(f"    UC_{name} = {BIT[name]},")
    print("};")
    print("/* delta is added to first, first + stride, ... first + span. */")
    print("typedef struct CaseRange {\n    uint32_t first : 20, span : 12;\n    int32_t stride : 4, delta : 28;\n} CaseRange;")
    print("/* Mapping to several characters; unused ones are 0. */")
    print("typedef struct CaseSpecial {\n    uint16_t from, to[3];\n} CaseSpecial;\n")
    print_array("uint16_t", "unicode_latin1_classes", values[:256])
    print_array("uint16_t", "unicode_records", plain + alternating)
    print(f"#define UNICODE_FIRST_ALTERNATING {len(plain)}")
    print(f"#define UNICODE_ANCHOR_EVERY {ANCHOR_EVERY}")
    print_array("uint32_t", "unicode_anchor_starts", [start for start, _ in anchors])
    print_array("uint16_t", "unicode_anchor_offsets", [offset for _, offset in anchors])
    print_array("uint8_t", "unicode_runs", data)
    zeros = [c for c in range(LIMIT) if chr(c).isdecimal() and unicodedata.decimal(chr(c)) == 0]
    print("/* The digit 0 of every set of decimal digits; 1..9 follow it. */")
    print_array("uint32_t", "unicode_zeros", zeros)
    total = len(data) + 6 * len(anchors) + 2 * len(records) + 512 + 4 * len(zeros)
    for name, function in (("upper", str.upper), ("lower", lower_alone), ("title", str.title)):
        ranges, special = simple_maps(function)
        if name == "title":  # only where it differs from upper
            upper, _ = simple_maps(str.upper)
            differ = {c for c in range(LIMIT) if chr(c).upper() != chr(c).title()}
            ranges = [(c, c, 1, ord(chr(c).title()) - c) for c in sorted(differ) if len(chr(c).title()) == 1]
            special = [(c, to) for c, to in special if c in differ]
        print_map(name, ranges)
        print_special(name, special)
        total += 8 * len(ranges) + 8 * len(special)
    ranges, special = simple_maps(lambda s: s.casefold() if s.casefold() != lower_alone(s) else s)
    print("/* Only where case folding differs from lower case; a character that folds to itself has delta 0. */")
    same = [(c, c, 1, 0) for c in range(LIMIT)
            if not 0xD800 <= c <= 0xDFFF and chr(c).casefold() == chr(c) != lower_alone(chr(c))]
    ranges = sorted(ranges + merge_same(same))
    print_map("fold", ranges)
    print_special("fold", special)
    total += 8 * len(ranges) + 8 * len(special)
    print("\n#endif")
    print(f"{len(runs)} runs, {len(records)} records, {total} bytes", file=sys.stderr)


def merge_same(same):
    out = []
    for c, _, _, _ in same:
        if out and out[-1][1] + 1 == c:
            out[-1] = (out[-1][0], c, 1, 0)
        else:
            out.append((c, c, 1, 0))
    return out


def print_special(name, special):
    print(f"static const CaseSpecial unicode_{name}_specials[{max(1, len(special))}] = {{")
    line = "   "
    for c, to in special or [(0, [])]:
        assert c < 0x10000 and all(x < 0x10000 for x in to)
        to = to + [0] * (3 - len(to))
        item = f" {{ {c}, {{ {to[0]}, {to[1]}, {to[2]} }} }},"
        if len(line) + len(item) > 100:
            print(line)
            line = "   "
        line += item
    print(line)
    print("};")


main()
