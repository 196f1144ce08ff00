# Interning: constants that look like names, sys.intern, and that entries die with the str.
import sys
a = "hello_world"
b = "hello_world"
print(a is b, "".join(["hello_", "world"]) is a, sys.intern("".join(["hello_", "world"])) is a)
first = sys.intern("".join(["in", " tern"]))
second = sys.intern("".join(["in ", "tern"]))
print(first is second, sys.getrefcount(first))
del first, second
third = "".join(["in ", "tern"])
print(sys.intern(third) is third)
class Text(str):
    pass
for value in (Text("x"), 1, b"a"):
    try:
        sys.intern(value)
    except TypeError as error:
        print(error)
class Holder:
    pass
holder = Holder()
name = "".join(["attr", "_name"])
setattr(holder, name, 1)
print(list(vars(holder))[0] is sys.intern("attr_name"))
