"""The whole of traceback: frames with their carets, chains, groups, notes, limits, classes of one's own."""
import builtins, io, sys, traceback


def print(*values, **options):
    options.pop("file", None)
    text = io.StringIO()
    builtins.print(*values, file=text, **options)
    builtins.print(text.getvalue().replace(__file__, "FILE"), end="")


def f(x): return x/0   
def g(n):
    if n: return g(n - 1)
    a = {'k': [1]}; loc = 'é'
    return a['k'][5] + \
        1
class Bad(Exception):
    def __str__(self): 1/0
def run(fn, *a):
    try: fn(*a)
    except BaseException as e: return e
def show(e, **k):
    for t in traceback.format_exception(e, **k): print(repr(t))
    print(traceback.format_exception_only(e))
e1 = run(f, 1); e2 = run(g, 10); e3 = run(g, 3)
for e in (e1, e2, e3, Bad(1), None, run(exec, 'x = = 1'), run(exec, '\tx = ('), SyntaxError('m'), SyntaxError('m', ('f.py', None, None, None)), SyntaxError('m', ('f', 3, 5, '  abc def\n', 3, 8)), SyntaxError('m', ('f', 3, 0, '  abc def\n')), SyntaxError(), KeyError('x'), OSError(2, 'no'), ValueError()): show(e)
for lim in (0, 1, -1, 3, -3, 100): print(lim, traceback.format_tb(e2.__traceback__, lim)); show(e2, limit=lim)
def chained():
    try: f(1)
    except ZeroDivisionError as e:
        try: raise KeyError('k') from e
        except KeyError: raise ValueError('v')
def sup():
    try: f(1)
    except ZeroDivisionError: raise ValueError('v') from None
for fn in (chained, sup):
    e = run(fn); show(e); show(e, chain=False); t = traceback.TracebackException.from_exception(e); print(t.__cause__, t.__context__, t.__suppress_context__, t.exc_type, t.stack, t == traceback.TracebackException.from_exception(e), t == 1, hash(t) if 0 else '')
n = ValueError('notes'); n.add_note('a\nb'); n.add_note(''); show(n); n.__notes__ = 5; show(n); n.__notes__ = ['x', 5, Bad()]; show(n); n.__notes__ = 'ab'; show(n)
def grp(depth=2, width=3):
    es = [run(f, 1), run(g, 1), n]
    for i in range(depth): es = [ExceptionGroup('lvl%d' % i, es), *[ValueError(j) for j in range(width)]]
    try: raise TypeError('inner')
    except TypeError: raise ExceptionGroup('top', es)
e = run(grp); print(''.join(traceback.format_exception(e)))
e = run(grp, 12, 1); print(''.join(traceback.format_exception(e)))
e = run(grp, 1, 20); print(''.join(traceback.format_exception(e))); print(''.join(traceback.TracebackException.from_exception(e, max_group_width=2, max_group_depth=1).format()))
print(''.join(traceback.TracebackException.from_exception(e2.__context__ or run(f, 1), capture_locals=True).format()).split("fn =")[0])
s = traceback.extract_tb(e2.__traceback__); print(s, s[0], list(s[0]), s[0].colno, s[0].end_colno, s[0].end_lineno, s[0].locals, s[0] == tuple(s[0]), s[0] == s[1], len(s[0]), s[0][-1]); print(s.format()); print(traceback.format_list([('a', 1, 'n', 'line  '), ('a', 1, 'n', None), s[0]]))
def st(): return traceback.extract_stack(), traceback.format_stack(limit=1), list(traceback.walk_stack(sys._getframe()))[0][1], traceback.StackSummary.extract(traceback.walk_stack(None))
r = st(); print(r[0], r[1], r[2], r[3])
b = io.StringIO(); traceback.print_stack(file=b); traceback.print_tb(e1.__traceback__, file=b); traceback.print_list(s, file=b); traceback.print_exception(e1, file=b); print(b.getvalue())
try: f(2)
except Exception: print(traceback.format_exc())
print(repr(traceback.format_exc()))
for a in ((1,), (e1, e1), ('x',)):
    try: traceback.format_exception(*a)
    except Exception as e: print(type(e).__name__, e)
try: traceback.print_last()
except ValueError as e: print(e)
class SS(traceback.StackSummary):
    def format_frame_summary(self, fs): return None if fs.name == 'g' else fs.name + '\n'
print(SS.extract(traceback.walk_tb(e2.__traceback__)).format())
sys.tracebacklimit = 2; show(e2); del sys.tracebacklimit
try: pritn(1)
except NameError as e: print(traceback.format_exc())
def wide(): return '日本' + 1 + ('é' * 2)
show(run(wide)); show(run(lambda: (1).x  .y)); show(run(lambda: [1][2 ] [3])); show(run(lambda: ( 1 ) // ( 0 ))); show(run(lambda: 1 if 1/0 else 2)); show(run(lambda: print(*5)))
o = Exception(); o.__cause__ = o; show(o); p = Exception('p'); o2 = Exception('o2'); p.__context__ = o2; o2.__context__ = p; show(p)
traceback.clear_frames(e2.__traceback__)
print(traceback.FrameSummary('f', 1, 'n', locals={'b': 1, 'a': Bad()}).locals, traceback.FrameSummary('f', None, 'n').line, repr(traceback.FrameSummary('nof', 3, 'n').line), sorted(traceback.__all__))
