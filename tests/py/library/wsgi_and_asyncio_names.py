"""wsgiref served and called directly; modules of asyncio and unittest by CPython's names."""
import asyncio.base_events
import asyncio.coroutines
import asyncio.log
import io
import sys
import threading
import unittest.signals
import unittest.util
import urllib.request
from wsgiref.handlers import SimpleHandler
from wsgiref.headers import Headers
from wsgiref.simple_server import demo_app, make_server
from wsgiref.util import FileWrapper, application_uri, request_uri, setup_testing_defaults, shift_path_info

sys.stderr = io.StringIO()


def app(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain'), ('X-Path', environ['PATH_INFO'])])
    return [environ['QUERY_STRING'].encode(), b'|', environ['wsgi.input'].read(int(environ.get('CONTENT_LENGTH') or 0))]


with make_server('127.0.0.1', 0, app) as server:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with urllib.request.urlopen(f'http://127.0.0.1:{server.server_port}/a%20b?q=1', data=b'body') as reply:
        print(reply.status, reply.headers['X-Path'], reply.headers['Content-Type'], reply.read())
    server.shutdown()
environ = {'PATH_INFO': '/x/y', 'SCRIPT_NAME': '/app'}
setup_testing_defaults(environ)
print(application_uri(environ), request_uri(environ), shift_path_info(environ), environ['SCRIPT_NAME'], environ['PATH_INFO'])
out, errors = io.BytesIO(), io.StringIO()
SimpleHandler(io.BytesIO(), out, errors, environ).run(lambda env, start: start('404 Not Found', [('A', 'b')]) and [b'none'])
print([line for line in out.getvalue().splitlines() if not line.startswith(b'Date')])
out = io.BytesIO()
SimpleHandler(io.BytesIO(), out, errors, environ).run(lambda env, start: 1 / 0)
print(out.getvalue().splitlines()[-1], errors.getvalue().splitlines()[-1], demo_app(environ, lambda *args: print(args))[0][:12])
headers = Headers([('a', '1')])
headers.add_header('Content-Disposition', 'attachment', filename='x y.gif')
headers['A'] = '2'
print(headers, repr(headers), headers.get_all('a'), 'b' in headers, bytes(headers), list(FileWrapper(io.BytesIO(b'abc'), 2)))
print(asyncio.coroutines.iscoroutinefunction(lambda: 0), asyncio.base_events.BaseEventLoop.__name__, asyncio.log.logger.name)
print(unittest.util.safe_repr('x' * 200, short=True)[-16:], unittest.util.sorted_list_difference([1, 2, 3], [2, 4]), unittest.util.strclass(dict),
      unittest.util.unorderable_list_difference([1, 2], [2, 3]), unittest.removeHandler() is None)
