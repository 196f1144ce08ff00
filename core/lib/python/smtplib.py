"""Sending mail."""

__all__ = ['SMTPException', 'SMTPNotSupportedError', 'SMTPServerDisconnected', 'SMTPResponseException', 'SMTPSenderRefused',
           'SMTPRecipientsRefused', 'SMTPDataError', 'SMTPConnectError', 'SMTPHeloError', 'SMTPAuthenticationError', 'quoteaddr', 'quotedata',
           'SMTP', 'SMTP_SSL']

import base64
import copy
import datetime
import email.generator
import email.message
import email.utils
import hmac
import io
import re
import socket
import sys

SMTP_PORT, SMTP_SSL_PORT, LMTP_PORT = 25, 465, 2003
CRLF, bCRLF = '\r\n', b'\r\n'
OLDSTYLE_AUTH = re.compile(r'auth=(.*)', re.I)
_MAXLINE, _MAXCHALLENGE = 8192, 5


class SMTPException(OSError):
    """Base of the errors of this module."""


class SMTPNotSupportedError(SMTPException):
    """The server cannot do it."""


class SMTPServerDisconnected(SMTPException):
    """There is no connection."""


class SMTPResponseException(SMTPException):
    """The server answered with an error: smtp_code, smtp_error."""

    def __init__(self, code, msg):
        self.smtp_code, self.smtp_error, self.args = code, msg, (code, msg)


class SMTPSenderRefused(SMTPResponseException):
    def __init__(self, code, msg, sender):
        self.smtp_code, self.smtp_error, self.sender, self.args = code, msg, sender, (code, msg, sender)


class SMTPRecipientsRefused(SMTPException):
    def __init__(self, recipients):
        self.recipients, self.args = recipients, (recipients,)


class SMTPDataError(SMTPResponseException):
    """The text was refused."""


class SMTPConnectError(SMTPResponseException):
    """No connection came about."""


class SMTPHeloError(SMTPResponseException):
    """The server refused the greeting."""


class SMTPAuthenticationError(SMTPResponseException):
    """The name or password was refused."""


def quoteaddr(addrstring):
    """An address between < and >."""
    name, address = email.utils.parseaddr(addrstring)
    if (name, address) == ('', ''):
        return addrstring if addrstring.strip().startswith('<') else '<%s>' % addrstring
    return '<%s>' % address


def _addr_only(addrstring):
    name, address = email.utils.parseaddr(addrstring)
    return addrstring if (name, address) == ('', '') else address


def quotedata(data):
    """A text as it is sent: line ends, dots doubled."""
    return re.sub(r'(?m)^\.', '..', re.sub(r'(?:\r\n|\n|\r(?!\n))', CRLF, data))


def _quote_periods(data):
    return re.sub(br'(?m)^\.', b'..', data)


def _fix_eols(data):
    return re.sub(r'(?:\r\n|\n|\r(?!\n))', CRLF, data)


