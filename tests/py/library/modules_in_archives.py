import os, sys, zipfile
with zipfile.ZipFile("mods.zip", "w") as z:
    z.writestr("alone.py", "x = 5\ndef f():\n    return __file__, __name__\n")
    z.writestr("pack/__init__.py", "from . import inner\nfrom .inner import y\n")
    z.writestr("pack/inner.py", "y = __name__\n")
    z.writestr("pack/data.txt", "some data")
    z.writestr("space/", "")
    z.writestr("space/part.py", "z = 1\n")
    z.writestr("deep/er/", "")
    z.writestr("deep/er/low.py", "w = 2\n")
sys.path.insert(0, "mods.zip")
import alone, pack, space.part
print(alone.x, [os.path.relpath(p) for p in alone.f()], pack.y, pack.__path__, space.part.z, type(space.__path__).__name__)
print(alone.__loader__, pack.__spec__.origin, pack.inner.__file__)
import pkgutil, zipimport
print(pkgutil.get_data("pack", "data.txt"))
i = zipimport.zipimporter("mods.zip/deep/er")
print(i.archive, i.prefix, i.is_package("low"), i.get_source("low"), i.find_spec("none"), i.get_filename("low"))
for call in (lambda: zipimport.zipimporter(""), lambda: zipimport.zipimporter("nothing.zip"), lambda: i.get_source("none"), lambda: i.get_data("gone")):
    try:
        print(call())
    except OSError as e:
        print(type(e).__name__, e.args)
    except ImportError as e:
        print(type(e).__name__, e)
try:
    import alone.more
except ImportError as e:
    print(e)
class Hook:
    def __init__(self, path):
        if path != "/special":
            raise ImportError
    def find_spec(self, name, target=None):
        if name.startswith("made"):
            import importlib.util
            return importlib.util.spec_from_loader(name, self)
    def create_module(self, spec):
        return None
    def exec_module(self, module):
        module.says = module.__name__
sys.path_hooks.insert(0, Hook)
sys.path.append("/special")
import made_up
print(made_up.says, type(made_up.__loader__).__name__, type(sys.path_importer_cache["/special"]).__name__)
os.remove("mods.zip")
