"""Cookies of a client: taken from answers, kept, sent with requests; files of them."""

__all__ = ['Cookie', 'CookieJar', 'CookiePolicy', 'DefaultCookiePolicy', 'FileCookieJar', 'LWPCookieJar', 'LoadError', 'MozillaCookieJar']

import copy
import os
import re
import threading
import time
import urllib.parse
import urllib.request
from calendar import timegm

debug = False
HTTPONLY_ATTR, HTTPONLY_PREFIX = 'HTTPOnly', '#HttpOnly_'
DEFAULT_HTTP_PORT = '80'
NETSCAPE_MAGIC_RGX = re.compile('#( Netscape)? HTTP Cookie File')
MISSING_FILENAME_TEXT = 'a filename was not supplied (nor was the CookieJar instance initialised with one)'
NETSCAPE_HEADER_TEXT = '# Netscape HTTP Cookie File\n# http://curl.haxx.se/rfc/cookie_spec.html\n# This is a generated file!  Do not edit.\n\n'
EPOCH_YEAR = 1970
DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
MONTHS_LOWER = [month.lower() for month in MONTHS]
UTC_ZONES = {'GMT': None, 'UTC': None, 'UT': None, 'Z': None}


# ---- times ----

def time2isoz(t=None):
    """'YYYY-MM-DD hh:mm:ssZ'"""
    return time.strftime('%Y-%m-%d %H:%M:%SZ', time.gmtime(t))


def time2netscape(t=None):
    """'Www, DD-Mmm-YYYY HH:MM:SS GMT'"""
    now = time.gmtime(t)
    return f'{DAYS[now.tm_wday]}, {now.tm_mday:02}-{MONTHS[now.tm_mon - 1]}-{now.tm_year} {now.tm_hour:02}:{now.tm_min:02}:{now.tm_sec:02} GMT'


TIMEZONE_RE = re.compile(r'^([-+])?(\d\d?):?(\d\d)?$', re.ASCII)


def offset_from_tz_string(tz):
    """Seconds east of Greenwich."""
    if tz in UTC_ZONES:
        return 0
    found = TIMEZONE_RE.search(tz)
    if not found:
        return None
    offset = 3600 * int(found[2]) + 60 * int(found[3] or 0)
    return -offset if found[1] == '-' else offset


def _timegm(moment):
    year, month, day, hour, minute, second = moment[:6]
    if year >= EPOCH_YEAR and 1 <= month <= 12 and 1 <= day <= 31 and 0 <= hour <= 24 and 0 <= minute <= 59 and 0 <= second <= 61:
        return timegm(moment)
    return None


def _str2time(day, mon, yr, hr, min, sec, tz):
    yr = int(yr)
    if yr > 9999:
        return None
    try:
        mon = MONTHS_LOWER.index(mon.lower()) + 1
    except ValueError:
        if not mon.isdigit() or not 1 <= int(mon) <= 12:
            return None
        mon = int(mon)
    hr, min, sec, day = int(hr or 0), int(min or 0), int(sec or 0), int(day)
    if yr < 1000:
        now = time.localtime(time.time())[0]
        century, near = now % 100, yr
        yr += now - century
        near = century - near
        if abs(near) > 50:
            yr += 100 if near > 0 else -100
    t = _timegm((yr, mon, day, hr, min, sec, tz))
    if t is not None:
        offset = offset_from_tz_string((tz or 'UTC').upper())
        if offset is None:
            return None
        t -= offset
    return t


STRICT_DATE_RE = re.compile(r'^[SMTWF][a-z][a-z], (\d\d) ([JFMASOND][a-z][a-z]) (\d\d\d\d) (\d\d):(\d\d):(\d\d) GMT$', re.ASCII)
WEEKDAY_RE = re.compile(r'^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*,?\s*', re.I | re.ASCII)
LOOSE_HTTP_DATE_RE = re.compile(
    r'^(\d\d?)(?:\s+|[-\/])(\w+)(?:\s+|[-\/])(\d+)(?:(?:\s+|:)(\d\d?):(\d\d)(?::(\d\d))?)?\s*(?:([-+]?\d{2,4}|(?![APap][Mm]\b)[A-Za-z]+)\s*)?(?:\(\w+\)\s*)?$',
    re.X | re.ASCII)


