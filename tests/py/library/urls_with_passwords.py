"""Handlers of urllib.request that keep cookies and say passwords."""
import base64
import http.cookiejar
import http.server
import io
import sys
import threading
import urllib.request

sys.stderr = io.StringIO()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        said = self.headers.get('Authorization', '')
        asked = {'/auth': 'Basic realm="r"', '/digest': 'Digest realm="r", nonce="abc", qop="auth"'}.get(self.path)
        if asked and said != 'Basic ' + base64.b64encode(b'u:p').decode() and 'response=' not in said:
            self.send_response(401)
            self.send_header('WWW-Authenticate', asked)
            self.send_header('Content-Length', '0')
            self.end_headers()
            return
        self.send_response(200)
        self.send_header('Set-Cookie', 'k=v; Path=/')
        self.end_headers()
        self.wfile.write(f"cookie={self.headers.get('Cookie')} auth={said[:20]}".encode())


server = http.server.HTTPServer(('127.0.0.1', 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f'http://127.0.0.1:{server.server_port}'
jar, passwords = http.cookiejar.CookieJar(), urllib.request.HTTPPasswordMgrWithDefaultRealm()
passwords.add_password(None, url, 'u', 'p')
opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), urllib.request.HTTPBasicAuthHandler(passwords),
                                     urllib.request.HTTPDigestAuthHandler(passwords))
for path in '/', '/', '/auth', '/digest':
    print(opener.open(url + path).read())
print(len(jar), passwords.find_user_password('x', url + '/a'), passwords.find_user_password('x', 'http://elsewhere/'))
print(urllib.request.parse_http_list('a="b,c", d=e'), urllib.request.parse_keqv_list(['a="b"', 'c=d']))
server.shutdown()
