# Node classes, their fields, constructors, and the objects that compile() makes and takes.
import ast
import copy
import pickle
import sys
import gc

tree = ast.parse('''\
"""doc"""
import os.path as p, sys
from . import x as y
async def f(a: int, /, b=2, *c, d, e=3, **g) -> str:
    async with a as b, c: pass
    async for i in j: break
    else: continue
    return await z
@deco(1, *s, k=v, **kw)
class C(B, metaclass=M):
    x: int = 1
    (y): str
    x += 1
    del a[1:2, ::3], b.c
def g():
    global q
    try: yield
    except (A, B) as e: raise E from e
    except: pass
    else: yield from w
    finally: assert t, "m"
try: pass
except* E: pass
match v:
    case [1, -2.5, 3+4j, *rest] | {"k": None, **kw} | P(1, n=True) | a.b as whole if w: pass
    case _: pass
while (n := 1) < 2 <= 3 is not None and not 4 or 5: print(lambda *, k=1: (yield))
print([i async for i in j if i if k], {**a, 1: 2}, {1, 2}, {k: v for k, v in w}, (x for x in y))
f'{a!r:>{w}}' u'u' if 1j else ...
''')
print(ast.dump(tree, include_attributes=True, indent=1))
print(ast.unparse(tree))

# ---- classes ----
for name in ('AST', 'mod', 'expr', 'expr_context', 'Load', 'Name', 'arguments', 'excepthandler', 'ImportFrom', 'Pass', 'type_ignore'):
    cls = getattr(ast, name)
    print(name, cls.__mro__, cls._fields, cls._attributes, cls.__match_args__, cls.__module__, cls.__doc__ if name != 'expr' else len(cls.__doc__))
    print(sorted(vars(cls)) if name != 'AST' else sorted(set(vars(cls)) & {'_fields', '__reduce__', '__dict__', '__init__', '__new__'}))
print(sys.getsizeof(ast.Name('a')), sys.getsizeof(ast.AST()), gc.is_tracked(ast.Pass()))
one, two = ast.parse('a'), ast.parse('b')
print(one.body[0].value.ctx is two.body[0].value.ctx)

# ---- constructors ----
n = ast.Name('x', ctx=ast.Load(), lineno=3, extra=5)
print(n.id, n.ctx, n.lineno, n.extra, vars(n).keys()) if False else print(n.id, n.lineno, n.extra, list(vars(n)))
print(ast.FunctionDef().returns, ast.FunctionDef.type_comment, ast.Name().end_lineno)
for wrong in (lambda: ast.Name(1, 2, 3), lambda: ast.Pass(1), lambda: ast.Name('a', id='b'), lambda: ast.BinOp(1, 2, 3, 4), lambda: ast.Name().id, lambda: ast.Name().lineno):
    try:
        wrong()
    except Exception as e:
        print(type(e).__name__, e)


class Own(ast.Name):
    _fields = ('id', 'more')


o = Own('a', 'b')
print(o.more, isinstance(o, ast.expr), Own._attributes, o.__reduce__()[1:])
match ast.parse('a + 1', mode='eval').body:
    case ast.BinOp(ast.Name(name), ast.Add(), ast.Constant(value)):
        print(name, value)

# ---- copies ----
for other in (copy.deepcopy(tree), pickle.loads(pickle.dumps(tree)), copy.copy(tree)):
    print(ast.dump(other, include_attributes=True) == ast.dump(tree, include_attributes=True), type(other))


# ---- back to code ----
def attempt(node, mode='exec'):
    try:
        code = compile(node, 'f', mode)
        print(code.co_consts, code.co_names)
    except Exception as e:
        print(type(e).__name__, e)


def stmt(node, cls=ast.Module):
    return ast.fix_missing_locations(ast.Module([node], []))


