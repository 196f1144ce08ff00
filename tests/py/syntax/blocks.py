"""Missing colons and missing or wrong indentation."""
def show(source, mode="exec"):
    try:
        compile(source, "<test>", mode)
        print("fine:", repr(source))
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(f"{type(error).__name__}: {error.msg}", place, repr(error.text))


for source in [
    'if 1\n    pass',
    'if 1:\npass',
    'while 1:\npass',
    'for x in y:\npass',
    'for x in y\n    pass',
    'def f():\npass',
    'def f()\n    pass',
    'def f:\n    pass',
    'class A:\npass',
    'class A\n    pass',
    'with a:\npass',
    'with a as b\n    pass',
    'try:\npass',
    'try:\n    pass\nx = 1',
    'try:\n    pass\nexcept:\npass',
    'try:\n    pass\nexcept A, B:\n    pass',
    'try:\n    pass\nexcept A:\n    pass\nexcept* B:\n    pass',
    'try:\n    pass\nfinally:\npass',
    'if 1:\n    pass\nelif 2:\npass',
    'if 1:\n    pass\nelse:\npass',
    'if 1:\n    pass\nelse\n    pass',
    'match x:\ncase 1: pass',
    'match x:\n    case 1:\n    pass',
    'match x\n    case 1: pass',
    ' x = 1',
    'x = 1\n  y = 2',
    'if 1:\n    x\n  y',
    'if 1:\n\tx\n        y',
    'if 1:\n        x\n\ty',
    'def f():\n    if 1:\n        x\n      y',
]:
    show(source)
