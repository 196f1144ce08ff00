"""In which order the parts of a tree are checked, and what of it an older Python does not know."""
import ast
from ast import Constant, FormattedValue, JoinedStr, Load, Name, Store, arg, arguments, comprehension

none = dict(posonlyargs=[], args=[], vararg=None, kwonlyargs=[], kw_defaults=[], kwarg=None, defaults=[])
stored, loaded = Name("x", Store()), Name("x", Load())


def check(body):
    tree = ast.fix_missing_locations(ast.Expression(body))
    try:
        compile(tree, "<tree>", "eval")
        print("compiled")
    except (ValueError, TypeError) as error:
        print(error)


for change in (dict(kwonlyargs=[arg("a", stored)]), dict(kwonlyargs=[arg("a", loaded)]), dict(kwarg=arg("k", stored), defaults=[loaded]),
               dict(defaults=[stored]), dict(args=[arg("a")], defaults=[stored], kw_defaults=[stored]), dict(args=[arg("a")], defaults=[stored])):
    check(ast.Lambda(arguments(**none | change), loaded))
for kind in (ast.ListComp, ast.SetComp, ast.GeneratorExp):
    check(kind(stored, [comprehension(loaded, loaded, [], 0)]))
    check(kind(stored, []))
check(ast.DictComp(stored, stored, [comprehension(stored, stored, [], 0)]))

for node in (Name("a"), Constant(3), FormattedValue(loaded, -1, None)):
    try:
        print(ast.unparse(JoinedStr([node])))
    except ValueError as error:
        print(str(error).split(" object")[0])
print(ast._Precedence.AND.next(), ast._Precedence.ATOM.next())
for version in (8, 7):
    try:
        print(type(ast.parse("f'{x = }'", feature_version=(3, version))).__name__)
    except SyntaxError as error:
        print(error.msg)
for target in ast.Attribute(loaded, "b", Store()), ast.Tuple([], Store()), Constant(1), loaded, stored:
    for value in loaded, stored:
        check(ast.BinOp(ast.NamedExpr(target, value), ast.Add(), stored))
        check(ast.NamedExpr(target, value))
