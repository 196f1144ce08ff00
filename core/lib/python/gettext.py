"""Messages of a program in another language: catalogues as msgfmt of GNU gettext makes them, and where they are looked for."""

import operator
import os
import re
import sys

__all__ = ["NullTranslations", "GNUTranslations", "Catalog", "bindtextdomain", "find", "translation", "install", "textdomain", "dgettext",
           "dngettext", "gettext", "ngettext", "pgettext", "dpgettext", "npgettext", "dnpgettext"]

_default_localedir = os.path.join(sys.base_prefix, 'share', 'locale')


# ---- plural forms: an expression of C in the variable n ----

_TOKEN = re.compile(r"[ \t]*(?:([0-9]+\b|n\b)|([-+*/%()?:]|[<>!]=?|==|&&|\|\|)|(\w+|.)|$)", re.DOTALL)
_MOST_CHARACTERS, _DEEPEST = 1000, 20
_LEVELS = (  # of operators, those that bind least first
    {'||': lambda a, b: lambda n: a(n) or b(n)},
    {'&&': lambda a, b: lambda n: a(n) and b(n)},
    {'==': operator.eq, '!=': operator.ne},
    {'<': operator.lt, '>': operator.gt, '<=': operator.le, '>=': operator.ge},
    {'+': operator.add, '-': operator.sub},
    {'*': operator.mul, '/': operator.floordiv, '%': operator.mod},
)


def _of_both(compute):
    return lambda a, b: lambda n: compute(a(n), b(n))


class _Plural:
    """Reads an expression; each method takes what it is named after and gives a function of n."""

    def __init__(self, text):
        self._next, self._depth = self._tokens(text), 0
        self.token = next(self._next)

    @staticmethod
    def _tokens(text):
        at = 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            value, sign, other = match.groups()
            if other:
                raise ValueError('invalid token in plural form: %s' % other)
            if value or sign:
                yield value or sign
            at = match.end()
        while True:
            yield ''

    def _take(self):
        taken, self.token = self.token, next(self._next)
        return taken

    def choice(self):
        """a ? b : c"""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError('plural form expression is too complex')
        found = condition = self.level(0)
        if self.token == '?':
            self._take()
            then = self.choice()
            if self.token != ':':
                raise self.surprise()
            self._take()
            otherwise = self.choice()
            found = lambda n: then(n) if condition(n) else otherwise(n)
        self._depth -= 1
        return found

    def level(self, number):
        """Operands and operators of one level and those that bind more."""
        if number == len(_LEVELS):
            return self.operand()
        found = self.level(number + 1)
        while self.token in _LEVELS[number]:
            compute = _LEVELS[number][self._take()]
            join = compute if number < 2 else _of_both(compute)
            found = join(found, self.level(number + 1))
        return found

    def operand(self):
        """n, a number, !a, (a)"""
        negations = 0
        while self.token == '!':
            negations += 1
            self._take()
        if self.token == '(':
            self._take()
            found = self.choice()
            if self.token != ')':
                raise ValueError('unbalanced parenthesis in plural form')
        elif self.token == 'n':
            found = lambda n: n
        elif self.token.isdigit():
            number = int(self.token)
            found = lambda n: number
        else:
            raise self.surprise()
        self._take()
        if not negations:
            return found
        return lambda n: bool(found(n)) is (negations % 2 == 0)

    def surprise(self):
        return ValueError('unexpected token in plural form: %s' % self.token if self.token else 'unexpected end of plural form')


def _as_int(n):
    """What is no int is told of; numbers are taken as they are."""
    name = n.__class__.__name__
    try:
        round(n)
    except TypeError:
        raise TypeError('Plural value must be an integer, got %s' % name) from None
    import warnings
    level, frame = 1, sys._getframe()
    while frame is not None and frame.f_globals is globals():
        level, frame = level + 1, frame.f_back
    warnings.warn('Plural value must be an integer, got %s' % name, DeprecationWarning, level)
    return n


def c2py(plural):
    """The function of n that an expression of C is."""
    if len(plural) > _MOST_CHARACTERS:
        raise ValueError('plural form expression is too long')
    reader = _Plural(plural)
    value = reader.choice()
    if reader.token:
        raise reader.surprise()

    def func(n):
        return int(value(n if isinstance(n, int) else _as_int(n)))
    return func


