"""Character sets and formatting."""

__all__ = ["Formatter", "Template", "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdefABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Each word capitalized."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


class _Pattern:
    """The pattern of a class of templates, compiled when first asked for."""

    def __get__(self, template, cls):
        import re
        delimiter, names = re.escape(cls.delimiter), cls.idpattern
        text = (f"{delimiter}(?:(?P<escaped>{delimiter})|(?P<named>{names})|{{(?P<braced>{cls.braceidpattern or names})}}|(?P<invalid>))")
        cls.pattern = re.compile(text, re.IGNORECASE | re.VERBOSE if cls.flags is None else cls.flags | re.VERBOSE)
        return cls.pattern


class Template:
    """Text with $name and ${name} to be replaced."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = None
    pattern = _Pattern()

    def __init_subclass__(cls):
        super().__init_subclass__()
        if "pattern" in cls.__dict__:
            import re
            cls.pattern = re.compile(cls.pattern, re.IGNORECASE | re.VERBOSE if cls.flags is None else cls.flags | re.VERBOSE)
        else:
            cls.pattern = _Pattern()

    def __init__(self, template):
        self.template = template

    def _invalid(self, mo):
        at = mo.start("invalid")
        lines = self.template[:at].splitlines(keepends=True)
        column = at - len("".join(lines[:-1])) if lines else 1
        raise ValueError(f"Invalid placeholder in string: line {len(lines) or 1}, col {column}")

    def substitute(self, mapping={}, /, **kws):
        """The text with all names replaced."""
        values = {**mapping, **kws} if kws and type(mapping) is dict else _Both(kws, mapping) if kws else mapping

        def value(mo):
            name = mo.group("named") or mo.group("braced")
            if name is not None:
                return str(values[name])
            if mo.group("escaped") is not None:
                return self.delimiter
            self._invalid(self._checked(mo))

        return self.pattern.sub(value, self.template)

    def safe_substitute(self, mapping={}, /, **kws):
        """The same; what is not known stays as it is."""
        values = {**mapping, **kws} if kws and type(mapping) is dict else _Both(kws, mapping) if kws else mapping

        def value(mo):
            name = mo.group("named") or mo.group("braced")
            if name is not None:
                try:
                    return str(values[name])
                except KeyError:
                    return mo.group()
            if mo.group("escaped") is not None:
                return self.delimiter
            return self._checked(mo).group()

        return self.pattern.sub(value, self.template)

    def _checked(self, mo):
        """A match of no name and no doubled delimiter is an invalid one; a pattern of one's own may know others."""
        if mo.group("invalid") is None:
            raise ValueError("Unrecognized named group in pattern", self.pattern)
        return mo

    def is_valid(self):
        """Whether substitute() would find no fault."""
        return all(mo.group("named") is not None or mo.group("braced") is not None or mo.group("escaped") is not None
                   or self._checked(mo) is None for mo in self.pattern.finditer(self.template))

    def get_identifiers(self):
        """The names, each once."""
        found = {}
        for mo in self.pattern.finditer(self.template):
            if (name := mo.group("named") or mo.group("braced")) is not None:
                found[name] = None
            elif mo.group("escaped") is None:
                self._checked(mo)
        return list(found)


class _Both:
    """Keywords in front of a mapping."""

    def __init__(self, first, second):
        self.first, self.second = first, second

    def __getitem__(self, name):
        return self.first[name] if name in self.first else self.second[name]


class Formatter:
    """str.format with steps that can be overridden."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2, 0)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, text, args, kwargs, used, depth, auto=0):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal, field, spec, conversion in self.parse(text):
            result.append(literal)
            if field is None:
                continue
            if field == "":
                if auto is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                field = str(auto)
                auto += 1
            elif field.isdigit():
                if auto:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto = False
            value, first = self.get_field(field, args, kwargs)
            used.add(first)
            value = self.convert_field(value, conversion)
            spec, auto = self._vformat(spec, args, kwargs, used, depth - 1, auto)
            result.append(self.format_field(value, spec))
        return "".join(result), auto

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion in "sra":
            return {"s": str, "r": repr, "a": ascii}[conversion](value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, text):
        """(literal text, field name, format spec, conversion) ..."""
        literal = []
        i = 0
        while i < len(text):
            c = text[i]
            if c in "{}" and text[i:i + 2] == c * 2:
                yield "".join(literal) + c, None, None, None
                literal.clear()
                i += 2
            elif c == "}":
                raise ValueError("Single '}' encountered in format string")
            elif c == "{":
                end, depth = i + 1, 1
                while end < len(text) and depth:
                    depth += {"{": 1, "}": -1}.get(text[end], 0)
                    end += 1
                if depth:
                    raise ValueError("expected '}' before end of string" if end > i + 1 else "Single '{' encountered in format string")
                field, colon, spec = text[i + 1:end - 1].partition(":")
                conversion = None
                if "!" in field:
                    field, _, conversion = field.partition("!")
                yield "".join(literal), field, spec, conversion
                literal.clear()
                i = end
            else:
                literal.append(c)
                i += 1
        if literal:
            yield "".join(literal), None, None, None

    def get_field(self, field_name, args, kwargs):
        end = min([i for i in (field_name.find("."), field_name.find("[")) if i >= 0], default=len(field_name))
        first, rest = field_name[:end], field_name[end:]
        first = int(first) if first.isdigit() else first
        value = self.get_value(first, args, kwargs)
        while rest:
            if rest[0] == ".":
                end = min([i for i in (rest.find(".", 1), rest.find("[", 1)) if i >= 0], default=len(rest))
                value, rest = getattr(value, rest[1:end]), rest[end:]
            else:
                key, _, rest = rest[1:].partition("]")
                value = value[int(key) if key.isdigit() else key]
        return value, first
