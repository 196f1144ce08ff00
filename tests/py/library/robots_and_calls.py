"""urllib.robotparser; functions called over XML-RPC."""
import threading
import urllib.robotparser
import xmlrpc.client
from xmlrpc.server import SimpleXMLRPCServer

robots = urllib.robotparser.RobotFileParser()
robots.parse('''User-agent: bot
Crawl-delay: 3
Request-rate: 9/30
Disallow: /private/
Allow: /

# others
User-agent: *
Disallow: /tmp
Disallow: /a%20b

Sitemap: http://x/map.xml'''.splitlines())
for agent, path in ('bot/1.0', '/private/x'), ('Bot', '/open'), ('other', '/tmp/x'), ('other', '/a b'), ('other', '/'):
    print(agent, path, robots.can_fetch(agent, path))
print(robots.crawl_delay('bot'), robots.request_rate('bot'), robots.crawl_delay('x'), robots.site_maps(), robots.mtime() > 0)
print(robots)


class Methods:
    def shout(self, text):
        """Louder."""
        return text.upper()

    def _hidden(self):
        return 'secret'


server = SimpleXMLRPCServer(('127.0.0.1', 0), logRequests=False, allow_none=True)
server.register_function(pow)
server.register_function(lambda a, b: a / b, 'divide')
server.register_instance(Methods())
server.register_introspection_functions()
server.register_multicall_functions()


@server.register_function
def echo(*values):
    return values


threading.Thread(target=server.serve_forever, daemon=True).start()
proxy = xmlrpc.client.ServerProxy(f'http://127.0.0.1:{server.server_address[1]}', allow_none=True)
print(proxy.pow(2, 10), proxy.shout('hi'), proxy.echo(1, 'two', 3.0, [None, {'k': True}]), proxy.system.listMethods(), proxy.system.methodHelp('shout'))
for wrong in (lambda: proxy.divide(1, 0), lambda: proxy._hidden(), lambda: proxy.missing(), lambda: proxy.echo(object())):
    try:
        print(wrong())
    except xmlrpc.client.Fault as fault:
        print(fault.faultCode, fault.faultString)
    except TypeError as error:
        print('TypeError')
many = xmlrpc.client.MultiCall(proxy)
many.pow(3, 2)
many.shout('b')
print(list(many()))
server.shutdown()
server.server_close()
