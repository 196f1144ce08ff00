# io.StringIO and io.BytesIO: the plain case of writing and of lines, and all that is not plain.
import csv
import io
import sys


class Upper(io.StringIO):
    def write(self, s):
        return super().write(s.upper())


class Marked(io.StringIO):
    def readline(self, *size):
        return '>' + super().readline(*size)


class Named(io.StringIO):
    def _write(self, s):
        return 'mine'

    def _readline(self, *size):
        return 'mine'


class Text(str):
    pass


def says(function):
    try:
        print('   ', repr(function()))
    except Exception as error:
        print('   ', type(error).__name__, error)


print('-- derived')
upper = Upper()
print('abc', 1, file=upper)
print(repr(upper.getvalue()), upper.tell())
lines = iter(Marked('p\nq\n'))
print(next(lines), next(lines))
named = Named()
named.write('q\nr')
named.seek(0)
print(repr(named.readline()), named.readlines(), named._write(1))

print('-- lines')
stream = io.StringIO('a\nb\r\nc')
print(list(stream), stream.readline(), stream.tell())
stream.seek(0)
print(repr(stream.readline()), repr(stream.readline(2)), repr(stream.readline(-1)), repr(stream.readline(None)), repr(stream.readline()))
for newline in (None, '', '\n', '\r', '\r\n'):
    stream = io.StringIO(newline=newline)
    print(stream.write('a\r\nb\rc\n'), repr(stream.getvalue()), stream.tell())
    stream.seek(0)
    print(list(stream))
for line in io.StringIO('é\nü€\n𝄞x\nlast'):
    print(repr(line), len(line), sys.getsizeof(line))
one = io.StringIO('one\n')
print(one.readline() is one.getvalue())

print('-- asked wrongly')
closed = io.StringIO('x')
closed.close()
written = io.StringIO()
written.write('zz')
written.close()
for wrong in (lambda: closed.write('a'), closed.readline, closed.__next__, closed.getvalue, lambda: written.write('a'), lambda: io.StringIO().write(5),
              io.StringIO().write, lambda: io.StringIO().write('a', 'b'), lambda: io.StringIO().write(s='a'), lambda: io.StringIO().readline('a'),
              lambda: io.StringIO.write(3, 'a'), io.StringIO().__next__):
    says(wrong)
print(io.StringIO.write, type(io.BytesIO.write), io.StringIO().write.__name__)

print('-- places')
stream = io.StringIO()
stream.write('abc')
stream.write('def')
stream.seek(2)
stream.write('XY')
stream.write('Z123')
print(stream.getvalue(), stream.tell())
stream.seek(20)
stream.write('e')
print(repr(stream.getvalue()))
stream = io.StringIO()
stream.write(Text('a'))
stream.write(Text('b'))
print(type(stream.getvalue()), stream.getvalue())
writer = csv.writer(rows := io.StringIO())
for i in range(3):
    writer.writerow([i, 'a b', 'c,d'])
print(repr(rows.getvalue()))
rows.seek(0)
print(list(csv.reader(rows)))

print('-- bytes')
data = io.BytesIO()
print([data.write(b'abc') for _ in range(5)], data.tell(), data.getvalue())
data.seek(1)
data.write(b'ZZ')
print(data.getvalue(), data.tell())
data.seek(30)
data.write(b'q')
print(len(data.getvalue()))
says(lambda: data.write('x'))
says(lambda: data.write(bytearray(b'hi')))
view = data.getbuffer()
says(lambda: data.write(b'long' * 20))
view.release()
says(lambda: data.write(b'long'))
says(lambda: data.write(memoryview(b'xy')))
data.close()
says(lambda: data.write(b'x'))
for count in (0, 10, 100, 1000):
    data = io.BytesIO()
    for _ in range(count):
        data.write(b'ab')
    print(count, sys.getsizeof(data))


# The first text does not go through a derived class's write().
class Told(io.StringIO):
    def write(self, text):
        print("write", repr(text))
        return super().write(text)


told = Told("abc")
print(told.getvalue(), told.write("x"), told.getvalue(), told.__init__("y\nz"), list(told), told.__init__("p\r\nq", None), told.getvalue())

rows = io.BytesIO(b"ab\ncd\n\nlast")
print(rows.read(1), rows.readline(), rows.readline(2), rows.readline(), next(rows), rows.read1(2), rows.read(), rows.read(), rows.readline(), list(rows))
rows.seek(0)
print(list(rows), rows.seek(0), rows.read(None), rows.read(-1), rows.read(0))
rows.seek(0)
print(rows.readline(0), rows.readline(-1), rows.readline(None), rows.readlines())
for method in rows.read, rows.read1, rows.readline:
    for size in "x", 1.5:
        try:
            method(size)
        except TypeError as error:
            print(error)


class Loud(io.BytesIO):
    def read(self, *size):
        print("read")
        return super().read(*size)

    def readline(self, *size):
        print("readline")
        return super().readline(*size)


class Two:
    def __index__(self):
        return 2


loud = Loud(b"1\n2\n3")
print(loud.read1(1), next(loud), list(loud), loud.seek(0), loud.readlines(), loud.read(Two()), loud.readline(Two()))
whole = b"hello there"
rows = io.BytesIO(whole)
print(rows.read() is whole, rows.seek(0), rows.readline() is whole)
rows.write(b"ab")
rows.write(b"cd\nef")
print(rows.seek(1), rows.read(2), rows.readline(), rows.readline(), rows.read(), rows.seek(100), rows.read(), rows.readline(), rows.tell())
rows.close()
for method in rows.read, rows.read1, rows.readline, rows.__next__:
    try:
        method()
    except ValueError as error:
        print(error)
