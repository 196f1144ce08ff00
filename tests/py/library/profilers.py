import cProfile, pstats, profile, io, re, math
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
class C:
    def m(self): return sorted([3,1,2], key=lambda x: -x)
def work():
    fib(8); C().m(); l=[]; l.append(1); math.sqrt(4); ' '.join(['a']); dict.fromkeys('ab'); int.from_bytes(b'a','big'); len(l)
    for i in gen(): pass
def gen():
    yield 1; yield 2
def clean(text): return re.sub(r"0x\w+", "0x", re.sub(r"\d+\.\d{3}", "T", text))
def show(s, how='print_stats', *a):
    out=io.StringIO(); s.stream=out; getattr(s,how)(*a); print(clean(re.sub(r"0x\w+","0x",out.getvalue())))
pr = cProfile.Profile(); pr.enable(); work(); pr.disable()
s = pstats.Stats(pr).strip_dirs(); s.sort_stats('stdname'); show(s); show(s,'print_callers'); show(s,'print_callees')
s.sort_stats('calls','name'); show(s,'print_stats',3); show(s,'print_stats','fib'); show(s,'print_stats',.5); s.sort_stats(pstats.SortKey.NFL); s.reverse_order(); show(s,'print_stats', 'profilers', 2)
s.sort_stats(-1); show(s)
show(s, 'print_stats', '(')
try: s.sort_stats('x')
except KeyError as e: print('KeyError', e)
try: s.sort_stats('calls', pstats.SortKey.NAME)
except TypeError as e: print(e)
print(sorted(s.get_sort_arg_defs()))
import contextlib
out=io.StringIO()
with contextlib.redirect_stdout(out): cProfile.run('fib(5)'); profile.run('fib(5)'); cProfile.runctx('work()', globals(), {}, sort='ncalls')
print('\n'.join(sorted(clean(out.getvalue()).split('\n'))))
p=profile.Profile(); print(p.runcall(C().m)); p.create_stats(); s=pstats.Stats(p); show(s.strip_dirs().sort_stats('name')); show(s,'print_callers'); show(s,'print_callees')
try: pstats.Stats(cProfile.Profile())
except TypeError as e: print(re.sub('0x\w+','0x',str(e)))
