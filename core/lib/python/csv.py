"""Tables as text: rows of fields with commas between them."""

import re
from io import StringIO
from operator import attrgetter

from _rows import join as _join, split as _split
from _support import lay_out as _lay_out

__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "Error", "Dialect", "excel", "excel_tab", "field_size_limit", "reader",
           "writer", "register_dialect", "get_dialect", "list_dialects", "Sniffer", "unregister_dialect", "DictReader", "DictWriter", "unix_dialect"]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)
__version__ = "1.0"
_limit = 131072
_dialects = {}


class Error(Exception):
    __slots__ = ()


Error.__module__ = "_csv"
del Error.__slots__


class Dialect:
    """How a table is written: subclasses set the attributes."""

    _name = ""
    delimiter = quotechar = escapechar = doublequote = skipinitialspace = lineterminator = quoting = None

    def __init__(self):
        try:
            _Format(self, {})
        except TypeError as error:
            raise Error(str(error)) from None


class excel(Dialect):
    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    delimiter = '\t'


class unix_dialect(Dialect):
    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\n'
    quoting = QUOTE_ALL


_DEFAULTS = {"delimiter": ",", "doublequote": True, "escapechar": None, "lineterminator": "\r\n", "quotechar": '"', "quoting": QUOTE_MINIMAL,
             "skipinitialspace": False, "strict": False}


class _Format:
    """A dialect with its values checked."""

    __slots__ = tuple("_" + name for name in _DEFAULTS)

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle {type(self).__name__!r} instances")

    def __init__(self, dialect, options):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        for name in options:
            if name not in _DEFAULTS:
                raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        values = dict(_DEFAULTS)
        for name in values:
            if dialect is not None and (name != "strict" or hasattr(dialect, name)) and hasattr(dialect, name):
                values[name] = getattr(dialect, name)
            if name in options:
                values[name] = options[name]
        for name in "delimiter", "escapechar", "quotechar":
            value = values[name]
            optional = name != "delimiter"
            if value is None and (optional or dialect is None):
                if not optional:
                    raise TypeError('"delimiter" must be string, not NoneType')
                continue
            if not isinstance(value, str):
                raise TypeError(f'"{name}" must be string{" or None" if optional else ""}, not {type(value).__name__}')
            if len(value) != 1:
                raise TypeError(f'"{name}" must be a 1-character string')
        if type(values["quoting"]) is not int:
            raise TypeError('"quoting" must be an integer')
        if not 0 <= values["quoting"] <= 3:
            raise TypeError('bad "quoting" value')
        if values["quotechar"] is None and "quoting" not in options and getattr(dialect, "quoting", None) is None:
            values["quoting"] = QUOTE_NONE
        if values["quoting"] != QUOTE_NONE and not values["quotechar"]:
            raise TypeError("quotechar must be set if quoting enabled")
        if values["lineterminator"] is None:
            raise TypeError("lineterminator must be set")
        if not isinstance(values["lineterminator"], str):
            raise TypeError('"lineterminator" must be a string')
        for name in "doublequote", "skipinitialspace", "strict":
            values[name] = bool(values[name])
        for name, value in values.items():
            setattr(self, "_" + name, value)


for _name in _DEFAULTS:
    setattr(_Format, _name, property(attrgetter("_" + _name)))
_Format.__name__ = _Format.__qualname__ = "Dialect"
_Format.__module__ = "_csv"
_lay_out(_Format, "gi", 48)


def register_dialect(name, dialect=None, **options):
    """Give a dialect a name."""
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Format(dialect, options)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    """The dialect of a name."""
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    """The names that there are."""
    return list(_dialects)


def field_size_limit(*limit):
    """The longest field that is read; sets another one."""
    global _limit
    old = _limit
    if len(limit) > 1:
        raise TypeError(f"field_size_limit() takes at most 1 argument ({len(limit)} given)")
    if limit:
        if not isinstance(limit[0], int):
            raise TypeError("limit must be an integer")
        _limit = limit[0]
    return old


def _facts(dialect):
    """What _rows wants to know of a dialect; None: rows are never ordinary."""
    if dialect.quoting == QUOTE_NONE:
        return None
    return (dialect.delimiter, dialect.quotechar, dialect.escapechar, dialect.doublequote, dialect.skipinitialspace,
            dialect.quoting == QUOTE_ALL, dialect.quoting == QUOTE_NONNUMERIC, dialect.lineterminator)


