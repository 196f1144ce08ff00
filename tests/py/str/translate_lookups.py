# How often translate() looks a character up: once in ASCII text that stays so; what ends a row of deleted ones, twice.
class T:
    def __init__(s,f): s.f=f; s.n=[]
    def __getitem__(s,k): s.n.append(k); return s.f(k)
def up(k): return k-32 if 97<=k<=122 else k
def dele(k):
    if k==97: return None
    raise LookupError
def wide(k): return 'é' if k==98 else k
def two(k): return 'xy' if k==98 else chr(k)
def bad(k): return 0x110000 if k==98 else k
def badt(k): return 2.5 if k==98 else k
for f in (up,dele,wide,two,bad,badt):
    for s in ('abcabcabc','aabbccé','','xxaaab'):
        t=T(f)
        try: r=s.translate(t)
        except Exception as e: r=repr(e)
        print(f.__name__, ascii(r), t.n)
s='aaa'; print(s.translate({}) is s, s.translate({97:97}) is s, s.translate({97:'b'}))
