"""TLS: names, contexts and certificates in PEM. There is no network here, hence no handshake."""

import sys
from base64 import standard_b64decode, standard_b64encode
from collections import namedtuple
from enum import Enum as _Enum, IntEnum as _IntEnum, IntFlag as _IntFlag
from socket import SO_TYPE, SOCK_STREAM, SOL_SOCKET, create_connection, socket

OPENSSL_VERSION, OPENSSL_VERSION_NUMBER, OPENSSL_VERSION_INFO = 'OpenSSL 3.0.19 27 Jan 2026', 0x30000130, (3, 0, 0, 19, 0)
HAS_SNI = HAS_ECDH = HAS_ALPN = HAS_TLSv1 = HAS_TLSv1_1 = HAS_TLSv1_2 = HAS_TLSv1_3 = HAS_NEVER_CHECK_COMMON_NAME = True
HAS_NPN = HAS_SSLv2 = HAS_SSLv3 = False
PEM_HEADER, PEM_FOOTER = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"
CHANNEL_BINDING_TYPES = ['tls-unique']
socket_error = OSError


class _SSLMethod(_IntEnum):
    PROTOCOL_TLS = PROTOCOL_SSLv23 = 2
    PROTOCOL_TLSv1, PROTOCOL_TLSv1_1, PROTOCOL_TLSv1_2 = 3, 4, 5
    PROTOCOL_TLS_CLIENT, PROTOCOL_TLS_SERVER = 16, 17


class Options(_IntFlag):
    OP_ALL = 0x80000050
    OP_NO_SSLv2 = 0
    OP_NO_SSLv3, OP_NO_TLSv1, OP_NO_TLSv1_1, OP_NO_TLSv1_2, OP_NO_TLSv1_3 = 1 << 25, 1 << 26, 1 << 28, 1 << 27, 1 << 29
    OP_CIPHER_SERVER_PREFERENCE = 1 << 22
    OP_SINGLE_DH_USE = OP_SINGLE_ECDH_USE = 0
    OP_NO_COMPRESSION, OP_NO_TICKET, OP_NO_RENEGOTIATION = 1 << 17, 1 << 14, 1 << 30
    OP_ENABLE_MIDDLEBOX_COMPAT, OP_IGNORE_UNEXPECTED_EOF = 1 << 20, 1 << 7


class VerifyMode(_IntEnum):
    CERT_NONE, CERT_OPTIONAL, CERT_REQUIRED = range(3)


class VerifyFlags(_IntFlag):
    VERIFY_DEFAULT, VERIFY_CRL_CHECK_LEAF, VERIFY_CRL_CHECK_CHAIN, VERIFY_X509_STRICT = 0, 4, 12, 32
    VERIFY_ALLOW_PROXY_CERTS, VERIFY_X509_TRUSTED_FIRST, VERIFY_X509_PARTIAL_CHAIN = 64, 32768, 524288


class SSLErrorNumber(_IntEnum):
    (SSL_ERROR_SSL, SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE, SSL_ERROR_WANT_X509_LOOKUP, SSL_ERROR_SYSCALL, SSL_ERROR_ZERO_RETURN,
     SSL_ERROR_WANT_CONNECT) = range(1, 8)
    SSL_ERROR_EOF, SSL_ERROR_INVALID_ERROR_CODE = 8, 10


