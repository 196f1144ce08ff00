"""Configuration files: sections of names with values."""

import functools
import itertools
import os
import re
import warnings
from collections.abc import MutableMapping
from collections import ChainMap as _ChainMap

__all__ = ["NoSectionError", "DuplicateOptionError", "DuplicateSectionError", "NoOptionError", "InterpolationError",
           "InterpolationDepthError", "InterpolationMissingOptionError", "InterpolationSyntaxError", "ParsingError",
           "MissingSectionHeaderError", "ConfigParser", "RawConfigParser", "SafeConfigParser", "Interpolation", "BasicInterpolation",
           "ExtendedInterpolation", "LegacyInterpolation", "SectionProxy", "ConverterMapping", "DEFAULTSECT", "MAX_INTERPOLATION_DEPTH"]

DEFAULTSECT, MAX_INTERPOLATION_DEPTH = "DEFAULT", 10
_default_dict = dict
_UNSET = object()


class Error(Exception):
    def __init__(self, msg=""):
        self.message = msg
        Exception.__init__(self, msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


def _where(source, lineno):
    return [f"While reading from {source!r}"] + ([f" [line {lineno:2d}]"] if lineno is not None else [])


class NoSectionError(Error):
    def __init__(self, section):
        Error.__init__(self, f"No section: {section!r}")
        self.section = section
        self.args = (section,)


class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        message = f"ection {section!r} already exists"
        message = "S" + message if source is None else "".join(_where(source, lineno)) + ": s" + message
        Error.__init__(self, message)
        self.section, self.source, self.lineno = section, source, lineno
        self.args = (section, source, lineno)


class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        message = f"ption {option!r} in section {section!r} already exists"
        message = "O" + message if source is None else "".join(_where(source, lineno)) + ": o" + message
        Error.__init__(self, message)
        self.section, self.option, self.source, self.lineno = section, option, source, lineno
        self.args = (section, option, source, lineno)


class NoOptionError(Error):
    def __init__(self, option, section):
        Error.__init__(self, f"No option {option!r} in section: {section!r}")
        self.option, self.section = option, section
        self.args = (option, section)


class InterpolationError(Error):
    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option, self.section = option, section
        self.args = (option, section, msg)


class InterpolationMissingOptionError(InterpolationError):
    def __init__(self, option, section, rawval, reference):
        InterpolationError.__init__(self, option, section, f"Bad value substitution: option {option!r} in section {section!r} contains "
                                    f"an interpolation key {reference!r} which is not a valid option name. Raw value: {rawval!r}")
        self.reference = reference
        self.args = (option, section, rawval, reference)


class InterpolationSyntaxError(InterpolationError):
    pass


class InterpolationDepthError(InterpolationError):
    def __init__(self, option, section, rawval):
        InterpolationError.__init__(self, option, section, f"Recursion limit exceeded in value substitution: option {option!r} in section "
                                    f"{section!r} contains an interpolation key which cannot be substituted in "
                                    f"{MAX_INTERPOLATION_DEPTH} steps. Raw value: {rawval!r}")
        self.args = (option, section, rawval)


class ParsingError(Error):
    def __init__(self, source=None, filename=None):
        if filename and source:
            raise ValueError("Cannot specify both `filename' and `source'. Use `source'.")
        if not filename and not source:
            raise ValueError("Required argument `source' not given.")
        source = source or filename
        Error.__init__(self, f"Source contains parsing errors: {source!r}")
        self.source, self.errors = source, []
        self.args = (source,)

    def _old_name():
        warnings.warn("The 'filename' attribute will be removed in Python 3.12. Use 'source' instead.", DeprecationWarning, stacklevel=3)

    @property
    def filename(self, warn=_old_name):
        warn()
        return self.source

    @filename.setter
    def filename(self, value, warn=_old_name):
        warn()
        self.source = value

    del _old_name

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += f"\n\t[line {lineno:2d}]: {line}"


class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, f"File contains no section headers.\nfile: {filename!r}, line: {lineno}\n{line!r}")
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


class Interpolation:
    """Values as they are."""

    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