P, N, C = ast.Pass(), lambda i='a', c=ast.Load: ast.Name(i, c()), ast.Constant
attempt(ast.Module([], []))
attempt(ast.Module())
attempt(ast.Module([P], []))
attempt(ast.Module(P, []))
attempt(ast.Module([3], []))
attempt(ast.Module([None], []))
attempt(ast.Expression(C(1)), 'exec')
attempt(3)
attempt(ast.Expression(ast.fix_missing_locations(C(1))), 'eval')
attempt(stmt(ast.Expr(3)))
attempt(stmt(ast.Expr(None)))
attempt(stmt(ast.Expr(ast.Name('a'))))
attempt(stmt(ast.Expr(ast.Name('a', None))))
attempt(stmt(ast.Expr(ast.Name(1, ast.Load()))))
attempt(stmt(ast.Expr(N('None'))))
attempt(stmt(ast.Expr(N('a', ast.Store))))
attempt(stmt(ast.Assign([N()], C(1))))
attempt(stmt(ast.Assign([], C(1))))
attempt(stmt(ast.Assign([C(1)], C(1))))
attempt(stmt(ast.Delete([])))
attempt(stmt(ast.If(C(1), [], [])))
attempt(stmt(ast.If(C(1), [None], [])))
attempt(stmt(ast.Expr(ast.BoolOp(ast.And(), [C(1)]))))
attempt(stmt(ast.Expr(ast.Compare(C(1), [], []))))
attempt(stmt(ast.Expr(ast.Compare(C(1), [ast.Lt()], [C(1), C(2)]))))
attempt(stmt(ast.Expr(ast.Dict([C(1)], []))))
attempt(stmt(ast.Expr(ast.ListComp(C(1), []))))
attempt(stmt(ast.Expr(C([1]))))
attempt(stmt(ast.Expr(C((1, {2})))))
attempt(stmt(ast.Expr(C((1, frozenset({2}))))))
attempt(stmt(ast.Raise(None, C(1))))
attempt(stmt(ast.Try([P], [], [], [])))
attempt(stmt(ast.Try([P], [], [P], [P])))
attempt(stmt(ast.ImportFrom('a', [], 0)))
attempt(stmt(ast.ImportFrom('a', [ast.alias('b')], -1)))
attempt(stmt(ast.AnnAssign(ast.Subscript(N(), C(1), ast.Store()), C(1), None, 1)))
attempt(stmt(ast.Match(N(), [ast.match_case(ast.MatchStar('x'), None, [P])])))
attempt(stmt(ast.Match(N(), [ast.match_case(ast.MatchAs(ast.MatchAs(), None), None, [P])])))
attempt(stmt(ast.Match(N(), [ast.match_case(ast.MatchAs(None, '_'), None, [P])])))
attempt(stmt(ast.Match(N(), [ast.match_case(ast.MatchValue(N()), None, [P])])))
attempt(stmt(ast.Match(N(), [ast.match_case(ast.MatchSingleton(1), None, [P])])))
attempt(stmt(ast.Match(N(), [ast.match_case(ast.MatchOr([ast.MatchAs()]), None, [P])])))
attempt(stmt(ast.FunctionDef('f', ast.arguments([], [], None, [], [], None, [C(1)]), [P], [])))
attempt(stmt(ast.FunctionDef('f', ast.arguments([], [], None, [ast.arg('a')], [], None, []), [P], [])))
attempt(stmt(ast.FunctionDef('f', ast.arguments(), [P], [])))
attempt(ast.Module([ast.Pass(lineno=3, col_offset=0, end_lineno=1)], []))
attempt(ast.Module([ast.Pass(lineno=3, col_offset=5, end_lineno=3, end_col_offset=2)], []))
attempt(ast.Module([ast.Pass(lineno='3', col_offset=5)], []))
attempt(ast.Module([ast.Pass(lineno=1 << 40, col_offset=5)], []))
deep = C(1)
for _ in range(5000):
    deep = ast.UnaryOp(ast.USub(), deep, lineno=1, col_offset=0)
attempt(ast.Expression(deep), 'eval')

namespace = {}
exec(compile(ast.fix_missing_locations(ast.parse('def f(x):\n return [x * y for y in range(3)]')), 'f', 'exec'), namespace)
print(namespace['f'](4))
tree = ast.parse('a')
print(compile(tree, 'f', 'exec', ast.PyCF_ONLY_AST) is tree)
for args in (('a', 'f', 'x'), ('a', 'f', 'exec', 1 << 30), ('a', 'f', 'func_type'), ('a', 'f', 'x', ast.PyCF_ONLY_AST), ('a', 'f', 'exec', 0, 0, 5), ('a', 3, 'exec'), (3, 'f', 'exec'), ('a', 'f', 3)):
    try:
        print(compile(*args))
    except Exception as e:
        print(type(e).__name__, e)
print(ast.dump(compile('(int, *str, **Any) -> float', '', 'func_type', ast.PyCF_ONLY_AST)))
print(ast.dump(ast.parse('a\n', mode='single')))
