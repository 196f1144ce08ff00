# Hashes of texts decide the order of sets; that of None may be fixed.
import sys

print([hash(x) for x in ("", "a", "hello", "two words", "é", "日本", b"", b"bytes", "a text of more than eight bytes")])
print({"red", "green", "blue", "cyan"}, frozenset("memory"), {b"x", b"y", b"z"})
print(sys.hash_info.algorithm, sys.version_info >= (3, 12) and hash(None))