class AlertDescription(_IntEnum):
    ALERT_DESCRIPTION_CLOSE_NOTIFY, ALERT_DESCRIPTION_UNEXPECTED_MESSAGE, ALERT_DESCRIPTION_BAD_RECORD_MAC = 0, 10, 20
    ALERT_DESCRIPTION_RECORD_OVERFLOW, ALERT_DESCRIPTION_DECOMPRESSION_FAILURE, ALERT_DESCRIPTION_HANDSHAKE_FAILURE = 22, 30, 40
    (ALERT_DESCRIPTION_BAD_CERTIFICATE, ALERT_DESCRIPTION_UNSUPPORTED_CERTIFICATE, ALERT_DESCRIPTION_CERTIFICATE_REVOKED,
     ALERT_DESCRIPTION_CERTIFICATE_EXPIRED, ALERT_DESCRIPTION_CERTIFICATE_UNKNOWN, ALERT_DESCRIPTION_ILLEGAL_PARAMETER,
     ALERT_DESCRIPTION_UNKNOWN_CA, ALERT_DESCRIPTION_ACCESS_DENIED, ALERT_DESCRIPTION_DECODE_ERROR,
     ALERT_DESCRIPTION_DECRYPT_ERROR) = range(42, 52)
    ALERT_DESCRIPTION_PROTOCOL_VERSION, ALERT_DESCRIPTION_INSUFFICIENT_SECURITY, ALERT_DESCRIPTION_INTERNAL_ERROR = 70, 71, 80
    ALERT_DESCRIPTION_USER_CANCELLED, ALERT_DESCRIPTION_NO_RENEGOTIATION = 90, 100
    (ALERT_DESCRIPTION_UNSUPPORTED_EXTENSION, ALERT_DESCRIPTION_CERTIFICATE_UNOBTAINABLE, ALERT_DESCRIPTION_UNRECOGNIZED_NAME,
     ALERT_DESCRIPTION_BAD_CERTIFICATE_STATUS_RESPONSE, ALERT_DESCRIPTION_BAD_CERTIFICATE_HASH_VALUE,
     ALERT_DESCRIPTION_UNKNOWN_PSK_IDENTITY) = range(110, 116)


for _kind in (_SSLMethod, Options, VerifyMode, VerifyFlags, SSLErrorNumber, AlertDescription):
    globals().update(_kind.__members__)
del _kind


class TLSVersion(_IntEnum):
    MINIMUM_SUPPORTED, MAXIMUM_SUPPORTED = -2, -1
    SSLv3, TLSv1, TLSv1_1, TLSv1_2, TLSv1_3 = range(768, 773)


class SSLError(OSError):
    """Something went wrong in TLS: library, reason."""
    library = reason = None

    def __str__(self):
        return str(self.strerror) if self.strerror is not None else super().__str__()


class SSLZeroReturnError(SSLError):
    pass


class SSLWantReadError(SSLError):
    pass


class SSLWantWriteError(SSLError):
    pass


class SSLSyscallError(SSLError):
    pass


class SSLEOFError(SSLError):
    pass


class SSLCertVerificationError(SSLError, ValueError):
    pass


CertificateError = SSLCertVerificationError
DefaultVerifyPaths = namedtuple("DefaultVerifyPaths", "cafile capath openssl_cafile_env openssl_cafile openssl_capath_env openssl_capath")


def get_default_verify_paths():
    return DefaultVerifyPaths(None, None, 'SSL_CERT_FILE', '/usr/lib/ssl/cert.pem', 'SSL_CERT_DIR', '/usr/lib/ssl/certs')


class _ASN1Object(namedtuple("_ASN1Object", "nid shortname longname oid")):
    __slots__ = ()


class Purpose(_ASN1Object, _Enum):
    """What a certificate is for."""
    SERVER_AUTH = 129, 'serverAuth', 'TLS Web Server Authentication', '1.3.6.1.5.5.7.3.1'
    CLIENT_AUTH = 130, 'clientAuth', 'TLS Web Client Authentication', '1.3.6.1.5.5.7.3.2'


class MemoryBIO:
    """A buffer between TLS and a program."""

    def __init__(self):
        self._data, self._ended = bytearray(), False

    def read(self, size=-1, /):
        data = bytes(self._data if size < 0 else self._data[:size])
        del self._data[:len(data)]
        return data

    def write(self, b, /):
        if self._ended:
            raise SSLError('cannot write() after write_eof()')
        self._data += b
        return len(b)

    def write_eof(self):
        self._ended = True

    pending = property(lambda self: len(self._data))
    eof = property(lambda self: self._ended and not self._data)


class SSLSession:
    """A session; none is ever made."""


