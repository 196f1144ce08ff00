"""What cannot be assigned to, deleted or iterated into."""
def show(source, mode="exec"):
    try:
        compile(source, "<test>", mode)
        print("fine:", repr(source))
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(f"{type(error).__name__}: {error.msg}", place, repr(error.text))


for source in [
    'f() = 1',
    'a + b = c',
    '(a, f()) = 1',
    'x = y + 1 = 2',
    '1 += 2',
    '[a, b] += 3',
    '(a): int = 1',
    '(a, b): int',
    '[a]: int',
    'f(): int',
    'del f()',
    'del a + b',
    'del (a, 1)',
    'del *a',
    'for f() in x: pass',
    'for 1 in x: pass',
    'with a as f(): pass',
    'with (a as 1): pass',
    '[x for f() in y]',
    'None = 1',
    'True = 2',
    '... = 1',
    '(yield) = 1',
    'x = yield = 1',
    'f"{a}" = 1',
    'a if b else c = 1',
    '(a := 1) = 2',
    'a == b = c',
    'lambda: 1 = 2',
    '{a: 1} = 2',
    'import a.b as c.d',
    'if a = 1: pass',
    'if a.b = 1: pass',
    'while f() = 1: pass',
    'f(a.b=1)',
    'f(True=1)',
    'f(a=1, b for b in c)',
    '(a.b := 1)',
    'print(a := 1)',
]:
    show(source)
