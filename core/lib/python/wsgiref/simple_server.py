"""A web server for one application."""

import sys
import urllib.parse
from http.server import BaseHTTPRequestHandler, HTTPServer
from platform import python_implementation
from wsgiref.handlers import SimpleHandler

__version__ = '0.2'
__all__ = ['WSGIServer', 'WSGIRequestHandler', 'demo_app', 'make_server']
server_version = 'WSGIServer/' + __version__
sys_version = python_implementation() + '/' + sys.version.split()[0]
software_version = server_version + ' ' + sys_version


class ServerHandler(SimpleHandler):
    server_software = software_version

    def close(self):
        try:
            self.request_handler.log_request(self.status.split(' ', 1)[0], self.bytes_sent)
        finally:
            SimpleHandler.close(self)


class WSGIServer(HTTPServer):
    """A server that has an application."""

    application = None

    def server_bind(self):
        HTTPServer.server_bind(self)
        self.setup_environ()

    def setup_environ(self):
        self.base_environ = {'SERVER_NAME': self.server_name, 'GATEWAY_INTERFACE': 'CGI/1.1', 'SERVER_PORT': str(self.server_port),
                             'REMOTE_HOST': '', 'CONTENT_LENGTH': '', 'SCRIPT_NAME': ''}

    def get_app(self):
        return self.application

    def set_app(self, application):
        self.application = application


class WSGIRequestHandler(BaseHTTPRequestHandler):
    server_version = 'WSGIServer/' + __version__

    def get_environ(self):
        """The environment of the request."""
        env = self.server.base_environ.copy()
        path, _, query = self.path.partition('?')
        env.update(SERVER_PROTOCOL=self.request_version, SERVER_SOFTWARE=self.server_version, REQUEST_METHOD=self.command,
                   PATH_INFO=urllib.parse.unquote(path, 'iso-8859-1'), QUERY_STRING=query, REMOTE_ADDR=self.client_address[0])
        host = self.address_string()
        if host != self.client_address[0]:
            env['REMOTE_HOST'] = host
        env['CONTENT_TYPE'] = self.headers.get_content_type() if self.headers.get('content-type') is None else self.headers['content-type']
        if self.headers.get('content-length'):
            env['CONTENT_LENGTH'] = self.headers['content-length']
        for key, value in self.headers.items():
            key, value = key.replace('-', '_').upper(), value.strip()
            if key in env:
                continue
            name = 'HTTP_' + key
            env[name] = f'{env[name]},{value}' if name in env else value
        return env

    def get_stderr(self):
        return sys.stderr

    def handle(self):
        """One request."""
        self.raw_requestline = self.rfile.readline(65537)
        if len(self.raw_requestline) > 65536:
            self.requestline = self.request_version = self.command = ''
            self.send_error(414)
            return
        if not self.parse_request():
            return
        handler = ServerHandler(self.rfile, self.wfile, self.get_stderr(), self.get_environ(), multithread=False)
        handler.request_handler = self
        handler.run(self.server.get_app())


def demo_app(environ, start_response):
    """Says hello and what is in the environment."""
    lines = ['Hello world!', ''] + [f'{key} = {value!r}' for key, value in sorted(environ.items())]
    start_response('200 OK', [('Content-Type', 'text/plain; charset=utf-8')])
    return ['\n'.join(lines + ['']).encode('utf-8')]


def make_server(host, port, app, server_class=WSGIServer, handler_class=WSGIRequestHandler):
    """A server for an application."""
    server = server_class((host, port), handler_class)
    server.set_app(app)
    return server
