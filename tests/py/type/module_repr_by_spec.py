"""repr of a module: what its spec says, then module_repr() of its loader, then its file."""
from types import ModuleType, SimpleNamespace


class Loader:
    def __repr__(self):
        return "<a loader>"


class Telling(Loader):
    def module_repr(self, module):
        return f"<told {module.__name__}>"


class Failing(Loader):
    def module_repr(self, module):
        raise ValueError


class Silent(Loader):
    def module_repr(self, module):
        return 3


def spec(**words):
    return SimpleNamespace(**words)


specs = [None, 0, spec(name="s", origin=None, loader=None), spec(name=None, origin=None, loader=Loader()), spec(name="s", origin="o", has_location=True),
         spec(name=None, origin="o", has_location=False), spec(name="s"), spec(origin="o")]
for loader in (None, Loader(), Telling(), Failing(), Silent()):
    for file in (None, "/tmp/x.py", 3):
        for name in ("m", None):
            module = ModuleType("m")
            module.__loader__ = loader
            if file is not None:
                module.__file__ = file
            if name is None:
                del module.__name__
            for module.__spec__ in specs if loader is None else specs[:2]:
                try:
                    print(repr(module))
                except Exception as error:
                    print(type(error).__name__, error)
