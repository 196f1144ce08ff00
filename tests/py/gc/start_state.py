# When the first automatic collection comes, what was collected before the program, and what modules of the start-up leave.
class A:
    def __del__(self): print("first collection at", len(made))
a = A(); a.a = a; del a
made = []
while len(made) < 1000: made.append([])
import gc, sys
print(gc.get_stats())
made = None
print(sys.getrefcount(sys.modules["__main__"]))
def change(text):
    code = compile(text, "text", "exec")
    before = gc.get_count()[0], sys.getallocatedblocks()
    exec(code, {})
    return gc.get_count()[0] - before[0], sys.getallocatedblocks() - before[1]
change("pass")
for text in ("import os", "import io", "import re", "import enum", "import abc, codecs, stat", "import weakref, types", "import shutil, tempfile"):
    print(text, change(text))
print(repr((1000, 2)), change("repr((1000, 2))"))
word = "".join(["da", "ta"]); print(sys.intern(word) is word)
word = "".join(["h", "eap", "scope_word"]); print(sys.intern(word) is word)