def http2time(text):
    """Seconds since 1970 of a date as web servers write it, or None."""
    found = STRICT_DATE_RE.search(text)
    if found:
        day, month, *rest = found.groups()
        return _timegm((int(rest[0]), MONTHS_LOWER.index(month.lower()) + 1, int(day), *map(int, rest[1:3]), float(rest[3])))
    found = LOOSE_HTTP_DATE_RE.search(WEEKDAY_RE.sub('', text.lstrip(), 1))
    return _str2time(*found.groups()) if found else None


ISO_DATE_RE = re.compile(
    r'^(\d{4})[-\/]?(\d\d?)[-\/]?(\d\d?)(?:(?:\s+|[-:Tt])(\d\d?):?(\d\d)(?::?(\d\d(?:\.\d*)?))?)?\s*(?:([-+]?\d\d?:?(?:\d\d)?|Z|z)\s*)?$',
    re.X | re.ASCII)


def iso2time(text):
    """The same of an ISO 8601 date."""
    found = ISO_DATE_RE.search(text.lstrip())
    if not found:
        return None
    yr, mon, day, hr, min, sec, tz = found.groups()
    return _str2time(day, mon, yr, hr, min, sec and sec.split('.')[0], tz)


# ---- headers ----

HEADER_TOKEN_RE, HEADER_QUOTED_VALUE_RE = re.compile(r'^\s*([^=\s;,]+)'), re.compile(r'^\s*=\s*\"([^\"\\]*(?:\\.[^\"\\]*)*)\"')
HEADER_VALUE_RE, HEADER_ESCAPE_RE, HEADER_JOIN_ESCAPE_RE = re.compile(r'^\s*=\s*([^\s;,]*)'), re.compile(r'\\(.)'), re.compile(r'([\"\\])')


def split_header_words(header_values):
    """Lists of (name, value) of headers."""
    assert not isinstance(header_values, str)
    result = []
    for text in header_values:
        pairs = []
        while text:
            found = HEADER_TOKEN_RE.search(text)
            if found:
                name, text = found[1], text[found.end():]
                if found := HEADER_QUOTED_VALUE_RE.search(text):
                    value, text = HEADER_ESCAPE_RE.sub(r'\1', found[1]), text[found.end():]
                elif found := HEADER_VALUE_RE.search(text):
                    value, text = found[1].rstrip(), text[found.end():]
                else:
                    value = None
                pairs.append((name, value))
            elif text.lstrip().startswith(','):
                text = text.lstrip()[1:]
                if pairs:
                    result.append(pairs)
                pairs = []
            else:
                text = re.sub(r'^[=\s;]*', '', text) if re.match(r'[=\s;]', text) else text[1:]
        if pairs:
            result.append(pairs)
    return result


def join_header_words(lists):
    """The other way."""
    headers = []
    for pairs in lists:
        words = []
        for name, value in pairs:
            if value is not None:
                if not re.search(r'^\w+$', value):
                    value = '"%s"' % HEADER_JOIN_ESCAPE_RE.sub(r'\\\1', value)
                name = f'{name}={value}'
            words.append(name)
        if words:
            headers.append('; '.join(words))
    return ', '.join(headers)


def strip_quotes(text):
    return text.removeprefix('"').removesuffix('"')


def parse_ns_headers(ns_headers):
    """Lists of (name, value) of Netscape's headers; expires as seconds."""
    known, result = ('expires', 'domain', 'path', 'secure', 'version', 'port', 'max-age'), []
    for header in ns_headers:
        pairs, has_version = [], False
        for index, part in enumerate(header.split(';')):
            key, equals, value = part.strip().partition('=')
            key = key.strip()
            if not key:
                if index == 0:
                    break
                continue
            value = value.strip() if equals else None
            if index:
                if key.lower() in known:
                    key = key.lower()
                if key == 'version':
                    value, has_version = value and strip_quotes(value), True
                elif key == 'expires':
                    value = http2time(strip_quotes(value)) if value is not None else None
            pairs.append((key, value))
        if pairs:
            if not has_version:
                pairs.append(('version', '0'))
            result.append(pairs)
    return result


# ---- hosts ----

IPV4_RE = re.compile(r'\.\d+$', re.ASCII)


def is_HDN(text):
    """Whether it is a name, not a number, of a host."""
    return not (IPV4_RE.search(text) or text == '' or text[0] == '.' or text[-1] == '.')


def domain_match(A, B):
    """Whether host A belongs to domain B."""
    A, B = A.lower(), B.lower()
    if A == B:
        return True
    if not is_HDN(A):
        return False
    return A.rfind(B) > 0 and B.startswith('.') and is_HDN(B[1:]) and A.endswith(B)


def liberal_is_HDN(text):
    return not IPV4_RE.search(text)


