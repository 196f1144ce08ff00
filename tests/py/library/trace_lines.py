import trace, linecache
# Lines, functions and callers that trace counts.
SOURCE = """def g(x):
    return x + 1
class K:
    def m(self):
        return g(2)
def f():
    for i in range(2):
        g(i)
    return K().m()
"""
fn = '<traced>'
linecache.cache[fn] = (len(SOURCE), None, SOURCE.splitlines(True), fn)
space = {'__file__': 'traced.py', '__name__': 'traced'}
exec(compile(SOURCE, fn, 'exec'), space)
f = space['f']
t = trace.Trace(count=1, trace=1)
print(t.runfunc(f))
print(sorted((line, times) for (_, line), times in t.results().counts.items()))
t = trace.Trace(count=0, trace=0, countfuncs=1)
t.runfunc(f)
print(sorted(k[2] for k in t.results().calledfuncs))
t = trace.Trace(count=0, trace=0, countcallers=1)
t.runfunc(f)
print(sorted((k[0][2], k[1][2]) for k in t.results().callers))
t = trace.Trace(count=1, trace=0)
t.runctx('x = f()', {'f': f}, {})
r = t.results()
other = trace.CoverageResults(r.counts)
other.update(r)
print(sorted(other.counts.values()), r.is_ignored_filename('<string>'))
print(trace.Trace(count=0, trace=0).runfunc(f))
t = trace.Trace(count=1, trace=1, ignoremods=['traced'])
t.runfunc(f)
print(t.counts)
