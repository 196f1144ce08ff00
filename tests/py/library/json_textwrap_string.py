import json, textwrap, string, math
from collections import OrderedDict, namedtuple
def err(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
objs=[None,True,1,1.5,'a"\\\n\x00é😀\x7f/',[],{},[1,[2,[3]],{}],{'a':1,'b':[1,2,{'c':None}]},{1:2,None:3,True:4,1.5:5},(1,2),float('nan'),[float('inf'),-float('inf')],{'k':()},10**30,1e100,'',OrderedDict(z=1,a=2)]
for o in objs:
    for k in ({},{'indent':2},{'indent':0},{'indent':'\t'},{'separators':(',',':')},{'ensure_ascii':False},{'sort_keys':True} if not (isinstance(o,dict) and 1 in o) else {}): err(lambda: json.dumps(o,**k))
    print(list(json.JSONEncoder().iterencode(o)), list(json.JSONEncoder(indent=1).iterencode(o)))
class C:
    pass
class E(json.JSONEncoder):
    def default(self,o): return [o.real,o.imag] if isinstance(o,complex) else super().default(o)
err(lambda: json.dumps(2+1j,cls=E)); print(list(E().iterencode(2+1j)), list(E().iterencode({'x':[2+1j]}))); err(lambda: json.dumps(C())); err(lambda: json.dumps({C:1})); err(lambda: json.dumps({(1,):1,'a':2},skipkeys=True)); err(lambda: json.dumps({(1,):1},skipkeys=True, indent=1)); err(lambda: json.dumps({1,2})); err(lambda: json.dumps(float('nan'),allow_nan=False)); err(lambda: json.dumps(C(),default=lambda o:'X')); err(lambda: json.dumps([C()],default=str and (lambda o: {'c':1}),indent=1))
x=[]; x.append(x); err(lambda: json.dumps(x)); d={}; d['d']=d; err(lambda: json.dumps(d)); err(lambda: json.dumps({'b':1,2:3},sort_keys=True)); err(lambda: json.dumps(b'x'))
for s in ['1','-0','1.5e3','"a\\u00e9\\ud83d\\ude00\\n"','[1, 2 ,3]','{"a": {"b": [true,false,null]}}','NaN','[Infinity,-Infinity]',' [ ] ','{ }','','{','[','[1','[1,','[1,]','{"a"','{"a":','{"a":1','{"a":1,','{"a":1,}','{a:1}','{"a" 1}','"abc','"a\nb"','"\\x"','"\\u12"','"\\','1 2','tru','nul','01','-','1.','.5','+1','[1 2]','{"a":1 "b":2}',"{'a':1}",'\ufeff1','{"a":1,"a":2}','[[[[]]]]','1e','"\ud800"', '{,}', '[,]', '\n\n  x','123456789012345678901234567890', '{"a":}','{"a"x}']:
    print(ascii(s), end=' '); err(lambda: json.loads(s))
err(lambda: json.loads(5)); err(lambda: json.loads(b'{"a":1}')); err(lambda: json.loads('"x"'.encode('utf-16'))); err(lambda: json.loads('{"a":[1,{"b":2}]}',object_hook=lambda d: sorted(d.items()))); err(lambda: json.loads('{"b":1,"a":2}',object_pairs_hook=lambda p: p)); err(lambda: json.loads('[1.5,2,NaN]',parse_float=str,parse_int=float,parse_constant=lambda c: 'C'+c)); err(lambda: json.loads('"a\tb"',strict=False)); err(lambda: json.loads('1',foo=2)); err(lambda: json.JSONDecoder().raw_decode('[1] tail')); err(lambda: json.JSONDecoder().raw_decode('x'))
try: json.loads('{"a":\n  x}')
except json.JSONDecodeError as e: print(e.msg,e.pos,e.lineno,e.colno,e.doc,e, isinstance(e,ValueError))
import io; f=io.StringIO(); json.dump({'a':[1,2]},f); print(f.getvalue()); f.seek(0); print(json.load(f)); P=namedtuple('P','x y'); print(json.dumps(P(1,2)), json.dumps({'p':P(1,2)},indent=2))
ks=json.loads('[{"key":1},{"key":2}]'); print([list(k)[0] for k in ks][0] is [list(k)[0] for k in ks][1], json.decoder.JSONDecodeError is json.JSONDecodeError, json.encoder.JSONEncoder.item_separator, json.__all__)
T="This is a sample text-with hyphens -- and em--dash words, a-b c-d-e; super-long-hyphenated-word 'quoted-text' (paren-thesis) --option-name -x e-mail 12-34 supercalifragilisticexpialidocious. Next sentence! ok? \"Yes.\" End."
w=textwrap.TextWrapper(); print(w._split(T)); print(w._split('what the--hey!'), w._split("foo---bar--"), w._split("a--b c--"), w._split('-- --'), w._split('--a'))
for width in (1,5,10,12,20,40): print(textwrap.wrap(T,width), textwrap.wrap(T,width,break_long_words=False), textwrap.wrap(T,width,break_on_hyphens=False,drop_whitespace=False))
print(textwrap.fill(T,30,initial_indent='* ',subsequent_indent='  ',fix_sentence_endings=True)); print(textwrap.shorten(T,40), textwrap.shorten('hello world',5,placeholder='...')); err(lambda: textwrap.shorten('hello world',3)); err(lambda: textwrap.wrap('x',0)); print(textwrap.wrap(T,20,max_lines=3,placeholder='~'), textwrap.wrap('',10), textwrap.wrap('   ',10), textwrap.wrap('  a  b',4,drop_whitespace=False), textwrap.wrap('a\tb\nc',10,expand_tabs=False,replace_whitespace=False))
print(repr(textwrap.dedent('  a\n    b\n\n  c\n')), repr(textwrap.dedent('\ta\n  b')), repr(textwrap.dedent('   \n  a\n \n')), repr(textwrap.indent('a\n\nb\n','> ')), repr(textwrap.indent('a\n\nb\n','> ',lambda l: True)), repr(textwrap.dedent('''
   x
     y
''')))
t=string.Template('$who likes ${what} $$5 $'); err(lambda: t.substitute(who='a',what='b')); print(t.safe_substitute(who='a')); print(string.Template('$a ${b}').substitute({'a':1},b=2), string.Template('$a $b').get_identifiers() if hasattr(t,'get_identifiers') else '', t.is_valid()); err(lambda: string.Template('$a').substitute()); err(lambda: string.Template('a\nb $!').substitute())
class T2(string.Template): delimiter='%'; idpattern='[a-z]+_[a-z]+'
print(T2('%foo_bar %foo').safe_substitute(foo_bar=1)); 
class T3(string.Template): delimiter='#'
print(T3('#x ## #{y}').substitute(x=1,y=2)); print(string.Template.pattern.pattern[:0], string.Template.delimiter, string.Template.idpattern)
f=string.Formatter(); print(f.format('{} {1} {a!r:>5}','x','y',a='z') if 0 else f.format('{0} {1} {a!r:>5} {b[0]} {c.real} {{}} {0:{w}}','x','y',a='z',b=[1],c=5,w=4)); print(f.format('{} {}',1,2)); err(lambda: f.format('{} {0}',1)); err(lambda: f.format('{x}')); err(lambda: f.format('{}')); err(lambda: f.format('{!x}',1)); err(lambda: f.format('}')); err(lambda: f.format('{')); print(list(f.parse('a{b!r:c{d}}e{{}}')), f.vformat('{0}',(1,),{}), f.get_field('a.b[0]',(),{'a':type('X',(),{'b':[7]})}))
class F(string.Formatter):
    def get_value(self,k,a,kw): return kw.get(k,'?') if isinstance(k,str) else super().get_value(k,a,kw)
    def check_unused_args(self,u,a,k): print(sorted(map(str,u)))
print(F().format('{0} {zz}',1,2)); print(string.capwords('hello  world-foo bar'), string.capwords('a,b',','), string.printable[-6:], string.whitespace, string.punctuation)
