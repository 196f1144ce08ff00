"""What string.Formatter needs of str.format: its fields, and the parts of a field's name."""


def formatter_parser(text, /):
    """(literal text, field name, format spec, conversion) of each field; None for the last three behind the last field."""
    if not isinstance(text, str):
        raise TypeError(f"expected str, got {type(text).__name__}")
    return _parse(text)


def _parse(text):
    literal, i = [], 0
    while i < len(text):
        c = text[i]
        i += 1
        if c not in '{}':
            stop = min((at for at in (text.find('{', i), text.find('}', i)) if at >= 0), default=len(text))
            literal.append(text[i - 1:stop])
            i = stop
        elif text[i:i + 1] == c:
            yield ''.join(literal) + c, None, None, None
            literal.clear()
            i += 1
        elif c == '}' or i == len(text):
            raise ValueError(f"Single '{c}' encountered in format string")
        else:
            name, spec, conversion, i = _field(text, i)
            yield ''.join(literal), name, spec, conversion
            literal.clear()
    if literal:
        yield ''.join(literal), None, None, None


def _field(text, start):
    """Name, spec and conversion of the field whose text begins at `start`, and where it ends."""
    i, brackets = start, False
    while i < len(text):
        c = text[i]
        if c == '{':
            raise ValueError("unexpected '{' in field name")
        if c == '[':
            brackets = True
        elif c == ']':
            brackets = False
        elif not brackets and c in '}:!':
            break
        i += 1
    else:
        raise ValueError("expected '}' before end of string")
    name, conversion = text[start:i], None
    if text[i] == '!':
        if i + 2 > len(text) - 1:
            raise ValueError("end of string while looking for conversion specifier" if i + 1 >= len(text) else "unmatched '{' in format spec")
        conversion = text[i + 1]
        i += 2
        if text[i] not in ':}':
            raise ValueError("expected ':' after conversion specifier")
    if text[i] == '}':
        return name, '', conversion, i + 1
    begin, depth = i + 1, 1
    for i in range(begin, len(text)):
        depth += {'{': 1, '}': -1}.get(text[i], 0)
        if not depth:
            return name, text[begin:i], conversion, i + 1
    raise ValueError("unmatched '{' in format spec")


def _number(text):
    return int(text) if text.isdecimal() and text.isascii() else text


def formatter_field_name_split(name, /):
    """The first part of a field's name, and an iterator over (is attribute, name) of the others."""
    if not isinstance(name, str):
        raise TypeError(f"expected str, got {type(name).__name__}")
    end = min((at for at in (name.find('.'), name.find('[')) if at >= 0), default=len(name))
    return _number(name[:end]), _rest(name[end:])


def _rest(rest):
    while rest:
        mark, rest = rest[0], rest[1:]
        if mark == '.':
            end = min((at for at in (rest.find('.'), rest.find('[')) if at >= 0), default=len(rest))
            part, rest, key = rest[:end], rest[end:], rest[:end]
        elif mark == '[':
            part, bracket, rest = rest.partition(']')
            if not bracket:
                raise ValueError("Missing ']' in format string")
            key = _number(part)
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        if not part:
            raise ValueError("Empty attribute in format string")
        yield mark == '.', key


formatter_parser.__module__ = formatter_field_name_split.__module__ = '_string'
