"""A module that runs has its spec and loader under their names, as an imported one has; names of sys and builtins that are made late."""
import builtins
import os
import sys
import tempfile

TEXT = """
kind, name, is_file = type(__spec__).__name__, __spec__.name, __spec__.origin == __file__
same = __loader__ is __spec__.loader, __spec__.parent == __package__
began = __spec__._initializing
def later():
    return __spec__._initializing, __spec__ is first
first = __spec__
"""
with tempfile.TemporaryDirectory() as folder:
    for place in ("told.py", "package/__init__.py", "package/inner.py"):
        path = os.path.join(folder, place)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(TEXT)
    sys.path.insert(0, folder)
    import package.inner
    import told

    for module in (told, package, package.inner):
        print(module.kind, module.name, module.is_file, module.same, module.began, module.later(), module.__spec__ is module.first)
print(__spec__)
print("re" in sys.stdlib_module_names, len(sys.stdlib_module_names), type(sys.stdlib_module_names).__name__)
print(os.path.basename(sys.executable)[:6], hasattr(builtins, "exit"), hasattr(builtins, "breakpoint"), hasattr(sys, "no_such_name"))
