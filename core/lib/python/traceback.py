"""Tracebacks and exceptions as text."""

import linecache
import sys

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack", "format_tb", "print_exc",
           "format_exc", "print_exception", "print_last", "print_stack", "print_tb", "clear_frames", "FrameSummary", "StackSummary",
           "TracebackException", "walk_stack", "walk_tb"]

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_RECURSIVE_CUTOFF = 3  # so many equal lines are shown


class _Missing:

    def __repr__(self):
        return "<implicit>"


_missing = _Missing()


def _safe_string(value, what, func=str):
    try:
        return func(value)
    except:
        return f"<{what} {func.__name__}() failed>"


def _value_and_traceback(exc, value, tb):
    if (value is _missing) != (tb is _missing):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _missing:
        return value, tb
    if exc is None:
        return None, None
    if not isinstance(exc, BaseException):
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
    return exc, exc.__traceback__


# ---- frames ----

class FrameSummary:
    """One line of a traceback: where a frame was, and the text there."""

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line", "locals")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        if lookup_line:
            self.line
        self.locals = {key: _safe_string(value, "local", func=repr) for key, value in locals.items()} if locals else None
        self.end_lineno = end_lineno
        self.colno = colno
        self.end_colno = end_colno

    @property
    def _original_line(self):
        self.line
        return self._line

    @property
    def line(self):
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line.strip()

    def _fields(self):
        return self.filename, self.lineno, self.name, self.line

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename, self.lineno, self.name, self.locals) == (other.filename, other.lineno, other.name, other.locals)
        return self._fields() == other if isinstance(other, tuple) else NotImplemented

    def __getitem__(self, index):
        return self._fields()[index]

    def __iter__(self):
        return iter(self._fields())

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __len__(self):
        return 4


def walk_stack(f):
    """(frame, line number) from a frame outwards; None: from the caller of StackSummary.extract()."""
    if f is None:
        f = sys._getframe().f_back.f_back.f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _walk_places(tb):
    """(frame, (line, last line, column, last column)) of a traceback."""
    while tb is not None:
        place = (None,) * 4
        if tb.tb_lasti >= 0:
            for number, place in enumerate(tb.tb_frame.f_code.co_positions()):
                if number == tb.tb_lasti // 2:
                    break
        yield tb.tb_frame, place if place[0] is not None else (tb.tb_lineno, *place[1:])
        tb = tb.tb_next


# ---- what is marked below a line ----

def _characters(text, byte_offset):
    return len(text.encode("utf-8")[:byte_offset].decode("utf-8", errors="replace"))


def _width(text, offset):
    """Columns of a terminal that the first characters take."""
    if text.isascii():
        return offset
    from unicodedata import east_asian_width
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text[:offset])


def _skip(text, at, wanted):
    while at < len(text) and (text[at].isspace() or not wanted(text[at])):
        at += 1
    return at


def _operator_in(segment):
    """Start and end of the operator or the index in an expression, None if it is something else."""
    if not any(char in segment for char in "+-*/%@&|^<>["):
        return None
    import ast
    try:
        body = ast.parse(segment).body
    except SyntaxError:
        return None
    expression = body[0].value if len(body) == 1 and isinstance(body[0], ast.Expr) else None
    if isinstance(expression, ast.BinOp):
        first, last = (_characters(segment, offset) for offset in (expression.left.end_col_offset, expression.right.col_offset))
        between = segment[first:last]
        indent = len(between) - len(between.lstrip())
        start = expression.left.end_col_offset + indent
        size = 2 if indent + 1 < len(between) and not between[indent + 1].isspace() else 1
        start = _skip(segment, start, lambda char: char not in ")#")
        return _characters(segment, start), _characters(segment, start + size)
    if isinstance(expression, ast.Subscript):
        start = _skip(segment, _characters(segment, expression.value.end_col_offset), lambda char: char == "[")
        end = _skip(segment, _characters(segment, expression.slice.end_col_offset + 1), lambda char: char == "]")
        return start, min(end + 1, len(segment))
    return None


