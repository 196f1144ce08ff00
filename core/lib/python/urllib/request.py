"""Opening URLs: of servers in the same program, of data and of files. There is no network beyond."""

import base64
import email.message
import http.client
import io
import os
import re
import sys
from urllib.error import ContentTooShortError, HTTPError, URLError
from urllib.parse import quote, quote_plus, unquote, unquote_to_bytes, urlencode, urljoin, urlparse, urlsplit, urlunparse
from urllib.response import addinfourl

__all__ = ['Request', 'OpenerDirector', 'BaseHandler', 'HTTPDefaultErrorHandler', 'HTTPRedirectHandler', 'HTTPErrorProcessor',
           'HTTPHandler', 'HTTPSHandler', 'FileHandler', 'DataHandler', 'UnknownHandler', 'urlopen', 'install_opener', 'build_opener',
           'pathname2url', 'url2pathname', 'getproxies', 'urlretrieve', 'urlcleanup']

__version__ = '%d.%d' % sys.version_info[:2]
_opener = None


def unwrap(url):
    """A URL without blanks around it, <...> and a 'URL:' before it."""
    url = str(url).strip()
    if url[:1] == '<' and url[-1:] == '>':
        url = url[1:-1].strip()
    return url[4:].strip() if url[:4] == 'URL:' else url


def urlopen(url, data=None, timeout=None, *, cafile=None, capath=None, cadefault=False, context=None):
    """The response for a URL or Request, as a file."""
    global _opener
    if _opener is None:
        _opener = build_opener()
    return _opener.open(url, data, timeout)


def install_opener(opener):
    """What urlopen() uses from now on."""
    global _opener
    _opener = opener


def urlretrieve(url, filename=None, reporthook=None, data=None):
    """Write what a URL gives into a file; (path, headers)."""
    import tempfile
    with urlopen(url, data) as fp:
        headers = fp.info()
        if filename is None:
            handle, filename = tempfile.mkstemp()
            os.close(handle)
        size = int(headers.get("Content-Length", -1))
        read = blocknum = 0
        if reporthook:
            reporthook(blocknum, 8192, size)
        with open(filename, 'wb') as tfp:
            while block := fp.read(8192):
                read += len(block)
                tfp.write(block)
                blocknum += 1
                if reporthook:
                    reporthook(blocknum, 8192, size)
    if 0 <= read < size:
        raise ContentTooShortError("retrieval incomplete: got only %i out of %i bytes" % (read, size), (filename, headers))
    return filename, headers


def urlcleanup():
    """Forget what install_opener() set."""
    global _opener
    _opener = None


class Request:
    """A request: full_url, type, host, selector, data, headers, get_method()."""

    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.headers = {}
        self.unredirected_hdrs = {}
        self._data = None
        self.full_url = url
        self.data = data
        self.timeout = None
        for key, value in headers.items():
            self.add_header(key, value)
        self.origin_req_host = origin_req_host or (urlparse(self.full_url)[1].partition(':')[0].lower())
        self.unverifiable = unverifiable
        if method:
            self.method = method

    @property
    def full_url(self):
        return f'{self._full_url}#{self.fragment}' if self.fragment else self._full_url

    @full_url.setter
    def full_url(self, url):
        url, _, fragment = unwrap(url).partition('#')
        self._full_url, self.fragment = url, fragment or None
        kind, colon, rest = url.partition(':')
        if not colon or '/' in kind or not kind:
            raise ValueError("unknown url type: %r" % self.full_url)
        self.type = kind.lower()
        match = re.match('//([^/#?]*)(.*)', rest, re.DOTALL)
        self.host, self.selector = (match[1], match[2]) if match else (None, rest)
        if match and self.selector[:1] != '/' and self.selector:
            self.selector = '/' + self.selector
        if self.host:
            self.host = unquote(self.host)

    @property
    def data(self):
        return self._data

    @data.setter
    def data(self, data):
        if data != self._data:
            self._data = data
            self.remove_header("Content-length")

    def get_method(self):
        """'GET', with data 'POST', or what was given."""
        return getattr(self, 'method', "POST" if self.data is not None else "GET")

    def get_full_url(self):
        return self.full_url

    def add_header(self, key, val):
        self.headers[key.capitalize()] = val

    def add_unredirected_header(self, key, val):
        self.unredirected_hdrs[key.capitalize()] = val

    def has_header(self, header_name):
        return header_name in self.headers or header_name in self.unredirected_hdrs

    def get_header(self, header_name, default=None):
        return self.headers.get(header_name, self.unredirected_hdrs.get(header_name, default))

    def remove_header(self, header_name):
        self.headers.pop(header_name, None)
        self.unredirected_hdrs.pop(header_name, None)

    def header_items(self):
        return list({**self.unredirected_hdrs, **self.headers}.items())


