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


class Template:
    """Text with $name and ${name} to be replaced."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        """(text, name or None): literal text, then the place as it is written and the name in it ("" = not valid)."""
        text, mark = self.template, self.delimiter
        at = 0
        while True:
            found = text.find(mark, at)
            if found < 0:
                yield text[at:], None
                return
            yield text[at:found], None
            after = found + len(mark)
            if text.startswith(mark, after):
                yield mark, None
                at = after + len(mark)
                continue
            braced = text.startswith("{", after)
            start = end = after + braced
            while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == "_"):
                end += 1
            name = text[start:end]
            closed = not braced or text.startswith("}", end)
            if not name or name[0].isdigit() or not closed:
                yield text[found:after], ""
                at = after
            else:
                at = end + braced
                yield text[found:at], name

    def substitute(self, mapping={}, /, **kws):
        values = {**mapping, **kws}
        result = []
        for piece, name in self._pieces():
            if name == "":
                before = "".join(result)
                lines = before.splitlines(keepends=True) or [""]
                line = before.count("\n") + 1
                raise ValueError(f"Invalid placeholder in string: line {line}, col {len(lines[-1]) + 1 if not before.endswith(chr(10)) else 1}")
            result.append(piece if name is None else str(values[name]))
        return "".join(result)

    def safe_substitute(self, mapping={}, /, **kws):
        values = {**mapping, **kws}
        return "".join(str(values[name]) if name and name in values else piece for piece, name in self._pieces())

    def get_identifiers(self):
        names = []
        for _, name in self._pieces():
            if name and name not in names:
                names.append(name)
        return names

    def is_valid(self):
        return all(name != "" for _, name in self._pieces())


class Formatter:
    """str.format with steps that can be overridden."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2, 0)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, text, args, kwargs, used, depth, auto):
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
                literal.append(c)
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