def user_domain_match(A, B):
    """The same for domains that a user lists."""
    A, B = A.lower(), B.lower()
    if not (liberal_is_HDN(A) and liberal_is_HDN(B)):
        return A == B
    if B.startswith('.'):
        return A.endswith(B)
    return A == B


cut_port_re = re.compile(r':\d+$', re.ASCII)


def request_host(request):
    """The host of a request, without its port."""
    host = urllib.parse.urlparse(request.get_full_url())[1] or request.get_header('Host', '')
    return cut_port_re.sub('', host, 1).lower()


def eff_request_host(request):
    """The host, and its name for matching domains."""
    host = request_host(request)
    return host, f'{host}.local' if '.' not in host and not IPV4_RE.search(host) else host


def request_path(request):
    """The path of a request."""
    path = escape_path(urllib.parse.urlsplit(request.get_full_url()).path)
    return path if path.startswith('/') else '/' + path


def request_port(request):
    """The port, as text; None if it is no number."""
    _, colon, port = request.host.partition(':')
    if not colon:
        return DEFAULT_HTTP_PORT
    try:
        int(port)
    except ValueError:
        return None
    return port


HTTP_PATH_SAFE, ESCAPED_CHAR_RE = "%/;:@&=+$,!~*'()", re.compile(r'%([0-9a-fA-F][0-9a-fA-F])')


def uppercase_escaped_char(match):
    return '%' + match[1].upper()


def escape_path(path):
    """Odd characters escaped, escapes in capitals."""
    return ESCAPED_CHAR_RE.sub(uppercase_escaped_char, urllib.parse.quote(path, HTTP_PATH_SAFE))


def reach(h):
    """The domain that a host's cookies may have."""
    i = h.find('.')
    if i >= 0:
        b = h[i + 1:]
        if is_HDN(h) and ('.' in b or b == 'local'):
            return '.' + b
    return h


def is_third_party(request):
    """Whether a request goes elsewhere than the page that made it."""
    return not domain_match(request_host(request), reach(request.origin_req_host))


# ---- cookies ----

class Cookie:
    """A cookie with all that is known of it."""

    def __init__(self, version, name, value, port, port_specified, domain, domain_specified, domain_initial_dot, path, path_specified, secure,
                 expires, discard, comment, comment_url, rest, rfc2109=False):
        if version is not None:
            version = int(version)
        if expires is not None:
            expires = int(float(expires))
        if port is None and port_specified is True:
            raise ValueError('if port is None, port_specified must be false')
        self.version, self.name, self.value, self.port, self.port_specified = version, name, value, port, port_specified
        self.domain, self.domain_specified, self.domain_initial_dot = domain.lower(), domain_specified, domain_initial_dot
        self.path, self.path_specified, self.secure, self.expires, self.discard = path, path_specified, secure, expires, discard
        self.comment, self.comment_url, self.rfc2109, self._rest = comment, comment_url, rfc2109, copy.copy(rest)

    def has_nonstandard_attr(self, name):
        return name in self._rest

    def get_nonstandard_attr(self, name, default=None):
        return self._rest.get(name, default)

    def set_nonstandard_attr(self, name, value):
        self._rest[name] = value

    def is_expired(self, now=None):
        return self.expires is not None and self.expires <= (time.time() if now is None else now)

    def __str__(self):
        where = self.domain + ('' if self.port is None else ':' + self.port) + self.path
        return f"<Cookie {self.name if self.value is None else f'{self.name}={self.value}'} for {where}>"

    def __repr__(self):
        names = ('version', 'name', 'value', 'port', 'port_specified', 'domain', 'domain_specified', 'domain_initial_dot', 'path',
                 'path_specified', 'secure', 'expires', 'discard', 'comment', 'comment_url')
        facts = [f'{name}={getattr(self, name)!r}' for name in names] + [f'rest={self._rest!r}', f'rfc2109={self.rfc2109!r}']
        return f"{self.__class__.__name__}({', '.join(facts)})"


class CookiePolicy:
    """Which cookies are taken and sent."""

    def set_ok(self, cookie, request):
        raise NotImplementedError()

    def return_ok(self, cookie, request):
        raise NotImplementedError()

    def domain_return_ok(self, domain, request):
        return True

    def path_return_ok(self, path, request):
        return True


