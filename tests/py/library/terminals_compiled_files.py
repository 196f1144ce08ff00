import warnings; warnings.simplefilter('ignore')
import termios, tty, fcntl, rlcompleter, py_compile, compileall, imp, crypt, os, sys, shutil, io, contextlib
# Terminals, completion, compiled files, imp.
for f in (lambda: termios.tcgetattr(-1), lambda: termios.tcgetattr('x'), lambda: termios.tcsetattr(0,0,[]), lambda: fcntl.flock(-1, 1), lambda: fcntl.fcntl('x', 1)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
f = open('lockme','w'); print(fcntl.flock(f, fcntl.LOCK_EX), fcntl.lockf(f, fcntl.LOCK_UN), fcntl.fcntl(f, fcntl.F_GETFD), termios.TCSANOW, tty.CC); 
try: termios.tcgetattr(f)
except termios.error as e: print(e)
f.close(); os.remove('lockme')
class Q:
    attr = 1
    @property
    def prop(self): raise ValueError
    def meth(self): pass
    def args(self, x): pass
    __priv = 2
c = rlcompleter.Completer({'alpha': 1, 'alphabet': len, 'q': Q(), 'nothing': lambda: 0, 'os': os})
def all_(t):
    r=[]; i=0
    while (x:=c.complete(t,i)) is not None: r.append(x); i+=1
    return r
for t in ('al','fin','els','q.','q.a','q.p','q._','q.__priv','wh','noth','nope.x','tr','imp', 'prin', 'a.b.c'): print(t, all_(t) if t != 'q._' else len(all_(t))>3)
try: rlcompleter.Completer(3)
except TypeError as e: print(e)
os.makedirs('pc/in', exist_ok=True); open('pc/good.py','w').write('x = 42\n'); open('pc/bad.py','w').write('x = = 1\n'); open('pc/in/deep.py','w').write('y=1\n')
print(py_compile.compile('pc/good.py'), py_compile.compile('pc/good.py', 'pc/out.pyc'), open('pc/out.pyc','rb').read(4) == imp.get_magic())
try: py_compile.compile('pc/bad.py', doraise=True)
except py_compile.PyCompileError as e: print(e); print(e.exc_type_name, e.file)
print(compileall.compile_dir('pc', quiet=0), compileall.compile_dir('pc', quiet=2), compileall.compile_file('pc/good.py', quiet=1), compileall.compile_file('pc/in/deep.py', force=True))
print(imp.load_source('good', 'pc/good.py').x, 'good' in sys.modules, imp.load_compiled('good2', 'pc/out.pyc').x)
f, p, d = imp.find_module('deep', ['pc/in']); print(p, d, f.read()); f.close()
m = imp.load_module('deep2', *imp.find_module('deep', ['pc/in'])); print(m.y)
try: imp.find_module('zzz', ['pc'])
except ImportError as e: print(e)
print(imp.cache_from_source('a/b.py'), imp.source_from_cache('a/__pycache__/b.cpython-311.pyc'), imp.get_tag(), imp.new_module('nn'), imp.is_builtin('sys')!=0, imp.PKG_DIRECTORY, imp.get_suffixes()[-2:])
shutil.rmtree('pc')
print(crypt.methods[0], len(crypt.mksalt(crypt.METHOD_SHA256)), crypt.mksalt(crypt.METHOD_SHA256, rounds=5000)[:15])
try: crypt.mksalt(crypt.METHOD_MD5, rounds=3)
except ValueError as e: print(e)
