"""int.from_bytes asks for __bytes__, bytearray.extend for the length."""


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Gives:
    def __init__(self, value):
        self.value = value

    def __bytes__(self):
        return self.value


class Sized:
    def __iter__(self):
        return iter(b"ab")

    def __len__(self):
        raise RuntimeError("asked for its length")


class Hinting:
    def __init__(self, hint):
        self.hint = hint

    def __iter__(self):
        return iter(b"ab")

    def __length_hint__(self):
        return self.hint


for value in (b"\1\2", "text", bytearray(b"\1")):
    attempt(lambda: int.from_bytes(Gives(value)))
for value in ([1, 2], 5, "text", Gives, memoryview(b"\3")):
    attempt(lambda: int.from_bytes(value))
target = bytearray(b"-")
for value in (Sized(), Hinting(2), Hinting("x"), Hinting(-1), Hinting(NotImplemented), iter(b"c")):
    attempt(lambda: target.extend(value))
    print(target)