class SSLContext:
    """Settings of connections."""

    def __init__(self, protocol=None):
        if protocol is None:
            protocol = _SSLMethod.PROTOCOL_TLS
        self._protocol = _SSLMethod(protocol)
        client = self._protocol is _SSLMethod.PROTOCOL_TLS_CLIENT
        self._check_hostname, self._verify = client, VerifyMode.CERT_REQUIRED if client else VerifyMode.CERT_NONE
        self.options = Options(0x82520050 | Options.OP_NO_SSLv3)
        self.verify_flags = VerifyFlags.VERIFY_X509_TRUSTED_FIRST
        self.minimum_version, self.maximum_version = TLSVersion.TLSv1_2, TLSVersion.MAXIMUM_SUPPORTED
        self.post_handshake_auth, self.hostname_checks_common_name = False, True
        self.keylog_filename = self.sni_callback = None
        self.num_tickets, self.security_level = 2, 2
        self.sslsocket_class, self.sslobject_class = SSLSocket, SSLObject
        self._certificates = []

    protocol = property(lambda self: self._protocol)

    @property
    def check_hostname(self):
        return self._check_hostname

    @check_hostname.setter
    def check_hostname(self, value):
        self._check_hostname = bool(value)
        if value and self._verify == CERT_NONE:
            self._verify = VerifyMode.CERT_REQUIRED

    @property
    def verify_mode(self):
        return self._verify

    @verify_mode.setter
    def verify_mode(self, value):
        if value == CERT_NONE and self._check_hostname:
            raise ValueError('Cannot set verify_mode to CERT_NONE when check_hostname is enabled.')
        self._verify = VerifyMode(value)

    def load_default_certs(self, purpose=Purpose.SERVER_AUTH):
        if not isinstance(purpose, _ASN1Object):
            raise TypeError(purpose)

    def set_default_verify_paths(self):
        pass

    def load_verify_locations(self, cafile=None, capath=None, cadata=None):
        if cafile is capath is cadata is None:
            raise TypeError('cafile, capath and cadata cannot be all omitted')
        if cafile is not None:
            with open(cafile) as f:
                self._certificates.append(f.read())

    def load_cert_chain(self, certfile, keyfile=None, password=None):
        open(certfile).close()

    def cert_store_stats(self):
        return {'x509': len(self._certificates), 'crl': 0, 'x509_ca': len(self._certificates)}

    def get_ca_certs(self, binary_form=False):
        return []

    def session_stats(self):
        return dict.fromkeys(('number', 'connect', 'connect_good', 'connect_renegotiate', 'accept', 'accept_good', 'accept_renegotiate',
                              'hits', 'misses', 'timeouts', 'cache_full'), 0)

    def set_ciphers(self, cipherlist, /):
        pass

    def set_alpn_protocols(self, alpn_protocols):
        for protocol in alpn_protocols:
            if not 0 < len(bytes(protocol, 'ascii')) <= 255:
                raise SSLError('ALPN protocols must be 1 to 255 bytes long')

    def wrap_socket(self, sock, server_side=False, do_handshake_on_connect=True, suppress_ragged_eofs=True, server_hostname=None,
                    session=None):
        """A socket that talks TLS; there is nobody to talk to."""
        if sock.getsockopt(SOL_SOCKET, SO_TYPE) != SOCK_STREAM:
            raise NotImplementedError("only stream sockets are supported")
        if server_side and server_hostname:
            raise ValueError("server_hostname can only be specified in client mode")
        if self.check_hostname and not server_hostname:
            raise ValueError("check_hostname requires server_hostname")
        raise SSLError(1, '[SSL] TLS is not available here')

    def wrap_bio(self, incoming, outgoing, server_side=False, server_hostname=None, session=None):
        raise SSLError(1, '[SSL] TLS is not available here')


class SSLSocket(socket):
    """What SSLContext.wrap_socket() would make."""

    def __init__(self, *args, **kwargs):
        raise TypeError(f"{self.__class__.__name__} does not have a public constructor. Instances are returned by "
                        f"SSLContext.wrap_socket().")


class SSLObject:
    """What SSLContext.wrap_bio() would make."""

    def __init__(self, *args, **kwargs):
        raise TypeError(f"{self.__class__.__name__} does not have a public constructor. Instances are returned by SSLContext.wrap_bio().")


def create_default_context(purpose=Purpose.SERVER_AUTH, *, cafile=None, capath=None, cadata=None):
    """A context with settings that are good for most."""
    if not isinstance(purpose, _ASN1Object):
        raise TypeError(purpose)
    context = SSLContext(PROTOCOL_TLS_CLIENT if purpose == Purpose.SERVER_AUTH else PROTOCOL_TLS_SERVER)
    if cafile or capath or cadata:
        context.load_verify_locations(cafile, capath, cadata)
    return context


