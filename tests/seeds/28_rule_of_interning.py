import sys
def same(make): return sys.intern(make) is make
for text in ("abc", "abc_123", "abc def", "a" * 5000, "été", "9lives"):
    made = "".join(list(text))
    literal = eval(repr(text))
    again = eval(repr(text))
    print(text[:8], len(text), literal is again, made is literal)
