"""Mistakes in f-strings."""
def show(source, mode="exec"):
    try:
        compile(source, "<test>", mode)
        print("fine:", repr(source))
    except SyntaxError as error:
        place = (error.lineno, error.offset, error.end_lineno, error.end_offset)
        print(f"{type(error).__name__}: {error.msg}", place, repr(error.text))


for source in [
    'f"{}"',
    'f"{ }"',
    'f"{!r}"',
    'f"{:x}"',
    'f"{a"',
    'f"{a!"',
    'f"{a!x}"',
    'f"a}"',
    'f"{a b}"',
    'f"{a[}"',
    'f"{(a}"',
    'f"{a)}"',
    'f"{a:{b:{c}}}"',
    'f"{a\\n}"',
    'f"{a#}"',
    'f"{lambda x: 1}"',
    'f"{\'a}"',
    'f"{a:{b}"',
    'f"{*a}"',
    'f"{a = b}"',
    'f"{1 +}"',
    'f"""{\n1 +\n}"""',
    'x = f"{a}" f"{b c}"',
    'f"{a!r:>{w}}{b"',
]:
    show(source)
