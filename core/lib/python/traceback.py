"""Tracebacks and exceptions as text."""

import linecache
import sys
from _support import format_exception as _format_exception

__all__ = ["FrameSummary", "StackSummary", "TracebackException", "clear_frames", "extract_stack", "extract_tb", "format_exc",
           "format_exception", "format_exception_only", "format_list", "format_stack", "format_tb", "print_exc", "print_exception",
           "print_last", "print_list", "print_stack", "print_tb", "walk_stack", "walk_tb"]

_missing = object()


class FrameSummary:
    """A line of a traceback."""

    def __init__(self, filename, lineno, name, line=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line

    @property
    def line(self):
        if self._line is None and self.lineno is not None:
            self._line = linecache.getline(self.filename, self.lineno).strip()
        return self._line

    def _fields(self):
        return self.filename, self.lineno, self.name, self.line

    def __iter__(self):
        return iter(self._fields())

    def __getitem__(self, index):
        return self._fields()[index]

    def __len__(self):
        return 4

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._fields() == other._fields()
        return self._fields() == other if isinstance(other, tuple) else NotImplemented

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def _text(self):
        text = f'  File "{self.filename}", line {self.lineno}, in {self.name}\n'
        return f"{text}    {self.line}\n" if self.line else text


class StackSummary(list):
    """The lines of a traceback."""

    @classmethod
    def extract(cls, frames, *, limit=None, lookup_lines=True, capture_locals=False):
        items = list(frames)
        if limit is not None:
            items = items[:limit] if limit >= 0 else items[limit:]
        return cls(FrameSummary(frame.f_code.co_filename, line, frame.f_code.co_name) for frame, line in items)

    @classmethod
    def from_list(cls, items):
        return cls(item if isinstance(item, FrameSummary) else FrameSummary(*item) for item in items)

    def format(self):
        return [item._text() for item in self]


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(frame):
    if frame is None:
        frame = sys._getframe(1)
    while frame is not None:
        yield frame, frame.f_lineno
        frame = frame.f_back


def extract_tb(tb, limit=None):
    return StackSummary.extract(walk_tb(tb), limit=limit)


def extract_stack(f=None, limit=None):
    frames = list(walk_stack(sys._getframe(1) if f is None else f))
    if limit is not None:
        frames = frames[:limit]
    return StackSummary.extract(frames[::-1])


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def format_tb(tb, limit=None):
    if tb is None or limit is not None:
        return extract_tb(tb, limit=limit).format()
    error = BaseException().with_traceback(tb)
    lines = _format_exception(error).splitlines(keepends=True)[1:-1]
    result = []
    for line in lines:
        if line.startswith("  File ") or line.startswith("  [") or not result:
            result.append(line)
        else:
            result[-1] += line
    return result


def format_stack(f=None, limit=None):
    return extract_stack(sys._getframe(1) if f is None else f, limit).format()


def print_list(extracted_list, file=None):
    for text in format_list(extracted_list):
        print(text, file=file or sys.stderr, end="")


def print_tb(tb, limit=None, file=None):
    for text in format_tb(tb, limit):
        print(text, file=file or sys.stderr, end="")


def print_stack(f=None, limit=None, file=None):
    for text in format_stack(sys._getframe(1) if f is None else f, limit):
        print(text, file=file or sys.stderr, end="")


def _exception_of(exc, value):
    if value is _missing:
        if not isinstance(exc, BaseException) and exc is not None:
            raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
        return exc
    return value


def format_exception(exc, /, value=_missing, tb=_missing, limit=None, chain=True):
    """The lines that the interpreter would print, each text with its newline."""
    error = _exception_of(exc, value)
    if error is None:
        return ["NoneType: None\n"]
    if chain and limit is None and (tb is _missing or tb is error.__traceback__):
        return _format_exception(error).splitlines(keepends=True)
    tb = error.__traceback__ if tb is _missing else tb
    head = ["Traceback (most recent call last):\n", *format_tb(tb, limit)] if tb is not None else []
    return head + format_exception_only(error)


def format_exception_only(exc, /, value=_missing):
    error = _exception_of(exc, value)
    if error is None:
        return ["NoneType: None\n"]
    saved = error.__traceback__, error.__cause__, error.__context__, error.__suppress_context__
    try:
        error.__traceback__ = error.__cause__ = error.__context__ = None
        return _format_exception(error).splitlines(keepends=True)
    finally:
        error.__traceback__, error.__cause__, error.__context__, error.__suppress_context__ = saved


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_exception(exc, /, value=_missing, tb=_missing, limit=None, file=None, chain=True):
    print("".join(format_exception(exc, value, tb, limit, chain)), file=file or sys.stderr, end="")


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exc_info()[1], limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_value, limit=limit, file=file, chain=chain)


def clear_frames(tb):
    """Drop the local variables of all frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next


class TracebackException:
    """The texts of an exception, kept without the exception."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, **options):
        self.exc_type = exc_type
        self.stack = extract_tb(exc_traceback, limit)
        self._only = format_exception_only(exc_value)
        self._all = format_exception(exc_value, limit=limit)
        self._str = str(exc_value)

    @classmethod
    def from_exception(cls, exc, **options):
        return cls(type(exc), exc, exc.__traceback__, **options)

    def __str__(self):
        return self._str

    def format(self, *, chain=True):
        yield from self._all

    def format_exception_only(self):
        yield from self._only

    def print(self, *, file=None, chain=True):
        print("".join(self._all), file=file or sys.stderr, end="")