class _Reader:
    """Rows of the lines of an iterable."""

    __slots__ = ("_lines", "_dialect", "_line_num", "_fields", "_field", "_length", "_numeric", "_plain")

    def __new__(cls, *args, **more):
        raise TypeError(f"cannot create '_csv.{cls.__name__}' instances")

    def _open(self, iterable, dialect, options):
        self._lines = iter(iterable)
        self._dialect = _Format(dialect, options)
        self._line_num = 0
        self._plain = None if self._dialect.quoting == QUOTE_NONNUMERIC else _facts(self._dialect)

    dialect = property(lambda self: self._dialect)
    line_num = property(attrgetter("_line_num"))

    def __iter__(self):
        return self

    def __next__(self):
        line = next(self._lines)
        if self._plain is not None and line.__class__ is str and len(line) <= _limit:
            fields = _split(line, self._plain)
            if fields is not None:
                self._line_num += 1
                return fields
        return self._row(line)

    def _row(self, line):
        """The row that begins with a line."""
        self._fields = []
        self._begin_field()
        state = "row"
        while True:
            try:
                line = next(self._lines) if line is None else line
            except StopIteration:
                if self._field or state == "quoted":
                    if self.dialect.strict:
                        raise Error("unexpected end of data") from None
                    self._end_field()
                    return self._fields
                raise
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)")
            self._line_num += 1
            state = self._take(line, state)
            if state == "row":
                return self._fields
            line = None

    def _begin_field(self):
        self._field = []
        self._length = 0
        self._numeric = False

    def _end_field(self):
        text = "".join(self._field)
        self._fields.append(float(text) if self._numeric else text)
        self._begin_field()

    def _add(self, c):
        if self._length >= _limit:
            raise Error(f"field larger than field limit ({_limit})")
        self._field.append(c)
        self._length += 1

    def _take(self, line, state):
        """The characters of a line, and its end; the state after them, "row" when the row is complete."""
        dialect = self.dialect
        delimiter, quote, escape, quoting = dialect.delimiter, dialect.quotechar, dialect.escapechar, dialect.quoting
        for c in [*line, ""]:
            end = c in ("", "\n", "\r")
            if state == "row":
                if c == "":
                    return "row"
                if end:
                    state = "eat"
                    continue
                state = "field"
            if state in ("field", "start"):
                if end:
                    self._end_field()
                    state = "row" if c == "" else "eat"
                elif c == quote and quoting != QUOTE_NONE:
                    state = "quoted"
                elif c == escape:
                    state = "escaped"
                elif c == " " and dialect.skipinitialspace:
                    pass
                elif c == delimiter:
                    self._end_field()
                else:
                    self._numeric = quoting == QUOTE_NONNUMERIC
                    self._add(c)
                    state = "in"
            elif state == "escaped":
                if c in ("\n", "\r"):
                    self._add(c)
                    state = "after escaped end"
                else:
                    self._add(c or "\n")
                    state = "in"
                    if c == "":
                        return state
            elif state == "after escaped end":
                if c == "":
                    return state
                state = self._inside(c, end, "in")
            elif state == "in":
                state = self._inside(c, end, state)
            elif state == "quoted":
                if c == "":
                    return state
                if c == escape:
                    state = "escaped in quotes"
                elif c == quote and quoting != QUOTE_NONE:
                    state = "quote in quotes" if dialect.doublequote else "in"
                else:
                    self._add(c)
            elif state == "escaped in quotes":
                self._add(c or "\n")
                state = "quoted"
                if c == "":
                    return state
            elif state == "quote in quotes":
                if quoting != QUOTE_NONE and c == quote:
                    self._add(c)
                    state = "quoted"
                elif c == delimiter:
                    self._end_field()
                    state = "field"
                elif end:
                    self._end_field()
                    state = "row" if c == "" else "eat"
                elif not dialect.strict:
                    self._add(c)
                    state = "in"
                else:
                    raise Error(f"'{delimiter}' expected after '{quote}'")
            elif state == "eat":
                if c == "":
                    state = "row"
                elif not end:
                    raise Error("new-line character seen in unquoted field - do you need to open the file in universal-newline mode?")
        return state

    def _inside(self, c, end, state):
        if end:
            self._end_field()
            return "row" if c == "" else "eat"
        if c == self.dialect.escapechar:
            return "escaped"
        if c == self.dialect.delimiter:
            self._end_field()
            return "field"
        self._add(c)
        return "in"


