import io, lzma, sys
text = b"".join(b"line %d of a text that repeats itself\n" % (i % 17) for i in range(300))
noise, n = bytearray(), 1
for _ in range(700):
    n = n * 1103515245 + 12345 & 0xFFFFFFFF
    noise.append(n >> 16 & 0xFF)
noise = bytes(noise)
code = bytes((0xE8, 1, 2, 0, 0, 0xE9, 9, 0, 0, 255, 0x55, 0xEB, 7, 1, 0, 0xEB)) * 30
RAW = {"format": lzma.FORMAT_RAW, "filters": [{"id": lzma.FILTER_DELTA, "dist": 3}, {"id": lzma.FILTER_LZMA2, "lc": 1, "lp": 1, "pb": 1}]}
for options in {}, {"check": lzma.CHECK_SHA256}, {"format": lzma.FORMAT_ALONE}, {"preset": 1, "check": lzma.CHECK_CRC32}, RAW:
    for data in b"", b"x", text, noise, text + noise:
        packed = lzma.compress(data, **options)
        back = {key: value for key, value in options.items() if options is RAW or key == "format"}
        print(len(data), lzma.decompress(packed, **back) == data, len(packed) < len(data), end=" | ")
    print()
for f in lzma.FILTER_X86, lzma.FILTER_ARM, lzma.FILTER_ARMTHUMB, lzma.FILTER_POWERPC, lzma.FILTER_SPARC, lzma.FILTER_IA64:
    print(lzma.decompress(lzma.compress(code + noise, filters=[{"id": f, "start_offset": 64}, {"id": lzma.FILTER_LZMA2}])) == code + noise, end=" ")
print()
# Made by another program: a raw stream with a filter for x86, an xz file, an old lzma file.
print(lzma.decompress(bytes.fromhex("fd377a585a000004e6d6b4460200210116000000742fe5a301000468656c6c6f00000000b137b9dbe5da1e9b00011d05b82d80af1fb6f37d010000000004595a")))
print(lzma.decompress(b']\x00\x00\x80\x00\xff\xff\xff\xff\xff\xff\xff\xff\x000\x98\x88\xadK6\xed/\x80{\xff\xff\xf6\xb0@\x00') == b"abc" * 100)
packed = lzma.compress(text)
d = lzma.LZMADecompressor()
print(d.check, d.eof, d.needs_input, d.unused_data)
print(len(d.decompress(packed[:len(packed) // 2], 50)), d.needs_input, d.check)
out = d.decompress(packed[len(packed) // 2:] + b"rest", 100)
while not d.eof:
    out += d.decompress(b"", 1000)
print(len(out), d.unused_data, d.needs_input)
try:
    d.decompress(b"")
except EOFError as e:
    print(e)
damaged = bytearray(packed)
damaged[-20] ^= 1
for bad in packed[:-1], bytes(damaged), b"nonsense, nonsense", b"", packed[:7]:
    try:
        print(lzma.decompress(bad))
    except lzma.LZMAError as e:
        print(e)
c = lzma.LZMACompressor()
print(c.compress(b""), len(c.compress(b"1")), c.compress(b"2"), len(c.flush()) > 20)
for call in (c.flush, lambda: c.compress(b"")), (lambda: lzma.LZMACompressor(preset=11), lambda: lzma.LZMACompressor(filters=[{}])), (
        lambda: lzma.LZMACompressor(3), lambda: lzma.LZMADecompressor(memlimit=1).decompress(packed)), (
        lambda: lzma.compress(b"", check=3), lambda: lzma.LZMACompressor(preset=1, filters=[])):
    for f in call:
        try:
            print(f())
        except Exception as e:
            print(type(e).__name__, e)
file = io.BytesIO()
with lzma.open(file, "wt", encoding="utf-8") as f:
    print("första", file=f)
    f.write("second\nthird")
file.write(lzma.compress(b"\nmore"))
file.seek(0)
with lzma.LZMAFile(file) as f:
    print(f.readline(), f.peek(3)[:3], f.tell(), f.read(), f.seek(2), f.read(4), f.seek(-4, 2), f.read1(), f.seekable(), f.writable())
print(f.closed, lzma._encode_filter_properties({"id": lzma.FILTER_LZMA2, "dict_size": 5000}),
      lzma._decode_filter_properties(lzma.FILTER_LZMA1, b"]\0\0\x10\0"), [lzma.is_check_supported(i) for i in range(12)])