class BaseHandler:
    """The base of handlers: their methods TYPE_open, TYPE_request, TYPE_response and http_error_CODE are found by name."""

    handler_order = 500

    def add_parent(self, parent):
        self.parent = parent

    def close(self):
        pass

    def __lt__(self, other):
        return self.handler_order < getattr(other, 'handler_order', 500)


class OpenerDirector:
    """Asks its handlers in their order."""

    def __init__(self):
        self.addheaders = [('User-agent', "Python-urllib/%s" % __version__)]
        self.handlers = []

    def add_handler(self, handler):
        if not hasattr(handler, "add_parent"):
            raise TypeError("expected BaseHandler instance, got %r" % type(handler))
        self.handlers.append(handler)
        self.handlers.sort()
        handler.add_parent(self)

    def _ask(self, name, *args):
        for handler in self.handlers:
            method = getattr(handler, name, None)
            if method is not None and (result := method(*args)) is not None:
                return result
        return None

    def open(self, fullurl, data=None, timeout=None):
        req = Request(fullurl, data) if isinstance(fullurl, str) else fullurl
        if not isinstance(fullurl, str) and data is not None:
            req.data = data
        req.timeout = timeout
        for handler in self.handlers:
            method = getattr(handler, req.type + '_request', None)
            if method is not None:
                req = method(req)
        sys.audit('urllib.Request', req.full_url, req.data, req.headers, req.get_method())
        response = self._ask('default_open', req) or self._ask(req.type + '_open', req) or self._ask('unknown_open', req)
        for handler in self.handlers:
            method = getattr(handler, req.type + '_response', None)
            if method is not None:
                response = method(req, response)
        return response

    def error(self, proto, *args):
        """What handlers make of a response that is no success."""
        if proto in ('http', 'https'):
            result = self._ask('http_error_%s' % args[2], *args)
            return result if result is not None else self._ask('http_error_default', *args)
        return self._ask(proto + '_error', *args)


def build_opener(*handlers):
    """An opener with the usual handlers, and the given ones, classes or objects, in their place."""
    opener = OpenerDirector()
    classes = [UnknownHandler, HTTPHandler, HTTPDefaultErrorHandler, HTTPRedirectHandler, FileHandler, HTTPErrorProcessor, DataHandler,
               HTTPSHandler]
    for kind in classes:
        if not any(issubclass(h, kind) if isinstance(h, type) else isinstance(h, kind) for h in handlers):
            opener.add_handler(kind())
    for h in handlers:
        opener.add_handler(h() if isinstance(h, type) else h)
    return opener


class HTTPErrorProcessor(BaseHandler):
    """Makes errors of responses that are no success."""

    handler_order = 1000

    def http_response(self, request, response):
        if not 200 <= response.code < 300:
            response = self.parent.error('http', request, response, response.code, response.msg, response.info())
        return response

    https_response = http_response


class HTTPDefaultErrorHandler(BaseHandler):
    def http_error_default(self, req, fp, code, msg, hdrs):
        raise HTTPError(req.full_url, code, msg, hdrs, fp)