def _markers(frame, stripped):
    """The line of carets below the text of a frame, "" when it would say nothing."""
    line = frame._original_line
    cut = len(line) - len(frame.line.lstrip())
    start, end = _characters(line, frame.colno), _characters(line, frame.end_colno)
    segment, inner = line[start:end], None
    if frame.lineno == frame.end_lineno:
        try:
            inner = _operator_in(segment)
        except Exception:
            pass
    else:
        end = len(line.rstrip())
    if end - start >= len(stripped) and not (inner and inner[1] > inner[0]):
        return ""
    first, last = _width(line, start) + 1, _width(line, end) + 1
    indent = "    " + " " * (first - cut)
    if inner is None:
        return f"{indent}{'^' * (last - first)}\n"
    left, right = _width(segment, inner[0]), _width(segment, inner[1])
    return f"{indent}{'~' * left}{'^' * (right - left)}{'~' * (last - first - right)}\n"


# ---- stacks ----

class StackSummary(list):
    """The lines of a traceback."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Of an iterable of (frame, line number)."""
        def with_places():
            for frame, lineno in frame_gen:
                yield frame, (lineno, None, None, None)

        return klass._extract_from_extended_frame_gen(with_places(), limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals)

    @classmethod
    def _extract_from_extended_frame_gen(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        result, names = klass(), set()
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            limit = limit if limit is None else max(limit, 0)
        if limit is not None:
            from collections import deque
            from itertools import islice
            frame_gen = islice(frame_gen, limit) if limit >= 0 else deque(frame_gen, maxlen=-limit)
        for frame, (lineno, end_lineno, colno, end_colno) in frame_gen:
            code = frame.f_code
            names.add(code.co_filename)
            linecache.lazycache(code.co_filename, frame.f_globals)
            result.append(FrameSummary(code.co_filename, lineno, code.co_name, lookup_line=False,
                                       locals=frame.f_locals if capture_locals else None, end_lineno=end_lineno, colno=colno,
                                       end_colno=end_colno))
        for name in names:
            linecache.checkcache(name)
        if lookup_lines:
            for item in result:
                item.line
        return result

    @classmethod
    def from_list(klass, a_list):
        result = StackSummary()
        for item in a_list:
            if not isinstance(item, FrameSummary):
                filename, lineno, name, line = item
                item = FrameSummary(filename, lineno, name, line=line)
            result.append(item)
        return result

    def format_frame_summary(self, frame_summary):
        """The text of one frame; a class may return None to leave it out."""
        frame = frame_summary
        text = f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
        if frame.line:
            stripped = frame.line.strip()
            text += f"    {stripped}\n"
            if frame.colno is not None and frame.end_colno is not None:
                text += _markers(frame, stripped)
        if frame.locals:
            text += "".join(f"    {name} = {value}\n" for name, value in sorted(frame.locals.items()))
        return text

    def format(self):
        """The texts of the frames; of many equal ones that follow each other only the first."""
        result, last, count = [], None, 0

        def close():
            if count > _RECURSIVE_CUTOFF:
                more = count - _RECURSIVE_CUTOFF
                result.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")

        for frame in self:
            text = self.format_frame_summary(frame)
            if text is None:
                continue
            place = frame.filename, frame.lineno, frame.name
            if place != last or None in place[:2]:
                close()
                last, count = place, 0
            count += 1
            if count <= _RECURSIVE_CUTOFF:
                result.append(text)
        close()
        return result


def extract_tb(tb, limit=None):
    return StackSummary._extract_from_extended_frame_gen(_walk_places(tb), limit=limit)


def extract_stack(f=None, limit=None):
    stack = StackSummary.extract(walk_stack(sys._getframe().f_back if f is None else f), limit=limit)
    stack.reverse()
    return stack


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def format_tb(tb, limit=None):
    return extract_tb(tb, limit=limit).format()


def format_stack(f=None, limit=None):
    return format_list(extract_stack(sys._getframe().f_back if f is None else f, limit=limit))


def print_list(extracted_list, file=None):
    for text in format_list(extracted_list):
        print(text, file=sys.stderr if file is None else file, end="")


def print_tb(tb, limit=None, file=None):
    print_list(extract_tb(tb, limit=limit), file=file)


def print_stack(f=None, limit=None, file=None):
    print_list(extract_stack(sys._getframe().f_back if f is None else f, limit=limit), file=file)


def clear_frames(tb):
    """Drop the local variables of all frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next


# ---- exceptions ----

class _Margin:
    """How deep in exception groups the text is that is being written."""

    def __init__(self):
        self.depth = 0
        self.open = False  # the last exception of a group still wants the line below it

    def indent(self):
        return "  " * self.depth

    def put(self, texts, sign=None):
        prefix = self.indent() + (f"{sign or '|'} " if self.depth else "")
        for text in [texts] if isinstance(texts, str) else texts:
            yield "".join(prefix + line for line in text.splitlines(True)) if prefix else text


def _final_line(name, text):
    return f"{name}: {text}\n" if text else f"{name}\n"


def _format_final_exc_line(name, value):
    """The last line for an exception: programs of others ask for it by this name."""
    return _final_line(name, "" if value is None else _safe_string(value, "exception"))


class TracebackException:
    """All that is shown of an exception, without the exception and its frames."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False, compact=False,
                 max_group_width=15, max_group_depth=10, _seen=None):
        is_first = _seen is None
        _seen = set() if is_first else _seen
        _seen.add(id(exc_value))
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = StackSummary._extract_from_extended_frame_gen(_walk_places(exc_traceback), limit=limit, lookup_lines=lookup_lines,
                                                                   capture_locals=capture_locals)
        self.exc_type = exc_type
        self._str = _safe_string(exc_value, "exception")
        self.__notes__ = getattr(exc_value, "__notes__", None)
        if exc_type and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            self.lineno = None if exc_value.lineno is None else str(exc_value.lineno)
            self.end_lineno = None if exc_value.end_lineno is None else str(exc_value.end_lineno)
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.end_offset = exc_value.end_offset
            self.msg = exc_value.msg
        self.__suppress_context__ = exc_value.__suppress_context__ if exc_value is not None else False
        if not is_first:
            return  # the first one goes through all that hangs on it: chains may be longer than calls can nest

        def other(error):
            return TracebackException(type(error), error, error.__traceback__, limit=limit, lookup_lines=lookup_lines,
                                      capture_locals=capture_locals, max_group_width=max_group_width, max_group_depth=max_group_depth,
                                      _seen=_seen)

        def linked(error):
            return other(error) if error is not None and id(error) not in _seen else None

        waiting = [(self, exc_value)]
        while waiting:
            shown, error = waiting.pop()
            shown.__cause__ = shown.__context__ = shown.exceptions = None
            if error is None:
                continue
            shown.__cause__ = linked(error.__cause__)
            if not compact or shown.__cause__ is None and not error.__suppress_context__:
                shown.__context__ = linked(error.__context__)
            waiting += [(part, source) for part, source in ((shown.__cause__, error.__cause__), (shown.__context__, error.__context__))
                        if part is not None]
            if isinstance(error, BaseExceptionGroup):
                shown.exceptions = [other(part) for part in error.exceptions]
                waiting += zip(shown.exceptions, error.exceptions)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, TracebackException) else NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self):
        """The lines below the traceback: for a SyntaxError its place, the type with the text, the notes."""
        if self.exc_type is None:
            yield _final_line(None, self._str)
            return
        name, module = self.exc_type.__qualname__, self.exc_type.__module__
        if module not in ("__main__", "builtins"):
            name = f"{module if isinstance(module, str) else '<unknown>'}.{name}"
        if issubclass(self.exc_type, SyntaxError):
            yield from self._syntax_lines(name)
        else:
            yield _final_line(name, self._str)
        notes = self.__notes__
        if notes is None:
            return
        from collections.abc import Sequence
        if not isinstance(notes, Sequence):
            yield _safe_string(notes, "__notes__", func=repr)
            return
        for note in notes:
            for line in _safe_string(note, "note").split("\n"):
                yield line + "\n"

    def _syntax_lines(self, name):
        where = ""
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            where = f" ({self.filename})"
        if self.text is not None:
            whole = self.text.rstrip("\n")
            text = whole.lstrip(" \n\f")
            yield f"    {text}\n"
            if self.offset is not None:
                end = self.end_offset or self.offset
                if end in (self.offset, -1):
                    end = self.offset + 1
                start = self.offset - 1 - (len(whole) - len(text))
                if start >= 0:
                    indent = "".join(char if char.isspace() else " " for char in text[:start])
                    yield f"    {indent}{'^' * (end - self.offset)}\n"
        yield f"{name}: {self.msg or '<no detail available>'}{where}\n"

    def _chain(self, chain):
        """(exception, what leads over to it from the one before), the oldest first."""
        links, shown = [], self
        while shown is not None:
            older, text = None, None
            if chain and shown.__cause__ is not None:
                older, text = shown.__cause__, _CAUSE
            elif chain and shown.__context__ is not None and not shown.__suppress_context__:
                older, text = shown.__context__, _CONTEXT
            links.append((shown, text))
            shown = older
        return links[::-1]

    def format(self, *, chain=True, _ctx=None):
        """The texts, each with its newline at the end."""
        margin = _ctx or _Margin()
        for shown, text in self._chain(chain):
            if text is not None:
                yield from margin.put(text)
            if shown.exceptions is not None:
                yield from self._group_lines(shown, margin, chain)
                continue
            if shown.stack:
                yield from margin.put("Traceback (most recent call last):\n")
                yield from margin.put(shown.stack.format())
            yield from margin.put(shown.format_exception_only())

    def _group_lines(self, group, margin, chain):
        if margin.depth > self.max_group_depth:
            yield from margin.put(f"... (max_group_depth is {self.max_group_depth})\n")
            return
        is_outermost = margin.depth == 0
        margin.depth += is_outermost
        if group.stack:
            yield from margin.put("Exception Group Traceback (most recent call last):\n", "+" if is_outermost else None)
            yield from margin.put(group.stack.format())
        yield from margin.put(group.format_exception_only())
        count, most = len(group.exceptions), self.max_group_width
        margin.open = False
        for i, part in enumerate(group.exceptions[:most + 1]):
            is_last = i == min(count - 1, most)
            margin.open |= is_last
            title = i + 1 if i < most else "..."
            yield f"{margin.indent()}{'  ' if i else '+-'}+---------------- {title} ----------------\n"
            margin.depth += 1
            if i < most:
                yield from part.format(chain=chain, _ctx=margin)
            else:
                yield from margin.put(f"and {count - most} more exception{'s' if count - most > 1 else ''}\n")
            if is_last and margin.open:
                yield f"{margin.indent()}+------------------------------------\n"
                margin.open = False
            margin.depth -= 1
        if is_outermost:
            margin.depth = 0

    def print(self, *, file=None, chain=True):
        for text in self.format(chain=chain):
            print(text, file=sys.stderr if file is None else file, end="")


def format_exception(exc, /, value=_missing, tb=_missing, limit=None, chain=True):
    """The texts that the interpreter would print, each with its newline."""
    value, tb = _value_and_traceback(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain))


def format_exception_only(exc, /, value=_missing):
    value = exc if value is _missing else value
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only())


def print_exception(exc, /, value=_missing, tb=_missing, limit=None, file=None, chain=True):
    value, tb = _value_and_traceback(exc, value, tb)
    TracebackException(type(value), value, tb, limit=limit, compact=True).print(file=file, chain=chain)


def print_exc(limit=None, file=None, chain=True):
    print_exception(*sys.exc_info(), limit, file, chain)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(*sys.exc_info(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)