class DefaultCookiePolicy(CookiePolicy):
    """The usual rules."""

    DomainStrictNoDots, DomainStrictNonDomain, DomainRFC2965Match = 1, 2, 4
    DomainLiberal, DomainStrict = 0, 3

    def __init__(self, blocked_domains=None, allowed_domains=None, netscape=True, rfc2965=False, rfc2109_as_netscape=None, hide_cookie2=False,
                 strict_domain=False, strict_rfc2965_unverifiable=True, strict_ns_unverifiable=False, strict_ns_domain=DomainLiberal,
                 strict_ns_set_initial_dollar=False, strict_ns_set_path=False, secure_protocols=('https', 'wss')):
        self.netscape, self.rfc2965, self.rfc2109_as_netscape, self.hide_cookie2 = netscape, rfc2965, rfc2109_as_netscape, hide_cookie2
        self.strict_domain, self.strict_rfc2965_unverifiable = strict_domain, strict_rfc2965_unverifiable
        self.strict_ns_unverifiable, self.strict_ns_domain = strict_ns_unverifiable, strict_ns_domain
        self.strict_ns_set_initial_dollar, self.strict_ns_set_path = strict_ns_set_initial_dollar, strict_ns_set_path
        self.secure_protocols = secure_protocols
        self._blocked_domains = tuple(blocked_domains or ())
        self.set_allowed_domains(allowed_domains)

    def blocked_domains(self):
        return self._blocked_domains

    def set_blocked_domains(self, blocked_domains):
        self._blocked_domains = tuple(blocked_domains)

    def is_blocked(self, domain):
        return any(user_domain_match(domain, blocked) for blocked in self._blocked_domains)

    def allowed_domains(self):
        return self._allowed_domains

    def set_allowed_domains(self, allowed_domains):
        self._allowed_domains = None if allowed_domains is None else tuple(allowed_domains)

    def is_not_allowed(self, domain):
        return self._allowed_domains is not None and not any(user_domain_match(domain, allowed) for allowed in self._allowed_domains)

    def set_ok(self, cookie, request):
        """Whether a cookie is taken."""
        assert cookie.name is not None
        return all(getattr(self, f'set_ok_{name}')(cookie, request) for name in ('version', 'verifiability', 'name', 'path', 'domain', 'port'))

    def set_ok_version(self, cookie, request):
        if cookie.version is None:
            return False
        return self.rfc2965 if cookie.version > 0 else self.netscape

    def set_ok_verifiability(self, cookie, request):
        if request.unverifiable and is_third_party(request):
            return not (self.strict_rfc2965_unverifiable if cookie.version > 0 else self.strict_ns_unverifiable)
        return True

    def set_ok_name(self, cookie, request):
        return not (cookie.version == 0 and self.strict_ns_set_initial_dollar and cookie.name.startswith('$'))

    def set_ok_path(self, cookie, request):
        if cookie.path_specified and (cookie.version > 0 or self.strict_ns_set_path):
            return self.path_return_ok(cookie.path, request)
        return True

    def set_ok_domain(self, cookie, request):
        if self.is_blocked(cookie.domain) or self.is_not_allowed(cookie.domain):
            return False
        if not cookie.domain_specified:
            return True
        host, name = eff_request_host(request)
        domain = cookie.domain
        if self.strict_domain and domain.count('.') >= 2:
            i = domain.rfind('.')
            j = domain.rfind('.', 0, i)
            if j == 0 and len(domain[i + 1:]) == 2 and domain[j + 1:i].lower() in (
                    'co', 'ac', 'com', 'edu', 'org', 'net', 'gov', 'mil', 'int', 'aero', 'biz', 'cat', 'coop', 'info', 'jobs', 'mobi', 'museum',
                    'name', 'pro', 'travel', 'eu'):
                return False
        bare = domain.removeprefix('.')
        if '.' not in bare and not name.endswith('.local'):
            return False
        if cookie.version == 0 and bare != host and not name.endswith(domain) and not name.startswith('.') and not ('.' + name).endswith(domain):
            return False
        if cookie.version > 0 or self.strict_ns_domain & self.DomainRFC2965Match:
            if not domain_match(name, domain):
                return False
        if cookie.version > 0 or self.strict_ns_domain & self.DomainStrictNoDots:
            if '.' in host[:-len(domain)] and not IPV4_RE.search(host):
                return False
        return True

    def set_ok_port(self, cookie, request):
        return not cookie.port_specified or self._port_fits(cookie, request, True)

    @staticmethod
    def _port_fits(cookie, request, numbers):
        port = request_port(request)
        port = '80' if port is None else str(port)
        for part in cookie.port.split(','):
            if numbers:
                try:
                    int(part)
                except ValueError:
                    return False
            if part == port:
                return True
        return False

    def return_ok(self, cookie, request):
        """Whether a cookie is sent."""
        return all(getattr(self, f'return_ok_{name}')(cookie, request)
                   for name in ('version', 'verifiability', 'secure', 'expires', 'port', 'domain'))

    def return_ok_version(self, cookie, request):
        return self.rfc2965 if cookie.version > 0 else self.netscape

    return_ok_verifiability = set_ok_verifiability

    def return_ok_secure(self, cookie, request):
        return not cookie.secure or request.type in self.secure_protocols

    def return_ok_expires(self, cookie, request):
        return not cookie.is_expired(self._now)

    def return_ok_port(self, cookie, request):
        return not cookie.port or self._port_fits(cookie, request, False)

    def return_ok_domain(self, cookie, request):
        host, name = eff_request_host(request)
        domain = cookie.domain
        dotted = '.' + domain if domain and not domain.startswith('.') else domain
        if cookie.version == 0 and self.strict_ns_domain & self.DomainStrictNonDomain and not cookie.domain_specified and domain != name:
            return False
        if cookie.version > 0 and not domain_match(name, domain):
            return False
        return cookie.version > 0 or ('.' + name).endswith(dotted)

    def domain_return_ok(self, domain, request):
        """Whether cookies of a domain may be sent."""
        host, name = eff_request_host(request)
        dotted = '.' + domain if domain and not domain.startswith('.') else domain
        if not any(('.' + each.removeprefix('.')).endswith(dotted) for each in (host, name)):
            return False
        return not self.is_blocked(domain) and not self.is_not_allowed(domain)

    def path_return_ok(self, path, request):
        """Whether cookies of a path may be sent."""
        asked = request_path(request)
        if asked == path:
            return True
        return asked.startswith(path) and (path.endswith('/') or asked[len(path):len(path) + 1] == '/')


