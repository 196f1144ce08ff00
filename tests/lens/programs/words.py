# Names about memory that sys has; how __getattr__ is called; the state of a str.
import ctypes
import sys


class Hooked:
    def __getattr__(self, name): return sys.getrefcount(self)
class Both:
    def __getattribute__(self, name): return sys.getrefcount(self)


h = Hooked()
print(h.missing, Hooked().missing, Both().missing, getattr(h, "missing"))
print([name for name in ("exception", "_is_interned", "_is_immortal", "_is_gil_enabled") if hasattr(sys, name)])
word, made = "hello", "".join(["hel", "lo"])
if hasattr(sys, "_is_interned"): print(sys._is_interned(word), sys._is_interned(made), sys._is_gil_enabled())
for text in (made, "".join(["a", "é"]), "".join(["日", "本"])):
    print(ctypes.c_uint32.from_address(id(text) + 32).value & 0xfc)
