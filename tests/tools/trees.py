"""What ast says about the program on standard input, as short hashes: the tree with its positions, its text, and whether the tree compiles
to what the text compiles to. Run by CPython and by Heapscope, it must print the same."""
import ast
import hashlib
import sys


def digest(text):
    return hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]


def describe(code):
    consts = [describe(c) if hasattr(c, 'co_code') else repr(c) if not isinstance(c, frozenset) else sorted(map(repr, c)) for c in code.co_consts]
    return [code.co_name, code.co_code.hex(), consts, code.co_names, code.co_varnames, code.co_flags, code.co_linetable.hex()]


def check(source):
    tree = ast.parse(source)
    print('dump', digest(ast.dump(tree, include_attributes=True)))
    try:
        text = ast.unparse(tree)
    except ValueError as error:
        text = str(error)
    print('unparse', digest(text))
    code = describe(compile(source, 'f', 'exec', 0, True))
    print('same code', describe(compile(tree, 'f', 'exec', 0, True)) == code, digest(repr(code)))


try:
    check(sys.stdin.read())
except SyntaxError as error:
    print('SyntaxError', error.msg, error.lineno)