class HTTPRedirectHandler(BaseHandler):
    """Follows responses that name another place."""

    max_repeats, max_redirections = 4, 10
    inf_msg = "The HTTP server returned a redirect error that would lead to an infinite loop.\nThe last 30x error message was:\n"

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        m = req.get_method()
        if not (code in (301, 302, 303, 307, 308) and m in ("GET", "HEAD") or code in (301, 302, 303) and m == "POST"):
            raise HTTPError(req.full_url, code, msg, headers, fp)
        kept = {k: v for k, v in req.headers.items() if k.lower() not in ("content-length", "content-type")}
        return Request(newurl.replace(' ', '%20'), headers=kept, origin_req_host=req.origin_req_host, unverifiable=True)

    def http_error_302(self, req, fp, code, msg, headers):
        newurl = headers.get("location", headers.get("uri"))
        if newurl is None:
            return None
        newurl = urljoin(req.full_url, newurl)
        if urlparse(newurl).scheme not in ('http', 'https', 'ftp', ''):
            raise HTTPError(newurl, code, "%s - Redirection to url '%s' is not allowed" % (msg, newurl), headers, fp)
        new = self.redirect_request(req, fp, code, msg, headers, newurl)
        if new is None:
            return None
        visited = new.redirect_dict = getattr(req, 'redirect_dict', {})
        if visited.get(newurl, 0) >= self.max_repeats or len(visited) >= self.max_redirections:
            raise HTTPError(req.full_url, code, self.inf_msg + msg, headers, fp)
        visited[newurl] = visited.get(newurl, 0) + 1
        fp.read()
        fp.close()
        return self.parent.open(new, timeout=req.timeout)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


class HTTPHandler(BaseHandler):
    """Opens http URLs."""

    _connection = http.client.HTTPConnection

    def __init__(self, debuglevel=None, **more):
        self._more = more

    def do_open(self, http_class, req, **args):
        if not req.host:
            raise URLError('no host given')
        headers = dict(req.unredirected_hdrs)
        headers.update((k, v) for k, v in req.headers.items() if k not in headers)
        headers["Connection"] = "close"
        if req.data is not None and 'Content-type' not in headers:
            headers['Content-type'] = 'application/x-www-form-urlencoded'
        if isinstance(req.data, str):
            raise TypeError("POST data should be bytes, an iterable of bytes, or a file object. It cannot be of type str.")
        for name, value in self.parent.addheaders:
            if name.capitalize() not in headers:
                headers[name.capitalize()] = value
        if req.timeout is not None:
            args['timeout'] = req.timeout
        h = http_class(req.host, **args)
        try:
            try:
                h.request(req.get_method(), req.selector or '/', req.data, {name.title(): val for name, val in headers.items()})
            except OSError as err:
                raise URLError(err)
            r = h.getresponse()
        except:
            h.close()
            raise
        r.url = req.get_full_url()
        r.msg = r.reason
        return r

    def http_open(self, req):
        return self.do_open(self._connection, req)


class HTTPSHandler(HTTPHandler):
    """Opens https URLs, as far as ssl can."""

    http_open = None

    def https_open(self, req):
        return self.do_open(http.client.HTTPSConnection, req, **self._more)


class UnknownHandler(BaseHandler):
    def unknown_open(self, req):
        raise URLError('unknown url type: %s' % req.type)


class FileHandler(BaseHandler):
    """Opens file URLs."""

    def file_open(self, req):
        import mimetypes
        from email.utils import formatdate
        if req.host and req.host != 'localhost':
            raise URLError("file:// scheme is supported only on localhost")
        path = url2pathname(req.selector)
        try:
            stats = os.stat(path)
            headers = email.message_from_string('Content-type: %s\nContent-length: %d\nLast-modified: %s\n' % (
                mimetypes.guess_type(path)[0] or 'text/plain', stats.st_size, formatdate(stats.st_mtime, usegmt=True)))
            return addinfourl(open(path, 'rb'), headers, 'file://' + req.selector)
        except OSError as exp:
            raise URLError(exp)


class DataHandler(BaseHandler):
    """Opens data URLs."""

    def data_open(self, req):
        scheme, data = req.full_url.split(":", 1)
        mediatype, data = data.split(",", 1)
        data = unquote_to_bytes(data)
        if mediatype.endswith(";base64"):
            data = base64.decodebytes(data)
            mediatype = mediatype[:-7]
        headers = email.message_from_string("Content-type: %s\nContent-length: %d\n" % (mediatype or "text/plain;charset=US-ASCII", len(data)))
        return addinfourl(io.BytesIO(data), headers, req.full_url)


def url2pathname(pathname):
    """The path of a URL without its 'file:'."""
    return unquote(pathname)


def pathname2url(pathname):
    """The URL, without 'file:', of a path."""
    return quote(pathname)


def getproxies():
    """Proxies by scheme, as the environment names them."""
    return {name[:-6].lower(): value for name, value in os.environ.items() if name.lower().endswith('_proxy') and value}