# ---- catalogues ----

class NullTranslations:
    """Gives each message as it is, or as a fallback has it."""

    def __init__(self, fp=None):
        self._info, self._charset, self._fallback = {}, None, None
        if fp is not None:
            self._parse(fp)

    def _parse(self, fp):
        """There is nothing to read."""

    def add_fallback(self, fallback):
        """Ask another one, behind those there are, for what is not found."""
        last = self
        while last._fallback:
            last = last._fallback
        last._fallback = fallback

    def gettext(self, message):
        return self._fallback.gettext(message) if self._fallback else message

    def ngettext(self, msgid1, msgid2, n):
        return self._fallback.ngettext(msgid1, msgid2, n) if self._fallback else msgid1 if n == 1 else msgid2

    def pgettext(self, context, message):
        return self._fallback.pgettext(context, message) if self._fallback else message

    def npgettext(self, context, msgid1, msgid2, n):
        return self._fallback.npgettext(context, msgid1, msgid2, n) if self._fallback else msgid1 if n == 1 else msgid2

    def charset(self):
        return self._charset

    def info(self):
        return self._info

    def install(self, names=None):
        """_() as a builtin function, and the others that are named."""
        import builtins
        builtins._ = self.gettext
        for name in {'gettext', 'ngettext', 'pgettext', 'npgettext'}.intersection(names or ()):
            setattr(builtins, name, getattr(self, name))


class GNUTranslations(NullTranslations):
    """The messages of a .mo file."""

    LE_MAGIC, BE_MAGIC = 0x950412de, 0xde120495
    CONTEXT = "%s\x04%s"
    VERSIONS = (0, 1)

    def _parse(self, fp):
        import struct
        name, data = getattr(fp, 'name', ''), fp.read()
        self._catalog, self.plural = {}, lambda n: int(n != 1)
        order = {self.LE_MAGIC: '<', self.BE_MAGIC: '>'}.get(struct.unpack('<I', data[:4])[0])
        if order is None:
            raise OSError(0, 'Bad magic number', name)
        version, count, *tables = struct.unpack(order + '4I', data[4:20])
        if version >> 16 not in self.VERSIONS:
            raise OSError(0, 'Bad version number ' + str(version >> 16), name)
        for row in range(count):
            texts = []
            for table in tables:
                size, start = struct.unpack(order + 'II', data[table + 8 * row:table + 8 * row + 8])
                if start + size >= len(data):
                    raise OSError(0, 'File is corrupt', name)
                texts.append(data[start:start + size])
            self._add(*texts)

    def _add(self, message, translated):
        if not message:
            self._describe(translated)
        charset = self._charset or 'ascii'
        one, plural, _ = message.partition(b'\0')
        key = str(one, charset)
        if plural:
            for number, form in enumerate(translated.split(b'\0')):
                self._catalog[key, number] = str(form, charset)
        else:
            self._catalog[key] = str(translated, charset)

    def _describe(self, text):
        """Lines `name: value`, each perhaps with more lines: what is translated for the message ''."""
        name = None
        for line in map(str.strip, text.decode().split('\n')):
            if not line or line.startswith('#-#-#-#-#') and line.endswith('#-#-#-#-#'):
                continue
            start, colon, value = line.partition(':')
            if colon:
                name, value = start.strip().lower(), value.strip()
                self._info[name] = value
                if name == 'content-type':
                    self._charset = value.split('charset=')[1]
                elif name == 'plural-forms':
                    self.plural = c2py(value.split(';')[1].split('plural=')[1])
            elif name:
                self._info[name] += '\n' + line

    def _found(self, key):
        """What a message is in the language, in the form for one; None if it is not there."""
        found = self._catalog.get(key)
        return self._catalog.get((key, self.plural(1))) if found is None else found

    def gettext(self, message):
        found = self._found(message)
        return super().gettext(message) if found is None else found

    def ngettext(self, msgid1, msgid2, n):
        found = self._catalog.get((msgid1, self.plural(n)))
        return super().ngettext(msgid1, msgid2, n) if found is None else found

    def pgettext(self, context, message):
        found = self._found(self.CONTEXT % (context, message))
        return super().pgettext(context, message) if found is None else found

    def npgettext(self, context, msgid1, msgid2, n):
        found = self._catalog.get((self.CONTEXT % (context, msgid1), self.plural(n)))
        return super().npgettext(context, msgid1, msgid2, n) if found is None else found


