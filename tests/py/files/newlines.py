"""Ends of lines, encodings, errors, and positions in text."""
import io
import os
import tempfile

os.chdir(tempfile.mkdtemp())
with open('f', 'wb') as f:
    f.write('a\r\nbé\rc\n\u20ac\U0001f600z'.encode())
for newline in None, '', '\n', '\r', '\r\n':
    with open('f', newline=newline) as f:
        print(repr(newline), f.readlines(), f.newlines)
    with open('g', 'w', newline=newline) as f:
        f.write('x\ny\r\n')
    with open('g', 'rb') as f:
        print(f.read())
with open('f') as f:
    positions = []
    while c := f.read(1):
        positions.append((c, f.tell()))
    print(positions)
    print(f.seek(positions[3][1]), repr(f.read()))
for encoding in 'ascii', 'latin-1', 'utf-8-sig':
    try:
        with open('f', encoding=encoding) as f:
            print(encoding, repr(f.read(4)))
    except UnicodeError as error:
        print(type(error).__name__, error)
with open('f', encoding='ascii', errors='replace') as f:
    print(ascii(f.read()))
with open('h', 'w', encoding='utf-16') as f:
    print(f.write('abc'), f.tell())
print(open('h', 'rb').read(), open('h', encoding='utf-16').read())
text = io.TextIOWrapper(io.BytesIO(), encoding='latin-1', newline='\r\n', write_through=True)
text.write('é\n')
print(text.buffer.getvalue(), text)
with open('long', 'w') as f:
    for i in range(3000):
        f.write(f'line {i}\n')
with open('long') as f:
    print(sum(len(line) for line in f))
    f.seek(0)
    print([f.readline() for _ in range(2500)][-1], f.tell(), f.read(7))
