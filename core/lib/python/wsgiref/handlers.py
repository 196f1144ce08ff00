"""What runs an application for one request."""

import os
import sys
import time
from .headers import Headers
from .util import FileWrapper, guess_scheme, is_hop_by_hop

__all__ = ['BaseHandler', 'SimpleHandler', 'BaseCGIHandler', 'CGIHandler', 'IISCGIHandler', 'read_environ']
_NOBODY_LISTENS = ConnectionAbortedError, BrokenPipeError, ConnectionResetError
_DAYS = 'Mon Tue Wed Thu Fri Sat Sun'.split()
_MONTHS = [None, *'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()]


def format_date_time(timestamp):
    year, month, day, hour, minute, second, weekday, *_ = time.gmtime(timestamp)
    return f'{_DAYS[weekday]}, {day:02d} {_MONTHS[month]} {year:4d} {hour:02d}:{minute:02d}:{second:02d} GMT'


def read_environ():
    """The environment with values as WSGI wants them."""
    return dict(os.environ)


class BaseHandler:
    """Runs an application; a derived class says where the answer goes."""

    wsgi_version, wsgi_multithread, wsgi_multiprocess, wsgi_run_once = (1, 0), True, True, False
    origin_server, http_version, server_software, wsgi_file_wrapper = True, '1.0', None, FileWrapper
    os_environ = read_environ()
    headers_class, traceback_limit, error_status = Headers, None, '500 Internal Server Error'
    error_headers = [('Content-Type', 'text/plain')]
    error_body = b'A server error occurred.  Please contact the administrator.'
    status = result = headers = None
    headers_sent, bytes_sent = False, 0

    def run(self, application):
        """Run it and send its answer, or that it failed."""
        told = False
        try:
            self.setup_environ()
            self.result = application(self.environ, self.start_response)
            self.finish_response()
        except _NOBODY_LISTENS:
            pass
        except:
            try:
                self.handle_error()
                told = True
            finally:
                if not told:
                    self.close()

    def setup_environ(self):
        env = self.environ = self.os_environ.copy()
        self.add_cgi_vars()
        env['wsgi.input'], env['wsgi.errors'], env['wsgi.version'] = self.get_stdin(), self.get_stderr(), self.wsgi_version
        env['wsgi.run_once'], env['wsgi.url_scheme'] = self.wsgi_run_once, self.get_scheme()
        env['wsgi.multithread'], env['wsgi.multiprocess'] = self.wsgi_multithread, self.wsgi_multiprocess
        if self.wsgi_file_wrapper is not None:
            env['wsgi.file_wrapper'] = self.wsgi_file_wrapper
        if self.origin_server and self.server_software:
            env.setdefault('SERVER_SOFTWARE', self.server_software)

    def finish_response(self):
        finished = False
        try:
            sent = self.result_is_file() and self.sendfile()
            if not sent:
                for data in self.result:
                    self.write(data)
                self.finish_content()
            finished = True
        finally:
            if not finished and hasattr(self.result, 'close'):
                self.result.close()
        self.close()

    def get_scheme(self):
        return guess_scheme(self.environ)

    def set_content_length(self):
        try:
            blocks = len(self.result)
        except (TypeError, AttributeError, NotImplementedError):
            return
        if blocks == 1:
            self.headers['Content-Length'] = str(self.bytes_sent)

    def cleanup_headers(self):
        if 'Content-Length' not in self.headers:
            self.set_content_length()

    def start_response(self, status, headers, exc_info=None):
        """What an application calls before its answer."""
        replaces, exc_info = bool(exc_info), None
        if replaces and self.headers_sent:
            raise  # too late for another answer
        if not replaces and self.headers is not None:
            raise AssertionError('Headers already set!')
        self.status, self.headers = self._convert_string_type(status, 'Status'), self.headers_class(headers)
        assert len(status) >= 4, 'Status must be at least 4 characters'
        assert status[:3].isdigit(), 'Status message must begin w/3-digit code'
        assert status[3] == ' ', 'Status message must have a space after code'
        return self.write

    def _convert_string_type(self, value, title):
        if type(value) is str:
            return value
        raise AssertionError('{0} must be of type str (got {1})'.format(title, repr(value)))

    def send_preamble(self):
        if self.origin_server:
            if self.client_is_modern():
                self._write(f'HTTP/{self.http_version} {self.status}\r\n'.encode('iso-8859-1'))
                if 'Date' not in self.headers:
                    self._write(f'Date: {format_date_time(time.time())}\r\n'.encode('iso-8859-1'))
                if self.server_software and 'Server' not in self.headers:
                    self._write(f'Server: {self.server_software}\r\n'.encode('iso-8859-1'))
        else:
            self._write(f'Status: {self.status}\r\n'.encode('iso-8859-1'))

    def write(self, data):
        assert type(data) is bytes, 'write() argument must be a bytes instance'
        if not self.status:
            raise AssertionError('write() before start_response()')
        before = self.bytes_sent if self.headers_sent else 0
        self.bytes_sent = before + len(data)
        if not self.headers_sent:
            self.send_headers()
        self._write(data)
        self._flush()

    def sendfile(self):
        return False

    def finish_content(self):
        if not self.headers_sent:
            self.headers.setdefault('Content-Length', '0')
            self.send_headers()

    def close(self):
        try:
            if hasattr(self.result, 'close'):
                self.result.close()
        finally:
            self.result = self.headers = self.status = self.environ = None
            self.bytes_sent, self.headers_sent = 0, False

    def send_headers(self):
        self.cleanup_headers()
        self.headers_sent = True
        if self.origin_server and not self.client_is_modern():
            return
        self.send_preamble()
        self._write(bytes(self.headers))

    def result_is_file(self):
        return self.wsgi_file_wrapper is not None and isinstance(self.result, self.wsgi_file_wrapper)

    def client_is_modern(self):
        return self.environ['SERVER_PROTOCOL'].upper() != 'HTTP/0.9'

    def log_exception(self, exc_info):
        try:
            from traceback import print_exception
            stderr = self.get_stderr()
            print_exception(*exc_info, self.traceback_limit, stderr)
            stderr.flush()
        finally:
            exc_info = None

    def handle_error(self):
        self.log_exception(sys.exc_info())
        if self.headers_sent:
            return  # half of the answer is out
        self.result = self.error_output(self.environ, self.start_response)
        self.finish_response()

    def error_output(self, environ, start_response):
        start_response(self.error_status, self.error_headers[:], sys.exc_info())
        return [self.error_body]

    def _write(self, data):
        raise NotImplementedError

    def _flush(self):
        raise NotImplementedError

    def get_stdin(self):
        raise NotImplementedError

    def get_stderr(self):
        raise NotImplementedError

    def add_cgi_vars(self):
        raise NotImplementedError


class SimpleHandler(BaseHandler):
    """With given streams and environment."""

    def __init__(self, stdin, stdout, stderr, environ, multithread=True, multiprocess=False):
        self.stdin, self.stdout, self.stderr, self.base_env = stdin, stdout, stderr, environ
        self.wsgi_multithread, self.wsgi_multiprocess = multithread, multiprocess

    def add_cgi_vars(self):
        self.environ.update(self.base_env)

    def get_stderr(self):
        return self.stderr

    def get_stdin(self):
        return self.stdin

    def _write(self, data):
        while data:
            sent = self.stdout.write(data)
            if sent is None or sent == len(data):
                return
            data = data[sent:]

    def _flush(self):
        self.stdout.flush()
        self._flush = self.stdout.flush


class BaseCGIHandler(SimpleHandler):
    """Behind another web server."""

    origin_server = False


class CGIHandler(BaseCGIHandler):
    """With the streams of the program."""

    wsgi_run_once, os_environ = True, {}

    def __init__(self):
        super().__init__(sys.stdin.buffer, sys.stdout.buffer, sys.stderr, read_environ(), multithread=False, multiprocess=True)


class IISCGIHandler(CGIHandler):
    """The same for a server that says the path twice."""

    def __init__(self):
        environ = read_environ()
        path, script = environ.get('PATH_INFO', ''), environ.get('SCRIPT_NAME', '')
        if (path + '/').startswith(script + '/'):
            environ['PATH_INFO'] = path[len(script):]
        BaseCGIHandler.__init__(self, sys.stdin.buffer, sys.stdout.buffer, sys.stderr, environ, multithread=False, multiprocess=True)
