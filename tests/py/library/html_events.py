from html.parser import HTMLParser
class P(HTMLParser):
    def __init__(self,**k): self.ev=[]; super().__init__(**k)
    def __getattribute__(self,n):
        if n.startswith('handle_') or n=='unknown_decl':
            return lambda *a: self.ev.append((n[7:],)+a)
        return super().__getattribute__(n)
for s in ['</$><a>x','</ a>x','</a b="c">y','<script><b></script>','<script>x</b></script>','<script>a</scripty>b</script>','<script>&amp;</scr ipt></script >','<script></$</script>','<style> a<b </style><c></a</a>','<a$><b$c</b$c><d></d><</x>','</ x="1">','</1>','<a"b>','<$$>','</#><!a>','</a/><b></b/ >','<script>foo = "</" + "script>"</script>z','<br></label</p><br></br></html','</<h','</label></</li>','<script>abc','<style>a</styl','<script>a</script','<p','<p a','<a>b<','</p','x&','<a>x</a','<!DOC','<a b="']:
    for conv in (True,False):
        p=P(convert_charrefs=conv); p.feed(s); p.close(); print(conv,s,p.ev)
for s in ("<p>&#bad;</p>", "&entityref x &copy <x>", "&#x", "&a", "&#1", "a &#3 b", "<![CDATA[x]]>y", "<img/><br / >", "&CounterClockwiseContourIntegral; &notit; &ampx"):
    for conv in True, False:
        for whole in True, False:
            p = P(convert_charrefs=conv)
            for part in [s] if whole else s:
                p.feed(part)
            p.close()
            print(conv, s, [e for e in p.ev if e[0] != "data"], "".join(e[1] for e in p.ev if e[0] == "data"))
import html.entities
print(len(html.entities.html5), html.entities.html5["NotEqualTilde;"], list(html.entities.html5)[:5])