class SMTP:
    """A connection to a server."""

    debuglevel, sock, file, helo_resp, ehlo_msg, ehlo_resp, does_esmtp, default_port = 0, None, None, None, 'ehlo', None, False, SMTP_PORT

    def __init__(self, host='', port=0, local_hostname=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None):
        self._host, self.timeout, self.esmtp_features, self.command_encoding, self.source_address = host, timeout, {}, 'ascii', source_address
        self._auth_challenge_count = 0
        if host:
            code, message = self.connect(host, port)
            if code != 220:
                self.close()
                raise SMTPConnectError(code, message)
        if local_hostname is not None:
            self.local_hostname = local_hostname
        else:
            name = socket.getfqdn()
            self.local_hostname = name if '.' in name else '[127.0.0.1]'

    def __enter__(self):
        return self

    def __exit__(self, *args):
        try:
            code, message = self.docmd('QUIT')
            if code != 221:
                raise SMTPResponseException(code, message)
        except SMTPServerDisconnected:
            pass
        finally:
            self.close()

    def set_debuglevel(self, debuglevel):
        self.debuglevel = debuglevel

    def _print_debug(self, *args):
        if self.debuglevel > 1:
            print(datetime.datetime.now().time(), *args, file=sys.stderr)
        else:
            print(*args, file=sys.stderr)

    def _get_socket(self, host, port, timeout):
        if timeout is not None and not timeout:
            raise ValueError('Non-blocking socket (timeout=0) is not supported')
        return socket.create_connection((host, port), timeout, self.source_address)

    def connect(self, host='localhost', port=0, source_address=None):
        """Connect: the server's greeting."""
        if source_address:
            self.source_address = source_address
        if not port and host.find(':') == host.rfind(':') and ':' in host:
            host, _, number = host.rpartition(':')
            try:
                port = int(number)
            except ValueError:
                raise OSError('nonnumeric port')
        self.sock, self.file = self._get_socket(host, port or self.default_port, self.timeout), None
        code, message = self.getreply()
        if self.debuglevel > 0:
            self._print_debug('connect:', repr(message))
        return code, message

    def send(self, s):
        """Send text."""
        if self.debuglevel > 0:
            self._print_debug('send:', repr(s))
        if not self.sock:
            raise SMTPServerDisconnected('please run connect() first')
        try:
            self.sock.sendall(s.encode(self.command_encoding) if isinstance(s, str) else s)
        except OSError:
            self.close()
            raise SMTPServerDisconnected('Server not connected')

    def putcmd(self, cmd, args=''):
        text = f'{cmd} {args}' if args else cmd
        if '\r' in text or '\n' in text:
            text = text.replace('\n', '\\n').replace('\r', '\\r')
            raise ValueError(f'command and arguments contain prohibited newline characters: {text}')
        self.send(f'{text}{CRLF}')

    def getreply(self):
        """(code, text) of an answer."""
        lines = []
        if self.file is None:
            self.file = self.sock.makefile('rb')
        while True:
            try:
                line = self.file.readline(_MAXLINE + 1)
            except OSError as error:
                self.close()
                raise SMTPServerDisconnected('Connection unexpectedly closed: ' + str(error))
            if not line:
                self.close()
                raise SMTPServerDisconnected('Connection unexpectedly closed')
            if self.debuglevel > 0:
                self._print_debug('reply:', repr(line))
            if len(line) > _MAXLINE:
                self.close()
                raise SMTPResponseException(500, 'Line too long.')
            lines.append(line[4:].strip(b' \t\r\n'))
            try:
                code = int(line[:3])
            except ValueError:
                code = -1
                break
            if line[3:4] != b'-':
                break
        text = b'\n'.join(lines)
        if self.debuglevel > 0:
            self._print_debug('reply: retcode (%s); Msg: %a' % (code, text))
        return code, text

    def docmd(self, cmd, args=''):
        """A command and its answer."""
        self.putcmd(cmd, args)
        return self.getreply()

    def helo(self, name=''):
        self.putcmd('helo', name or self.local_hostname)
        code, self.helo_resp = self.getreply()
        return code, self.helo_resp

    def ehlo(self, name=''):
        """The greeting that asks what the server can do."""
        self.esmtp_features = {}
        self.putcmd(self.ehlo_msg, name or self.local_hostname)
        code, message = self.getreply()
        if code == -1 and not message:
            self.close()
            raise SMTPServerDisconnected('Server not connected')
        self.ehlo_resp = message
        if code != 250:
            return code, message
        self.does_esmtp = True
        for line in self.ehlo_resp.decode('latin-1').split('\n')[1:]:
            if found := OLDSTYLE_AUTH.match(line):
                self.esmtp_features['auth'] = self.esmtp_features.get('auth', '') + ' ' + found[1]
            elif found := re.match(r'(?P<feature>[A-Za-z0-9][A-Za-z0-9\-]*) ?', line):
                feature, rest = found['feature'].lower(), line[found.end('feature'):].strip()
                self.esmtp_features[feature] = self.esmtp_features.get(feature, '') + ' ' + rest if feature == 'auth' else rest
        return code, message

    def has_extn(self, opt):
        return opt.lower() in self.esmtp_features

    def help(self, args=''):
        return self.docmd('help', args)[1]

    def rset(self):
        self.command_encoding = 'ascii'
        return self.docmd('rset')

    def _rset(self):
        try:
            self.rset()
        except SMTPServerDisconnected:
            pass

    def noop(self):
        return self.docmd('noop')

    def mail(self, sender, options=()):
        text = ''
        if options and self.does_esmtp:
            if any(option.lower() == 'smtputf8' for option in options):
                if not self.has_extn('smtputf8'):
                    raise SMTPNotSupportedError('SMTPUTF8 not supported by server')
                self.command_encoding = 'utf-8'
            text = ' ' + ' '.join(options)
        self.putcmd('mail', 'FROM:%s%s' % (quoteaddr(sender), text))
        return self.getreply()

    def rcpt(self, recip, options=()):
        text = ' ' + ' '.join(options) if options and self.does_esmtp else ''
        self.putcmd('rcpt', 'TO:%s%s' % (quoteaddr(recip), text))
        return self.getreply()

    def data(self, msg):
        """The text of a mail."""
        self.putcmd('data')
        code, reply = self.getreply()
        if code != 354:
            raise SMTPDataError(code, reply)
        if isinstance(msg, str):
            msg = _fix_eols(msg).encode('ascii')
        text = _quote_periods(msg)
        self.send((text if text[-2:] == bCRLF else text + bCRLF) + b'.' + bCRLF)
        return self.getreply()

    def verify(self, address):
        return self.docmd('vrfy', _addr_only(address))

    vrfy = verify

    def expn(self, address):
        return self.docmd('expn', _addr_only(address))

    def ehlo_or_helo_if_needed(self):
        if self.helo_resp is None and self.ehlo_resp is None:
            if not 200 <= self.ehlo()[0] <= 299:
                code, reply = self.helo()
                if not 200 <= code <= 299:
                    raise SMTPHeloError(code, reply)

    def auth(self, mechanism, authobject, *, initial_response_ok=True):
        """Say who this is."""
        mechanism = mechanism.upper()
        first = authobject() if initial_response_ok else None
        if first is not None:
            code, reply = self.docmd('AUTH', mechanism + ' ' + base64.b64encode(first.encode('ascii')).decode('ascii'))
            self._auth_challenge_count = 1
        else:
            code, reply = self.docmd('AUTH', mechanism)
            self._auth_challenge_count = 0
        while code == 334:
            self._auth_challenge_count += 1
            challenge = base64.decodebytes(reply)
            code, reply = self.docmd(base64.b64encode(authobject(challenge).encode('ascii')).decode('ascii'))
            if self._auth_challenge_count > _MAXCHALLENGE:
                raise SMTPException('Server AUTH mechanism infinite loop. Last response: ' + repr((code, reply)))
        if code in (235, 503):
            return code, reply
        raise SMTPAuthenticationError(code, reply)

    def auth_cram_md5(self, challenge=None):
        if challenge is None:
            return None
        return self.user + ' ' + hmac.HMAC(self.password.encode('ascii'), challenge, 'md5').hexdigest()

    def auth_plain(self, challenge=None):
        return '\0%s\0%s' % (self.user, self.password)

    def auth_login(self, challenge=None):
        return self.user if challenge is None or self._auth_challenge_count < 2 else self.password

    def login(self, user, password, *, initial_response_ok=True):
        """Say who this is, in the first way that both know."""
        self.ehlo_or_helo_if_needed()
        if not self.has_extn('auth'):
            raise SMTPNotSupportedError('SMTP AUTH extension not supported by server.')
        offered = self.esmtp_features['auth'].split()
        self.user, self.password, failure = user, password, None
        ways = [way for way in ('CRAM-MD5', 'PLAIN', 'LOGIN') if way in offered]
        if not ways:
            raise SMTPException('No suitable authentication method found.')
        for way in ways:
            try:
                code, reply = self.auth(way, getattr(self, 'auth_' + way.lower().replace('-', '_')), initial_response_ok=initial_response_ok)
                if code in (235, 503):
                    return code, reply
            except SMTPAuthenticationError as error:
                failure = error
        raise failure

    def starttls(self, keyfile=None, certfile=None, context=None):
        """Go on encrypted: there is no encryption here."""
        self.ehlo_or_helo_if_needed()
        if not self.has_extn('starttls'):
            raise SMTPNotSupportedError('STARTTLS extension not supported by server.')
        code, reply = self.docmd('STARTTLS')
        if code != 220:
            raise SMTPResponseException(code, reply)
        raise RuntimeError('No SSL support included in this Python')

    def sendmail(self, from_addr, to_addrs, msg, mail_options=(), rcpt_options=()):
        """Send a mail: {address: (code, text)} of those that were refused."""
        self.ehlo_or_helo_if_needed()
        options = []
        if isinstance(msg, str):
            msg = _fix_eols(msg).encode('ascii')
        if self.does_esmtp:
            if self.has_extn('size'):
                options.append('size=%d' % len(msg))
            options.extend(mail_options)
        code, reply = self.mail(from_addr, options)
        if code != 250:
            self.close() if code == 421 else self._rset()
            raise SMTPSenderRefused(code, reply, from_addr)
        refused = {}
        to_addrs = [to_addrs] if isinstance(to_addrs, str) else to_addrs
        for each in to_addrs:
            code, reply = self.rcpt(each, rcpt_options)
            if code not in (250, 251):
                refused[each] = code, reply
            if code == 421:
                self.close()
                raise SMTPRecipientsRefused(refused)
        if len(refused) == len(to_addrs):
            self._rset()
            raise SMTPRecipientsRefused(refused)
        code, reply = self.data(msg)
        if code != 250:
            self.close() if code == 421 else self._rset()
            raise SMTPDataError(code, reply)
        return refused

    def send_message(self, msg, from_addr=None, to_addrs=None, mail_options=(), rcpt_options=()):
        """Send an email.message.Message."""
        self.ehlo_or_helo_if_needed()
        resent = msg.get_all('Resent-Date')
        if resent is None:
            prefix = ''
        elif len(resent) == 1:
            prefix = 'Resent-'
        else:
            raise ValueError("message has more than one 'Resent-' header block")
        if from_addr is None:
            from_addr = msg[prefix + 'Sender'] if prefix + 'Sender' in msg else msg[prefix + 'From']
            from_addr = email.utils.getaddresses([from_addr])[0][1]
        if to_addrs is None:
            fields = [field for field in (msg[prefix + 'To'], msg[prefix + 'Bcc'], msg[prefix + 'Cc']) if field is not None]
            to_addrs = [address for _, address in email.utils.getaddresses(fields)]
        copied = copy.copy(msg)
        del copied['Bcc']
        del copied['Resent-Bcc']
        international = False
        try:
            ''.join([from_addr, *to_addrs]).encode('ascii')
        except UnicodeEncodeError:
            if not self.has_extn('smtputf8'):
                raise SMTPNotSupportedError('One or more source or delivery addresses require internationalized email support, but the server '
                                            'does not advertise the required SMTPUTF8 capability')
            international = True
        with io.BytesIO() as buffer:
            if international:
                generator = email.generator.BytesGenerator(buffer, policy=msg.policy.clone(utf8=True))
                mail_options = (*mail_options, 'SMTPUTF8', 'BODY=8BITMIME')
            else:
                generator = email.generator.BytesGenerator(buffer)
            generator.flatten(copied, linesep='\r\n')
            text = buffer.getvalue()
        return self.sendmail(from_addr, to_addrs, text, mail_options, rcpt_options)

    def close(self):
        """Close the connection."""
        file, self.file = self.file, None
        sock, self.sock = self.sock, None
        if file:
            file.close()
        if sock:
            sock.close()

    def quit(self):
        """End the session."""
        answer = self.docmd('quit')
        self.ehlo_resp = self.helo_resp = None
        self.esmtp_features, self.does_esmtp = {}, False
        self.close()
        return answer


class SMTP_SSL(SMTP):
    """An encrypted connection."""

    default_port = SMTP_SSL_PORT

    def __init__(self, host='', port=0, local_hostname=None, keyfile=None, certfile=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT,
                 source_address=None, context=None):
        if context is not None and keyfile is not None:
            raise ValueError('context and keyfile arguments are mutually exclusive')
        if context is not None and certfile is not None:
            raise ValueError('context and certfile arguments are mutually exclusive')
        self.keyfile, self.certfile, self.context = keyfile, certfile, context
        SMTP.__init__(self, host, port, local_hostname, timeout, source_address)


class LMTP(SMTP):
    """Delivery on this machine."""

    ehlo_msg = 'lhlo'

    def __init__(self, host='', port=LMTP_PORT, local_hostname=None, source_address=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT):
        super().__init__(host, port, local_hostname=local_hostname, source_address=source_address, timeout=timeout)
