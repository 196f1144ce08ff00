"""What open() makes of its arguments, and what streams say that cannot do what is asked."""
import io
import os
import tempfile

folder = tempfile.mkdtemp()
os.chdir(folder)


def tell(*calls):
    for call in calls:
        try:
            print(call())
        except Exception as error:
            print(type(error).__name__, '|', error)


with open('f.txt', 'w') as f:
    print(f, f.write('hello\nworld\n'))
tell(lambda: open('nope'), lambda: open('nope/f'), lambda: open('f.txt/x'), lambda: open('.'), lambda: open('.', 'w'),
     lambda: open('f.txt', 'x'), lambda: open('f.txt', 'q'), lambda: open('f.txt', 'rw'), lambda: open('f.txt', 'rbt'),
     lambda: open('f.txt', 'rb', encoding='u'), lambda: open('f.txt', 'rb', newline=''), lambda: open('f.txt', 'r', 0), lambda: open(None),
     lambda: open(), lambda: open('a\0b'), lambda: open(1.5), lambda: open('f.txt', 5), lambda: open('f.txt', newline='q'),
     lambda: open('f.txt', encoding='zzz'), lambda: open(99), lambda: open(-1))
f = open('f.txt')
tell(lambda: f.write('x'), lambda: f.seek(1, 1), lambda: f.seek(-1), lambda: f.truncate(), lambda: f.readline(), f.tell, lambda: f.read(3), f.tell,
     lambda: f.seek(0), lambda: list(f), f.readable, f.writable, f.seekable, f.isatty)
f.close()
tell(f.read, f.readline, f.tell, lambda: f.seek(0), f.flush, lambda: f.write('d'), lambda: next(f), f.__enter__, f.readable)
with open('f.txt', 'rb+') as b:
    print(b, b.mode, b.raw, b.read(2), b.peek(), b.tell(), b.write(b'Z'), b.tell())
tell(b.read, b.readline, b.tell, lambda: b.seek(0), b.flush, lambda: b.write(b'd'), b.peek, lambda: b.readinto(bytearray(1)))
with open('f.txt', 'a+') as f:
    print(f.tell(), f.write('end'), f.seek(0), f.read())
with open('f.txt', 'w+') as f:
    print(f.write('abc\ndef\n'), f.seek(0), f.readline(), f.tell(), f.seek(2), f.truncate(4), f.seek(0), repr(f.read()))
print([cls.__mro__ for cls in (io.TextIOWrapper, io.FileIO, io.BufferedReader, io.BytesIO)])
print(isinstance(open('f.txt'), io.TextIOBase), io.open is open, io.DEFAULT_BUFFER_SIZE)
