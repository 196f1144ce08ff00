# What handlers of WSGI send and log for applications that go wrong in all ways.
import io, sys, traceback
from wsgiref.handlers import SimpleHandler, BaseCGIHandler, BaseHandler, format_date_time, CGIHandler
from wsgiref import types, util
class F(util.FileWrapper): pass
class It:
    def __init__(s, parts, err=None): s.p=list(parts); s.err=err
    def __iter__(s):
        yield from s.p
        if s.err: raise s.err
    def close(s): print('closed')
    def __repr__(s): return 'It'
def app(parts, err=None, start=True, status='200 OK', headers=None, again=False, raising=None):
    def a(environ, start_response):
        if raising: raise raising
        if start: w = start_response(status, list(headers or [('X','y')]))
        if again == 1: start_response(status, [])
        if again == 2:
            try: 1/0
            except ZeroDivisionError: start_response('500 x', [], sys.exc_info())
        if again == 3:
            w(b'early')
            try: 1/0
            except ZeroDivisionError: start_response('500 x', [], sys.exc_info())
        return It(parts, err)
    return a
def run(a, cls=SimpleHandler, **env):
    out, err = io.BytesIO(), io.StringIO()
    env = {'SERVER_PROTOCOL': 'HTTP/1.0', 'REQUEST_METHOD': 'GET', **env}
    h = cls(io.BytesIO(), out, err, env)
    h.http_version='1.1'; h.server_software='S'
    try: h.run(a)
    except BaseException as e: print(repr(e), [f.name for f in traceback.extract_tb(e.__traceback__)])
    t = out.getvalue()
    import re
    print(re.sub(rb'Date: [^\r]*', b'Date', t)); print([l for l in err.getvalue().splitlines() if ' File ' not in l and '^' not in l][-1:], h.headers, h.status, h.result, h.bytes_sent, h.headers_sent)
for kw in (dict(parts=[b'hi']), dict(parts=[b'a',b'b']), dict(parts=[]), dict(parts=[b'x'], err=ValueError(1)), dict(parts=[], err=ValueError(2)), dict(parts=['str']), dict(parts=[b'x'], start=False), dict(parts=[b'x'], status='2'), dict(parts=[b'x'], status='abc d'), dict(parts=[b'x'], again=1), dict(parts=[b'x'], again=2), dict(parts=[b'x'], again=3), dict(parts=[], raising=BrokenPipeError()), dict(parts=[], raising=KeyError('k')), dict(parts=[b'x'], headers=[('Content-Length','7')]), dict(parts=[b'x'], status=3), dict(parts=[b'x'], raising=SystemExit(3))):
    for cls, env in ((SimpleHandler, {}), (BaseCGIHandler, {}), (SimpleHandler, {'SERVER_PROTOCOL':'HTTP/0.9'})):
        run(app(**kw), cls, **env)
class Bad(SimpleHandler):
    def error_output(self, e, s): raise RuntimeError('worse')
run(app([], raising=KeyError('k')), Bad)
run(lambda e, s: (s('200 OK', []), e['wsgi.file_wrapper'](io.BytesIO(b'x'*20), 6))[1])
print(format_date_time(0), [n for n in dir(types) if n[0]!='_' or n in ('_Readable','_ExcInfo','_OptExcInfo')], types.InputStream.__mro__)
