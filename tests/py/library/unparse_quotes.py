"""Which quotes ast.unparse takes for parts of f-strings that need others."""
import ast
import itertools


def value(text):
    return ast.FormattedValue(ast.parse(text, mode='eval').body, -1)


parts = [ast.Constant(text) for text in ("'''", '"""', "'", '"', 'a\n', '\\', '\'\'\'"""\n')] + [value("d['a']"), value('d["\'"]'), value('x')]
for count in range(1, 4):
    for some in itertools.permutations(parts, count):
        try:
            print(ast.unparse(ast.JoinedStr(list(some))))
        except ValueError as error:
            print(error)