_Reader.__name__ = _Reader.__qualname__ = "reader"
_Reader.__module__ = "_csv"
_lay_out(_Reader, "gid", 88)


def reader(iterable, dialect=None, **options):
    """Iterator over the rows of the lines: lists of str."""
    made = object.__new__(_Reader)
    made._open(iterable, dialect, options)
    return made


class _Writer:
    """Writes rows to a file."""

    __slots__ = ("_write", "_dialect", "_plain")

    def __new__(cls, *args, **more):
        raise TypeError(f"cannot create '_csv.{cls.__name__}' instances")

    def _open(self, file, dialect, options):
        self._write = getattr(file, "write", None)
        if not callable(self._write):
            raise TypeError('argument 1 must have a "write" method')
        self._dialect = _Format(dialect, options)
        self._plain = _facts(self._dialect)

    dialect = property(lambda self: self._dialect)

    def writerow(self, row):
        """Write a row; what the file's write() returns."""
        try:
            fields = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        fields = list(fields)
        text = _join(fields, self._plain)
        if text is not None:
            return self._write(text)
        texts = [self._text(field, len(fields) == 1) for field in fields]
        return self._write(self.dialect.delimiter.join(texts) + self.dialect.lineterminator)

    def writerows(self, rows):
        """Write each of the rows."""
        for row in rows:
            self.writerow(row)

    def _text(self, field, alone):
        dialect = self.dialect
        quoting, quote, escape = dialect.quoting, dialect.quotechar, dialect.escapechar
        text = field if isinstance(field, str) else "" if field is None else str(field)
        quoted = quoting == QUOTE_ALL or quoting == QUOTE_NONNUMERIC and not isinstance(field, (int, float)) and not hasattr(field, "__float__")
        special = {dialect.delimiter, quote, escape, *dialect.lineterminator} - {None}
        out = []
        for c in text:
            if c in special:
                wants_escape = quoting == QUOTE_NONE
                if not wants_escape:
                    if c == quote:
                        if dialect.doublequote:
                            out.append(c)
                        else:
                            wants_escape = True
                    elif c == escape:
                        wants_escape = True
                    if not wants_escape:
                        quoted = True
                if wants_escape:
                    if escape is None:
                        raise Error("need to escape, but no escapechar set")
                    out.append(escape)
            out.append(c)
        if not text and alone:
            if quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            quoted = True
        text = "".join(out)
        return f"{quote}{text}{quote}" if quoted else text


_Writer.__name__ = _Writer.__qualname__ = "writer"
_Writer.__module__ = "_csv"
_lay_out(_Writer, "gid", 72)


def writer(fileobj, dialect=None, **options):
    """Something with writerow() and writerows()."""
    made = object.__new__(_Writer)
    made._open(fileobj, dialect, options)
    return made


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)


