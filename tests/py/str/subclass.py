# Subclasses of str: their results are exact strs, their attributes and weak references live beside the text.
import weakref
class Name(str):
    def __new__(cls, text, tag=None):
        self = super().__new__(cls, text)
        self.tag = tag
        return self
    def shout(self):
        return self.upper() + "!"
n = Name("héllo", tag=[1])
print(n, n.tag, n.shout(), type(n).__name__, len(n), n == "héllo", hash(n) == hash("héllo"), {n: 1}["héllo"])
for result in (n + "", "" + n, n[:], str(n), n.strip(), n.lower(), "%s" % n, "{}".format(n), f"{n}", n * 1, n.replace("x", "y"), "".join([n]), n.partition("x")[0], n.center(2)):
    print(type(result).__name__, result, end="; ")
print()
r = weakref.ref(n)
print(r() is n)
del n
print(r())
class Pair(str):
    __slots__ = ("left", "right")
p = Pair("ab")
p.left, p.right = 1, "é"
print(p, p.left, p.right, p[0], p.encode(), repr(p))
class Shown(str):
    def __str__(self):
        return "shown"
    def __repr__(self):
        return "<Shown>"
    def __format__(self, spec):
        return "formatted " + spec
s = Shown("raw")
print(s, repr(s), f"{s}", "%s" % s, str(s), s + "", [s], "%r" % s, "{:>5}".format(s))
print(isinstance(n, str) if "n" in dir() else "gone", issubclass(Name, str), Name.__mro__)
