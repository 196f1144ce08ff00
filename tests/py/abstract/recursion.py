# Recursion is bounded in repr and comparison.
class A: pass
def rec(n):
    l = []
    for i in range(n): l = [l]
    return l
try: repr(rec(100000))
except RecursionError as x: print(x)
try: rec(100000) == rec(100000)
except RecursionError as x: print(x)
print(ascii("é\u1234\U0001F600a"), ascii(["ñ"]), dir(A())[:3])
