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
           'pathname2url', 'url2pathname', 'getproxies', 'urlretrieve', 'urlcleanup', 'HTTPCookieProcessor', 'HTTPPasswordMgr',
           'HTTPPasswordMgrWithDefaultRealm', 'HTTPPasswordMgrWithPriorAuth', 'AbstractBasicAuthHandler', 'HTTPBasicAuthHandler',
           'ProxyBasicAuthHandler', 'AbstractDigestAuthHandler', 'HTTPDigestAuthHandler', 'ProxyDigestAuthHandler', 'ProxyHandler']

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


def request_host(request):
    """The host of a request, without its port."""
    host = urlparse(request.full_url)[1] or request.get_header('Host', '')
    return host.partition(':')[0].lower()


class HTTPCookieProcessor(BaseHandler):
    """Keeps the cookies of answers and sends them."""

    def __init__(self, cookiejar=None):
        import http.cookiejar
        self.cookiejar = http.cookiejar.CookieJar() if cookiejar is None else cookiejar

    def http_request(self, request):
        self.cookiejar.add_cookie_header(request)
        return request

    def http_response(self, request, response):
        self.cookiejar.extract_cookies(response, request)
        return response

    https_request, https_response = http_request, http_response


class ProxyHandler(BaseHandler):
    """Sends requests to proxies."""

    handler_order = 100

    def __init__(self, proxies=None):
        self.proxies = getproxies() if proxies is None else proxies
        assert hasattr(self.proxies, 'keys'), "proxies must be a mapping"
        for kind, url in self.proxies.items():
            setattr(self, f'{kind.lower()}_open', lambda req, url=url, kind=kind: self.proxy_open(req, url, kind))

    def proxy_open(self, req, proxy, type):
        host = urlparse(proxy).netloc or proxy
        req.host = unquote(host.rpartition('@')[2])
        req.selector = req.full_url
        return None


class HTTPPasswordMgr:
    """Names and passwords by realm and address."""

    def __init__(self):
        self.passwd = {}

    def add_password(self, realm, uri, user, passwd):
        uris = [uri] if isinstance(uri, str) else uri
        for default_port in True, False:
            self.passwd.setdefault(realm, {})[tuple(self.reduce_uri(each, default_port) for each in uris)] = user, passwd

    def find_user_password(self, realm, authuri):
        for default_port in True, False:
            wanted = self.reduce_uri(authuri, default_port)
            for uris, found in self.passwd.get(realm, {}).items():
                if any(self.is_suburi(uri, wanted) for uri in uris):
                    return found
        return None, None

    def reduce_uri(self, uri, default_port=True):
        """(host with port, path)"""
        parts = urlparse(uri)
        scheme, authority, path = (parts.scheme, parts.netloc, parts.path or '/') if parts.netloc else (None, uri, '/')
        if default_port and ':' not in authority and scheme in ('http', 'https'):
            authority += ':80' if scheme == 'http' else ':443'
        return authority, path

    def is_suburi(self, base, test):
        """Whether the second lies below the first."""
        if base == test:
            return True
        if base[0] != test[0]:
            return False
        prefix = base[1] if base[1].endswith('/') else base[1] + '/'
        return test[1].startswith(prefix)


class HTTPPasswordMgrWithDefaultRealm(HTTPPasswordMgr):
    """The same; those of realm None are for any."""

    def find_user_password(self, realm, authuri):
        user, password = HTTPPasswordMgr.find_user_password(self, realm, authuri)
        return (user, password) if user is not None else HTTPPasswordMgr.find_user_password(self, None, authuri)


