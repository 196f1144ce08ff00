import tomllib, io
from decimal import Decimal
ok = r'''
title = "TOML" # c
a.b.c = 1
a.b.d = [1, 2, [3, "x"], ] 
"quoted key" = 'lit\n'
'k' = """
multi \
   line "q" ""\""
x"""
ml = """""two"""""
l = ''' + "'''\nraw\\n''x'''''" + r'''
dates = [1979-05-27T07:32:00Z, 1979-05-27 00:32:00.999999999-07:00, 1979-05-27T07:32:00, 1979-05-27, 07:32:00, 00:32:00.5]
nums = [+99, 42, 0, -17, 1_000, 0xDEAD_beef, 0o755, 0b1101, 1.0, -0.01, 5e+22, 1e06, 6.626e-34, inf, -inf, 9_224.617]
t = true
f = false
inl = { x = 1, y.z = 2, "q" = {} }
esc = "\b\t\n\f\r\"\\\u00e9\U0001F600"
[servers]
 [servers.alpha]
 ip = "1"
 [servers.beta]
[[products]]
name = "H"
[[products]]
[[products]]
 [products.sub]
 x=1
 [[products.list]]
 y=2
[ d . "e.f" . g ]
3.14 = "pi"
'''
d = tomllib.loads(ok); 
for k,v in d.items(): print(repr(k), repr(v))
print(tomllib.loads('x = 0.1\ny = 1', parse_float=Decimal))
print(tomllib.load(io.BytesIO(b'a = 1\r\nb = "x"\r\n')))
for f in (lambda: tomllib.load(io.StringIO('a=1')), lambda: tomllib.loads(b'a'), lambda: tomllib.loads('x=0.1',parse_float=lambda s: [])):
    try: f()
    except Exception as e: print(type(e).__name__, e)
print(tomllib.loads('nan = nan')['nan'])
bad = ['a', 'a =', 'a = 1 b = 2', 'a = 1\na = 2', 'a.b = 1\na = 2', 'a = 1\na.b = 2', '[a]\n[a]', '[a]\nb=1\n[a.b]', '[[a]]\n[a]', '[a]\n[[a]]', 'a = [1,2\n', 'a = [1 2]', 'a = {b=1', 'a = {b=1,}', 'a={b=1}\na.c=2', 'a={b=1}\n[a.c]', 'a=[]\n[[a]]', 'a=[1]\n[a]', '[a', '[a]]', '[[a]', '[]', '= 1', 'a = "x', 'a = "x\ny"', "a = 'x", "a = 'x\ny'", 'a = """x', "a = '''x", 'a = "\\x"', 'a = "\\u12"', 'a = "\\ud800"', 'a = 1979-13-01', 'a = 1979-02-30', 'a = 25:00:00', 'a = 01', 'a = 1__0', 'a = 0x', 'a = .5', 'a = 5.', 'a = 1e', 'a = tru', 'a = inf1', '# \x01', 'a = "\x01"', "a='\x7f'", '"a" b = 1', 'a.. = 1', '!', 'a = {b = 1, b = 2}', 'a = {b.c = 1, b = 2}', 'a={b={c=1}, b.d=2}','a={b=1, b.c=2}', '[a]\nb.c=1\n[a.b]', '[a.b]\n[a]\nb.c=1', '[a.b.c]\n[a]\nb.d=1\n', 'a.b=1\n[a]\n', 'a.b.c=1\n[a.b]','[a.b.c]\n[a.b]\nx=1\n[a]\ny=1', 'a = """\\ x"""', 'a = "x" # \x00', '\ufeffa=1', 'a = 1\r', 'a=[1,#c\n2,\n]', '[[a.b]]\n[a]\nb.c=1', '[a]\n[a.b]\n[a.b]', '[[a]]\nb=1\n[[a.b]]','a=1\n[a.b]', 'a=1\n[[a.b]]','a = "abc\\', 'a."b', 'x = [{a=1},{a=2}]\n[[x]]', 'a = {\n}']
for b in bad:
    try: print(repr(b), 'OK', tomllib.loads(b))
    except tomllib.TOMLDecodeError as e: print(repr(b), e)
