# Documentation as text: functions, classes, what kind of thing something is.
import io
import pydoc
class Plain:
    __slots__ = ()
class A(Plain):
    """A doc.

    More."""
    __slots__ = ()
    x = 1
    y: int = 2
    def f(self, a, b=2, *c, d: int = 3, **e) -> str:
        """Do f."""
    def g(self): pass
    @classmethod
    def k(cls): "class m"
    @staticmethod
    def s(a): "static"
    @property
    def p(self):
        "prop"
    lam = lambda self, z: z
class B(A):
    __slots__ = ('q',)
    def f(self, a): pass
    def __len__(self): return 0
def func(a, b=1):
    """Function doc

    second."""
def nodoc(x): pass
async def co(x): "coro"
for o in (B, func, nodoc, co, A().f, A.f, A.p, A.k):
    print(pydoc.render_doc(o, renderer=pydoc.plaintext).replace('\n', '\n>'))
print(pydoc.render_doc(A(), 'Help on %s:', renderer=pydoc.plaintext).splitlines()[:3])
print(pydoc.render_doc(3, 'Help on %s:', renderer=pydoc.plaintext).splitlines()[:3])
print(pydoc.describe(A), pydoc.describe(func), pydoc.describe(3), pydoc.describe(pydoc), pydoc.describe(len), pydoc.describe(A.p), pydoc.describe(B.q), pydoc.describe(int.real), pydoc.describe([].append))
helper = pydoc.Helper(output=io.StringIO())
helper(func)
helper('no.such.thing')
print(helper.output.getvalue(), repr(helper))
pydoc.help(nodoc)
for name in 'pydoc.locate', 'no.such':
    try:
        print(pydoc.resolve(name)[0].__name__)
    except ImportError as error:
        print(error)
print(pydoc.plain('a\ba_\bb'), pydoc.text.bold('ab') == 'a\bab\bb', pydoc.text.repr(list(range(40))), pydoc.plaintext.docother(3, 'x'))
print(pydoc.getdoc(A), pydoc.splitdoc(A.__doc__), pydoc.locate('len'), pydoc.locate('no.such'), pydoc.resolve('pydoc.locate')[1], pydoc.classname(A, '__main__'), pydoc.visiblename('__x__'), pydoc.visiblename('_x'))