def _pieces(text, mark, opening, closing):
    """What a value is made of: (text, None, None), (None, reference, None), and at the end of what can be read (None, None, problem)."""
    while text:
        plain, found, _ = text.partition(mark)
        text = text[len(plain):]
        if plain:
            yield plain, None, None
        behind, end = text[1:2], text.find(closing)
        if not found:
            return
        if behind == mark:
            yield mark, None, None
            text = text[2:]
        elif behind != opening:
            yield None, None, f"'{mark}' must be followed by '{mark}' or '{opening}', found: {text!r}"
        elif end < 3:
            yield None, None, f"bad interpolation variable reference {text!r}"
        else:
            yield None, text[2:end], None
            text = text[end + len(closing):]


def _is_sound(value, mark, opening, closing):
    """Whether each mark in a value, unless it is doubled, begins a reference."""
    rest = value.replace(2 * mark, "")
    while (at := rest.find(mark)) >= 0:
        end = rest.find(closing, at)
        if rest[at + 1:at + 2] != opening or end < at + 3:
            return False
        rest = rest[:at] + rest[end + len(closing):]
    return True


class BasicInterpolation(Interpolation):
    """%(name)s stands for another value of the section; %% for %."""

    _FORM = "%", "(", ")s"

    def before_get(self, parser, section, option, value, defaults):
        return self._interpolate_some(parser, section, option, value, value, defaults, 1)

    def before_set(self, parser, section, option, value):
        if not _is_sound(value, *self._FORM):
            raise ValueError(f"invalid interpolation syntax in {value!r} at position {value.find('%')}")
        return value

    def _interpolate_some(self, parser, section, option, raw, rest, names, depth):
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        result = []
        for text, reference, problem in _pieces(rest, *self._FORM):
            if problem:
                raise InterpolationSyntaxError(option, section, problem)
            if reference is not None:
                name = parser.optionxform(reference)
                if name not in names:
                    raise InterpolationMissingOptionError(option, section, raw, name) from None
                text = names[name]
                if text and "%" in text:
                    text = self._interpolate_some(parser, section, option, raw, text, names, depth + 1)
            result.append(text)
        return "".join(result)


class ExtendedInterpolation(Interpolation):
    """${name} and ${section:name} stand for other values; $$ for $."""

    _FORM = "$", "{", "}"

    def before_get(self, parser, section, option, value, defaults):
        return self._interpolate_some(parser, section, option, value, value, defaults, 1)

    def before_set(self, parser, section, option, value):
        if not _is_sound(value, *self._FORM):
            raise ValueError(f"invalid interpolation syntax in {value!r} at position {value.find('$')}")
        return value

    def _interpolate_some(self, parser, section, option, raw, rest, names, depth):
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        raw, result = parser.get(section, option, raw=True, fallback=rest), []
        for text, reference, problem in _pieces(rest, *self._FORM):
            if reference is not None:
                where, known, (*others, name) = section, names, reference.split(":")
                name = parser.optionxform(name)
                if len(others) > 1:
                    rest = rest[rest.index("${" + reference) + len(reference) + 3:]
                    problem = f"More than one ':' found: {rest!r}"
            if problem:
                raise InterpolationSyntaxError(option, section, problem)
            if reference is not None:
                try:
                    text = parser.get(others[0], name, raw=True) if others else names[name]
                except (KeyError, NoSectionError, NoOptionError):
                    raise InterpolationMissingOptionError(option, section, raw, reference) from None
                if text and "$" in text:
                    if others:
                        where, known = others[0], dict(parser.items(others[0], raw=True))
                    text = self._interpolate_some(parser, where, name, raw, text, known, depth + 1)
            result.append(text)
        return "".join(result)


