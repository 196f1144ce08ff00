import os, runpy, sys, tempfile, warnings, zipapp, pkgutil
warnings.simplefilter("ignore")
os.chdir(tempfile.mkdtemp())
os.mkdir("prog"); os.mkdir("bare"); os.mkdir("app")
open("prog/__init__.py", "w").write("")
open("prog/__main__.py", "w").write("print('main of', __name__, __package__); v = 1\n")
open("prog/part.py", "w").write("print('part', __name__, __package__); import sys; a = sys.argv[0]\n")
open("bare/__init__.py", "w").write("")
open("app/__main__.py", "w").write("print('app', __name__); w = given + 1\n")
open("one.py", "w").write("import sys\nprint(__name__, __file__, __spec__, __package__ == '', sys.argv[0])\nq = 2\n")
sys.path.insert(0, os.getcwd())
print(runpy.run_module("prog")["v"], runpy.run_module("prog.part", run_name="other", alter_sys=True)["__name__"])
print(runpy.run_path("one.py")["q"], runpy.run_path("app", {"given": 4}, "named")["w"])
zipapp.create_archive("app", "app.pyz")
print(runpy.run_path("app.pyz", {"given": 7})["w"])
print(runpy._run_code("x = __name__, __package__", {}, {"y": 1}, "n", pkg_name="p")["x"])
for name in ".rel", "nothing", "nothing.deep", "bare", "prog.part.py", "sys":
    try:
        runpy.run_module(name)
    except ImportError as e:
        print(e)
try:
    runpy.run_path("bare")
except ImportError as e:
    print(e)
print("runpy" in sys.modules, sys.argv[0].endswith(".py"), sys.path[0] == os.getcwd())
print(sorted((m.name, m.ispkg) for m in pkgutil.iter_modules([os.getcwd(), "app.pyz"])))
print(sorted(m.name for m in pkgutil.walk_packages([os.getcwd()])))
print(pkgutil.get_data("prog", "part.py")[:5], type(pkgutil.get_importer(".")).__name__, type(pkgutil.get_importer("app.pyz")).__name__, pkgutil.get_importer("one.py"))
print(type(pkgutil.find_loader("prog.part")).__name__, pkgutil.find_loader("none"), type(pkgutil.get_loader("prog")).__name__)
for call in (lambda: pkgutil.find_loader(".x"), lambda: list(pkgutil.iter_importers(".x")), lambda: list(pkgutil.iter_modules("x"))):
    try:
        print(call())
    except (ImportError, ValueError) as e:
        print(e)
print([type(f).__name__ for f in pkgutil.iter_importers("prog.part")], list(pkgutil.iter_importers("prog.part.x")))
