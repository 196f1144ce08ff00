"""types.coroutine of what only behaves as a generator; hashes of unions; string.Template with a pattern of one's own; UserString; contextvars;
the helpers of statistics."""
import collections
import contextvars
import statistics
import string
import types
import typing


def ask(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


class Behaves:
    def __init__(self):
        self.sent = []

    def __iter__(self):
        return self

    def __next__(self):
        return self.send(None)

    def send(self, value):
        self.sent.append(value)
        if len(self.sent) > 1:
            raise StopIteration(value * 2)
        return "future"

    def throw(self, *error):
        raise error[0]

    def close(self):
        print("closed")


@types.coroutine
def duck():
    return Behaves()


@types.coroutine
def plain():
    yield 1


@types.coroutine
def neither():
    return 5


async def main():
    return await duck() + 1


running = main()
print(running.send(None))
try:
    running.send(20)
except StopIteration as error:
    print(error.value)
wrapper = duck()
print(type(wrapper).__name__, iter(wrapper) is wrapper, wrapper.__name__, neither(), type(plain()).__name__)
wrapper.close()
ask(types.coroutine, 5)
print(hash(int | str) == hash(typing.Union[str, int]), {typing.Union[int, str]: 1}[str | int])


class Own(string.Template):
    pattern = r"(?P<badname>.*)|(?P<escaped>@{2})|(?P<named>x)|(?P<braced>y)|(?P<invalid>@)"


own, plain = Own("foo @bar"), string.Template("$x $$ ${y} $1")
for template in own, plain:
    ask(template.substitute, {"x": 1, "y": 2})
    ask(template.safe_substitute, {"x": 1})
    ask(template.is_valid)
    ask(template.get_identifiers)
text = collections.UserString("a%s")
print(text.encode(None, None), collections.UserString("%s") % text, type("%s" % text).__name__)
for args, kwargs in ((), {}), ((1,), {}), (("a", 1), {}), (("a",), {"default": 1, "x": 2}), (("a",), {"x": 1}), ((), {"name": "a"}):
    ask(contextvars.ContextVar, *args, **kwargs)
ask(contextvars.Context, 1)
for cls in contextvars.Context, contextvars.ContextVar, contextvars.Token:
    ask(type, "X", (cls,), {})
print(statistics._exact_ratio(0.5), statistics._exact_ratio(float("inf")), statistics._float_sqrt_of_frac(-2, -1), statistics._isfinite(1e300))
ask(statistics._float_sqrt_of_frac, -1, 1)
