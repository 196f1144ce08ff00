import collections, inspect, os, pydoc
print(inspect.signature(tuple.index), inspect.signature(list.index), inspect.signature("".join))
P = collections.namedtuple("P", "x y")
text = pydoc.plain(pydoc.render_doc(P))
print([line for line in text.splitlines() if "index(" in line or " x" in line or "_make" in line])
class Base:
    def a(self):
        pass
class Next(Base):
    @classmethod
    def c(cls):
        pass
    @staticmethod
    def s():
        pass
print(sorted(name for name in pydoc.allmethods(Next) if name[0] != "_"), len(pydoc.allmethods(Next)) > 20)
print(pydoc.stripid("<function f at 0x7f88dcee4>"), pydoc.stripid("<f at 0x88DCEE4> "), pydoc.cram("x" * 30, 10), pydoc.replace("abc", "a", "x", "b", "y"))
os.chdir("/tmp")
print(pydoc._get_revised_path(["/a", "/"], "/c.py")[1:], pydoc._get_revised_path(["", "/"], "/c.py"))
print(pydoc.TextDoc().getdocloc(inspect))
class Listed:
    _fields = ["b", ["a"]]
    b = 1
class G(__import__("typing").Generic[__import__("typing").TypeVar("T")]):
    x = 1
print(pydoc.render_doc(Listed, renderer=pydoc.plaintext))
print(pydoc.render_doc(G[int], renderer=pydoc.plaintext).partition("Class methods")[0])


class Failed(ZeroDivisionError):
    """It failed."""


for kind in ZeroDivisionError, Failed, ExceptionGroup:
    print(pydoc.plain(pydoc.render_doc(kind)).split('\n')[2:6], repr(pydoc.getdoc(kind)))