# ---- where they are ----

def _expand_lang(loc):
    """The names that a catalogue for a locale may have: with all of territory, codeset and modifier first, then with less."""
    import locale
    parts = []
    rest = locale.normalize(loc)
    for mark in '@._':
        rest, found, part = rest.partition(mark)
        parts.append(found + part)
    modifier, codeset, territory = parts
    names = []
    for with_territory in (True, False):
        for with_codeset in (True, False):
            for with_modifier in (True, False):
                wanted = (with_territory, territory), (with_codeset, codeset), (with_modifier, modifier)
                if all(part for used, part in wanted if used):
                    names.append(rest + ''.join(part for used, part in wanted if used))
    return names


def find(domain, localedir=None, languages=None, all=False):
    """The path of the catalogue for the languages wanted, or None; with `all` a list of all of them."""
    if languages is None:
        wanted = filter(None, map(os.environ.get, ('LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'LANG')))
        languages = [*next(wanted, '').split(':'), 'C']
    names = []
    for language in languages:
        names += [name for name in _expand_lang(language) if name not in names]
    found = []
    for name in names:
        if name == 'C':
            break
        path = os.path.join(_default_localedir if localedir is None else localedir, name, 'LC_MESSAGES', f'{domain}.mo')
        if os.path.exists(path):
            if not all:
                return path
            found.append(path)
    return found if all else None


_translations = {}  # by class and path: each file is read once


def translation(domain, localedir=None, languages=None, class_=None, fallback=False):
    """The catalogue of a domain; those of other wanted languages are its fallbacks."""
    class_ = GNUTranslations if class_ is None else class_
    chosen = None
    for path in find(domain, localedir, languages, all=True):
        key = class_, os.path.abspath(path)
        if key not in _translations:
            with open(path, 'rb') as file:
                _translations.setdefault(key, class_(file))
        import copy
        one = copy.copy(_translations[key])  # each user may add fallbacks
        if chosen is None:
            chosen = one
        else:
            chosen.add_fallback(one)
    if chosen is not None:
        return chosen
    if fallback:
        return NullTranslations()
    raise FileNotFoundError(2, 'No translation file found for domain', domain)


def install(domain, localedir=None, *, names=None):
    """The catalogue of a domain as _()."""
    translation(domain, localedir, fallback=True).install(names)


_localedirs, _current_domain = {}, 'messages'


def textdomain(domain=None):
    """The domain of those functions that are not told one."""
    global _current_domain
    if domain is not None:
        _current_domain = domain
    return _current_domain


def bindtextdomain(domain, localedir=None):
    """Where the catalogues of a domain are."""
    if localedir is not None:
        _localedirs[domain] = localedir
    return _localedirs.get(domain, _default_localedir)


def _catalogue(domain):
    try:
        return translation(domain, _localedirs.get(domain))
    except OSError:
        return NullTranslations()


def dgettext(domain, message):
    return _catalogue(domain).gettext(message)


def dngettext(domain, msgid1, msgid2, n):
    return _catalogue(domain).ngettext(msgid1, msgid2, n)


def dpgettext(domain, context, message):
    return _catalogue(domain).pgettext(context, message)


def dnpgettext(domain, context, msgid1, msgid2, n):
    return _catalogue(domain).npgettext(context, msgid1, msgid2, n)


def gettext(message):
    return dgettext(_current_domain, message)


def ngettext(msgid1, msgid2, n):
    return dngettext(_current_domain, msgid1, msgid2, n)


def pgettext(context, message):
    return dpgettext(_current_domain, context, message)


def npgettext(context, msgid1, msgid2, n):
    return dnpgettext(_current_domain, context, msgid1, msgid2, n)


Catalog = translation