class Absent:
    pass


def deepvalues(mapping):
    """The values of dicts in dicts."""
    for value in list(mapping.values()):
        if hasattr(value, 'items'):
            yield from deepvalues(value)
        else:
            yield value


class CookieJar:
    """A set of cookies."""

    non_word_re, quote_re = re.compile(r'\W'), re.compile(r'([\"\\])')
    strict_domain_re, domain_re, dots_re = re.compile(r'\.?[^.]*'), re.compile(r'[^.]*'), re.compile(r'^\.+')
    magic_re = re.compile(r'^\#LWP-Cookies-(\d+\.\d+)', re.ASCII)

    def __init__(self, policy=None):
        self._policy = DefaultCookiePolicy() if policy is None else policy
        self._cookies_lock, self._cookies = threading.RLock(), {}

    def set_policy(self, policy):
        self._policy = policy

    def _cookies_for_domain(self, domain, request):
        if not self._policy.domain_return_ok(domain, request):
            return []
        return [cookie for path, names in self._cookies[domain].items() if self._policy.path_return_ok(path, request)
                for cookie in names.values() if self._policy.return_ok(cookie, request)]

    def _cookies_for_request(self, request):
        return [cookie for domain in self._cookies for cookie in self._cookies_for_domain(domain, request)]

    def _cookie_attrs(self, cookies):
        """The parts of a header."""
        cookies.sort(key=lambda cookie: len(cookie.path), reverse=True)
        version_set, attrs = False, []
        for cookie in cookies:
            version = cookie.version
            if not version_set:
                version_set = True
                if version > 0:
                    attrs.append('$Version=%s' % version)
            value = cookie.value
            if value is not None and version > 0 and self.non_word_re.search(value):
                value = self.quote_re.sub(r'\\\1', value)
            attrs.append(cookie.name if value is None else f'{cookie.name}={value}')
            if version > 0:
                if cookie.path_specified:
                    attrs.append('$Path="%s"' % cookie.path)
                if cookie.domain.startswith('.'):
                    domain = cookie.domain
                    if not cookie.domain_initial_dot and domain.startswith('.'):
                        domain = domain[1:]
                    attrs.append('$Domain="%s"' % domain)
                if cookie.port is not None:
                    attrs.append('$Port' if not cookie.port_specified else '$Port="%s"' % cookie.port)
        return attrs

    def add_cookie_header(self, request):
        """Give a request the cookies that go with it."""
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            cookies = self._cookies_for_request(request)
            attrs = self._cookie_attrs(cookies)
            if attrs and not request.has_header('Cookie'):
                request.add_unredirected_header('Cookie', '; '.join(attrs))
            if self._policy.rfc2965 and not self._policy.hide_cookie2 and not request.has_header('Cookie2'):
                if any(cookie.version != 1 for cookie in cookies):
                    request.add_unredirected_header('Cookie2', '$Version="1"')
        self.clear_expired_cookies()

    def _normalized_cookie_tuples(self, attrs_set):
        """(name, value, attributes, other attributes) of each cookie of a header."""
        tuples = []
        for attrs in attrs_set:
            name, value = attrs[0]
            max_age_set, bad, standard, rest = False, False, {}, {}
            for k, v in attrs[1:]:
                lc = k.lower()
                if lc in ('expires', 'domain', 'path', 'port', 'comment', 'commenturl', 'version', 'max-age', 'discard', 'secure'):
                    k = lc
                if k in ('discard', 'secure') and v is None:
                    v = True
                if k in standard:
                    continue
                if k == 'domain':
                    if v is None:
                        bad = True
                        break
                    v = v.lower()
                if k == 'expires':
                    if max_age_set or v is None:
                        continue
                if k == 'max-age':
                    max_age_set = True
                    try:
                        v = int(v)
                    except (ValueError, TypeError):
                        bad = True
                        break
                    k, v = 'expires', self._now + v
                if k in ('expires', 'domain', 'path', 'port', 'comment', 'commenturl', 'version', 'discard', 'secure'):
                    if v is None and k not in ('port', 'discard', 'comment', 'commenturl'):
                        bad = True
                        break
                    standard[k] = v
                else:
                    rest[k] = v
            if not bad:
                tuples.append((name, value, standard, rest))
        return tuples

    def _cookie_from_cookie_tuple(self, tup, request):
        name, value, standard, rest = tup
        domain, path, port = standard.get('domain', Absent), standard.get('path', Absent), standard.get('port', Absent)
        expires, version = standard.get('expires', Absent), standard.get('version', None)
        if version is not None:
            try:
                version = int(version)
            except ValueError:
                return None
        secure, discard = standard.get('secure', False), standard.get('discard', False)
        comment, comment_url = standard.get('comment', None), standard.get('commenturl', None)
        path_specified = path is not Absent and path != ''
        if path_specified:
            path = escape_path(path)
        else:
            path = request_path(request)
            i = path.rfind('/')
            if i != -1:
                path = path[:i] if version == 0 else path[:i + 1]
            path = path or '/'
        domain_specified = domain is not Absent
        domain_initial_dot = bool(domain_specified and domain.startswith('.'))
        if not domain_specified:
            domain = eff_request_host(request)[1]
        elif not domain.startswith('.'):
            domain = '.' + domain
        port_specified = False
        if port is Absent:
            port = None
        elif port is None:
            port = request_port(request)
        else:
            port_specified, port = True, re.sub(r'\s+', '', port)
        if expires is Absent:
            expires, discard = None, True
        elif expires <= self._now:
            try:
                self.clear(domain, path, name)
            except KeyError:
                pass
            return None
        return Cookie(version, name, value, port, port_specified, domain, domain_specified, domain_initial_dot, path, path_specified, secure,
                      expires, discard, comment, comment_url, rest)

    def _cookies_from_attrs_set(self, attrs_set, request):
        made = (self._cookie_from_cookie_tuple(each, request) for each in self._normalized_cookie_tuples(attrs_set))
        return [cookie for cookie in made if cookie]

    def _process_rfc2109_cookies(self, cookies):
        as_netscape = getattr(self._policy, 'rfc2109_as_netscape', None)
        if as_netscape is None:
            as_netscape = not self._policy.rfc2965
        for cookie in cookies:
            if cookie.version == 1:
                cookie.rfc2109 = True
                if as_netscape:
                    cookie.version = 0

    def make_cookies(self, response, request):
        """The cookies of an answer."""
        headers = response.info()
        new_headers, old_headers = headers.get_all('Set-Cookie2', []), headers.get_all('Set-Cookie', [])
        self._policy._now = self._now = int(time.time())
        rfc2965, netscape = self._policy.rfc2965, self._policy.netscape
        if not (new_headers and rfc2965 or old_headers and netscape):
            return []
        try:
            cookies = self._cookies_from_attrs_set(split_header_words(new_headers), request)
        except Exception:
            _warn_unhandled_exception()
            cookies = []
        if old_headers and netscape:
            try:
                others = self._cookies_from_attrs_set(parse_ns_headers(old_headers), request)
            except Exception:
                _warn_unhandled_exception()
                others = []
            self._process_rfc2109_cookies(others)
            if rfc2965:
                known = {(cookie.domain, cookie.path, cookie.name) for cookie in cookies}
                others = [cookie for cookie in others if (cookie.domain, cookie.path, cookie.name) not in known]
            cookies.extend(others)
        return cookies

    def set_cookie_if_ok(self, cookie, request):
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            if self._policy.set_ok(cookie, request):
                self.set_cookie(cookie)

    def set_cookie(self, cookie):
        """Keep a cookie."""
        with self._cookies_lock:
            self._cookies.setdefault(cookie.domain, {}).setdefault(cookie.path, {})[cookie.name] = cookie

    def extract_cookies(self, response, request):
        """Keep the cookies of an answer."""
        with self._cookies_lock:
            for cookie in self.make_cookies(response, request):
                if self._policy.set_ok(cookie, request):
                    self.set_cookie(cookie)

    def clear(self, domain=None, path=None, name=None):
        """Forget cookies: all, of a domain, of a path, one."""
        if name is not None:
            if domain is None or path is None:
                raise ValueError('domain and path must be given to remove a cookie by name')
            del self._cookies[domain][path][name]
        elif path is not None:
            if domain is None:
                raise ValueError('domain must be given to remove cookies by path')
            del self._cookies[domain][path]
        elif domain is not None:
            del self._cookies[domain]
        else:
            self._cookies = {}

    def clear_session_cookies(self):
        with self._cookies_lock:
            for cookie in list(self):
                if cookie.discard:
                    self.clear(cookie.domain, cookie.path, cookie.name)

    def clear_expired_cookies(self):
        with self._cookies_lock:
            now = time.time()
            for cookie in list(self):
                if cookie.is_expired(now):
                    self.clear(cookie.domain, cookie.path, cookie.name)

    def __iter__(self):
        return deepvalues(self._cookies)

    def __len__(self):
        return sum(1 for _ in self)

    def __repr__(self):
        return f"<{self.__class__.__name__}[{', '.join(map(repr, self))}]>"

    def __str__(self):
        return f"<{self.__class__.__name__}[{', '.join(map(str, self))}]>"


