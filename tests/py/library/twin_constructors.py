"""What constructors of io's classes say of wrong arguments: the class's name, as C does."""
import io


def attempt(function):
    try:
        print(type(function()).__name__)
    except TypeError as error:
        print(error)


for kind in (io.BufferedReader, io.BufferedWriter, io.BufferedRandom, io.BytesIO, io.StringIO, io.FileIO, io.TextIOWrapper):
    attempt(lambda: kind(io.BytesIO(), *range(20)))
    if kind is not io.BytesIO:
        attempt(lambda: kind(io.BytesIO(), nothing=1))
attempt(lambda: io.BufferedReader())
attempt(lambda: io.BufferedReader(io.BytesIO(), raw=io.BytesIO()))


class Wrong(io.BytesIO):
    def readinto(self, buffer):
        return b""


try:
    io.BufferedReader(Wrong(b"12")).readline()
except OSError as error:
    print(error, type(error.__cause__).__name__)


class Endless:
    def __getitem__(self, index):
        return index


it = iter(Endless())
it.__setstate__(2 ** 40)
print(next(it), it.__reduce__()[2], range(2 ** 40).__len__())
it.__setstate__(2 ** 63 - 2)
print(next(it))
for _ in range(2):
    try:
        next(it)
    except OverflowError as error:
        print(error)