class DictReader:
    """Rows as dicts; the keys are given or those of the first row."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        rows = self.reader
        row = next(rows)
        while row == []:
            row = next(rows)
        self.line_num = rows.line_num
        names = self.fieldnames
        result = dict(zip(names, row))
        if len(row) != len(names):
            if len(row) > len(names):
                result[self.restkey] = row[len(names):]
            for name in names[len(row):]:
                result[name] = self.restval
        return result

    __class_getitem__ = classmethod(type(list[int]))


class DictWriter:
    """Writes dicts as rows."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        """The names as a row."""
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, fields):
        if self.extrasaction == "raise":
            wrong = fields.keys() - self.fieldnames
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join([repr(name) for name in wrong]))
        return (fields.get(name, self.restval) for name in self.fieldnames)

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._row, rowdicts))

    __class_getitem__ = classmethod(type(list[int]))


class Sniffer:
    """Guesses a dialect from a piece of text."""

    preferred = [',', '\t', ';', ' ', ':']

    def sniff(self, sample, delimiters=None):
        """A dialect: by what stands around quotes, else by what occurs equally often in each line."""
        quote, double, mark, skip = self._guess_quote_and_delimiter(sample, delimiters)
        if not mark:
            mark, skip = self._guess_delimiter(sample, delimiters)
        if not mark:
            raise Error("Could not determine delimiter")

        class dialect(Dialect):
            _name = "sniffed"
            lineterminator = '\r\n'
            quoting = QUOTE_MINIMAL
        dialect.doublequote, dialect.delimiter = double, mark
        dialect.quotechar, dialect.skipinitialspace = quote or '"', skip
        return dialect

    def _guess_quote_and_delimiter(self, data, delimiters):
        """(quote, whether it is doubled, delimiter, whether spaces follow it) from texts between quotes; empty: there are none."""
        matches = []
        for before, after in ((r"(?P<delim>[^\w\n\"\'])(?P<space> ?)", r"(?P=delim)"), (r"(?:^|\n)", r"(?P<delim>[^\w\n\"\'])(?P<space> ?)"),
                              (r"(?P<delim>[^\w\n\"\'])(?P<space> ?)", r"(?:$|\n)"), (r"(?:^|\n)", r"(?:$|\n)")):
            pattern = re.compile(before + r"(?P<quote>[\"\']).*?(?P=quote)" + after, re.DOTALL | re.MULTILINE)
            matches = list(pattern.finditer(data))
            if matches:
                break
        if not matches:
            return "", False, None, 0
        quotes, marks, spaces = {}, {}, 0
        for match in matches:
            groups = match.groupdict()
            if groups["quote"]:
                quotes[groups["quote"]] = quotes.get(groups["quote"], 0) + 1
            mark = groups.get("delim")
            if mark and (delimiters is None or mark in delimiters):
                marks[mark] = marks.get(mark, 0) + 1
            spaces += bool(groups.get("space"))
        quote = max(quotes, key=quotes.get)
        mark, skip = "", 0
        if marks:
            mark = max(marks, key=marks.get)
            skip = marks[mark] == spaces
            mark = "" if mark == "\n" else mark
        known = re.escape(mark)
        double = re.search(rf"((?:{known})|^)\W*{quote}[^{known}\n]*{quote}[^{known}\n]*{quote}\W*((?:{known})|$)", data, re.MULTILINE)
        return quote, bool(double), mark, skip

    def _guess_delimiter(self, data, delimiters):
        """(delimiter, whether spaces follow it): a character that is as often in nearly all the lines."""
        lines = list(filter(None, data.split("\n")))
        chunk = min(10, len(lines))
        tables, modes, found, start, count = {}, {}, {}, 0, 0
        while start < len(lines):
            count += 1
            for line in lines[start:start + chunk]:
                for code in range(127):
                    table = tables.setdefault(chr(code), {})
                    often = line.count(chr(code))
                    table[often] = table.get(often, 0) + 1
            for char, table in tables.items():
                if list(table) == [0]:
                    continue
                often = max(table, key=table.get)
                modes[char] = often, table[often] - sum(n for other, n in table.items() if other != often)
            total = float(min(chunk * count, len(lines)))
            consistency = 1.0
            while not found and consistency >= 0.9:
                for char, (often, lead) in modes.items():
                    if often > 0 and lead > 0 and lead / total >= consistency and (delimiters is None or char in delimiters):
                        found[char] = often, lead
                consistency -= 0.01
            if len(found) == 1:
                break
            start += chunk
        if not found:
            return "", 0
        if len(found) > 1:
            mark = next((char for char in self.preferred if char in found), None) or max(found, key=lambda char: (found[char], char))
        else:
            mark = next(iter(found))
        return mark, lines[0].count(mark) == lines[0].count(mark + " ")

    def has_header(self, sample):
        """Whether the first row differs from what is below it: in being no number, or in length."""
        rows = reader(StringIO(sample), self.sniff(sample))
        header = next(rows)
        kinds = dict.fromkeys(range(len(header)))
        for checked, row in enumerate(rows):
            if checked > 20:
                break
            if len(row) != len(header):
                continue
            for column in list(kinds):
                try:
                    complex(row[column])
                    kind = complex
                except (ValueError, OverflowError):
                    kind = len(row[column])
                if kinds[column] is None:
                    kinds[column] = kind
                elif kind != kinds[column]:
                    del kinds[column]
        votes = 0
        for column, kind in kinds.items():
            if isinstance(kind, int):
                differs = len(header[column]) != kind
            else:
                try:
                    kind(header[column])
                    differs = False
                except (ValueError, TypeError):
                    differs = True
            votes += 1 if differs else -1
        return votes > 0
