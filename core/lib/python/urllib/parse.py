"""Addresses of the web in parts, and what must be quoted in them."""

from collections import namedtuple

__all__ = ["urlparse", "urlunparse", "urljoin", "urldefrag", "urlsplit", "urlunsplit", "urlencode", "parse_qs", "parse_qsl", "quote",
           "quote_plus", "quote_from_bytes", "unquote", "unquote_plus", "unquote_to_bytes", "DefragResult", "ParseResult", "SplitResult",
           "DefragResultBytes", "ParseResultBytes", "SplitResultBytes"]

uses_relative = ["", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero", "rtsp", "rtspu", "sftp",
                 "svn", "svn+ssh", "ws", "wss"]
uses_netloc = ["", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms", "https", "shttp", "snews", "prospero", "rtsp",
               "rtspu", "rsync", "svn", "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss"]
uses_params = ["", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp", "rtspu", "sip", "sips", "mms", "sftp", "tel"]
scheme_chars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."


def clear_cache():
    pass


def _as_text(args):
    """(args as str, function for results): addresses may be bytes."""
    is_text = isinstance(args[0], str)
    for arg in args[1:]:
        if arg and isinstance(arg, str) != is_text:
            raise TypeError("Cannot mix str and non-str arguments")
    if is_text:
        return args, lambda result: result
    return [arg.decode("ascii") if arg else "" for arg in args], lambda result: result.encode("ascii")


class _Result:
    """What results of both kinds share."""

    __slots__ = ()

    def _netloc(self):
        """(user and password, host and port) as text."""
        netloc = self.netloc if isinstance(self.netloc, str) else self.netloc.decode("ascii")
        info, mark, host = netloc.rpartition("@")
        return info if mark else None, host

    def _like(self, text):
        return text if text is None or isinstance(self.netloc, str) else text.encode("ascii")

    @property
    def username(self):
        info = self._netloc()[0]
        return None if info is None else self._like(info.partition(":")[0])

    @property
    def password(self):
        info = self._netloc()[0]
        return self._like(info.partition(":")[2]) if info and ":" in info else None

    def _host(self):
        host = self._netloc()[1]
        _, bracket, rest = host.partition("[")
        if bracket:
            name, _, port = rest.partition("]")
            return name, port.partition(":")[2]
        name, _, port = host.partition(":")
        return name, port

    @property
    def hostname(self):
        name = self._host()[0]
        if not name:
            return None
        head, percent, zone = name.partition("%")
        return self._like(head.lower() + percent + zone)

    @property
    def port(self):
        port = self._host()[1]
        if not port:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError(f"Port could not be cast to integer value as {port!r}")
        if int(port) > 65535:
            raise ValueError("Port out of range 0-65535")
        return int(port)


class _Text:
    __slots__ = ()

    def encode(self, encoding="ascii", errors="strict"):
        return self._other(*(part.encode(encoding, errors) for part in self))


class _Bytes:
    __slots__ = ()

    def decode(self, encoding="ascii", errors="strict"):
        return self._other(*(part.decode(encoding, errors) for part in self))


_Defrag = namedtuple("DefragResult", "url fragment", module="urllib.parse")
_Split = namedtuple("SplitResult", "scheme netloc path query fragment", module="urllib.parse")
_Parse = namedtuple("ParseResult", "scheme netloc path params query fragment", module="urllib.parse")


class DefragResult(_Defrag, _Text):
    __slots__ = ()

    def geturl(self):
        return self.url + "#" + self.fragment if self.fragment else self.url


class SplitResult(_Split, _Result, _Text):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_Parse, _Result, _Text):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResultBytes(_Defrag, _Bytes):
    __slots__ = ()

    def geturl(self):
        return self.url + b"#" + self.fragment if self.fragment else self.url


class SplitResultBytes(_Split, _Result, _Bytes):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResultBytes(_Parse, _Result, _Bytes):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


for _text, _bytes in ((DefragResult, DefragResultBytes), (SplitResult, SplitResultBytes), (ParseResult, ParseResultBytes)):
    _text._other, _bytes._other = _bytes, _text
    _text._encoded_counterpart, _bytes._decoded_counterpart = _bytes, _text


def _finish(result, url):
    return result if isinstance(url, str) else result.encode()