def _create_unverified_context(protocol=None, *, cert_reqs=CERT_NONE, check_hostname=False, purpose=Purpose.SERVER_AUTH,
                               certfile=None, keyfile=None, cafile=None, capath=None, cadata=None):
    context = SSLContext(PROTOCOL_TLS_CLIENT if purpose == Purpose.SERVER_AUTH else PROTOCOL_TLS_SERVER)
    context.check_hostname = check_hostname
    context.verify_mode = cert_reqs
    return context


_create_default_https_context = create_default_context
_create_stdlib_context = _create_unverified_context


def wrap_socket(sock, keyfile=None, certfile=None, server_side=False, cert_reqs=CERT_NONE, ssl_version=PROTOCOL_TLS, ca_certs=None,
                do_handshake_on_connect=True, suppress_ragged_eofs=True, ciphers=None):
    return SSLContext(ssl_version).wrap_socket(sock, server_side)


def RAND_bytes(n, /):
    import os
    return os.urandom(n)


def RAND_pseudo_bytes(n, /):
    return RAND_bytes(n), True


def RAND_status():
    return True


def RAND_add(string, entropy, /):
    """More randomness; there is enough."""


def DER_cert_to_PEM_cert(der_cert_bytes):
    """The text of a certificate."""
    text = str(standard_b64encode(der_cert_bytes), 'ASCII', 'strict')
    return '\n'.join([PEM_HEADER, *(text[i:i + 64] for i in range(0, len(text), 64)), PEM_FOOTER]) + '\n'


def PEM_cert_to_DER_cert(pem_cert_string):
    """The bytes of a certificate."""
    if not pem_cert_string.startswith(PEM_HEADER):
        raise ValueError("Invalid PEM encoding; must start with %s" % PEM_HEADER)
    if not pem_cert_string.strip().endswith(PEM_FOOTER):
        raise ValueError("Invalid PEM encoding; must end with %s" % PEM_FOOTER)
    return standard_b64decode(pem_cert_string.strip()[len(PEM_HEADER):-len(PEM_FOOTER)].encode('ASCII', 'strict'))


def cert_time_to_seconds(cert_time):
    """Seconds since 1970 of a certificate's time: "Jan  5 09:34:43 2018 GMT"."""
    from calendar import timegm
    from time import strptime
    months = "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    time_format = ' %d %H:%M:%S %Y GMT'
    try:
        month_number = months.index(cert_time[:3].title()) + 1
    except ValueError:
        raise ValueError('time data %r does not match format "%%b%s"' % (cert_time, time_format))
    tt = strptime(cert_time[3:], time_format)
    return timegm((tt[0], month_number) + tt[2:6])


def match_hostname(cert, hostname):
    """Raise CertificateError if a certificate is not for the host."""
    if not cert:
        raise ValueError("empty or no certificate, match_hostname needs a SSL socket or SSL context with either CERT_OPTIONAL or "
                         "CERT_REQUIRED")
    names = [value for key, value in cert.get('subjectAltName', ()) if key == 'DNS']
    if not cert.get('subjectAltName', ()):
        names += [value for part in cert.get('subject', ()) for key, value in part if key == 'commonName']
    for name in names:
        left, _, right = name.lower().partition('.')
        if name.lower() == hostname.lower() or left == '*' and right and hostname.lower().partition('.')[2] == right:
            return
    if len(names) > 1:
        raise CertificateError("hostname %r doesn't match either of %s" % (hostname, ', '.join(map(repr, names))))
    if names:
        raise CertificateError("hostname %r doesn't match %r" % (hostname, names[0]))
    raise CertificateError("no appropriate subjectAltName fields were found")


def get_server_certificate(addr, ssl_version=PROTOCOL_TLS_CLIENT, ca_certs=None, timeout=None):
    create_connection(addr).close()


def get_protocol_name(protocol_code):
    """The name of a protocol's number."""
    names = {member.value: name[len('PROTOCOL_'):] for name, member in _SSLMethod.__members__.items() if name != 'PROTOCOL_SSLv23'}
    return names.get(protocol_code, '<unknown>')
