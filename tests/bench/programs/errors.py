# Exceptions raised, matched and told apart, with statements, decorators and calls of all kinds.
import functools
from contextlib import contextmanager


class Refused(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


def counted(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        inner.calls += 1
        return function(*args, **kwargs)

    inner.calls = 0
    return inner


@counted
def risky(i, *, step=1):
    if i % 3 == 0:
        raise Refused(i)
    if i % 5 == 0:
        raise ValueError("five")
    return {}["key"] if i % 7 == 0 else i + step


@contextmanager
def noted(out):
    out.append("in")
    try:
        yield out
    finally:
        out.append("out")


def run(rounds):
    total, out = 0, []
    for i in range(rounds):
        try:
            with noted(out):
                total += risky(i, step=2)
        except Refused as error:
            total += error.code
        except (ValueError, KeyError) as error:
            total += len(str(error))
        else:
            total += 1
        finally:
            total -= 1
    return total, risky.calls, len(out)


print("errors", *run(25000))
