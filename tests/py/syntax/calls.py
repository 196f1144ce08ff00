"""Mistakes in calls, displays and parameters."""
def show(source, mode="exec"):
    try:
        compile(source, "<test>", mode)
        print("fine:", repr(source))
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(f"{type(error).__name__}: {error.msg}", place, repr(error.text))


for source in [
    'f(a b)',
    'f(a=1, b)',
    'f(**a, b)',
    'f(**a, *b)',
    'f(a, b for b in c)',
    'f(a for a in b, c)',
    'f(a, *)',
    '[a b]',
    '{a b}',
    '{1: 2, 3}',
    '{1: 2, 3:}',
    '{1: *a}',
    '{**a for a in b}',
    '[*a for a in b]',
    '[a, b for a in c]',
    '(*a)',
    '(**a)',
    '(a b)',
    'x = (1,\n     2\ny = 3',
    'x = [1, 2)',
    'x = 1)',
    '{',
    '(1 if 2)',
    'a if b',
    'print "x"',
    'exec "x"',
    'print x, y',
    'def f(a=1, b): pass',
    'def f(a, *): pass',
    'def f(*, **k): pass',
    'def f(*a, *b): pass',
    'def f(**k, a): pass',
    'def f(/, a): pass',
    'def f(a, /, b, /): pass',
    'def f(a, *, /): pass',
    'def f((a, b)): pass',
    'def f(*a=1): pass',
    'def f(**k=1): pass',
    'def f(a=): pass',
    'lambda a=1, b: 0',
    'lambda *: 0',
    'lambda (a): 0',
    'class A(b c): pass',
    'from a import b,',
    'from a import (b, c',
    'import',
    'return yield',
    'global a.b',
    'nonlocal',
    'assert',
    'raise a from',
    'async x',
    'await',
    'not',
    'a not b',
    'a is is b',
    'a < > b',
    'a <> b',
    'x = = 1',
    'x === 1',
    'a->b',
    'a := 1',
    '@\ndef f(): pass',
    'case 1: pass',
    'match 1: pass',
]:
    show(source)
for source in ["1 +", "x = 1", "1; 2", ""]:
    show(source, "eval")
for source in ["x = 1\ny = 2", "if 1: pass", "if 1:\n    pass\n", "x = 1 # end", ""]:
    show(source, "single")
