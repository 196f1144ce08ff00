import stringprep, hashlib
# The tables of RFC 3454, over the characters of the first planes.
names = sorted(n for n in dir(stringprep) if n.startswith('in_table'))
for n in names:
    f = getattr(stringprep, n)
    got = [i for i in (*range(0, 0x3100, 3), *range(0xd7f0, 0xe010), *range(0xf8f0, 0x10010), *range(0x1d170, 0x1d180), *range(0xe0000, 0xe0080)) if f(chr(i))]
    print(n, len(got), got[:3], hashlib.md5(repr(got).encode()).hexdigest()[:8])
for n in ('map_table_b2', 'map_table_b3'):
    f = getattr(stringprep, n)
    print(n, hashlib.md5(repr([f(chr(i)) for i in (*range(0, 0x600), *range(0x1e00, 0x2200), *range(0xfb00, 0xfb20))]).encode()).hexdigest())
print(stringprep.map_table_b2('ß'), stringprep.map_table_b3('İ'))
