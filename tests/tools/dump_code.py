"""Writes the code object of a source file as JSON, as core/compile/dump.c does.

usage: python3.11 dump_code.py FILE [OPTIMIZE]

Run with PYTHONHASHSEED=0, so that sets of str have the order of our runtime. A file that does not compile gives
{"error": [type, message, line, offset, end line, end offset]}.
"""
import json
import sys
import types
import warnings


def describe(code):
    def constant(value):
        if isinstance(value, types.CodeType):
            return describe(value)
        return f"{type(value).__name__}:{ascii(value)}"

    def names(values):
        return [ascii(value) for value in values]

    return {
        "argcount": code.co_argcount, "posonlyargcount": code.co_posonlyargcount,
        "kwonlyargcount": code.co_kwonlyargcount, "nlocals": code.co_nlocals, "stacksize": code.co_stacksize,
        "flags": code.co_flags, "firstlineno": code.co_firstlineno, "code": code.co_code.hex(),
        "linetable": code.co_linetable.hex(), "exceptiontable": code.co_exceptiontable.hex(),
        "names": names(code.co_names), "varnames": names(code.co_varnames), "cellvars": names(code.co_cellvars),
        "freevars": names(code.co_freevars), "consts": [constant(value) for value in code.co_consts],
        "name": ascii(code.co_name), "qualname": ascii(code.co_qualname), "filename": ascii(code.co_filename),
    }


def dump(path, optimize=0):
    warnings.simplefilter("ignore")
    sys.set_int_max_str_digits(0)
    with open(path, "rb") as file:
        source = file.read()
    try:
        return describe(compile(source, path, "exec", dont_inherit=True, optimize=optimize))
    except SyntaxError as e:
        return {"error": [type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset]}
    except (ValueError, RecursionError, MemoryError) as e:
        return {"error": [type(e).__name__, str(e)]}


if __name__ == "__main__":
    print(json.dumps(dump(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)))
