import functools, inspect

def f(a, b: int = 1, /, c=2, *args: str, d, e=3, **kw) -> float:
    """The first line.

        Indented.
    """

def g(): yield 1
async def co(): pass
async def ag(): yield 1

class Base:
    """Base doc."""
    def method(self, x, y=1):
        """Method doc."""
    @classmethod
    def kind(cls, z): pass
    @staticmethod
    def plain(w=0): pass
    @property
    def prop(self): """Prop doc."""

class Derived(Base):
    def __init__(self, value, *, flag=False): self.value = value
    def method(self, x, y=1): pass
    def __call__(self, q): pass

print(inspect.signature(f), inspect.getdoc(f), sep='\n')
for each in (g, co, ag, Base, Derived, Derived(1), Derived(1).method, Base.kind, Base.plain, functools.partial(f, 1, c=5), functools.partial(Base.plain, 3), lambda x, *, y: 0):
    print(inspect.signature(each))
print(inspect.getfullargspec(f))
print(list(inspect.signature(f).parameters.values()))
bound = inspect.signature(f).bind(1, 2, 3, 4, 5, d=6, z=7)
print(bound, bound.args, bound.kwargs)
bound = inspect.signature(Derived).bind(1)
bound.apply_defaults()
print(bound.arguments)
for args, kwargs in (((), {}), ((1, 2, 3, 4), {}), ((1,), {'q': 1}), ((1,), {'value': 2})):
    try:
        inspect.signature(Derived).bind(*args, **kwargs)
    except TypeError as error:
        print(error)
for test in (inspect.isfunction, inspect.ismethod, inspect.isclass, inspect.isbuiltin, inspect.isgenerator, inspect.iscoroutine, inspect.isgeneratorfunction, inspect.iscoroutinefunction,
             inspect.isasyncgenfunction, inspect.isroutine, inspect.isawaitable, inspect.ismethoddescriptor, inspect.isdatadescriptor, inspect.isabstract, inspect.iscode):
    print(test.__name__, [int(test(each)) for each in (f, g, co, ag, Base, Base.prop, Derived(1).method, len, [].append, list.append, int.real, g(), f.__code__)])
print(inspect.getdoc(Derived), inspect.getdoc(Derived.method), inspect.getdoc(Base.prop))
print([name for name, value in inspect.getmembers(Derived(1)) if not name.startswith('__')], inspect.getmembers(Derived, inspect.isfunction)[0][0])
generator = g()
print(inspect.getgeneratorstate(generator), next(generator), inspect.getgeneratorstate(generator), inspect.getgeneratorlocals(generator))
generator.close()
print(inspect.getgeneratorstate(generator))
coroutine = co()
print(inspect.getcoroutinestate(coroutine))
coroutine.close()
print(inspect.getsource(Base.plain), inspect.getsourcelines(g), inspect.getcomments(g))
print(inspect.currentframe().f_lineno, inspect.stack()[0].function, inspect.getframeinfo(inspect.currentframe()).code_context)
print(inspect.cleandoc('  a\n    b\n      c\n\n'), inspect.getmro(Derived), inspect.getmodulename('/x/y.py'))
def outer():
    x = 1
    def inner(): return x + len([]) + undefined
    return inner
print(inspect.getclosurevars(outer()))
print(type(inspect.getattr_static(Derived(1), 'prop')), inspect.getattr_static(Derived(1), 'value'), inspect.getattr_static(Base, 'nothing', 'default'))
print(inspect.Parameter('x', inspect.Parameter.KEYWORD_ONLY, default=1), repr(inspect.Parameter.VAR_KEYWORD), inspect.Parameter.VAR_POSITIONAL.description)
