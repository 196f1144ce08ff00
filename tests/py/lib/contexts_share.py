# A copy of a context shares its values until one of the two is set; ctypes keeps None where there is a value.
import contextvars
import ctypes
import sys

var, other = contextvars.ContextVar("var"), contextvars.ContextVar("other")
value = []
token = var.set(value)
print(sys.getrefcount(value))
context = contextvars.copy_context()
print(sys.getrefcount(value), len(context))
context.run(other.set, 1)
print(sys.getrefcount(value), len(context), other.get(None))
var.reset(token)
print(sys.getrefcount(value), var.get(None), context[var] is value)
del context, token
print(sys.getrefcount(value))

print(ctypes.py_object(None), ctypes.py_object(None).value, ctypes.c_char_p(None).value)
for kind in ctypes.c_int, ctypes.c_double, ctypes.py_object:
    try:
        print(kind(None).value)
    except TypeError as error:
        print(error)
try:
    ctypes.c_int(1, 2)
except TypeError as error:
    print(error)
