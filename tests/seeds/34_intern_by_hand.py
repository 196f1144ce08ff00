import sys
a = sys.intern("a long string, " + "made at run time " * len("x"))
b = sys.intern("a long string, " + "made at run time " * len("y"))
print(a is b)
c = "a long string, " + "made at run time " * len("z")
print(a is c, a == c)