def urlparse(url, scheme="", allow_fragments=True):
    """The six parts of an address."""
    (text, scheme), _ = _as_text([url, scheme])
    scheme, netloc, path, query, fragment = urlsplit(text, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in path:
        at = path.find(";", path.rfind("/") if "/" in path else 0)
        if at >= 0:
            path, params = path[:at], path[at + 1:]
    return _finish(ParseResult(scheme, netloc, path, params, query, fragment), url)


def urlsplit(url, scheme="", allow_fragments=True):
    """The five parts of an address."""
    (text, scheme), _ = _as_text([url, scheme])
    text = text.lstrip("".join(map(chr, range(33))))
    scheme = scheme.strip("".join(map(chr, range(33))))
    for c in "\t\r\n":
        text, scheme = text.replace(c, ""), scheme.replace(c, "")
    netloc = query = fragment = ""
    at = text.find(":")
    if at > 0 and text[0].isascii() and text[0].isalpha() and all(c in scheme_chars for c in text[:at]):
        scheme, text = text[:at].lower(), text[at + 1:]
    if text[:2] == "//":
        end = min([i for i in (text.find(c, 2) for c in "/?#") if i >= 0], default=len(text))
        netloc, text = text[2:end], text[end:]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
        if "[" in netloc:
            _check_bracketed(netloc.partition("[")[2].partition("]")[0])
    if allow_fragments and "#" in text:
        text, _, fragment = text.partition("#")
    if "?" in text:
        text, _, query = text.partition("?")
    if not netloc.isascii():
        _check_normal(netloc)
    return _finish(SplitResult(scheme, netloc, text, query, fragment), url)


def _check_bracketed(host):
    """What stands in brackets is an address of IPv6 or of a kind to come."""
    import ipaddress
    if host[:1] == "v":
        version, dot, rest = host[1:].partition(".")
        if not (version and all(c in "0123456789abcdefABCDEF" for c in version) and dot and rest):
            raise ValueError("IPvFuture address is invalid")
    elif ipaddress.ip_address(host).version == 4:
        raise ValueError("An IPv4 address cannot be in brackets")


def _check_normal(netloc):
    """No character of a host may become one that ends it when names are compared."""
    import unicodedata
    others = "".join(c for c in netloc if c not in "@:#?")
    normal = unicodedata.normalize("NFKC", others)
    if normal != others and any(c in normal for c in "/?#@:"):
        raise ValueError(f"netloc '{netloc}' contains invalid characters under NFKC normalization")


def urlunparse(components):
    """The address of its six parts."""
    (scheme, netloc, url, params, query, fragment), result = _as_text(list(components))
    if params:
        url = f"{url};{params}"
    return result(urlunsplit((scheme, netloc, url, query, fragment)))


def urlunsplit(components):
    """The address of its five parts."""
    (scheme, netloc, url, query, fragment), result = _as_text(list(components))
    if netloc or scheme and scheme in uses_netloc and url[:2] != "//":
        url = "//" + (netloc or "") + ("/" if url and url[:1] != "/" else "") + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url += "?" + query
    return result(url + "#" + fragment if fragment else url)


def urljoin(base, url, allow_fragments=True):
    """An address as seen from another."""
    if not base:
        return url
    if not url:
        return base
    (base, url), result = _as_text([base, url])
    old = urlparse(base, "", allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, old.scheme, allow_fragments)
    if scheme != old.scheme or scheme not in uses_relative:
        return result(url)
    if scheme in uses_netloc:
        if netloc:
            return result(urlunparse((scheme, netloc, path, params, query, fragment)))
        netloc = old.netloc
    if not path and not params:
        return result(urlunparse((scheme, netloc, old.path, old.params, query or old.query, fragment)))
    before = old.path.split("/")
    if before[-1] != "":
        del before[-1]
    if path[:1] == "/":
        parts = path.split("/")
    else:
        parts = before + path.split("/")
        parts[1:-1] = filter(None, parts[1:-1])
    resolved = []
    for part in parts:
        if part == "..":
            if resolved:
                resolved.pop()
        elif part != ".":
            resolved.append(part)
    if parts[-1] in (".", ".."):
        resolved.append("")
    return result(urlunparse((scheme, netloc, "/".join(resolved) or "/", params, query, fragment)))


def urldefrag(url):
    """(address without fragment, fragment)"""
    (text,), _ = _as_text([url])
    if "#" in text:
        scheme, netloc, path, params, query, fragment = urlparse(text)
        return _finish(DefragResult(urlunparse((scheme, netloc, path, params, query, "")), fragment), url)
    return _finish(DefragResult(text, ""), url)


def unquote_to_bytes(string):
    """Bytes with %xx replaced."""
    if not string:
        return b""
    if isinstance(string, str):
        string = string.encode("utf-8")
    parts = string.split(b"%")
    result = [parts[0]]
    for part in parts[1:]:
        try:
            result.append(bytes.fromhex(part[:2].decode("ascii")) + part[2:] if len(part) > 1 and part[:2].isalnum() else b"%" + part)
        except ValueError:
            result.append(b"%" + part)
    return b"".join(result)


def unquote(string, encoding="utf-8", errors="replace"):
    """Text with %xx replaced."""
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    if "%" not in string:
        string.split
        return string
    result, at = [], 0
    while at < len(string):
        start = at
        ascii_run = string[at].isascii()
        while at < len(string) and string[at].isascii() == ascii_run:
            at += 1
        run = string[start:at]
        result.append(unquote_to_bytes(run).decode(encoding or "utf-8", errors or "replace") if ascii_run else run)
    return "".join(result)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    """The same; + is a blank."""
    return unquote(string.replace("+", " "), encoding, errors)


_ALWAYS_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")


class _Quoter(dict):
    """From a byte to what stands for it."""

    def __init__(self, safe):
        self.safe = _ALWAYS_SAFE.union(safe)

    def __repr__(self):
        return f"<Quoter {dict(self)!r}>"

    def __missing__(self, byte):
        result = self[byte] = chr(byte) if byte in self.safe else f"%{byte:02X}"
        return result


def quote(string, safe="/", encoding=None, errors=None):
    """Text with all but letters, digits and _.-~ as %xx."""
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or "utf-8", errors or "strict")
    elif encoding is not None:
        raise TypeError("quote() doesn't support 'encoding' for bytes")
    elif errors is not None:
        raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe="", encoding=None, errors=None):
    """The same; blanks become +."""
    blank = " " if isinstance(string, str) else b" "
    if blank not in string:
        return quote(string, safe, encoding, errors)
    return quote(string, safe + (" " if isinstance(safe, str) else b" "), encoding, errors).replace(" ", "+")