def _warn_unhandled_exception():
    import io
    import traceback
    import warnings
    text = io.StringIO()
    traceback.print_exc(None, text)
    warnings.warn('http.cookiejar bug!\n%s' % text.getvalue(), stacklevel=2)


class LoadError(OSError):
    """A file has no cookies in it."""


class FileCookieJar(CookieJar):
    """Cookies that can be kept in a file."""

    def __init__(self, filename=None, delayload=False, policy=None):
        CookieJar.__init__(self, policy)
        self.filename, self.delayload = None if filename is None else os.fspath(filename), bool(delayload)

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        raise NotImplementedError()

    def _named(self, filename):
        if filename is None:
            if self.filename is None:
                raise ValueError(MISSING_FILENAME_TEXT)
            return self.filename
        return filename

    def load(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Add the cookies of a file."""
        filename = self._named(filename)
        with open(filename) as file:
            self._really_load(file, filename, ignore_discard, ignore_expires)

    def revert(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Only the cookies of a file."""
        filename = self._named(filename)
        with self._cookies_lock:
            kept, self._cookies = copy.deepcopy(self._cookies), {}
            try:
                self.load(filename, ignore_discard, ignore_expires)
            except OSError:
                self._cookies = kept
                raise

    def _kept(self, cookie, ignore_discard, ignore_expires, now):
        return (ignore_discard or not cookie.discard) and (ignore_expires or not cookie.is_expired(now))

    def _write(self, filename, text):
        with os.fdopen(os.open(self._named(filename), os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), 'w') as file:
            file.write(text)


def lwp_cookie_str(cookie):
    """A cookie as a line of an LWP file has it."""
    pairs = [(cookie.name, cookie.value), ('path', cookie.path), ('domain', cookie.domain)]
    if cookie.port is not None:
        pairs.append(('port', cookie.port))
    pairs += [(name, None) for name, wanted in (('path_spec', cookie.path_specified), ('port_spec', cookie.port_specified),
                                                ('domain_dot', cookie.domain_initial_dot), ('secure', cookie.secure)) if wanted]
    if cookie.expires:
        pairs.append(('expires', time2isoz(float(cookie.expires))))
    if cookie.discard:
        pairs.append(('discard', None))
    if cookie.comment:
        pairs.append(('comment', cookie.comment))
    if cookie.comment_url:
        pairs.append(('commenturl', cookie.comment_url))
    pairs += [(key, str(cookie._rest[key])) for key in sorted(cookie._rest)]
    pairs.append(('version', str(cookie.version)))
    return join_header_words([pairs])


class LWPCookieJar(FileCookieJar):
    """Files of libwww-perl."""

    def as_lwp_str(self, ignore_discard=True, ignore_expires=True):
        now = time.time()
        lines = ['Set-Cookie3: %s' % lwp_cookie_str(cookie) for cookie in self if self._kept(cookie, ignore_discard, ignore_expires, now)]
        return '\n'.join(lines + [''])

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        self._write(filename, '#LWP-Cookies-2.0\n' + self.as_lwp_str(ignore_discard, ignore_expires))

    def _really_load(self, f, filename, ignore_discard, ignore_expires):
        if not self.magic_re.search(f.readline()):
            raise LoadError('%r does not look like a Set-Cookie3 (LWP) format file' % filename)
        now = time.time()
        flags, values = ('port_spec', 'path_spec', 'domain_dot', 'secure', 'discard'), ('version', 'port', 'path', 'domain', 'expires', 'comment',
                                                                                          'commenturl')
        try:
            for line in f:
                if not line.startswith('Set-Cookie3:'):
                    continue
                for data in split_header_words([line[12:].strip()]):
                    name, value = data[0]
                    standard, rest = dict.fromkeys(flags, False), {}
                    for k, v in data[1:]:
                        lc = None if k is None else k.lower()
                        k = lc if lc in values or lc in flags else k
                        if k in flags:
                            standard[k] = True if v is None else v
                        elif k in values:
                            standard[k] = v
                        else:
                            rest[k] = v
                    get = standard.get
                    expires, discard = get('expires'), get('discard')
                    expires = iso2time(expires) if expires is not None else None
                    domain = get('domain')
                    cookie = Cookie(get('version'), name, value, get('port'), get('port_spec'), domain, domain.startswith('.'), get('domain_dot'),
                                    get('path'), get('path_spec'), get('secure'), expires, discard if expires is not None else True,
                                    get('comment'), get('commenturl'), rest)
                    if self._kept(cookie, ignore_discard, ignore_expires, now):
                        self.set_cookie(cookie)
        except OSError:
            raise
        except Exception:
            _warn_unhandled_exception()
            raise LoadError('invalid Set-Cookie3 format file %r: %r' % (filename, line))


class MozillaCookieJar(FileCookieJar):
    """Files of Netscape and of curl."""

    def _really_load(self, f, filename, ignore_discard, ignore_expires):
        now = time.time()
        if not NETSCAPE_MAGIC_RGX.match(f.readline()):
            raise LoadError('%r does not look like a Netscape format cookies file' % filename)
        try:
            for line in f:
                rest = {}
                if line.startswith(HTTPONLY_PREFIX):
                    rest[HTTPONLY_ATTR] = ''
                    line = line[len(HTTPONLY_PREFIX):]
                line = line.removesuffix('\n')
                if line.strip().startswith(('#', '$')) or line.strip() == '':
                    continue
                domain, specified, path, secure, expires, name, value = line.split('\t')
                specified = specified == 'TRUE'
                if name == '':
                    name, value = value, None
                dot = domain.startswith('.')
                assert specified == dot
                discard = expires == ''
                cookie = Cookie(0, name, value, None, False, domain, specified, dot, path, False, secure == 'TRUE', expires or None, discard,
                                None, None, rest)
                if self._kept(cookie, ignore_discard, ignore_expires, now):
                    self.set_cookie(cookie)
        except OSError:
            raise
        except Exception:
            _warn_unhandled_exception()
            raise LoadError('invalid Netscape format cookies file %r: %r' % (filename, line))

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        now, lines = time.time(), [NETSCAPE_HEADER_TEXT]
        for cookie in self:
            if not self._kept(cookie, ignore_discard, ignore_expires, now):
                continue
            domain = HTTPONLY_PREFIX + cookie.domain if cookie.has_nonstandard_attr(HTTPONLY_ATTR) else cookie.domain
            name, value = ('', cookie.name) if cookie.value is None else (cookie.name, cookie.value)
            fields = (domain, str(cookie.domain.startswith('.')).upper(), cookie.path, str(bool(cookie.secure)).upper(),
                      '' if cookie.expires is None else str(cookie.expires), name, value)
            lines.append('\t'.join(fields) + '\n')
        self._write(filename, ''.join(lines))