class HTTPPasswordMgrWithPriorAuth(HTTPPasswordMgrWithDefaultRealm):
    """The same; knows where a password was asked for before."""

    def __init__(self):
        self.authenticated = {}
        super().__init__()

    def add_password(self, realm, uri, user, passwd, is_authenticated=False):
        self.update_authenticated(uri, is_authenticated)
        if realm is not None:
            super().add_password(None, uri, user, passwd)
        super().add_password(realm, uri, user, passwd)

    def update_authenticated(self, uri, is_authenticated=False):
        for default_port in True, False:
            for each in [uri] if isinstance(uri, str) else uri:
                self.authenticated[self.reduce_uri(each, default_port)] = is_authenticated

    def is_authenticated(self, authuri):
        for default_port in True, False:
            wanted = self.reduce_uri(authuri, default_port)
            for uri in self.authenticated:
                if self.is_suburi(uri, wanted):
                    return self.authenticated[uri]


class AbstractBasicAuthHandler:
    """Says name and password when asked for them."""

    def __init__(self, password_mgr=None):
        self.passwd = HTTPPasswordMgr() if password_mgr is None else password_mgr
        self.add_password = self.passwd.add_password

    def http_error_auth_reqed(self, authreq, host, req, headers):
        import re
        unsupported = None
        for header in headers.get_all(authreq) or ():
            for found in re.finditer(r'(?:^|,)[ \t]*([^ \t,]+)(?:[ \t]+realm=(["\']?)([^"\']*)\2)?', header):
                scheme, quote, realm = found.groups()
                if scheme.lower() != 'basic':
                    unsupported = scheme
                elif realm is not None:
                    return self.retry_http_basic_auth(host, req, realm)
        if unsupported is not None:
            raise ValueError(f"AbstractBasicAuthHandler does not support the following scheme: {unsupported!r}")

    def retry_http_basic_auth(self, host, req, realm):
        import base64
        user, password = self.passwd.find_user_password(realm, host)
        if password is None:
            return None
        auth = 'Basic ' + base64.b64encode(f'{user}:{password}'.encode()).decode('ascii')
        if req.get_header(self.auth_header, None) == auth:
            return None
        req.add_unredirected_header(self.auth_header, auth)
        return self.parent.open(req, timeout=req.timeout)

    def http_request(self, req):
        import base64
        if hasattr(self.passwd, 'is_authenticated') and self.passwd.is_authenticated(req.full_url) and not req.has_header('Authorization'):
            user, password = self.passwd.find_user_password(None, req.full_url)
            req.add_unredirected_header('Authorization', 'Basic ' + base64.b64encode(f'{user}:{password}'.encode()).decode())
        return req

    def http_response(self, req, response):
        if hasattr(self.passwd, 'is_authenticated'):
            self.passwd.update_authenticated(req.full_url, 200 <= response.code < 300)
        return response

    https_request, https_response = http_request, http_response


class HTTPBasicAuthHandler(AbstractBasicAuthHandler, BaseHandler):
    auth_header = 'Authorization'

    def http_error_401(self, req, fp, code, msg, headers):
        return self.http_error_auth_reqed('www-authenticate', req.full_url, req, headers)


class ProxyBasicAuthHandler(AbstractBasicAuthHandler, BaseHandler):
    auth_header = 'Proxy-authorization'

    def http_error_407(self, req, fp, code, msg, headers):
        return self.http_error_auth_reqed('proxy-authenticate', req.host, req, headers)


def parse_keqv_list(l):
    """{key: value} of key=value texts."""
    pairs = (each.split('=', 1) for each in l)
    return {key: value[1:-1] if value[:1] == '"' == value[-1:] else value for key, value in pairs}


def parse_http_list(s):
    """The parts between commas that are in no quotes."""
    parts, part, quoted, escaped = [], '', False, False
    for c in s:
        if escaped:
            escaped = False
        elif quoted:
            if c == '\\':
                escaped = True
                continue
            quoted = c != '"'
        elif c == ',':
            parts.append(part)
            part = ''
            continue
        else:
            quoted = c == '"'
        part += c
    return [each.strip() for each in (parts + [part] if part else parts)]


