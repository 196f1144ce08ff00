import symtable, _symtable
# The compiler's table of names.
SOURCE = '''
from __future__ import annotations
import os
x: int = 1
def f(a, *args, b=1, **kw):
    global g
    y = [i for i in a]
    z = lambda q: q + y
    def inner():
        nonlocal y
        y = 2
        return {k: v for k, v in b}, {s for s in b}, (t for t in b)
    async def co(): pass
    return inner
class C(object):
    attr = 1
    def __m(self): return __class__, self.__x
    def n(self) -> str: return attr
def twice(): pass
def twice(p, /): pass
'''
def show(t, depth=0):
    print(' ' * depth, t.name, t.type, t.lineno, t.nested, t.symbols, t.varnames)
    for c in t.children: show(c, depth + 2)
show(_symtable.symtable(SOURCE, '<s>', 'exec'))
for text, mode in (('x+1', 'eval'), ('x=1', 'single'), (b'def f(): pass', 'exec')): show(_symtable.symtable(text, '<s>', mode))
for given in (('x', 'f', 'foo'), ('x = ', 'f', 'exec'), ('def f():\n  nonlocal q', 'f', 'exec'), ('def f(a, a): pass', 'f', 'exec')):
    try: symtable.symtable(*given)
    except Exception as e: print(type(e), e)
QUESTIONS = ('is_referenced is_parameter is_global is_nonlocal is_declared_global is_local is_annotated is_free is_imported is_assigned '
             'is_namespace').split()
def tell(t):
    print(t, t.get_type(), t.get_name(), t.get_lineno(), t.is_optimized(), t.is_nested(), t.has_children(), list(t.get_identifiers()))
    for s in t.get_symbols():
        print('  ', s, s.get_name(), [q for q in QUESTIONS if getattr(s, q)()], s.get_namespaces())
        try: print('  ', s.get_namespace())
        except ValueError as e: print('  ', e)
    if t.get_type() == 'function': print(t.get_parameters(), t.get_locals(), t.get_globals(), t.get_nonlocals(), t.get_frees())
    if t.get_type() == 'class': print(t.get_methods())
    for c in t.get_children(): tell(c)
table = symtable.symtable(SOURCE, 'file.py', 'exec')
tell(table)
print(table.lookup('f') is table.lookup('f'), table.lookup('f').get_namespace() is table.get_children()[0])
try: table.lookup('nope')
except KeyError as e: print('KeyError', e)