class LegacyInterpolation(Interpolation):
    """%(name)s as the % operator takes it; what does not fit stays as it is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        warnings.warn("LegacyInterpolation has been deprecated since Python 3.2 and will be removed from the configparser module in Python "
                      "3.13. Use BasicInterpolation or ExtendedInterpolation instead.", DeprecationWarning, stacklevel=2)

    def before_get(self, parser, section, option, value, vars):
        rawval = value
        for _ in range(MAX_INTERPOLATION_DEPTH):
            if not value or "%(" not in value:
                return value
            value = re.sub(r"%\(([^)]*)\)s", lambda match: f"%({parser.optionxform(match[1])})s", value)
            try:
                value = value % vars
            except KeyError as error:
                raise InterpolationMissingOptionError(option, section, rawval, error.args[0]) from None
        if value and "%(" in value:
            raise InterpolationDepthError(option, section, rawval)
        return value

    def before_set(self, parser, section, option, value):
        return value


class RawConfigParser(MutableMapping):
    """A configuration: sections as mappings."""

    _DEFAULT_INTERPOLATION = Interpolation()
    _OPTION = r"(?P<option>.*?)\s*(?:(?P<vi>{delim})\s*(?P<value>.*)){maybe}$"
    SECTCRE = re.compile(r"\[(?P<header>.+)\]")
    OPTCRE = re.compile(_OPTION.format(delim="=|:", maybe=""))
    OPTCRE_NV = re.compile(_OPTION.format(delim="=|:", maybe="?"))
    NONSPACECRE = re.compile(r"\S")
    BOOLEAN_STATES = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False}

    def __init__(self, defaults=None, dict_type=_default_dict, allow_no_value=False, *, delimiters=("=", ":"), comment_prefixes=("#", ";"),
                 inline_comment_prefixes=None, strict=True, empty_lines_in_values=True, default_section=DEFAULTSECT, interpolation=_UNSET,
                 converters=_UNSET):
        self._dict, self._sections, self._defaults = dict_type, dict_type(), dict_type()
        self._converters, self._proxies = ConverterMapping(self), dict_type()
        self._proxies[default_section] = SectionProxy(self, default_section)
        self._delimiters, self._comment_prefixes = tuple(delimiters), tuple(comment_prefixes or ())
        self._inline_comment_prefixes, self._strict = tuple(inline_comment_prefixes or ()), strict
        self._allow_no_value, self._empty_lines_in_values, self.default_section = allow_no_value, empty_lines_in_values, default_section
        if self._delimiters == ("=", ":"):
            self._optcre = self.OPTCRE_NV if allow_no_value else self.OPTCRE
        else:
            marks = "|".join(re.escape(delimiter) for delimiter in delimiters)
            self._optcre = re.compile(self._OPTION.format(delim=marks, maybe="?" if allow_no_value else ""))
        self._interpolation = self._DEFAULT_INTERPOLATION if interpolation is _UNSET else interpolation
        if self._interpolation is None:
            self._interpolation = Interpolation()
        if not isinstance(self._interpolation, Interpolation):
            raise TypeError("interpolation= must be None or an instance of Interpolation; got an object of type "
                            f"{type(self._interpolation)}")
        if converters is not _UNSET:
            self._converters.update(converters)
        if defaults:
            self._read_defaults(defaults)

    def _read_defaults(self, defaults):
        for key, value in defaults.items():
            self._defaults[self.optionxform(key)] = value

    def defaults(self):
        return self._defaults

    def sections(self):
        """The names of the sections, without the default one."""
        return list(self._sections)

    def add_section(self, section):
        if section in self._sections:
            raise DuplicateSectionError(section)
        if section == self.default_section:
            raise ValueError(f"Invalid section name: {section!r}")
        self._sections[section] = self._dict()
        self._proxies[section] = SectionProxy(self, section)

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        """The names in a section, with those of the default one."""
        if section not in self._sections:
            raise NoSectionError(section) from None
        return list({**self._sections[section], **self._defaults})

    def read(self, filenames, encoding=None):
        """Read files; those that are not there are left out."""
        if isinstance(filenames, (str, bytes)) or hasattr(filenames, "__fspath__"):
            filenames = [filenames]
        done = []
        for filename in filenames:
            try:
                with open(filename, encoding=encoding) as file:
                    self._read(file, filename)
            except OSError:
                continue
            done.append(os.fspath(filename))
        return done

    def read_file(self, f, source=None):
        self._read(f, source if source is not None else getattr(f, "name", "<???>"))

    def readfp(self, fp, filename=None):
        warnings.warn("This method will be removed in Python 3.12. Use 'parser.read_file()' instead.", DeprecationWarning, stacklevel=2)
        self.read_file(fp, source=filename)

    def read_string(self, string, source="<string>"):
        """Read a text."""
        self._read(string.splitlines(keepends=True), source)

    def read_dict(self, dictionary, source="<dict>"):
        """Read a dict of dicts."""
        added = set()
        for section, keys in dictionary.items():
            section = str(section)
            try:
                self.add_section(section)
            except (DuplicateSectionError, ValueError):
                if self._strict and section in added:
                    raise
            added.add(section)
            for key, value in keys.items():
                key = self.optionxform(str(key))
                value = None if value is None else str(value)
                if self._strict and (section, key) in added:
                    raise DuplicateOptionError(section, key, source)
                added.add((section, key))
                self.set(section, key, value)

    def _read(self, lines, source):
        added = set()
        current = section = name = error = None
        indent = 0
        for lineno, line in enumerate(lines, 1):
            text = line
            for prefix in self._inline_comment_prefixes:
                at = text.find(prefix)
                while at > 0 and not text[at - 1].isspace():
                    at = text.find(prefix, at + 1)
                if at >= 0:
                    text = text[:at]
            if line.strip().startswith(self._comment_prefixes) and self._comment_prefixes:
                text = ""
            value = text.strip()
            comment = text != line
            if not value:
                if self._empty_lines_in_values:
                    if not comment and current is not None and name and current[name] is not None:
                        current[name].append("")
                else:
                    indent = 1 << 60
                continue
            depth = len(line) - len(line.lstrip())
            if current is not None and name and depth > indent:
                if current[name] is None:
                    raise ParsingError(source)
                current[name].append(value)
                continue
            indent = depth
            if header := self.SECTCRE.match(value):
                section = header["header"]
                if section in self._sections:
                    if self._strict and section in added:
                        raise DuplicateSectionError(section, source, lineno)
                    current = self._sections[section]
                elif section == self.default_section:
                    current = self._defaults
                else:
                    current = self._sections[section] = self._dict()
                    self._proxies[section] = SectionProxy(self, section)
                added.add(section)
                name = None
            elif current is None:
                raise MissingSectionHeaderError(source, lineno, line)
            else:
                pair = self._optcre.match(value)
                key, given = pair.group("option", "value") if pair else (None, None)
                if not key:
                    error = error or ParsingError(source)
                    error.append(lineno, repr(line))
                    continue
                name = self.optionxform(key.rstrip())
                if self._strict and (section, name) in added:
                    raise DuplicateOptionError(section, name, source, lineno)
                added.add((section, name))
                current[name] = None if given is None else [given.strip()]
        for section, options in [(self.default_section, self._defaults), *self._sections.items()]:
            for key, value in options.items():
                if isinstance(value, list):
                    value = "\n".join(value).rstrip()
                options[key] = self._interpolation.before_read(self, section, key, value)
        if error:
            raise error

    def _names(self, section, vars):
        """Where values are looked for."""
        if section not in self._sections and section != self.default_section:
            raise NoSectionError(section) from None
        given = {self.optionxform(key): None if value is None else str(value) for key, value in (vars or {}).items()}
        return _ChainMap(given, self._sections.get(section, {}), self._defaults)

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        """A value."""
        try:
            names = self._names(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        option = self.optionxform(option)
        if option not in names:
            if fallback is _UNSET:
                raise NoOptionError(option, section) from None
            return fallback
        value = names[option]
        return value if raw or value is None else self._interpolation.before_get(self, section, option, value, names)

    def _get_conv(self, section, option, conv, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        try:
            return conv(self.get(section, option, raw=raw, vars=vars, **kwargs))
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    def getint(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._get_conv(section, option, int, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._get_conv(section, option, float, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        return self._get_conv(section, option, self._convert_to_boolean, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def _convert_to_boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError(f"Not a boolean: {value}")
        return self.BOOLEAN_STATES[value.lower()]

    def items(self, section=_UNSET, raw=False, vars=None):
        """(name, section) pairs, or the pairs of a section."""
        if section is _UNSET:
            return super().items()
        names = self._names(section, vars)
        order = [*dict.fromkeys([*self._defaults, *self._sections.get(section, ())])]
        if raw:
            return [(key, names[key]) for key in order]
        return [(key, self._interpolation.before_get(self, section, key, names[key], names) if names[key] is not None else None)
                for key in order]

    def popitem(self):
        for key in self.sections():
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def optionxform(self, optionstr):
        return optionstr.lower()

    def has_option(self, section, option):
        if not section or section == self.default_section:
            return self.optionxform(option) in self._defaults
        return section in self._sections and (self.optionxform(option) in self._sections[section] or self.optionxform(option) in self._defaults)

    def set(self, section, option, value=None):
        """Set a value."""
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        self._own(section)[self.optionxform(option)] = value

    def _own(self, section):
        if not section or section == self.default_section:
            return self._defaults
        if section not in self._sections:
            raise NoSectionError(section) from None
        return self._sections[section]

    def write(self, fp, space_around_delimiters=True):
        """Write all to a file."""
        mark = f" {self._delimiters[0]} " if space_around_delimiters else self._delimiters[0]
        for section, options in ([(self.default_section, self._defaults)] if self._defaults else []) + list(self._sections.items()):
            fp.write(f"[{section}]\n")
            for key, value in options.items():
                value = self._interpolation.before_write(self, section, key, value)
                text = mark + str(value).replace("\n", "\n\t") if value is not None or not self._allow_no_value else ""
                fp.write(f"{key}{text}\n")
            fp.write("\n")

    def remove_option(self, section, option):
        return self._own(section).pop(self.optionxform(option), _UNSET) is not _UNSET

    def remove_section(self, section):
        found = section in self._sections
        if found:
            del self._sections[section], self._proxies[section]
        return found

    def __getitem__(self, key):
        if key != self.default_section and not self.has_section(key):
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        if key in self and self[key] is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError("Cannot remove the default section.")
        if not self.has_section(key):
            raise KeyError(key)
        self.remove_section(key)

    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        return itertools.chain((self.default_section,), self._sections.keys())

    def _validate_value_types(self, *, section="", option="", value=""):
        if not isinstance(section, str):
            raise TypeError("section names must be strings")
        if not isinstance(option, str):
            raise TypeError("option keys must be strings")
        if not isinstance(value, str) and (value is not None or not self._allow_no_value):
            raise TypeError("option values must be strings")

    converters = property(lambda self: self._converters)


class ConfigParser(RawConfigParser):
    """With interpolation; values are texts."""

    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def _read_defaults(self, defaults):
        self._interpolation, held = Interpolation(), self._interpolation
        try:
            self.read_dict({self.default_section: defaults})
        finally:
            self._interpolation = held

    def set(self, section, option, value=None):
        self._validate_value_types(option=option, value=value)
        super().set(section, option, value)

    def add_section(self, section):
        self._validate_value_types(section=section)
        super().add_section(section)


class SafeConfigParser(ConfigParser):
    """The old name of ConfigParser."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        warnings.warn("The SafeConfigParser class has been renamed to ConfigParser in Python 3.2. This alias will be removed in Python "
                      "3.12. Use ConfigParser directly instead.", DeprecationWarning, stacklevel=2)


