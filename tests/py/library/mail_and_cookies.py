"""Mail sent to a server in the same program; cookies kept and sent; the history of lines."""
import email
import http.cookiejar
import os
import readline
import smtplib
import socketserver
import tempfile
import threading
import urllib.request
from email.message import EmailMessage

message = EmailMessage()
message['From'], message['To'], message['Subject'] = 'a@b.c', 'd@e.f', 'hi'
message.set_content('body')
try:
    smtplib.SMTP('localhost', 1025)
except OSError as error:
    print(type(error).__name__)
print(smtplib.quotedata('a\n.b\r\n'), smtplib.quoteaddr('X <x@y>'), repr(smtplib.SMTPSenderRefused(1, b'm', 's')))
got = []


class Server(socketserver.StreamRequestHandler):
    def handle(self):
        write = self.wfile.write
        write(b'220 hello\r\n')
        while line := self.rfile.readline():
            command = line.split()[0].lower()
            got.append(line)
            if command == b'ehlo':
                write(b'250-me\r\n250-SIZE 1000\r\n250 AUTH PLAIN LOGIN\r\n')
            elif command == b'data':
                write(b'354 go\r\n')
                while (text := self.rfile.readline()) != b'.\r\n':
                    got.append(text)
                write(b'250 ok\r\n')
            elif command == b'quit':
                write(b'221 bye\r\n')
                break
            else:
                write(b'235 ok\r\n' if command == b'auth' else b'550 no\r\n' if b'bad@' in line else b'250 ok\r\n')


server = socketserver.TCPServer(('127.0.0.1', 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
with smtplib.SMTP('127.0.0.1', server.server_address[1], local_hostname='me') as smtp:
    print(smtp.ehlo(), smtp.esmtp_features, smtp.login('u', 'p'), smtp.send_message(message), smtp.sendmail('a@b', ['x@y', 'bad@z'], 't\n.dot'))
    try:
        smtp.sendmail('a@b', 'bad@z', 't')
    except smtplib.SMTPRecipientsRefused as error:
        print(error.recipients, error)
print(got)
server.shutdown()
server.server_close()


class Answer:
    def __init__(self, *headers):
        self.text = ''.join(f'{header}\n' for header in headers)

    def info(self):
        return email.message_from_string(self.text)


jar = http.cookiejar.CookieJar()
request = urllib.request.Request('http://www.example.com/shop/cart')
jar.extract_cookies(Answer('Set-Cookie: a=1; path=/', 'Set-Cookie: b="2"; path=/shop; expires=Wed, 01 Jan 2070 00:00:00 GMT',
                           'Set-Cookie: c=3; domain=other.com', 'Set-Cookie: d=4; secure', 'Set-Cookie: e=5; max-age=0'), request)
print(jar, len(jar), [(cookie.name, cookie.path, cookie.discard, cookie.secure) for cookie in jar])
jar.add_cookie_header(request)
print(request.get_header('Cookie'))
other = urllib.request.Request('http://www.example.com/')
jar.add_cookie_header(other)
print(other.get_header('Cookie'), http.cookiejar.http2time('Wed, 09 Feb 1994 22:23:32 GMT'), http.cookiejar.time2netscape(0))
path = os.path.join(tempfile.mkdtemp(), 'cookies')
for kind in http.cookiejar.LWPCookieJar, http.cookiejar.MozillaCookieJar:
    kept = kind(path)
    for cookie in jar:
        kept.set_cookie(cookie)
    kept.save(ignore_discard=True)
    print(open(path).read())
    again = kind()
    again.load(path, ignore_discard=True)
    print(again)
jar.clear('www.example.com', '/', 'a')
print(len(jar), repr(list(jar)[0]))
readline.add_history('one')
print(readline.get_current_history_length(), readline.get_history_item(1), readline.get_completer())