class AbstractDigestAuthHandler:
    """The same without saying the password itself."""

    def __init__(self, passwd=None):
        self.passwd = HTTPPasswordMgr() if passwd is None else passwd
        self.add_password = self.passwd.add_password
        self.retried = self.nonce_count = 0
        self.last_nonce = None

    def reset_retry_count(self):
        self.retried = 0

    def http_error_auth_reqed(self, auth_header, host, req, headers):
        asked = headers.get(auth_header, None)
        if self.retried > 5:
            raise HTTPError(req.full_url, 401, 'digest auth failed', headers, None)
        self.retried += 1
        if asked:
            scheme = asked.split()[0]
            if scheme.lower() == 'digest':
                return self.retry_http_digest_auth(req, asked)
            if scheme.lower() != 'basic':
                raise ValueError("AbstractDigestAuthHandler does not support the following scheme: '%s'" % scheme)

    def retry_http_digest_auth(self, req, auth):
        facts = parse_keqv_list(filter(None, parse_http_list(auth.split(' ', 1)[1])))
        answer = self.get_authorization(req, facts)
        if not answer or req.headers.get(self.auth_header, None) == 'Digest ' + answer:
            return None
        req.add_unredirected_header(self.auth_header, 'Digest ' + answer)
        return self.parent.open(req, timeout=req.timeout)

    def get_cnonce(self, nonce):
        import hashlib
        import time
        text = f'{self.nonce_count}:{nonce}:{time.ctime()}:'
        return hashlib.sha1(text.encode('ascii') + os.urandom(8)).hexdigest()[:16]

    def get_algorithm_impls(self, algorithm):
        import hashlib
        if algorithm not in ('MD5', 'SHA'):
            raise ValueError('Unsupported digest authentication algorithm %r' % algorithm)
        digest = lambda text: (hashlib.md5 if algorithm == 'MD5' else hashlib.sha1)(text.encode('ascii')).hexdigest()
        return digest, lambda secret, data: digest(f'{secret}:{data}')

    def get_authorization(self, req, chal):
        try:
            realm, nonce, qop = chal['realm'], chal['nonce'], chal.get('qop')
            H, KD = self.get_algorithm_impls(chal.get('algorithm', 'MD5'))
        except KeyError:
            return None
        user, password = self.passwd.find_user_password(realm, req.full_url)
        if user is None:
            return None
        A1, A2 = f'{user}:{realm}:{password}', f'{req.get_method()}:{req.selector}'
        if qop is None:
            answer = KD(H(A1), f'{nonce}:{H(A2)}')
        elif 'auth' in qop.split(','):
            self.nonce_count = self.nonce_count + 1 if nonce == self.last_nonce else 1
            self.last_nonce = nonce
            count, cnonce = '%08x' % self.nonce_count, self.get_cnonce(nonce)
            answer = KD(H(A1), f'{nonce}:{count}:{cnonce}:auth:{H(A2)}')
        else:
            raise URLError("qop '%s' is not supported." % qop)
        base = f'username="{user}", realm="{realm}", nonce="{nonce}", uri="{req.selector}", response="{answer}"'
        if chal.get('opaque'):
            base += ', opaque="%s"' % chal['opaque']
        base += ', algorithm="%s"' % chal.get('algorithm', 'MD5')
        return base + (f', qop=auth, nc={count}, cnonce="{cnonce}"' if qop else '')


class HTTPDigestAuthHandler(BaseHandler, AbstractDigestAuthHandler):
    auth_header, handler_order = 'Authorization', 490

    def http_error_401(self, req, fp, code, msg, headers):
        try:
            return self.http_error_auth_reqed('www-authenticate', urlparse(req.full_url)[1], req, headers)
        finally:
            self.reset_retry_count()


class ProxyDigestAuthHandler(BaseHandler, AbstractDigestAuthHandler):
    auth_header, handler_order = 'Proxy-Authorization', 490

    def http_error_407(self, req, fp, code, msg, headers):
        try:
            return self.http_error_auth_reqed('proxy-authenticate', req.host, req, headers)
        finally:
            self.reset_retry_count()