class SectionProxy(MutableMapping):
    """A section as a mapping."""

    def __init__(self, parser, name):
        self._parser, self._name = parser, name
        for key in parser.converters:
            setattr(self, "get" + key, functools.partial(self.get, _impl=getattr(parser, "get" + key)))

    def __repr__(self):
        return f"<Section: {self._name}>"

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        self._parser._validate_value_types(option=key, value=value)
        self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key) and self._parser.remove_option(self._name, key)):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def _options(self):
        return self._parser.options(self._name) if self._name != self._parser.default_section else list(self._parser.defaults())

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return iter(self._options())

    parser = property(lambda self: self._parser)
    name = property(lambda self: self._name)

    def get(self, option, fallback=None, *, raw=False, vars=None, _impl=None, **kwargs):
        """A value, or the fallback."""
        return (_impl or self._parser.get)(self._name, option, raw=raw, vars=vars, fallback=fallback, **kwargs)


class ConverterMapping(MutableMapping):
    """Functions by name: each makes a get method of its parser and of the sections; None: the parser's class has that method."""

    def __init__(self, parser):
        self._parser = parser
        self._data = {name[3:]: None for name in dir(parser)
                      if name.startswith("get") and len(name) > 3 and callable(getattr(parser, name))}

    def __getitem__(self, key):
        return self._data[key]

    def __setitem__(self, key, value):
        try:
            name = "get" + key
        except TypeError:
            raise ValueError(f"Incompatible key: {key} (type: {type(key)})") from None
        if not key:
            raise ValueError('Incompatible key: cannot use "" as a name')
        self._data[key] = value
        get = functools.partial(self._parser._get_conv, conv=value)
        get.converter = value
        setattr(self._parser, name, get)
        for proxy in self._parser.values():
            setattr(proxy, name, functools.partial(proxy.get, _impl=get))

    def __delitem__(self, key):
        try:
            name = "get" + (key or None)
        except TypeError:
            raise KeyError(key) from None
        del self._data[key]
        for holder in (self._parser, *self._parser.values()):
            try:
                delattr(holder, name)
            except AttributeError:
                pass

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)
