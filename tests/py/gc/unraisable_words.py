# The last line of a report about an exception that nobody can catch: a colon whatever its text is, no dot behind an unknown module.
import contextlib
import io


def report(error):
    class Raises:
        def __del__(self):
            raise error

    err = io.StringIO()
    with contextlib.redirect_stderr(err):
        Raises()
    print(repr(err.getvalue().splitlines()[-1]))


class Unknown(Exception):
    __module__ = 3


class Elsewhere(Exception):
    __module__ = "pkg.mod"


class NoText(Exception):
    def __str__(self):
        raise KeyError


for error in ValueError(), ValueError(""), ValueError(None), KeyError(), KeyError("a"), Unknown("q"), Elsewhere(), NoText(), SyntaxError("bad", ("f", 1, 2, "text")), ExceptionGroup("g", [KeyError(1)]):
    report(error)

# what the hook is given names no module
import sys
sys.unraisablehook = lambda args: print(repr(args)[:19], type(args), type(args).__module__)
class Fails:
    def __del__(self): 1 / 0
Fails()