def quote_from_bytes(bs, safe="/"):
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    if isinstance(safe, str):
        safe = safe.encode("ascii", "ignore")
    quoted = _Quoter(c for c in safe if c < 128)
    return "".join([quoted[c] for c in bs])


def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    """A query of pairs."""
    if hasattr(query, "items"):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError:
            raise TypeError("not a valid non-string sequence or mapping object") from None

    def text(value):
        return quote_via(value, safe) if isinstance(value, bytes) else quote_via(str(value), safe, encoding, errors)

    pairs = []
    for key, value in query:
        many = doseq and not isinstance(value, (str, bytes))
        if many:
            try:
                len(value)
            except TypeError:
                many = False
        for item in value if many else (value,):
            pairs.append(f"{text(key)}={text(item)}")
    return "&".join(pairs)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):
    """The values of a query by name."""
    result = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        result.setdefault(name, []).append(value)
    return result


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):
    """The pairs of a query."""
    (qs,), finish = _as_text([qs])
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError("Separator must be of type string or bytes.")
    if isinstance(separator, bytes):
        separator = separator.decode("ascii")
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError("Max number of fields exceeded")
    result = []
    for pair in qs.split(separator) if qs else ():
        if not pair and not strict_parsing:
            continue
        name, mark, value = pair.partition("=")
        if not mark:
            if strict_parsing:
                raise ValueError(f"bad query field: {pair!r}")
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            result.append((finish(unquote(name.replace("+", " "), encoding, errors)), finish(unquote(value.replace("+", " "), encoding, errors))))
    return result


def unwrap(url):
    """The address of <URL:address>."""
    url = str(url).strip()
    if url[:1] == "<" and url[-1:] == ">":
        url = url[1:-1].strip()
    return url[4:].strip() if url[:4] == "URL:" else url


# ---- parts, one by one: for programs older than urlparse() ----

def _to_bytes(url):
    if isinstance(url, str) and not url.isascii():
        raise UnicodeError(f"URL {url!r} contains non-ASCII characters")
    return url


def _splittype(url):
    scheme, mark, rest = url.partition(":")
    return (scheme.lower(), rest) if mark and scheme and "/" not in scheme else (None, url)


def _splithost(url):
    if url[:2] != "//":
        return None, url
    end = min((at for c in "/#?" if (at := url.find(c, 2)) >= 0), default=len(url))
    path = url[end:]
    return url[2:end], path if path[:1] in ("", "/") else "/" + path


def _before_last(text, mark):
    head, found, tail = text.rpartition(mark)
    return (head, tail) if found else (text, None)


def _splituser(host):
    user, mark, host = host.rpartition("@")
    return user if mark else None, host


def _splitpasswd(user):
    return _splitvalue(user, ":")


def _splitport(host):
    name, port = _before_last(host, ":")
    return (name, port) if port and port.isascii() and port.isdigit() else (name if port == "" else host, None)


def _splitnport(host, defport=-1):
    name, port = _before_last(host, ":")
    if not port:
        return name, defport
    return name, int(port) if port.isascii() and port.isdigit() else None


def _splitquery(url):
    return _before_last(url, "?")


def _splittag(url):
    return _before_last(url, "#")


def _splitattr(url):
    path, *attributes = url.split(";")
    return path, attributes


def _splitvalue(attr, mark="="):
    name, found, value = attr.partition(mark)
    return name, value if found else None


def _outdated(function, advice):
    """The function under its public name: it warns."""
    name = function.__name__[1:]

    def old(*args, **kwargs):
        import warnings
        warnings.warn(f"urllib.parse.{name}() is deprecated as of 3.8{advice}", DeprecationWarning, stacklevel=2)
        return function(*args, **kwargs)
    old.__name__ = old.__qualname__ = name
    return old


for _function in (_splittype, _splithost, _splituser, _splitpasswd, _splitport, _splitnport, _splitquery, _splittag, _splitattr):
    globals()[_function.__name__[1:]] = _outdated(_function, ", use urllib.parse.urlparse() instead")
splitvalue = _outdated(_splitvalue, ", use urllib.parse.parse_qsl() instead")
to_bytes = _outdated(_to_bytes, "")


def __getattr__(name):
    if name == "Quoter":
        import warnings
        warnings.warn("Deprecated in 3.11. urllib.parse.Quoter will be removed in Python 3.14. It was not intended to be a public API.",
                      DeprecationWarning, stacklevel=2)
        return _Quoter
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
