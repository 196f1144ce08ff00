"""Attributes and methods of code objects."""


def f(a, b=1, *c, d=2, **e):
    "doc"
    g = lambda: (a, h)
    for i in c:
        h = i
    return g


code = f.__code__
print(code.co_varnames, code.co_cellvars, code.co_freevars, code.co_names, code.co_consts[0])
print(code.co_varnames is code.co_varnames, code.co_code is code.co_code)
print(code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_nlocals, code.co_stacksize, code.co_flags)
print(list(code.co_lines()))
print(list(code.co_positions()))
print(code.co_lnotab, code.co_linetable.hex(), code.co_exceptiontable)
print(code.__sizeof__(), len(code.co_code))
print(str(code)[:16], type(iter(code.co_lines())).__name__, type(code.co_positions()).__name__)

copy = code.replace()
print(copy == code, copy is code, hash(copy) == hash(code), copy != code)
other = code.replace(co_name="other", co_firstlineno=100, co_filename="x.py")
print(other == code, other.co_name, other.co_qualname, other.co_firstlineno, other.co_filename)
print(code.replace(co_consts=code.co_consts + (1,)) == code)
for change in ({"co_argcount": -1}, {"co_consts": []}, {"co_code": b"x"}, {"co_name": 1}, {"co_nlocals": 99}, {"nothing": 1},
               {"co_argcount": "x"}, {"co_varnames": ()}):
    try:
        code.replace(**change)
        print(change, "accepted")
    except (TypeError, ValueError) as e:
        print(change, type(e).__name__, e)
try:
    code.co_name = "x"
except AttributeError as e:
    print(e)

made = type(code)(0, 0, 0, 0, 1, 0, compile("7", "f", "eval").co_code, (7,), (), (), "file", "name", "qual", 3, b"", b"")
print(made.co_name, made.co_qualname, made.co_filename, made.co_firstlineno, made.co_consts, eval(made))
print([code._varname_from_oparg(i) for i in range(len(code.co_varnames))])

same = "lambda: 1"
print(compile(same, "f", "eval") == compile(same, "f", "eval"), compile("1", "f", "eval") == compile("1.0", "f", "eval"))
print(compile("0.0", "f", "eval") == compile("-0.0", "f", "eval"), compile("(1,)", "f", "eval") == compile("(True,)", "f", "eval"))
print(len({compile(same, "f", "eval"), compile(same, "f", "eval"), compile("2", "f", "eval")}))


def finally_twice():
    try:
        return
    finally:
        x = lambda: 1


print([type(c).__name__ for c in finally_twice.__code__.co_consts])
