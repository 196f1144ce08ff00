"""BlockingIOError keeps how much was written before; no other error does."""


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


error = BlockingIOError(11, "busy", 3)
print(error.characters_written, error.args, error.filename, error)
error.characters_written = True
print(error.characters_written)
for value in ("x", 1.5, 1 << 70):
    attempt(lambda: setattr(error, "characters_written", value))
    attempt(lambda: BlockingIOError(1, "a", value).filename)
del error.characters_written
attempt(lambda: error.characters_written)
attempt(lambda: delattr(error, "characters_written"))
attempt(lambda: OSError(11, "made by number", 5).characters_written)
attempt(lambda: OSError(2, "of another kind", 5).characters_written)
attempt(lambda: BlockingIOError(11, "a", -1).characters_written)


class Derived(BlockingIOError):
    pass


attempt(lambda: Derived(11, "a", 4).args)
attempt(lambda: Derived(11, "a", 4).characters_written)
