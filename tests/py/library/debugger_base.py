import bdb, sys, os, linecache
# Bdb stops, breakpoints and their texts.
SOURCE = '''def g(x):
    y = x + 1
    return y
def gen():
    yield 1
    yield 2
def f(n):
    a = g(n)
    for i in gen():
        a += i
    try:
        1/0
    except ZeroDivisionError:
        pass
    return a
'''
fn = '<prog>'
linecache.cache[fn] = (len(SOURCE), None, SOURCE.splitlines(True), fn)
exec(compile(SOURCE, fn, 'exec'))
class D(bdb.Bdb):
    def __init__(self, cmds, **k):
        super().__init__(**k); self.cmds=list(cmds)
    def act(self, frame):
        c = self.cmds.pop(0) if self.cmds else 'continue'
        print('     ', c)
        if c in('next','return','until'): getattr(self,'set_'+c)(frame)
        else: getattr(self,'set_'+c)()
    def user_call(self, frame, args): print('call', frame.f_code.co_name, args)
    def user_line(self, frame):
        print('line', frame.f_code.co_name, frame.f_code.co_filename == fn and frame.f_lineno, [x[0].f_code.co_name for x in self.get_stack(frame,None)[0]], self.format_stack_entry((frame,frame.f_lineno)) if frame.f_code.co_filename == fn else '');  self.act(frame)
    def user_return(self, frame, v): print('return', frame.f_code.co_name, v); self.act(frame)
    def user_exception(self, frame, e): print('exc', frame.f_code.co_name, e[0].__name__); self.act(frame)
    def do_clear(self, n): print('clear', n); self.clear_bpbynumber(n)
for cmds in (['step']*40, ['next']*40, ['step']*5+['return','return','next','quit'], ['step','step','step','until','until','until','continue'],['step','return']+['step']*10):
    print('----', cmds[:3])
    d=D(cmds); print(d.runcall(f, 3))
d=D(['step']*3+['quit']); d.run('f(1)', globals()); print(d.runeval('f(2)', globals()))
d=D(['continue']*10)
print(d.set_break(fn, 2), d.set_break(fn, 9999) is not None, d.set_break(fn, 10, True, 'i==2'), d.set_break(fn,7,funcname='f'))
d.runcall(f, 5)
for b in bdb.Breakpoint.bpbynumber:
    if b: print(b.bpformat().replace(fn,'F')); print(str(b).replace(fn,'F')); b.bpprint(open(os.devnull,'w'))
print({os.path.basename(k):v for k,v in d.get_all_breaks().items()}, d.get_break(fn,2), len(d.get_breaks(fn,2)), d.get_file_breaks(fn))
for a in ('','x','99','2'):
    try: d.get_bpbynumber(a)
    except ValueError as e: print(e)
    print(d.clear_bpbynumber(a))
print(d.clear_break(fn, 77).replace(fn,'F'), d.clear_break('nope',1).replace(os.path.abspath('nope'),'/nope'), d.clear_break(fn,2))
print(d.clear_all_file_breaks(fn), d.clear_all_breaks())
try: bdb.Bdb().do_clear(1)
except NotImplementedError as e: print(e)
