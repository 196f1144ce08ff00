"""Notes of an exception that are no texts, as the interpreter prints them."""
import linecache
import sys
import traceback


class Shy:
    def __repr__(self):
        raise ValueError


sys.stderr = sys.stdout
for notes in (5, "ab", None, ["x", 3], (), {"a": 1}, Shy(), [Shy(), "last"]):
    error = ValueError(1)
    error.__notes__ = notes
    sys.excepthook(type(error), error, None)
    print("|", traceback.format_exception_only(error)[1:])

print(linecache.updatecache("/nowhere.py", globals())[1], linecache.updatecache("/nowhere.py"), linecache.cache.keys() & {"/nowhere.py"})
