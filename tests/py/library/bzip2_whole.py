"""bz2: the same bytes as libbz2's, streams fed bit by bit, files, errors; archives that use it."""
import bz2
import codecs
import hashlib
import io
import random
import tarfile
import tempfile
import zipfile
import os

random.seed(3)
words = [bytes(random.choice(b'abcdefghijklmnop') for _ in range(random.randint(2, 8))) for _ in range(100)]
cases = [b'', b'a', b'hello world' * 100, b'aaaa', b'a' * 1000, b'ab' * 500, bytes(range(256)) * 4, b' '.join(random.choice(words) for _ in range(900)),
         bytes(random.randrange(256) for _ in range(2000)), b'aaaab' * 100, b'a' * 255 + b'b', b'a' * 260]
for case in cases:
    for level in 1, 9:
        packed = bz2.compress(case, level)
        print(len(case), level, len(packed), hashlib.md5(packed).hexdigest(), bz2.decompress(packed) == case)
packed = bz2.compress(b'hello' * 50) + b'rest'
decompressor, parts = bz2.BZ2Decompressor(), []
for at in range(0, len(packed), 7):
    if decompressor.eof:
        break
    parts.append(decompressor.decompress(packed[at:at + 7]))
print(b''.join(parts) == b'hello' * 50, decompressor.eof, decompressor.unused_data, decompressor.needs_input)
decompressor = bz2.BZ2Decompressor()
print(decompressor.decompress(packed, 10), decompressor.eof, decompressor.needs_input, decompressor.decompress(b'', 1000)[:5], decompressor.unused_data)
compressor = bz2.BZ2Compressor(5)
print(bz2.decompress(compressor.compress(b'one') + compressor.compress(b'two') + compressor.flush() + bz2.compress(b'three')))
for wrong in (lambda: bz2.decompress(b'xx'), lambda: bz2.decompress(packed[:20]), lambda: bz2.decompress(b'BZh0'), lambda: bz2.compress('x'),
              lambda: bz2.BZ2File('x', 'q'), lambda: bz2.open('x', 'rbt'), lambda: bz2.compress(b'', 10), lambda: decompressor.decompress(b''),
              lambda: compressor.flush(), lambda: bz2.open('x', 'rb', encoding='u')):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
folder = tempfile.mkdtemp()
path = os.path.join(folder, 'x.bz2')
with bz2.open(path, 'wt') as file:
    file.write('line 1\nline 2\n')
with bz2.open(path, 'at') as file:
    print('line 3', file=file)
with bz2.open(path, 'rt') as file:
    print(list(file))
with bz2.BZ2File(path) as file:
    print(file.readline(), file.tell(), file.seek(0), file.read(), file.readable(), file.writable())
print(codecs.decode(codecs.encode(b'abc', 'bz2'), 'bz2'))
archive = io.BytesIO()
with tarfile.open(fileobj=archive, mode='w:bz2') as tar:
    tar.add(path, 'inner.bz2')
archive.seek(0)
with tarfile.open(fileobj=archive) as tar:
    print(tar.getnames())
for kind in zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA:
    with zipfile.ZipFile(io.BytesIO(), 'w', kind) as archive:
        archive.writestr('a.txt', 'text' * 50)
        print(archive.read('a.txt')[:8], archive.getinfo('a.txt').compress_type, archive.getinfo('a.txt').compress_size, archive.testzip())
