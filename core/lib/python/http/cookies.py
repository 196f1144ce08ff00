"""Cookies: values with attributes, as a server sends them and as a browser sends them back."""

import re
import string
import types

__all__ = ["CookieError", "BaseCookie", "SimpleCookie"]


class CookieError(Exception):
    pass


_LegalChars = string.ascii_letters + string.digits + "!#$%&'*+-.^_`|~:"
_UnescapedChars = _LegalChars + ' ()/<=>?@[]{}'
_Translator = {n: '\\%03o' % n for n in set(range(256)) - set(map(ord, _UnescapedChars))}
_Translator.update({ord('"'): '\\"', ord('\\'): '\\\\'})
_is_legal_key = re.compile('[%s]+' % re.escape(_LegalChars)).fullmatch


def _quote(str):
    """A value in quotes, if it needs them."""
    if str is None or _is_legal_key(str):
        return str
    return '"' + str.translate(_Translator) + '"'


def _unquote(str):
    """A value without its quotes."""
    if str is None or len(str) < 2 or str[0] != '"' or str[-1] != '"':
        return str
    return re.sub(r'\\(?:([0-3][0-7][0-7])|(.))', lambda m: chr(int(m[1], 8)) if m[1] else m[2], str[1:-1])


_weekdayname = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_monthname = [None, 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']


def _getdate(future=0, weekdayname=_weekdayname, monthname=_monthname):
    from time import gmtime, time
    year, month, day, hh, mm, ss, wd, y, z = gmtime(time() + future)
    return "%s, %02d %3s %4d %02d:%02d:%02d GMT" % (weekdayname[wd], day, monthname[month], year, hh, mm, ss)


class Morsel(dict):
    """One cookie: key, value, coded_value; the attributes are the items."""

    _reserved = {"expires": "expires", "path": "Path", "comment": "Comment", "domain": "Domain", "max-age": "Max-Age",
                 "secure": "Secure", "httponly": "HttpOnly", "version": "Version", "samesite": "SameSite"}
    _flags = {'secure', 'httponly'}

    def __init__(self):
        super().__init__(dict.fromkeys(self._reserved, ""))
        self._key = self._value = self._coded_value = None

    # What set() was given.
    key = property(lambda self: self._key, doc='The name.')
    value = property(lambda self: self._value, doc='The value.')
    coded_value = property(lambda self: self._coded_value, doc='The value as it is sent.')

    def _attribute(self, name):
        """The name as it is kept; CookieError if there is no such attribute."""
        kept = name.lower()
        if not self.isReservedKey(kept):
            raise CookieError(f"Invalid attribute {kept!r}")
        return kept




    def __setitem__(self, K, V):
        super().__setitem__(self._attribute(K), V)

    def setdefault(self, key, val=None):
        """The attribute's value, which becomes val if it has none."""
        return super().setdefault(self._attribute(key), val)

    def __eq__(self, morsel):
        if not isinstance(morsel, Morsel):
            return NotImplemented
        return super().__eq__(morsel) and self.__getstate__() == morsel.__getstate__()

    __ne__ = object.__ne__

    def copy(self):
        """Another one like it."""
        other = Morsel()
        dict.update(other, self)
        vars(other).update(vars(self))
        return other

    def update(self, values):
        """Set attributes, all of them or none."""
        super().update([(self._attribute(name), value) for name, value in dict(values).items()])

    def isReservedKey(self, K):
        """Whether it is an attribute's name."""
        return K.lower() in self._reserved

    def set(self, key, val, coded_val):
        """Give it a name and a value."""
        problem = 'Attempt to set a reserved key' if self.isReservedKey(key) else None if _is_legal_key(key) else 'Illegal key'
        if problem:
            raise CookieError(f'{problem} {key!r}')
        self._key, self._value, self._coded_value = key, val, coded_val

    def __getstate__(self):
        return {'key': self._key, 'value': self._value, 'coded_value': self._coded_value}

    def __setstate__(self, state):
        self._key, self._value, self._coded_value = state['key'], state['value'], state['coded_value']

    def output(self, attrs=None, header="Set-Cookie:"):
        """The header that sets it."""
        return f"{header} {self.OutputString(attrs)}"

    __str__ = output

    def __repr__(self):
        return f'<{type(self).__name__}: {self.OutputString()}>'

    def js_output(self, attrs=None):
        """A script that sets it."""
        return """
        <script type="text/javascript">
        <!-- begin hiding
        document.cookie = \"%s\";
        // end hiding -->
        </script>
        """ % (self.OutputString(attrs).replace('"', r'\"'))

    def OutputString(self, attrs=None):
        """Key, value and attributes."""
        result = ["%s=%s" % (self.key, self.coded_value)]
        if attrs is None:
            attrs = self._reserved
        for key, value in sorted(self.items()):
            if value == "" or key not in attrs:
                continue
            if key == "expires" and isinstance(value, int):
                result.append("%s=%s" % (self._reserved[key], _getdate(value)))
            elif key == "max-age" and isinstance(value, int):
                result.append("%s=%d" % (self._reserved[key], value))
            elif key == "comment" and isinstance(value, str):
                result.append("%s=%s" % (self._reserved[key], _quote(value)))
            elif key in self._flags:
                if value:
                    result.append(str(self._reserved[key]))
            else:
                result.append("%s=%s" % (self._reserved[key], value))
        return "; ".join(result)

    __class_getitem__ = classmethod(types.GenericAlias)


_LegalKeyChars = r"\w\d!#%&'~_`><@,:/\$\*\+\-\.\^\|\)\(\?\}\{\="
_LegalValueChars = _LegalKeyChars + r'\[\]'
_CookiePattern = re.compile(r"""
    \s*
    (?P<key>[""" + _LegalKeyChars + r"""]+?)
    (\s*=\s*
     (?P<val>"(?:[^\\"]|\\.)*"
      |\w{3},\s[\w\d\s-]{9,11}\s[\d:]{8}\sGMT
      |[""" + _LegalValueChars + r"""]*))?
    \s*(\s+|;|$)""", re.ASCII | re.VERBOSE)


class BaseCookie(dict):
    """Cookies by their keys."""

    def value_decode(self, val):
        """(value, text) of a text that came."""
        return val, val

    def value_encode(self, val):
        """(value, text) of a value that is set."""
        return (str(val),) * 2

    def __init__(self, input=None):
        if input:
            self.load(input)

    def __put(self, key, value, text):
        morsel = self.get(key, Morsel())
        morsel.set(key, value, text)
        super().__setitem__(key, morsel)


    def __setitem__(self, key, value):
        if not isinstance(value, Morsel):
            self.__put(key, *self.value_encode(value))
        else:
            super().__setitem__(key, value)

    def output(self, attrs=None, header="Set-Cookie:", sep="\015\012"):
        """The headers that set them."""
        return sep.join(value.output(attrs, header) for key, value in sorted(self.items()))

    __str__ = output

    def __repr__(self):
        return '<%s: %s>' % (self.__class__.__name__, ' '.join('%s=%r' % (k, v.value) for k, v in sorted(self.items())))

    def js_output(self, attrs=None):
        return ''.join(value.js_output(attrs) for key, value in sorted(self.items()))

    def load(self, rawdata):
        """Cookies of a header's text or of a dict."""
        if not isinstance(rawdata, str):
            for key in rawdata:
                self[key] = rawdata[key]
        else:
            self.__parse_string(rawdata)

    def __parse_string(self, str, patt=_CookiePattern):
        """A text is taken up to what cannot be; nothing of it when that is an attribute out of place or a name without a value."""
        place, cookies = 0, []  # (key, what value_decode() says, attributes)
        while place < len(str) and (found := patt.match(str, place)):
            place = found.end()
            key, text = found["key"], found["val"]
            if key.startswith("$"):
                if cookies:
                    cookies[-1][2].append((key[1:], text))
            elif key.lower() in Morsel._reserved:
                if not cookies or text is None and key.lower() not in Morsel._flags:
                    return
                cookies[-1][2].append((key, text is None or _unquote(text)))
            elif text is None:
                return
            else:
                cookies.append((key, self.value_decode(text), []))
        for key, decoded, attributes in cookies:
            self.__put(key, *decoded)
            for name, value in attributes:
                self[key][name] = value


class SimpleCookie(BaseCookie):
    """Cookies whose values are texts."""

    def value_encode(self, val):
        text = str(val)
        return text, _quote(text)

    def value_decode(self, val):
        return _unquote(val), val
