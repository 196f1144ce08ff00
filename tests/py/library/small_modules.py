import getopt, shlex, graphlib, sched, cmd, zoneinfo, html, html.entities, uuid, io, sys
from urllib.parse import *
from html.parser import HTMLParser
def err(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
for a in (['-a','-b','x','--cond','foo','rest'],['-abfoo','--con=foo','r'],['-x'],['-b'],['--zz'],['--cond'],['--co','1'],['-a','--','-b'],['x','-a'],['--flag=1'],['--f'],[]):
    err(lambda: getopt.getopt(a,'ab:',['cond=','flag','flog','conx'])); err(lambda: getopt.gnu_getopt(a,'ab:',['cond=','flag']))
for s in ('a b c','a "b c" \'d e\' f\\ g','x "a\\"b" # comment','""','a\'b\'c','unclosed "x','esc\\','--opt="v w" a=b','a;b|c && d'):
    err(lambda: shlex.split(s)); err(lambda: shlex.split(s,comments=True)); err(lambda: shlex.split(s,posix=False)); err(lambda: list(shlex.shlex(s))); err(lambda: list(shlex.shlex(s,posix=True,punctuation_chars=True)))
print([shlex.quote(x) for x in ('','a','a b',"it's",'a/b.c','é','$x')], shlex.join(['a b','c']))
g=graphlib.TopologicalSorter({'D':{'B','C'} and ['B','C'],'C':['A'],'B':['A']}); print(list(g.static_order())); err(lambda: list(graphlib.TopologicalSorter({1:[2],2:[3],3:[1]}).static_order())); t=graphlib.TopologicalSorter(); t.add('x','y'); t.prepare(); print(t.get_ready(), t.is_active(), bool(t)); t.done('y'); print(t.get_ready()); err(lambda: t.done('y')); err(lambda: t.done('zz')); err(lambda: t.add(1)); err(lambda: graphlib.TopologicalSorter().get_ready())
now=[0]
def delay(n): now[0]+=n
s=sched.scheduler(lambda: now[0], delay); s.enter(5,1,print,('five',)); s.enter(1,1,print,argument=('one',)); e=s.enter(3,1,print,('x',)); s.enter(1,0,print,kwargs={'sep':'-'}); s.cancel(e); print(len(s.queue), s.empty()); s.run(); print(now, s.empty())
class Sh(cmd.Cmd):
    prompt='> '
    def do_hi(self,a): 'say hi'; print('hi',a,file=self.stdout)
    def do_quit(self,a): return True
    def help_topic(self): print('topic help',file=self.stdout)
out=io.StringIO(); c=Sh(stdin=io.StringIO('hi bob\n\nhelp\nhelp hi\n? topic\nhelp zz\nbad cmd\nquit\n'),stdout=out); c.use_rawinput=False; c.cmdloop('Welcome'); print(out.getvalue()); c.onecmd('hi there'); c.columnize([f'item{i}' for i in range(30)],60); print(out.getvalue()[-500:])
print(zoneinfo.ZoneInfo('UTC'), repr(zoneinfo.ZoneInfo('UTC')), zoneinfo.ZoneInfo('UTC') is zoneinfo.ZoneInfo('UTC')); err(lambda: zoneinfo.ZoneInfo('Nope/Zone'))
print(html.escape('<a href="x">\'&</a>'), html.escape('"<',quote=False), html.unescape('&lt;&amp;&gt;&quot;&#39;&#x27;&eacute;&copy&nbsp;&notit;&foo;&#128;&#0;&#xD800; &#x1F600; &hearts;&amp'), html.entities.name2codepoint['eacute'], len(html.entities.name2codepoint), html.entities.codepoint2name[8364])
class P(HTMLParser):
    def handle_starttag(self,t,a): print('start',t,a,self.getpos())
    def handle_endtag(self,t): print('end',t)
    def handle_data(self,d): print('data',repr(d))
    def handle_comment(self,d): print('comment',repr(d))
    def handle_decl(self,d): print('decl',d)
    def handle_pi(self,d): print('pi',d)
    def handle_startendtag(self,t,a): print('startend',t,a,self.get_starttag_text())
p=P(); p.feed('<!DOCTYPE html>\n<html><body class="a b" id=x checked>Hi &amp; <b>bold</b><br/><img src="a.png" alt=\'q"q\' />\n<!-- c --><?pi x><script>if (a<b) {}</script><p>a < b</p><a href=/x/>y</a></body></html>trail'); p.close()
class R(P):
    def handle_entityref(self,n): print('ent',n)
    def handle_charref(self,n): print('char',n)
r=R(convert_charrefs=False); r.feed('a&lt;b&#62;c & d'); r.close()
for u in ('http://user:pw@www.Example.com:8080/path;params/x;y?q=1&r=2#frag','mailto:a@b.c','//host/p','/just/path?x','file:///etc/x','http://[::1]:80/','a:b','http://h:99999/','http://h:x/','?q','#f','','HTTP://X','tel:123;x=1','http://a/b?c#'):
    err(lambda: urlparse(u)); err(lambda: urlsplit(u)); err(lambda: urlparse(u).geturl()); err(lambda: (urlparse(u).hostname,urlparse(u).port,urlparse(u).username,urlparse(u).password))
for r_ in ('g:h','g','./g','g/','/g','//g','?y','g?y','#s','g#s',';x','g;x','','.','./','..','../','../g','../..','../../g','../../../g','/./g','g..','./../g','g/../h','http:g'): print(urljoin('http://a/b/c/d;p?q',r_), end=' ')
print(urlsplit(b'http://x/y?z'), urldefrag('http://a/b#c'), quote('a b/ü&=~'), quote('/x',safe=''), quote_plus('a b+c'), unquote('a%20b%C3%BC%zz%'), unquote_plus('a+b%2B'), unquote_to_bytes('a%ffb'), quote(b'\xff x'), urlencode({'a':1,'b':'x y','c':['1','2']}), urlencode({'a':[1,2]},doseq=True), urlencode([('k','v&=')]), parse_qs('a=1&a=2&b=&c'), parse_qs('a=1&b=',keep_blank_values=True), parse_qsl('x=%20y+z&q=1;w=2'), urlunsplit(('http','h','/p','q','')), urlparse('http://x')._replace(path='/z').geturl()); err(lambda: parse_qsl('a',strict_parsing=True)); err(lambda: urljoin('a',b'b')); err(lambda: quote(5)); err(lambda: urlencode('abc')); err(lambda: urlparse('http://[x'))
u=uuid.UUID('12345678-1234-5678-1234-567812345678'); print(u,repr(u),u.hex,u.int,u.bytes,u.bytes_le,u.fields,u.urn,u.variant,u.version,u.time,u.clock_seq,u.node,hash(u)==hash(u.int),u<uuid.UUID(int=1), uuid.uuid3(uuid.NAMESPACE_DNS,'python.org'),uuid.uuid5(uuid.NAMESPACE_URL,'x'),uuid.uuid4().version,uuid.uuid1().version,uuid.uuid1().variant,len(str(uuid.uuid4())))
err(lambda: uuid.UUID('x')); err(lambda: uuid.UUID()); err(lambda: uuid.UUID(int=1<<128)); err(lambda: setattr(u,'int',5)); err(lambda: uuid.UUID(bytes=b'x')); import pickle,copy; print(pickle.loads(pickle.dumps(u))==u, copy.copy(u), {u:1}[uuid.UUID('{12345678123456781234567812345678}')])
