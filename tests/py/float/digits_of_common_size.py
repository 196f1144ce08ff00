# Shortest and fixed texts of floats between 1e-5 and 1e16, near ties and near powers of two and ten: a sum of them, and some to look at.
import struct
import zlib

seed = 12345


def random(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return (seed >> 33) % n


def between():
    bits = (1023 - 17 + random(70)) << 52 | random(2**26) << 26 | random(2**26)
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def next_to(x, steps):
    return struct.unpack("<d", struct.pack("<q", struct.unpack("<q", struct.pack("<d", x))[0] + steps))[0]


values = [between() for _ in range(3000)]
values += [random(100000) / (1 + random(1000)) for _ in range(1000)]
values += [next_to(10.0**k, s) for k in range(-6, 17) for s in (-2, -1, 0, 1, 2)]
values += [next_to(2.0**k, s) for k in range(-20, 56) for s in (-2, -1, 0, 1, 2)]
values += [random(4000) / 8 for _ in range(300)]
total = 0
for x in values:
    text = f"{x!r} {-x:.2f} {x:.0f} {x:.{random(23)}f} {round(x, 2)} {x:.3e} {x:g} {x:.17g}"
    total = zlib.crc32(text.encode(), total)
    assert float(repr(x)) == x
print(total)
for x in (0.1, 1 / 3, 2 / 3, 0.5, 2.675, 1e15 / 7, 123456789.123456789, 5e-324, 1e22, 9007199254740993.0, 0.30000000000000004, 9.999999999999998, 1e-4 / 3):
    print(repr(x), f"{x:.2f}", f"{x:.1f}", f"{x:.20f}", f"{x:.0f}")
print([f"{x:.0f}" for x in (0.5, 1.5, 2.5, 0.49999999999999994)], ["%.1f" % x for x in (0.25, 0.35, 0.05, 99.95)], "%.2f" % -0.001)
